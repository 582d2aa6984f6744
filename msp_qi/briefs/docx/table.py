"""A table whose header row comes again on each page, with room where somebody writes."""

from docx.document import Document as Word
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell, _Row

from msp_qi.briefs.cells import Cell, rows_of, weights_of
from msp_qi.briefs.document import TableBlock
from msp_qi.briefs.docx.elements import add_words
from msp_qi.briefs.docx.styles import CELL, Setting
from msp_qi.briefs.theme import THEME
from msp_qi.charts.text import one_line

_CELL_MARGIN_MM = 1.9  # Word's own; without it the lines would stick out of the text
_BEHIND_LINES = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription")
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def add_table(word: Word, block: TableBlock, setting: Setting, width_mm: float) -> None:
    """Add a table at the end.

    Parameters
    ----------
    word : Word
        The file.
    block : TableBlock
        What it shows; links lead nowhere outside a web page and stay words.
    setting : Setting
        Sizes.
    width_mm : float
        Width of the table.
    """
    rows = rows_of(block)
    table = word.add_table(rows=1 + len(rows), cols=len(block.table.columns))
    table.autofit = False
    _describe(table, one_line(block.caption))
    _indent(table)
    _draw_lines(table, THEME.edge if block.fillable else THEME.line, ruled=block.fillable)
    header = table.rows[0]
    _mark(header, "w:cantSplit", "w:tblHeader")
    for at, name in enumerate(block.table.columns):
        _fill(
            header.cells[at], Cell(one_line(name), number=bool(rows) and rows[0].cells[at].number), bold=True
        )
    for row, found in zip(table.rows[1:], rows, strict=True):
        _mark(row, "w:cantSplit")
        if block.fillable:
            row.height, row.height_rule = Mm(setting.row_mm), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, value in zip(row.cells, found.cells, strict=True):
            _fill(cell, value, bold=value.header)
    _set_widths(table, weights_of(block), width_mm - _CELL_MARGIN_MM)


def _fill(cell: _Cell, value: Cell, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = CELL
    add_words(paragraph, value.words, bold=bold)
    if value.number:
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT


def _mark(row: _Row, *names: str) -> None:
    for name in names:
        row._tr.get_or_add_trPr().append(OxmlElement(name))


def _set_widths(table: Table, weights: tuple[int, ...], width_mm: float) -> None:
    for column, weight in zip(table.columns, weights, strict=True):
        column.width = Mm(width_mm * weight / sum(weights))
        for cell in column.cells:
            cell.width = column.width


def _describe(table: Table, caption: str) -> None:
    """Say to a screen reader what the table shows, and that its first row and column are headers."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        table._tbl.tblPr.remove(look)
    for name, attributes in (
        ("w:tblLook", {"w:val": "00A0", "w:firstRow": "1", "w:firstColumn": "1"}),
        ("w:tblCaption", {"w:val": caption}),
    ):
        element = OxmlElement(name)
        for key, value in attributes.items():
            element.set(qn(key), value)
        table._tbl.tblPr.append(element)


def _indent(table: Table) -> None:
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(Mm(_CELL_MARGIN_MM).twips))
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.insert_element_before(indent, "w:tblBorders", *_BEHIND_LINES)


def _draw_lines(table: Table, colour: str, *, ruled: bool) -> None:
    lines = OxmlElement("w:tblBorders")
    for side in _SIDES if ruled else ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour[1:])):
            line.set(qn(f"w:{name}"), value)
        lines.append(line)
    table._tbl.tblPr.insert_element_before(lines, *_BEHIND_LINES)
