"""A table with its totals as one grid, and how far each figure could lie from its true value unnoticed.

The grid has a row and a column more than the table: the last column holds the row totals, the last row the column
totals, the corner the grand total. A reader who knows how figures are shown can still move them: up or down within
what each is shown as, as long as all totals add up. Those moves are flows in a network of rows and columns
(Cox 1995, doi:10.1080/01621459.1995.10476637): a move goes round in a circle, up along one figure of a row or column
and down along another. Totals count with the opposite sign, so that every line of the grid adds up to 0.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from msp_qi.disclosure.cells import Counts
from msp_qi.disclosure.rules import Rules

Mask = NDArray[np.bool_]
# A move without end; far above any count, and small enough to be added to itself.
UNLIMITED = 1 << 40


def with_totals(counts: Counts) -> Counts:
    """The table with a column of row totals, a row of column totals, and the grand total."""
    wide = np.hstack([counts, counts.sum(axis=1, keepdims=True)])
    return np.vstack([wide, wide.sum(axis=0, keepdims=True)])


def parts(figures: Counts) -> Counts:
    """How many cells above 0 each figure is made of: what a reader sees, since a 0 is always shown."""
    return with_totals((figures[:-1, :-1] > 0).astype(np.int64))


def totals(figures: Counts) -> Mask:
    """Which figures are totals of rows or columns; the grand total is none of them."""
    found = np.zeros(figures.shape, dtype=bool)
    found[:-1, -1] = found[-1, :-1] = True
    return found


def small(figures: Counts, rules: Rules) -> Mask:
    """Which figures may never be shown."""
    return (figures > 0) & (figures < rules.k)


@dataclass(frozen=True)
class Room:
    """How far a reader could move each figure, up and down."""

    up: Counts
    down: Counts

    def within(self, other: "Room") -> "Room":
        """The moves that both allow."""
        return Room(np.minimum(self.up, other.up), np.minimum(self.down, other.down))

    def signed(self) -> tuple[Counts, Counts]:
        """Rise and fall, where totals count with the opposite sign."""
        turned = totals(self.up)
        return np.where(turned, self.down, self.up), np.where(turned, self.up, self.down)


def room_hidden(figures: Counts, rules: Rules) -> Room:
    """The room of figures that are shown as the symbol: it may stand for any number but 0.

    A small total of a line with one single cell is taken to be known as small, because totals are seldom hidden for
    another reason. With two cells or more this would leave no table that could be shown.
    """
    known = small(figures, rules) & (parts(figures) == 1)
    known[:-1, :-1] = False
    return Room(np.where(known, rules.k - 1 - figures, UNLIMITED), figures - 1)


def room_shown(figures: Counts, rules: Rules) -> Room:
    """The room of figures that are shown rounded, or as 0."""
    shown = (2 * figures + rules.base) // (2 * rules.base) * rules.base
    least = np.maximum(rules.k, shown - rules.base // 2)
    none = figures == 0
    up = shown + (rules.base + 1) // 2 - 1 - figures
    return Room(np.where(none, 0, up), np.where(none, 0, figures - least))


def room(figures: Counts, hidden: Mask, rules: Rules) -> Room:
    """The room of a table as it is shown."""
    shut, seen = room_hidden(figures, rules), room_shown(figures, rules)
    return Room(np.where(hidden, shut.up, seen.up), np.where(hidden, shut.down, seen.down))
