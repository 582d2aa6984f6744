"""Times that an agreed boundary was broken: was it reviewed in time, and was the person told what was shared?"""

import pandas as pd

from msp_qi.learning.person.lists import Judged, filled, number, words_for
from msp_qi.learning.person.records import PersonRecords
from msp_qi.measures.working_days import deadline
from msp_qi.settings import Timescale, timescale

ALLOWED = timescale("breach_review")
IN_TIME = "reviewed in time"
LATE = "reviewed too late"
EARLY = "the review is dated before the breach"
STILL_TIME = "still within the time"
NEVER = "no review recorded"
TOLD = "told what and why"
NOT_TOLD = "told outside, and the person was not shown to be told what and why"
NOBODY_OUTSIDE = "nobody outside was told"
NOT_RECORDED = "not recorded whether anybody outside was told"
CAUTION = (
    "A breach is not the person's fault. Few breaches can mean few contacts, or that nobody wrote them down."
)


def breaches_of(records: PersonRecords, allowed: Timescale = ALLOWED) -> Judged | None:
    """Judge each breach: reviewed in time, and the person told.

    Parameters
    ----------
    records : PersonRecords
        One person's rows.
    allowed : Timescale
        How long it may take.

    Returns
    -------
    Judged or None
        None where breaches are not collected. ``table``: breach_at, reviewed_at, hours, judgement, person (whether
        the person was told of what was shared), look. A breach without a review counts as not reviewed in time.
    """
    rows = records.rows("breaches")
    if rows is None:
        return None
    rows = rows.sort_values("breach_at", ascending=False, kind="stable").reset_index(drop=True)
    reviewed = records.done(rows["reviewed_at"])
    hours = (reviewed - rows["breach_at"]).dt.total_seconds() / 3600
    last = deadline(rows["breach_at"], allowed)
    judgement = words_for(
        (hours < 0, EARLY),
        (reviewed <= last, IN_TIME),
        (reviewed.notna(), LATE),
        (last > records.as_of, STILL_TIME),
        otherwise=NEVER,
    )
    person = _told(rows)
    due = judgement.ne(STILL_TIME)
    table = pd.DataFrame(
        {
            "breach_at": rows["breach_at"],
            "reviewed_at": reviewed,
            "hours": hours,
            "judgement": judgement,
            "person": person,
            "look": (due & judgement.ne(IN_TIME)) | person.isin((NOT_TOLD, NOT_RECORDED)),
        }
    )
    met = int(judgement.eq(IN_TIME).sum())
    return Judged(
        table, met, int(due.sum()), _sentence(table, met, int(due.sum()), allowed.words), records.as_of
    )


def _told(rows: pd.DataFrame) -> "pd.Series[str]":
    outside = rows["external_referral"]
    whole = rows["person_informed"].eq("yes") & filled(rows["shared_what"]) & filled(rows["shared_why"])
    return words_for(
        (outside.isna(), NOT_RECORDED),
        (outside.eq("no"), NOBODY_OUTSIDE),
        (whole, TOLD),
        otherwise=NOT_TOLD,
    )


def _sentence(table: pd.DataFrame, met: int, due: int, within: str) -> str:
    if table.empty:
        return "No breach is recorded. Either none happened, or nobody wrote it down: ask."
    if not due:
        said = f"{number(len(table), 'breach', 'breaches')}, with time still running: {within} are allowed."
    else:
        were = "was" if 1 in (met, due) else "were"
        said = (
            f"{met} of {number(due, 'breach', 'breaches')} {were} reviewed within {within}; one without "
            "a review counts as not reviewed."
        )
    outside = int(table["person"].isin((TOLD, NOT_TOLD)).sum())
    told = int(table["person"].eq(TOLD).sum())
    if outside:
        said += (
            f" In {outside} of {len(table)} somebody outside was told; the person is shown to have known what and why "
            f"in {told} of {outside}."
        )
    return said
