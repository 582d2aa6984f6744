"""What the typst template lays out, as plain data: words stay words, whatever they hold."""

import json

from msp_qi.briefs.cells import rows_of, weights_of
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
from msp_qi.briefs.order import NOTICE_WORDS, ORIGIN, TO_FILL_IN, mark_of, origin_lines
from msp_qi.briefs.sections import sections_of
from msp_qi.briefs.theme import THEME
from msp_qi.charts.svg import standalone
from msp_qi.charts.text import clean, one_line


def content_of(document: Document) -> str:
    """The document as JSON.

    Parameters
    ----------
    document : Document
        What is said.

    Returns
    -------
    str
        Charts are SVG text inside it; nothing leads to a file or an address.
    """
    said = {
        "title": one_line(document.title),
        "subtitle": one_line(document.subtitle),
        "mark": mark_of(document.profile),
        "layout": document.layout,
        "origin_title": ORIGIN,
        "origin": [[one_line(name), one_line(value)] for name, value in origin_lines(document.provenance)],
        "colours": {name: getattr(THEME, name) for name in ("accent", "quiet", "edge", "line", "warning")},
        "sections": [
            {
                "heading": one_line(section.heading.text) if section.heading else "",
                "wide": section.wide,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in sections_of(document.blocks)
        ],
    }
    return json.dumps(said, ensure_ascii=False)


def _block(block: Block) -> dict[str, object]:
    made: dict[str, object]
    match block:
        case Heading():
            made = {"text": one_line(block.text)}
        case Paragraph():
            made = {"text": clean(block.text), "strong": block.strong}
        case Bullets():
            made = {"items": [clean(item) for item in block.items]}
        case Notice():
            made = {
                "name": NOTICE_WORDS[block.kind],
                "text": clean(block.text),
                "warning": block.kind == "warning",
            }
        case Blank():
            made = {"text": f"{TO_FILL_IN}: {clean(block.prompt)}", "lines": block.lines}
        case ChartBlock():
            made = _chart(block)
        case TableBlock():
            made = _table(block)
    return {"kind": type(block).__name__, **made}


def _chart(block: ChartBlock) -> dict[str, object]:
    return {
        "title": one_line(block.chart.title),
        "alt": one_line(block.chart.alt),
        "svg": standalone(block.chart.svg(title=False)),
        "text": clean(block.sentence),
    }


def _table(block: TableBlock) -> dict[str, object]:
    rows = rows_of(block)
    return {
        "caption": one_line(block.caption),
        "columns": [one_line(name) for name in block.table.columns],
        "numbers": [cell.number for cell in rows[0].cells] if rows else [False] * block.table.shape[1],
        "rows": [[cell.words for cell in row.cells] for row in rows],
        "row_headers": block.row_headers,
        "fillable": block.fillable,
        "weights": weights_of(block),
    }
