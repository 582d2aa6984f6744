"""Journeys: how many were tried, how they went, what happened on them, and whether check-ins were made."""

from dataclasses import dataclass, field

import pandas as pd

from msp_qi.learning.person.records import PersonRecords
from msp_qi.learning.person.series import COUNT, SHARE, Measure, Series, judge
from msp_qi.settings import MONTHS_AT_EACH_END

SUCCESS = Measure(
    "journeys",
    "Journeys completed",
    SHARE,
    "increase",
    "the share of journeys completed",
    "O2b",
    "journeys attempted",
)
MISSED = Measure(
    "checkins", "Check-ins missed", SHARE, "decrease", "the share of check-ins missed", "O2f", "check-ins due"
)
TRIED = Measure(
    "attempts", "Journeys attempted", COUNT, "increase", "the number of journeys attempted", "O2b", "journeys"
)
ATTEMPTED = ("success", "stopped")
NOT_BY_STAFF, NOT_BY_PERSON = "not_attempted_staff", "not_attempted_person"
PER = 10
NO_EVENTS = (
    "No journey has a word on whether anything happened, so incidents and near misses cannot be counted. "
    "That is not a zero."
)
FEWER_IS_NOT_SAFER = (
    "Fewer journeys is not safety: somebody who stays at home has no incident on the way. A near miss that is "
    "reported is good practice, so more of these is not worse by itself."
)


@dataclass(frozen=True)
class Events:
    """Incidents and near misses beside the journeys on which they can happen.

    Parameters
    ----------
    table : DataFrame
        A row a month, none left out: period, attempted, near_misses, incidents.
    sentence : str
        Counts with their exposure, and whether there were fewer journeys.
    known : bool
        Whether any row says what happened; where none does there is no count, and that is not a zero.
    """

    table: pd.DataFrame = field(repr=False)
    sentence: str
    known: bool = True


@dataclass(frozen=True)
class Journeys:
    """Everything about one person's journeys.

    Parameters
    ----------
    table : DataFrame
        A row a month, none left out: period, planned, attempted, success, stopped, not_attempted_staff,
        not_attempted_person, not_recorded, near_misses, incidents, checkins_due, checkins_missed.
    success, checkins : Series
        Shares by month, judged.
    attempts : Series
        Journeys attempted a month, judged: the exposure of all the rest.
    events : Events
        What happened, with the journeys attempted beside it.
    not_tried : str
        Who decided that journeys were not attempted.
    """

    table: pd.DataFrame = field(repr=False)
    success: Series
    attempts: Series
    checkins: Series
    events: Events
    not_tried: str


def journeys_of(records: PersonRecords) -> Journeys | None:
    """Count one person's journeys by month.

    Parameters
    ----------
    records : PersonRecords
        One person's rows.

    Returns
    -------
    Journeys or None
        None where no journeys are collected, or none of this person.
    """
    rows = records.rows("journeys")
    if rows is None or rows.empty:
        return None
    table = _by_month(rows)
    success = judge(
        SUCCESS, "month", _share(table, "success", "attempted"), MONTHS_AT_EACH_END, _unknown(table)
    )
    checkins = judge(
        MISSED,
        "month",
        _share(table, "checkins_missed", "checkins_due"),
        MONTHS_AT_EACH_END,
        _not_written(rows),
    )
    events = _events(rows, table[["period", "attempted", "near_misses", "incidents"]])
    counts = table[["period"]].assign(numerator=float("nan"), n=1.0, value=table["attempted"].astype(float))
    attempts = judge(TRIED, "month", counts, MONTHS_AT_EACH_END)
    return Journeys(table, success, attempts, checkins, events, _not_tried(table))


def _by_month(rows: pd.DataFrame) -> pd.DataFrame:
    outcome, event = rows["outcome"], rows["event"]
    due, missed = _checkins(rows)
    counted = pd.DataFrame(
        {
            "period": rows["journey_date"].dt.to_period("M"),
            "planned": 1,
            "attempted": outcome.isin(ATTEMPTED),
            **{name: outcome.eq(name) for name in (*ATTEMPTED, NOT_BY_STAFF, NOT_BY_PERSON)},
            "not_recorded": outcome.isna(),
            "near_misses": event.eq("near_miss"),
            "incidents": event.eq("incident"),
            "checkins_due": due,
            "checkins_missed": missed,
        }
    )
    sums = counted.groupby("period").sum().astype(int)
    every = pd.period_range(sums.index.min(), sums.index.max(), freq="M", name="period")
    table = sums.reindex(every, fill_value=0).reset_index()
    return table.assign(period=table["period"].dt.to_timestamp())


def _checkins(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Due, and due but not made; where nobody wrote how many were made, all of them count as missed."""
    due = pd.to_numeric(rows["checkins_due"], errors="coerce").astype(float).fillna(0).clip(lower=0)
    made = pd.to_numeric(rows["checkins_made"], errors="coerce").astype(float).fillna(0).clip(lower=0)
    return due.astype(int), (due - made).clip(lower=0).astype(int)


def _share(table: pd.DataFrame, numerator: str, n: str) -> pd.DataFrame:
    found = pd.DataFrame({"period": table["period"], "numerator": table[numerator], "n": table[n]}).astype(
        {"numerator": float, "n": float}
    )
    return found.assign(value=(found["numerator"] / found["n"]).where(found["n"] > 0))


def _unknown(table: pd.DataFrame) -> tuple[str, ...]:
    count = int(table["not_recorded"].sum())
    if not count:
        return ()
    return (
        f"{_number(count, 'journey')} without a word on how it went: counted neither as tried nor as completed.",
    )


def _not_written(rows: pd.DataFrame) -> tuple[str, ...]:
    count = int((rows["checkins_due"].gt(0).fillna(False) & rows["checkins_made"].isna()).sum())
    if not count:
        return ()
    return (
        f"{_number(count, 'journey')} had check-ins due and nobody wrote how many were made: counted as missed.",
    )


def _not_tried(table: pd.DataFrame) -> str:
    planned, attempted, staff, person = (
        int(table[name].sum()) for name in ("planned", "attempted", NOT_BY_STAFF, NOT_BY_PERSON)
    )
    said = (
        f"{attempted} of {_number(planned, 'planned journey')} {'was' if attempted == 1 else 'were'} tried."
    )
    if not staff and not person:
        return said
    said += (
        f" {staff} did not start by a decision of staff or the service, {person} by the person's own choice."
    )
    if staff > person:
        said += " Ask why: a journey that staff call off can be a restriction that nobody wrote down."
    return said


def _events(rows: pd.DataFrame, table: pd.DataFrame) -> Events:
    if rows["event"].isna().all():
        return Events(table, NO_EVENTS, known=False)
    silent = int((rows["event"].isna() & rows["outcome"].isin(ATTEMPTED)).sum())
    said = _events_sentence(table)
    if silent:
        said += f" For {_number(silent, 'attempted journey')} nobody wrote whether anything happened."
    return Events(table, said)


def _events_sentence(table: pd.DataFrame) -> str:
    tried = int(table["attempted"].sum())
    incidents, near = int(table["incidents"].sum()), int(table["near_misses"].sum())
    counts = f"{_number(incidents, 'incident')} and {_number(near, 'near miss', 'near misses')}"
    if not tried:
        return f"{counts} are recorded, and no journey was tried, so there is no rate."
    said = f"{counts} on {_number(tried, 'attempted journey')}{_rate(incidents, tried)}."
    return f"{said} {_halves(table)}".strip()


def _rate(incidents: int, tried: int) -> str:
    """Incidents in ten journeys, where there are ten."""
    return f" ({PER * incidents / tried:.1f} incidents in {PER} journeys)" if tried >= PER else ""


def _halves(table: pd.DataFrame) -> str:
    """The first and the last months side by side, with what fewer journeys would mean."""
    if len(table) < 2 * MONTHS_AT_EACH_END:
        return ""
    first, last = table.head(MONTHS_AT_EACH_END), table.tail(MONTHS_AT_EACH_END)
    tried = [int(part["attempted"].sum()) for part in (first, last)]
    incidents = [int(part["incidents"].sum()) for part in (first, last)]
    said = (
        f"First {MONTHS_AT_EACH_END} months: {_number(incidents[0], 'incident')}, {_number(tried[0], 'journey')}. "
        f"Last {MONTHS_AT_EACH_END} months: {_number(incidents[1], 'incident')}, {_number(tried[1], 'journey')}."
    )
    if tried[1] < tried[0]:
        said += (
            " There were fewer journeys than at first, so fewer incidents would not show that it is safer."
        )
    return said


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
