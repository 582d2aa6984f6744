"""Where a dated change falls: by the calendar, by the order of names, and never by a guess."""

import numpy as np
import pandas as pd
import pytest

from msp_qi.errors import UserError
from msp_qi.stats import Change, interrupted_series, making_data_count, run_chart

MONTHS = pd.date_range("2024-01-01", periods=12, freq="MS")
NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
Y = [5.0, 6, 4, 7, 5, 6, 9, 9, 8, 9, 10, 9]


def starts(result):
    return result.changes["position"].tolist()


@pytest.mark.parametrize("date", ["01/04/2024", "1 April 2024", "04-01-2024", "soon"])
@pytest.mark.parametrize("kind", ["timestamps", "dates", "months", "text", "pyarrow"])
def test_a_date_in_another_form_is_refused_and_never_read_the_american_way(date, kind):
    x = {
        "timestamps": MONTHS,
        "dates": list(MONTHS.date),
        "months": MONTHS.to_period("M"),
        "text": MONTHS.strftime("%Y-%m-%d"),
        "pyarrow": pd.Series(MONTHS).astype("date32[day][pyarrow]"),
    }[kind]
    message = f"^'{date}' is not a date like those of x; give a date, or text as YYYY-MM-DD\\.$"
    with pytest.raises(UserError, match=message):
        run_chart(Y, x, changes=[Change(date, "Prompt")])
    with pytest.raises(UserError, match=message):
        making_data_count(Y, x, rebase=[date])
    assert starts(run_chart(Y, x, changes=[Change("2024-04-01", "Prompt")])) == [4]
    assert making_data_count(Y, x, rebase="2024-04-01").points["part"].tolist() == [1] * 3 + [2] * 9


def test_names_of_periods_keep_the_order_of_the_rows():
    # By the alphabet every month but April itself would follow it.
    assert starts(run_chart(Y, NAMES, changes=[Change("Apr", "Prompt")])) == [4]
    british = MONTHS.strftime("%d/%m/%Y")
    assert starts(run_chart(Y, british, changes=[Change("01/04/2024", "Prompt")])) == [4]


def test_names_of_periods_are_looked_for_in_each_group():
    both = run_chart(
        [*Y, *Y[:6]], [*NAMES, *NAMES[6:]], group=["a"] * 12 + ["b"] * 6, changes=[Change("Sep", "Prompt")]
    )
    assert both.changes[["group", "position"]].values.tolist() == [["a", 9], ["b", 3]]
    with pytest.raises(UserError, match=r"^'Sept' is not among x; give one of x, as it stands there\.$"):
        run_chart(Y, NAMES, changes=[Change("Sept", "Prompt")])


def test_a_number_that_is_no_date_is_refused_with_a_sample():
    with pytest.raises(UserError, match=r"^'2024-04-01' is not of the kind of x; give it like 1\.$"):
        interrupted_series(range(1, 21), list(range(1, 21)), change="2024-04-01")


def test_dates_on_a_clock_take_a_plain_date():
    there = pd.date_range("2024-01-01", periods=12, freq="MS", tz="Europe/London")
    assert making_data_count(Y, there, rebase=["2024-07-01"]).points["part"].tolist() == [1] * 6 + [2] * 6
    assert starts(run_chart(Y, there, changes=[Change("2024-07-01", "Prompt")])) == [7]


def test_a_date_that_stands_twice_begins_one_part():
    parts = making_data_count(Y, [1] * 6 + [2] * 6, rebase=[2]).points["part"]
    assert parts.tolist() == [1] * 6 + [2] * 6


def test_a_rebase_of_a_group_that_is_not_there_is_named():
    with pytest.raises(UserError, match=r"^rebase: no group is called 'c'; the groups are a, b\.$"):
        making_data_count(Y, group=["a", "b"] * 6, rebase={"c": 3})


def test_a_change_may_rebase_a_making_data_count_chart_and_is_told_once():
    found = making_data_count(
        Y * 2,
        [*MONTHS, *MONTHS],
        group=["a"] * 12 + ["b"] * 12,
        changes=[
            Change("2024-06-15", "Prompt", new_phase=True, groups=("a",)),
            Change("2024-03-01", "Leaflet"),
        ],
    )
    assert found.points["part"].tolist() == [1] * 6 + [2] * 6 + [1] * 12
    assert found.changes[["group", "label", "position"]].values.tolist() == [
        ["a", "Prompt", 7],
        ["a", "Leaflet", 3],
        ["b", "Leaflet", 3],
    ]
    # Mean of 5, 6, 4, 7, 5, 6 and of 9, 9, 8, 9, 10, 9.
    assert found.summary["cl"].tolist()[:2] == pytest.approx([5.5, 9.0])


def test_many_groups_are_rebased_as_each_alone():
    random = np.random.default_rng(5)
    group, x = np.repeat(np.arange(40), 12), np.tile(np.arange(12), 40)
    y = random.normal(size=480)
    each = {name: [int(random.integers(0, 12))] for name in range(40)}
    shuffled = random.permutation(480)
    shuffled = shuffled[np.argsort(x[shuffled], kind="stable")]  # interleaved, each group in time order
    together = making_data_count(y[shuffled], x[shuffled], group=group[shuffled], rebase=each)
    for name in range(40):
        alone = making_data_count(y[group == name], np.arange(12), rebase=each[name]).points
        mine = together.points[together.points["group"] == name]
        assert mine["part"].tolist() == alone["part"].tolist()
        assert mine["ucl"].tolist() == pytest.approx(alone["ucl"].tolist(), nan_ok=True)
