"""Run one notebook for one service with papermill, in a process of its own."""

import errno
import os
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from msp_qi.batch.task import ONE_THREAD, Outcome, Task
from msp_qi.batch.warm.engine import NAME as WARM_ENGINE
from msp_qi.data.atomic import JOURNAL, write_whole, written

# An executed notebook that ended in an error stands beside the reports, for whoever looks for the reason.
FAILED = ".failed.ipynb"
# The kind of outcome, and what the system says, when the disk is full.
NO_ROOM = "NoRoom"
DISK_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)

# nbclient's DeadKernelError is a RuntimeError, as is our own where a kernel did not answer at all.
_KERNEL_LOST = (RuntimeError, ConnectionError)


def execute(task: Task) -> Outcome:
    """Run a task; whatever goes wrong stays in its outcome.

    What a notebook writes, it writes whole or not at all; the executed notebook itself comes last.

    Parameters
    ----------
    task : Task
        What to run.

    Returns
    -------
    Outcome
    """
    failed = task.folder / f"{task.name}{FAILED}"
    with tempfile.TemporaryDirectory(prefix="msp_qi-") as private:
        draft, journal = Path(private) / "executed.ipynb", Path(private) / "written"
        try:
            task.folder.mkdir(parents=True, exist_ok=True)
            try:
                _papermill(task, draft, journal)
            except _KERNEL_LOST:
                # Whatever became of the warm kernel, an ordinary one has the last word.
                if task.kernel == "plain":
                    raise
                _papermill(replace(task, kernel="plain"), draft, journal)
            write_whole(task.folder / f"{task.name}.ipynb", draft.read_bytes(), journal)
            failed.unlink(missing_ok=True)
        except Exception as error:  # one service's failure stays local, whatever it is
            _keep(draft, failed)
            return Outcome(task, _sentence(error, task), _kind(error))
        made = written(journal)
    return Outcome(
        task,
        outputs=tuple((path.name, digest) for path, digest in made.items() if path.parent == task.folder),
    )


def _papermill(task: Task, draft: Path, journal: Path) -> None:
    import papermill

    # A fixed set of names: papermill would run a parameter's name as code.
    parameters = {"data": task.data, "service": task.service, "output": str(task.folder)}
    given = {**ONE_THREAD, JOURNAL: str(journal), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    before = dict(os.environ)
    os.environ.update(given)
    try:
        papermill.execute_notebook(
            str(task.notebook),
            # papermill fills in braces, and would send a name that looks like an address to a server.
            str(draft).replace("{", "{{").replace("}", "}}"),
            parameters=parameters,
            engine_name=WARM_ENGINE if task.kernel == "warm" else None,
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            **_how_to_run(task, draft.parent),
        )
    finally:
        os.environ.clear()
        os.environ.update(before)


def _how_to_run(task: Task, private: Path) -> dict[str, Any]:
    """What papermill hands on to nbclient: a limit for the whole notebook, and an end without ceremony.

    A kernel that is asked to stop is interrupted first, and says so on the console; ours holds nothing by then.
    """
    from traitlets.config import Config

    until = time.monotonic() + task.seconds
    # Through sockets in a folder that only this person can open, where the system has them. Without a place of its
    # own each kernel would use the same one, and two at a time would hear each other.
    sockets = {"KernelManager": {"transport": "ipc", "ip": str(private / "kernel")}}
    return {
        "timeout_func": lambda _: max(1, round(until - time.monotonic())),
        "shutdown_kernel": "immediate",
        "config": Config({} if sys.platform == "win32" else sockets),
    }


def _keep(draft: Path, failed: Path) -> None:
    """Leave the notebook that failed, whole; where even that is impossible the sentence has to do."""
    try:
        write_whole(failed, draft.read_bytes())
    except OSError:
        with suppress(OSError):
            failed.unlink(missing_ok=True)


def _kind(error: Exception) -> str:
    if _is_full(error):
        return NO_ROOM
    return str(getattr(error, "ename", "") or type(error).__name__)


def _is_full(error: Exception) -> bool:
    said = str(getattr(error, "evalue", ""))
    return getattr(error, "errno", None) in DISK_FULL or any(
        f"[Errno {number}]" in said for number in DISK_FULL
    )


def _sentence(error: Exception, task: Task) -> str:
    kind = _kind(error)
    if kind == NO_ROOM:
        return "There is no room left on the disk. Make room and run the same command again"
    if kind in ("CellTimeoutError", "TimeoutError"):
        return f"It did not end within {task.seconds:g} seconds and was stopped (--time-limit)"
    if kind == "DeadKernelError":
        return (
            "Its kernel was stopped from outside, perhaps because memory ran out. Run the same command again"
        )
    said = str(getattr(error, "evalue", error)).strip().splitlines()
    first = said[0] if said else "no reason given"
    return first if kind == "UserError" else f"{kind}: {first}"
