"""Conditions on rows, from which indicators are put together. Each takes a table and returns a boolean Series."""

import pandas as pd

from msp_qi.measures.indicator import Condition
from msp_qi.schema.audit_items import AUDIT_ITEMS

INVOLVEMENT_STAGES = ("involved_concern", "involved_planning", "involved_review", "involved_closure")
_INVOLVED = ("led", "involved")
_NOT_APPLICABLE_STAGE = ("not_possible", "not_reached")


def random_core(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Rows of the monthly random draw: the only ones that stand for the service."""
    return rows["sampled_as"].eq("random")


def audited(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Random-core rows that somebody read: a date is given, or at least one audit item is answered."""
    items = [item.name for item in AUDIT_ITEMS if item.name in rows]
    return random_core(rows) & (rows["audit_date"].notna() | rows[items].notna().any(axis=1))


def item_met(item: str) -> Condition:
    """The auditor answered "met". A blank, "partly" and "cannot tell" are not met."""
    return lambda rows: rows[item].eq("met")


def item_applies(item: str) -> Condition:
    """An audited case where the item is not "not applicable"; a blank applies and counts as not met."""
    return lambda rows: audited(rows) & ~rows[item].eq("na")


def own_words(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Words are there, they come from the person or a representative, and the auditor found them good."""
    return (
        rows["outcome_text"].notna()
        & rows["outcome_source"].isin(["person", "representative"])
        & rows["a1_own_words"].eq("met")
    )


def has_applicable_stage(rows: pd.DataFrame) -> "pd.Series[bool]":
    """An audited case with at least one stage that was reached and where taking part was possible."""
    stages = rows[list(INVOLVEMENT_STAGES)]
    return audited(rows) & ~stages.isin(_NOT_APPLICABLE_STAGE).all(axis=1)


def involved_at_every_stage(rows: pd.DataFrame) -> "pd.Series[bool]":
    """At every stage the person led, was involved, or the stage does not apply; a blank stage is not evidenced."""
    stages = rows[list(INVOLVEMENT_STAGES)]
    return stages.isin(_INVOLVED + _NOT_APPLICABLE_STAGE).all(axis=1)


def needs_advocacy(rows: pd.DataFrame) -> "pd.Series[bool]":
    """An audited case with substantial difficulty in being involved, or assessed as lacking capacity."""
    needed = rows["substantial_difficulty"].eq("yes") | rows["capacity_statement"].eq("assessed_lacks")
    return audited(rows) & needed


def advocacy_offered(rows: pd.DataFrame) -> "pd.Series[bool]":
    """A date of the offer is recorded."""
    return rows["advocacy_offered_date"].notna()


def has_capacity_statement(rows: pd.DataFrame) -> "pd.Series[bool]":
    """An audited case whose record says anything about capacity."""
    return audited(rows) & rows["capacity_statement"].isin(["assumed", "assessed_has", "assessed_lacks"])


def capacity_evidenced(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Evidence is written down beside the statement."""
    return rows["capacity_evidence"].notna()


def review_was_due(rows: pd.DataFrame) -> "pd.Series[bool]":
    """An audited case with a review that was held, or that was due by the day of the audit.

    Where the day of the audit is not recorded, the end of the audit month stands in for it.
    """
    month_end = rows["audit_month"] + pd.offsets.MonthEnd(0)
    read_on = rows["audit_date"].fillna(month_end)
    due = rows["review_due"].notna() & ((rows["review_due"] <= read_on) | rows["review_held"].notna())
    return audited(rows) & due


def review_on_time(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Held on or before the day it was due; a review without a held date was not held."""
    return rows["review_held"] <= rows["review_due"]


def has_audit_date(rows: pd.DataFrame) -> "pd.Series[bool]":
    """The day of the audit is recorded."""
    return rows["audit_date"].notna()
