"""Synthetic weeks and journeys of a few people in each service."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from msp_qi.data.demo.dice import Dice, Row
from msp_qi.data.demo.planted import PlantedService

PEOPLE = 2
# Somebody with so many cases, where concerns come back, needs no other.
SEVERAL = 3
# What a page about one person shows besides weeks and journeys.
BESIDE = (
    "risk_enablement",
    "triggers",
    "breaches",
    "restrictions",
    "consent_boundaries",
    "information_shares",
)


def living_rows(
    dice: Dice, service: PlantedService, number: int, position: int, month: pd.Timestamp
) -> Iterator[tuple[str, Row]]:
    """One month of weekly ratings and journeys of the same few people."""
    chance = service.chance(position)
    for person in _people(number):
        key: Row = {"service": service.name, "person_id": person}
        for monday in pd.date_range(month, month + pd.offsets.MonthEnd(0), freq="W-MON"):
            if dice.happens(0.92):
                yield "weekly_ratings", {**key, **_week(dice, monday, chance)}
            for journey in range(dice.count(1.0 + chance)):
                yield "journeys", {**key, "journey_no": journey + 1, **_journey(dice, monday, chance)}


def _week(dice: Dice, monday: pd.Timestamp, chance: float) -> Row:
    contacts = dice.between(1, 6)
    pressured = sum(dice.happens(0.5 * (1 - chance)) for _ in range(contacts))
    return {
        "week_starting": monday,
        "control": dice.rating(1.5 + 3 * chance),
        "distress": dice.rating(4.5 - 3 * chance),
        "confidence": dice.rating(1.5 + 3 * chance),
        "contacts": contacts,
        "pressured": pressured,
    }


def _journey(dice: Dice, monday: pd.Timestamp, chance: float) -> Row:
    outcome = dice.one_of(
        ("success", "stopped", "not_attempted_staff", "not_attempted_person"),
        (chance, 0.15, (1 - chance) / 2, 0.1),
    )
    attempted = outcome in ("success", "stopped")
    due = dice.between(1, 2) if attempted else 0
    made = sum(dice.happens(0.6 + 0.35 * chance) for _ in range(due))
    event = dice.one_of(("none", "near_miss", "incident"), (90, 7, 3)) if attempted else "none"
    day = min(monday + pd.Timedelta(days=dice.between(0, 6)), dice.last_day)
    return {
        "journey_date": day,
        "outcome": outcome,
        "event": event,
        "checkins_due": due,
        "checkins_made": made,
    }


def _people(number: int) -> tuple[str, ...]:
    return tuple(f"P{number:02d}{person:03d}" for person in range(1, PEOPLE + 1))


def with_their_cases(
    rows: Sequence[tuple[str, Row]], number: int, turn: pd.Timestamp
) -> Iterator[tuple[str, Row]]:
    """The same rows, with a case for each person whose weeks are followed, so that no page of theirs is half empty.

    Theirs is one of the cases beside which most is recorded, of these the one raised nearest to the turn.
    """
    cases = {str(row["case_id"]): row for table, row in rows if table == "concerns"}
    beside: dict[str, set[str]] = {case: set() for case in cases}
    for table, row in rows:
        if table in BESIDE:
            beside[str(row["case_id"])].add(table)

    def order(case: str) -> tuple[int, pd.Timedelta]:
        return -len(beside[case]), abs(pd.Timestamp(str(cases[case]["date_raised"])) - turn)

    of_each = Counter(row["person_id"] for row in cases.values())
    few = [person for person in _people(number) if of_each[person] < SEVERAL]
    theirs = dict(zip(sorted(cases, key=order), few, strict=False))
    for table, row in rows:
        case = str(row.get("case_id"))
        yield table, {**row, "person_id": theirs[case]} if table == "concerns" and case in theirs else row
