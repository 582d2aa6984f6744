"""Synthetic weeks and journeys of a few people in each service."""

from collections.abc import Iterator

import pandas as pd

from msp_qi.data.demo.dice import Dice, Row
from msp_qi.data.demo.planted import PlantedService

PEOPLE = 2


def living_rows(
    dice: Dice, service: PlantedService, number: int, position: int, month: pd.Timestamp
) -> Iterator[tuple[str, Row]]:
    """One month of weekly ratings and journeys of the same few people."""
    chance = service.chance(position)
    for person in range(1, PEOPLE + 1):
        key: Row = {"service": service.name, "person_id": f"P{number:02d}{person:03d}"}
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
