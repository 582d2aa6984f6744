"""Before and after: both sides with their intervals and n, and the effect with its own."""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.effect import (
    AXIS,
    EFFECT_ROW,
    ROW,
    Effect,
    Row,
    between,
    draw_axis,
    draw_effect,
    draw_row,
    effect_alt,
    effect_row,
    interval_words,
    name_lines,
    own_unit,
)
from msp_qi.charts.numbers import scale, tick_words, unit_of, value_words
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, width, wrap
from msp_qi.stats.result import ComparisonResult

MARGIN = 8.0
RIGHT = 108.0
BAR_ROW = 26.0
GAP = 26.0
VERDICT_WORDS = {
    "improved": "improved",
    "worsened": "got worse",
    "no clear difference": "no clear difference",
    "cannot tell": "cannot tell",
}


def comparison_chart(
    result: ComparisonResult, *, title: str = "", unit: str | None = None, width_inches: float = 7.2
) -> Chart:
    """Draw a before-after comparison.

    Parameters
    ----------
    result : ComparisonResult
        What was compared; a refusal is drawn too, and says "cannot tell".
    title : str
        Says what happened; empty for the question and its verdict.
    unit : str, optional
        ``"percent"`` for proportions (0 to 1), ``"number"``, or a word that follows the number; by default
        percent where proportions were compared, and number elsewhere.
    width_inches : float
        Width of the chart.

    Returns
    -------
    Chart
        ``data`` is the result's own table.

    Raises
    ------
    UserError
        Where a percentage lies outside 0 to 1.

    Examples
    --------
    >>> from msp_qi.stats import compare_proportions
    >>> print(comparison_chart(compare_proportions(48, 80, 56, 70)).title)
    Did the proportion change: improved
    """
    unit = unit_of(own_unit(result) if unit is None else unit, result.table["value"].tolist())
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


def _notes(result: ComparisonResult, room: float) -> tuple[str, ...]:
    said = result.text if result.verdict == "cannot tell" else ""
    said = one_line(said.removeprefix(result.question))
    return wrap(said, TYPE.label, room, bold=True) if said else ()


def _alt(name: str, result: ComparisonResult, unit: str) -> str:
    sides = [f"{side.name}: {side.words}{_interval(result, side, unit)}" for side in _sides(result, unit)]
    return ". ".join([f"Before-after chart: {name.rstrip('.')}", *sides, *effect_alt(result, unit)]) + "."


def _interval(result: ComparisonResult, side: Row, unit: str) -> str:
    if np.isnan(side.lower) or np.isnan(side.upper):
        return ""
    return f", {interval_words(result)} {between(side, lambda value: value_words(value, unit))}"


def _draw(
    figure: Figure,
    wide: float,
    high: float,
    sides: Sequence[Row],
    effect: Effect | None,
    notes: Sequence[str],
    unit: str,
) -> None:
    canvas = Canvas(figure)
    names = [line for row in (*sides, *([effect.row] if effect else [])) for line in name_lines(row)]
    left = MARGIN + max(width(name, TYPE.label, bold=True) for name in names) + 16
    top = high - 6
    known = [number for row in sides for number in (row.value, row.lower, row.upper)]
    panel = Panel(
        left, top - len(sides) * BAR_ROW, wide - RIGHT, top, scale(known, unit).ends, (0, len(sides))
    )
    draw_axis(
        canvas, panel, scale(known, unit), [tick_words(tick, unit) for tick in scale(known, unit).ticks]
    )
    for number, row in enumerate(sides):
        draw_row(canvas, panel, row, len(sides) - number - 0.5, "s" if number else "o", hollow=not number)
    if effect is not None:
        draw_effect(canvas, panel, effect, panel.bottom - AXIS - GAP)
    for number, line in enumerate(reversed(notes)):
        canvas.words(MARGIN, 4 + number * ROW, line, bold=True, colour=COLOURS.signal)
