"""Read a csv file as text, record by record, so that a stray quote cannot swallow the rows after it."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msp_qi.data.csv_text import find_separator, read_text
from msp_qi.data.grid import (
    MAX_CELL_LENGTH,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Grid,
    clean,
    is_filled,
    shown,
)
from msp_qi.data.issues import Issue
from msp_qi.data.xlsx_sheet import too_full
from msp_qi.errors import UserError

# A cell with more line breaks than this is a quote that was never closed.
MAX_LINES_IN_A_RECORD = 200
MAX_BROKEN_QUOTES = 200
# Excel has a million rows, and saves them all where somebody once formatted the last one.
MAX_LINES = 2_000_000
MAX_LINE_LENGTH = 4_000_000


_ODD_WORD = re.compile(r"[^\s,;|]{0,30}[^\x00-\x7f][^\s,;|]{0,30}")


class _Record(NamedTuple):
    cells: list[str]
    lines: int
    broken: bool


def read_csv(
    path: Path,
    known_headings: Callable[[list[str]], int],
    near_headings: Callable[[list[list[str]]], int],
    max_rows: int = MAX_ROWS,
) -> Grid:
    """A csv file as a grid of text.

    Parameters
    ----------
    path : Path
        The file.
    known_headings : callable
        How many of some cells are headings that some table knows: finds separator and width.
    near_headings : callable
        How many cells of some rows only look like headings of one table: finds the separator where none is known.
    max_rows : int
        More rows than this are refused.

    Returns
    -------
    Grid
        Rows are counted as a spreadsheet program shows them. A row whose columns have shifted, or that
        holds a broken quote, is left out and has an issue.

    Raises
    ------
    UserError
        The file is no readable csv text; the sentence says why, and the fix.
    """
    text, encoding = read_text(path)
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.casefold().startswith("sep=") and len(first.strip()) <= 5:
        text, skipped = rest, 1
    separator = find_separator(path.name, text, known_headings, near_headings)
    records = list(_records(path.name, text, separator, known_headings, max_rows))
    numbered = list(enumerate(records, start=1 + skipped))
    empty = Grid(path.name, "", {})
    kept, issues = _check_widths(empty, numbered, known_headings)
    if encoding == "Windows-1252":
        fix = (
            "It was read as Windows-1252: see that the letters with accents are right, and save as csv UTF-8."
        )
        issues.insert(0, empty.issue("note", "text in UTF-8", fix, value=_first_odd_word(text)))
    return Grid(path.name, "", {row: _cells(record.cells) for row, record in kept}, issues=tuple(issues))


def _first_odd_word(text: str) -> str:
    """The first word with a letter whose spelling depends on the encoding."""
    found = _ODD_WORD.search(text)
    return found[0] if found else ""


def _cells(texts: Sequence[str]) -> dict[int, Cell]:
    return {column: Cell(text) for column, text in enumerate(texts, start=1) if text and is_filled(text)}


def _records(
    name: str, text: str, separator: str, known_headings: Callable[[list[str]], int], max_rows: int
) -> Iterator[_Record]:
    lines = _lines(name, text, separator)
    place = broken = count = width = cells = 0
    while place < len(lines):
        record = _record(lines, place, separator, width)
        if not width and known_headings(record.cells):
            width = len(record.cells)
        broken += record.broken
        if broken > MAX_BROKEN_QUOTES:
            raise UserError(
                f"{name} has over {MAX_BROKEN_QUOTES} broken quotation marks; save it from Excel again."
            )
        cells += sum(map(bool, record.cells))
        if cells > MAX_CELLS:
            raise too_full(name)
        count += any(map(clean, record.cells))
        if count > max_rows + 1:
            raise UserError(
                f"{name} has more than {max_rows:,} rows; split it into several files in one folder, "
                "or allow more with max_rows."
            )
        yield record
        place += record.lines


def _lines(name: str, text: str, separator: str) -> list[str]:
    if text.count("\n") > MAX_LINES:
        raise UserError(
            f"{name} has more than {MAX_LINES:,} lines; delete the empty ones at its end and try again."
        )
    lines = text.removesuffix("\n").split("\n")
    if max(map(len, lines)) > MAX_LINE_LENGTH:
        raise UserError(
            f"{name} has a line of more than {MAX_LINE_LENGTH:,} characters, so it is not a table."
        )
    widest = max(line.count(separator) for line in lines) + 1
    if widest > MAX_COLUMNS:
        raise UserError(
            f"{name} has a line of {widest:,} columns, more than the {MAX_COLUMNS:,} that Excel has; keep those of the "
            "template."
        )
    return lines


def _record(lines: list[str], place: int, separator: str, width: int) -> _Record:
    """One record from this line on; a broken quote costs its own line, never the lines after it."""
    line = lines[place]
    if '"' not in line:
        return _Record(line.split(separator), 1, False)
    upcoming = (following + "\n" for following in lines[place : place + MAX_LINES_IN_A_RECORD])
    reader = csv.reader(upcoming, delimiter=separator, strict=True, skipinitialspace=True)
    csv.field_size_limit(MAX_CELL_LENGTH * 4)
    try:
        cells = next(reader)
    except csv.Error:
        return _Record(line.split(separator), 1, True)
    if reader.line_num > 1 and _swallowed(lines[place : place + reader.line_num], cells, separator, width):
        return _Record(line.split(separator), 1, True)
    return _Record(cells, reader.line_num, False)


def _swallowed(lines: list[str], cells: list[str], separator: str, width: int) -> bool:
    """Whether a quote over several lines took whole rows: its first and last line are full rows."""
    if not width:
        return False
    full = [len(line.split(separator)) == width for line in lines]
    return len(cells) != width or (width > 1 and full[0] and full[-1])


def _check_widths(
    grid: Grid, numbered: list[tuple[int, _Record]], known_headings: Callable[[list[str]], int]
) -> tuple[list[tuple[int, _Record]], list[Issue]]:
    """Leave out rows whose columns have shifted, and say so."""
    heading = next((row for row, record in numbered[:10] if known_headings(record.cells)), None)
    if heading is None:
        return numbered, []
    headings = next(record.cells for row, record in numbered if row == heading)
    width = len(headings)
    # A separator behind the last heading names no column, so a row may lack it.
    fewest = max(place for place, cell in enumerate(headings, start=1) if clean(cell))
    below = [(row, record) for row, record in numbered if row > heading and any(map(clean, record.cells))]
    commas_only = _same_empty_extra(below, width)
    kept = [(row, record) for row, record in numbered if row <= heading]
    issues: list[Issue] = []
    if commas_only:
        issues.append(
            grid.issue(
                "warning",
                f"{width} columns",
                f"Every row ends in {commas_only} empty cell(s) too many; check that no column shifted.",
            )
        )
    for row, record in below:
        issue = _row_issue(grid, row, record, (fewest, width), len(record.cells) - width == commas_only)
        if issue is not None:
            issues.append(issue)
        if issue is None or issue.severity != "error":
            kept.append((row, record))
    return kept, issues


def _same_empty_extra(below: list[tuple[int, _Record]], width: int) -> int:
    """How many empty cells every row has too many; 0 where rows differ or the extra cells hold something."""
    if len(below) < 2 or any(any(map(clean, record.cells[width:])) for _, record in below):
        return 0
    extra = Counter(len(record.cells) - width for _, record in below)
    return max(extra) if len(extra) == 1 and max(extra) > 0 else 0


def _row_issue(
    grid: Grid, row: int, record: _Record, widths: tuple[int, int], same_extra: bool
) -> Issue | None:
    found, (fewest, width) = len(record.cells), widths
    start = shown(next(filter(None, map(clean, record.cells)), ""))
    if record.broken:
        fix = "The row was left out; close the quotation mark, or double it where it belongs to the text."
        return grid.issue("error", "a quotation mark that is closed in its own cell", fix, row, "", start)
    if found > width and not same_extra:
        fix = (
            "The row was left out, since its columns may have shifted; look for a comma in a text without "
            "quotation marks, or an extra separator at the end."
        )
        return grid.issue("error", f"{width} columns and not {found}", fix, row, "", start)
    if found < fewest:
        fix = "The columns at the end count as not recorded; check that the row is whole."
        return grid.issue("warning", f"{fewest} columns and not {found}", fix, row, "", start)
    return None
