"""Ladders by hand, on 30 June 2026."""

import pandas as pd

from msp_qi.learning.person.goals import AHEAD, LATE, NO_DAY, OVERDUE, REACHED, ladders_of
from tests.unit.learning.person.people import person_of


def step(number: int | None, planned: str | None, achieved: str | None = None, goal: str = "Walk alone"):
    return {"step_no": number, "goal_text": goal, "planned_date": planned, "achieved_date": achieved}


STEPS = [
    step(3, "2026-06-20"),  # due and not reached, 10 days
    step(1, "2026-05-01", "2026-05-01"),  # reached on the day
    step(2, "2026-05-10", "2026-05-13"),  # reached, 3 days late
    step(4, "2026-07-10", "2026-06-29"),  # reached early: not due yet
    step(5, "2026-08-01"),  # not due yet
    step(6, None),  # no day planned
]


def test_each_step_stands_as_it_does_by_hand():
    (ladder,) = ladders_of(person_of(risk_enablement=STEPS))
    assert ladder.table["step_no"].tolist() == [1, 2, 3, 4, 5, 6]
    assert ladder.table["status"].tolist() == [REACHED, LATE, OVERDUE, REACHED, AHEAD, NO_DAY]
    assert ladder.table["days_late"].fillna(-1).tolist() == [-1, 3, 10, -1, -1, -1]
    assert (ladder.reached, ladder.due) == (2, 3)
    assert ladder.sentence == (
        "2 of 3 steps due are reached. 1 step more is reached without having been due. "
        "Next is step 3, 10 days past the day planned."
    )


def test_a_ladder_that_is_climbed_asks_what_comes_next():
    (ladder,) = ladders_of(person_of(risk_enablement=[step(1, "2026-05-01", "2026-05-01")]))
    assert ladder.sentence == (
        "1 of 1 step due is reached. The whole ladder is climbed: ask the person what they want next."
    )


def test_nothing_due_yet_is_no_nought():
    (ladder,) = ladders_of(person_of(risk_enablement=[step(1, "2026-08-01")]))
    assert (ladder.reached, ladder.due) == (0, 0)
    assert ladder.sentence == "None of 1 step is due yet. Next is step 1: not due yet."


def test_a_day_reached_that_lies_ahead_is_a_slip_of_the_pen():
    (ladder,) = ladders_of(person_of(risk_enablement=[step(1, "2026-06-01", "2027-06-01")]))
    assert ladder.table["status"].tolist() == [OVERDUE]
    assert pd.isna(ladder.table["achieved_date"].iloc[0])


def test_two_goals_of_one_case_are_two_ladders_the_one_planned_last_first():
    rows = [step(1, "2026-03-01", goal="Cook"), step(1, "2026-05-01"), step(2, "2026-05-09")]
    ladders = ladders_of(person_of(risk_enablement=rows))
    assert [ladder.goal for ladder in ladders] == ["Walk alone", "Cook"]


def test_a_goal_has_its_steps_in_their_own_words_and_another_goal_a_ladder_of_its_own():
    rows = [
        step(1, "2026-05-01") | {"step_text": "With staff beside me"},
        step(2, "2026-05-09"),
        step(3, "2026-03-01", goal="Cook") | {"step_text": "Cut the bread"},
    ]
    walk, cook = ladders_of(person_of(risk_enablement=rows))
    assert (walk.goal, walk.table["step"].tolist()) == ("Walk alone", ["With staff beside me", "Walk alone"])
    assert (cook.goal, cook.table["step"].tolist()) == ("Cook", ["Cut the bread"])


def test_goals_that_are_the_steps_themselves_are_one_ladder():
    rows = [step(1, "2026-05-01", goal="With staff"), step(2, "2026-05-09", goal="Alone")]
    (ladder,) = ladders_of(person_of(risk_enablement=rows))
    assert (ladder.goal, ladder.table["step"].tolist()) == ("Alone", ["With staff", "Alone"])


def test_not_collected_gives_no_ladder():
    assert ladders_of(person_of(journeys=[{"journey_date": "2026-06-01"}])) == ()


def test_everything_missing_still_makes_a_ladder():
    (ladder,) = ladders_of(person_of(risk_enablement=[{"step_no": None, "goal_text": None}]))
    assert ladder.goal == "" and ladder.table["status"].tolist() == [NO_DAY]
