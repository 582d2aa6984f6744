"""One series read by every rule set, one under the other: what would each have said, and why they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from msp_qi.charts import run_lines, run_parts
from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.marks import Mark, draw_legend, legend
from msp_qi.charts.numbers import PERCENT, Scale, scale, tick_words, unit_of, value_words
from msp_qi.charts.reading import Reading, read
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, wrap
from msp_qi.charts.wording import TOO_FEW
from msp_qi.stats.comparison import opened
from msp_qi.stats.rule_sets import RuleSets

WIDE = 7.2 * POINTS_PER_INCH
LEFT, RIGHT, MARGIN, ROW, PLOT, BETWEEN, AXIS = 46.0, 96.0, 8.0, 11.0, 74.0, 14.0, 16.0
NAMES = {"anhoej": "Anhøj", "ihi": "Perla, Provost & Murray (IHI)", "mdc": "Making Data Count"}
CONVENTIONS = {"on_the_line": "on the line", "ties": "ties", "missing": "missing", "two_of_three": "2 of 3"}


@dataclass(frozen=True)
class Lane:
    """One rule set: its reading of the series, its finding, and its conventions in lines."""

    reading: Reading
    found: str
    signal: bool
    conventions: tuple[str, ...]
    legend: tuple[tuple[Mark, ...], ...]

    @property
    def head(self) -> float:
        """Room for the words above the plot."""
        return ROW * (1 + len(self.conventions) + len(self.legend)) + 8

    @property
    def high(self) -> float:
        """Room it takes."""
        return self.head + PLOT + BETWEEN


def rules_chart(result: RuleSets, group: object = None, *, title: str = "", unit: str = PERCENT) -> Chart:
    """Draw what each rule set says of one series.

    Parameters
    ----------
    result : RuleSets
        From `compare_rules`.
    group : object, optional
        Which series; may be left out where there is only one.
    title : str
        Says what was found; empty for whether the rule sets agree.
    unit : str
        ``"percent"`` (values from 0 to 1), ``"number"``, or a word that follows the number.

    Returns
    -------
    Chart
        ``data``: group, rules, signal, fired, points_marked and the conventions, a row a rule set.

    Raises
    ------
    UserError
        Where the result has no such series, or a percentage lies outside 0 to 1.

    Examples
    --------
    >>> from msp_qi.stats import compare_rules
    >>> found = compare_rules([3, 4, 3, 5, 4, 3, 4, 5, 6, 7, 6, 7, 6, 7, 8, 7])
    >>> print(rules_chart(found, unit="days").title)
    All 3 rule sets signal
    """
    readings = {rules: read(found, group) for rules, found in result.results.items()}
    table = result.table if group is None else result.table[result.table["group"] == group]
    table = table.merge(result.conventions, on="rules", validate="one_to_one")
    unit = unit_of(unit, [value for reading in readings.values() for value in reading.y.tolist()])
    lanes = tuple(_lane(row, readings[str(row["rules"])]) for row in table.to_dict("records"))
    name = one_line(title) or _title(lanes)
    values = [
        value for lane in lanes for value in (*lane.reading.y, *lane.reading.lower, *lane.reading.upper)
    ]
    axis = scale([float(value) for value in values], unit)
    high = sum(lane.high for lane in lanes) + AXIS
    return Chart(
        title=name,
        alt=_alt(name, lanes, unit),
        data=table,
        draw=lambda figure: _draw(Canvas(figure), lanes, axis, unit, high),
        size=(WIDE / POINTS_PER_INCH, high / POINTS_PER_INCH),
    )


def _lane(row: dict[object, object], reading: Reading) -> Lane:
    name = NAMES[str(row["rules"])]
    signal = bool(row["signal"]) and reading.enough
    fired = str(row["fired"]) if signal else ("no signal" if reading.enough else TOO_FEW)
    said = (f"{words}: {str(row[column]).replace(': ', ', ')}" for column, words in CONVENTIONS.items())
    lines = wrap(
        ". ".join(opened(each) for each in (str(row["chart"]), *said)), TYPE.small, WIDE - 2 * MARGIN
    )
    return Lane(reading, f"{name}: {fired}", signal, lines, legend(reading, WIDE - 2 * MARGIN))


def _title(lanes: Sequence[Lane]) -> str:
    if not any(lane.reading.enough for lane in lanes):
        return f"{TOO_FEW[:1].upper()}{TOO_FEW[1:]} by any rule set"
    fired = sum(lane.signal for lane in lanes)
    if fired == len(lanes):
        return f"All {len(lanes)} rule sets signal"
    return f"{fired} of {len(lanes)} rule sets signal: they disagree" if fired else "No rule set signals"


def _draw(canvas: Canvas, lanes: Sequence[Lane], axis: Scale, unit: str, high: float) -> None:
    top = high
    for lane in lanes:
        colour = COLOURS.signal if lane.signal else COLOURS.ink
        canvas.words(MARGIN, top - ROW, lane.found, bold=True, colour=colour)
        for number, line in enumerate(lane.conventions):
            canvas.words(MARGIN, top - (number + 2) * ROW, line, size=TYPE.small, colour=COLOURS.quiet)
        ceiling = top - lane.head
        draw_legend(canvas, lane.legend, MARGIN, ceiling + 8, ROW)
        panel = Panel(LEFT, ceiling - PLOT, WIDE - RIGHT, ceiling, lane.reading.axis.ends, axis.ends)
        _panel(canvas, panel, lane.reading, axis, unit)
        top -= lane.high
    _periods(canvas, lanes[-1].reading, panel)


def _panel(canvas: Canvas, panel: Panel, reading: Reading, axis: Scale, unit: str) -> None:
    for tick in (axis.ticks[0], axis.ticks[-1]):
        height = panel.y(tick)
        canvas.line([panel.left, panel.right], [height, height], COLOURS.grid, thickness=0.8, layer=0.6)
        words = tick_words(tick, unit)
        canvas.words(panel.left - 6, height - 3, words, size=TYPE.small, colour=COLOURS.quiet, side="right")
    run_lines.limits(canvas, panel, reading)
    run_lines.centre_lines(canvas, panel, reading)
    run_parts.series(canvas, panel, reading)
    run_lines.end_labels(canvas, panel, reading, unit, ())


def _periods(canvas: Canvas, reading: Reading, panel: Panel) -> None:
    canvas.words(panel.left, panel.bottom - 12, reading.axis.words(0), size=TYPE.small, colour=COLOURS.quiet)
    last = reading.axis.words(len(reading.y) - 1)
    canvas.words(panel.right, panel.bottom - 12, last, size=TYPE.small, colour=COLOURS.quiet, side="right")


def _alt(name: str, lanes: Sequence[Lane], unit: str) -> str:
    said = [f"One series read by {len(lanes)} rule sets: {name.rstrip('.')}"]
    for lane in lanes:
        line = lane.reading.segments[-1].centre if lane.reading.segments else np.nan
        centre = "" if pd.isna(line) else f" ({lane.reading.line} {value_words(line, unit)})"
        said.append(f"{lane.found}{centre}")
    return ". ".join(said) + "."
