"""Rare events above the bars of what they can happen on: few events on few tries show nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.exposure import Bars, stacked_bars
from msp_qi.charts.found import Floats
from msp_qi.charts.marks import Mark, draw_legend, legend_rows
from msp_qi.charts.months import TimeAxis, time_axis
from msp_qi.charts.numbers import scale, tick_words
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, width
from msp_qi.errors import UserError

LEFT, RIGHT, MARGIN, ROW = 46.0, 96.0, 8.0, 11.0
BARS, STEP, AXIS = 92.0, 9.0, 30.0
MOST_STACKED = 6  # more marks than this on one bar become a number


@dataclass(frozen=True)
class Kind:
    """One kind of event: its name in the legend, how often in each period, and its mark."""

    words: str
    counts: Sequence[float]
    shape: str
    colour: str
    hollow: bool = False


def events_chart(
    periods: Sequence[object], exposure: Sequence[float], kinds: Sequence[Kind], *, title: str, counted: str
) -> Chart:
    """Draw marks of events above bars of exposure.

    Parameters
    ----------
    periods : sequence
        Months or other dates, in order.
    exposure : sequence of float
        What the events can happen on, one for each period.
    kinds : sequence of Kind
        The events, the gravest first.
    title : str
        Says what happened.
    counted : str
        What the bars count, e.g. ``"journeys attempted"``.

    Returns
    -------
    Chart
        ``data``: period, exposure, and a column for each kind under its words.

    Raises
    ------
    UserError
        Where the columns do not match the periods.
    """
    tried = np.nan_to_num(np.asarray(list(exposure), dtype=float))
    counts = [np.nan_to_num(np.asarray(list(kind.counts), dtype=float)) for kind in kinds]
    if any(len(found) != len(periods) for found in (tried, *counts)):
        raise UserError(f"There are {len(periods)} periods; each column must have as many values.")
    data = pd.DataFrame({"period": list(periods), "exposure": tried})
    data = data.assign(**{one_line(kind.words): found for kind, found in zip(kinds, counts, strict=True)})
    stacked = np.sum(counts, axis=0) if counts else np.zeros(len(periods))
    rows = min(float(stacked.max(initial=0.0)), MOST_STACKED)
    high = ROW + 4 + AXIS + BARS + 10 + rows * STEP + 6
    return Chart(
        title=one_line(title),
        alt=_alt(title, counted, tried, kinds, counts),
        data=data,
        draw=lambda figure: _draw(figure, time_axis(list(periods)), tried, kinds, counts, counted),
        size=(7.2, high / POINTS_PER_INCH),
    )


def _alt(title: str, counted: str, tried: Floats, kinds: Sequence[Kind], counts: Sequence[Floats]) -> str:
    sums = "; ".join(
        f"{one_line(kind.words)} {found.sum():.0f}" for kind, found in zip(kinds, counts, strict=True)
    )
    bars = f"{len(tried)} periods, {counted} {tried.sum():.0f} in all"
    return f"Bars with marks: {one_line(title).rstrip('.')}. {bars}; {sums}."


def _draw(
    figure: Figure,
    axis: TimeAxis,
    tried: Floats,
    kinds: Sequence[Kind],
    counts: Sequence[Floats],
    counted: str,
) -> None:
    canvas = Canvas(figure)
    wide = float(figure.get_size_inches()[0]) * POINTS_PER_INCH
    foot = ROW + 4 + AXIS
    top = scale([float(tried.max(initial=1.0))], "number")
    panel = Panel(LEFT, foot, wide - RIGHT, foot + BARS, axis.ends, top.ends)
    for tick in top.ticks:
        at = panel.y(tick)
        canvas.line([panel.left, panel.right], [at, at], COLOURS.grid, thickness=0.8, layer=0.6)
        words = tick_words(tick, "number") if tick.is_integer() else ""  # nobody makes half a journey
        canvas.words(panel.left - 6, at - 3, words, size=TYPE.small, colour=COLOURS.quiet, side="right")
    bar = Bars(counted, tried.tolist())
    stacked_bars(canvas, panel, axis.positions, [bar], [tried])
    _months(canvas, panel, axis)
    _marks(canvas, panel, axis, tried, kinds, counts)
    keys = [Mark(kind.shape, _fill(kind), kind.colour, 1.0, one_line(kind.words)) for kind in kinds]
    keys.append(Mark("s", bar.fill, COLOURS.frame, 1.5, one_line(counted)))
    draw_legend(canvas, legend_rows(tuple(keys), wide - 2 * MARGIN), MARGIN, 4, ROW)


def _fill(kind: Kind) -> str:
    return COLOURS.paper if kind.hollow else kind.colour


def _months(canvas: Canvas, panel: Panel, axis: TimeAxis) -> None:
    slot = panel.x(1.0) - panel.x(0.0)
    canvas.line(
        [panel.left, panel.right], [panel.bottom, panel.bottom], COLOURS.frame, thickness=1.0, layer=1.2
    )
    for label in axis.labels((width("30 Sep", TYPE.small) + 5) / slot):
        at = panel.x(label.position)
        canvas.words(
            at, panel.bottom - ROW, label.words, size=TYPE.small, colour=COLOURS.quiet, side="center"
        )
        canvas.words(
            at, panel.bottom - 2 * ROW, label.year, size=TYPE.small, colour=COLOURS.quiet, side="center"
        )


def _marks(
    canvas: Canvas,
    panel: Panel,
    axis: TimeAxis,
    tried: Floats,
    kinds: Sequence[Kind],
    counts: Sequence[Floats],
) -> None:
    """Marks stacked above each bar, the gravest nearest to it; too many for a stack become a number."""
    for place, position in enumerate(axis.positions):
        height = panel.y(float(tried[place])) + 7
        many = sum(found[place] for found in counts) > MOST_STACKED
        for kind, found in zip(kinds, counts, strict=True):
            number = int(found[place])
            for _ in range(min(number, 1) if many else number):
                canvas.marks(
                    [panel.x(position)], [height], kind.shape, size=6.0, fill=_fill(kind), edge=kind.colour
                )
                height += STEP
            if many and number:
                canvas.words(
                    panel.x(position) + 5, height - STEP - 3, f"{number}", size=TYPE.small, bold=True
                )
