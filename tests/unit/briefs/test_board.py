"""An unprotected number cannot get onto a page that leaves the service: neither by run time nor by type."""

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from msp_qi import (
    BoardChart,
    BoardTable,
    NotPeople,
    UserError,
    board_document,
    protect_count,
    protect_rates,
    protect_series,
    protect_table,
    protected_run_chart,
    protected_text,
)
from msp_qi.briefs.document import (
    Block,
    Bullets,
    ChartBlock,
    Document,
    Heading,
    Notice,
    Paragraph,
    TableBlock,
)
from msp_qi.charts.run import run_chart_figure
from msp_qi.stats import run_chart
from tests.unit.briefs.conftest import PROVENANCE

ROOT = Path(__file__).parents[3]
ASKED = pd.DataFrame(
    {
        "service": "Ash",
        "period": pd.date_range("2025-04-01", periods=12, freq="MS"),
        "numerator": [23, 17, 14, 13, 3, 24, 26, 29, 31, 33, 37, 2],
        "denominator": [41, 42, 43, 44, 46, 47, 48, 49, 51, 52, 53, 7],
    }
)
TABLE = protect_table([[42, 3], [17, 23]])
NAKED_CHART = run_chart_figure(run_chart([0.5, 0.6, 0.7]), unit="percent")


def board(*blocks: Block) -> Document:
    return Document("Quarter 2 of 2026", "Elm View", blocks, PROVENANCE, profile="board")


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (TableBlock("Themes", pd.DataFrame({"n": [3]})), "The table 'Themes' is not protected"),
        (TableBlock("Themes", TABLE.frame().assign(n=3)), "The table 'Themes' is not protected"),
        (TableBlock("Themes", TABLE.frame().copy()), "The table 'Themes' is not protected"),
        (TableBlock("3 themes", TABLE.frame()), "holds the unprotected number 3"),
        (ChartBlock(NAKED_CHART), "is not protected and cannot stand on a board page"),
        (ChartBlock(protected_run_chart(protect_series(ASKED)), "3 of 7"), "holds the unprotected number 3"),
        (Paragraph("3 people asked."), "holds the unprotected number 3"),
        (Heading("3 people"), "holds the unprotected number 3"),
        (Bullets(("None.", f"{4} in May 2026")), "holds the unprotected number 4"),
        (Notice("2 rows left out"), "holds the unprotected number 2"),
        (Paragraph(protected_text("None.") + " 3"), "holds the unprotected number 3"),
    ],
)
def test_an_unprotected_figure_is_refused_with_what_to_use_instead(block, words):
    with pytest.raises(UserError, match=re.escape(words)) as refused:
        board(block)
    assert re.search(r"use|make it with|draw it with|write it with", str(refused.value))
    assert Document("Title", "Elm View", (block,), PROVENANCE).profile == "internal"


def test_a_title_with_a_number_is_refused():
    with pytest.raises(UserError, match="The title '3 concerns' holds"):
        Document("3 concerns", "", (), PROVENANCE, profile="board")


def test_a_page_of_protected_figures_is_written_and_holds_no_true_count():
    rates = protect_rates(ASKED["numerator"], ASKED["denominator"]).by(
        ["Ash"] * 12, ASKED["period"].dt.strftime("%b %Y")
    )
    page = board_document(
        "Quarter 2 of 2026",
        "Elm View",
        [
            Heading("What changed by 30 September 2026"),
            Paragraph(protected_text("{} people were asked; {} services.", protect_count(3), NotPeople(12))),
            BoardTable("Concerns", TABLE.frame("service")),
            BoardTable("Asked", rates, folded=True),
            BoardChart(protected_run_chart(protect_series(ASKED), changes=[("2025-09-01", "New form")])),
        ],
        PROVENANCE,
    )
    text = page.html()
    words = re.sub(r"<[^>]*>", " ", re.sub(r"<style.*?</style>", "", text, flags=re.S))
    seen = set(re.findall(r"(?<![\w.])\d+(?![\w.])", words))
    true = {42, 17, 23, 59, 26, *ASKED["numerator"][:-1], *ASKED["denominator"][:-1]} - {3}
    assert not seen & set(map(str, true))
    assert "Fewer than 5 people were asked; 12 services." in text
    assert page.profile == "board"


WRONG = """
import pandas as pd
from msp_qi import Chart, BoardChart, BoardTable, board_document, protected_run_chart, run_chart_figure, run_chart
from msp_qi.briefs.document import ChartBlock, Provenance, TableBlock

frame = pd.DataFrame({"n": [3]})
chart: Chart = run_chart_figure(run_chart([1, 2, 3]))
origin = Provenance((), "", "")
BoardTable("Themes", frame)
BoardChart(chart)
board_document("Title", "", [TableBlock("Themes", frame)], origin)
board_document("Title", "", [ChartBlock(chart)], origin)
protected_run_chart(frame)
"""


def test_the_type_checker_refuses_each_unprotected_figure(tmp_path):
    """Each of the last five lines, and no other."""
    snippet = tmp_path / "page.py"
    snippet.write_text(WRONG, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), str(snippet)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = {int(line) for line in re.findall(r"page\.py:(\d+): error", found.stdout)}
    assert lines == {9, 10, 11, 12, 13}, found.stdout + found.stderr
