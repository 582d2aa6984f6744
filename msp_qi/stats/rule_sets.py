"""What each rule set would have said of the same series, with the conventions that make them differ."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from msp_qi.stats import constants
from msp_qi.stats.arguments import Column, Labels, numbers
from msp_qi.stats.charts import run_chart
from msp_qi.stats.layout import Positions
from msp_qi.stats.making_data_count import making_data_count
from msp_qi.stats.result import SpcResult
from msp_qi.stats.signals import of_rules


@dataclass(frozen=True)
class Convention:
    """How a rule set treats the cases on which tools differ."""

    rules: str
    chart: str
    on_the_line: str
    ties: str
    missing: str
    two_of_three: str


CONVENTIONS: tuple[Convention, ...] = (
    Convention(
        "anhoej",
        "run chart, median",
        "left out: neither adds nor breaks",
        "no trend rule",
        "left out: the points beside the gap are neighbours",
        "no such rule",
    ),
    Convention(
        "ihi",
        "run chart, median",
        "left out: neither adds nor breaks",
        "a value like the one before is skipped",
        "left out: the points beside the gap are neighbours",
        "no such rule",
    ),
    Convention(
        "mdc",
        f"XmR chart, mean, limits {constants.MDC_LIMIT_FACTOR} mean moving ranges away",
        "breaks a run",
        "a tie breaks a trend",
        "breaks runs, trends and the three; no moving range beside it",
        "two of three beyond two thirds of the way and not outside, all three on one side; only those "
        "two are marked",
    ),
)


@dataclass(frozen=True)
class RuleSets:
    """Rule sets side by side.

    Parameters
    ----------
    table : DataFrame
        A row a group and rule set: group, rules, signal (any), fired (which), points_marked.
    conventions : DataFrame
        A row a rule set: chart, on_the_line, ties, missing, two_of_three.
    text : str
        One line a group.
    results : dict of str to SpcResult
        The whole result of each rule set.
    """

    table: pd.DataFrame
    conventions: pd.DataFrame
    text: str
    results: dict[str, SpcResult]


def compare_rules(
    y: Column,
    x: Labels | None = None,
    *,
    group: Labels | None = None,
    freeze: Positions | None = None,
    improvement: str = "increase",
) -> RuleSets:
    """Apply every rule set to the same series.

    Parameters
    ----------
    y : sequence of float
        The value of each period; missing where there is none.
    x, group
        As in `run_chart`.
    freeze : int, optional
        The first ``freeze`` points set each line.
    improvement : {"increase", "decrease", "neutral"}
        Which way is better, for Making Data Count's point types.

    Returns
    -------
    RuleSets

    Raises
    ------
    UserError
        As for `run_chart` and `making_data_count`.

    References
    ----------
    Anhøj & Olesen 2014, doi:10.1371/journal.pone.0113825; Perla, Provost & Murray 2011,
    doi:10.1136/bmjqs.2009.037895; NHS England, Making Data Count.

    Examples
    --------
    >>> found = compare_rules([3, 4, 3, 5, 4, 3, 4, 5, 6, 7, 6, 7, 6, 7, 8, 7])
    >>> found.table[["rules", "signal", "fired"]].values.tolist()  # doctest: +NORMALIZE_WHITESPACE
    [['anhoej', True, 'unusually long run, unusually few crossings'], ['ihi', True, 'shift, trend, too few
    runs'],
     ['mdc', True, '2 of 3 near a limit, 7 in a row on one side']]
    """
    values = numbers(y, "y")
    results = {
        "anhoej": run_chart(values, x, group=group, freeze=freeze),
        "ihi": run_chart(values, x, group=group, freeze=freeze, rules="ihi"),
        "mdc": making_data_count(values, x, group=group, baseline=freeze, improvement=improvement),  # type: ignore[arg-type]
    }
    table = pd.concat([_said(result) for result in results.values()], ignore_index=True)
    order = table["group"].drop_duplicates().reset_index().set_index("group")["index"]
    table = table.sort_values("group", key=lambda names: names.map(order), kind="stable", ignore_index=True)
    return RuleSets(
        table=table,
        conventions=pd.DataFrame([vars(c) for c in CONVENTIONS]),
        text=_words(table),
        results=results,
    )


def _said(result: SpcResult) -> pd.DataFrame:
    """What one rule set says of each group."""
    names = [signal.name for signal in of_rules(result.rules)]
    labels = np.array([signal.label for signal in of_rules(result.rules)], dtype=object)
    marks = result.points.groupby("group", sort=False)[names].any()
    marked = result.points[names].any(axis=1).groupby(result.points["group"], sort=False).sum()
    fired = [", ".join(labels[row]) for row in marks.to_numpy(dtype=bool)]
    return pd.DataFrame(
        {
            "group": marks.index,
            "rules": result.rules,
            "signal": marks.any(axis=1).to_numpy(),
            "fired": fired,
            "points_marked": marked.to_numpy(),
        }
    )


def _words(table: pd.DataFrame) -> str:
    lines = []
    for name, rows in table.groupby("group", sort=False):
        told = "; ".join(
            f"{r} says {f or 'nothing'}" for r, f in zip(rows["rules"], rows["fired"], strict=True)
        )
        agree = "All agree" if rows["signal"].nunique() == 1 else "They disagree"
        lines.append(f"{name}: {told}. {agree}.")
    return "\n".join(lines)
