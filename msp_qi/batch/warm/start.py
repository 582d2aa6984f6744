"""Start the process that kernels are forked from, for as long as a batch runs."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msp_qi.batch.task import ONE_THREAD
from msp_qi.batch.warm.client import VARIABLE
from msp_qi.batch.warm.server import READY

# Loading takes seconds; on a machine that is very busy, a minute.
_PATIENCE_SECONDS = 120
_PATIENCE_AT_THE_END = 5
# A path of a socket may be no longer than this on any system.
_LONGEST_ADDRESS = 100
# Threads cannot be forked, and pyarrow, which pandas imports where it is there, starts one to tidy its memory.
_FOR_THE_SERVER = {
    **ONE_THREAD,
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


def possible() -> bool:
    """Whether this system can fork a process that has loaded everything.

    On macOS it can, but Apple's own libraries do not take it well.
    """
    return hasattr(os, "fork") and sys.platform != "darwin"


class Server:
    """A process that kernels are forked from, and that may still be loading.

    Parameters
    ----------
    private : Path
        A folder that only this person can open.
    """

    def __init__(self, private: Path) -> None:
        self._address = str(private / "warm")
        self._process: subprocess.Popen[str] | None = None
        if possible() and len(self._address) <= _LONGEST_ADDRESS:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "msp_qi.batch.warm.server", self._address],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, **_FOR_THE_SERVER},
            )

    def ready(self) -> bool:
        """Wait until it has loaded; False where notebooks have to run in ordinary kernels."""
        if self._process is None or self._process.stdout is None:
            return False
        if VARIABLE not in os.environ:
            said, _, _ = select.select([self._process.stdout], [], [], _PATIENCE_SECONDS)
            if not said or self._process.stdout.readline() != READY:
                return False
            os.environ[VARIABLE] = self._address
        return True

    def end(self) -> None:
        """The end of its standard input is its sign to end, with every kernel."""
        os.environ.pop(VARIABLE, None)
        if self._process is not None:
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
            try:
                self._process.wait(timeout=_PATIENCE_AT_THE_END)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


@contextmanager
def serving(private: Path) -> Iterator[Server]:
    """Have a server for as long as the batch runs.

    Parameters
    ----------
    private : Path
        A folder that only this person can open.

    Yields
    ------
    Server
        It loads while the batch reads the data.
    """
    server = Server(private)
    try:
        yield server
    finally:
        server.end()
