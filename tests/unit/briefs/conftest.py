"""Documents that hold every kind of block."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from msp_qi.briefs.document import (
    Blank,
    Block,
    Bullets,
    ChartBlock,
    Document,
    Heading,
    Notice,
    Paragraph,
    Provenance,
    TableBlock,
)
from msp_qi.charts.canvas import Canvas
from msp_qi.charts.chart import Chart

PROVENANCE = Provenance(
    (("audit.xlsx", "0123456789abcdef" * 4),), "0.1.0", "3 April 2026, 09:12", (("theme", "x"),)
)

BOARD = Document("Title", "Elm View", (Paragraph("All well."),), PROVENANCE, profile="board")


def a_chart(words: str = "drawn") -> Chart:
    def draw(figure: Figure) -> None:
        Canvas(figure).words(20, 20, words)
        Canvas(figure).marks([30], [40])

    return Chart(f"Title of {words}", f"Alt of {words}", pd.DataFrame(), draw, size=(7.2, 2.2))


def every_block(words: str = "words") -> tuple[Block, ...]:
    # As objects: with pyarrow, a column of text cannot hold half a character.
    names = pd.Index([f"Name {words}", "Counted", "Note"], dtype=object)
    table = pd.DataFrame([[words, 4, words], ["second", 12, None]], columns=names, dtype=object)
    return (
        Notice(words, "warning"),
        Heading(f"First {words}", anchor="first"),
        Paragraph(words, strong=True),
        Bullets((words, "another")),
        ChartBlock(a_chart(words), words),
        Heading(f"Below {words}", level=3),
        TableBlock(words, table, links={(0, "Counted"): "rows.html#a"}, anchors=("row-1", "row-2")),
        Heading("Last"),
        Blank(words, lines=2),
        TableBlock("To fill in", pd.DataFrame({"Action": ["", ""], "By when": ["", ""]}), fillable=True),
    )


def a_document(words: str = "words", **more: object) -> Document:
    return Document(f"Title {words}", f"Service {words}", every_block(words), PROVENANCE, **more)  # type: ignore[arg-type]


@pytest.fixture
def document() -> Document:
    return a_document(home="../index.html")
