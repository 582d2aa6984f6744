"""A table's values as people read them."""

import datetime
from dataclasses import dataclass

import numpy as np
import pandas as pd

from msp_qi.briefs.address import relative
from msp_qi.briefs.document import TableBlock
from msp_qi.charts.text import clean

SHORT = 17  # letters, as many as "30 September 2026"
LONG = 40  # letters; what is longer runs over lines
SHORTEST = 6
MARGINS, WIDE_LETTERS = 3, 1.4
ROOM_TO_WRITE = 20  # letters, in a column with an empty cell that somebody fills


@dataclass(frozen=True)
class Cell:
    """One cell: its words, where it leads, and whether it is a number or the row's name."""

    words: str
    link: str = ""
    number: bool = False
    header: bool = False

    @property
    def short(self) -> bool:
        """Whether it is better not broken: a date, a count, a name of one or two words."""
        return 0 < len(self.words) <= SHORT


@dataclass(frozen=True)
class Row:
    """One row and the id by which another page can lead to it."""

    cells: tuple[Cell, ...]
    anchor: str = ""


def cell_words(value: object) -> str:
    """One value in words; nothing where it is missing.

    Examples
    --------
    >>> cell_words(4.0), cell_words(0.625), cell_words(pd.Timestamp("2026-04-03")), cell_words(None)
    ('4', '0.625', '3 April 2026', '')
    """
    if (
        value is None
        or value is pd.NaT
        or (isinstance(value, (float, np.floating)) and np.isnan(value))
        or value is pd.NA
    ):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (datetime.date, pd.Timestamp)):
        return f"{value.day} {value:%B} {value.year}"
    if isinstance(value, (float, np.floating)):
        return f"{value:.0f}" if float(value).is_integer() else f"{value:.3g}"
    return clean(value)


def rows_of(block: TableBlock) -> tuple[Row, ...]:
    """The rows of a table block.

    Raises
    ------
    ValueError
        Where a link is not relative, or there is not one anchor a row.
    """
    table, names = block.table, [str(name) for name in block.table.columns]
    if block.anchors and len(block.anchors) != len(table):
        raise ValueError(
            f"The table has {len(table)} rows and {len(block.anchors)} anchors; give one for each row."
        )
    numbers = [
        pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype)
        for dtype in table.dtypes
    ]
    links = {place: relative(address) for place, address in block.links.items()}
    rows = []
    for number, values in enumerate(table.itertuples(index=False, name=None)):
        cells = tuple(
            Cell(
                cell_words(value),
                links.get((number, names[at]), ""),
                bool(numbers[at]),
                block.row_headers and at == 0,
            )
            for at, value in enumerate(values)
        )
        rows.append(Row(cells, block.anchors[number] if block.anchors else ""))
    return tuple(rows)


def weights_of(block: TableBlock) -> tuple[int, ...]:
    """How much of the width each column needs, by its words; a column to write in gets room for them.

    Examples
    --------
    >>> weights_of(TableBlock("", pd.DataFrame({"When": ["Within 72 hours"], "By": [""]}), fillable=True))
    (24, 23)
    """
    rows = rows_of(block)
    weights = []
    for at, name in enumerate(block.table.columns):
        words = [row.cells[at].words for row in rows]
        longest = max((len(found) for found in (*words, str(name))), default=0)
        # A date or a name of two words is better not broken, and bold letters are wide.
        needed = round(longest * WIDE_LETTERS) if longest <= SHORT else longest
        if block.fillable and not all(words):
            needed = max(needed, ROOM_TO_WRITE)
        weights.append(MARGINS + min(LONG, max(needed, SHORTEST)))
    return tuple(weights)
