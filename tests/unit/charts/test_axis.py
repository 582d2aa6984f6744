import warnings

import pandas as pd
import pytest

from msp_qi.charts.months import time_axis
from msp_qi.charts.numbers import scale, value_words

# fmt: off
YEAR = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
# fmt: on


def _months(count: int, start: str = "2025-04-01") -> list[pd.Timestamp]:
    return list(pd.date_range(start, periods=count, freq="MS"))


def test_every_month_of_a_year_is_labelled_with_the_year_where_it_begins() -> None:
    labels = time_axis(_months(12)).labels(0.8)
    assert [label.words for label in labels] == YEAR
    assert [(label.words, label.year) for label in labels if label.year] == [("Apr", "2025"), ("Jan", "2026")]


@pytest.mark.parametrize(
    ("room", "first"), [(1.5, ["May", "Jul"]), (2.4, ["Apr", "Jul"]), (3.9, ["Jul", "Jan"])]
)
def test_thinned_labels_keep_january(room: float, first: list[str]) -> None:
    labels = time_axis(_months(36)).labels(room)
    assert [label.words for label in labels[:2]] == first
    assert [label.year for label in labels if label.words == "Jan"] == ["2026", "2027", "2028"]


def test_an_absent_month_leaves_its_place_empty() -> None:
    axis = time_axis([pd.Timestamp("2026-01-01"), pd.Timestamp("2026-04-01")])
    assert axis.kind == "months"
    assert axis.positions[1] - axis.positions[0] == 3


@pytest.mark.parametrize(
    "given", [["2026-01", "2026-02"], list(pd.period_range("2026-01", periods=2, freq="M"))]
)
def test_months_are_known_as_text_and_as_periods(given: list[object]) -> None:
    assert [time_axis(given).words(row) for row in (0, 1)] == ["Jan 2026", "Feb 2026"]  # type: ignore[arg-type]


def test_weeks_are_labelled_by_day() -> None:
    axis = time_axis(list(pd.date_range("2026-01-05", periods=3, freq="7D")))
    assert [label.words for label in axis.labels(0.5)] == ["5 Jan", "12 Jan", "19 Jan"]
    assert [label.year for label in axis.labels(0.5)] == ["2026", "", ""]


def test_what_is_no_date_is_shown_as_it_is() -> None:
    axis = time_axis([1, 2, 3])
    assert axis.kind == "order"
    assert [label.words for label in axis.labels(0.5)] == ["1", "2", "3"]


def test_a_change_on_the_first_of_a_month_stands_between_it_and_the_month_before() -> None:
    axis = time_axis(_months(12))
    assert axis.place(pd.Timestamp("2025-10-01")) == axis.positions[6] - 0.5
    assert axis.place("2025-10-16") == pytest.approx(axis.positions[6], abs=0.02)


@pytest.mark.parametrize("outside", ["2025-03-31", "2026-05-01", "no date", None])
def test_a_change_outside_the_series_has_no_place(outside: object) -> None:
    assert time_axis(_months(12)).place(outside) is None


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.0, "percent", "0 %"),
        (1.0, "percent", "100 %"),
        (1 / 3, "percent", "33 %"),
        (-0.0001, "percent", "0 %"),
        (float("nan"), "percent", "no value"),
        (12.0, "days", "12 days"),
        (1234.5, "number", "1,234"),
    ],
)
def test_values_in_words(value: float, unit: str, words: str) -> None:
    assert value_words(value, unit) == words


@pytest.mark.parametrize(
    ("values", "ends"), [([], (0, 1)), ([0.0], (0, 1)), ([-3, 4], (-4, 4)), ([1e6], (0, 1e6))]
)
def test_the_axis_of_a_number_holds_every_value_and_nought(
    values: list[float], ends: tuple[float, float]
) -> None:
    assert scale(values, "number").ends == ends


def test_text_that_is_no_date_gives_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert time_axis(["week 1", "week 2"]).kind == "order"


@pytest.mark.parametrize(
    "given",
    [["01/04/2026", "01/05/2026"], ["Apr 2026", "May 2026"], ["2025", "2026"], ["2025/26", "2026/27"]],
)
def test_text_in_another_form_stands_as_it_was_written(given: list[str]) -> None:
    # Read the American way, 1 April and 1 May would be 4 and 5 January.
    axis = time_axis(given)
    assert axis.kind == "order"
    assert [axis.words(row) for row in (0, 1)] == given
    assert time_axis(_months(12, "2026-01-01")).place("01/04/2026") is None


@pytest.mark.parametrize(
    ("periods", "date", "place"),
    [
        ([1, 2, 3], 2, 1.5),
        ([1, 2, 3], 1.5, 1.5),
        ([1, 2, 3], 0, None),
        ([1, 2, 3], 4, None),
        (["week 1", "week 2"], "week 2", 1.5),
        (["week 1", "week 2"], "week 9", None),
        (
            list(pd.date_range("2026-01-01", periods=3, freq="MS", tz="Europe/London")),
            "2026-02-01",
            24313 - 0.5,
        ),
    ],
)
def test_a_change_stands_before_the_first_period_after_it(
    periods: list[object], date: object, place: float | None
) -> None:
    assert time_axis(periods).place(date) == place  # type: ignore[arg-type]
