"""A table of counts as people hand it over: checked cell by cell, with its labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from msp_qi.errors import UserError

Counts = NDArray[np.int64]
# What a caller may pass.
Cells = pd.DataFrame | NDArray[Any] | Sequence[Sequence[int]]
# Above this a table does not count people; it also keeps flows within the 32 bits of SciPy.
MOST = 100_000_000


@dataclass(frozen=True)
class Labelled:
    """True counts with the names of their rows and columns."""

    counts: Counts
    rows: tuple[object, ...]
    columns: tuple[object, ...]


def labelled(cells: Cells) -> Labelled:
    """The counts, and their labels: those of a DataFrame, else 1, 2, 3 ...

    Raises
    ------
    UserError
        Where there is no cell, rows differ in length, or a cell is no whole number of 0 or more.
    """
    if isinstance(cells, pd.DataFrame):
        rows: tuple[object, ...] = tuple(cells.index)
        columns: tuple[object, ...] = tuple(cells.columns)
        lines: list[list[object]] = cells.astype(object).to_numpy().tolist()
    else:
        lines = _lines(cells)
        rows, columns = _numbered(len(lines)), _numbered(max(map(len, lines), default=0))
    if not rows or not columns:
        raise UserError("The table has no cell; give at least one row and one column of counts.")
    for row, line in zip(rows, lines, strict=True):
        if len(line) != len(columns):
            raise UserError(
                f"Row {row} has {len(line)} cells and another has {len(columns)}; make them equal."
            )
    checked = [
        [_count(cell, row, column) for column, cell in zip(columns, line, strict=True)]
        for row, line in zip(rows, lines, strict=True)
    ]
    if sum(map(sum, checked)) > MOST:
        raise UserError(
            f"The table adds up to more than {MOST:,}; it cannot be a table of people or concerns."
        )
    return Labelled(np.array(checked, dtype=np.int64), rows, columns)


def _numbered(size: int) -> tuple[int, ...]:
    return tuple(range(1, size + 1))


def _lines(cells: NDArray[Any] | Sequence[Sequence[int]]) -> list[list[object]]:
    """Rows of cells, from nested sequences."""
    given = cells.tolist() if isinstance(cells, np.ndarray) else cells
    flat = UserError("The cells are not a table; give a list of rows, each a list of counts, or a DataFrame.")
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise flat
    if any(isinstance(line, str) or not isinstance(line, (Sequence, np.ndarray)) for line in given):
        raise flat
    return [list(line) for line in given]


def _count(cell: object, row: object, column: object) -> int:
    """One cell as a whole number; refused, with its place, where it is none."""
    place = f"Row {row}, column {column}"
    if (
        cell is None
        or cell is pd.NaT
        or cell is pd.NA
        or (isinstance(cell, (float, np.floating)) and cell != cell)
    ):
        raise UserError(f"{place} has no count; write 0 where there was none, or leave the row out.")
    if isinstance(cell, (bool, np.bool_)) or not isinstance(cell, (int, float, np.integer, np.floating)):
        raise UserError(f"{place} holds {cell!r}, which is not a number; give a whole number of 0 or more.")
    if cell < 0:
        raise UserError(f"{place} holds {cell}, and a count cannot be below 0; correct it.")
    if not np.isfinite(cell) or cell != int(cell):
        raise UserError(f"{place} holds {cell}, which is not a whole number; protect counts, not shares.")
    return int(cell)
