"""Conditions on rows, from which indicators are put together. Each takes rows and returns a boolean Series."""

import pandas as pd

from msp_qi.measures.indicator import Condition
from msp_qi.measures.views.audits import STAGES

_INVOLVED = ("led", "involved")
_NOT_APPLICABLE_STAGE = ("not_possible", "not_reached")
_STAGE_FIELDS = [f"involved_{stage}" for stage in STAGES]


def recorded(*names: str) -> Condition:
    """Something is written in each of the columns."""
    return lambda rows: rows[list(names)].notna().all(axis=1)


def answered(name: str, *codes: str) -> Condition:
    """The column holds one of the answers; a blank does not."""
    return lambda rows: rows[name].isin(codes)


def true(name: str) -> Condition:
    """The column of a view says yes."""
    return lambda rows: rows[name].astype(bool)


def both(*conditions: Condition) -> Condition:
    """Every condition holds."""

    def every(rows: pd.DataFrame) -> "pd.Series[bool]":
        found = conditions[0](rows)
        for condition in conditions[1:]:
            found = found & condition(rows)
        return found

    return every


def at_least(name: str, least: float) -> Condition:
    """The number in the column is that high; a blank is not."""
    return lambda rows: (rows[name] >= least).fillna(False).astype(bool)


def no_more_than(part: str, whole: str) -> Condition:
    """The whole is recorded and the part does not exceed it; a blank part does not."""
    return lambda rows: (rows[part].fillna(0) <= rows[whole]).fillna(False).astype(bool)


def on_or_before(done: str, due: str) -> Condition:
    """The first date is not after the second; without a date it was not done."""
    return lambda rows: rows[done] <= rows[due]


def item_applies(item: str) -> Condition:
    """An audited case where the item is not "not applicable"; a blank applies and counts as not met."""
    return lambda rows: rows["audited"] & ~rows[item].eq("na")


def has_applicable_stage(rows: pd.DataFrame) -> "pd.Series[bool]":
    """An audited case with at least one stage that was reached and where taking part was possible."""
    return rows["audited"] & ~rows[_STAGE_FIELDS].isin(_NOT_APPLICABLE_STAGE).all(axis=1)


def involved_at_every_stage(rows: pd.DataFrame) -> "pd.Series[bool]":
    """At every stage the person led, was involved, or the stage does not apply; a blank stage is not evidenced."""
    return rows[_STAGE_FIELDS].isin(_INVOLVED + _NOT_APPLICABLE_STAGE).all(axis=1)


def needs_advocacy(rows: pd.DataFrame) -> "pd.Series[bool]":
    """An audited case with substantial difficulty in being involved, or assessed as lacking capacity."""
    needed = rows["substantial_difficulty"].eq("yes") | rows["capacity_statement"].eq("assessed_lacks")
    return rows["audited"] & needed


def capacity_evidenced(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Evidence is written down beside the statement, or capacity was assessed on a given day."""
    return rows["capacity_evidence"].notna() | rows["capacity_assessed_date"].notna()


def review_was_due(rows: pd.DataFrame) -> "pd.Series[bool]":
    """An audited case with a review that was due by the day of the audit.

    One due later is left out even where it was held already: counted, it could only ever be on time. Where the day
    of the audit is not recorded, the end of the audit month stands in for it.
    """
    month_end = rows["audit_month"] + pd.offsets.MonthEnd(0)
    read_on = rows["audit_date"].fillna(month_end)
    return rows["audited"] & (rows["review_due"] <= read_on)
