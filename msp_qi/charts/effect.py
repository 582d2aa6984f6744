"""The effect of a comparison: how it is named and written, and one row of dots with their intervals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from msp_qi.charts.canvas import Canvas, Panel
from msp_qi.charts.numbers import NUMBER, PERCENT, Scale, scale, value_words
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, wrap
from msp_qi.stats.comparison import opened
from msp_qi.stats.result import ComparisonResult

ROW, AXIS, EFFECT_ROW, MOST_LEFT = 12.0, 16.0, 30.0, 150.0
SHARES = (-1.0, -0.5, 0.0, 0.5, 1.0)


@dataclass(frozen=True)
class Row:
    """One dot with its interval: a side, or the effect."""

    name: str
    value: float
    lower: float
    upper: float
    words: str


@dataclass(frozen=True)
class Effect:
    """An effect ready to be drawn.

    Parameters
    ----------
    row : Row
        Its dot and interval.
    heading : str
        What stands above its axis.
    null : float
        Where there is no effect.
    scale : Scale
        Its axis.
    words : callable
        A value of it in words, with its unit.
    between : str
        Its interval in words.
    """

    row: Row
    heading: str
    null: float
    scale: Scale
    words: Callable[[float], str]
    between: str


def own_unit(result: ComparisonResult) -> str:
    """Percent where proportions were compared, and a plain number elsewhere."""
    return PERCENT if "proportions" in result.effect_name else NUMBER


def interval_words(result: ComparisonResult) -> str:
    """``"95 % interval"``, by the confidence that the result was made with."""
    return f"{result.interval_name.rpartition(', ')[2]} interval"


def effect_row(result: ComparisonResult, unit: str) -> Effect | None:
    """The effect; none where the comparison is refused."""
    if np.isnan(result.effect) or np.isnan(result.interval).any():
        return None
    before, after = (one_line(name) for name in result.groups)
    what = opened(result.effect_name.partition(",")[0])
    if "ratio" in result.effect_name:
        return _effect(result, "Ratio", f"{what} ({after} over {before})", 1.0, _ratio)
    if "nonoverlap" in result.effect_name:
        heading = f"Pairs in which the rating {after} is better than the one {before}"
        return _effect(result, "Better pairs", heading, 0.5, value_words)
    heading = f"Difference ({after} less {before})"
    return _effect(result, "Difference", heading, 0.0, lambda value: difference_words(value, unit), unit)


def _effect(
    result: ComparisonResult,
    name: str,
    heading: str,
    null: float,
    words: Callable[[float], str],
    unit: str = NUMBER,
) -> Effect:
    row = Row(name, result.effect, *result.interval, words(result.effect))
    return Effect(
        row=row,
        heading=f"{heading} with its {interval_words(result)}",
        null=null,
        scale=_scale(row, null, unit),
        words=words,
        between=between(row, words),
    )


def _scale(row: Row, null: float, unit: str) -> Scale:
    if null == 0.5:
        return scale([])
    if unit != PERCENT:
        # An interval without end runs on beyond the line of no effect.
        room = 2 * max(row.lower, null) if np.isinf(row.upper) else null
        return scale([row.lower, row.upper, row.value, null, room], NUMBER)
    far = max(abs(row.lower), abs(row.upper), abs(row.value))
    reach = next(end for end in (0.25, 0.5, 1.0) if end >= far - 1e-9)
    return Scale(tuple(reach * share for share in SHARES))


def _ratio(value: float) -> str:
    return "without end" if np.isinf(value) else f"{value:.2g}"


def difference_words(value: float, unit: str) -> str:
    """A difference of two percentages is in percentage points, not in per cent.

    Examples
    --------
    >>> difference_words(0.01, "percent"), difference_words(-0.2, "percent"), difference_words(1, "days")
    ('+1 point', '-20 points', '+1 days')
    """
    words = value_words(value, unit, signed=True)
    if unit != PERCENT:
        return words
    number = words.removesuffix(" %")
    return f"{number} point" if number in ("+1", "-1") else f"{number} points"


def between(row: Row, words: Callable[[float], str]) -> str:
    """The interval in words, points said once.

    Examples
    --------
    >>> between(Row("", 3.0, 1.0, np.inf, ""), lambda value: f"{value:g} days")
    '1 days or more'
    """
    low, high = words(row.lower), words(row.upper)
    if np.isinf(row.upper):
        return f"{low} or more"
    for unit in (" points", " point"):
        low = low.removesuffix(unit)
    return f"{low} to {high}"


def effect_alt(result: ComparisonResult, unit: str) -> list[str]:
    """The effect with its interval in words; where the comparison is refused, why."""
    effect = effect_row(result, unit)
    if effect is not None:
        return [f"{effect.row.name} {effect.row.words}, {interval_words(result)} {effect.between}"]
    if result.verdict == "cannot tell":
        return [one_line(result.text.removeprefix(result.question)).rstrip(".")]
    return []


def draw_effect(canvas: Canvas, above: Panel, effect: Effect, top: float) -> None:
    """The effect on its own axis, with a line where there is none."""
    panel = Panel(above.left, top - EFFECT_ROW, above.right, top, effect.scale.ends, (0, 1))
    words = [_tick(effect.words(tick)) for tick in effect.scale.ticks]
    canvas.words(above.left, top + 5, effect.heading, size=TYPE.small, colour=COLOURS.quiet)
    draw_axis(canvas, panel, effect.scale, words)
    at = panel.x(effect.null)
    canvas.line([at, at], [panel.bottom, panel.top], COLOURS.ink, thickness=1.3, dashes="dashed")
    draw_row(canvas, panel, effect.row, 0.5, "D", hollow=False)


def _tick(words: str) -> str:
    """The heading says what the figures are."""
    return words.removesuffix(" points").removesuffix(" point")


def name_lines(row: Row) -> tuple[str, ...]:
    """The name before a row, wrapped."""
    return wrap(row.name, TYPE.label, MOST_LEFT, bold=True)


def draw_axis(canvas: Canvas, panel: Panel, axis: Scale, words: Sequence[str]) -> None:
    """The value axis under the rows."""
    for tick, said in zip(axis.ticks, words, strict=True):
        at = panel.x(tick)
        canvas.line([at, at], [panel.bottom, panel.top], COLOURS.grid, thickness=0.8, layer=0.6)
        canvas.words(at, panel.bottom - 11, said, size=TYPE.small, colour=COLOURS.quiet, side="center")
    canvas.line([panel.left, panel.right], [panel.bottom, panel.bottom], COLOURS.frame, thickness=1.0)


def draw_row(canvas: Canvas, panel: Panel, row: Row, place: float, shape: str, *, hollow: bool) -> None:
    """One row: its name, its interval, its dot and its value in words."""
    height = panel.y(place)
    lines = name_lines(row)
    for number, line in enumerate(lines):
        foot = height - 3 + ((len(lines) - 1) / 2 - number) * ROW
        canvas.words(panel.left - 10, foot, line, bold=True, side="right")
    if np.isnan(row.value):
        canvas.words(panel.left + 4, height - 3, "no value", colour=COLOURS.quiet)
        return
    _interval(canvas, panel, row, height)
    canvas.words(panel.right + 10, height - 3, row.words, bold=True)
    if np.isinf(row.value):
        return
    at, fill = panel.x(row.value), COLOURS.paper if hollow else COLOURS.series
    canvas.marks([at], [height], shape, size=8, fill=fill)


def _interval(canvas: Canvas, panel: Panel, row: Row, height: float) -> None:
    """A line from end to end with a stop at each; an end beyond the axis has none."""
    if np.isnan(row.lower) or np.isnan(row.upper):
        return
    ends = [min(max(panel.x(bound), panel.left), panel.right) for bound in (row.lower, row.upper)]
    canvas.line(ends, [height, height], COLOURS.series, thickness=2.0, layer=3)
    for end, bound in zip(ends, (row.lower, row.upper), strict=True):
        if panel.left - 0.1 <= panel.x(bound) <= panel.right + 0.1:
            canvas.line([end, end], [height - 4, height + 4], COLOURS.series, thickness=1.4, layer=3)
