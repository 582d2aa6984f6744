"""Weeks by hand: the answers stand beside the rows."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_qi.learning.person.weekly import by_month, weekly_series, weeks_of
from msp_qi.settings import MOST_WEEKS_OF_SHARES
from msp_qi.stats.constants import ENOUGH_POINTS
from tests.unit.learning.person.people import mondays, person_of


def weeks(
    control: list[int | None], start: str = "2026-01-05", **more: list[int | None]
) -> list[dict[str, object]]:
    columns = {"control": control, **more}
    days = mondays(len(control), start)
    return [
        {"week_starting": day, **{name: values[at] for name, values in columns.items()}}
        for at, day in enumerate(days)
    ]


def series(rows: list[dict[str, object]], name: str):
    return next(
        found for found in weekly_series(person_of(weekly_ratings=rows)) if found.measure.name == name
    )


def test_a_missing_week_is_a_gap_and_not_a_point():
    rows = weeks([2, 3, 4])
    del rows[1]
    table = series(rows, "control").table
    assert table["period"].tolist() == [pd.Timestamp(day) for day in mondays(3)]
    assert table["value"].isna().tolist() == [False, True, False]


def test_a_day_within_the_week_belongs_to_its_monday_and_a_second_row_is_named():
    rows = [*weeks([2, 3]), {"week_starting": "2026-01-14", "control": 5}]  # Wednesday of the second week
    found = series(rows, "control")
    assert found.table["value"].tolist() == [2, 3]
    assert found.notes == ("1 more row is about a week that has one already: the first counts.",)


def test_fewer_than_ten_points_give_no_signal_and_words_that_say_why():
    found = series(weeks([1, 1, 1, 1, 5, 5, 5, 5]), "control")
    assert found.verdict == "cannot tell"
    assert found.sentence == (
        "Too few weeks to judge a change: 8 have an answer and 8 of them lie off the middle line; "
        f"{ENOUGH_POINTS} are needed. Over all: middle rating 3 (8 ratings)."
    )


@pytest.mark.parametrize(
    ("name", "values", "verdict", "way"),
    [
        ("control", [1, 2] * 6 + [4, 5] * 6, "improved", "Control went up, which is better,"),
        ("control", [4, 5] * 6 + [1, 2] * 6, "worsened", "Control went down, which is worse,"),
        ("distress", [4, 5] * 6 + [1, 2] * 6, "improved", "Distress went down, which is better,"),
        ("distress", [1, 2] * 6 + [4, 5] * 6, "worsened", "Distress went up, which is worse,"),
        ("confidence", [3, 4, 2, 3, 4, 2, 3, 4, 2, 4, 3, 2] * 2, "no clear difference", "No sign of change"),
    ],
)
def test_which_way_is_better_depends_on_the_measure(name, values, verdict, way):
    rows = [{"week_starting": day, name: value} for day, value in zip(mondays(24), values, strict=True)]
    found = series(rows, name)
    assert found.verdict == verdict
    assert found.sentence.startswith(way)


def test_both_ends_are_said_with_their_n():
    found = series(weeks([1, 2] * 6 + [4, 5] * 6), "control")
    assert (found.first, found.last) == (
        "First 8 weeks: middle rating 1.5 (8 ratings)",
        "Last 8 weeks: middle rating 4.5 (8 ratings)",
    )


def test_pressured_contacts_are_a_share_of_contacts():
    # 1 of 4; no contact: no share; 3 of 2 cannot be; 2 without contacts cannot be told; 0 of 5.
    found = series(weeks([None] * 5, contacts=[4, 0, 2, None, 5], pressured=[1, 0, 3, 2, 0]), "pressured")
    assert found.table["value"].tolist() == pytest.approx([0.25, np.nan, np.nan, np.nan, 0.0], nan_ok=True)
    assert found.first == "Over all: 1 of 9 contacts (11 %)"
    assert found.notes == (
        "1 week has more pressured contacts than contacts, and is left out.",
        "1 week has only one of the two numbers, and is left out.",
    )


def test_many_weeks_of_shares_are_drawn_by_month():
    count = MOST_WEEKS_OF_SHARES + 1
    found = series(weeks([3] * count, "2025-09-01", contacts=[4] * count, pressured=[1] * count), "pressured")
    assert found.every == "month"
    september = found.table.iloc[0]  # Mondays 1, 8, 15, 22 and 29 September: 5 weeks of 4 contacts
    assert (september["numerator"], september["n"]) == (5, 20)


def test_all_missing_says_that_there_is_nothing():
    found = weekly_series(person_of(weekly_ratings=weeks([None, None])))
    assert all(one.empty for one in found)
    assert found[0].sentence == "There is no week with an answer, so there is nothing to judge."


def test_one_row_is_one_point():
    assert series(weeks([4]), "control").first == "Over all: middle rating 4 (1 rating)"


def test_nothing_collected_and_nothing_of_this_person_give_no_series():
    assert weekly_series(person_of(journeys=[{"journey_date": "2026-06-01"}])) == ()
    assert weeks_of(person_of(journeys=[{"journey_date": "2026-06-01"}])).empty


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 9), st.integers(0, 9)),
        min_size=1,
        max_size=30,
        unique_by=lambda t: t[0],
    )
)
@settings(max_examples=40)
def test_law_months_hold_what_the_weeks_hold(days):
    shares = pd.DataFrame(
        {
            "period": [pd.Timestamp("2025-01-06") + pd.Timedelta(days=day) for day, _, _ in days],
            "numerator": [float(min(part, whole)) for _, part, whole in days],
            "n": [float(whole) for _, _, whole in days],
        }
    )
    months = by_month(shares)
    assert months["n"].sum() == shares["n"].sum()
    assert months["numerator"].sum() == shares["numerator"].sum()
    assert months["value"].dropna().between(0, 1).all()
    assert (months["period"].diff().dropna().dt.days <= 31).all()
