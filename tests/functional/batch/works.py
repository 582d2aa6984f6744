"""What stands in for running a notebook, where a test is about the batch around it."""

import os
import signal
import time
from pathlib import Path

from msp_qi.batch.task import Outcome, Task
from msp_qi.data.atomic import write_whole, written


def write(task: Task) -> Outcome:
    """Write one page, as a notebook would."""
    task.folder.mkdir(parents=True, exist_ok=True)
    journal = task.folder / f".{task.name}.journal"
    write_whole(task.folder / f"{task.name}.html", f"{task.about} {time.time()}".encode(), journal)
    outputs = tuple((path.name, digest) for path, digest in written(journal).items())
    journal.unlink()
    return Outcome(task, outputs=outputs)


def write_or_be_killed(task: Task) -> Outcome:
    """The process of Birch is killed each time; that of Cedar the first time."""
    first = task.folder.parent / f"{task.folder.name}.tried"
    if task.service == "Birch" or (task.service == "Cedar" and not first.exists()):
        first.parent.mkdir(parents=True, exist_ok=True)
        first.touch()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(60)
    return write(task)


def write_slowly(task: Task) -> Outcome:
    """Leave the number of this process in a file, and take a minute."""
    task.folder.mkdir(parents=True, exist_ok=True)
    (task.folder / "process").write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(60)
    return write(task)


def here(work):
    """A runner that needs no other process."""

    def run(tasks):
        for task in tasks:
            yield work(task)

    return run


def task_of(service: str, folder: Path, notebook: str = "01_check.ipynb", **more) -> Task:
    """A task of a notebook that need not be there."""
    return Task(service, Path(notebook), folder / service.lower(), "audit.xlsx", **more)
