"""The cheapest way for a figure to move: a path through rows and columns along figures that can give way."""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from msp_qi.disclosure.cells import Counts
from msp_qi.disclosure.figures import Mask

Place = tuple[int, int]
Costs = NDArray[np.float64]


@dataclass(frozen=True)
class Path:
    """Figures that rise and figures that fall by the same amount, so that every line still adds up."""

    rising: tuple[Place, ...]
    falling: tuple[Place, ...]


def cheapest_path(place: Place, rising: Costs, falling: Costs) -> Path | None:
    """What must move so that the figure at ``place`` can rise.

    Parameters
    ----------
    place : tuple of int
        Row and column; the figure itself is no part of the path.
    rising, falling : array
        What it costs to let a figure rise or fall: 0 where it can, infinite where it never will.

    Returns
    -------
    Path or None
        The cheapest, of these the shortest, of these the first by position; None where there is none.
    """
    row, column = place
    rising, falling = rising.copy(), falling.copy()
    rising[place] = falling[place] = np.inf
    to_row, to_column = np.full(rising.shape[0], np.inf), np.full(rising.shape[1], np.inf)
    from_column, from_row = (np.zeros(len(found), dtype=np.int64) for found in (to_row, to_column))
    to_column[column] = 0
    while True:
        moved = _relax(falling + to_column, to_row, from_column)
        if not moved.any():
            break
        if not _relax((rising + to_row[:, None]).T, to_column, from_row).any():
            break
    if np.isinf(to_row[row]):
        return None
    return _traced(place, from_column, from_row)


def _relax(through: Costs, best: Costs, source: Counts) -> Mask:
    """Take over what is cheaper than the best so far (Bellman and Ford, all lines at once)."""
    at = through.argmin(axis=1)
    found = through[np.arange(len(at)), at]
    better = found < best
    best[better], source[better] = found[better], at[better]
    return cast(Mask, better)


def _traced(place: Place, from_column: Counts, from_row: Counts) -> Path:
    row, column = place
    rising: list[Place] = []
    falling: list[Place] = []
    while True:
        at = int(from_column[row])
        falling.append((row, at))
        if at == column:
            return Path(tuple(rising), tuple(falling))
        row = int(from_row[at])
        rising.append((row, at))
