"""Run one notebook for one service with papermill, in a process of its own."""

import os
from dataclasses import dataclass
from pathlib import Path

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
    papermill.execute_notebook(
        str(task.notebook),
        str(path).replace("{", "{{").replace("}", "}}"),
        parameters={"data": task.data, "service": task.service, "output": str(task.folder)},
        kernel_name="python3",
        progress_bar=False,
        log_output=False,
        execution_timeout=CELL_TIME_LIMIT_SECONDS,
    )


def _sentence(error: Exception) -> str:
    name = getattr(error, "ename", type(error).__name__)
    said = str(getattr(error, "evalue", error)).strip().splitlines()
    first = said[0] if said else "no reason given"
    return first if name == "UserError" else f"{name}: {first}"
