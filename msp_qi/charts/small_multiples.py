"""Many small run charts on one sheet, on one scale, so that the one that moved is found at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from msp_qi.charts import run_parts
from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.icon_words import icon_words
from msp_qi.charts.icons import draw_icon
from msp_qi.charts.marks import Mark, draw_legend, legend_rows, marks
from msp_qi.charts.numbers import PERCENT, Scale, scale, tick_words, value_words
from msp_qi.charts.reading import Reading, read
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, wrap
from msp_qi.charts.wording import TOO_FEW, finding
from msp_qi.errors import UserError
from msp_qi.stats.false_signals import over_many
from msp_qi.stats.result import SpcResult

SHEET = 7.2 * POINTS_PER_INCH
LEFT, BETWEEN, PLOT, TITLE_ROW, FINDING_ROW, AXIS = 34.0, 14.0, 58.0, 11.0, 11.0, 15.0
ABOVE_PLOT = 8.0
LAST_ROOM = 30.0
MARGIN = 8.0
ICON, ICONS_ROOM = 18.0, 44.0
KINDS = ("variation", "assurance")
MOST_TOLD = 20  # charts that the alt text goes through one by one


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

    Examples
    --------
    >>> from msp_qi.stats import run_chart
    >>> waits = [5, 6, 4, 7, 5, 6, 9, 9, 8, 9, 10, 9, 8, 10, 9, 11]
    >>> chart = small_multiples(run_chart(waits * 2, group=["Ash"] * 16 + ["Elm"] * 16, freeze=6), unit="days")
    >>> print(chart.title)
    2 of 2 show a sign of change
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
    name = one_line(title) or _title(charts)
    foot = _foot(charts, result)
    return Chart(
        title=name,
        alt=_alt(name, charts, unit),
        data=result.points.reset_index(drop=True),
        draw=lambda figure: _draw(figure, rows, heights, wide, axis, unit, foot),
        size=(SHEET / POINTS_PER_INCH, (sum(heights) + foot.high) / POINTS_PER_INCH),
    )


def _small(result: SpcResult, group: object, name: str, wide: float) -> Small:
    reading = read(result, group)
    found = _latest(reading)
    room = wide - 4 - (ICONS_ROOM if reading.icons else 0.0)
    lines, found_lines = (wrap(words, TYPE.small, room, bold=True) for words in (name, found))
    return Small(one_line(name), lines, found_lines, reading, found)


def _latest(reading: Reading) -> str:
    """The latest signal, or why there is none; what the icons say where the chart has them."""
    if reading.icons and reading.present.any():
        return icon_words(*reading.icons)
    latest = max(reading.stretches, key=lambda stretch: stretch.rows[-1], default=None)
    if latest is not None:
        return latest.words
    found = next((segment.words for segment in reversed(reading.segments) if segment.words), finding(reading))
    return found if found != TOO_FEW else "too few points"


def _height(row: Sequence[Small]) -> float:
    lines = max(len(chart.lines) for chart in row)
    found = max(len(chart.found_lines) for chart in row)
    return lines * TITLE_ROW + found * FINDING_ROW + ABOVE_PLOT + PLOT + AXIS + BETWEEN


@dataclass(frozen=True)
class Foot:
    """What stands under all the charts: the legend, and what chance alone would give."""

    legend: tuple[tuple[Mark, ...], ...]
    notes: tuple[str, ...]

    @property
    def high(self) -> float:
        """Room it takes."""
        return (len(self.legend) + len(self.notes)) * TITLE_ROW + 6


def _foot(charts: Sequence[Small], result: SpcResult) -> Foot:
    seen = {mark: None for chart in charts for mark, _ in marks(chart.reading)}
    room = SHEET - 2 * MARGIN
    notes: tuple[str, ...] = ()
    useful = [segment.useful for chart in charts for segment in chart.reading.segments if segment.enough]
    if result.chart == "run" and result.rules == "anhoej" and len(useful) > 1:
        expected, _ = over_many(useful)
        notes = wrap(
            f"With no change at all, chance would make about {max(expected, 0.1):.2g} of them signal.",
            TYPE.small,
            room,
        )
    return Foot(legend_rows(tuple(seen), room), notes)


def _title(charts: Sequence[Small]) -> str:
    """How many have something to say."""
    if not any(chart.reading.icons for chart in charts):
        moved = sum(bool(chart.reading.findings) for chart in charts)
        return f"{moved} of {len(charts)} show a sign of change"
    kinds = [chart.reading.icons[0].split("_")[0] for chart in charts]
    words = (("improvement", "improving"), ("concern", "of concern"), ("neutral", "unusually high or low"))
    said = [f"{kinds.count(kind)} {name}" for kind, name in words if kind in kinds]
    return f"{', '.join(said) or 'None with a special cause'}: the last points of {len(charts)} series"


def _draw(
    figure: Figure,
    rows: Sequence[Sequence[Small]],
    heights: Sequence[float],
    wide: float,
    axis: Scale,
    unit: str,
    foot: Foot,
) -> None:
    canvas = Canvas(figure)
    draw_legend(canvas, foot.legend, MARGIN, 4 + len(foot.notes) * TITLE_ROW, TITLE_ROW)
    for number, line in enumerate(reversed(foot.notes)):
        canvas.words(MARGIN, 4 + number * TITLE_ROW, line, size=TYPE.small, colour=COLOURS.quiet)
    ends = [end for row in rows for chart in row for end in chart.reading.axis.ends]
    top = sum(heights) + foot.high - 4
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
    signal = _says_something(chart.reading)
    loud = COLOURS.ink if chart.reading.icons else COLOURS.signal  # an icon says good or bad by itself
    for number, line in enumerate(chart.lines):
        canvas.words(panel.left, top - (number + 1) * TITLE_ROW, line, size=TYPE.small, bold=True)
    foot = top - len(chart.lines) * TITLE_ROW
    for number, line in enumerate(chart.found_lines):
        canvas.words(
            panel.left,
            foot - (number + 1) * FINDING_ROW,
            line,
            size=TYPE.small,
            colour=loud if signal else COLOURS.quiet,
            bold=signal,
        )
    _frame(canvas, panel, axis, unit, labelled=labelled)
    for kind, name, left in zip(KINDS, chart.reading.icons, (ICON + 4, 0.0), strict=False):
        if name != "empty":
            draw_icon(canvas, kind, name, panel.right + LAST_ROOM - ICON - left, top - ICON - 2, ICON)
    run_parts.limits(canvas, panel, chart.reading)
    run_parts.target_line(canvas, panel, chart.reading)
    run_parts.centre_lines(canvas, panel, chart.reading)
    run_parts.series(canvas, panel, chart.reading, small=True)
    _ends(canvas, chart, panel, unit)


def _says_something(reading: Reading) -> bool:
    """Whether the words above a small chart are drawn as a signal."""
    if reading.icons:
        return reading.icons[0] not in ("common_cause", "too_few_points")
    return bool(reading.marked.any()) or any(segment.words for segment in reading.segments)


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
    """Every chart where they are few; of many, those that signal, and how many do not."""
    said = [f"{len(charts)} small run charts on one scale: {name.rstrip('.')}"]
    told = [chart for chart in charts if len(charts) <= MOST_TOLD or _says_something(chart.reading)]
    said += [_told(chart, unit) for chart in told]
    rest = len(charts) - len(told)
    if rest:
        few = sum(not chart.reading.enough for chart in charts if chart not in told)
        said.append(
            f"The other {rest}: no sign of change" + (f", {few} of them with too few points" * bool(few))
        )
    return ". ".join(said) + "."


def _told(chart: Small, unit: str) -> str:
    last = chart.reading.last
    value = "" if last is None else f", last value {value_words(float(chart.reading.y[last]), unit)}"
    line = chart.reading.segments[-1].centre if chart.reading.segments else np.nan
    centre = "" if np.isnan(line) else f", {chart.reading.line} {value_words(line, unit)}"
    return f"{chart.name}: {chart.found}{centre}{value}"
