"""Immediate danger: every miss by itself, and the days between misses."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.learning.days_between import DaysBetween, days_between
from msp_qi.measures.compute import Measures
from msp_qi.measures.entries import NOT_SHOWN

INDICATOR = "danger_acted_on_in_time"
SECONDS_AN_HOUR = 3600
BETWEEN = "days_between_danger_misses"


@dataclass(frozen=True)
class DangerMisses:
    """Concerns with immediate danger where nobody is shown to have acted in time.

    Parameters
    ----------
    table : DataFrame
        case_id, date_raised, aware_at, protective_action_at, hours (between the two; missing where one is), source
        columns; latest first.
    counted : int
        Concerns with immediate danger in all.
    between : DaysBetween or None
        The days between misses.
    sentence : str
        How many of how many, and how long ago the last was.
    """

    table: pd.DataFrame
    counted: int
    between: DaysBetween | None
    sentence: str


def danger_misses(measures: Measures, service: str) -> DangerMisses | None:
    """List the misses of one service.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    service : str
        Which service.

    Returns
    -------
    DangerMisses or None
        None where it is not collected.
    """
    if INDICATOR in measures.lacking(service) or INDICATOR in measures.not_collected:
        return None
    behind = measures.rows_behind(INDICATOR, service)
    counted = int(behind["denominator"].sum())
    table = _listed(measures, service, behind[behind["counted"].eq(NOT_SHOWN)]["case_id"])
    between = days_between(measures, service, BETWEEN)
    return DangerMisses(table, counted, between, _sentence(table, counted, measures.context.as_of))


def _listed(measures: Measures, service: str, cases: pd.Series) -> pd.DataFrame:
    rows = measures.context.tables["concerns"]
    missed = rows[rows["service"].eq(service) & rows["case_id"].isin(cases)]
    hours = (missed["protective_action_at"] - missed["aware_at"]).dt.total_seconds() / SECONDS_AN_HOUR
    columns = [
        "case_id",
        "date_raised",
        "aware_at",
        "protective_action_at",
        "hours",
        "source_file",
        "source_row",
    ]
    return missed.assign(hours=hours)[columns].sort_values("date_raised", ascending=False, ignore_index=True)


def _sentence(table: pd.DataFrame, counted: int, as_of: pd.Timestamp) -> str:
    if not counted:
        return "No concern with immediate danger is recorded."
    if table.empty:
        return f"Somebody acted in time in all {counted} concerns with immediate danger."
    days = (as_of - table["date_raised"].iloc[0]).days
    return (
        f"In {len(table)} of {counted} concerns with immediate danger nobody is shown to have acted in time; the last "
        f"was {days} days before this report. Each one is a case to read, not a rate to improve."
    )
