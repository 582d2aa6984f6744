"""Run one notebook for one service with papermill, in a process of its own."""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config

from msp_qi.batch.plan import Task

# No cell of ours takes minutes; a cell that does has hung.
CELL_TIME_LIMIT_SECONDS = 600


@dataclass(frozen=True)
class Outcome:
    """How one task ended.

    Parameters
    ----------
    task : Task
        What was run.
    problem : str
        One sentence; empty when all is well.
    """

    task: Task
    problem: str = ""

    @property
    def well(self) -> bool:
        """Whether the notebook ran to its end."""
        return not self.problem


def execute(task: Task) -> Outcome:
    """Run a task; whatever goes wrong stays in its outcome.

    The notebook runs under a temporary name in the service's own folder and takes its final name only when it has
    run to its end, so that a half-run notebook never looks like a report.

    Parameters
    ----------
    task : Task
        What to run.

    Returns
    -------
    Outcome
    """
    unfinished = task.folder / f"{task.name}.unfinished.ipynb"
    try:
        task.folder.mkdir(parents=True, exist_ok=True)
        _papermill(task, unfinished)
        unfinished.replace(task.folder / f"{task.name}.ipynb")
    except Exception as error:  # one service's failure stays local, whatever it is
        return Outcome(task, _sentence(error))
    return Outcome(task)


def _papermill(task: Task, path: Path) -> None:
    import papermill

    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    with tempfile.TemporaryDirectory(prefix="msp_qi-") as private:
        papermill.execute_notebook(
            str(task.notebook),
            str(path).replace("{", "{{").replace("}", "}}"),
            parameters={"data": task.data, "service": task.service, "output": str(task.folder)},
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            execution_timeout=CELL_TIME_LIMIT_SECONDS,
            config=_connection(Path(private)),
        )


def _connection(private: Path) -> Config:
    """Talk to the kernel through sockets in a folder that only this person can open, where the system has them.

    Without a place of its own each kernel would use the same one, and two at a time would hear each other.
    """
    if sys.platform == "win32":
        return Config()
    return Config(KernelManager={"transport": "ipc", "ip": str(private / "kernel")})


def _sentence(error: Exception) -> str:
    name = getattr(error, "ename", type(error).__name__)
    said = str(getattr(error, "evalue", error)).strip().splitlines()
    first = said[0] if said else "no reason given"
    return first if name == "UserError" else f"{name}: {first}"
