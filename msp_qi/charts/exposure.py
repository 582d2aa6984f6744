"""A run chart with what it is out of as bars below: a share never stands without how often it was tried."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.found import Floats
from msp_qi.charts.marks import Mark, draw_legend, legend_rows
from msp_qi.charts.numbers import PERCENT, tick_words
from msp_qi.charts.run import KINDS, Plan, draw_run, plan_run, reading_of
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line
from msp_qi.charts.wording import alt_words, title_words
from msp_qi.errors import UserError
from msp_qi.stats.result import SpcResult

BARS, ABOVE_BARS, HEAD = 40.0, 20.0, 14.0
ROW, MARGIN = 11.0, 8.0
WIDEST_BAR = 16.0


@dataclass(frozen=True)
class Bars:
    """One layer of the bars.

    Parameters
    ----------
    words : str
        In the legend.
    values : sequence of float
        One for each point of the series.
    fill : str
        Colour; ``hatch`` keeps layers apart in black and white.
    """

    words: str
    values: Sequence[float]
    fill: str = COLOURS.period
    hatch: str = ""


def exposure_chart(
    result: SpcResult,
    layers: Sequence[Bars],
    *,
    title: str = "",
    unit: str = PERCENT,
    below: str = "",
    changes: Iterable[tuple[object, str]] = (),
    size: tuple[float, float] = (7.2, 3.5),
) -> Chart:
    """Draw one series with stacked bars below it.

    Parameters
    ----------
    result : SpcResult
        Of one series.
    layers : sequence of Bars
        Stacked from the bottom; the first is what the share is out of.
    title : str
        Says what happened; empty for the finding in the chart's own words.
    unit : str
        As in `run_chart_figure`.
    below : str
        What the bars count, e.g. ``"journeys"``.
    changes : iterable of (date, label)
        Drawn as labelled vertical lines.
    size : tuple of float
        Width and height in inches, without title and legend.

    Returns
    -------
    Chart
        ``data``: the points, with a column for each layer under its words.

    Raises
    ------
    UserError
        Where a layer does not have one value a point.
    """
    reading, rows, unit = reading_of(result, None, unit, None)
    values = [_values(layer, len(rows)) for layer in layers]
    marks = [(when, one_line(what)) for when, what in changes]
    plan = plan_run(reading, unit, marks, "", "", size, BARS + ABOVE_BARS)
    keys = tuple(Mark("s", layer.fill, COLOURS.frame, 1.5, one_line(layer.words)) for layer in layers)
    key = legend_rows(keys if len(keys) > 1 else (), size[0] * POINTS_PER_INCH - 2 * MARGIN)
    strip = len(key) * ROW + 4.0
    name = one_line(title) or title_words("", reading, unit)
    said = [("", what) for when, what in marks if reading.axis.place(when) is not None]
    spoken = alt_words(name, reading, unit, said, KINDS.get(result.chart, "Control chart"))
    return Chart(
        title=name,
        alt=f"{spoken.rstrip('.')}. {_totals(layers, values, below)}",
        data=rows.assign(
            **{one_line(layer.words): found for layer, found in zip(layers, values, strict=True)}
        ),
        draw=lambda figure: _draw(figure, plan, layers, values, below, key, strip),
        size=(size[0], size[1] + strip / POINTS_PER_INCH),
    )


def _values(layer: Bars, points: int) -> Floats:
    found: Floats = np.nan_to_num(np.asarray(list(layer.values), dtype=np.float64))
    if len(found) != points:
        raise UserError(
            f"{layer.words}: {len(found)} values are given and the series has {points} points; they must match."
        )
    return found


def _totals(layers: Sequence[Bars], values: Sequence[Floats], below: str) -> str:
    sums = "; ".join(
        f"{one_line(layer.words)} {found.sum():.0f}" for layer, found in zip(layers, values, strict=True)
    )
    return f"Bars below, {one_line(below)}: {sums} in all." if below else f"Bars below: {sums} in all."


def _draw(
    figure: Figure,
    plan: Plan,
    layers: Sequence[Bars],
    values: Sequence[Floats],
    below: str,
    key: tuple[tuple[Mark, ...], ...],
    strip: float,
) -> None:
    canvas = Canvas(figure, up=strip)
    draw_run(canvas, plan)
    draw_legend(Canvas(figure), key, MARGIN, 4, ROW)
    foot = plan.base
    top = max(float(np.sum(values, axis=0).max(initial=0.0)), 1.0)
    panel = Panel(plan.panel.left, foot, plan.panel.right, foot + BARS, plan.panel.x_range, (0.0, top))
    canvas.line([panel.left, panel.right], [panel.top, panel.top], COLOURS.grid, thickness=0.8, layer=0.6)
    for tick in (0.0, top):
        words = tick_words(tick, "number")
        canvas.words(
            panel.left - 6, panel.y(tick) - 3, words, size=TYPE.small, colour=COLOURS.quiet, side="right"
        )
    canvas.words(panel.right + 6, foot + BARS / 2 - 3, below, size=TYPE.small, colour=COLOURS.quiet)
    stacked_bars(canvas, panel, plan.reading.axis.positions, layers, values)


def stacked_bars(
    canvas: Canvas, panel: Panel, positions: Sequence[float], layers: Sequence[Bars], values: Sequence[Floats]
) -> None:
    """The layers on top of each other at each position."""
    half = min(panel.x(1.0) - panel.x(0.0), WIDEST_BAR / 0.7) * 0.35
    foot = np.zeros(len(positions))
    for layer, found in zip(layers, values, strict=True):
        for at, low, high in zip(positions, foot, found, strict=True):
            if high > 0:
                middle = panel.x(at)
                ends = panel.y(float(low)), panel.y(float(low + high))
                canvas.box(
                    middle - half,
                    ends[0],
                    middle + half,
                    ends[1],
                    layer.fill,
                    edge=COLOURS.frame,
                    hatch=layer.hatch,
                )
        foot = foot + found
