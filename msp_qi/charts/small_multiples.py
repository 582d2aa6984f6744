"""Many small run charts on one sheet, on one scale, so that the one that moved is found at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from msp_qi.charts import run_parts
from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.numbers import PERCENT, Scale, scale, tick_words, value_words
from msp_qi.charts.reading import Reading, read
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, wrap
from msp_qi.charts.wording import TOO_FEW, finding
from msp_qi.errors import UserError
from msp_qi.stats.result import SpcResult

SHEET = 7.2 * POINTS_PER_INCH
LEFT, BETWEEN, PLOT, TITLE_ROW, FINDING_ROW, AXIS = 34.0, 14.0, 58.0, 11.0, 11.0, 15.0
ABOVE_PLOT = 8.0
LAST_ROOM = 30.0
MARGIN = 8.0


@dataclass(frozen=True)
class Small:
    """One small chart: its name and finding, whole and wrapped, and its series."""

    name: str
    lines: tuple[str, ...]
    found_lines: tuple[str, ...]
    reading: Reading
    found: str


def small_multiples(
    result: SpcResult,
    *,
    names: Mapping[object, str] | None = None,
    title: str = "",
    unit: str = PERCENT,
    columns: int = 3,
) -> Chart:
    """Draw every series of a result, each small.

    Parameters
    ----------
    result : SpcResult
        Of several series.
    names : mapping, optional
        A short name for each group; the group itself where there is none. Groups are drawn in this order,
        then the others.
    title : str
        Says what happened; empty for the number of charts with a sign of change.
    unit : str
        ``"percent"`` (values from 0 to 1), ``"number"``, or a word that follows the number.
    columns : int
        Charts side by side.

    Returns
    -------
    Chart

    Raises
    ------
    UserError
        Where there is no series to draw.
    """
    groups = list(dict.fromkeys(result.points["group"]))
    if not groups:
        raise UserError("There is no series to draw.")
    wide = (SHEET - MARGIN - LEFT + BETWEEN) / columns - BETWEEN
    order = [group for group in (names or {}) if group in groups]
    order += [group for group in groups if group not in order]
    charts = [_small(result, group, (names or {}).get(group, str(group)), wide) for group in order]
    axis = scale(
        [float(value) for chart in charts for value in (*chart.reading.y, *chart.reading.centre)], unit
    )
    rows = [charts[start : start + columns] for start in range(0, len(charts), columns)]
    heights = [_height(row) for row in rows]
    moved = sum(bool(chart.reading.findings) for chart in charts)
    name = one_line(title) or f"{moved} of {len(charts)} show a sign of change"
    return Chart(
        title=name,
        alt=_alt(name, charts, unit),
        data=result.points.reset_index(drop=True),
        draw=lambda figure: _draw(figure, rows, heights, wide, axis, unit),
        size=(SHEET / POINTS_PER_INCH, (sum(heights) + 4) / POINTS_PER_INCH),
    )


def _small(result: SpcResult, group: object, name: str, wide: float) -> Small:
    reading = read(result, group)
    found = _latest(reading)
    lines, found_lines = (wrap(words, TYPE.small, wide - 4, bold=True) for words in (name, found))
    return Small(one_line(name), lines, found_lines, reading, found)


def _latest(reading: Reading) -> str:
    """The latest signal, or why there is none."""
    latest = max(reading.stretches, key=lambda stretch: stretch.rows[-1], default=None)
    if latest is not None:
        return latest.words
    found = next((segment.words for segment in reversed(reading.segments) if segment.words), finding(reading))
    return found if found != TOO_FEW else "too few points"


def _height(row: Sequence[Small]) -> float:
    lines = max(len(chart.lines) for chart in row)
    found = max(len(chart.found_lines) for chart in row)
    return lines * TITLE_ROW + found * FINDING_ROW + ABOVE_PLOT + PLOT + AXIS + BETWEEN


def _draw(
    figure: Figure,
    rows: Sequence[Sequence[Small]],
    heights: Sequence[float],
    wide: float,
    axis: Scale,
    unit: str,
) -> None:
    canvas = Canvas(figure)
    ends = [end for row in rows for chart in row for end in chart.reading.axis.ends]
    top = sum(heights)
    for row, height in zip(rows, heights, strict=True):
        for number, chart in enumerate(row):
            left = LEFT + number * (wide + BETWEEN)
            bottom = top - height + AXIS + BETWEEN
            alike = all(other.reading.axis.kind == chart.reading.axis.kind for line in rows for other in line)
            x_range = (min(ends), max(ends)) if alike else chart.reading.axis.ends
            panel = Panel(left, bottom, left + wide - LAST_ROOM, bottom + PLOT, x_range, axis.ends)
            _one(canvas, chart, panel, top, axis, unit, labelled=number == 0)
        top -= height


def _one(
    canvas: Canvas, chart: Small, panel: Panel, top: float, axis: Scale, unit: str, *, labelled: bool
) -> None:
    signal = bool(chart.reading.marked.any()) or any(segment.words for segment in chart.reading.segments)
    for number, line in enumerate(chart.lines):
        canvas.words(panel.left, top - (number + 1) * TITLE_ROW, line, size=TYPE.small, bold=True)
    foot = top - len(chart.lines) * TITLE_ROW
    for number, line in enumerate(chart.found_lines):
        canvas.words(
            panel.left,
            foot - (number + 1) * FINDING_ROW,
            line,
            size=TYPE.small,
            colour=COLOURS.signal if signal else COLOURS.quiet,
            bold=signal,
        )
    _frame(canvas, panel, axis, unit, labelled=labelled)
    run_parts.target_line(canvas, panel, chart.reading)
    run_parts.centre_lines(canvas, panel, chart.reading)
    run_parts.series(canvas, panel, chart.reading, small=True)
    _ends(canvas, chart, panel, unit)


def _frame(canvas: Canvas, panel: Panel, axis: Scale, unit: str, *, labelled: bool) -> None:
    for tick in (axis.ticks[0], axis.ticks[-1]):
        height = panel.y(tick)
        canvas.line([panel.left, panel.right], [height, height], COLOURS.grid, thickness=0.8, layer=0.6)
        if labelled:
            words = tick_words(tick, unit)
            canvas.words(panel.left - 5, height - 3, words, size=7.0, colour=COLOURS.quiet, side="right")


def _ends(canvas: Canvas, chart: Small, panel: Panel, unit: str) -> None:
    """First and last period under the chart, and the last value beside it."""
    reading = chart.reading
    below = panel.bottom - 10
    canvas.words(panel.left, below, reading.axis.words(0), size=7.0, colour=COLOURS.quiet)
    if len(reading.y) > 1:
        last = reading.axis.words(len(reading.y) - 1)
        canvas.words(panel.right, below, last, size=7.0, colour=COLOURS.quiet, side="right")
    if reading.last is not None:
        value = float(reading.y[reading.last])
        at = panel.x(reading.axis.positions[reading.last]) + 5
        canvas.words(at, panel.y(value) - 3, tick_words(value, unit), size=TYPE.small, bold=True)


def _alt(name: str, charts: Sequence[Small], unit: str) -> str:
    said = [f"{len(charts)} small run charts on one scale: {name.rstrip('.')}"]
    for chart in charts:
        last = chart.reading.last
        value = "" if last is None else f", last value {value_words(float(chart.reading.y[last]), unit)}"
        line = chart.reading.segments[-1].centre if chart.reading.segments else np.nan
        centre = "" if np.isnan(line) else f", {chart.reading.line} {value_words(line, unit)}"
        said.append(f"{chart.name}: {chart.found}{centre}{value}")
    return ". ".join(said) + "."
