"""Labels of changes above a chart, each at the top of its line; no line runs through another's words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from msp_qi.charts.text import width, wrap

GAP = 4.0
PADDING = 3.0  # between a line and its words
_MOST_IN_WORDS = 4


@dataclass(frozen=True)
class Flag:
    """A label and its line.

    Parameters
    ----------
    at : float
        Where the line stands, in points.
    left, right : float
        The span of the words.
    lines : tuple of str
        The words, wrapped.
    level : int
        0 for the row next to the chart, 1 above it ...
    """

    at: float
    left: float
    right: float
    lines: tuple[str, ...]
    level: int = 0

    def covers(self, place: float) -> bool:
        """Whether a line that stands there would run through the words."""
        return self.left - GAP / 2 < place < self.right + GAP / 2

    def overlaps(self, other: "Flag") -> bool:
        """Whether the two spans share a place."""
        return self.left - GAP < other.right and other.left - GAP < self.right


@dataclass(frozen=True)
class Placed:
    """Where the labels go; ``key`` explains letters that stand for words too many to be placed."""

    flags: tuple[Flag, ...] = ()
    key: tuple[str, ...] = ()


def place(
    wanted: Sequence[tuple[float, str]], left: float, right: float, size: float, widest: float
) -> Placed:
    """Give each label a span and a level.

    Parameters
    ----------
    wanted : sequence of (float, str)
        Where each line stands, and its words.
    left, right : float
        The sheet's edges: no words beyond them.
    size : float
        Type size.
    widest : float
        Longest line of words before they wrap.

    Returns
    -------
    Placed
        Flags in the order of their places. More than four, or words that cannot be placed, become letters.
    """
    marks = _together(sorted(wanted))
    if len(marks) > _MOST_IN_WORDS:
        return _lettered(marks, size)
    choices = [_spans(at, words, left, right, size, widest) for at, words in marks]
    tried = (_levels(spans) for spans in product(*choices))
    found = [flags for flags in tried if flags is not None]
    return Placed(min(found, key=_height)) if found else _lettered(marks, size)


def _together(marks: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """Changes too near each other for two lines share one."""
    found: list[tuple[float, str]] = []
    for at, words in marks:
        if found and at - found[-1][0] < GAP:
            found[-1] = (found[-1][0], "; ".join(part for part in (found[-1][1], words) if part))
        else:
            found.append((at, words))
    return found


def _lettered(marks: Sequence[tuple[float, str]], size: float) -> Placed:
    """Letters to the right of their lines always find a level: the earlier stands above the later."""
    names = [chr(ord("A") + number % 26) + "'" * (number // 26) for number in range(len(marks))]
    spans = [
        Flag(at, at, at + width(name, size) + 2 * PADDING, (name,))
        for (at, _), name in zip(marks, names, strict=True)
    ]
    key = tuple(f"{name}: {words}" for (_, words), name in zip(marks, names, strict=True))
    return Placed(_levels(spans) or (), key)


def _spans(at: float, words: str, left: float, right: float, size: float, widest: float) -> list[Flag]:
    """The words to the right of the line, to its left, or pushed inside the sheet: the best first."""
    lines = wrap(words, size, min(widest, right - left) - 2 * PADDING) or ("",)
    wide = max(width(line, size) for line in lines) + 2 * PADDING
    pushed = min(max(at, left), right - wide)
    spans = [(at, at + wide), (at - wide, at), (pushed, pushed + wide)]
    return [Flag(at, *span, lines) for span in spans if left - 0.01 <= span[0] and span[1] <= right + 0.01]


def _levels(spans: Sequence[Flag]) -> tuple[Flag, ...] | None:
    """The lowest levels at which nothing meets; None where two would each cross the other's words."""
    above = [
        [other for other in range(len(spans)) if _must_rise(spans, one, other)] for one in range(len(spans))
    ]
    levels = [0] * len(spans)
    for _ in range(len(spans) + 1):
        raised = [
            max([levels[one], *(levels[other] + 1 for other in above[one])]) for one in range(len(spans))
        ]
        if raised == levels:
            return tuple(replace(flag, level=level) for flag, level in zip(spans, levels, strict=True))
        levels = raised
    return None


def _must_rise(spans: Sequence[Flag], one: int, other: int) -> bool:
    """Whether the first must lie above the second: its words stand over the other's line, or they overlap."""
    if one == other:
        return False
    if spans[one].covers(spans[other].at):
        return True
    return spans[one].overlaps(spans[other]) and not spans[other].covers(spans[one].at) and one < other


def _height(flags: Sequence[Flag]) -> tuple[int, int]:
    levels = {flag.level for flag in flags}
    lines = sum(max(len(flag.lines) for flag in flags if flag.level == level) for level in levels)
    return lines, sum(flag.left < flag.at - 0.01 for flag in flags)


def row_heights(flags: Sequence[Flag], line_height: float) -> tuple[float, ...]:
    """Where each level begins above the chart, and where the last one ends."""
    edges = [0.0]
    for level in range(max((flag.level for flag in flags), default=-1) + 1):
        lines = max((len(flag.lines) for flag in flags if flag.level == level), default=0)
        edges.append(edges[-1] + lines * line_height + (2.0 if lines else 0.0))
    return tuple(edges)


def meet(flags: Sequence[Flag]) -> bool:
    """Whether any words share a place with other words or with another's line."""
    for one in flags:
        for other in flags:
            if one is other:
                continue
            if one.level == other.level and one.overlaps(other):
                return True
            if one.covers(other.at) and one.level < other.level:
                return True
    return False


def spread(places: Sequence[float], heights: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    """Move blocks up or down so that none overlap and all lie between the ends, if they can.

    Parameters
    ----------
    places, heights : sequence of float
        The wished-for middle of each block, and its height.
    low, high : float
        The ends.

    Returns
    -------
    tuple of float
        The middles, as near to the wished-for ones as can be, in the order given.

    Examples
    --------
    >>> spread([50, 52, 90], [10, 10, 10], 0, 100)
    (46.0, 56.0, 90.0)
    """
    order = sorted(range(len(places)), key=lambda one: places[one])
    piles: list[tuple[float, list[int]]] = []
    for one in order:
        piles.append(_inside(places[one], [one], heights, low, high))
        while len(piles) > 1 and _touch(piles[-2], piles[-1], heights):
            piles[-2:] = [_joined(piles[-2], piles[-1], heights, low, high)]
    found = dict(spot for middle, members in piles for spot in _stacked(middle, members, heights))
    return tuple(found[one] for one in range(len(places)))


def _inside(
    middle: float, members: list[int], heights: Sequence[float], low: float, high: float
) -> tuple[float, list[int]]:
    half = _tall(members, heights) / 2
    return max(min(middle, high - half), low + half), members


def _tall(members: list[int], heights: Sequence[float]) -> float:
    return sum(heights[member] for member in members)


def _touch(below: tuple[float, list[int]], above: tuple[float, list[int]], heights: Sequence[float]) -> bool:
    return above[0] - below[0] < (_tall(below[1], heights) + _tall(above[1], heights)) / 2 - 1e-9


def _joined(
    below: tuple[float, list[int]],
    above: tuple[float, list[int]],
    heights: Sequence[float],
    low: float,
    high: float,
) -> tuple[float, list[int]]:
    members = below[1] + above[1]
    weights = len(below[1]), len(above[1])
    middle = (below[0] * weights[0] + above[0] * weights[1]) / sum(weights)
    return _inside(middle, members, heights, low, high)


def _stacked(middle: float, members: list[int], heights: Sequence[float]) -> list[tuple[int, float]]:
    edge = middle - _tall(members, heights) / 2
    spots = []
    for member in members:
        spots.append((member, edge + heights[member] / 2))
        edge += heights[member]
    return spots
