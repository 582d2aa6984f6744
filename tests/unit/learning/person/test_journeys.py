"""Journeys by hand: the answers stand beside the rows."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_qi.learning.person.journeys import journeys_of
from msp_qi.schema.answers import JOURNEY_OUTCOME
from tests.unit.learning.person.people import person_of

APRIL = [
    {"journey_date": "2026-04-02", "outcome": "success", "event": "none", "checkins_due": 2, "checkins_made": 2},
    {"journey_date": "2026-04-09", "outcome": "success", "event": "near_miss", "checkins_due": 2, "checkins_made": 1},
    {"journey_date": "2026-04-16", "outcome": "stopped", "event": "incident", "checkins_due": 2, "checkins_made": None},
    {"journey_date": "2026-04-20", "outcome": "not_attempted_staff", "event": "none"},
    {"journey_date": "2026-04-23", "outcome": "not_attempted_staff"},
    {"journey_date": "2026-04-25", "outcome": "not_attempted_person"},
    {"journey_date": "2026-04-30", "outcome": None},
]  # fmt: skip
# April: 7 planned; 3 attempted, 2 completed; 2 not begun by staff, 1 by the person, 1 unknown.
# Check-ins: 6 due; 0 + 1 + 2 missed, since nobody wrote how many were made on the 16th.


def found(rows):
    made = journeys_of(person_of(journeys=rows))
    assert made is not None
    return made


def test_a_month_is_counted_as_by_hand():
    row = found(APRIL).table.iloc[0].to_dict()
    assert row == {
        "period": pd.Timestamp("2026-04-01"),
        "planned": 7,
        "attempted": 3,
        "success": 2,
        "stopped": 1,
        "not_attempted_staff": 2,
        "not_attempted_person": 1,
        "not_recorded": 1,
        "near_misses": 1,
        "incidents": 1,
        "checkins_due": 6,
        "checkins_missed": 3,
    }


def test_success_is_of_attempts_and_what_is_unknown_is_named():
    made = found(APRIL)
    assert made.success.first == "Over all: 2 of 3 journeys attempted (67 %)"
    assert made.success.notes == (
        "1 journey without a word on how it went: counted neither as tried nor as completed.",
    )


def test_check_ins_nobody_wrote_down_count_as_missed():
    made = found(APRIL)
    assert made.checkins.first == "Over all: 3 of 6 check-ins due (50 %)"
    assert made.checkins.notes == (
        "1 journey had check-ins due and nobody wrote how many were made: counted as missed.",
    )


def test_who_called_journeys_off_is_said_and_staff_more_than_the_person_asks_why():
    said = found(APRIL).not_tried
    assert said.startswith("3 of 7 planned journeys were tried. 2 did not start by a decision of staff")
    assert "a restriction that nobody wrote down" in said


def test_events_never_stand_without_their_exposure():
    assert found(APRIL).events.sentence == "1 incident and 1 near miss on 3 attempted journeys."


def journeys(month: int, count: int, incidents: int = 0) -> list[dict[str, object]]:
    return [
        {
            "journey_date": f"2026-0{month}-{day + 1:02d}",
            "outcome": "success",
            "event": "incident" if day < incidents else "none",
        }
        for day in range(count)
    ]


def test_fewer_journeys_are_never_called_safer():
    rows = [row for month in (1, 2, 3) for row in journeys(month, 10, 1)]
    rows += [row for month in (4, 5, 6) for row in journeys(month, 2)]
    said = found(rows).events.sentence
    # 30 + 6 journeys, 3 incidents: 10 * 3 / 36 = 0.83
    assert said == (
        "3 incidents and 0 near misses on 36 attempted journeys (0.8 incidents in 10 journeys). "
        "First 3 months: 3 incidents, 30 journeys. Last 3 months: 0 incidents, 6 journeys. "
        "There were fewer journeys than at first, so fewer incidents would not show that it is safer."
    )


def test_as_many_journeys_need_no_warning():
    rows = [row for month in range(1, 7) for row in journeys(month, 3)]
    assert "fewer" not in found(rows).events.sentence


def test_an_absent_month_has_nothing_attempted_and_no_share():
    made = found([*journeys(1, 1), *journeys(3, 1)])
    assert made.table["attempted"].tolist() == [1, 0, 1]
    assert made.success.table["value"].isna().tolist() == [False, True, False]


def test_what_nobody_wrote_down_is_not_a_zero():
    silent = found([{"journey_date": "2026-04-02", "outcome": "success"}]).events
    assert not silent.known and silent.sentence.endswith("That is not a zero.")
    rows = [{"journey_date": "2026-04-02", "outcome": "success"}, *journeys(4, 1)]
    assert found(rows).events.sentence == (
        "0 incidents and 0 near misses on 2 attempted journeys. "
        "For 1 attempted journey nobody wrote whether anything happened."
    )


def test_nothing_tried_has_no_rate():
    made = found([{"journey_date": "2026-04-02", "outcome": "not_attempted_person", "event": "none"}])
    assert made.events.sentence.endswith("no journey was tried, so there is no rate.")
    assert made.success.empty


def test_more_made_than_due_is_not_a_negative_miss():
    made = found(
        [{"journey_date": "2026-04-02", "outcome": "success", "checkins_due": 1, "checkins_made": 4}]
    )
    assert made.table["checkins_missed"].tolist() == [0]


def test_not_collected_or_none_gives_nothing():
    assert journeys_of(person_of(triggers=[{"trigger_date": "2026-04-02"}])) is None
    assert journeys_of(person_of(journeys=[])) is None


CODES = [answer.code for answer in JOURNEY_OUTCOME]


@given(st.lists(st.tuples(st.integers(0, 170), st.sampled_from([*CODES, None])), min_size=1, max_size=40))
@settings(max_examples=30)
def test_law_every_planned_journey_is_in_exactly_one_column(days):
    start = pd.Timestamp("2026-01-01")
    rows = [
        {"journey_date": f"{start + pd.Timedelta(days=day):%Y-%m-%d}", "outcome": code} for day, code in days
    ]
    table = found(rows).table
    parts = table[["attempted", "not_attempted_staff", "not_attempted_person", "not_recorded"]].sum(axis=1)
    assert table["planned"].sum() == len(rows)
    assert (parts == table["planned"]).all()
    assert (table["success"] + table["stopped"] == table["attempted"]).all()


@pytest.mark.parametrize("event", ["incident", "near_miss"])
def test_what_happened_on_a_journey_of_unknown_outcome_is_not_lost(event):
    made = found([{"journey_date": "2026-04-02", "outcome": None, "event": event}])
    assert made.events.table[["incidents", "near_misses"]].sum(axis=1).tolist() == [1]
