"""Did the change work? The series with both periods on it, and below it the effect with its interval."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.comparison import VERDICT_WORDS
from msp_qi.charts.effect import AXIS, EFFECT_ROW, Effect, draw_effect, effect_alt, effect_row
from msp_qi.charts.found import Floats
from msp_qi.charts.labels import spread
from msp_qi.charts.numbers import PERCENT, value_words
from msp_qi.charts.run import Plan, draw_run, plan_run, reading_of
from msp_qi.charts.run_lines import words_on_line
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, width, wrap
from msp_qi.charts.wording import alt_words, headline
from msp_qi.errors import UserError
from msp_qi.stats.change_verdict import ChangeVerdicts
from msp_qi.stats.changes import Change
from msp_qi.stats.comparison import opened
from msp_qi.stats.result import ComparisonResult, SpcResult

ROW, MARGIN, GAP, LEFT, RIGHT = 12.0, 8.0, 24.0, 110.0, 130.0
PERIOD_ROW = 14.0
WITHOUT = "as before, had nothing changed"


@dataclass(frozen=True)
class Period:
    """One side of the change: where it lies on the sheet, its value and its words."""

    span: tuple[float, float]
    value: float
    words: str


def change_chart(
    spc: SpcResult,
    comparison: ComparisonResult,
    change: Change,
    group: object = None,
    *,
    interrupted: ComparisonResult | None = None,
    verdict: ChangeVerdicts | str = "",
    title: str = "",
    unit: str = PERCENT,
    n: Iterable[float] | None = None,
    n_label: str = "",
    size: tuple[float, float] = (7.2, 3.4),
) -> Chart:
    """Draw a series before and after a change, with the effect.

    Parameters
    ----------
    spc : SpcResult
        Run or control chart of the series.
    comparison : ComparisonResult
        Before against after, in the scale of the series (a proportion where ``unit`` is percent).
    change : Change
        Its date is marked.
    group : object, optional
        Which series; may be left out where there is only one.
    interrupted : ComparisonResult, optional
        From `interrupted_series` of the same series: its fitted lines, and the line as it would have gone on.
    verdict : ChangeVerdicts or str
        What chart and comparison say together.
    title : str
        Says what happened; empty for the change and what is said of it.
    unit : str
        ``"percent"`` (values from 0 to 1), ``"number"``, or a word that follows the number.
    n, n_label : iterable of float, str
        As in `run_chart_figure`.
    size : tuple of float
        Of the series, in inches; effect and sentences stand below it.

    Returns
    -------
    Chart

    Raises
    ------
    UserError
        Where the change lies outside the series, or ``interrupted`` is of another series.

    Examples
    --------
    >>> from msp_qi.stats import change_verdict
    >>> change = Change(7, "Prompt on form")
    >>> found = change_verdict([4, 5, 4, 5, 6, 5, 9, 8, 9, 9, 8, 9], [10] * 12, change=change, kind="proportion")
    >>> chart = change_chart(found.chart, found.comparisons["all"], change, verdict=found)
    >>> print(chart.title)
    Prompt on form: improved; chart and comparison agree
    """
    reading, rows, unit = reading_of(spc, group, unit, n)
    at = reading.axis.place(change.date)
    if at is None:
        raise UserError(f"{one_line(change.label)}: {change.date} does not lie within the series.")
    fitted = _fitted(interrupted, len(reading.y))
    plan = plan_run(reading, unit, [(change.date, one_line(change.label))], n_label, "", size, PERIOD_ROW)
    periods = _periods(plan, comparison, at, unit)
    together = _together(verdict, group)
    said = together or f"{headline(reading)}; comparison: {VERDICT_WORDS[comparison.verdict]}"
    notes = wrap(_note(comparison, together), TYPE.label, size[0] * POINTS_PER_INCH - 2 * MARGIN)
    effect = effect_row(comparison, unit)
    under = len(notes) * ROW + 8 + (GAP + EFFECT_ROW + AXIS if effect is not None else 0.0)
    name = one_line(title) or f"{one_line(change.label)}: {said.replace(': ', '; ')}"
    sides = "; ".join(period.words for period in periods)
    words = alt_words(name, reading, unit, [("", one_line(change.label))], "Before-after run chart")
    return Chart(
        title=name,
        alt=". ".join([words.rstrip("."), sides, *effect_alt(comparison, unit), *_counterfactual(fitted)])
        + ".",
        data=rows,
        draw=lambda figure: _draw(figure, plan, periods, fitted, effect, notes, under),
        size=(size[0], size[1] + under / POINTS_PER_INCH),
    )


def _together(verdict: ChangeVerdicts | str, group: object) -> str:
    if isinstance(verdict, str):
        return one_line(verdict)
    rows = verdict.table if group is None else verdict.table[verdict.table["group"] == group]
    return str(rows["joined"].iloc[0]) if len(rows) else ""


def _note(comparison: ComparisonResult, together: str) -> str:
    said = one_line(comparison.text.replace(f"{comparison.question} ", "", 1))
    return f"{opened(together)}. {said}" if together else said


def _fitted(interrupted: ComparisonResult | None, rows: int) -> tuple[Floats, Floats] | None:
    """The fitted line and the line without the change; None where the series was too short for them."""
    if interrupted is None or interrupted.series is None:
        return None
    series = interrupted.series
    if len(series) != rows:
        raise UserError(
            f"The interrupted series has {len(series)} rows and the chart {rows}; give the same series."
        )
    fitted, without = (series[name].to_numpy(dtype=float) for name in ("fitted", "counterfactual"))
    return fitted, without


def _periods(plan: Plan, comparison: ComparisonResult, at: float, unit: str) -> tuple[Period, Period]:
    panel = plan.panel
    ends = (panel.left, panel.x(at), panel.right)
    before, after = (
        Period(
            (ends[side], ends[side + 1]),
            comparison.values[side],
            f"{one_line(comparison.groups[side])} {value_words(comparison.values[side], unit)}"
            f" (n {comparison.n[side]})",
        )
        for side in (0, 1)
    )
    return before, after


def _counterfactual(fitted: tuple[Floats, Floats] | None) -> list[str]:
    return [] if fitted is None else [f"A dashed line shows the series {WITHOUT}"]


def _draw(
    figure: Figure,
    plan: Plan,
    periods: tuple[Period, Period],
    fitted: tuple[Floats, Floats] | None,
    effect: Effect | None,
    notes: tuple[str, ...],
    under: float,
) -> None:
    top = Canvas(figure, under)
    draw_run(top, plan)
    if fitted is None:
        _levels(top, plan, periods)
    else:
        _lines(top, plan, fitted)
    wide = figure.get_size_inches()[0] * POINTS_PER_INCH
    _names(top, plan, periods, wide)
    foot = Canvas(figure)
    if effect is not None:
        room = Panel(LEFT, 0, wide - RIGHT, 0, (0, 1), (0, 1))
        draw_effect(foot, room, effect, under - GAP + 6)
    for number, line in enumerate(reversed(notes)):
        foot.words(MARGIN, 4 + number * ROW, line)


def _levels(canvas: Canvas, plan: Plan, periods: tuple[Period, Period]) -> None:
    """The value of each period, as a broad line behind the points."""
    for period in periods:
        if not np.isnan(period.value):
            height = plan.panel.y(period.value)
            canvas.line(list(period.span), [height, height], COLOURS.period, thickness=4.5, layer=2.2)


def _names(canvas: Canvas, plan: Plan, periods: tuple[Period, Period], wide: float) -> None:
    """Name, value and n of each period below its points; on a patch of paper, so that the mark of the change
    runs through neither.
    """
    widths = [width(period.words, TYPE.label, bold=True) + 10 for period in periods]
    wished = [sum(period.span) / 2 for period in periods]
    foot = plan.base + 5
    for period, middle, room in zip(
        periods, spread(wished, widths, plan.panel.left - 6, wide), widths, strict=True
    ):
        canvas.box(middle - room / 2 + 3, foot - 2, middle + room / 2 - 3, foot + 8, COLOURS.paper, layer=4.5)
        canvas.words(middle, foot, period.words, bold=True, colour=COLOURS.better, side="center")


def _lines(canvas: Canvas, plan: Plan, fitted: tuple[Floats, Floats]) -> None:
    """The fitted lines, broken at the change, and the earlier one carried on."""
    panel, reading = plan.panel, plan.reading
    x = np.asarray(reading.axis.positions)
    line, without = fitted
    after = ~np.isnan(without)
    for side in (~after, after):
        canvas.line(
            panel.x(x[side]), panel.y(_held(line[side], panel)), COLOURS.period, thickness=4.5, layer=2.2
        )
    ahead = _held(without[after], panel)
    canvas.line(panel.x(x[after]), panel.y(ahead), COLOURS.better, thickness=1.6, dashes="dashed", layer=2.6)
    middle = float(ahead[len(ahead) // 2])
    span = (panel.x(float(x[after][0])), panel.right)
    words_on_line(canvas, panel, reading, middle, span, WITHOUT, COLOURS.better)


def _held(values: Floats, panel: Panel) -> Floats:
    """A line does not leave its panel: a share above 100 % is not drawn."""
    low, high = panel.y_range
    return np.where((values < low) | (values > high), np.nan, values)
