"""One notebook that fails, hangs, is killed or finds no room: it fails alone, and nothing partial stays."""

import errno
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import nbformat
import papermill
import pytest

from msp_qi.batch import execute as module
from msp_qi.batch.execute import FAILED, NO_ROOM, execute
from msp_qi.batch.plan import plan, shipped_notebooks
from msp_qi.batch.task import Task
from msp_qi.batch.warm.start import possible, serving
from msp_qi.data.atomic import UNFINISHED
from tests.functional.batch.torture import notebook

pytestmark = pytest.mark.notebooks
PARAMETERS = 'data = ""\nservice = ""\noutput = ""'
SAVES = "import pathlib\nfrom msp_qi.data.atomic import write_whole\nwrite_whole(f'{output}/page.html', b'a page')"
KERNELS = [
    "plain",
    pytest.param("warm", marks=pytest.mark.skipif(not possible(), reason="nothing can be forked")),
]


@pytest.fixture(scope="module")
def server():
    with tempfile.TemporaryDirectory(prefix="msp_qi-") as private, serving(Path(private)) as running:
        running.ready()
        yield


def task(folder: Path, *sources: str, **asked) -> Task:
    made = notebook(PARAMETERS, *sources)
    made.cells[0].metadata["tags"] = ["parameters"]
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(made, folder / "01_made.ipynb")
    return Task("Ash {House}", folder / "01_made.ipynb", folder / "ash {house}", "audit.xlsx", **asked)


def left(asked: Task) -> list[str]:
    return sorted(path.name for path in asked.folder.iterdir())


@pytest.mark.parametrize("kernel", KERNELS)
def test_a_notebook_leaves_itself_and_what_it_wrote(server, tmp_path, kernel):
    asked = task(tmp_path, SAVES, "print(service, output)", kernel=kernel)
    outcome = execute(asked)
    assert outcome.well, outcome.problem
    assert left(asked) == ["01_made.ipynb", "page.html"]
    assert {name for name, _ in outcome.outputs} == {"01_made.ipynb", "page.html"}
    executed = nbformat.read(asked.folder / "01_made.ipynb", as_version=4)
    assert executed.cells[-1].outputs[0].text == f"Ash {{House}} {asked.folder}\n"


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize(
    "source,kind,words",
    [
        ("int('x')", "ValueError", "ValueError: invalid literal"),
        ("import msp_qi\nraise msp_qi.UserError('Mend row 3.')", "UserError", "Mend row 3."),
        ("import time\ntime.sleep(60)", "CellTimeoutError", "did not end within 4 seconds"),
        ("import os\nos.kill(os.getpid(), 9)", "DeadKernelError", "stopped from outside"),
        ("raise OSError(28, 'No space left on device')", NO_ROOM, "no room left on the disk"),
    ],
)
def test_a_bad_end_stays_in_its_outcome(server, tmp_path, kernel, source, kind, words):
    seconds = 4 if "sleep" in source else 600
    asked = task(tmp_path, SAVES, source, "'never'", kernel=kernel, seconds=seconds)
    outcome = execute(asked)
    assert outcome.kind == kind and words in outcome.problem and not outcome.outputs
    assert set(left(asked)) <= {f"01_made{FAILED}", "page.html"}
    for name in left(asked):
        if name.endswith(".ipynb"):
            nbformat.validate(nbformat.read(asked.folder / name, as_version=4))


def test_a_failure_is_forgotten_when_it_runs_again(server, tmp_path):
    asked = task(tmp_path, "1 / 0")
    assert not execute(asked).well and f"01_made{FAILED}" in left(asked)
    again = task(tmp_path, "1")
    assert execute(again).well and left(again) == ["01_made.ipynb"]


def test_an_earlier_report_outlives_a_full_disk(server, tmp_path, monkeypatch):
    asked = task(tmp_path, SAVES)
    assert execute(asked).well
    before = {path.name: path.read_bytes() for path in asked.folder.iterdir()}

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "write_whole", full)
    outcome = execute(asked)
    assert outcome.kind == NO_ROOM and "Make room" in outcome.problem
    assert {path.name: path.read_bytes() for path in asked.folder.iterdir()} == before


LIMITED = """
import resource, signal, sys
from msp_qi.data.atomic import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(sys.argv[1], b"x" * 5000)
except OSError as error:
    print(error.errno)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit the size of a file")
def test_a_file_that_does_not_fit_leaves_the_earlier_one_and_nothing_else(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("earlier", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(page)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) in module.DISK_FULL
    assert page.read_text(encoding="utf-8") == "earlier"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(UNFINISHED[0])]


def test_papermill_is_given_fixed_names_and_a_local_path_only(tmp_path, monkeypatch):
    seen = {}

    def note(given, written, **asked):
        seen.update(asked, given=given, written=written)
        raise RuntimeError("enough")

    monkeypatch.setattr(papermill, "execute_notebook", note)
    hostile = "http://example.org/{x}'); import os  #"
    asked = task(tmp_path, "1")
    execute(Task(hostile, asked.notebook, asked.folder, hostile))
    assert set(seen["parameters"]) == {"data", "service", "output"}
    assert Path(seen["given"]).is_absolute() and Path(seen["written"]).is_absolute()
    assert "://" not in seen["written"] and seen["parameters"]["output"] == str(asked.folder)


@pytest.mark.parametrize("kernel", KERNELS)
def test_a_hostile_name_is_text_in_the_notebook(server, tmp_path, kernel):
    hostile = "x'); import os; os.system('touch /tmp/owned')  # \"\"\" \\ {0} 🪶\n%pwd"
    asked = task(tmp_path, "print(repr(service))", kernel=kernel)
    outcome = execute(Task(hostile, asked.notebook, asked.folder, "audit.xlsx", kernel=kernel))
    assert outcome.well, outcome.problem
    executed = nbformat.read(asked.folder / "01_made.ipynb", as_version=4)
    assert executed.cells[-1].outputs[0].text.strip() == repr(hostile)


HOSTILE = (
    "../../x",
    "..",
    "CON",
    "con.",
    "🪶",
    "a" * 300,
    "é" * 300,
    "Ash",
    "ASH",
    "/etc",
    "C:\\x",
    "_all_services",
    "x\n",
)


def test_hostile_names_stay_inside_the_folder_and_apart(tmp_path):
    tasks = plan("audit.xlsx", tmp_path, HOSTILE, shipped_notebooks())
    folders = {found.service: found.folder for found in tasks}
    names = [folder.name.casefold() for folder in folders.values()]
    assert len(set(names)) == len(HOSTILE) + 1  # and the folder of all services together
    for folder in folders.values():
        assert folder.parent == tmp_path.resolve()
        assert len(folder.name.encode("utf-8")) <= 200
        assert folder.name.split(".")[0].lower() not in ("con", "", "..")


@pytest.mark.skipif(not possible(), reason="nothing can be forked here")
def test_a_kernel_that_is_lost_is_replaced_by_an_ordinary_one(server, tmp_path, monkeypatch):
    """Whatever happens to the server, the notebook is made."""
    with tempfile.TemporaryDirectory(prefix="msp_qi-") as short, socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(Path(short) / "deaf"))
        deaf.listen()
        monkeypatch.setenv("MSP_QI_WARM", str(Path(short) / "deaf"))
        threading.Thread(target=lambda: deaf.accept()[0].close(), daemon=True).start()
        outcome = execute(task(tmp_path, "1", kernel="warm"))
    assert outcome.well, outcome.problem
