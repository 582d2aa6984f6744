"""What each indicator's series says about one service, or about all of them at once."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from msp_qi.learning.finding_words import VERDICT_WORDS, sentence, value_words
from msp_qi.learning.judging import judge
from msp_qi.learning.one_sided import judged_run_chart
from msp_qi.measures.compute import Measures
from msp_qi.measures.indicator import Indicator
from msp_qi.settings import RECENT_MONTHS
from msp_qi.stats import SpcResult
from msp_qi.stats.result import Verdict

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
        return f"{said} in the latest month" if self.indicator.lasting > 1 and self.recent[1] else said

    @property
    def verdict_words(self) -> str:
        """The verdict as tables and titles say it."""
        return VERDICT_WORDS[self.verdict]


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
    said = sentence(found, verdict, judged, series, recent)
    return Finding(found, service, series, spc, verdict, recent, said)


def _recent(found: Indicator, series: pd.DataFrame) -> tuple[int, int]:
    last = series.tail(RECENT_MONTHS)
    if found.lasting > 1:
        last = last[last["denominator"] > 0].tail(1)
    return int(last["numerator"].sum()), int(last["denominator"].sum())
