"""Run notebooks over services, and leave a page from which everything can be reached."""

import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from msp_qi.batch.execute import Outcome, execute
from msp_qi.batch.index_page import write_index
from msp_qi.batch.plan import Task, choose_notebooks, choose_services, plan
from msp_qi.data.place import together
from msp_qi.data.read_once import kept
from msp_qi.data.validate import check
from msp_qi.errors import EXIT_FAILED, EXIT_WELL, UserError


@dataclass(frozen=True)
class BatchResult:
    """How a batch ended.

    Parameters
    ----------
    outcomes : tuple of Outcome
        In the order of the plan.
    index : Path
        The page to open.
    """

    outcomes: tuple[Outcome, ...]
    index: Path

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The tasks that did not run to their end."""
        return tuple(outcome for outcome in self.outcomes if not outcome.well)

    @property
    def exit_status(self) -> int:
        """0 when all is well, 1 when something failed."""
        return EXIT_FAILED if self.failed else EXIT_WELL

    @property
    def text(self) -> str:
        """What was done, what failed by name, and where to look."""
        done = len(self.outcomes) - len(self.failed)
        lines = [f"{done} of {len(self.outcomes)} notebooks are done."]
        lines += [
            f"Failed: {found.task.service}, {found.task.name}: {found.problem}" for found in self.failed
        ]
        return "\n".join([*lines, f"Open {self.index}"])


def run(
    data: Path,
    out: Path,
    services: str = "",
    notebooks: str = "",
    jobs: int = 1,
    mapping: Path | None = None,
) -> BatchResult:
    """Run notebooks for services.

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

    Returns
    -------
    BatchResult

    Raises
    ------
    UserError
        When the data cannot be read, or a service or notebook does not exist.
    """
    checked = check(data, mapping=mapping)
    known = checked.data.services
    if not known:
        raise UserError(f"{data.name} names no service: fill in the column Service.")
    tasks = plan(data, out, choose_services(known, services), choose_notebooks(notebooks), mapping)
    out.mkdir(parents=True, exist_ok=True)
    with kept(together(data, mapping), checked):
        outcomes = _in_order(tasks, _execute_all(tasks, jobs))
    return BatchResult(outcomes, write_index(out, checked, outcomes))


def _execute_all(tasks: tuple[Task, ...], jobs: int) -> Iterator[Outcome]:
    """Outcomes as they come, under a progress bar with the time left."""
    # Spawned, not forked: the same on every system, and no thread or lock is inherited.
    context = multiprocessing.get_context("spawn")
    progress = tqdm(total=len(tasks), unit="notebook", desc="Reports", file=sys.stderr)
    with progress, ProcessPoolExecutor(max_workers=max(1, min(jobs, len(tasks))), mp_context=context) as pool:
        futures = {pool.submit(execute, task): task for task in tasks}
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield Outcome(futures[future], "its process was stopped from outside")
            progress.update()


def _in_order(tasks: tuple[Task, ...], outcomes: Iterator[Outcome]) -> tuple[Outcome, ...]:
    found = {outcome.task: outcome for outcome in outcomes}
    return tuple(found[task] for task in tasks)
