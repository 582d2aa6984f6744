"""Checks of cases that were rated twice: each further rating stands beside the one that it follows."""

import pandas as pd

from msp_qi.data.rules.rule import Context, Hit, hits

RATED_AGAIN = "second_ratings"
CASE = ["service", "case_id", "audit_month"]


def second_without_first(context: Context) -> list[Hit]:
    """Ratings of a case that nobody is said to have audited in that month: there is nothing to compare them with."""
    ratings = context.frames[RATED_AGAIN]
    return _without(ratings, ratings["rating_stage"].notna(), context.frames["case_audits"], "case_id")


def agreed_without_second(context: Context) -> list[Hit]:
    """What two agreed on, where only one of them has a rating."""
    ratings = context.frames[RATED_AGAIN]
    agreed, second = (ratings["rating_stage"].eq(stage) for stage in ("moderated", "second"))
    return _without(ratings, agreed, ratings[second.fillna(False)], "rating_stage")


def _without(ratings: pd.DataFrame, meant: "pd.Series[bool]", others: pd.DataFrame, field: str) -> list[Hit]:
    whole = ratings[CASE].notna().all(axis=1)
    there = pd.MultiIndex.from_frame(ratings[CASE]).isin(pd.MultiIndex.from_frame(others[CASE].dropna()))
    return hits(RATED_AGAIN, ratings, meant & whole & ~there, field)
