"""The Making Data Count reading of an XmR chart: point types, variation and assurance."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from msp_qi.errors import UserError
from msp_qi.stats import signals, tables
from msp_qi.stats.arguments import Column, Floats, Labels, numbers, one_of, same_length
from msp_qi.stats.changes import Change, in_order, like, phase_starts, placed
from msp_qi.stats.charts import mark, plotted
from msp_qi.stats.constants import MDC_LIMIT_FACTOR
from msp_qi.stats.grouped import Bools, side
from msp_qi.stats.icons import assurance_icons, variation_icons
from msp_qi.stats.layout import Layout, Positions, known, lay_out
from msp_qi.stats.lines import individuals
from msp_qi.stats.result import SpcResult
from msp_qi.stats.sentences import chart_text
from msp_qi.stats.tables import Marked, Target

HEADINGS = {"increase": 1, "decrease": -1, "neutral": 0}

# By the direction of the signal (low, none, high) and of improvement.
POINT_TYPES = {
    "increase": ("special_cause_concern", "common_cause", "special_cause_improvement"),
    "decrease": ("special_cause_improvement", "common_cause", "special_cause_concern"),
    "neutral": ("special_cause_neutral_low", "common_cause", "special_cause_neutral_high"),
}
Dates = Iterable[Any] | Mapping[Any, Any]
Words = NDArray[np.object_]


def making_data_count(
    y: Column,
    x: Labels | None = None,
    *,
    improvement: Literal["increase", "decrease", "neutral"] = "increase",
    group: Labels | None = None,
    baseline: Positions | None = None,
    rebase: Dates | None = None,
    target: Target | None = None,
    screen: bool = True,
    changes: Iterable[Change] = (),
) -> SpcResult:
    """XmR chart read in the Making Data Count way.

    Parameters
    ----------
    y : sequence of float
        The value of each period; missing where there is none.
    x : sequence, optional
        Dates, text or numbers; rows are taken in the order given. Default: 1, 2, 3 ... in each group.
    improvement : {"increase", "decrease", "neutral"}
        Which way is better.
    group : sequence, optional
        The series that each row belongs to.
    baseline : int, optional
        The first ``baseline`` points of each part set its mean and limits.
    rebase : sequence of x values, optional
        Each is the first point of a new part; a dictionary from group to such dates where groups differ.
        Given like x, or as text of the form YYYY-MM-DD.
    target : float, one per row, or one per group
        Assurance is read from it.
    screen : bool
        Drop moving ranges of 3.267 times their mean or more, once.
    changes : sequence of Change
        Improvement changes: placed in the result's ``changes``; one with ``new_phase`` re-bases there.

    Returns
    -------
    SpcResult
        ``points`` has ``point_type`` and a column for each rule; ``summary`` has ``variation`` (the type
        of the last point), ``variation_rule`` (the signal that gave it), ``assurance`` (in the last part) and
        the names of their icons. Limits lie 2.66 mean moving ranges from the mean, as Making Data Count
        publishes them.

    Raises
    ------
    UserError
        A wrong option, or a re-base date that is not a date of the data.

    References
    ----------
    NHS England, Making Data Count. Nelson 1982, doi:10.1080/00224065.1982.11978811 (screening).

    Examples
    --------
    >>> waits = [5, 6, 5, 7, 6, 5, 6, 7, 5, 6, 5, 6, 12]
    >>> result = making_data_count(waits, improvement="decrease")
    >>> result.points["point_type"].iloc[-1]
    'special_cause_concern'
    >>> print(result.text)
    The last point is special-cause concern (a point lies outside a process limit).
    """
    one_of(improvement, tuple(HEADINGS), "improvement")
    values = numbers(y, "y")
    same_length(len(values), x=x, group=group)
    where = placed(tuple(changes), x, group, len(values))
    starts = phase_starts(where, len(values)) | _rebased(rebase, x, group, len(values))
    layout = lay_out(len(values), group, freeze=baseline, starts=starts, freeze_name="baseline")
    plot = plotted(values[layout.order], None, layout, screen)
    lines = individuals(plot, MDC_LIMIT_FACTOR)
    marked = mark("i", "mdc", plot, lines, tables.targets(target, layout))
    heading = directions(marked)
    types = _types(heading, marked, improvement)
    summary = _read(marked, heading, types, improvement)
    return SpcResult(
        points=tables.points(marked, x, 1, types),
        summary=summary,
        text=chart_text(_last_parts(summary), "i", "mdc"),
        chart="i",
        rules="mdc",
        changes=where.drop(columns="row"),
    )


def directions(marked: Marked) -> Floats:
    """1 where a point signals high, -1 low, 0 where it does not, by the rules' order of precedence."""
    at = np.nan_to_num(marked.judged.side)
    trend = signals.mdc_trend_direction(marked.judged)
    # A rising trend may lie below the mean; every other rule speaks of the side of the mean it is on.
    along = np.where(trend != 0, trend, at)
    rules = signals.of_rules("mdc")
    marks = [marked.found[rule.name] for rule in rules]
    return np.select(marks, [along if rule.turns else at for rule in rules], 0.0)


def _rules(marked: Marked) -> Words:
    """The name of the first rule that marks each point; None where none does."""
    rules = signals.of_rules("mdc")
    first = np.select([marked.found[rule.name] for rule in rules], range(len(rules)), -1)
    return np.asarray(np.array([*(rule.name for rule in rules), None], dtype=object)[first])


def _types(heading: Floats, marked: Marked, improvement: str) -> Words:
    names = np.array(POINT_TYPES[improvement], dtype=object)[heading.astype(int) + 1]
    names[np.isnan(marked.judged.values)] = None
    return np.asarray(names)


def _read(marked: Marked, heading: Floats, types: Words, improvement: str) -> pd.DataFrame:
    """The summary with variation, assurance and their icons."""
    summary = tables.summary(marked, 1)
    last, some = _last_present(marked)
    variation = types[last] if len(types) else np.zeros(0, dtype=object)
    variation[~some] = None
    rule = _rules(marked)[last] if len(types) else np.zeros(0, dtype=object)
    rule[~some] = None
    assurance = _assured(marked, improvement)
    enough = summary["enough_points"].to_numpy()
    ahead = heading[last] if len(heading) else np.zeros(0)
    return summary.assign(
        variation=tables.or_none(variation),
        variation_rule=tables.or_none(rule),
        assurance=tables.or_none(assurance),
        variation_icon=variation_icons(variation, ahead, enough),
        assurance_icon=assurance_icons(assurance, enough),
    )


def _last_present(marked: Marked) -> tuple[NDArray[np.int64], Bools]:
    """Row of the last point of each segment, and whether there is one."""
    last = np.full(marked.layout.count, -1, dtype=np.int64)
    rows = np.flatnonzero(~np.isnan(marked.judged.values))
    np.maximum.at(last, marked.layout.segment[rows], rows)
    return last, last >= 0


def _assured(marked: Marked, improvement: str) -> Words:
    """Whether the limits of the last part lie wholly on one side of its last target; None without a target.

    A constant series has no limits, and so none on either side: "inconsistent" by the rule.
    """
    layout, lines = marked.layout, marked.lines
    closing = np.flatnonzero(np.diff(layout.segment, append=layout.count))
    target = marked.target[closing]
    each = np.arange(layout.count)
    above = side(lines.lower[closing], target, each, layout.count) == 1
    below = side(lines.upper[closing], target, each, layout.count) == -1
    known = ~np.isnan(target) & ~np.isnan(lines.centre[closing]) & _is_last_part(layout)
    if improvement == "neutral":
        known[:] = False
    good, bad = (above, below) if improvement == "increase" else (below, above)
    words = np.select([good, bad], ["consistent_pass", "consistent_fail"], "inconsistent").astype(object)
    words[~known] = None
    return np.asarray(words)


def _is_last_part(layout: Layout) -> Bools:
    last = np.zeros(len(layout.names), dtype=np.int64)
    np.maximum.at(last, layout.group_of, layout.part_of)
    return np.asarray(layout.part_of == last[layout.group_of])


def _last_parts(summary: pd.DataFrame) -> pd.DataFrame:
    return summary.drop_duplicates("group", keep="last")


def _rebased(rebase: Dates | None, x: Labels | None, group: Labels | None, size: int) -> Bools:
    """True on each row that begins a new part: the first of its group with a date of the re-base."""
    starts = np.zeros(size, dtype=bool)
    if rebase is None:
        return starts
    rows = in_order(x, group, size)
    wanted = _wanted(rebase, rows)
    first = rows.drop_duplicates(["group", "x"])[["group", "x", "row"]]
    found = wanted.merge(first, how="left", on=["group", "x"])
    absent = found["row"].isna()
    if absent.any():
        date, name = found.loc[absent, ["date", "group"]].iloc[0]
        raise UserError(
            f"rebase: {date} is not a date of the data of {name}; give the first date of the new part."
        )
    starts[found["row"].to_numpy(dtype=int)] = True
    return starts


def _wanted(rebase: Dates, rows: pd.DataFrame) -> pd.DataFrame:
    """A row a group and date: as it was given, and as x holds it."""
    names = rows["group"].drop_duplicates()
    if isinstance(rebase, Mapping):
        known(rebase, pd.Index(names), "rebase")
        pairs = [(name, date) for name, dates in rebase.items() for date in _several(dates)]
        table = pd.DataFrame(pairs, columns=["group", "date"]).astype({"group": names.dtype})
    else:
        table = pd.merge(names, pd.Series(_several(rebase), name="date", dtype=object), how="cross")
    as_x = {date: like(date, rows["x"]) for date in table["date"].unique()}
    table["x"] = pd.Series([as_x[date] for date in table["date"]], dtype=rows["x"].dtype)
    return table


def _several(dates: object) -> list[Any]:
    return list(dates) if isinstance(dates, Iterable) and not isinstance(dates, str) else [dates]
