"""Run notebooks over services, and leave a page from which everything can be reached."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import FrameType

import pandas as pd

from msp_qi.batch.bad_files import bad_files
from msp_qi.batch.execute import DISK_FULL, NO_ROOM
from msp_qi.batch.fingerprint import data_hash, file_hash, program_hash
from msp_qi.batch.folder import held
from msp_qi.batch.index_page import write_index
from msp_qi.batch.known import Known, read_known
from msp_qi.batch.plan import choose_notebooks, choose_services, plan, shipped_notebooks
from msp_qi.batch.pool import Runner, in_processes
from msp_qi.batch.progress import Bar, Progress
from msp_qi.batch.result import BatchResult
from msp_qi.batch.resume import Resume
from msp_qi.batch.task import TIME_LIMIT_SECONDS, Outcome, Task, Wanted
from msp_qi.batch.warm.start import Server, serving
from msp_qi.briefs.prepared import VARIABLE as PREPARED
from msp_qi.briefs.prepared import Overview, prepare
from msp_qi.data.place import together
from msp_qi.data.validate import CheckResult, check
from msp_qi.errors import EXIT_FAILED, UserError

INDEX = "index.html"


def run(
    data: Path,
    out: Path,
    services: str = "",
    notebooks: str = "",
    jobs: int = 1,
    mapping: Path | None = None,
    *,
    again: bool = False,
    kernel: Wanted = "auto",
    seconds: float = TIME_LIMIT_SECONDS,
    progress: Progress | None = None,
    runner: Runner | None = None,
) -> BatchResult:
    """Run notebooks for services; what an earlier batch has made from the same data is kept.

    Parameters
    ----------
    data : Path
        A workbook, a csv file or a folder of them.
    out : Path
        Where the reports go: a folder for each service, and ``index.html``.
    services, notebooks : str
        Names or numbers separated by commas; empty for all.
    jobs : int
        How many notebooks run at the same time.
    mapping : Path, optional
        How an export names its columns; see :func:`msp_qi.data.load.load`.
    again : bool
        Make everything anew.
    kernel : {"auto", "warm", "plain"}
        What the notebooks run in; "auto" is warm where that works.
    seconds : float
        How long one notebook may take.
    progress : Progress, optional
        What is told meanwhile; a bar by default.
    runner : callable, optional
        What runs the tasks; so many processes as there are jobs by default.

    Returns
    -------
    BatchResult

    Raises
    ------
    UserError
        When the data cannot be read, a service or notebook does not exist, another batch works in the folder, the
        disk is full, or somebody stopped the batch.
    """
    chosen, source = choose_notebooks(notebooks), _Source(data, mapping, data_hash(data, mapping))
    with held(out) as private:
        known = _known(source, out)
        resume = Resume(out, source.hash, again)
        everything = plan(source.place, out, known.services, shipped_notebooks(), seconds)
        wanted = set(choose_services(known.services, services))
        if notebooks or not services:
            wanted.add("")
        tasks = tuple(task for task in everything if task.service in wanted and task.notebook in chosen)
        stand = {task: outcome for task in everything if (outcome := resume.kept(task)) is not None}
        missing = tuple(task for task in tasks if task not in stand)
        work = _Work(source, {task.service for task in missing}, private)
        if missing:
            with _kernels(kernel, private) as server, work.prepared():
                missing = _in_kernels(missing, kernel, server)
                made = _make(missing, len(tasks), resume, progress or Bar(), runner or in_processes(jobs))
                stand.update((outcome.task, outcome) for outcome in made)
        index = out / INDEX
        reached = tuple(stand[task] for task in everything if task in stand)
        if not resume.index_stands(reached):
            write_index(index, work.overview, reached)
            resume.note_index(reached, INDEX, file_hash(index))
        outcomes = tuple(stand[task] for task in tasks)
        earlier = resume.oldest(tuple(outcome for outcome in outcomes if outcome.kept))
        return BatchResult(outcomes, index, known.bad_files, earlier)


@dataclass(frozen=True)
class _Source:
    """The data, read and checked only when something has to be made from them."""

    data: Path
    mapping: Path | None
    hash: str

    @property
    def place(self) -> str:
        return together(self.data, self.mapping)

    @cached_property
    def checked(self) -> CheckResult:
        return check(self.data, mapping=self.mapping)


@dataclass(frozen=True)
class _Work:
    """What is counted once for all notebooks and for the index, and only when one of them has to be made."""

    source: _Source
    services: set[str]
    private: Path

    @cached_property
    def overview(self) -> Overview:
        folder = self.private / "prepared"
        return prepare(self.source.checked, pd.Timestamp.now(), self.source.place, self.services, folder)

    @contextmanager
    def prepared(self) -> Iterator[None]:
        """For the processes of this batch alone."""
        assert self.overview
        os.environ[PREPARED] = str(self.private / "prepared")
        try:
            yield
        finally:
            del os.environ[PREPARED]


def _known(source: _Source, out: Path) -> Known:
    known = read_known(out, source.hash, program_hash())
    if known is None:
        known = Known(source.hash, program_hash(), source.checked.data.services, bad_files(source.checked))
        if not known.services:
            raise UserError(f"{source.data.name} names no service: fill in the column Service.")
        known.write(out)
    return known


def _kernels(wanted: Wanted, private: Path) -> AbstractContextManager[Server | None]:
    return nullcontext() if wanted == "plain" else serving(private)


def _in_kernels(tasks: tuple[Task, ...], wanted: Wanted, server: Server | None) -> tuple[Task, ...]:
    warm = server is not None and server.ready()
    if wanted == "warm" and not warm:
        raise UserError(
            "Warm kernels do not work on this system; leave out --kernel, or write --kernel plain."
        )
    return tuple(replace(task, kernel="warm" if warm else "plain") for task in tasks)


def _make(
    missing: tuple[Task, ...], total: int, resume: Resume, progress: Progress, runner: Runner
) -> tuple[Outcome, ...]:
    """Run what is missing; each report is noted when it is whole, so that a stopped batch can go on from there."""
    made: list[Outcome] = []
    progress.begin(missing, total - len(missing))
    try:
        with _stopped_by_signal(), closing(runner(missing)) as outcomes:
            for outcome in outcomes:
                if outcome.kind == NO_ROOM:
                    raise OSError(DISK_FULL[0], outcome.problem)
                resume.note(outcome)
                made.append(outcome)
                progress.ended(outcome)
    except KeyboardInterrupt:
        raise UserError(f"Stopped. {_so_far(made, missing)}", EXIT_FAILED) from None
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
        raise UserError(
            f"The disk is full. {_so_far(made, missing, 'make room and ')}", EXIT_FAILED
        ) from error
    finally:
        progress.close()
    return tuple(made)


def _so_far(made: list[Outcome], missing: tuple[Task, ...], first: str = "") -> str:
    done = sum(outcome.well for outcome in made)
    return (
        f"{done} of {len(missing)} notebooks were made and are kept, each whole; {first}"
        "run the same command again to go on from there."
    )


@contextmanager
def _stopped_by_signal() -> Iterator[None]:
    """A scheduler's request to end is taken like Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
