"""What each indicator's series says about one service, or about all of them at once."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pandas as pd

from msp_qi.measures.catalogue import INDICATORS
from msp_qi.measures.compute import Measures
from msp_qi.measures.indicator import Indicator
from msp_qi.settings import RECENT_MONTHS
from msp_qi.stats import SpcResult, run_chart
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.constants import ENOUGH_POINTS
from msp_qi.stats.result import Verdict

# A signal has a direction when at least this share of one half of the points lies above the centre line and at
# most the rest of it in the other half; otherwise the series moved, but not one clear way.
CLEAR_SHARE = 2 / 3

# Between a service and an indicator in the name of a group; no indicator's name holds it.
_BETWEEN = "\t"


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
        Numerator and denominator of the last ``RECENT_MONTHS`` months.
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
    table = measures.series(service)
    spc = run_chart(table["value"], table["period"], group=table["indicator"])
    verdicts = _verdicts(spc)
    return tuple(
        _finding(
            found, service, table[table["indicator"] == found.name].reset_index(drop=True), spc, verdicts
        )
        for found in INDICATORS
        if found.name in verdicts.index
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
    verdicts = _verdicts(run_chart(table["value"], table["period"], group=pair))
    names = verdicts.index.to_series().str.rsplit(_BETWEEN, n=1, expand=True)
    return pd.DataFrame({"service": names[0], "indicator": names[1], "verdict": verdicts}).reset_index(
        drop=True
    )


def _verdicts(spc: SpcResult) -> "pd.Series[str]":
    """A verdict a group: from the signal, and from which half of the points lies above the centre line."""
    up = {found.name: found.direction == "up" for found in INDICATORS}
    summary = spc.summary.set_index("group")
    rising, falling = _moved(spc.points)
    rising, falling = (
        rising.reindex(summary.index, fill_value=False),
        falling.reindex(summary.index, fill_value=False),
    )
    better_up = summary.index.to_series().str.rsplit(_BETWEEN, n=1).str[-1].map(up).astype(bool)
    verdict = pd.Series("no clear difference", index=summary.index)
    signal = summary["runs_signal"].astype(bool)
    verdict = verdict.mask(signal & ((rising & better_up) | (falling & ~better_up)), "improved")
    verdict = verdict.mask(signal & ((rising & ~better_up) | (falling & better_up)), "worsened")
    return verdict.mask(~summary["enough_points"].astype(bool), "cannot tell")


def _moved(points: pd.DataFrame) -> tuple["pd.Series[bool]", "pd.Series[bool]"]:
    useful = points[points["included"] & points["y"].notna()]
    position = useful.groupby("group").cumcount()
    size = useful.groupby("group")["y"].transform("size")
    later = position >= size / 2
    above = (useful["y"] > useful["cl"]).where(useful["y"] != useful["cl"])
    share = above.astype("float64").groupby([useful["group"], later]).mean().unstack()
    share = share.reindex(columns=[False, True])
    rising = (share[True] >= CLEAR_SHARE) & (share[False] <= 1 - CLEAR_SHARE)
    falling = (share[False] >= CLEAR_SHARE) & (share[True] <= 1 - CLEAR_SHARE)
    return rising, falling


def _finding(
    found: Indicator, service: str, series: pd.DataFrame, spc: SpcResult, verdicts: "pd.Series[str]"
) -> Finding:
    last = series.tail(RECENT_MONTHS)
    recent = (int(last["numerator"].sum()), int(last["denominator"].sum()))
    verdict: Verdict = verdicts[found.name]  # type: ignore[assignment]
    summary = spc.summary[spc.summary["group"] == found.name].to_dict("records")[0]
    return Finding(found, service, series, spc, verdict, recent, _sentence(verdict, summary, recent))


def _sentence(verdict: Verdict, summary: Mapping[Hashable, object], recent: tuple[int, int]) -> str:
    return f"{_what_happened(verdict, summary)} {_lately(*recent)}"


def _what_happened(verdict: Verdict, summary: Mapping[Hashable, object]) -> str:
    if verdict == "cannot tell":
        return (
            f"Too few months to judge a change: {summary['n_present']} have cases and {summary['n_useful']} of them "
            f"lie off the middle line; {ENOUGH_POINTS} are needed."
        )
    if verdict == "no clear difference" and summary["runs_signal"]:
        return "The months differ by more than chance, but not one clear way: look at the chart."
    if verdict == "no clear difference":
        return "No sign of change: the months differ no more than chance would make them."
    return f"It has {verdict} by more than chance would do; the chart cannot say why."


def _lately(numerator: int, denominator: int) -> str:
    if not denominator:
        return f"In the last {RECENT_MONTHS} months there was no case to count."
    share = per_cent(numerator / denominator)
    return f"In the last {RECENT_MONTHS} months: {numerator} of {denominator} ({share})."
