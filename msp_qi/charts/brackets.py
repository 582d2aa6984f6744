"""Where the words about a signal go: a bracket by the marked points, clear of all others."""

from dataclasses import dataclass, replace

import numpy as np

from msp_qi.charts.canvas import Canvas, Panel
from msp_qi.charts.found import Stretch
from msp_qi.charts.reading import Reading
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import width

CLEAR = 8.0
TICK = 3.0
ROW = 11.0
LETTERS = 7.0  # from the foot of a line of words to its top


@dataclass(frozen=True)
class Bracket:
    """A bracket and its words, in points on the sheet.

    Parameters
    ----------
    left, right, edge : float
        The bracket's ends, and its height on the sheet.
    teeth : tuple of float
        Where it points to its points, when other points lie between these.
    above : bool
        Whether it stands over the points.
    words : str
        What the signal is.
    middle, foot : float
        Where the words stand.
    """

    left: float
    right: float
    edge: float
    above: bool
    words: str
    middle: float
    foot: float
    teeth: tuple[float, ...] = ()

    @property
    def top(self) -> float:
        """Highest place that is used."""
        return max(self.edge if self.above else self.edge + TICK, self.foot + LETTERS)

    @property
    def bottom(self) -> float:
        """Lowest place that is used."""
        return min(self.edge - TICK if self.above else self.edge, self.foot - 2)


def brackets(reading: Reading, panel: Panel) -> tuple[Bracket, ...]:
    """A bracket for each marked stretch; words that would meet earlier ones move a row away."""
    found: list[Bracket] = []
    for stretch in reading.stretches:
        bracket = _bracket(stretch, reading, panel)
        while any(_meet(bracket, other) for other in found):
            bracket = _further(bracket)
        found.append(bracket)
    return tuple(found)


def _bracket(stretch: Stretch, reading: Reading, panel: Panel) -> Bracket:
    positions = np.asarray(reading.axis.positions)
    left, right = (panel.x(float(positions[row])) for row in (stretch.rows[0], stretch.rows[-1]))
    half = width(stretch.words, TYPE.label, bold=True) / 2
    middle = min(max((left + right) / 2, panel.left + half), max(panel.right - half, panel.left + half))
    near = _rows_between(reading, panel, min(left, middle - half), max(right, middle + half))
    heights = panel.y(reading.y[near])
    edge = float(np.nanmax(heights)) + CLEAR if stretch.above else float(np.nanmin(heights)) - CLEAR
    foot = edge + TICK if stretch.above else edge - TICK - LETTERS
    apart = stretch.rows[-1] - stretch.rows[0] + 1 > len(stretch.rows)
    teeth = tuple(panel.x(float(positions[row])) for row in stretch.rows) if apart else ()
    return Bracket(left - 4, right + 4, edge, stretch.above, stretch.words, middle, foot, teeth)


def _rows_between(reading: Reading, panel: Panel, left: float, right: float) -> slice:
    """The rows under the words, and one more on each side for the line that leads there."""
    across = panel.x(np.asarray(reading.axis.positions))
    inside = np.flatnonzero((across >= left) & (across <= right))
    return slice(max(int(inside[0]) - 1, 0), int(inside[-1]) + 2)


def _meet(one: Bracket, other: Bracket) -> bool:
    half, other_half = (width(each.words, TYPE.label, bold=True) / 2 + 2 for each in (one, other))
    beside = max(one.right, one.middle + half) < min(other.left, other.middle - other_half) or min(
        one.left, one.middle - half
    ) > max(other.right, other.middle + other_half)
    return not beside and one.bottom < other.top and other.bottom < one.top


def _further(bracket: Bracket) -> Bracket:
    step = ROW if bracket.above else -ROW
    return replace(bracket, edge=bracket.edge + step, foot=bracket.foot + step)


def draw_bracket(canvas: Canvas, bracket: Bracket, colour: str = COLOURS.signal) -> None:
    """The bracket and its words, on a patch of paper so that no line runs through them."""
    ends = bracket.edge - TICK if bracket.above else bracket.edge + TICK
    if bracket.teeth:
        first, last = bracket.teeth[0], bracket.teeth[-1]
        canvas.line([first, last], [bracket.edge, bracket.edge], colour, thickness=1.2, layer=5)
        for tooth in bracket.teeth:
            canvas.line([tooth, tooth], [ends, bracket.edge], colour, thickness=1.2, layer=5)
    else:
        corners = [bracket.left, bracket.left, bracket.right, bracket.right]
        heights = [ends, bracket.edge, bracket.edge, ends]
        canvas.line(corners, heights, colour, thickness=1.2, layer=5)
    half = width(bracket.words, TYPE.label, bold=True) / 2
    canvas.box(
        bracket.middle - half - 1,
        bracket.foot - 2,
        bracket.middle + half + 1,
        bracket.foot + LETTERS + 1,
        COLOURS.paper,
        layer=5,
    )
    canvas.words(
        bracket.middle, bracket.foot, bracket.words, colour=colour, side="center", bold=True, layer=6
    )
