"""Whether enough of each month's cases were rated by two auditors."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.data.sampling.draw import SECOND_RATING_LEAST, SECOND_RATING_SHARE, second_ratings
from msp_qi.learning.agreement import double_rating
from msp_qi.measures.context import context_of
from msp_qi.measures.views.audits import audited_cases

COLUMNS = ("month", "core", "rated_twice", "needed", "enough")
MOST_MONTHS_NAMED = 6


@dataclass(frozen=True)
class RatedTwice:
    """How many cases of each month two auditors rated, and how many should be.

    Parameters
    ----------
    table : DataFrame
        Columns ``COLUMNS``, a row for each month in which a case of the random core was read: core (cases), rated_twice
        (cases of the core with an answer of both auditors to at least one item), needed (cases), enough.
    text : str
        A sentence or two.
    """

    table: pd.DataFrame
    text: str


def rated_twice(data: AuditData, service: str) -> RatedTwice:
    """Count the cases of one service that two auditors rated, month by month.

    Parameters
    ----------
    data : AuditData
        As loaded.
    service : str
        Full name.

    Returns
    -------
    RatedTwice
    """
    cases = audited_cases(context_of(data))
    cases = cases[cases["service"].eq(service) & cases["core"]].dropna(subset=["case_id", "audit_month"])
    pairs = double_rating(data, service).ratings.dropna(subset=["first", "second"])
    again = pd.MultiIndex.from_frame(pairs[["case_id", "audit_month"]])
    twice = pd.Series(
        pd.MultiIndex.from_frame(cases[["case_id", "audit_month"]]).isin(again), index=cases.index
    )
    rows = []
    for month, found in cases.groupby("audit_month"):
        if found["audited"].any():
            core, rated = found["case_id"].nunique(), found.loc[twice[found.index], "case_id"].nunique()
            needed = second_ratings(core)
            rows.append((month, core, rated, needed, rated >= needed))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return RatedTwice(table, _text(table))


def _text(table: pd.DataFrame) -> str:
    if table.empty:
        return "No case of the random core has been read yet."
    rule = f"At least {SECOND_RATING_SHARE:.0%} of the random core, and at least {SECOND_RATING_LEAST} cases a month, "
    few = table[~table["enough"].astype(bool)]
    if few.empty:
        return f"{rule}are rated by two auditors: that was so in each of {len(table)} months."
    named = [
        f"{row.month:%b %Y} ({row.rated_twice} of {row.needed})"
        for row in few.tail(MOST_MONTHS_NAMED).itertuples()
    ]
    more = f", and {len(few) - len(named)} months before" if len(few) > len(named) else ""
    return (
        f"{rule}should be rated by two auditors. That was so in {len(table) - len(few)} of {len(table)} months; too "
        f"few in {', '.join(named)}{more}."
    )
