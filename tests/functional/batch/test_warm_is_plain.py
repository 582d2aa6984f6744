"""A warm kernel leaves the same notebook as an ordinary one, whatever the notebook does."""

import json
import re
import sys
import tempfile
from pathlib import Path

import nbformat
import papermill
import pytest

from msp_qi.batch.warm.client import VARIABLE
from msp_qi.batch.warm.engine import NAME
from msp_qi.batch.warm.start import possible, serving
from tests.functional.batch.torture import CELLS, notebook

pytestmark = [
    pytest.mark.notebooks,
    pytest.mark.skipif(not possible(), reason="nothing can be forked here: the ordinary kernel is used"),
]

# A moment passes before, so that what was said is on its way.
KILL = "import os, signal, time\ntime.sleep(1)\nos.kill(os.getpid(), signal.SIGKILL)"
ENGINES = {"plain": None, "warm": NAME}


@pytest.fixture(scope="module", autouse=True)
def server(tmp_path_factory):
    # The path of a socket must be short, which pytest's folders are not.
    with tempfile.TemporaryDirectory(prefix="msp_qi-") as short, serving(Path(short)) as running:
        assert running.ready()
        yield tmp_path_factory.mktemp("made")


def run(folder, made, engine, **asked):
    """The executed notebook, as far as it came, and the name of the error."""
    folder.mkdir()
    given, left = folder / "given.ipynb", folder / "left.ipynb"
    nbformat.write(made, given)
    try:
        papermill.execute_notebook(
            str(given),
            str(left),
            engine_name=ENGINES[engine],
            kernel_name="python3",
            progress_bar=False,
            cwd=str(folder.parent),
            shutdown_kernel="immediate",
            **asked,
        )
        error = ""
    except Exception as found:
        error = type(found).__name__
    return nbformat.read(left, as_version=4), error


def told(executed):
    """What a reader sees, without what differs from run to run: times, addresses, numbers of processes."""
    cells = [
        {key: cell.get(key) for key in ("source", "outputs", "execution_count")} for cell in executed.cells
    ]
    text = json.dumps(
        [cells, executed.metadata.language_info if "language_info" in executed.metadata else ""]
    )
    text = re.sub(r"ipykernel_\d+/\d+", "ipykernel_N/N", text)
    text = re.sub(r"0x[0-9a-f]+", "0xN", text)
    return re.sub(r"(CPU times|Wall time|user|sys|total)[^\"]*", "TIME", text)


@pytest.fixture(scope="module")
def both(server):
    """The torture notebook, run by both."""
    made = notebook(*CELLS.values(), may_fail=True)
    return {engine: run(server / engine, made, engine) for engine in ENGINES}


def test_the_torture_notebook_runs_to_its_end_in_both(both):
    for executed, error in both.values():
        assert error == "PapermillExecutionError"  # papermill raises for errors that were allowed, too
        assert all(cell.execution_count for cell in executed.cells if cell.cell_type == "code")


@pytest.mark.parametrize("name", CELLS)
def test_every_cell_has_the_same_output(both, name):
    plain, warm = (
        next(cell for cell in executed.cells if cell.cell_type == "code" and cell.source == CELLS[name])
        for executed, _ in both.values()
    )
    assert told(nbformat.v4.new_notebook(cells=[warm])) == told(nbformat.v4.new_notebook(cells=[plain]))


def test_the_whole_notebook_is_the_same(both):
    plain, warm = (told(executed) for executed, _ in both.values())
    assert warm == plain


@pytest.mark.parametrize(
    "sources,asked",
    [
        (["1", "1 / 0", "'never'"], {}),
        (["'before'", KILL, "'never'"], {}),
        (["'before'", "print('begun', flush=True)\nimport time\ntime.sleep(60)"], {"execution_timeout": 2}),
        (["'before'", "exit()"], {}),
    ],
    ids=["an error", "a killed kernel", "a time limit", "an exit"],
)
def test_a_bad_end_is_the_same(server, tmp_path, sources, asked):
    made = notebook(*sources)
    (plain, error), (warm, same) = (run(tmp_path / engine, made, engine, **asked) for engine in ENGINES)
    assert same == error
    assert told(warm) == told(plain)


def test_nothing_of_one_notebook_is_left_for_the_next(server, tmp_path):
    """Variables, options, environment, folder, dice and modules belong to one notebook."""
    leaves = (
        "import os, random, numpy, pandas as pd\n"
        "pd.options.display.max_columns = 3\nos.environ['LEFT'] = 'yes'\nleft = 1\nos.chdir('/')\n"
        "import matplotlib\nmatplotlib.rcParams['lines.linewidth'] = 9\nimport msp_qi\nmsp_qi.left = 1\n"
        "print(random.random(), numpy.random.rand(), pd.options.display.max_columns)"
    )
    looks = (
        "import os, matplotlib, msp_qi\n"
        "print('left' in globals(), os.environ.get('LEFT'), matplotlib.rcParams['lines.linewidth'],"
        " 'left' in vars(msp_qi))"
    )
    executed = [run(tmp_path / f"n{number}", notebook(looks, leaves), "warm")[0] for number in range(2)]
    first, second = ([cell.outputs[0].text for cell in each.cells] for each in executed)
    assert first[0] == second[0] == "False None 1.5 False\n"
    assert first[1].split()[:2] != second[1].split()[:2]  # dice of its own


def test_without_a_server_the_engine_is_papermills_own(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE)
    executed, error = run(tmp_path / "alone", notebook("import os\nos.environ['JPY_PARENT_PID']"), "warm")
    assert error == "" and executed.cells[0].outputs


def test_the_kernel_belongs_to_this_python(server, tmp_path):
    executed, _ = run(tmp_path / "which", notebook("import sys\nprint(sys.executable)"), "warm")
    assert executed.cells[0].outputs[0].text.strip() == sys.executable
