"""The sheets of a workbook to fill in: headings with help, dropdowns, date checks, print set-up."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from msp_qi.data.dates import FIRST_YEAR, LAST_YEAR
from msp_qi.data.dictionary import dictionary_headings, dictionary_rows
from msp_qi.data.grid import column_letter
from msp_qi.data.layout import DICTIONARY_SHEET, LISTS_SHEET
from msp_qi.schema.field import Answer, Field, Kind, Table

# What Excel allows for the box beside a cell.
INPUT_TITLE_LENGTH = 32
INPUT_MESSAGE_LENGTH = 255
# Rows below the last filled one that have dropdowns and date checks.
ROWS_TO_FILL = 1_000

WIDTHS: Mapping[Kind, int] = {
    "id": 14,
    "text": 30,
    "date": 13,
    "date and time": 17,
    "choice": 18,
    "month": 11,
    "whole number": 11,
}
# Characters across an A4 page on its side that can still be read.
PAGE_WIDTH = 150
HEADING_HEIGHT = 48
MOST_ANSWER_WIDTH = 26
LINE_HEIGHT = 15.5

_BLUE, _PALE, _GREY, _INK = "#1F4E79", "#DCE6F1", "#F2F2F2", "#595959"
_NUMBER_FORMATS: Mapping[Kind, str] = {
    "id": "@",
    "text": "@",
    "choice": "@",
    "date": "dd/mm/yyyy",
    "date and time": "dd/mm/yyyy hh:mm",
    "month": "mm/yyyy",
    "whole number": "0",
}
Lists = Mapping[tuple[Answer, ...], str]


@dataclass(frozen=True)
class Formats:
    """The few cell formats that the workbook uses."""

    book: Workbook

    def add(self, **properties: Any) -> Format:
        """One format in the workbook's font."""
        return self.book.add_format({"font_name": "Calibri", "font_size": 11, "valign": "top"} | properties)

    def heading(self, required: bool) -> Format:
        """A heading: dark where the column must be filled, pale where it may stay empty."""
        colours = {"bg_color": _BLUE, "font_color": "white"} if required else {"bg_color": _PALE}
        return self.add(bold=True, text_wrap=True, border=1, border_color=_INK, **colours)

    def body(self, kind: Kind, **more: Any) -> Format:
        """A cell to fill in."""
        return self.add(
            num_format=_NUMBER_FORMATS[kind], align="left", text_wrap=kind in ("text", "choice"), **more
        )

    def example(self, kind: Kind) -> Format:
        """A cell of the example row."""
        return self.body(kind, italic=True, font_color=_INK, bg_color=_GREY, bottom=2)


def add_table_sheet(
    book: Workbook, formats: Formats, table: Table, lists: Lists, rows_to_fill: int = ROWS_TO_FILL
) -> Worksheet:
    """Add the empty sheet of a table: headings in row 1, help, dropdowns and print set-up.

    Parameters
    ----------
    book : Workbook
        To add to.
    formats : Formats
        Of that workbook.
    table : Table
        What the sheet holds.
    lists : mapping
        From answers to the range that holds their labels, from :func:`add_lists_sheet`.
    rows_to_fill : int
        Rows with dropdowns and date checks.

    Returns
    -------
    Worksheet
    """
    sheet = book.get_worksheet_by_name(table.sheet)
    for column, field in enumerate(table.fields):
        sheet.set_column(column, column, column_width(field), formats.body(field.kind))
        sheet.write_string(0, column, field.label, formats.heading(field.required))
        _write_note(sheet, column, field)
        sheet.data_validation(1, column, rows_to_fill, column, validation(field, lists))
    sheet.set_row(0, HEADING_HEIGHT)
    sheet.freeze_panes(1, _frozen_columns(table))
    _set_up_print(sheet, table.title, sum(map(column_width, table.fields)))
    sheet.repeat_columns(0, max(_frozen_columns(table) - 1, 0))
    return sheet


def column_width(field: Field) -> int:
    """A width in characters that fits the kind and the longest word of the heading."""
    longest = max(len(word) for word in field.label.split())
    answers = min(max((len(answer.label) for answer in field.answers), default=0) + 4, MOST_ANSWER_WIDTH)
    return max(WIDTHS[field.kind], longest + 4, answers)


def row_height(cells: Iterable[tuple[str, int]]) -> float:
    """The height in which wrapped texts fit; not every spreadsheet program finds it by itself.

    Parameters
    ----------
    cells : iterable of tuple of str and int
        Text and column width in characters.

    Returns
    -------
    float
        In points.
    """
    return LINE_HEIGHT * max(sum(_wrapped(line, width) for line in text.split("\n")) for text, width in cells)


def _wrapped(line: str, width: int) -> int:
    # Proportional letters: a tenth of the width goes to the ragged edge.
    return max(1, math.ceil(len(line) / (width * 0.9)))


def validation(field: Field, lists: Lists) -> dict[str, Any]:
    """The dropdown or date check of a column, with the box that says what to fill in."""
    box = {
        "validate": "any",
        "input_title": _cut(field.label, INPUT_TITLE_LENGTH),
        "input_message": input_message(field),
        "error_title": _cut(field.label, INPUT_TITLE_LENGTH),
    }
    if field.kind == "choice":
        return (
            box
            | {"validate": "list", "source": lists[field.answers]}
            | _error("pick an answer from the list")
        )
    if field.kind in ("date", "date and time", "month"):
        return box | _date_check(field.kind)
    if field.kind == "whole number":
        return box | _number_check(field)
    return box


def _date_check(kind: Kind) -> dict[str, Any]:
    words = {"date": "03/04/2026 for 3 April 2026", "date and time": "03/04/2026 14:30", "month": "04/2026"}
    check = {
        "validate": "date",
        "criteria": "between",
        "minimum": datetime(FIRST_YEAR, 1, 1),
        "maximum": datetime(LAST_YEAR, 12, 31, 23, 59),
        # A month, or midnight, typed as text is read all the same, so it is only questioned.
        "error_type": "stop" if kind == "date" else "warning",
    }
    return check | _error(f"write {words[kind]}")


def _number_check(field: Field) -> dict[str, Any]:
    if field.between is None:
        check: dict[str, Any] = {"validate": "integer", "criteria": ">=", "value": 0}
        return check | _error("write a whole number, 0 or more")
    low, high = field.between
    check = {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}
    return check | _error(f"write a whole number from {low} to {high}")


def _error(please: str) -> dict[str, str]:
    return {"error_message": f"Please {please}, or leave the cell empty."}


def input_message(field: Field) -> str:
    """What the box beside a cell says: as much of the help as Excel allows, whole sentences first.

    Parameters
    ----------
    field : Field
        The column.

    Returns
    -------
    str
        At most ``INPUT_MESSAGE_LENGTH`` characters.
    """
    parts = [field.help]
    if field.required:
        parts.insert(0, "Must be filled.")
    if field.good:
        parts.append(f"Good: {field.good}")
    message = ""
    for part in parts:
        longer = f"{message}\n{part}".strip()
        if len(longer) <= INPUT_MESSAGE_LENGTH:
            message = longer
    return message or _cut(field.help, INPUT_MESSAGE_LENGTH)


def heading_note(field: Field) -> str:
    """The whole help, as the note on the heading."""
    said = (
        ("", "Must be filled: a row without it cannot be counted." if field.required else ""),
        ("", field.help),
        ("What good looks like: ", field.good),
        ("The guide says: ", field.guide),
        ("Care Act principle: ", field.principle),
        ("Serves: ", ", ".join(field.serves)),
    )
    return "\n".join(name + words for name, words in said if words)


def add_lists_sheet(book: Workbook, formats: Formats, tables: Sequence[Table]) -> Lists:
    """Fill the sheet that holds the answers of every dropdown, each list once.

    Returns
    -------
    mapping
        From answers to the range of their labels, for :func:`validation`.
    """
    sheet = book.get_worksheet_by_name(LISTS_SHEET)
    lists: dict[tuple[Answer, ...], str] = {}
    widths: list[int] = []
    for field in (field for table in tables for field in table.fields if field.answers):
        if field.answers in lists:
            continue
        column = len(lists)
        width = min(
            max(len(text) for text in (field.label, *(answer.label for answer in field.answers))) + 2, 60
        )
        widths.append(width)
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, field.label, formats.heading(False))
        for row, answer in enumerate(field.answers, start=1):
            sheet.write_string(row, column, answer.label, formats.add(text_wrap=True))
        letter = column_letter(column + 1)
        lists[field.answers] = f"={LISTS_SHEET}!${letter}$2:${letter}${len(field.answers) + 1}"
    sheet.freeze_panes(1, 0)
    _set_up_print(sheet, LISTS_SHEET, sum(widths))
    return lists


def add_dictionary_sheet(book: Workbook, formats: Formats, tables: Sequence[Table]) -> None:
    """Fill the sheet that explains every column."""
    sheet = book.get_worksheet_by_name(DICTIONARY_SHEET)
    widths = (14, 20, 22, 16, 9, 38, 34, 34, 36, 16, 10)
    for column, (heading, width) in enumerate(zip(dictionary_headings(), widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, formats.heading(False))
    body = formats.add(text_wrap=True, bottom=1, bottom_color="#BFBFBF")
    for row, cells in enumerate(dictionary_rows(tables), start=1):
        sheet.set_row(row, row_height(zip(cells, widths, strict=True)))
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, body)
    sheet.set_row(0, HEADING_HEIGHT)
    sheet.freeze_panes(1, 2)
    sheet.repeat_columns(0, 1)
    _set_up_print(sheet, DICTIONARY_SHEET, sum(widths))


def _write_note(sheet: Worksheet, column: int, field: Field) -> None:
    note = heading_note(field)
    lines = sum(math.ceil(max(len(line), 1) / 48) for line in note.split("\n"))
    options = {"author": "", "width": 320, "height": max(60, 18 * lines + 12), "font_size": 9}
    sheet.write_comment(0, column, note, options)


def _frozen_columns(table: Table) -> int:
    """Service and case stay in sight while a person fills a wide sheet."""
    return min(sum(field.required and field.kind in ("id", "text") for field in table.fields[:2]), 2)


def _set_up_print(sheet: Worksheet, title: str, width: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(max(1, math.ceil(width / PAGE_WIDTH)), 0)
    sheet.hide_gridlines(0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer(f"&L{title.replace('&', '&&')}&RPage &P of &N")


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
