"""Processes that are killed, and processes that outlive their batch."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from msp_qi.batch.pool import in_processes
from tests.functional.batch.works import task_of, write, write_or_be_killed

ROOT = Path(__file__).parents[3]
RUN = """
import sys
from pathlib import Path
from msp_qi.batch.pool import in_processes
from tests.functional.batch.works import task_of, write_slowly
if __name__ == "__main__":
    list(in_processes(2, write_slowly)([task_of(name, Path(sys.argv[1])) for name in ("Ash", "Birch")]))
"""


def test_every_task_has_one_outcome(tmp_path):
    tasks = [task_of(name, tmp_path) for name in "ABCDEFG"]
    outcomes = list(in_processes(2, write)(tasks))
    assert sorted(outcome.task.service for outcome in outcomes) == list("ABCDEFG")
    assert all(outcome.well and len(outcome.outputs) == 1 for outcome in outcomes)


def test_a_killed_process_takes_no_other_task_with_it(tmp_path):
    """Birch is killed again and again and fails; Cedar once, and is made in the end."""
    tasks = [task_of(name, tmp_path) for name in ("Ash", "Birch", "Cedar", "Dale", "Elm")]
    outcomes = {outcome.task.service: outcome for outcome in in_processes(2, write_or_be_killed)(tasks)}
    assert {name for name, outcome in outcomes.items() if not outcome.well} == {"Birch"}
    assert "stopped from outside" in outcomes["Birch"].problem
    assert len(outcomes) == 5


def test_processes_end_with_a_batch_that_stops_listening(tmp_path):
    started = time.monotonic()
    tasks = in_processes(1, write)([task_of(name, tmp_path) for name in ("Ash", "Birch", "Cedar")])
    next(tasks)
    tasks.close()
    assert time.monotonic() - started < 60


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no SIGKILL; its processes are told apart by handles"
)
def test_processes_end_when_the_batch_is_killed(tmp_path):
    batch = subprocess.Popen([sys.executable, "-c", RUN, str(tmp_path)], cwd=ROOT)
    files = [tmp_path / name / "process" for name in ("ash", "birch")]
    _until(lambda: all(file.is_file() and file.read_text() for file in files))
    processes = [int(file.read_text(encoding="utf-8")) for file in files]
    batch.send_signal(signal.SIGKILL)
    batch.wait()
    _until(lambda: not any(_runs(process) for process in processes))


def _until(happened, seconds=60):
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
