"""What a point looks like: shape and colour together, and the words of the legend."""

from dataclasses import dataclass

import numpy as np

from msp_qi.charts.canvas import Canvas, Panel
from msp_qi.charts.found import Bools
from msp_qi.charts.reading import Reading
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import width

GAP, WORDS_AFTER = 16.0, 12.0


@dataclass(frozen=True)
class Mark:
    """One kind of point.

    Parameters
    ----------
    shape, fill, edge : str
        As matplotlib names them.
    larger : float
        Points added to the size of a usual mark, so that all look equally large.
    words : str
        In a legend; empty where the chart says it beside the points.
    """

    shape: str
    fill: str
    edge: str
    larger: float = 0.0
    words: str = ""


USUAL = Mark("o", COLOURS.series, COLOURS.series)
HOLLOW = Mark("o", COLOURS.paper, COLOURS.series, 1.0)
SIGNAL = Mark("D", COLOURS.signal, COLOURS.signal, 0.8)
COMMON = Mark("o", COLOURS.common, COLOURS.common, 0.0, "common cause")
HOLLOW_COMMON = Mark("o", COLOURS.paper, COLOURS.common, 1.0)

# By point type and by the side on which it lies.
SPECIAL = {
    ("special_cause_improvement", "high"): Mark(
        "^", COLOURS.better, COLOURS.better, 2.0, "special cause: improvement, high"
    ),
    ("special_cause_improvement", "low"): Mark(
        "v", COLOURS.better, COLOURS.better, 2.0, "special cause: improvement, low"
    ),
    ("special_cause_concern", "high"): Mark(
        "D", COLOURS.signal, COLOURS.signal, 0.8, "special cause: concern, high"
    ),
    ("special_cause_concern", "low"): Mark(
        "D", COLOURS.signal, COLOURS.signal, 0.8, "special cause: concern, low"
    ),
    ("special_cause_neutral_high", "high"): Mark(
        "s", COLOURS.neutral, COLOURS.neutral, 0.8, "special cause: high, neither good nor bad"
    ),
    ("special_cause_neutral_low", "low"): Mark(
        "s", COLOURS.paper, COLOURS.neutral, 0.8, "special cause: low, neither good nor bad"
    ),
}


def marks(reading: Reading) -> tuple[tuple[Mark, Bools], ...]:
    """Each kind of mark that a chart has, and the points that wear it."""
    shown = reading.present & reading.included
    hollow = reading.present & ~reading.included
    if not reading.icons:
        found = [(USUAL, shown & ~reading.marked), (HOLLOW, hollow), (SIGNAL, shown & reading.marked)]
    else:
        kinds = np.array(reading.kind, dtype=object)
        found = [(COMMON, shown & ~reading.marked), (HOLLOW_COMMON, hollow)]
        up = better_is_up(reading)
        for (kind, side), mark in SPECIAL.items():
            if _side_of(kind, up) == side:
                found.append((mark, shown & (kinds == kind)))
    return tuple((mark, where) for mark, where in found if where.any())


def better_is_up(reading: Reading) -> bool:
    """Which way is better, from the points that are called improvement or concern."""
    kinds = np.array(reading.kind, dtype=object)
    good, bad = kinds == "special_cause_improvement", kinds == "special_cause_concern"
    side = np.sign(reading.y - reading.centre)
    lean = np.nansum(np.where(good, side, 0.0)) - np.nansum(np.where(bad, side, 0.0))
    return bool(lean >= 0)


def _side_of(kind: str, up: bool) -> str:
    if kind.startswith("special_cause_neutral"):
        return kind.rsplit("_", 1)[1]
    return "high" if (kind == "special_cause_improvement") == up else "low"


def legend(reading: Reading, room: float) -> tuple[tuple[Mark, ...], ...]:
    """The marks of one series that a legend explains, in rows that fit."""
    return legend_rows(tuple(mark for mark, _ in marks(reading)), room)


def legend_rows(seen: tuple[Mark, ...], room: float) -> tuple[tuple[Mark, ...], ...]:
    """Those of the marks that have words, in rows that fit."""
    rows: list[list[Mark]] = []
    used = room + 1
    for mark in seen:
        if not mark.words:
            continue
        if used + _wide(mark) > room:
            rows.append([])
            used = 0.0
        rows[-1].append(mark)
        used += _wide(mark)
    return tuple(tuple(row) for row in rows)


def _wide(mark: Mark) -> float:
    return WORDS_AFTER + width(mark.words, TYPE.small) + GAP


def draw_legend(
    canvas: Canvas, rows: tuple[tuple[Mark, ...], ...], left: float, foot: float, row: float
) -> None:
    """Each mark with its words, the first row highest."""
    for number, line in enumerate(reversed(rows)):
        at = left
        for mark in line:
            height = foot + number * row
            canvas.marks(
                [at + 3], [height + 3], mark.shape, size=5 + mark.larger, fill=mark.fill, edge=mark.edge
            )
            canvas.words(at + WORDS_AFTER, height, mark.words, size=TYPE.small, colour=COLOURS.quiet)
            at += _wide(mark)


def draw_points(canvas: Canvas, panel: Panel, reading: Reading, size: float) -> None:
    """A mark for each value."""
    across, up = panel.x(np.asarray(reading.axis.positions)), panel.y(reading.y)
    for mark, where in marks(reading):
        canvas.marks(
            across[where], up[where], mark.shape, size=size + mark.larger, fill=mark.fill, edge=mark.edge
        )
