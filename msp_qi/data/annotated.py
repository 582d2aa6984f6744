"""A copy of a checked file in which every cell to mend is coloured, framed and commented; for looking, not for loading.

The copy is written anew from the text that was read, so no formula, link or macro of the original lives in it.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from msp_qi.data.files import CHECKED, find_files, read_file
from msp_qi.data.grid import MAX_CELL_LENGTH, MAX_ROWS, Cell, Grid, clean, column_letter
from msp_qi.data.headings import HeadingRow, find_headings, heading_key
from msp_qi.data.issues import Issue, Severity
from msp_qi.data.layout import HELP_SHEETS
from msp_qi.data.template import FORMULA_STARTS
from msp_qi.data.template_sheets import row_height
from msp_qi.data.xlsx_sheet import SAFE_DIGITS, column_number
from msp_qi.schema.field import Table
from msp_qi.schema.fields import TABLES

LIST_SHEET = "What to mend"
MOST_COMMENTS = 10_000
# Nobody reads a longer list, and Excel takes 65,530 links in a sheet.
MOST_LISTED = 10_000
# Of a longer sheet only the rows to mend are copied: each stays in its own row.
MOST_ROWS_COPIED = 20_000
_SHEET_NAME_LENGTH = 31
_WORST_FIRST: tuple[Severity, ...] = ("error", "warning", "note")
# Each severity has its own frame beside its colour, and its comment begins with the word.
_LOOKS: Mapping[Severity, Mapping[str, object]] = {
    "error": {"bg_color": "#F8CBAD", "border": 5, "border_color": "#9C0006", "bold": True},
    "warning": {"bg_color": "#FFEB9C", "border": 8, "border_color": "#7F6000", "italic": True},
    "note": {"bg_color": "#DDEBF7", "border": 4, "border_color": "#1F4E79"},
}
_HEADINGS = ("Severity", "Sheet", "Row", "Column", "What was found", "What is expected", "What to do")
_WIDTHS = (11, 20, 7, 26, 30, 44, 60)


@dataclass
class _Book:
    """The workbook being written, and the name of each grid's sheet in it."""

    book: Workbook
    formats: dict[tuple[str, bool, str], Format] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    comments: int = 0

    def look(self, severity: Severity | None, quoted: bool, kind: str) -> Format:
        """The format of a cell, each made once."""
        key = (severity or "", quoted, kind)
        if key not in self.formats:
            number = {"date": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm", "text": "@", "heading": "@"}.get(
                kind, "General"
            )
            looks = dict(_LOOKS[severity]) if severity else {}
            bold = {"bold": True, "bottom": 1} if kind == "heading" else {}
            wrap = {
                "text_wrap": kind in ("text", "heading"),
                "valign": "top",
                "quote_prefix": quoted,
                "num_format": number,
            }
            self.formats[key] = self.book.add_format({**wrap, **bold, **looks})
        return self.formats[key]


def annotated_copies(
    place: Path, issues: Sequence[Issue], tables: Sequence[Table] = TABLES, max_rows: int = MAX_ROWS
) -> dict[Path, bytes]:
    """A copy of each file that has an issue, with the cells marked.

    Parameters
    ----------
    place : Path
        The file or folder that was checked.
    issues : sequence of Issue
        What was found.
    tables : sequence of Table
        What the columns mean.
    max_rows : int
        As it was loaded.

    Returns
    -------
    dict of Path to bytes
        Where the copy belongs, beside its original and never over it, to an xlsx workbook. A file that could not
        be read has none.
    """
    copies = {}
    files = find_files(place)[0]
    stems = [file.stem.casefold() for file in files]
    for file in files:
        here = [issue for issue in issues if issue.file == file.name]
        unreadable = any(issue.expected == "a file that can be read" for issue in here)
        if here and not unreadable:
            grids = read_file(file, tables, max_rows)
            twice = stems.count(file.stem.casefold()) > 1
            copies[file.with_name((file.name if twice else file.stem) + CHECKED)] = annotated(
                grids, here, tables
            )
    return copies


def annotated(grids: Sequence[Grid], issues: Sequence[Issue], tables: Sequence[Table] = TABLES) -> bytes:
    """The grids of one file as a workbook, its first sheet the list of issues."""
    stream = io.BytesIO()
    with Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as workbook:
        book = _Book(workbook)
        overview = workbook.add_worksheet(LIST_SHEET)
        meant = {issue.sheet for issue in issues}
        shown = [grid for grid in grids if grid.sheet not in HELP_SHEETS or grid.sheet in meant]
        for grid in shown:
            book.names[grid.sheet] = _sheet_name(grid.sheet, [LIST_SHEET, *book.names.values()])
            workbook.add_worksheet(book.names[grid.sheet])
        listed = sorted(issues, key=lambda issue: _WORST_FIRST.index(issue.severity))[:MOST_LISTED]
        places = {
            grid.sheet: _places(grid, [i for i in listed if i.sheet == grid.sheet], tables) for grid in shown
        }
        _write_list(book, overview, listed, places)
        _write_left_out(book, overview, len(listed) + 2, len(issues) - len(listed), shown)
        for grid in shown:
            _write_grid(book, grid, places[grid.sheet])
    return stream.getvalue()


Places = Mapping[tuple[int, int], list[Issue]]


def _sheet_name(name: str, taken: Iterable[str]) -> str:
    """A name that Excel takes and that no other sheet has."""
    plain = "".join("_" if letter in "[]:*?/\\" else letter for letter in clean(name)).strip("'") or "Data"
    plain, number, used = plain[:_SHEET_NAME_LENGTH], 1, {other.casefold() for other in taken}
    found = plain
    while found.casefold() in used or found.casefold() == "history":
        number += 1
        found = f"{plain[: _SHEET_NAME_LENGTH - 5]} ({number})"
    return found


def _places(grid: Grid, issues: Iterable[Issue], tables: Sequence[Table]) -> Places:
    """Row and column of each issue's cells; an issue of a whole row stands at its first cell."""
    found: dict[tuple[int, int], list[Issue]] = {}
    headings = _headings(grid, tables)
    for issue in issues:
        if issue.row is not None:
            for column in _columns(grid, issue, headings):
                found.setdefault((issue.row, column), []).append(issue)
    return found


def _headings(grid: Grid, tables: Sequence[Table]) -> HeadingRow | None:
    rows = [heading for table in tables if (heading := find_headings(grid, table)) is not None]
    return max(rows, key=lambda heading: len(heading.found), default=None)


def _columns(grid: Grid, issue: Issue, heading: HeadingRow | None) -> list[int]:
    known: dict[str, int] = {}
    if heading is not None:
        known = {heading_key(field.label): column for column, field in heading.fields.items()}
        known |= {heading_key(text): column for column, text in heading.headings.items()}
    words = [issue.column] if heading_key(issue.column) in known else issue.column.split(", ")
    columns = [known[heading_key(word)] for word in words if heading_key(word) in known]
    if not columns and issue.column.isalpha() and issue.column.isupper() and len(issue.column) <= 3:
        columns = [column_number(issue.column)]
    return columns or [min(grid.rows.get(issue.row or 1, {1: Cell("")}), default=1)]


def _write_list(book: _Book, sheet: Worksheet, issues: Sequence[Issue], places: Mapping[str, Places]) -> None:
    head = book.book.add_format(
        {"bold": True, "bg_color": "#1F4E79", "font_color": "white", "text_wrap": True}
    )
    link = book.book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})
    links = {
        id(issue): (name, cell)
        for name, found in places.items()
        for cell, all_ in found.items()
        for issue in all_
    }
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, head)
    for row, issue in enumerate(issues, start=1):
        words = (issue.sheet, str(issue.row or ""), issue.column, issue.value, issue.expected, issue.fix)
        sheet.set_row(row, row_height(zip(words, _WIDTHS[1:], strict=True)))
        sheet.write_string(row, 0, issue.severity.capitalize(), book.look(issue.severity, False, "text"))
        for column, text in enumerate(words, start=1):
            sheet.write_string(row, column, text, book.look(None, text.startswith(FORMULA_STARTS), "text"))
        if id(issue) in links:
            name, (to_row, to_column) = links[id(issue)]
            target = book.names[name].replace("'", "''")
            place = f"internal:'{target}'!{column_letter(to_column)}{to_row}"
            sheet.write_url(row, 2, place, link, str(issue.row))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(issues), 1), len(_HEADINGS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&LA copy to look at: mend the cells in your own file&RPage &P of &N")


def _write_left_out(book: _Book, sheet: Worksheet, below: int, more: int, grids: Sequence[Grid]) -> None:
    """What the copy does not hold, below the list."""
    long = [book.names[grid.sheet] for grid in grids if len(grid.rows) > MOST_ROWS_COPIED]
    words = [f"{more:,} more are not listed or marked here; mend these, and check again."] if more else []
    words += [f"Of {', '.join(long)} only the headings and the rows to mend are copied."] if long else []
    for row, text in enumerate(words, start=below):
        sheet.write_string(row, len(_HEADINGS) - 1, text, book.look(None, False, "text"))


def _write_grid(book: _Book, grid: Grid, places: Places) -> None:
    sheet = book.book.get_worksheet_by_name(book.names[grid.sheet])
    first = min(grid.rows, default=1)
    headings = grid.rows.get(first, {})
    widths = {column: min(max(len(cell.text) + 4, 14), 40) for column, cell in headings.items()}
    for column, width in widths.items():
        sheet.set_column(column - 1, column - 1, width)
    marked = {row for row, _ in places} | {first}
    few = len(grid.rows) <= MOST_ROWS_COPIED
    for row, cells in ((row, cells) for row, cells in grid.rows.items() if few or row in marked):
        texts = [(cell.text[:500], widths.get(column, 9)) for column, cell in cells.items()]
        sheet.set_row(row - 1, row_height([("", 1), *texts]))
        for column, cell in cells.items():
            _write_cell(book, sheet, row, column, cell, _worst(places.get((row, column), ())))
    for column, cell in headings.items():
        if (first, column) not in places:
            sheet.write_string(
                first - 1, column - 1, clean(cell.text)[:MAX_CELL_LENGTH], book.look(None, True, "heading")
            )
    for (row, column), issues in places.items():
        if column not in grid.rows.get(row, {}):
            sheet.write_blank(row - 1, column - 1, None, book.look(_worst(issues), False, "text"))
        _comment(book, sheet, row, column, issues)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)


def _worst(issues: Iterable[Issue]) -> Severity | None:
    found = {issue.severity for issue in issues}
    return next((severity for severity in _WORST_FIRST if severity in found), None)


def _comment(book: _Book, sheet: Worksheet, row: int, column: int, issues: Sequence[Issue]) -> None:
    if book.comments >= MOST_COMMENTS:
        return
    book.comments += 1
    words = [f"{issue.severity.capitalize()}: expected {issue.expected}. {issue.fix}" for issue in issues]
    text = clean("\n".join(words))[:MAX_CELL_LENGTH]
    lines = sum(len(word) // 45 + 1 for word in words)
    options = {"author": "", "width": 320, "height": min(max(60, 18 * lines + 12), 400), "font_size": 9}
    sheet.write_comment(row - 1, column - 1, text, options)


def _write_cell(
    book: _Book, sheet: Worksheet, row: int, column: int, cell: Cell, worst: Severity | None
) -> None:
    """The cell as it was read: a true date as a date, a plain number as a number, all else as text."""
    at = (row - 1, column - 1)
    text = clean(cell.text)[:MAX_CELL_LENGTH]
    moment = _moment(cell)
    if cell.origin == "no saved value":
        sheet.write_string(*at, "(formula)", book.look(worst, False, "text"))
    elif moment is not None:
        kind = "date" if moment.time() == datetime.min.time() else "moment"
        sheet.write_datetime(*at, moment, book.look(worst, False, kind))
    elif cell.origin == "number" and text.isdecimal() and len(text) <= SAFE_DIGITS and str(int(text)) == text:
        sheet.write_number(*at, int(text), book.look(worst, False, "number"))
    else:
        sheet.write_string(*at, text, book.look(worst, text.startswith(FORMULA_STARTS), "text"))


def _moment(cell: Cell) -> datetime | None:
    if cell.origin != "date":
        return None
    try:
        moment = datetime.fromisoformat(cell.text)
    except ValueError:
        return None
    return moment if moment.year >= 1900 and moment.tzinfo is None else None
