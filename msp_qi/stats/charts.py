"""Run charts, control charts and the Making Data Count reading, for one or many series in one call."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from msp_qi.errors import UserError
from msp_qi.stats import tables
from msp_qi.stats.arguments import Column, Floats, Labels, number, numbers, one_of, same_length
from msp_qi.stats.changes import Change, phase_starts, placed
from msp_qi.stats.grouped import Bools
from msp_qi.stats.judged import Judged
from msp_qi.stats.layout import Layout, Positions, lay_out
from msp_qi.stats.lines import CHARTS, LINES, Lines, Plot
from msp_qi.stats.result import SpcResult
from msp_qi.stats.sentences import chart_text
from msp_qi.stats.signals import of_rules
from msp_qi.stats.tables import Marked, Target

RATIO_CHARTS = ("p", "pp", "u", "up")
PROPORTION_CHARTS = ("p", "pp")
COUNT_CHARTS = ("p", "pp", "u", "up", "c", "g")
CHARTS_WITHOUT_N = ("c", "g", "t")
RUN_RULES = ("anhoej", "ihi")


def run_chart(
    y: Column,
    x: Labels | None = None,
    *,
    group: Labels | None = None,
    freeze: Positions | None = None,
    parts: Positions | None = None,
    exclude: Positions | None = None,
    target: Target | None = None,
    rules: str = "anhoej",
    changes: Iterable[Change] = (),
) -> SpcResult:
    """Run chart: the values in time order about their median, and whether chance explains the order.

    Parameters
    ----------
    y : sequence of float
        The value of each period, in its own unit; missing where there is none. Rows are taken in the order
        given, within each group.
    x : sequence, optional
        Dates, text or numbers, carried to the result and never sorted by. Default: 1, 2, 3 ... in each group.
    group : sequence, optional
        The series that each row belongs to; series may be interleaved.
    freeze : int, optional
        The first ``freeze`` points of each part set its median (positions count, missing ones too).
    parts : int or list of int, optional
        The last point of each part, counted from 1 within the group. The rules start again in each part.
    exclude : int or list of int, optional
        Points, counted from 1 within the group, that are drawn hollow and counted nowhere.
    target : float, or one per row, optional
        Carried to the result.
    rules : {"anhoej", "ihi"}
        Anhøj's rules, or those of Perla, Provost & Murray.
    changes : sequence of Change
        Improvement changes: placed in the result's ``changes``; one with ``new_phase`` begins a part.

    ``freeze``, ``parts`` and ``exclude`` may also be a dictionary from group to its own positions.

    Returns
    -------
    SpcResult
        ``points``: a row a row given, in the same order. ``summary``: a row a group and part. The columns of
        ``summary`` are the rule's own answer at any number of points; ``text`` says "too few points to judge"
        under 10 useful ones.

    Raises
    ------
    UserError
        A wrong option, rows that do not match, a value that is no number, a position that does not exist.

    References
    ----------
    Anhøj & Olesen 2014, doi:10.1371/journal.pone.0113825. Anhøj 2015, doi:10.1371/journal.pone.0121349.
    Perla, Provost & Murray 2011, doi:10.1136/bmjqs.2009.037895.

    Examples
    --------
    >>> result = run_chart([5, 6, 4, 7, 5, 6, 9, 9, 8, 9, 10, 9, 8, 10, 9, 11, 10, 9], freeze=6)
    >>> print(result.text)
    A sign of change: 13 points in a row lie on one side of the median (chance allows 7).
    """
    one_of(rules, RUN_RULES, "rules")
    ask = Asked("run", rules, freeze, parts, exclude, target, changes=tuple(changes))
    return ask.answer(numbers(y, "y"), None, x, group)


def control_chart(
    y: Column,
    n: Column | None = None,
    x: Labels | None = None,
    *,
    chart: str = "i",
    group: Labels | None = None,
    freeze: Positions | None = None,
    parts: Positions | None = None,
    exclude: Positions | None = None,
    target: Target | None = None,
    screen: bool = True,
    multiply: float = 1,
    changes: Iterable[Change] = (),
) -> SpcResult:
    """Shewhart control chart with limits of three sigma and Anhøj's rules about its centre line.

    Parameters
    ----------
    y : sequence of float
        The value, or for p, pp, u and up the numerator; for g the cases between events, for t the time.
    n : sequence of float, optional
        The denominator or exposure. A period with a denominator of zero has no point and no limits.
    chart : {"run", "i", "mr", "p", "pp", "u", "up", "c", "g", "t"}
        ``pp`` and ``up`` are Laney's p' and u'.
    screen : bool
        Drop moving ranges of 3.267 times their mean or more, once (i, pp, up, t).
    multiply : float
        Above 0. Scale of y, centre line and limits in the result, e.g. 1000 for a rate per thousand; the target is
        given in the scale of the result.
    x, group, freeze, parts, exclude, target, changes
        As in `run_chart`. On an mr chart ``exclude`` names moving ranges.

    Returns
    -------
    SpcResult
        As for `run_chart`, with ``lcl``, ``ucl`` and ``beyond_limits``; ``n`` is as given.
        On an mr chart runs are counted, but ``runs_signal`` is False: neighbouring moving ranges share a
        value.

    Raises
    ------
    UserError
        As for `run_chart`; also a missing ``n``, a numerator above its denominator, a negative count.

    References
    ----------
    Montgomery 2020, Introduction to Statistical Quality Control. Laney 2002, doi:10.1081/QEN-120006555.
    Nelson 1982, doi:10.1080/00224065.1982.11978811 (screening); Nelson 1994 (t chart).

    Examples
    --------
    >>> result = control_chart([2, 3, 5, 4], [10, 10, 20, 0], chart="p")
    >>> result.points[["y", "cl", "lcl", "ucl"]].round(3)
          y    cl  lcl    ucl
    0  0.20  0.25  0.0  0.661
    1  0.30  0.25  0.0  0.661
    2  0.25  0.25  0.0  0.540
    3   NaN  0.25  NaN    NaN
    """
    one_of(chart, CHARTS, "chart")
    _check_n(chart, n)
    scale = number(multiply, "multiply")
    ask = Asked(chart, "anhoej", freeze, parts, exclude, target, screen, scale, tuple(changes))
    return ask.answer(numbers(y, "y"), None if n is None else numbers(n, "n"), x, group)


@dataclass(frozen=True)
class Asked:
    """One request for a chart; `answer` computes it for the rows given."""

    chart: str
    rules: str
    freeze: Positions | None = None
    parts: Positions | None = None
    exclude: Positions | None = None
    target: Target | None = None
    screen: bool = True
    multiply: float = 1
    changes: tuple[Change, ...] = ()

    def answer(self, y: Floats, n: Floats | None, x: Labels | None, group: Labels | None) -> SpcResult:
        """The chart of these rows."""
        same_length(len(y), n=n, x=x, group=group)
        where = placed(self.changes, x, group, len(y))
        marked = self.marked(y, n, group, phase_starts(where, len(y)))
        summary = tables.summary(marked, self.multiply)
        return SpcResult(
            points=tables.points(marked, x, self.multiply, None),
            summary=summary,
            text=chart_text(summary, self.chart, self.rules),
            chart=self.chart,
            rules=self.rules,
            changes=where.drop(columns="row"),
        )

    def marked(self, y: Floats, n: Floats | None, group: Labels | None, starts: Bools) -> Marked:
        """Rows laid out, lines drawn, rules applied."""
        layout = lay_out(
            len(y), group, freeze=self.freeze, parts=self.parts, exclude=self.exclude, starts=starts
        )
        _check_values(self.chart, y, n)
        plot = plotted(y[layout.order], None if n is None else n[layout.order], layout, self.screen)
        lines = LINES[self.chart](plot)
        marked = mark(self.chart, self.rules, plot, lines, tables.targets(self.target, layout))
        return marked if n is None else replace(marked, size=n[layout.order])


def plotted(y: Floats, n: Floats | None, layout: Layout, screen: bool) -> Plot:
    """The plotted value: y, or y over n; nothing where either is missing or n is zero."""
    if n is None:
        return Plot(y, y, np.full_like(y, np.nan), layout, screen)
    there = ~np.isnan(y) & (n > 0)
    count, size = np.where(there, y, np.nan), np.where(there, n, np.nan)
    return Plot(count / size, count, size, layout, screen)


def mark(chart: str, rules: str, plot: Plot, lines: Lines, target: Floats) -> Marked:
    """Apply each rule of the set to the rows that count."""
    layout = plot.layout
    counted = np.where(layout.included, lines.y, np.nan)
    judged = Judged(counted, lines.centre, lines.lower, lines.upper, layout.segment, layout.count)
    found = {signal.name: signal.find(judged) for signal in of_rules(rules)}
    if chart == "mr":
        found = {name: np.zeros(len(marks), dtype=bool) for name, marks in found.items()}
    return Marked(chart, rules, layout, lines, judged, plot.size, target, found)


def _check_n(chart: str, n: object) -> None:
    if chart in RATIO_CHARTS and n is None:
        raise UserError(
            f"A {chart} chart needs n, the denominator of each period; for a single value use chart='i'."
        )
    if chart in CHARTS_WITHOUT_N and n is not None:
        raise UserError(f"A {chart} chart takes no n; leave it out, or use chart='u' for a rate.")


def _check_values(chart: str, y: Floats, n: Floats | None) -> None:
    if chart in COUNT_CHARTS and (y < 0).any():
        raise UserError(f"y, row {int(np.argmax(y < 0)) + 1}: a count cannot be below 0 on a {chart} chart.")
    if n is not None and (n < 0).any():
        raise UserError(f"n, row {int(np.argmax(n < 0)) + 1}: a denominator cannot be below 0.")
    if n is not None and chart in PROPORTION_CHARTS and ((y > n) & (n > 0)).any():
        row = int(np.argmax((y > n) & (n > 0)))
        raise UserError(
            f"y, row {row + 1}: the numerator {y[row]:g} is above its denominator {n[row]:g}; "
            "correct it, or use chart='u' for a rate."
        )
