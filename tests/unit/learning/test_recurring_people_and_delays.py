"""Who came back, which stage is late, and what restrictions and harm say together."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_qi.learning.recurring.delays import working_days
from msp_qi.learning.recurring.together import balance_sentence
from msp_qi.measures.working_days import deadline
from msp_qi.settings import Timescale
from tests.unit.learning.concerns import concern, found_in


def of_person(number, day, person, theme="neglect"):
    return concern(number, day, theme) | {"person_id": person}


BACK = [
    of_person(1, "2025-01-06", "P1"),
    of_person(2, "2026-01-06", "P1"),  # 365 days later: came back, on the same theme
    of_person(3, "2026-03-09", "P2", "physical"),
    of_person(4, "2026-05-11", "P2"),  # came back, on another theme
    of_person(
        5, "2026-05-11", "P2"
    ),  # the same day: one event, also a repeat of March, and of no theme before it
    of_person(6, "2026-12-07", "P3"),
    of_person(7, "2026-12-08", None),  # nobody can tell
]


def test_counts_who_came_back_and_on_the_same_theme():
    repeats = found_in(concerns=BACK).repeats
    assert repeats.judged == (3, 5)
    assert repeats.judged_theme == (1, 5)
    assert repeats.unknown == 1
    assert repeats.by_theme == {"neglect": 1, "physical": 0}
    assert repeats.table[["person_id", "concerns", "repeats", "same_theme", "themes"]].values.tolist() == [
        ["P2", 3, 2, 0, "Neglect or missed care 2; Physical harm 1"],
        ["P1", 1, 1, 1, "Neglect or missed care 1"],
    ]


def test_the_share_of_a_person_is_told_with_its_range_and_its_limits():
    # 3 of 5: Clopper-Pearson 14.7 to 94.7 %
    assert found_in(concerns=BACK).repeats.sentence == (
        "Some concerns in Jan 2026 to Dec 2026 were about somebody who had one in the year before: 3 of 5 (60 %) of "
        "those that can be judged; the true share may lie anywhere from 15 to 95 %. On the same theme: 1 of 5 (20 %). "
        "2 people have come back. Coming back is not always a failure: it can mean that people trust you enough to "
        "speak again. Ask each time whether the first plan worked."
    )


def test_366_days_later_is_no_repeat():
    rows = [of_person(1, "2025-01-06", "P1"), of_person(2, "2026-01-07", "P1")]
    assert found_in(concerns=rows).repeats.judged == (0, 1)


def test_without_a_year_of_history_people_are_listed_and_no_share_is_given():
    rows = [of_person(1, "2026-05-11", "P1"), of_person(2, "2026-07-13", "P1")]
    repeats = found_in(concerns=rows).repeats
    assert repeats.judged == (0, 0)
    assert repeats.table["person_id"].tolist() == ["P1"]
    assert repeats.sentence == (
        "1 person has come back so far in May 2026 to Jul 2026, but there is no share yet: a concern can only be "
        "judged when the data reach back 365 days before it. Do not read this as few."
    )


def test_the_people_of_another_service_are_others():
    rows = [of_person(1, "2026-05-11", "P1"), of_person(2, "2026-07-13", "P1") | {"service": "Birch"}]
    assert found_in(concerns=rows).repeats.table.empty


# 1 June 2026 is a Monday. Last: a concern that makes December the last month of the data, and is not late yet.
STAGES = [
    concern(
        1, "2026-06-01", decided_on="2026-06-02", enquiry_started_on="2026-06-03", plan_agreed_on="2026-06-10",
        date_concluded="2026-07-01",
    ),
    concern(2, "2026-06-01", decided_on="2026-06-04", enquiry_started_on="2026-06-05"),
    concern(3, "2026-12-31"),
]  # fmt: skip


def test_counts_late_stages_and_working_days():
    table = found_in(concerns=STAGES).delays.table.set_index("stage")
    assert table["due"].to_dict() == {"decision": 2, "start of the enquiry": 2, "plan": 2, "conclusion": 2}
    assert table["late"].to_dict() == {"decision": 1, "start of the enquiry": 0, "plan": 1, "conclusion": 1}
    assert table["still_open"].to_dict() == {
        "decision": 0, "start of the enquiry": 0, "plan": 1, "conclusion": 1
    }  # fmt: skip
    # decision 1 and 3 days; plan 5 days and one still open; conclusion 22 days and one still open
    assert table["median_days"].to_dict() == {
        "decision": 2.0, "start of the enquiry": 1.0, "plan": 5.0, "conclusion": 22.0
    }  # fmt: skip


def test_where_more_than_half_are_open_no_median_is_made_up():
    rows = [*STAGES, concern(4, "2026-06-02", decided_on="2026-06-03", enquiry_started_on="2026-06-05")]
    table = found_in(concerns=rows).delays.table.set_index("stage")
    assert np.isinf(table.loc["plan", "median_days"])
    assert table.loc["plan", "timed"] == 3


def test_dates_in_the_wrong_order_are_not_timed():
    rows = [concern(1, "2026-06-08", decided_on="2026-06-01"), concern(2, "2026-12-31")]
    table = found_in(concerns=rows).delays.table.set_index("stage")
    assert (table.loc["decision", "due"], table.loc["decision", "timed"]) == (1, 0)


def test_two_stages_late_as_often_are_not_ranked():
    assert found_in(concerns=STAGES).delays.sentence == (
        "In Jun 2026 to Dec 2026, 3 of 8 stages (38 %) were late. The decision was late most: 1 of 2 (50 %). It may be "
        "chance that it is ahead of the plan, with 1 of 2. Of the late, 2 are still open. A missing date counts as "
        "late, so ask first whether the date is missing or the step."
    )


def test_one_stage_that_is_always_late_is_told_alone():
    rows = [
        concern(
            number, f"2026-06-{day:02d}", decided_on=f"2026-07-{day:02d}", enquiry_started_on=f"2026-07-{day:02d}",
            plan_agreed_on=f"2026-07-{day:02d}", date_concluded="2026-07-31",
        )
        for number, day in enumerate(range(1, 13))
    ]  # fmt: skip
    delays = found_in(concerns=[*rows, concern(99, "2026-12-31")]).delays
    assert delays.clear
    assert delays.sentence.startswith(
        "In Jun 2026 to Dec 2026, of 48 stages only the decision was late: 12 of 12 (100 %). No other stage was late."
    )


def test_nothing_late_is_told_with_what_it_cannot_rule_out():
    # 0 of 4: Clopper-Pearson up to 60.2 %
    delays = found_in(concerns=[STAGES[0], concern(3, "2026-12-31")]).delays
    assert delays.sentence == (
        "No stage was late in Jun 2026 to Dec 2026: 0 of 4; the true share may lie anywhere from 0 to 60 %. Being in "
        "time does not show that it was done well."
    )


days_of_the_year = st.integers(0, 360)


@given(days_of_the_year, st.integers(0, 40), st.integers(1, 20))
def test_in_time_means_at_most_so_many_working_days(start, later, allowed):
    began = pd.Series([pd.Timestamp("2026-01-01") + pd.Timedelta(days=start)])
    ended = began + pd.Timedelta(days=later)
    last = deadline(began, Timescale("any", "of it", allowed, "working days", "made up"))
    assert (working_days(began, ended)[0] <= allowed) == (ended[0] <= last[0])


def judged(verdict):
    return SimpleNamespace(verdict=verdict)


@pytest.mark.parametrize(
    "introduced,harm,said",
    [
        (None, None, "Restrictions are not collected here"),
        (judged("improved"), None, "fewer restrictions cannot be called better without it"),
        (judged("improved"), judged("cannot tell"), "do not call fewer of them better yet"),
        (judged("cannot tell"), judged("improved"), "do not call fewer of them better yet"),
        (judged("no clear difference"), judged("worsened"), "Restrictions show no clear change"),
        (judged("improved"), judged("worsened"), "risk was reduced less often: do not call this better"),
        (
            judged("improved"),
            judged("no clear difference"),
            "fits less control without more harm, and proves nothing",
        ),
        (judged("worsened"), judged("improved"), "Do not conclude that they were needed"),
        (judged("worsened"), judged("worsened"), "they did not clearly keep people safer"),
    ],
)
def test_restrictions_are_never_called_better_without_harm(introduced, harm, said):
    assert said in balance_sentence(introduced, harm)
