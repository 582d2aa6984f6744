"""The process that kernels are forked from: one thread, and no kernel outlives those who want it."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from msp_qi.batch.warm import start
from msp_qi.batch.warm.client import VARIABLE, WarmManager
from msp_qi.batch.warm.start import possible, serving
from tests.functional.batch.test_pool import _runs, _until

pytestmark = [
    pytest.mark.notebooks,
    pytest.mark.skipif(not possible(), reason="nothing can be forked here: the ordinary kernel is used"),
]
ROOT = Path(__file__).parents[3]


@pytest.fixture
def private():
    with tempfile.TemporaryDirectory(prefix="msp_qi-") as folder:
        yield Path(folder)


def children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@linux
def test_it_has_one_thread_and_its_kernels_end_with_their_client_and_with_it(private):
    with serving(private) as server:
        assert server.ready()
        parent = server._process.pid
        assert len(list(Path(f"/proc/{parent}/task").iterdir())) == 1
        managers = [WarmManager() for _ in range(3)]
        _until(lambda: len(children(parent)) == 3)
        kernels = children(parent)
        managers[0]._connection.close()
        _until(lambda: len(children(parent)) == 2)
        managers[1]._connection.close()
        os.kill(next(kernel for kernel in kernels if _runs(kernel)), signal.SIGKILL)
        _until(lambda: len(children(parent)) <= 1)
    _until(lambda: not any(_runs(process) for process in (parent, *kernels)))
    assert VARIABLE not in os.environ


@linux
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL], ids=["SIGTERM", "SIGKILL"])
def test_kernels_end_when_the_server_is_asked_to_or_is_killed(private, sign):
    with serving(private) as server:
        assert server.ready()
        manager = WarmManager()
        _until(lambda: children(server._process.pid))
        (kernel,) = children(server._process.pid)
        os.kill(server._process.pid, sign)
        _until(lambda: not _runs(kernel))
        while manager._connection.recv(1 << 16):  # what it had said, and then the end
            continue


BATCH = """
import sys, time
from pathlib import Path
from msp_qi.batch.warm.client import WarmManager
from msp_qi.batch.warm.start import serving
with serving(Path(sys.argv[1])) as server:
    assert server.ready()
    manager = WarmManager()
    print(server._process.pid, flush=True)
    time.sleep(60)
"""


@linux
def test_server_and_kernels_end_when_the_batch_is_killed(private):
    batch = subprocess.Popen(
        [sys.executable, "-c", BATCH, str(private)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    server = int(batch.stdout.readline())
    _until(lambda: children(server))
    kernels = children(server)
    batch.kill()
    batch.wait()
    batch.stdout.close()
    _until(lambda: not any(_runs(process) for process in (server, *kernels)))


@linux
def test_a_kernel_takes_what_the_notebook_started_with_it(private, tmp_path):
    """A notebook that leaves a process behind: it ends with the kernel."""
    import nbformat
    import papermill

    from msp_qi.batch.warm.engine import NAME
    from tests.functional.batch.torture import notebook

    left = notebook("import subprocess\nprint(subprocess.Popen(['sleep', '60']).pid)")
    nbformat.write(left, tmp_path / "left.ipynb")
    with serving(private) as server:
        assert server.ready()
        made = papermill.execute_notebook(
            str(tmp_path / "left.ipynb"),
            None,
            engine_name=NAME,
            progress_bar=False,
            shutdown_kernel="immediate",
        )
        process = int(made.cells[0].outputs[0].text)
        _until(lambda: not _runs(process))


def test_where_nothing_can_be_forked_there_is_no_server(private, monkeypatch):
    monkeypatch.setattr(start, "possible", lambda: False)
    with serving(private) as server:
        assert not server.ready()


def test_a_server_that_cannot_start_is_no_server(private, monkeypatch, capfd):
    monkeypatch.setenv("PYTHONPATH", str(private))
    (private / "pandas.py").write_text("raise ImportError('broken')", encoding="utf-8")
    with serving(private) as server:
        assert not server.ready()


def test_without_a_server_there_is_no_manager(monkeypatch):
    monkeypatch.setenv(VARIABLE, "/nowhere/at/all")
    with pytest.raises(OSError):
        WarmManager()
