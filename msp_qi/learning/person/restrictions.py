"""Restrictions over time, and which of them have drifted: brought back without a reason, or past their review."""

from dataclasses import dataclass, field

import pandas as pd

from msp_qi.learning.person.lists import Judged, filled, number, words_for
from msp_qi.learning.person.records import PersonRecords
from msp_qi.schema.fields import table as schema_table
from msp_qi.settings import REVIEW_EARLY_DAYS

NO_REASON = "brought back without a reason"
OVERDUE = "in force past its review day, and not reviewed"
BOTH = "brought back without a reason, and past its review day"
NO_REVIEW_DAY = "in force with no review day"
NEXT_MISSING = "in force; reviewed, but no later review day is set"
IN_FORCE = "in force, review still to come"
ENDED = "ended"
ENDED_NO_REASON = "ended; it had been brought back without a reason"
DRIFT = (NO_REASON, OVERDUE, BOTH)
UNSET = (NO_REVIEW_DAY, NEXT_MISSING)
CAUTION = (
    "A restriction can be right. The question is whether each still has a reason, and whether somebody asked with the "
    "person if less would do. No restriction on this list does not mean that none is in use."
)


@dataclass(frozen=True)
class Restrictions(Judged):
    """One person's restrictions.

    Parameters
    ----------
    in_force : int
        How many had not ended on the day of the report.
    drifted : int
        How many of these have drifted.
    """

    in_force: int = field(default=0)
    drifted: int = field(default=0)


def restrictions_of(records: PersonRecords) -> Restrictions | None:
    """Judge each restriction as it stands on the day of the report.

    Parameters
    ----------
    records : PersonRecords
        One person's rows.

    Returns
    -------
    Restrictions or None
        None where restrictions are not collected. ``table``: restriction_id, kind (in words), start_date, end_date,
        in_force, review_due, last_reviewed_on, reintroduced_of, reason (bool), judgement, look. ``due`` are those in
        force and ``met`` those of them that have not drifted.
    """
    rows = records.rows("restrictions")
    if rows is None:
        return None
    rows = rows.sort_values(["start_date", "restriction_id"], kind="stable").reset_index(drop=True)
    in_force = rows["end_date"].isna() | (rows["end_date"] > records.as_of)
    reviewed = records.done(rows["last_reviewed_on"])
    judgement = _judgement(rows, in_force, reviewed, records.as_of)
    table = pd.DataFrame(
        {
            "restriction_id": rows["restriction_id"],
            "kind": _kind_words(rows["kind"]),
            "start_date": rows["start_date"],
            "end_date": rows["end_date"].where(~in_force),
            "in_force": in_force,
            "review_due": rows["review_due"],
            "last_reviewed_on": reviewed,
            "reintroduced_of": rows["reintroduced_of"],
            "reason": filled(rows["rationale_text"]),
            "judgement": judgement,
            "look": judgement.isin((*DRIFT, *UNSET)),
        }
    )
    active, drifted = int(in_force.sum()), int(judgement.isin(DRIFT).sum())
    return Restrictions(table, active - drifted, active, _sentence(table), records.as_of, active, drifted)


def _judgement(
    rows: pd.DataFrame, in_force: "pd.Series[bool]", reviewed: pd.Series, as_of: pd.Timestamp
) -> "pd.Series[str]":
    due = rows["review_due"]
    past = due < as_of.normalize()
    # A review a few days before the day it was due is that review; an earlier one is the review before it.
    held = reviewed >= due - pd.Timedelta(days=REVIEW_EARLY_DAYS)
    overdue = in_force & past & ~held
    back = filled(rows["reintroduced_of"]) & ~filled(rows["rationale_text"])
    return words_for(
        (~in_force & back, ENDED_NO_REASON),
        (~in_force, ENDED),
        (back & overdue, BOTH),
        (back, NO_REASON),
        (overdue, OVERDUE),
        (due.isna(), NO_REVIEW_DAY),
        (past, NEXT_MISSING),
        otherwise=IN_FORCE,
    )


def _kind_words(codes: pd.Series) -> pd.Series:
    answers = schema_table("restrictions").field("kind").answers
    return (
        codes.map({answer.code: answer.label for answer in answers}).fillna("Kind not recorded").astype("str")
    )


def _sentence(table: pd.DataFrame) -> str:
    if table.empty:
        return "No restriction is recorded. Either there is none, or nobody wrote it down: ask."
    active = int(table["in_force"].sum())
    if not active:
        return f"None of {number(len(table), 'restriction')} is in force. {_ended(table)}".strip()
    judged = table["judgement"]
    drifted = int(judged.isin(DRIFT).sum())
    in_force = f"{number(active, 'restriction')} {'is' if active == 1 else 'are'} in force"
    said = f"{in_force}, and {_have(drifted, active)} drifted."
    reasons = [
        (int(judged.isin((NO_REASON, BOTH)).sum()), "brought back without a reason"),
        (int(judged.isin((OVERDUE, BOTH)).sum()), "left in force past the review day without a review"),
    ]
    if active == 1:
        why = " and ".join(words for count, words in reasons if count)
        said += f" It was {why}." if why else ""
    else:
        said += "".join(
            f" {count} {'was' if count == 1 else 'were'} {words}." for count, words in reasons if count
        )
    unset = int(judged.isin(UNSET).sum())
    if unset:
        said += (
            f" {'No' if active == 1 else f'For {unset} no'} review day lies ahead: set one with the person."
        )
    return f"{said} {_ended(table)}".strip()


def _have(count: int, active: int) -> str:
    if active == 1:
        return "it has" if count else "it has not"
    return "none of them has" if not count else "1 of them has" if count == 1 else f"{count} of them have"


def _ended(table: pd.DataFrame) -> str:
    count = int(table["judgement"].eq(ENDED_NO_REASON).sum())
    return f"{count} that ended had been brought back without a reason." if count else ""
