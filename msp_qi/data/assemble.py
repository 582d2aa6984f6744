"""Turn one grid of text into the rows of one table, with an issue for everything that is amiss."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS
from msp_qi.data.cells import Reading, Value, read_cell
from msp_qi.data.date_order import month_first
from msp_qi.data.grid import Cell, Grid, clean, counted, shown
from msp_qi.data.heading_checks import Rows, choose_columns
from msp_qi.data.headings import HeadingRow, find_headings, heading_key, nearest_headings, texts_of
from msp_qi.data.issues import Issue
from msp_qi.data.layout import is_example_mark
from msp_qi.data.xlsx_sheet import column_number
from msp_qi.schema.field import Field, Kind, Table

DTYPES: Mapping[Kind, str] = {
    "id": "str",
    "text": "str",
    "choice": "str",
    "date": "datetime64[us]",
    "date and time": "datetime64[us]",
    "month": "datetime64[us]",
    "whole number": "Int64",
}
# A row that equals the example in fewer cells than this may well be a real one.
FEWEST_CELLS_OF_A_COPY = 5
MOST_MERGES_LISTED = 20
MOST_COLUMNS_NAMED = 20
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")

Columns = dict[str, list[Value]]


@dataclass(frozen=True)
class Assembled:
    """The rows of a table from one grid (None where no headings were found) and the issues met.

    ``absent`` names the fields that have no column there, or none that can be told.
    """

    frame: pd.DataFrame | None
    issues: tuple[Issue, ...]
    absent: frozenset[str] = frozenset()


def assemble(grid: Grid, table: Table) -> Assembled:
    """Read a grid as a table.

    Parameters
    ----------
    grid : Grid
        A sheet or a csv file.
    table : Table
        What it holds.

    Returns
    -------
    Assembled
        Frame with the table's fields and ``SOURCE_COLUMNS``. Every filled row of the grid is in the frame
        or is named by an issue.
    """
    heading = find_headings(grid, table)
    if heading is None:
        return Assembled(None, (_no_headings(grid, table),))
    rows, row_issues = _data_rows(grid, table, heading)
    columns, column_issues = choose_columns(grid, table, heading, rows)
    values, cell_issues = _type_cells(grid, table, heading, rows, columns)
    frame = _frame(grid, table, list(rows), values)
    frame, copy_issues = _without_copies(grid, table, frame, columns)
    issues = (
        *_above(grid, heading),
        *_hidden(grid, heading),
        *_merges(grid, heading),
        *row_issues,
        *column_issues,
        *cell_issues,
        *month_first(grid, table, heading, rows, columns),
        *copy_issues,
    )
    return Assembled(frame, issues, frozenset(field.name for field in table.fields) - columns.keys())


def empty_frame(table: Table) -> pd.DataFrame:
    """The table without rows, every column of the right type."""
    return _frame(Grid("", "", {}), table, [], {})


def _no_headings(grid: Grid, table: Table) -> Issue:
    labels = ", ".join(f'"{field.label}"' for field in table.fields[:3])
    near = nearest_headings(texts_of(grid), [table])
    alike = (
        [f'"{shown(cell)}" (did you mean "{field.label}"?)' for cell, field in near[1].items()]
        if near
        else []
    )
    fix = f"Copy the headings of the template into row 1; {counted(len(grid.rows), 'filled row')} not read."
    fix += f" These are nearly right: {', '.join(alike)}." if alike else ""
    return grid.issue("error", f"headings of the table {table.sheet}, such as {labels}", fix)


def _data_rows(grid: Grid, table: Table, heading: HeadingRow) -> tuple[Rows, list[Issue]]:
    rows: dict[int, Mapping[int, Cell]] = {}
    issues: list[Issue] = []
    for row, cells in grid.rows.items():
        if row <= heading.row:
            continue
        if _marked_example(table, heading, cells):
            issues.append(_example_issue(grid, table, heading, row, cells))
        elif _repeats_headings(heading, cells):
            fix = "The headings stand here a second time; the row was not read."
            issues.append(grid.issue("note", "a row of data", fix, row))
        else:
            rows[row] = cells
    return rows, issues


def _marked_example(table: Table, heading: HeadingRow, cells: Mapping[int, Cell]) -> bool:
    places = [min(cells), *heading.columns_of(table.fields[0])]
    return any(is_example_mark(cells[place].text) for place in places if place in cells)


def _example_issue(
    grid: Grid, table: Table, heading: HeadingRow, row: int, cells: Mapping[int, Cell]
) -> Issue:
    expected, mark = "your own rows below the example row", cells[min(cells)].text
    first = heading.columns_of(table.fields[0])
    changed = [
        field.label
        for column, field in heading.fields.items()
        if column not in first
        and column in cells
        and read_cell(cells[column], field).value != read_cell(Cell(field.example), field).value
    ]
    if changed:
        fix = (
            f'The row is marked as the example and was not loaded, but "{changed[0]}" has changed; '
            f'if it is a real row, write the {table.fields[0].label.lower()} over "{clean(mark)}".'
        )
        return grid.issue("warning", expected, fix, row)
    return grid.issue("note", expected, "This is the example row; it was not loaded.", row)


def _repeats_headings(heading: HeadingRow, cells: Mapping[int, Cell]) -> bool:
    if len(cells) < 2:
        return False
    return all(
        heading_key(cell.text) == heading_key(heading.headings.get(at, "")) for at, cell in cells.items()
    )


def _type_cells(
    grid: Grid, table: Table, heading: HeadingRow, rows: Rows, columns: Mapping[str, int]
) -> tuple[Columns, list[Issue]]:
    values: Columns = {}
    issues: list[Issue] = []
    for field in table.fields:
        if field.name in columns:
            column = columns[field.name]
            readings = _read_column(field, column, rows)
            values[field.name] = [reading.value for reading in readings]
            issues.extend(_cell_issues(grid, field, column, heading.headings[column], rows, readings))
    return values, issues


def _read_column(field: Field, column: int, rows: Rows) -> list[Reading]:
    known: dict[Cell, Reading] = {}
    blank = Cell("")
    readings = []
    for cells in rows.values():
        cell = cells.get(column, blank)
        reading = known.get(cell)
        if reading is None:
            reading = known[cell] = read_cell(cell, field)
        readings.append(reading)
    return readings


def _cell_issues(
    grid: Grid, field: Field, column: int, heading: str, rows: Rows, readings: Sequence[Reading]
) -> Iterator[Issue]:
    for (row, cells), reading in zip(rows.items(), readings, strict=True):
        if reading.severity is not None:
            text = cells[column].text
            yield grid.issue(reading.severity, reading.expected, reading.fix, row, heading, text)
        elif field.required and reading.value is None:
            fix = "Fill the cell in: a row without it cannot be counted."
            yield grid.issue("error", "an answer, and the cell is empty", fix, row, heading)


def _frame(grid: Grid, table: Table, rows: Sequence[int], values: Columns) -> pd.DataFrame:
    nothing: list[Value] = [None] * len(rows)
    data = {
        field.name: pd.Series(values.get(field.name, nothing), dtype=DTYPES[field.kind])
        for field in table.fields
    }
    sources = (
        pd.Series([grid.file] * len(rows), dtype="str"),
        pd.Series([grid.sheet] * len(rows), dtype="str"),
        pd.Series(rows, dtype="int64"),
    )
    return pd.DataFrame(data | dict(zip(SOURCE_COLUMNS, sources, strict=True)))


def _without_copies(
    grid: Grid, table: Table, frame: pd.DataFrame, columns: Mapping[str, int]
) -> tuple[pd.DataFrame, list[Issue]]:
    """Leave out a row that is still the example in all but its first cell."""
    others = [field for field in table.fields[1:] if field.name in columns and field.example]
    if len(others) < FEWEST_CELLS_OF_A_COPY or frame.empty:
        return frame, []
    copied = pd.Series(True, index=frame.index)
    for field in others:
        example = read_cell(Cell(field.example), field).value
        copied &= (
            (frame[field.name] == pd.Series([example], dtype=DTYPES[field.kind])[0])
            .fillna(False)
            .astype(bool)
        )
    fix = "But for its first cell this is the example row; it was not loaded. Fill in your own case."
    rows = frame.loc[copied, "source_row"]
    issues = [grid.issue("warning", "your own row", fix, int(row)) for row in rows]
    return frame[~copied].reset_index(drop=True), issues


def _above(grid: Grid, heading: HeadingRow) -> Iterator[Issue]:
    above = [row for row in grid.rows if row < heading.row]
    if above:
        fix = f"Headings were found in row {heading.row}; what stands above them was not read."
        first = next(iter(grid.rows[above[0]].values())).text
        yield grid.issue("note", "headings in row 1", fix, above[0], "", first)


def _hidden(grid: Grid, heading: HeadingRow) -> Iterator[Issue]:
    if grid.hidden:
        yield grid.issue(
            "warning", "a visible sheet", "The sheet is hidden and was read all the same; unhide it to check."
        )
    rows = [row for row in grid.hidden_rows if row > heading.row and row in grid.rows]
    if rows:
        fix = (
            f"{counted(len(rows), 'hidden row')} read all the same; clear the filter or unhide them to check."
        )
        yield grid.issue("note", "visible rows", fix, rows[0])
    columns = [
        text
        for column, text in heading.headings.items()
        if any(low <= column <= high for low, high in grid.hidden_columns)
    ]
    if columns:
        names = ", ".join(map(shown, columns[:MOST_COLUMNS_NAMED]))
        names += (
            f" and {len(columns) - MOST_COLUMNS_NAMED:,} more" if len(columns) > MOST_COLUMNS_NAMED else ""
        )
        fix = f"{counted(len(columns), 'hidden column')} read all the same; unhide to check: {names}."
        yield grid.issue("note", "visible columns", fix, heading.row, shown(columns[0]))


def _merges(grid: Grid, heading: HeadingRow) -> Iterator[Issue]:
    found = 0
    for text in grid.merged:
        corners = _RANGE.fullmatch(text.replace("$", "").upper())
        if not corners or int(corners[4]) < heading.row or corners[1] + corners[2] == corners[3] + corners[4]:
            continue
        if column_number(corners[1]) > max(heading.headings) or int(corners[2]) > max(grid.rows):
            continue
        found += 1
        if found > MOST_MERGES_LISTED:
            continue
        fix = f"Only {corners[1]}{corners[2]} shows its value, the others are empty or hidden; unmerge and fill each."
        yield grid.issue("warning", "cells that are not merged", fix, int(corners[2]), corners[1], text)
    if found > MOST_MERGES_LISTED:
        fix = f"{found - MOST_MERGES_LISTED:,} more merged ranges are not listed; unmerge the whole sheet."
        yield grid.issue("warning", "cells that are not merged", fix)
