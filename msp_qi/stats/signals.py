"""Signal rules, one pure function each, and the catalogue that gives each its name, words and source.

To add a rule: write a function from `Judged` to True or False for each point, and add its `Signal` to
`SIGNALS`. Columns, legends and sentences follow from the catalogue.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from msp_qi.stats import constants, grouped
from msp_qi.stats.arguments import Floats
from msp_qi.stats.expected import crossings_min, longest_run_max, runs_allowed
from msp_qi.stats.grouped import Bools, Ints
from msp_qi.stats.judged import Judged

RULES = ("anhoej", "ihi", "mdc")


@dataclass(frozen=True)
class Signal:
    """One rule.

    Parameters
    ----------
    name : str
        The column of ``SpcResult.points`` that is True where the rule marks a point.
    rules : str
        The rule set it belongs to; ``"limits"`` for the rule that every chart with limits has.
    label : str
        For a legend.
    meaning : str
        What the rule says has happened, for a catalogue; and for a sentence, where it has none of its own.
    source : str
        Where the rule is published.
    find : callable
        From a `Judged` to True or False for each point.
    drawn : str
        What a chart writes beside the marked points, with ``{count}``, ``{points}`` ("1 point", "3 points"),
        ``{side}`` (above, below), ``{line}`` (mean, median) and ``{heading}`` (rising, falling); by default the
        label. For a rule of a whole part: with the columns of ``SpcResult.summary``.
    whole : bool
        Whether the rule speaks of a whole part, and marks no place on it.
    few : bool
        Whether it holds for a point by itself, however few points there are.
    turns : bool
        Whether its points may lie on both sides of the line, as those of a trend do.
    sentence : str
        What `SpcResult.text` says where the rule signals, with the columns of ``SpcResult.summary``, ``{line}``
        (mean, median), ``{times}`` (how often the line is crossed: never, once ...) and ``{beyond}`` ("1 point
        lies", "3 points lie" beyond the limits); by default the meaning.
    """

    name: str
    rules: str
    label: str
    meaning: str
    source: str
    find: Callable[[Judged], Bools]
    drawn: str = ""
    whole: bool = False
    few: bool = False
    turns: bool = False
    sentence: str = ""


def beyond_limits(series: Judged) -> Bools:
    """A point outside a control limit."""
    return series.beyond


def long_run(series: Judged) -> Bools:
    """A run on one side of the line longer than chance allows."""
    allowed = np.nan_to_num(longest_run_max(series.n_useful), nan=np.inf)
    return np.asarray(series.run_length > allowed[series.segment])


def few_crossings(series: Judged) -> Bools:
    """The line is crossed less often than chance allows: every useful point of the segment is marked."""
    few = series.crossings < crossings_min(series.n_useful)
    return np.asarray(few[series.segment] & series.useful)


def ihi_shift(series: Judged) -> Bools:
    """Six or more in a row on one side; a point on the median neither adds nor breaks."""
    return np.asarray(series.run_length >= constants.IHI_SHIFT)


def ihi_trend(series: Judged) -> Bools:
    """Five or more all rising or all falling; a point like the one before it is skipped."""
    trend = _spread(series, ~np.isnan(series.values), constants.IHI_TREND, skip_ties=True)
    return np.asarray(trend != 0)


def ihi_too_few_runs(series: Judged) -> Bools:
    """Fewer runs than the published table allows: every useful point of the segment is marked."""
    fewest, _ = runs_allowed(series.n_useful)
    return (series.crossings + 1 < fewest)[series.segment] & series.useful


def ihi_too_many_runs(series: Judged) -> Bools:
    """More runs than the published table allows: every useful point of the segment is marked."""
    _, most = runs_allowed(series.n_useful)
    return (series.crossings + 1 > most)[series.segment] & series.useful


def mdc_run(series: Judged) -> Bools:
    """Seven or more in a row on one side of the mean; a point on the mean, or missing, breaks the run."""
    found = grouped.runs(np.nan_to_num(series.side), series.segment)
    long = (found.length >= constants.MDC_RUN) & (found.value != 0)
    return np.asarray(long[found.of_row] if len(long) else np.zeros(0, dtype=bool))


def mdc_trend(series: Judged) -> Bools:
    """Seven or more all rising or all falling (six strict steps); a tie or a missing value breaks."""
    return np.asarray(mdc_trend_direction(series) != 0)


def mdc_trend_direction(series: Judged) -> Floats:
    """1 on a rising trend, -1 on a falling one, 0 on none; where two meet, the later one."""
    return _spread(series, np.ones(len(series.values), dtype=bool), constants.MDC_TREND, skip_ties=False)


def mdc_two_of_three(series: Judged) -> Bools:
    """Two of three near a limit, all three on one side of the mean; only the near points are marked.

    Near is beyond two thirds of the way from the mean to the limit, and not outside it.
    """
    near = _near(series)
    pad = np.zeros(2)
    close = np.concatenate((pad, near.astype(float), pad))
    side = np.concatenate((pad, np.nan_to_num(series.side), pad))
    apart = np.concatenate((pad - 1, series.segment.astype(float), pad - 2))
    size = len(near) + 2
    windows = [slice(start, start + size) for start in range(3)]
    two = sum(close[w] for w in windows) >= 2
    three = np.abs(sum(side[w] for w in windows)) == 3
    whole = (apart[windows[0]] == apart[windows[1]]) & (apart[windows[1]] == apart[windows[2]])
    hit = two & three & whole
    return np.asarray(near & (hit[:-2] | hit[1:-1] | hit[2:]))


def _near(series: Judged) -> Bools:
    """Beyond two thirds of the way to a limit and not outside it."""
    high = series.line + constants.MDC_NEAR * (series.upper - series.line)
    low = series.line + constants.MDC_NEAR * (series.lower - series.line)
    above = grouped.side(series.values, high, series.segment, series.count) == 1
    below = grouped.side(series.values, low, series.segment, series.count) == -1
    return np.asarray((above | below) & ~series.beyond)


def _spread(series: Judged, rows: Bools, points: int, *, skip_ties: bool) -> Floats:
    """The direction of the trend of ``points`` or more that each row is part of; 0 where there is none."""
    at = np.flatnonzero(rows)
    direction = _directions(series.values[at], series.segment[at])
    if skip_ties:
        at, direction = at[direction != 0], direction[direction != 0]
    found = grouped.runs(np.nan_to_num(direction), series.segment[at])
    long = (found.length >= points - 1) & (found.value != 0)
    marked = np.zeros(len(series.values))
    if not len(at):
        return marked
    ends = long[found.of_row]
    marked[at[ends]] = direction[ends]
    # A trend begins at the point before its first step; where two trends meet there, the later one holds.
    first = np.flatnonzero(np.diff(found.of_row, prepend=-1) > 0)[long]
    marked[at[first - 1]] = direction[first]
    return marked


def _directions(values: Floats, segment: Ints) -> Floats:
    """Sign of each step within a segment, ties told with tolerance; NaN for the first of a segment."""
    before = np.full(len(values), np.nan)
    before[1:] = np.where(segment[1:] == segment[:-1], values[:-1], np.nan)
    close = np.abs(values - before) <= constants.TOLERANCE * np.fmax(np.abs(values), np.abs(before))
    return np.where(close, 0.0, np.sign(values - before))


ANHOEJ_2014 = "Anhøj & Olesen 2014, doi:10.1371/journal.pone.0113825"
PERLA_2011 = "Perla, Provost & Murray 2011, doi:10.1136/bmjqs.2009.037895"
MDC = "NHS England, Making Data Count"
SHEWHART = "Shewhart 1931, Economic Control of Quality of Manufactured Product"

LIMITS = Signal(
    "beyond_limits",
    "limits",
    "beyond a limit",
    "a point lies beyond a control limit",
    SHEWHART,
    beyond_limits,
    "{points} {side} the limit",
    few=True,
    sentence="{beyond} beyond the control limits",
)

SIGNALS: tuple[Signal, ...] = (
    LIMITS,
    Signal(
        "long_run", "anhoej", "unusually long run", "more points in a row lie on one side of the line "
        "than chance allows",
        ANHOEJ_2014, long_run, "{count} in a row {side} the {line}",
        sentence="{longest_run:.0f} points in a row lie on one side of the {line} (chance allows "
        "{longest_run_max:.0f})",
    ),
    Signal(
        "few_crossings", "anhoej", "unusually few crossings", "the line is crossed less often than "
        "chance allows",
        ANHOEJ_2014, few_crossings, "crosses the {line} {crossings}; chance gives {crossings_min} or more",
        whole=True,
        sentence="the {line} is crossed {times} (chance gives at least {crossings_min:.0f})",
    ),
    Signal(
        "shift", "ihi", "shift", f"{constants.IHI_SHIFT} or more points in a row lie on one side of the "
        f"median",
        PERLA_2011, ihi_shift, "{count} in a row {side} the {line}",
    ),
    Signal(
        "trend", "ihi", "trend", f"{constants.IHI_TREND} or more points in a row all rise or all fall",
        PERLA_2011, ihi_trend, "{count} in a row {heading}", turns=True,
    ),
    Signal(
        "too_few_runs", "ihi", "too few runs", "there are fewer runs than chance allows",
        PERLA_2011, ihi_too_few_runs, "fewer runs about the {line} than chance gives", whole=True,
    ),
    Signal(
        "too_many_runs", "ihi", "too many runs", "there are more runs than chance allows",
        PERLA_2011, ihi_too_many_runs, "more runs about the {line} than chance gives", whole=True,
    ),
    Signal("outside", "mdc", "outside a process limit", "a point lies outside a process limit",
        MDC, beyond_limits, "{points} {side} the limit", few=True),
    Signal(
        "trend_of_seven", "mdc", f"{constants.MDC_TREND} rising or falling",
        f"{constants.MDC_TREND} or more points in a row all rise or all fall", MDC, mdc_trend,
        "{count} in a row {heading}", turns=True,
    ),
    Signal(
        "two_of_three", "mdc", "2 of 3 near a limit", "two of three points lie close to a process limit",
        MDC, mdc_two_of_three, "{points} near the limit (2 of 3)",
    ),
    Signal(
        "run_of_seven", "mdc", f"{constants.MDC_RUN} in a row on one side",
        f"{constants.MDC_RUN} or more points in a row lie on one side of the mean", MDC, mdc_run,
        "{count} in a row {side} the {line}",
    ),
)  # fmt: skip


def of_rules(rules: str) -> tuple[Signal, ...]:
    """The signals of one rule set, in their order of precedence."""
    return tuple(signal for signal in SIGNALS if signal.rules == rules)
