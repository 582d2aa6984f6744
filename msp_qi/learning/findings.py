"""What each indicator's series says about one service, or about all of them at once."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from msp_qi.learning.judging import judge
from msp_qi.learning.one_sided import judged_run_chart
from msp_qi.measures.compute import Measures
from msp_qi.measures.indicator import Indicator
from msp_qi.settings import RECENT_MONTHS
from msp_qi.stats import SpcResult
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.constants import ENOUGH_POINTS
from msp_qi.stats.result import Verdict

# Between a service and an indicator in the name of a group; no indicator's name holds it.
_BETWEEN = "\t"
# What is in force month after month is told for one month.
IN_THE_LAST_MONTH = " in the latest month"


@dataclass(frozen=True)
class Finding:
    """One indicator in one service: series, judgement and sentence.

    Parameters
    ----------
    indicator : Indicator
        What was counted.
    service : str
        Where.
    series : DataFrame
        period, numerator, denominator, value; a row a month.
    spc : SpcResult
        The run chart of the service's indicators; ``indicator.name`` names the group.
    verdict : str
        ``"improved"``, ``"worsened"``, ``"no clear difference"`` or ``"cannot tell"``.
    recent : tuple of int
        Numerator and denominator of the last ``RECENT_MONTHS`` months; of the last counted month among them where
        the same thing is counted month after month, because adding those up would multiply it.
    sentence : str
        What happened and how sure we are.
    """

    indicator: Indicator
    service: str
    series: pd.DataFrame
    spc: SpcResult
    verdict: Verdict
    recent: tuple[int, int]
    sentence: str

    @property
    def recent_share(self) -> float:
        """Recent numerator over denominator; NaN where nothing was counted."""
        numerator, denominator = self.recent
        return numerator / denominator if denominator else float("nan")

    @property
    def good_share(self) -> float:
        """How much of it is as it should be, 0 to 1; NaN where that has no meaning or nothing was counted."""
        if self.indicator.kind != "proportion" or self.indicator.direction == "none":
            return float("nan")
        return self.recent_share if self.indicator.direction == "up" else 1 - self.recent_share

    @property
    def recent_words(self) -> str:
        """The recent count in words, always with its n."""
        said = value_words(self.indicator, *self.recent)
        return f"{said}{IN_THE_LAST_MONTH}" if self.indicator.lasting > 1 and self.recent[1] else said


ONE_SIDED = (
    "The chart cannot judge a change: more than half of the months lie on the middle line, and all others on one side "
    "of it."
)


def findings(measures: Measures, service: str) -> tuple[Finding, ...]:
    """Judge every indicator of one service.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    service : str
        A service of the data.

    Returns
    -------
    tuple of Finding
        In catalogue order; indicators that were not collected are not among them.
    """
    table = measures.series(service).assign(group=lambda rows: rows["indicator"])
    if table.empty:
        return ()
    spc = judged_run_chart(table["value"], table["period"], table["group"])
    verdicts = judge(table, spc, measures.indicators).reset_index(names="group")
    summaries = {row["group"]: row for row in spc.summary.to_dict("records")}
    judged = {row["group"]: {**summaries[row["group"]], **row} for row in verdicts.to_dict("records")}
    series = {str(name): rows for name, rows in table.drop(columns="group").groupby("indicator")}
    return tuple(
        _finding(found, service, series[found.name], spc, judged[found.name])
        for found in measures.indicators
        if found.name in judged
    )


def verdict_table(measures: Measures) -> pd.DataFrame:
    """Judge every indicator of every service in one go.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.

    Returns
    -------
    DataFrame
        service, indicator, verdict; a row for each pair.
    """
    table = measures.table
    if table.empty:
        return pd.DataFrame({"service": [], "indicator": [], "verdict": []}, dtype="str")
    pair = table["service"].str.cat(table["indicator"], sep=_BETWEEN)
    judged = judge(
        table.assign(group=pair),
        judged_run_chart(table["value"], table["period"], pair),
        measures.indicators,
    )
    names = judged.index.to_series().str.rsplit(_BETWEEN, n=1, expand=True)
    return pd.DataFrame(
        {"service": names[0], "indicator": names[1], "verdict": judged["verdict"]}
    ).reset_index(drop=True)


def _finding(
    found: Indicator, service: str, rows: pd.DataFrame, spc: SpcResult, judged: dict[Hashable, Any]
) -> Finding:
    series = rows.reset_index(drop=True)
    recent = _recent(found, series)
    verdict: Verdict = judged["verdict"]
    said = _sentence(found, verdict, judged, recent)
    return Finding(found, service, series, spc, verdict, recent, said)


def _recent(found: Indicator, series: pd.DataFrame) -> tuple[int, int]:
    last = series.tail(RECENT_MONTHS)
    if found.lasting > 1:
        last = last[last["denominator"] > 0].tail(1)
    return int(last["numerator"].sum()), int(last["denominator"].sum())


def _sentence(
    found: Indicator, verdict: Verdict, summary: Mapping[Hashable, object], recent: tuple[int, int]
) -> str:
    return f"{_what_happened(found, verdict, summary)} {_lately(found, *recent)}"


def _what_happened(found: Indicator, verdict: Verdict, summary: Mapping[Hashable, object]) -> str:
    if verdict == "cannot tell" and int(cast(int, summary["n_useful"])) >= ENOUGH_POINTS:
        return ONE_SIDED
    if verdict == "cannot tell":
        return (
            f"Too few months to judge a change: {summary['n_present']} have cases and {summary['n_useful']} of them "
            f"lie off the middle line; {ENOUGH_POINTS} are needed."
        )
    if found.direction == "none" and summary["runs_signal"]:
        return "It has moved by more than chance would do; more is neither better nor worse here."
    if verdict == "no clear difference" and summary["moved"]:
        return "There is a sign of change, but with so many charts looked at together it may be chance: read cases."
    if verdict == "no clear difference" and summary["runs_signal"]:
        return "The months differ by more than chance, but not one clear way: look at the chart."
    if verdict == "no clear difference":
        return "No sign of change: the months differ no more than chance would make them."
    return f"It has {verdict} by more than chance would do; the chart cannot say why."


def _lately(found: Indicator, numerator: int, denominator: int) -> str:
    if not denominator:
        return f"In the last {RECENT_MONTHS} months there was nothing to count."
    if found.lasting > 1:
        return f"In the latest month: {value_words(found, numerator, denominator)}."
    if found.kind == "rate":
        return f"In the last {RECENT_MONTHS} months: {rate_words(found, numerator, denominator)}."
    return f"In the last {RECENT_MONTHS} months: {value_words(found, numerator, denominator)}."


def rate_words(indicator: Indicator, numerator: int, denominator: int) -> str:
    """A rate in words that name what was counted and beside what.

    Parameters
    ----------
    indicator : Indicator
        A rate.
    numerator, denominator : int
        The counts; the denominator is not 0.

    Returns
    -------
    str

    Examples
    --------
    >>> from msp_qi.measures.catalogue import named
    >>> rate_words(named("restrictions_introduced"), 3, 40)
    '3 restrictions started and 40 concerns raised (0.8 for every 10)'
    """
    things, exposure = (
        words.removesuffix(" in the month") for words in (indicator.numerator, indicator.denominator)
    )
    share = f"{numerator / denominator * indicator.per:.1f} for every {indicator.per}"
    return f"{numerator} {things} and {denominator} {exposure} ({share})"


def value_words(indicator: Indicator, numerator: int, denominator: int) -> str:
    """A count in words that always carries its n.

    Parameters
    ----------
    indicator : Indicator
        What was counted.
    numerator, denominator : int
        The counts.

    Returns
    -------
    str

    Examples
    --------
    >>> from msp_qi.measures.catalogue import named
    >>> value_words(named("outcome_revisited"), 6, 8)
    '6 of 8 (75 %)'
    >>> value_words(named("restrictions_introduced"), 3, 40)
    '3 against 40 (0.8 per 10)'
    >>> value_words(named("concerns_raised"), 41, 6)
    '41'
    """
    if indicator.kind == "count":
        return str(numerator)
    if not denominator:
        return "none to count"
    if indicator.kind == "rate":
        return f"{numerator} against {denominator} ({numerator / denominator * indicator.per:.1f} per {indicator.per})"
    return f"{numerator} of {denominator} ({per_cent(numerator / denominator)})"
