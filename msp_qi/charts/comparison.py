"""Before and after: both sides with their intervals and n, and the effect with its 95 % interval."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.numbers import PERCENT, Scale, scale, tick_words, value_words
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, width, wrap
from msp_qi.stats.result import ComparisonResult

ROW = 12.0
MARGIN = 8.0
RIGHT = 108.0
MOST_LEFT = 150.0
BAR_ROW = 26.0
EFFECT_ROW = 30.0
AXIS = 16.0
GAP = 26.0
INTERVAL = "95 % interval"
VERDICT_WORDS = {
    "improved": "improved",
    "worsened": "got worse",
    "no clear difference": "no clear difference",
    "cannot tell": "cannot tell",
}


@dataclass(frozen=True)
class Row:
    """One dot with its interval: a side, or the effect."""

    name: str
    value: float
    lower: float
    upper: float
    words: str


def comparison_chart(
    result: ComparisonResult, *, title: str = "", unit: str = PERCENT, width_inches: float = 7.2
) -> Chart:
    """Draw a before-after comparison.

    Parameters
    ----------
    result : ComparisonResult
        What was compared; a refusal is drawn too, and says "cannot tell".
    title : str
        Says what happened; empty for the question and its verdict.
    unit : str
        ``"percent"`` for proportions (0 to 1), ``"number"``, or a word that follows the number.
    width_inches : float
        Width of the chart.

    Returns
    -------
    Chart
        ``data`` is the result's own table.

    Examples
    --------
    >>> from msp_qi.stats import compare_proportions
    >>> print(comparison_chart(compare_proportions(48, 80, 56, 70)).title)
    Did the proportion change: improved
    """
    name = one_line(title) or f"{one_line(result.question).rstrip('?.')}: {VERDICT_WORDS[result.verdict]}"
    sides = _sides(result, unit)
    notes = _notes(result, width_inches * POINTS_PER_INCH - 2 * MARGIN)
    effect = effect_row(result, unit)
    high = len(sides) * BAR_ROW + AXIS + 10 + len(notes) * ROW
    high += GAP + EFFECT_ROW + AXIS if effect is not None else 0
    return Chart(
        title=name,
        alt=_alt(name, result, unit),
        data=result.table.reset_index(drop=True),
        draw=lambda figure: _draw(figure, width_inches * POINTS_PER_INCH, high, sides, effect, notes, unit),
        size=(width_inches, high / POINTS_PER_INCH),
    )


def _sides(result: ComparisonResult, unit: str) -> tuple[Row, ...]:
    rows = []
    for side in result.table.to_dict("records"):
        value = float(side["value"])
        words = value_words(value, unit)
        name = f"{one_line(side['group']).capitalize()} (n {float(side['n']):.0f})"
        rows.append(Row(name, value, float(side["lower"]), float(side["upper"]), words))
    return tuple(rows)


def _is_ratio(result: ComparisonResult) -> bool:
    return "ratio" in result.effect_name


def effect_row(result: ComparisonResult, unit: str) -> Row | None:
    """The effect; none where the comparison is refused."""
    if np.isnan(result.effect) or np.isnan(result.interval).any():
        return None
    words = f"{result.effect:.2g}" if _is_ratio(result) else _points(result.effect, unit)
    name = "Ratio" if _is_ratio(result) else "Difference"
    return Row(name, result.effect, *result.interval, words)


def _points(value: float, unit: str) -> str:
    """A difference of two percentages is in percentage points, not in per cent."""
    words = value_words(value, unit, signed=True)
    return words.replace(" %", " points") if unit == PERCENT else words


def _notes(result: ComparisonResult, room: float) -> tuple[str, ...]:
    said = result.text if result.verdict == "cannot tell" else ""
    said = one_line(said.removeprefix(result.question))
    return wrap(said, TYPE.label, room, bold=True) if said else ()


def _alt(name: str, result: ComparisonResult, unit: str) -> str:
    sides = [
        f"{side.name}: {side.words}"
        + (
            ""
            if np.isnan(side.lower)
            else f", {INTERVAL} {value_words(side.lower, unit)} to {value_words(side.upper, unit)}"
        )
        for side in _sides(result, unit)
    ]
    return ". ".join([f"Before-after chart: {name.rstrip('.')}", *sides, *effect_alt(result, unit)]) + "."


def effect_alt(result: ComparisonResult, unit: str) -> list[str]:
    """The effect with its interval in words; where the comparison is refused, why."""
    effect = effect_row(result, unit)
    if effect is not None:
        return [f"{effect.name} {effect.words}, {INTERVAL} {_between(result, unit)}"]
    if result.verdict == "cannot tell":
        return [one_line(result.text.removeprefix(result.question)).rstrip(".")]
    return []


def _between(result: ComparisonResult, unit: str) -> str:
    low, high = (
        f"{bound:.2g}" if _is_ratio(result) else _points(bound, unit).removesuffix(" points")
        for bound in result.interval
    )
    return f"{low} to {high}" if _is_ratio(result) or unit != PERCENT else f"{low} to {high} points"


def _draw(
    figure: Figure,
    wide: float,
    high: float,
    sides: Sequence[Row],
    effect: Row | None,
    notes: Sequence[str],
    unit: str,
) -> None:
    canvas = Canvas(figure)
    names = [line for row in (*sides, *([effect] if effect else [])) for line in _name_lines(row)]
    left = MARGIN + max(width(name, TYPE.label, bold=True) for name in names) + 16
    top = high - 6
    known = [number for row in sides for number in (row.value, row.lower, row.upper)]
    panel = Panel(
        left, top - len(sides) * BAR_ROW, wide - RIGHT, top, scale(known, unit).ends, (0, len(sides))
    )
    _axis(canvas, panel, scale(known, unit), [tick_words(tick, unit) for tick in scale(known, unit).ticks])
    for number, row in enumerate(sides):
        _row(canvas, panel, row, len(sides) - number - 0.5, "s" if number else "o", hollow=not number)
    if effect is not None:
        draw_effect(canvas, panel, effect, panel.bottom - AXIS - GAP, unit)
    for number, line in enumerate(reversed(notes)):
        canvas.words(MARGIN, 4 + number * ROW, line, bold=True, colour=COLOURS.signal)


def _name_lines(row: Row) -> tuple[str, ...]:
    return wrap(row.name, TYPE.label, MOST_LEFT, bold=True)


def _axis(canvas: Canvas, panel: Panel, axis: Scale, words: Sequence[str]) -> None:
    for tick, said in zip(axis.ticks, words, strict=True):
        at = panel.x(tick)
        canvas.line([at, at], [panel.bottom, panel.top], COLOURS.grid, thickness=0.8, layer=0.6)
        canvas.words(at, panel.bottom - 11, said, size=TYPE.small, colour=COLOURS.quiet, side="center")
    canvas.line([panel.left, panel.right], [panel.bottom, panel.bottom], COLOURS.frame, thickness=1.0)


def _row(canvas: Canvas, panel: Panel, row: Row, place: float, shape: str, *, hollow: bool) -> None:
    height = panel.y(place)
    lines = _name_lines(row)
    for number, line in enumerate(lines):
        foot = height - 3 + ((len(lines) - 1) / 2 - number) * ROW
        canvas.words(panel.left - 10, foot, line, bold=True, side="right")
    if np.isnan(row.value):
        canvas.words(panel.left + 4, height - 3, "no value", colour=COLOURS.quiet)
        return
    _interval(canvas, panel, row, height)
    at, fill = panel.x(row.value), COLOURS.paper if hollow else COLOURS.series
    canvas.marks([at], [height], shape, size=8, fill=fill)
    canvas.words(panel.right + 10, height - 3, row.words, bold=True)


def _interval(canvas: Canvas, panel: Panel, row: Row, height: float) -> None:
    """A line from end to end with a stop at each; an end beyond the axis has none."""
    if np.isnan(row.lower) or np.isnan(row.upper):
        return
    ends = [min(max(panel.x(bound), panel.left), panel.right) for bound in (row.lower, row.upper)]
    canvas.line(ends, [height, height], COLOURS.series, thickness=2.0, layer=3)
    for end, bound in zip(ends, (row.lower, row.upper), strict=True):
        if panel.left - 0.1 <= panel.x(bound) <= panel.right + 0.1:
            canvas.line([end, end], [height - 4, height + 4], COLOURS.series, thickness=1.4, layer=3)


def draw_effect(canvas: Canvas, above: Panel, effect: Row, top: float, unit: str) -> None:
    """The effect on its own axis, with a line where there is none."""
    ratio = effect.name == "Ratio"
    null = 1.0 if ratio else 0.0
    axis = _effect_scale(effect, null, unit, ratio=ratio)
    panel = Panel(above.left, top - EFFECT_ROW, above.right, top, axis.ends, (0, 1))
    words = [f"{tick:.2g}" if ratio else _points(tick, unit).removesuffix(" points") for tick in axis.ticks]
    canvas.words(
        above.left,
        top + 5,
        f"{effect.name} (after less before) with its {INTERVAL}"
        if not ratio
        else f"Ratio with its {INTERVAL}",
        size=TYPE.small,
        colour=COLOURS.quiet,
    )
    _axis(canvas, panel, axis, words)
    at = panel.x(null)
    canvas.line([at, at], [panel.bottom, panel.top], COLOURS.ink, thickness=1.3, dashes="dashed")
    _row(canvas, panel, effect, 0.5, "D", hollow=False)


def _effect_scale(effect: Row, null: float, unit: str, *, ratio: bool) -> Scale:
    if unit == PERCENT and not ratio:
        far = max(abs(effect.lower), abs(effect.upper), abs(effect.value))
        reach = next(end for end in (0.25, 0.5, 1.0) if end >= far - 1e-9)
        return Scale((-reach, -reach / 2, 0.0, reach / 2, reach))
    return scale([effect.lower, effect.upper, effect.value, null], "number")
