"""Weeks before a marked day against weeks after it: how often a week after is the better one (NAP)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.errors import UserError
from msp_qi.learning.changes import changes_of
from msp_qi.learning.person.records import PersonRecords
from msp_qi.learning.person.series import Measure
from msp_qi.learning.person.weekly import PRESSURED, RATINGS, weeks_of
from msp_qi.settings import WEEKS_AT_EACH_END
from msp_qi.stats import ComparisonResult, compare_person
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.person import FEWEST_PER_PHASE

LEVELS = {
    "improved": "better, by more than chance would do",
    "worsened": "worse, by more than chance would do",
    "no clear difference": "no clear difference, which is not proof that nothing changed",
    "cannot tell": "it cannot be told",
}
HOW_TO_READ = (
    "Take any week before and any week after. In how many of 100 such pairs is the later week the better one? "
    "50 would be no difference, 100 would be always."
)
CAUTION = (
    "It does not show that the plan or the change is the reason: other things happened at the same time. Weeks of one "
    "person follow each other, so we are less sure than the interval looks."
)


@dataclass(frozen=True)
class MarkedDay:
    """The day about which weeks are compared.

    Parameters
    ----------
    day : Timestamp
        The week it falls in counts as after.
    words : str
        What happened then, e.g. ``"the plan was agreed"``.
    """

    day: pd.Timestamp
    words: str


@dataclass(frozen=True)
class Overlap:
    """One measure before and after.

    Parameters
    ----------
    measure : Measure
        What is followed.
    comparison : ComparisonResult
        NAP with its interval; a refusal where there are too few weeks.
    sentence : str
        In plain words, with both n.
    """

    measure: Measure
    comparison: ComparisonResult
    sentence: str


def marked_days(data: AuditData, records: PersonRecords) -> tuple[MarkedDay, ...]:
    """The days on which a plan was agreed with the person, then the changes of the service; each in order of time.

    Parameters
    ----------
    data : AuditData
        As loaded.
    records : PersonRecords
        One person's rows.

    Returns
    -------
    tuple of MarkedDay
    """
    agreed = (
        records.cases["plan_agreed_on"]
        if "plan_agreed_on" in records.cases
        else pd.Series(dtype="datetime64[us]")
    )
    days = sorted(records.done(agreed).dropna().unique())
    plans = tuple(MarkedDay(pd.Timestamp(day), "the plan was agreed") for day in days)
    changes = (change for change in changes_of(data, records.service) if change.date <= records.as_of)
    return plans + tuple(MarkedDay(change.date, f'the change "{change.title}"') for change in changes)


def asked_day(text: str) -> MarkedDay:
    """A day that somebody asks about.

    Raises
    ------
    UserError
        When it is no date.
    """
    try:
        return MarkedDay(pd.Timestamp(pd.to_datetime(text, format="%Y-%m-%d")), "the day asked about")
    except ValueError:
        raise UserError(f'The day "{text}" is no date; write it as 2026-05-01.') from None


def chosen_day(days: tuple[MarkedDay, ...], records: PersonRecords) -> MarkedDay | None:
    """The first marked day with many rated weeks on both sides, or else enough; else the first of all.

    The choice looks at how many weeks there are and never at what was rated, so that no day is picked for its result.

    Parameters
    ----------
    days : tuple of MarkedDay
        In order of preference.
    records : PersonRecords
        One person's rows.

    Returns
    -------
    MarkedDay or None
        None where no day is marked.
    """
    weeks = weeks_of(records).dropna(how="all", subset=[measure.name for measure in RATINGS])["period"]
    before = [int((weeks < _monday(found.day)).sum()) for found in days]
    fewer = [min(count, len(weeks) - count) for count in before]
    for wanted in (WEEKS_AT_EACH_END, FEWEST_PER_PHASE, 0):
        for found, there in zip(days, fewer, strict=True):
            if there >= wanted:
                return found
    return None


def overlaps(records: PersonRecords, marked: MarkedDay) -> tuple[Overlap, ...]:
    """Every weekly measure before and after a day; those never answered are left out.

    Parameters
    ----------
    records : PersonRecords
        One person's rows.
    marked : MarkedDay
        The week it falls in counts as after: a plan that takes time to work then looks weaker, never stronger.

    Returns
    -------
    tuple of Overlap
    """
    weeks = weeks_of(records)
    after = weeks["period"] >= _monday(marked.day)
    return tuple(
        _overlap(measure, weeks.loc[~after, measure.name], weeks.loc[after, measure.name])
        for measure in (*RATINGS, PRESSURED)
        if weeks[measure.name].notna().any()
    )


def _overlap(measure: Measure, before: pd.Series, after: pd.Series) -> Overlap:
    found = compare_person(
        before.to_numpy(dtype=float),
        after.to_numpy(dtype=float),
        direction=measure.better,
        question=f"{measure.title}:",
    )
    return Overlap(measure, found, _sentence(measure, found))


def _sentence(measure: Measure, found: ComparisonResult) -> str:
    n_before, n_after = found.n
    if np.isnan(found.effect):
        return (
            f"{measure.title}: cannot tell. {_weeks(n_before)} before and {_weeks(n_after)} after have an answer; "
            f"{FEWEST_PER_PHASE} are needed on each side."
        )
    low, high = found.interval
    return (
        f"{measure.title}: {LEVELS[found.verdict]}. The later week is the better one in {100 * found.effect:.0f} "
        f"of 100 pairs (95 % interval {100 * low:.0f} to {100 * high:.0f}; {_weeks(n_before)} before, "
        f"{_weeks(n_after)} after)."
    )


def middles(found: Overlap) -> tuple[str, str]:
    """The middle value before and after in words."""
    as_share = found.measure.unit == "percent"
    before, after = (
        "none" if pd.isna(v) else per_cent(v) if as_share else f"{v:g}" for v in found.comparison.values
    )
    return before, after


def _weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count} weeks"


def _monday(day: pd.Timestamp) -> pd.Timestamp:
    return day.normalize() - pd.Timedelta(days=day.weekday())
