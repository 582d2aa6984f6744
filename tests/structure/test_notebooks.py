"""Every shipped notebook is thin: one H1, one parameters cell, short cells, no function, no stored output."""

import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
LONGEST_CELL = 5


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    return nbformat.read(request.param, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 4


def test_has_exactly_one_first_level_heading(notebook):
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert len(re.findall(r"^# ", text, flags=re.MULTILINE)) == 1


def test_has_exactly_one_parameters_cell_with_the_three_common_ones(notebook):
    tagged = [cell for cell in code_cells(notebook) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    for name in ("data", "service", "output"):
        assert re.search(rf'^{name} = ""', tagged[0].source, flags=re.MULTILINE)


def test_stores_no_output(notebook):
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(notebook))


def test_defines_nothing_and_keeps_cells_short(notebook):
    for cell in code_cells(notebook):
        assert not re.search(r"^\s*(def|class|lambda)\b", cell.source, flags=re.MULTILINE)
        assert len(cell.source.splitlines()) <= LONGEST_CELL


def test_imports_only_the_package(notebook):
    for cell in code_cells(notebook):
        imported = re.findall(r"^\s*(?:import|from)\s+(\S+)", cell.source, flags=re.MULTILINE)
        assert set(imported) <= {"msp_qi"}
