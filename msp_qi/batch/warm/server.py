"""The process that has everything loaded and forks a kernel for each notebook.

It has one thread and no event loop, so that forking is safe; started as ``python -m msp_qi.batch.warm.server``.
"""

import atexit
import ctypes
import gc
import json
import os
import random
import select
import signal
import socket
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from msp_qi.batch.warm.preload import preload
from msp_qi.batch.warm.wire import take_one

READY = "ready\n"
_HUNG_UP = getattr(select, "POLLRDHUP", 0) | select.POLLHUP | select.POLLERR
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_MOST_AT_ONCE = 1 << 20


class Server:
    """Forks a kernel for each connection, and ends it when the other side hangs up.

    Parameters
    ----------
    listener : socket
        Where workers connect.
    batch : int
        Descriptor of a pipe that closes when the batch ends, however it ends.
    """

    def __init__(self, listener: socket.socket, batch: int) -> None:
        self._listener, self._batch = listener, batch
        self._kernels: dict[int, socket.socket] = {}
        # A child that ends writes into this pipe, so that waiting for it and for connections is one wait.
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: self.end())

    def run(self) -> NoReturn:
        """Serve until the batch ends."""
        while True:
            waiting = select.poll()
            for descriptor in (self._listener.fileno(), self._batch, self._woken):
                waiting.register(descriptor, select.POLLIN | select.POLLHUP)
            for connection in self._kernels.values():
                waiting.register(connection, _HUNG_UP)
            for descriptor, _ in waiting.poll():
                self._answer(descriptor)

    def end(self) -> NoReturn:
        """End every kernel, and this process."""
        for child in list(self._kernels):
            _kill(child)
        os._exit(0)

    def _answer(self, descriptor: int) -> None:
        if descriptor == self._batch:
            self.end()
        elif descriptor == self._listener.fileno():
            self._fork()
        elif descriptor == self._woken:
            os.read(self._woken, _MOST_AT_ONCE)
            self._reap()
        else:
            for child, connection in list(self._kernels.items()):
                if connection.fileno() == descriptor:
                    _kill(child)
                    self._forget(child)

    def _fork(self) -> None:
        connection, _ = self._listener.accept()
        child = os.fork()
        if child == 0:
            _child(
                connection, [self._listener, *self._kernels.values()], (self._batch, self._woken, self._wake)
            )
        self._kernels[child] = connection

    def _reap(self) -> None:
        for child in list(self._kernels):
            if os.waitpid(child, os.WNOHANG)[0]:
                # A process that the notebook has left behind may hold the socket too: it is closed for all.
                self._forget(child, waited=True)

    def _forget(self, child: int, waited: bool = False) -> None:
        connection = self._kernels.pop(child)
        with suppress(OSError):  # the other side has closed it already
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()
        if not waited:
            os.waitpid(child, 0)


def _kill(child: int) -> None:
    """End a kernel and what it has started."""
    for end in (os.killpg, os.kill):
        try:
            end(child, signal.SIGKILL)
        except OSError:  # not yet its own group, or gone already
            continue


def _child(connection: socket.socket, others: list[socket.socket], pipes: tuple[int, ...]) -> NoReturn:
    """Become a kernel: nothing of the server's is left in this process."""
    try:
        os.setsid()
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        for other in others:
            other.close()
        for pipe in pipes:
            os.close(pipe)
        (message,) = take_one(connection)
        asked = json.loads(message)
        _take_over(asked)
        from msp_qi.batch.warm.kernel import serve

        serve(connection, asked["arguments"], asked["key"])
        atexit._run_exitfuncs()
    except EOFError:  # nobody wants a kernel any more
        pass
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(1)


def _take_over(asked: dict[str, Any]) -> None:
    """The folder and the environment of the one who asked, and dice of its own."""
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    random.seed()
    if (numpy := sys.modules.get("numpy")) is not None:
        numpy.random.seed()


def main(address: str) -> None:
    """Load, say that all is ready, and serve.

    Parameters
    ----------
    address : str
        Path of the socket.
    """
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen(64)
    # The pipe of the batch comes as standard input; a notebook must not read from it.
    batch = os.dup(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    preload()
    if threads() > 1:
        sys.exit(f"The process to fork from has {threads()} threads.")
    gc.collect()
    gc.freeze()
    sys.stdout.write(READY)
    sys.stdout.flush()
    os.dup2(2, 1)
    Server(listener, batch).run()


def threads() -> int:
    """How many threads this process has, those of libraries included where the system tells."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


if __name__ == "__main__":
    main(sys.argv[1])
