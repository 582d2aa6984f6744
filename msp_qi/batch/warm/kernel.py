"""The forked process: ipykernel's own kernel and shell, with a socket pair where it has ZeroMQ."""

import os
import socket
import threading
from functools import partial
from types import SimpleNamespace
from typing import Any

import zmq
from ipykernel.iostream import IOPubThread
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.utils import _async_in_context
from tornado.ioloop import IOLoop
from traitlets import Any as AnyTrait

from msp_qi.batch.warm.wire import IOPUB, SHELL, Received, packed

_MOST_AT_ONCE = 1 << 20


class Channel:
    """Where the kernel sends what it would send through a ZeroMQ socket.

    Parameters
    ----------
    connection : socket
        One for all channels.
    lock : Lock
        Held while a message is sent, since threads of the notebook send too.
    name : bytes
        Which channel.
    """

    def __init__(self, connection: socket.socket, lock: threading.Lock, name: bytes) -> None:
        self._connection, self._lock, self._name = connection, lock, name
        self.context: Any = zmq.Context.instance()

    def send_multipart(
        self, frames: list[Any], flags: int = 0, copy: bool = True, track: bool = False
    ) -> None:
        """Send one message."""
        parts = [frame.bytes if isinstance(frame, zmq.Frame) else bytes(frame) for frame in frames]
        try:
            with self._lock:
                self._connection.sendall(packed([self._name, *parts]))
        except OSError:  # the other side has hung up, which is the end
            os._exit(0)

    def flush(self, *_: object) -> None:
        """Nothing waits."""

    def close(self, *_: object) -> None:
        """The process ends with its socket."""


class WarmKernel(IPythonKernel):
    """ipykernel's kernel, fed by hand: one request at a time, no other channel."""

    shell_stream = AnyTrait(None)
    # A cell that awaits asks whether it runs in the main thread, and asks this.
    shell_channel_thread = AnyTrait(SimpleNamespace(parent_thread=threading.main_thread()))
    _supports_kernel_subshells = False

    def start(self) -> None:
        """Start without streams and without a debugger."""
        assert self.shell is not None
        self.shell.exit_now = False
        stream, self.shell_stream = self.shell_stream, None
        super(IPythonKernel, self).start()
        self.shell_stream = stream

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """There is never a request in the queue."""


class WarmApp(IPKernelApp):
    """ipykernel's application: every step of its start but for sockets, heartbeat and connection file."""

    kernel_class = WarmKernel
    connection = AnyTrait()
    key = AnyTrait(b"")

    def init_connection_file(self) -> None:
        """There is none."""

    def write_connection_file(self, **_: Any) -> None:
        """There is none."""

    def log_connection_info(self) -> None:
        """There is none."""

    def init_poller(self) -> None:
        """The server ends its children."""

    def init_heartbeat(self) -> None:
        """The end of the socket is the end of the kernel."""

    def init_sockets(self) -> None:
        """One channel for replies, one for output with ipykernel's own output thread."""
        lock = threading.Lock()
        self.session.key = self.key
        self.shell_socket = Channel(self.connection, lock, SHELL)
        self.configure_tornado_logger()
        output = Channel(self.connection, lock, IOPUB)
        self.iopub_thread = IOPubThread(output, pipe=True, session=self.session)
        self.iopub_thread.start()
        self.iopub_socket = self.iopub_thread.background_socket

    def init_kernel(self) -> None:
        """Create the kernel."""
        self.kernel = WarmKernel.instance(
            parent=self,
            session=self.session,
            shell_stream=self.shell_socket,
            iopub_thread=self.iopub_thread,
            iopub_socket=self.iopub_socket,
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        kernel = self.kernel
        self.displayhook.get_execution_count = lambda: kernel.execution_count

    def start(self) -> None:
        """Answer requests until the other side hangs up."""
        self.kernel.start()
        received = Received()
        answer = _async_in_context(partial(self.kernel.shell_main, None))

        def readable(*_: object) -> None:
            more = self.connection.recv(_MOST_AT_ONCE)
            if not more:
                os._exit(0)
            for frames in received.add(more):
                self.io_loop.add_callback(answer, [zmq.Frame(frame) for frame in frames])

        self.io_loop = IOLoop.current()
        self.io_loop.add_handler(self.connection, readable, IOLoop.READ)
        self.io_loop.start()


def serve(connection: socket.socket, arguments: list[str], key: str) -> None:
    """Be a kernel until the other side hangs up.

    Parameters
    ----------
    connection : socket
        To the client.
    arguments : list of str
        What an ordinary kernel would be given on its command line.
    key : str
        Messages are signed with it, as Jupyter does.
    """
    app = WarmApp.instance(connection=connection, key=key.encode("ascii"))
    app.initialize(arguments)
    app.start()
