"""Match the headings of a file to fields and the names of sheets to tables."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice

from msp_qi.data.grid import Cell, Grid, one_line
from msp_qi.schema.field import Field, Table

# A title or two may stand above the headings, not a page.
HEADING_ROWS_SEARCHED = 10
# Looking for what is only like a heading is slow, and done only where there is no heading at all.
NEAR_ROWS_SEARCHED, MOST_NEAR_SEARCHED = 3, 40
# One cell that looks like a heading may be chance.
FEWEST_NEAR = 2
_NOT_A_LETTER = re.compile(r"[\W_]+")


def heading_key(text: str) -> str:
    """A heading without case, spaces and marks, so that two spellings can be compared.

    Examples
    --------
    >>> heading_key(" Date_Raised * ") == heading_key("date  raised")
    True
    """
    return _NOT_A_LETTER.sub(" ", one_line(text).casefold()).strip()


@lru_cache(maxsize=256)
def field_names(table: Table) -> Mapping[str, Field]:
    """Every heading by which a field of the table is known."""
    names = {heading_key(field.name): field for field in table.fields}
    return names | {heading_key(field.label): field for field in table.fields}


def known_headings(cells: Iterable[str], tables: Iterable[Table]) -> int:
    """How many of the cells are headings of the table that fits best."""
    keys = {heading_key(cell) for cell in cells}
    return max(len({names[key].name for key in keys & names.keys()}) for names in map(field_names, tables))


def near_heading(text: str, table: Table) -> Field | None:
    """The field whose heading looks most like this one, if any does."""
    close = get_close_matches(heading_key(text)[:100], field_names(table), n=1, cutoff=0.75)
    return field_names(table)[close[0]] if close else None


def near_headings(cells: Iterable[str], table: Table) -> Mapping[str, Field]:
    """Each of the first cells of a row that looks like a heading of the table, and the field it looks like."""
    near = ((cell, near_heading(cell, table)) for cell in islice(cells, MOST_NEAR_SEARCHED))
    return {cell: field for cell, field in near if field is not None}


def nearest_headings(
    rows: Iterable[Iterable[str]], tables: Iterable[Table]
) -> tuple[Table, Mapping[str, Field]] | None:
    """Where no heading is known: the table whose headings the first rows look most like, and the likenesses."""
    first = [list(row) for row in islice(rows, NEAR_ROWS_SEARCHED)]
    found = [(table, near_headings(row, table)) for table in tables for row in first]
    best = max(found, key=lambda pair: len(pair[1]), default=None)
    return best if best is not None and len(best[1]) >= FEWEST_NEAR else None


@dataclass(frozen=True)
class HeadingRow:
    """Where the headings stand and which field each column holds.

    Parameters
    ----------
    row : int
        Row number.
    headings : mapping of int to str
        Column number to heading, as it stands in the file.
    fields : mapping of int to Field
        Column number to field, for the headings that the table knows.
    """

    row: int
    headings: Mapping[int, str]
    fields: Mapping[int, Field]

    @property
    def found(self) -> frozenset[str]:
        """Names of the fields that have a column."""
        return frozenset(field.name for field in self.fields.values())

    def columns_of(self, field: Field) -> list[int]:
        """The columns that hold the field; more than one is a duplicate heading."""
        return [column for column, found in self.fields.items() if found.name == field.name]


def find_headings(grid: Grid, table: Table) -> HeadingRow | None:
    """The row among the first filled rows that holds the most headings of the table."""
    rows = islice(grid.rows.items(), HEADING_ROWS_SEARCHED)
    best = max((_heading_row(row, cells, table) for row, cells in rows), key=_how_many, default=None)
    return best if best is not None and best.found else None


def texts_of(grid: Grid) -> Iterator[Iterator[str]]:
    """The texts of each row of a grid, from the first."""
    return ((cell.text for cell in cells.values()) for cells in grid.rows.values())


def _how_many(heading: HeadingRow) -> tuple[int, int]:
    return len(heading.found), -heading.row


def _heading_row(row: int, cells: Mapping[int, Cell], table: Table) -> HeadingRow:
    names = field_names(table)
    headings = {column: one_line(cells[column].text) for column in sorted(cells)}
    fields = {column: names[key] for column, text in headings.items() if (key := heading_key(text)) in names}
    return HeadingRow(row, headings, fields)


def fits(grid: Grid, table: Table) -> bool:
    """Whether the grid holds every heading that the table requires."""
    heading = find_headings(grid, table)
    required = {field.name for field in table.fields if field.required}
    return heading is not None and bool(required) and required <= heading.found


def best_fitting(grid: Grid, tables: Iterable[Table]) -> Table | None:
    """The table of these of which the grid holds the most headings; None where two hold as many."""
    ranked = sorted(tables, key=lambda table: -_headings_held(grid, table))
    if len(ranked) > 1 and _headings_held(grid, ranked[0]) == _headings_held(grid, ranked[1]):
        return None
    return ranked[0] if ranked else None


def _headings_held(grid: Grid, table: Table) -> int:
    heading = find_headings(grid, table)
    return len(heading.found) if heading is not None else 0


def named(name: str, tables: Iterable[Table]) -> Table | None:
    """The table of which this is the sheet, the name or the title."""
    key = heading_key(name)
    return next((table for table in tables if key in _table_keys(table)), None)


def named_within(name: str, tables: Iterable[Table]) -> Table | None:
    """The table whose name is part of a file name, such as ``"2026-04 concerns"``; the longest name wins."""
    key = f" {heading_key(name)} "
    found = [(len(own), table) for table in tables for own in _table_keys(table) if f" {own} " in key]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def near_table(name: str, tables: Iterable[Table]) -> Table | None:
    """The table whose sheet name looks most like this one, if any does."""
    keys = {key: table for table in tables for key in _table_keys(table)}
    close = get_close_matches(heading_key(name)[:100], keys, n=1, cutoff=0.7)
    return keys[close[0]] if close else None


def _table_keys(table: Table) -> tuple[str, ...]:
    return heading_key(table.sheet), heading_key(table.name), heading_key(table.title)
