import pandas as pd
import pytest

from msp_qi.errors import UserError
from msp_qi.learning.person.overlap import MarkedDay, asked_day, chosen_day, marked_days, middles, overlaps
from tests.unit.learning.person.people import data_of, mondays, person_of


def weeks(values: list[int | None], name: str = "control") -> list[dict[str, object]]:
    return [
        {"week_starting": day, name: value} for day, value in zip(mondays(len(values)), values, strict=True)
    ]


def test_pairs_are_counted_as_by_hand():
    # Before 1 2 3, after 2 4 4: of 9 pairs 7 are better, 1 is equal (2, 2) and 1 is worse (3, 2): 7.5 of 9 = 83.
    records = person_of(weekly_ratings=weeks([1, 2, 3, 2, 4, 4]))
    (found,) = overlaps(records, MarkedDay(pd.Timestamp(mondays(4)[3]), "the plan was agreed"))
    assert found.comparison.effect == pytest.approx(7.5 / 9)
    assert "in 83 of 100 pairs" in found.sentence
    assert "3 weeks before, 3 weeks after" in found.sentence
    assert middles(found) == ("2", "4")


def test_lower_distress_is_better():
    records = person_of(weekly_ratings=weeks([5, 5, 5, 1, 1, 1], "distress"))
    (found,) = overlaps(records, MarkedDay(pd.Timestamp(mondays(4)[3]), "x"))
    assert found.comparison.effect == 1


def test_the_week_of_the_day_counts_as_after():
    records = person_of(weekly_ratings=weeks([1, 1, 1, 5, 5, 5]))
    wednesday = pd.Timestamp(mondays(4)[3]) + pd.Timedelta(days=2)
    (found,) = overlaps(records, MarkedDay(wednesday, "x"))
    assert found.comparison.n == (3, 3)


def test_too_few_weeks_on_a_side_are_refused_in_words():
    records = person_of(weekly_ratings=weeks([1, 2, 5, 5, 5, 5]))
    (found,) = overlaps(records, MarkedDay(pd.Timestamp(mondays(3)[2]), "x"))
    assert found.sentence == (
        "Control over what happens: cannot tell. 2 weeks before and 4 weeks after have an answer; "
        "3 are needed on each side."
    )


def test_the_day_the_plan_was_agreed_comes_before_changes_of_the_service():
    change = {"change_date": "2026-02-02", "title": "Ask first", "requirement": "P1"}
    data = data_of(weekly_ratings=weeks([1] * 20), changes=[change])
    data.tables["changes"]["service"] = "Ash House"
    records = person_of(weekly_ratings=weeks([1] * 20))
    days = marked_days(data, records)
    assert [found.words for found in days] == ["the plan was agreed", 'the change "Ask first"']
    assert chosen_day(days, records) == days[0]  # 4 March: 8 weeks before and 12 after


def test_a_plan_with_too_few_weeks_gives_way_to_a_change_with_enough():
    records = person_of(weekly_ratings=weeks([1] * 20))
    early, later = (
        MarkedDay(pd.Timestamp("2026-01-07"), "plan"),
        MarkedDay(pd.Timestamp("2026-03-04"), "change"),
    )
    assert chosen_day((early, later), records) == later
    assert chosen_day((early,), records) == early
    assert chosen_day((), records) is None


def test_a_plan_that_lies_ahead_is_not_marked():
    data = data_of(weekly_ratings=weeks([1]))
    records = person_of(weekly_ratings=weeks([1]))
    records.cases["plan_agreed_on"] = pd.Timestamp("2027-01-01")
    assert marked_days(data, records) == ()


def test_a_day_asked_about_must_be_a_date():
    assert asked_day("2026-05-01").day == pd.Timestamp("2026-05-01")
    with pytest.raises(UserError, match='The day "May" is no date; write it as 2026-05-01'):
        asked_day("May")
