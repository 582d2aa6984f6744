"""How soon something happens: the share that has got there day by day, its band, and how many are still open."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.numbers import NUMBER, scale, value_words
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, width, wrap
from msp_qi.errors import UserError

WIDE = 7.2 * POINTS_PER_INCH
HIGH = 2.5 * POINTS_PER_INCH
MARGIN, ROW, LEFT, RIGHT, TOP = 8.0, 11.0, 66.0, 20.0, 14.0
BEYOND = 1.25  # the axis goes on a quarter beyond the last that got there
HALF = 0.5
OPEN = "still open"
KEY = "Steps: share that got there. Band: 95 % interval. Upright ticks: watched so long and still open."
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """What is drawn: the steps and, as far as the axis goes, those that left while still open."""

    days: Floats
    share: Floats
    lower: Floats
    upper: Floats
    times: Floats
    closed: NDArray[np.bool_]
    median: float
    last: float

    def share_on(self, day: float) -> float:
        """The share that had got there by a day."""
        at = int(np.searchsorted(self.days, day, side="right"))
        return float(self.share[at - 1]) if at else 0.0

    def open_on(self, day: float) -> int:
        """How many were still open and watched at the start of that day."""
        return int((self.times >= day).sum())


def time_to_chart(
    times: pd.DataFrame,
    curve: pd.DataFrame,
    *,
    title: str,
    median: float = math.inf,
    axis: str = "days",
    counted: str = "loops",
) -> Chart:
    """Draw a Kaplan-Meier curve, rising.

    Parameters
    ----------
    times : DataFrame
        days (to the event, or watched so long) and closed (whether it happened); a row each.
    curve : DataFrame
        days, share (0 to 1), lower, upper (NaN where there is no band); a row for each day on which it happened.
    title : str
        Says what happened.
    median : float
        Days within which half got there; infinite where they have not.
    axis : str
        What the days are counted from, e.g. ``"days since the concern ended"``.
    counted : str
        What is counted.

    Returns
    -------
    Chart
        ``data``: the curve with ``open``, how many were still open when the day began.

    Raises
    ------
    UserError
        Where a column is missing.
    """
    _check(times, ("days", "closed"))
    _check(curve, ("days", "share", "lower", "upper"))
    found = _curve(times, curve, median)
    notes = _notes(found, one_line(counted))
    high = HIGH + len(notes) * ROW
    data = curve.assign(open=[found.open_on(float(day)) for day in curve["days"]]).reset_index(drop=True)
    return Chart(
        title=one_line(title),
        alt=_alt(one_line(title), found, one_line(counted)),
        data=data,
        draw=lambda figure: _draw(figure, found, high, notes, one_line(axis)),
        size=(WIDE / POINTS_PER_INCH, high / POINTS_PER_INCH),
    )


def _check(table: pd.DataFrame, names: Sequence[str]) -> None:
    for name in names:
        if name not in table:
            raise UserError(f"A chart of times needs the column {name}.")


def _curve(times: pd.DataFrame, curve: pd.DataFrame, median: float) -> Curve:
    days = times["days"].to_numpy(dtype=float)
    known = ~np.isnan(days)
    steps = [curve[name].to_numpy(dtype=float) for name in ("days", "share", "lower", "upper")]
    longest = float(np.max(days[known], initial=1.0))
    reach = float(steps[0].max()) * BEYOND if len(steps[0]) else longest
    last = scale([0.0, max(reach, 1.0)], NUMBER).ends[1]
    at, share, lower, upper = steps
    return Curve(
        at, share, lower, upper, days[known], times["closed"].to_numpy(dtype=bool)[known], median, last
    )


def _notes(found: Curve, counted: str) -> tuple[str, ...]:
    said = wrap(KEY, TYPE.small, WIDE - 2 * MARGIN)
    longer = int(((found.times > found.last) & ~found.closed).sum())
    if longer:
        one = longer == 1
        said += (f"{longer} {counted.removesuffix('s') if one else counted} {'has' if one else 'have'} been open for "
                 f"more than {found.last:g} days.",)  # fmt: skip
    return said


def _draw(figure: Figure, found: Curve, high: float, notes: Sequence[str], axis: str) -> None:
    canvas = Canvas(figure)
    if not len(found.times):
        canvas.words(MARGIN, high / 2, "nothing to time", colour=COLOURS.quiet)
        return
    foot = len(notes) * ROW + 3 * ROW + 14
    panel = Panel(LEFT, foot, WIDE - RIGHT, high - TOP, (0.0, found.last), (0.0, 1.0))
    _grid(canvas, panel, found, axis)
    _band(canvas, panel, found)
    _steps(canvas, panel, found)
    _censored(canvas, panel, found)
    _half(canvas, panel, found)
    for number, line in enumerate(reversed(notes)):
        canvas.words(MARGIN, 4 + number * ROW, line, size=TYPE.small, colour=COLOURS.quiet)


def _grid(canvas: Canvas, panel: Panel, found: Curve, axis: str) -> None:
    for tick in scale([0.5]).ticks:
        height = panel.y(tick)
        canvas.line([panel.left, panel.right], [height, height], COLOURS.grid, thickness=0.8, layer=0.3)
        canvas.words(
            panel.left - 6, height - 3, value_words(tick), size=TYPE.small, colour=COLOURS.quiet, side="right"
        )
    canvas.line([panel.left, panel.right], [panel.bottom, panel.bottom], COLOURS.frame)
    for tick in scale([0.0, found.last], NUMBER).ticks:
        at = panel.x(tick)
        canvas.line([at, at], [panel.bottom, panel.bottom - 3], COLOURS.frame)
        for row, words in ((1, f"{tick:g}"), (3, str(found.open_on(tick)))):
            canvas.words(at, panel.bottom - row * ROW - 2, words, size=TYPE.small, side="center",
                         colour=COLOURS.quiet if row == 1 else COLOURS.ink)  # fmt: skip
    middle = (panel.left + panel.right) / 2
    canvas.words(
        middle, panel.bottom - 2 * ROW - 2, axis, size=TYPE.small, colour=COLOURS.quiet, side="center"
    )
    canvas.words(panel.left - 12, panel.bottom - 3 * ROW - 2, OPEN, size=TYPE.small, bold=True, side="right")


def _stairs(found: Curve, values: Floats, start: float) -> tuple[Floats, Floats]:
    """Corners of the stairs from day 0 to the end of the axis or, with a level of NaN, until there."""
    inside = found.days <= found.last
    days, levels = found.days[inside], values[inside]
    x = np.repeat(np.concatenate([[0.0], days, [found.last]]), 2)[1:-1]
    y = np.repeat(np.concatenate([[start], levels]), 2)
    return x, y


def _band(canvas: Canvas, panel: Panel, found: Curve) -> None:
    x, lower = _stairs(found, found.lower, np.nan)
    _, upper = _stairs(found, found.upper, np.nan)
    there = ~np.isnan(lower) & ~np.isnan(upper)
    if not there.any():
        return
    canvas.area(panel.x(x[there]), panel.y(lower[there]), panel.y(upper[there]), COLOURS.band)
    for edge in (lower, upper):
        canvas.line(panel.x(x[there]), panel.y(edge[there]), COLOURS.period, thickness=0.9, layer=1)


def _steps(canvas: Canvas, panel: Panel, found: Curve) -> None:
    x, y = _stairs(found, found.share, 0.0)
    end = min(found.last, float(found.times.max()))
    kept = x <= end
    # Beyond the last one watched nothing is known.
    x, y = np.append(x[kept], end), np.append(y[kept], found.share_on(end))
    canvas.line(panel.x(x), panel.y(y), COLOURS.series, thickness=2.0, layer=3)


def _censored(canvas: Canvas, panel: Panel, found: Curve) -> None:
    left = np.unique(found.times[~found.closed & (found.times <= found.last)])
    for day in left:
        at, height = panel.x(float(day)), panel.y(found.share_on(float(day)))
        canvas.line([at, at], [height - 4, height + 4], COLOURS.ink, thickness=1.1, layer=4)


def _half(canvas: Canvas, panel: Panel, found: Curve) -> None:
    """Where half have got there, with its day in words."""
    if not np.isfinite(found.median) or found.median > found.last:
        return
    at, height = panel.x(found.median), panel.y(HALF)
    canvas.line(
        [panel.left, at, at], [height, height, panel.bottom], COLOURS.signal, dashes="dashed", layer=2
    )
    words = f"half: {found.median:g} days"
    room = width(words, TYPE.label, bold=True) + 8
    side = at + 6 if at + room < panel.right else at - room
    canvas.words(side, panel.bottom + 6, words, bold=True, colour=COLOURS.signal)


def _alt(title: str, found: Curve, counted: str) -> str:
    closed = int(found.closed.sum())
    said = [f"Curve of the share that got there, day by day: {title.rstrip('.')}"]
    said.append(
        f"{closed} of {len(found.times)} {counted} got there, {len(found.times) - closed} are still open"
    )
    ticks = scale([0.0, found.last], NUMBER).ticks[1:] if len(found.times) else ()
    said += [
        f"By day {tick:g}: {value_words(found.share_on(tick))}, {found.open_on(tick)} still open"
        for tick in ticks
    ]
    return ". ".join(said) + "."
