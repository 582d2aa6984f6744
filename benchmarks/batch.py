"""Notebooks a minute and CPU seconds a notebook: papermill in its plain ways, this engine, and the work itself.

python benchmarks/batch.py                          (20 services x 4 notebooks, every way, in one run)
python benchmarks/batch.py --services 4             (a first look)
python benchmarks/batch.py --scale 20,200,2000      (time a notebook as services grow, this engine alone)

Needs a quiet machine for figures to be kept. On a busy one the CPU seconds, which do not count waiting, are the
better guide. ploomber-engine is measured where it is installed; it sends usage figures home, so it is in no lock.
"""

import argparse
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from msp_qi.batch.plan import choose_notebooks, plan
from msp_qi.batch.pool import in_processes
from msp_qi.batch.progress import Quiet
from msp_qi.batch.run import run
from msp_qi.batch.task import Outcome, Task, Wanted
from msp_qi.data.demo_file import write_demo

NOTEBOOKS = "03,04,06,08"
PURE = {
    "03_is_practice_personal": "summary_table practice_page rows_page",
    "04_did_the_change_work": "change_page",
    "06_did_the_learning_stick": "loops_page",
    "08_learning_brief": "learning_brief supervision_page",
}
# A notebook shows its other pages in a cell as well.
ONLY_SAVED = ("rows_page", "supervision_page")


@dataclass(frozen=True)
class Figure:
    """What one way took."""

    way: str
    notebooks: int
    wall: float
    cpu: float
    largest: float

    @property
    def a_minute(self) -> float:
        """Notebooks a minute."""
        return 60 * self.notebooks / self.wall


def papermill_alone(task: Task) -> Outcome:
    """As a user of papermill runs it: nothing of this engine, and each notebook reads the data itself."""
    import papermill

    task.folder.mkdir(parents=True, exist_ok=True)
    parameters = {"data": task.data, "service": task.service, "output": str(task.folder)}
    papermill.execute_notebook(
        str(task.notebook), str(task.folder / task.notebook.name), parameters, progress_bar=False
    )
    return Outcome(task)


def ploomber(task: Task) -> Outcome:
    """The same by ploomber-engine, in its own process."""
    from ploomber_engine import execute_notebook

    task.folder.mkdir(parents=True, exist_ok=True)
    parameters = {"data": task.data, "service": task.service, "output": str(task.folder)}
    execute_notebook(str(task.notebook), str(task.folder / task.notebook.name), parameters=parameters)
    return Outcome(task)


def pure(task: Task) -> Outcome:
    """The same pages without a notebook: the limit of what any engine could reach."""
    import msp_qi

    task.folder.mkdir(parents=True, exist_ok=True)
    study = msp_qi.study(task.data, task.service)
    for name in PURE[task.name].split():
        made = getattr(msp_qi, name)(study)
        if name not in ONLY_SAVED:
            made._repr_html_()
        if not isinstance(made, pd.DataFrame):
            document = getattr(made, "document", made)
            msp_qi.save(document, str(task.folder), name)
    return Outcome(task)


def by_pool(tasks: tuple[Task, ...], work: Callable[[Task], Outcome], jobs: int) -> int:
    """How many of the tasks went well, in so many processes."""
    return sum(outcome.well for outcome in in_processes(jobs, work)(tasks))


def by_engine(data: Path, out: Path, jobs: int, kernel: Wanted) -> int:
    """How many notebooks `msp-qi run` made; none may fail."""
    result = run(data, out, notebooks=NOTEBOOKS, jobs=jobs, kernel=kernel, progress=Quiet(), again=True)
    assert not result.failed, result.text
    return len(result.outcomes)


@contextmanager
def prepared(data: Path, private: Path) -> Iterator[None]:
    """The work itself is given what the engine gives its notebooks: read, checked and counted once."""
    from msp_qi.briefs.prepared import VARIABLE, prepare
    from msp_qi.data.place import together
    from msp_qi.data.validate import check

    checked = check(data)
    prepare(checked, pd.Timestamp.now(), together(data, None), checked.data.services, private / "prepared")
    os.environ[VARIABLE] = str(private / "prepared")
    try:
        yield
    finally:
        del os.environ[VARIABLE]


def measured(way: str, work: Callable[[], int]) -> Figure:
    """Wall and CPU seconds of a way with all its processes, and the largest of them."""
    peak = _Peak()
    cpu, wall = _cpu(), time.perf_counter()
    with peak:
        notebooks = work()
    found = Figure(way, notebooks, time.perf_counter() - wall, _cpu() - cpu, peak.megabytes)
    print(_row(found), flush=True)
    return found


def _cpu() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


class _Peak:
    """The largest proportional memory (PSS) of any process below this one, looked at twice a second."""

    def __init__(self) -> None:
        self.megabytes, self._ended = 0.0, threading.Event()

    def __enter__(self) -> None:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.5):
            for process in _below(os.getpid()):
                self.megabytes = max(self.megabytes, _pss(process))


def _below(process: int) -> Iterator[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    for child in path.read_text().split() if path.exists() else []:
        yield int(child)
        yield from _below(int(child))


def _pss(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _row(found: Figure) -> str:
    return (
        f"| {found.way} | {found.notebooks} | {found.wall:.1f} | {found.a_minute:.1f} | "
        f"{found.cpu / found.notebooks:.2f} | {found.largest:.0f} |"
    )


def compare(services: int, jobs: int, few: int) -> None:
    """Every way on the same data; the slow ways on so few services that they end within the hour."""
    with tempfile.TemporaryDirectory(prefix="msp_qi-") as folder:
        root = Path(folder)
        data = write_demo(root / "data", services=services)
        known = tuple(sorted(pd.read_csv(root / "data" / "synthetic_truths.csv")["service"].unique()))
        tasks = plan(str(data.resolve()), root / "out", known, choose_notebooks(NOTEBOOKS))
        some = tuple(task for task in tasks if task.service in known[:few])
        print(
            f"{services} services x {len(tasks) // services} notebooks, {jobs} processes, "
            f"Python {sys.version.split()[0]}"
        )
        print("| way | notebooks | seconds | a minute | CPU s a notebook | largest process, MB (PSS) |")
        print("| --- | --- | --- | --- | --- | --- |")
        serial = measured("papermill, one after the other", lambda: by_pool(some, papermill_alone, 1))
        each_core = measured("papermill, a process a core", lambda: by_pool(some, papermill_alone, jobs))
        if find_spec("ploomber_engine"):
            measured("ploomber-engine, a process a core", lambda: by_pool(some, ploomber, jobs))
        plain = measured("msp-qi run --kernel plain", lambda: by_engine(data, root / "p", jobs, "plain"))
        warm = measured("msp-qi run", lambda: by_engine(data, root / "w", jobs, "auto"))
        with prepared(data, root):
            limit = measured("the work alone, no notebook", lambda: by_pool(tasks, pure, jobs))
    print()
    for other in (serial, each_core, plain):
        print(f"msp-qi run is {warm.a_minute / other.a_minute:.1f} times {other.way}")
    print(f"msp-qi run takes {limit.a_minute / warm.a_minute:.2f} times the work alone")


def grow(sizes: list[int], jobs: int) -> None:
    """This engine on more and more services."""
    print("| services | notebooks | seconds in all | of it before the first notebook | seconds a notebook |")
    print("| --- | --- | --- | --- | --- |")
    for services in sizes:
        with tempfile.TemporaryDirectory(prefix="msp_qi-") as folder:
            root = Path(folder)
            data = write_demo(root / "data", services=services)
            clock = _Clock()
            wall = time.perf_counter()
            run(data, root / "out", notebooks="08", jobs=jobs, progress=clock)
            total, first = time.perf_counter() - wall, clock.began - wall
            count = clock.ended_count
            each = (clock.last - clock.began) / count
            print(f"| {services} | {count} | {total:.0f} | {first:.0f} | {each:.3f} |", flush=True)


class _Clock(Quiet):
    """Notes when the first notebook was handed out and when the last ended."""

    began = last = 0.0
    ended_count = 0

    def begin(self, tasks: object, kept: int) -> None:
        self.began = time.perf_counter()

    def ended(self, outcome: Outcome) -> None:
        self.last = time.perf_counter()
        self.ended_count += 1


def main() -> None:
    """Measure, and print a table for docs/performance.md."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--services", type=int, default=20)
    parser.add_argument(
        "--few", type=int, default=0, help="services for plain papermill; as many as the others when 0"
    )
    parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--scale", default="", help="numbers of services, separated by commas")
    asked = parser.parse_args()
    if asked.scale:
        grow([int(size) for size in asked.scale.split(",")], asked.jobs)
    else:
        compare(asked.services, asked.jobs, asked.few or asked.services)


if __name__ == "__main__":
    main()
