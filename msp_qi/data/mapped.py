"""Read a grid of an export as the mapping file says: its headings, codes, dates and constant values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from fnmatch import fnmatchcase

from msp_qi.data.cells import answer_key
from msp_qi.data.grid import Cell, Grid, counted, one_line
from msp_qi.data.headings import HeadingRow, find_headings, heading_key
from msp_qi.data.issues import Issue
from msp_qi.data.mapping import ExportMapping, TableMapping
from msp_qi.schema.field import Field, Kind

_ISO: Mapping[Kind, str] = {"date": "%Y-%m-%d", "date and time": "%Y-%m-%d %H:%M:%S", "month": "%Y-%m"}


def entry_for(grid: Grid, mapping: ExportMapping | None) -> TableMapping | None:
    """What the mapping says of a grid, None where it says nothing."""
    for entry in mapping.tables if mapping is not None else ():
        file = not entry.file or fnmatchcase(grid.file.casefold(), entry.file.casefold())
        sheet = not entry.sheet or heading_key(entry.sheet) == heading_key(grid.sheet)
        if file and sheet:
            return entry
    return None


def as_mapped(grid: Grid, entry: TableMapping, name: str) -> Grid:
    """The grid with the export's codes, dates and constants as the template has them.

    Parameters
    ----------
    grid : Grid
        As read from the export; its headings stay as they are.
    entry : TableMapping
        What the mapping says of it.
    name : str
        Name of the mapping file, for messages.

    Returns
    -------
    Grid
        With an issue for each column that the mapping names and the export lacks.
    """
    heading = find_headings(grid, entry.table)
    if heading is None:
        return grid
    ignored = {column for column, text in heading.headings.items() if heading_key(text) in entry.ignore}
    rows = {
        row: {column: cell for column, cell in cells.items() if column not in ignored}
        for row, cells in grid.rows.items()
    }
    for column, field in heading.fields.items():
        if column not in ignored:
            _translate(rows, heading.row, column, field, entry)
    _add_constants(rows, heading, entry)
    issues = (*grid.issues, *_missing(grid, heading, entry, name), *_ignored(grid, heading, ignored, name))
    return replace(grid, rows={row: cells for row, cells in rows.items() if cells}, issues=issues)


def unused(mapping: ExportMapping | None, grids: Iterable[Grid]) -> list[Issue]:
    """A note on what the mapping was used for, and a warning for each part that fitted no file or sheet."""
    if mapping is None:
        return []
    used = {id(entry): grid.file for grid in grids if (entry := entry_for(grid, mapping)) is not None}
    issues = [
        _about(
            mapping,
            "warning",
            "a file or sheet for every part",
            f"Line {entry.line} fits none; mend file or sheet.",
        )
        for entry in mapping.tables
        if id(entry) not in used
    ]
    files = ", ".join(dict.fromkeys(used.values())) or "no file"
    fix = f"The mapping was used to read {files}; headings, codes and dates were taken as it says."
    return [_about(mapping, "note", "a look at what was mapped", fix), *issues]


def _about(mapping: ExportMapping, severity: str, expected: str, fix: str) -> Issue:
    return Issue("note" if severity == "note" else "warning", mapping.name, "", None, "", "", expected, fix)


def _translate(
    rows: Mapping[int, dict[int, Cell]], heading: int, column: int, field: Field, entry: TableMapping
) -> None:
    codes, form = entry.answers.get(field.name, {}), entry.formats.get(field.kind, "")
    if not codes and not form:
        return
    for row, cells in rows.items():
        if row > heading and column in cells:
            cells[column] = _one(cells[column], codes, form, field.kind)


def _one(cell: Cell, codes: Mapping[str, str], form: str, kind: Kind) -> Cell:
    meant = codes.get(answer_key(cell.text))
    if meant is not None:
        return Cell(meant)
    if form and cell.origin == "text":
        try:
            return Cell(datetime.strptime(one_line(cell.text), form).strftime(_ISO[kind]), "date")
        except ValueError:
            return Cell(cell.text, "other format")
    return cell


def _add_constants(rows: dict[int, dict[int, Cell]], heading: HeadingRow, entry: TableMapping) -> None:
    last = max((max(cells) for cells in rows.values() if cells), default=0)
    for column, (name, value) in enumerate(entry.constants.items(), start=last + 1):
        for row, cells in rows.items():
            if row > heading.row and cells:
                cells[column] = Cell(value)
        rows[heading.row][column] = Cell(name)


def _missing(grid: Grid, heading: HeadingRow, entry: TableMapping, name: str) -> list[Issue]:
    there = {heading_key(text) for text in heading.headings.values()}
    return [
        grid.issue(
            "error",
            f'the column "{theirs}"',
            f"{name}, line {line} names it; mend the name there, or export the column.",
            heading.row,
            theirs,
        )
        for theirs, line in entry.columns.items()
        if heading_key(theirs) not in there
    ]


def _ignored(grid: Grid, heading: HeadingRow, ignored: Sequence[int] | set[int], name: str) -> list[Issue]:
    if not ignored:
        return []
    fix = f"{name} says to leave out {counted(len(ignored), 'column')}; they were not read."
    return [grid.issue("note", "columns of the template", fix, heading.row)]
