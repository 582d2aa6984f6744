"""Events that should be rare: how long it goes without one."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.measures.compute import Measures
from msp_qi.measures.indicator import Indicator
from msp_qi.stats import SpcResult, control_chart
from msp_qi.stats.constants import ENOUGH_POINTS

MORE_IS_BETTER = "More days between is better."


@dataclass(frozen=True)
class DaysBetween:
    """The events of one "days between" indicator in one service.

    Parameters
    ----------
    indicator : Indicator
        What was counted.
    events : Series of datetime64
        The day of each, in order.
    spc : SpcResult or None
        Chart of the days between; events on one day are drawn as one. None with fewer than two.
    sentence : str
        How many, how long ago the last, and what not to conclude.
    """

    indicator: Indicator
    events: pd.Series
    spc: SpcResult | None
    sentence: str


def days_between(measures: Measures, service: str, name: str) -> DaysBetween | None:
    """The time between events of one service.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    service : str
        Which service.
    name : str
        A "days between" indicator.

    Returns
    -------
    DaysBetween or None
        None where it is not collected.
    """
    found = next((each for each in measures.indicators if each.name == name), None)
    if found is None or name in measures.lacking(service):
        return None
    rows = measures.between
    rows = rows[rows["service"].eq(service) & rows["indicator"].eq(name)]
    # Two on one day have no time between them, and a t chart takes none: they are drawn as one.
    apart = rows[rows["value"] > 0]
    spc = control_chart(apart["value"], x=apart["period"], chart="t") if len(apart) else None
    return DaysBetween(found, rows["period"], spc, _sentence(found, rows, spc, measures.context.as_of))


def _sentence(found: Indicator, rows: pd.DataFrame, spc: SpcResult | None, as_of: pd.Timestamp) -> str:
    if rows.empty:
        return f"{_capital(found.numerator)}: none recorded. Ask whether nothing happened, or nobody wrote it down."
    days = (as_of - rows["period"].iloc[-1]).days
    said = f"{_capital(found.numerator)}: {len(rows)} recorded, the last {days} days before this report."
    if spc is None:
        return f"{said} There is no time between to show."
    summary = spc.summary.iloc[0]
    if not summary["enough_points"]:
        return f"{said} {MORE_IS_BETTER} With fewer than {ENOUGH_POINTS} times between, the chart only shows them."
    moved = bool(summary["runs_signal"]) or bool(summary["limits_signal"])
    told = (
        "The days between have changed by more than chance"
        if moved
        else "The days between show no sign of change"
    )
    return f"{said} {MORE_IS_BETTER} {told}; the chart cannot say why."


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
