"""What a reader can work out about each hidden small number from everything that is shown, exactly."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import Bounds as Limits
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import maximum_flow

from msp_qi.disclosure.cells import Counts
from msp_qi.disclosure.figures import Mask, Room
from msp_qi.disclosure.paths import Place
from msp_qi.disclosure.rules import Rules
from msp_qi.stats.shown import shown

# More than any count of a table, and less than 32 bits also where two flows meet.
_ENDLESS = 1 << 29


@dataclass(frozen=True)
class Audit:
    """The exact interval of every small number of a protected table.

    Parameters
    ----------
    table : DataFrame
        A row a cell that holds 1 to k - 1, in reading order: row, column, lowest, highest (infinite where nothing
        shown limits it), holds.
    holds : bool
        Every interval contains all of 1 to k - 1.
    text : str
        The same in a sentence.
    """

    table: pd.DataFrame = field(repr=False)
    holds: bool
    text: str

    def _repr_html_(self) -> str:
        """The sentence only: the table says which cells are small."""
        return shown(self.text, pd.DataFrame())


@dataclass(frozen=True)
class Bounds:
    """The least and the largest value that each figure can have by what is shown for it."""

    least: Counts
    most: Counts

    @classmethod
    def read(cls, figures: Counts, hidden: Mask, rules: Rules) -> "Bounds":
        """From shown numbers; what stands under the mask is not looked at."""
        none = figures == 0
        least = np.maximum(rules.k, figures - rules.base // 2)
        most = figures + (rules.base + 1) // 2 - 1
        return cls(
            np.where(hidden, 1, np.where(none, 0, least)), np.where(hidden, _ENDLESS, np.where(none, 0, most))
        )


def some_table(bounds: Bounds) -> Counts:
    """One table of whole numbers, with its totals, that could lie behind what is shown."""
    rows, columns = bounds.least.shape
    sign = np.ones((rows, columns))
    sign[:-1, -1] = sign[-1, :-1] = -1
    every = np.arange(rows * columns)
    lines = [
        csr_array((sign.ravel(), (line, every)), shape=(count, rows * columns))
        for line, count in ((every // columns, rows), (every % columns, columns))
    ]
    found = milp(
        np.ones(rows * columns),
        constraints=LinearConstraint(vstack(lines, format="csr"), 0, 0),
        bounds=Limits(bounds.least.ravel(), bounds.most.ravel()),
        integrality=np.ones(rows * columns, dtype=np.int64),
    )
    if found.x is None:
        raise ValueError("No table lies behind what is shown: it was not made by protect_table.")
    whole: Counts = np.rint(found.x).astype(np.int64).reshape(rows, columns)
    return whole


def intervals(bounds: Bounds, places: list[Place]) -> NDArray[np.float64]:
    """Lowest and highest value of the figures at these places, infinite where nothing limits it."""
    start = some_table(bounds)
    room = Room(bounds.most - start, bounds.least * -1 + start)
    open_ended = bounds.most >= _ENDLESS
    network = _Network.of(Room(np.where(open_ended, _ENDLESS, room.up), room.down))
    found = np.zeros((len(places), 2))
    for number, place in enumerate(places):
        up, down = network.moves(place)
        limit = np.inf if open_ended[place] else float(room.up[place])
        found[number] = start[place] - min(down, int(room.down[place])), start[place] + min(up, limit)
    return found


@dataclass(frozen=True)
class _Network:
    """Rows, columns and one source as nodes: an arc from a row to a column where a figure can rise, back where it can
    fall. Its arcs are laid out once, since thousands of flows differ only in where they begin and end.
    """

    rise: Counts
    fall: Counts
    arcs: csr_array

    @classmethod
    def of(cls, room: Room) -> "_Network":
        rise, fall = (np.minimum(moves, _ENDLESS) for moves in room.signed())
        rows, columns = rise.shape
        laid = np.zeros((rows + columns + 1,) * 2, dtype=np.int32)
        laid[:rows, rows:] = laid[rows:, :rows] = laid[-1, rows:-1] = laid[rows:-1, -1] = 1
        laid[:rows, -1] = laid[-1, :rows] = 0
        return cls(rise, fall, csr_array(laid))

    def moves(self, place: Place) -> tuple[float, float]:
        """How far everything else lets a cell rise and fall."""
        return self._flow(place, self.rise, self.fall), self._flow(place, self.fall, self.rise)

    def _flow(self, place: Place, rise: Counts, fall: Counts) -> float:
        rows, columns = rise.shape
        row, column = place
        begin = np.zeros(columns, dtype=np.int32)
        begin[column] = _ENDLESS
        there, back = rise.astype(np.int32), np.insert(fall.T.astype(np.int32), rows, 0, axis=1)
        there[place] = back[column, row] = 0
        self.arcs.data[:] = np.concatenate([there.ravel(), back.ravel(), begin])
        flow = int(maximum_flow(self.arcs, rows + columns, row).flow_value)
        return np.inf if flow >= _ENDLESS else float(flow)
