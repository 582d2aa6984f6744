"""The folder of the reports while a batch works in it: nobody else, and nothing left behind."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from msp_qi.data.atomic import UNFINISHED
from msp_qi.errors import EXIT_FAILED, EXIT_IN_USE, UserError

LOCK = ".msp_qi.lock"
# Names the private folder, so that the next batch can remove what a killed one has left.
WORKING = ".msp_qi.working"
_PRIVATE = "msp_qi-"
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")


@contextmanager
def held(out: Path) -> Iterator[Path]:
    """Hold the folder with a lock of the operating system, which a kill releases as well.

    Parameters
    ----------
    out : Path
        Made where it is not there.

    Yields
    ------
    Path
        A private folder for what the batch needs while it runs; it goes with the batch.

    Raises
    ------
    UserError
        When another batch works in the folder, or when it cannot be written to.
    """
    lock, private = _begin(out)
    before = {name: os.environ.get(name) for name in _TEMPORARY}
    # Workers and kernels make their temporary files in there, so that a kill leaves one folder and not many.
    os.environ.update(dict.fromkeys(_TEMPORARY, str(private)))
    try:
        yield private
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            os.environ.update({name: value} if value is not None else {})
        shutil.rmtree(private, ignore_errors=True)
        (out / WORKING).unlink(missing_ok=True)
        lock.release()


def _begin(out: Path) -> tuple[BaseFileLock, Path]:
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / LOCK, timeout=0)
        lock.acquire()
        _sweep(out)
        private = Path(tempfile.mkdtemp(prefix=_PRIVATE))
        (out / WORKING).write_text(str(private), encoding="utf-8")
    except Timeout as error:
        raise UserError(
            f"Another batch is writing to {out.name or out} at this moment. Wait until it has ended, or give "
            "another folder with --out.",
            EXIT_IN_USE,
        ) from error
    except OSError as error:
        raise UserError(
            f"The folder {out.name or out} cannot be written to ({error.strerror or error}); give another with --out.",
            EXIT_FAILED,
        ) from error
    return lock, private


def _sweep(out: Path) -> None:
    """Remove what a killed batch has left: its private folder, and files that never got their name."""
    working = out / WORKING
    left = Path(working.read_text(encoding="utf-8").strip()) if working.is_file() else None
    if left is not None and left.name.startswith(_PRIVATE) and left.parent == Path(tempfile.gettempdir()):
        shutil.rmtree(left, ignore_errors=True)
    begins, ends = UNFINISHED
    for path in (*out.glob(f"{begins}*{ends}"), *out.glob(f"*/{begins}*{ends}")):
        path.unlink(missing_ok=True)
