"""Every word that a document would carry out of the service, each with its place."""

import re
from collections.abc import Iterator
from html import unescape

from msp_qi.briefs.cells import rows_of
from msp_qi.briefs.document import (
    Blank,
    Block,
    Bullets,
    ChartBlock,
    Document,
    Heading,
    Notice,
    Paragraph,
    TableBlock,
)

_DRAWN = re.compile(r"<text[^>]*>([^<]*)</text>")

# The n of each month: side by side they would look like one long number.
_COUNT = re.compile(r"[\d,.]{1,4}( ?%)?")


def texts_of(document: Document) -> Iterator[tuple[str, str]]:
    """Place and text of everything that is written, also inside charts.

    Parameters
    ----------
    document : Document
        What is said.

    Yields
    ------
    tuple of str
        A place such as ``"What worked, list"`` and the text. The name of the service is left out: it stands on all
        that the service writes, and may itself be an address.
    """
    asked = dict(document.provenance.parameters)
    yield "title", document.title
    yield "line below the title", document.subtitle.removeprefix(asked.get("service", ""))
    section = "opening"
    for block in document.blocks:
        if isinstance(block, Heading):
            section = block.text
        for what, text in _texts(block):
            yield f"{section}, {what}", text
    for name, _ in document.provenance.data:
        yield "name of the data file", name
    for name, value in asked.items():
        if name != "service":
            yield f"parameter {name}", value


def _texts(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Heading() | Paragraph() | Notice():
            yield type(block).__name__.lower(), block.text
        case Blank():
            yield "place to fill in", block.prompt
        case Bullets():
            yield from (("list", item) for item in block.items)
        case ChartBlock():
            drawn = " ".join(
                words for words in _DRAWN.findall(block.chart.svg()) if not _COUNT.fullmatch(words)
            )
            yield from (
                ("chart", text)
                for text in (block.chart.title, block.chart.alt, block.sentence, unescape(drawn))
            )
        case TableBlock():
            yield "table", block.caption
            yield from (("table", str(name)) for name in block.table.columns)
            yield from (("table", cell.words) for row in rows_of(block) for cell in row.cells)
