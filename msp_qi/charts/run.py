"""A run chart or control chart of one series, as a tired team leader can read it at a glance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from msp_qi.charts import axis_parts, labels, run_lines, run_parts
from msp_qi.charts.brackets import brackets
from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.icon_words import ASSURANCE, VARIATION
from msp_qi.charts.icons import draw_icon
from msp_qi.charts.labels import Placed
from msp_qi.charts.marks import Mark, draw_legend, legend
from msp_qi.charts.months import time_axis
from msp_qi.charts.numbers import PERCENT, Scale, scale, unit_of
from msp_qi.charts.reading import Reading, read, series_rows
from msp_qi.charts.style import TYPE
from msp_qi.charts.text import one_line, width, wrap
from msp_qi.charts.wording import alt_words, title_words
from msp_qi.errors import UserError
from msp_qi.stats.result import SpcResult

ROW, MARGIN, ABOVE_AXIS = 11.0, 8.0, 6.0
LEFT, RIGHT = 46.0, 96.0
WIDEST_LABEL = 170.0
# Turns at finding room for brackets, and the least height that they may leave to the points.
MOST_SHRUNK, LEAST_PANEL = 8, 40.0
ICON, ICON_ROW = 24.0, 32.0
KINDS = {"run": "Run chart"}


@dataclass(frozen=True)
class Plan:
    """Everything a run chart needs to be drawn, worked out once.

    Parameters
    ----------
    reading : Reading
        The series.
    unit : str
        ``"percent"`` (values from 0 to 1), ``"number"``, or a word that follows the number.
    scale : Scale
        The value axis.
    panel : Panel
        Where the data lie on the sheet.
    placed : Placed
        Labels of the changes.
    notes : tuple of str
        Lines under the chart: what n is, and letters explained.
    line_words : tuple of str
        What stands at the end of the centre line, below its name and value.
    base, top, high : float
        Where the time axis lies, where the words of changes begin, and where the sheet ends.
    legend : tuple of tuple of Mark
        Rows of the legend, above the notes.
    """

    reading: Reading
    unit: str
    scale: Scale
    panel: Panel
    placed: Placed
    notes: tuple[str, ...]
    line_words: tuple[str, ...]
    base: float
    top: float
    high: float
    legend: tuple[tuple[Mark, ...], ...]


def run_chart_figure(
    result: SpcResult,
    group: object = None,
    *,
    title: str = "",
    unit: str = PERCENT,
    n: Iterable[float] | None = None,
    n_label: str = "",
    changes: Iterable[tuple[object, str]] | None = None,
    baseline_label: str = "",
    size: tuple[float, float] = (7.2, 3.4),
) -> Chart:
    """Draw one series of a run or control chart.

    Parameters
    ----------
    result : SpcResult
        Of one or many series.
    group : object, optional
        Which series; may be left out where there is only one.
    title : str
        Says what happened; empty for the finding in the chart's own words.
    unit : str
        ``"percent"`` (values from 0 to 1), ``"number"``, or a word that follows the number, e.g. ``"days"``.
    n : iterable of float, optional
        The denominator of each point, in the order of the points; by default column n of the result.
    n_label : str
        What n counts, e.g. ``"cases read"``.
    changes : iterable of (date, label), optional
        Drawn as labelled vertical lines; by default the changes that the result was computed with.
    baseline_label : str
        Which points set the centre line, said below its value; by default the months of a frozen baseline.
    size : tuple of float
        Width and height in inches, without the title.

    Returns
    -------
    Chart
        ``data`` holds the points that are drawn.

    Raises
    ------
    UserError
        Where the result has no such series, n does not match it, or a percentage lies outside 0 to 1.

    Examples
    --------
    >>> from msp_qi.stats import run_chart
    >>> waits = [5, 6, 4, 7, 5, 6, 9, 9, 8, 9, 10, 9, 8, 10, 9, 11]
    >>> chart = run_chart_figure(run_chart(waits, freeze=6), unit="days")
    >>> print(chart.title)
    11 in a row above the median (median 5.5 days)
    """
    reading, rows, unit = reading_of(result, group, unit, n)
    marks = [(when, one_line(what)) for when, what in (_told(result, rows) if changes is None else changes)]
    said = [(_when(reading, when), what) for when, what in marks if reading.axis.place(when) is not None]
    name = one_line(title) or title_words("" if group is None else str(group), reading, unit)
    plan = plan_run(reading, unit, marks, n_label, baseline_label, size)
    return Chart(
        title=name,
        alt=alt_words(name, reading, unit, said, KINDS.get(result.chart, "Control chart")),
        data=rows,
        draw=lambda figure: draw_run(Canvas(figure), plan),
        size=size,
    )


def _told(result: SpcResult, rows: pd.DataFrame) -> list[tuple[object, str]]:
    """Date and label of the changes that fall in this series."""
    if result.changes.empty:
        return []
    mine = result.changes[result.changes["group"] == rows["group"].iloc[0]]
    return list(zip(mine["date"].tolist(), mine["label"].tolist(), strict=True))


def reading_of(
    result: SpcResult, group: object, unit: str, n: Iterable[float] | None
) -> tuple[Reading, pd.DataFrame, str]:
    """One series with its n, the rows behind it, and its unit; refused where a percentage lies outside 0 to 1."""
    reading = _with_n(read(result, group), n)
    return reading, series_rows(result, group).assign(n=reading.n), unit_of(unit, reading.y.tolist())


def _with_n(reading: Reading, n: Iterable[float] | None) -> Reading:
    if n is None:
        return reading
    given = pd.to_numeric(pd.Series(list(n)), errors="coerce").to_numpy(dtype=float)
    if len(given) != len(reading.y):
        raise UserError(
            f"n has {len(given)} entries and the series has {len(reading.y)} points; they must match."
        )
    return replace(reading, n=given)


def _when(reading: Reading, when: object) -> str:
    return "" if reading.axis.kind == "order" else time_axis([when]).words(0)


def plan_run(
    reading: Reading,
    unit: str,
    changes: Sequence[tuple[object, str]],
    n_label: str,
    baseline_label: str,
    size: tuple[float, float],
    foot: float = 0.0,
) -> Plan:
    """Work out where everything goes: rows of words take their room first, the panel gets the rest.

    ``foot`` keeps room free between the panel and the time axis.
    """
    wide, high = (inches * POINTS_PER_INCH for inches in size)
    values = np.concatenate([reading.y, reading.centre, reading.lower, reading.upper, reading.target])
    axis = scale([float(value) for value in values], unit)
    across = Panel(LEFT, 0, wide - RIGHT, high, reading.axis.ends, axis.ends)
    places = [(reading.axis.place(when), what) for when, what in changes]
    marks = [(across.x(at), what) for at, what in places if at is not None]
    placed = labels.place(marks, LEFT, wide - MARGIN, TYPE.small, WIDEST_LABEL)
    said = (*axis_parts.notes(reading, across, n_label), "; ".join(placed.key))
    notes = tuple(line for note in said for line in wrap(note, TYPE.small, wide - 2 * MARGIN))
    key = legend(reading, wide - 2 * MARGIN)
    under = len(notes) + len(key)
    base = under * ROW + (4 if under else 0) + axis_parts.axis_height(reading)
    top = high - (ICON_ROW if reading.icons else 0.0) - labels.row_heights(placed.flags, ROW)[-1] - 4
    panel = _clear(reading, replace(across, bottom=base + ABOVE_AXIS + foot, top=top - ABOVE_AXIS))
    words = run_lines.baseline_words(reading, baseline_label)
    return Plan(reading, unit, axis, panel, placed, notes, words, base, top, high, key)


def _clear(reading: Reading, panel: Panel) -> Panel:
    """Shrink the panel until the words about signals have room above and below it.

    In a lower panel the points lie nearer to each other and brackets may climb over more of them: so again.
    """
    noted = len(run_parts.part_notes(reading))
    rows = noted * run_parts.NOTE_ROW + (4 if noted else 0)
    now = replace(panel, top=panel.top - rows)
    for _ in range(MOST_SHRUNK):
        found = brackets(reading, now)
        head = max([0.0, *(bracket.top - (panel.top - rows) for bracket in found)])
        foot = max([0.0, *(panel.bottom - bracket.bottom for bracket in found)])
        if head + foot < 0.5 or now.top - now.bottom - head - foot < LEAST_PANEL:
            break
        now = replace(now, top=now.top - head, bottom=now.bottom + foot)
    return now


def draw_run(canvas: Canvas, plan: Plan) -> None:
    """Everything of the plan, from the lower left corner of the canvas."""
    panel, reading = plan.panel, plan.reading
    if reading.present.any() or plan.unit == PERCENT:  # without a value there is no scale, but for shares
        run_parts.grid(canvas, panel, plan.scale, plan.unit)
    run_lines.limits(canvas, panel, reading)
    run_lines.target_line(canvas, panel, reading)
    run_lines.centre_lines(canvas, panel, reading)
    run_parts.series(canvas, panel, reading)
    run_parts.signals(canvas, panel, reading, plan.top)
    run_lines.end_labels(canvas, panel, reading, plan.unit, plan.line_words)
    run_parts.change_flags(canvas, panel, plan.placed, plan.base, plan.top)
    axis_parts.time_labels(canvas, panel, reading, plan.base)
    axis_parts.footnotes(canvas, plan.notes)
    draw_legend(canvas, plan.legend, MARGIN, 4 + len(plan.notes) * ROW, ROW)
    if reading.icons:
        _icons(canvas, reading, plan.high)


def _icons(canvas: Canvas, reading: Reading, high: float) -> None:
    """Variation and assurance with their words, in a row of their own at the top."""
    left, foot = MARGIN, high - ICON_ROW + 4
    for kind, name, words in zip(
        ("variation", "assurance"), reading.icons, (VARIATION, ASSURANCE), strict=True
    ):
        if name == "empty":
            continue
        said = words[name][0]
        draw_icon(canvas, kind, name, left, foot, ICON)
        canvas.words(left + ICON + 6, foot + 8, said[:1].upper() + said[1:], bold=True)
        left += ICON + 6 + width(said, TYPE.label, bold=True) + 28
