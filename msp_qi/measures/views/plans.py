"""Restrictions month by month, and consent conversations with a date to count them by."""

import numpy as np
import pandas as pd

from msp_qi.measures.context import Context
from msp_qi.measures.views.audits import CASE
from msp_qi.settings import REVIEW_EARLY_DAYS


def restrictions_by_month(context: Context) -> pd.DataFrame:
    """A row for each restriction and month in which it was in force.

    Returns
    -------
    DataFrame
        The columns of the table, with ``month`` (first day), ``at_month_end`` (not ended by its last day, or by
        the day of the report) and ``drifted`` (on that day: brought back without a reason, or past the day its
        review was due without that review).
    """
    rows = context.tables["restrictions"].dropna(subset=["start_date"])
    first, last = _earliest_month(context), context.as_of
    until = rows["end_date"].where(rows["end_date"] <= last, last)
    begun = rows["start_date"].where(rows["start_date"] >= first, first)
    begins, ends = (dates.dt.to_period("M").astype("int64") for dates in (begun, until))
    in_force = (ends - begins + 1).where(begun <= until, 0).to_numpy()
    by_month = rows.loc[rows.index.repeat(in_force)].reset_index(drop=True)
    nth = np.arange(len(by_month)) - np.repeat(in_force.cumsum() - in_force, in_force)
    months = np.repeat(begins.to_numpy(), in_force) + nth
    counted = pd.PeriodIndex.from_ordinals(months, freq="M")  # type: ignore[attr-defined]  # not in the stubs
    by_month["month"] = counted.to_timestamp()
    month_end = by_month["month"] + pd.offsets.MonthEnd(0)
    day = month_end.where(month_end <= last, last.normalize())
    ended = by_month["end_date"] <= day
    found: pd.DataFrame = by_month.assign(at_month_end=~ended, drifted=_drifted(by_month, day))
    return found


def _earliest_month(context: Context) -> pd.Timestamp:
    """The first month that a core table speaks of: a slip of the pen in a start date adds no years of months."""
    first = min(context.core_days(), default=context.as_of - pd.DateOffset(years=1))
    return pd.Timestamp(first).to_period("M").to_timestamp()


def _drifted(rows: pd.DataFrame, day: pd.Series) -> "pd.Series[bool]":
    without_reason = rows["reintroduced_of"].notna() & rows["rationale_text"].isna()
    since = rows["review_due"] - pd.Timedelta(days=REVIEW_EARLY_DAYS)
    reviewed = (rows["last_reviewed_on"] >= since) & (rows["last_reviewed_on"] <= day)
    return without_reason | ((rows["review_due"] < day) & ~reviewed)


def consents_dated(context: Context) -> pd.DataFrame:
    """Consent boundaries with ``counted_on``: the conversation, or where that has no date, the concern."""
    rows = context.tables["consent_boundaries"]
    if "concerns" not in context.tables:
        return rows.assign(counted_on=rows["conversation_date"])
    raised = (
        context.tables["concerns"].dropna(subset=CASE).drop_duplicates(CASE).set_index(CASE)["date_raised"]
    )
    of_case = raised.reindex(pd.MultiIndex.from_frame(rows[CASE]))
    of_case.index = rows.index
    return rows.assign(counted_on=rows["conversation_date"].fillna(of_case))
