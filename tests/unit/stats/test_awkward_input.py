"""Whatever is given: a sentence that says what to do, or a sensible result; never another kind of error."""

import datetime
import decimal
import math

import numpy as np
import pandas as pd
import pytest

import msp_qi
from msp_qi import (
    Change,
    UserError,
    adjust_for_many,
    change_verdict,
    compare_person,
    compare_proportions,
    compare_rates,
    compare_time_to,
    control_chart,
    interrupted_series,
    making_data_count,
    run_chart,
)

Y = [5, 6, 4, 7, 5, 6, 9, 9, 8, 9, 10, 9]
NO_COLUMN = "y is not one column; give a list, an array or a Series."


@pytest.mark.parametrize(
    "y",
    [
        tuple(Y),
        np.array(Y),
        np.array(Y, dtype=object),
        pd.Series(Y, index=range(50, 62)),
        pd.Series(Y, dtype="Int64"),
        pd.Index(Y),
        [str(value) for value in Y],
        [decimal.Decimal(value) for value in Y],
        (value for value in Y),
    ],
    ids=["tuple", "array", "objects", "other index", "Int64", "index", "text", "decimal", "generator"],
)
def test_values_may_come_in_any_column(y):
    # Sorted: 4 5 5 6 6 7 | 8 9 9 9 9 10, so the median is 7.5.
    assert run_chart(y).summary.cl.tolist() == [7.5]


@pytest.mark.parametrize("gap", [None, math.nan, pd.NA, pd.NaT], ids=["None", "NaN", "NA", "NaT"])
def test_every_kind_of_gap_is_a_gap(gap):
    result = run_chart([*Y[:6], gap, *Y[7:]])
    assert result.summary[["n_obs", "n_present"]].values.tolist() == [[12, 11]]
    assert result.points.y.isna().tolist() == [False] * 6 + [True] + [False] * 5


@pytest.mark.parametrize(
    ("y", "message"),
    [
        (pd.DataFrame({"a": Y}), NO_COLUMN),
        (np.array(Y).reshape(6, 2), NO_COLUMN),
        ({1, 2, 3}, NO_COLUMN),
        (list(pd.date_range("2024-01-01", periods=3)), "y holds dates; give plain numbers."),
        (pd.to_timedelta([1, 2], unit="D"), "y holds durations; give plain numbers."),
        ([1j, 2.0], "y holds complex numbers; give plain numbers."),
        ([1, math.inf], "y, row 2: inf is not a number; give a number or leave it missing."),
        ("abc", "y, row 1: 'abc' is not a number; give a number or leave it missing."),
        ([[1], [2]], "y, row 1: [1] is not a number; give a number or leave it missing."),
    ],
    ids=["frame", "square", "set", "dates", "durations", "complex", "infinite", "text", "nested"],
)
@pytest.mark.parametrize("call", [run_chart, control_chart, making_data_count])
def test_values_that_are_no_numbers_are_told(call, y, message):
    with pytest.raises(UserError) as caught:
        call(y)
    assert str(caught.value) == message


@pytest.mark.parametrize("name", ["x", "group"])
@pytest.mark.parametrize(
    "wrong", [(n for n in Y), np.zeros((12, 2)), "twelve words", set(range(12)), 5], ids=type
)
def test_labels_that_are_no_column_are_told(name, wrong):
    with pytest.raises(UserError) as caught:
        run_chart(Y, **{name: wrong})
    assert str(caught.value) == f"{name} is not one column; give a list, an array or a Series."


@pytest.mark.parametrize("multiply", [0, -1, math.nan, math.inf, "1000", None, True])
def test_a_scale_is_a_number_above_nought(multiply):
    with pytest.raises(UserError) as caught:
        control_chart(Y, multiply=multiply)
    assert str(caught.value) == f"multiply is {multiply!r}; give a number above 0."


def test_a_target_may_be_an_array_of_no_dimension():
    assert run_chart(Y, target=np.array(7)).points.target.tolist() == [7.0] * 12


def test_the_denominator_is_shown_as_given():
    points = control_chart([1, None, 0, 2], [10, 20, 0, None], chart="p").points
    assert points.n.tolist()[:3] == [10, 20, 0]
    assert math.isnan(points.n[3])
    assert points.y.isna().tolist() == [False, True, True, True]
    assert points.cl.tolist() == [0.1] * 4


@pytest.mark.parametrize("chart", ["mr", "t"])
@pytest.mark.parametrize("y", [[3.0], [3.0] * 12], ids=["one", "constant"])
def test_a_range_and_a_time_lie_above_nought_even_without_an_upper_limit(chart, y):
    points = control_chart(y, chart=chart).points
    assert points.lcl.tolist() == [0.0] * len(y)
    assert not points.beyond_limits.any()


@pytest.mark.parametrize("chart", ["run", "i", "mr", "p", "pp", "u", "up", "c", "g", "t"])
@pytest.mark.parametrize("y", [[], [None] * 3, [2]], ids=["empty", "missing", "one"])
def test_every_chart_bears_too_little_data(chart, y):
    n = [9] * len(y) if chart in ("p", "pp", "u", "up") else None
    result = control_chart(y, n, chart=chart)
    assert len(result.points) == len(y)
    assert not result.summary.runs_signal.any()
    assert not result.summary.limits_signal.any()
    assert "too few points" in result.text.lower() or "no points to judge" in result.text.lower()


COMPARISONS = {
    "compare_proportions": (5, 10, 7, 12),
    "compare_rates": (5, 10.0, 7, 12.0),
    "compare_paired_proportions": (5, 3, 7, 4),
    "compare_ratings": (Y, Y),
    "compare_paired_ratings": (Y, Y),
    "compare_person": (Y, Y),
    "compare_time_to": (Y, [1] * 12, Y, [1] * 12),
    "pooled_proportions": ([5, 4], [10, 9], [7, 6], [12, 9]),
}


@pytest.mark.parametrize("name", COMPARISONS)
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"direction": "up"},
            "direction is 'up'; it must be one of 'increase', 'decrease', 'neutral'.",
        ),
        ({"confidence": 95}, "confidence is 95; it must lie between 0 and 1, e.g. 0.95."),
        ({"confidence": None}, "confidence is None; it must lie between 0 and 1, e.g. 0.95."),
        (
            {"groups": ("old",)},
            "groups is ('old',); give the names of the two sides, e.g. ('before', 'after').",
        ),
        ({"groups": "ab"}, "groups is 'ab'; give the names of the two sides, e.g. ('before', 'after')."),
    ],
    ids=["direction", "per cent", "no confidence", "one side", "text"],
)
def test_every_comparison_checks_what_it_is_asked_with(name, options, message):
    with pytest.raises(UserError) as caught:
        getattr(msp_qi, name)(*COMPARISONS[name], **options)
    assert str(caught.value) == message


@pytest.mark.parametrize("name", ["compare_ratings", "compare_paired_ratings", "compare_person"])
def test_no_ratings_are_refused_with_a_reason(name):
    for nothing in ([], [None] * 3):
        result = getattr(msp_qi, name)(nothing, nothing)
        assert result.verdict == "cannot tell"
        assert math.isnan(result.p)
        assert "Cannot tell: " in result.text


@pytest.mark.parametrize("exposure", [None, math.nan, 0, -1])
@pytest.mark.parametrize("side", [1, 3])
def test_an_exposure_must_be_there_and_above_nought(side, exposure):
    told = [5, 10.0, 7, 10.0]
    told[side] = exposure
    with pytest.raises(UserError, match="both must be above 0"):
        msp_qi.compare_rates(*told)


@pytest.mark.parametrize("lags", [-1, 1.5, "a"])
def test_lags_are_a_whole_number(lags):
    with pytest.raises(UserError, match=f"lags is {lags!r}; give a whole number of 0 or more"):
        msp_qi.interrupted_series(range(20), change=10, lags=lags)


def test_p_values_that_are_missing_do_not_count():
    result = msp_qi.adjust_for_many({"A": 0.01, "B": None})
    assert result.table["verdict"].tolist() == ["cannot tell", "cannot tell"]
    assert result.table["p_adjusted"].tolist()[0] == 0.01
    with pytest.raises(UserError, match=r"Give a dictionary or a list"):
        msp_qi.adjust_for_many(5)


@pytest.mark.parametrize(
    ("x", "change"),
    [
        (pd.period_range("2023-01", periods=24, freq="M"), pd.Period("2024-01", "M")),
        (pd.period_range("2023-01", periods=24, freq="M"), "2024-01"),
        (pd.date_range("2023-01-01", periods=24, freq="MS", tz="Europe/London"), "2024-01-01"),
        (pd.date_range("2023-01-01", periods=24, freq="MS").values, np.datetime64("2024-01-01")),
        (
            [day.date() for day in pd.date_range("2023-01-01", periods=24, freq="MS")],
            datetime.date(2024, 1, 1),
        ),
        (list(range(24)), 12),
    ],
)
def test_a_change_may_be_told_in_the_kind_of_x(x, change):
    y = np.r_[np.arange(12.0), np.arange(12.0) + 20]
    assert interrupted_series(y, x, change=change).effect == pytest.approx(8)
    assert run_chart(y, x, changes=[Change(change, "Prompt")]).changes["position"].tolist() == [13]


def test_a_change_needs_rows_in_time_order():
    days = pd.date_range("2023-01-01", periods=24, freq="MS")[::-1]
    message = "^Prompt: x goes back before 2024-01-01 after it; put each series in time order first\\.$"
    with pytest.raises(UserError, match=message):
        run_chart(range(24), days, changes=[Change("2024-01-01", "Prompt")])
    with pytest.raises(UserError, match=message):
        change_verdict([5] * 24, [9] * 24, days, change=Change("2024-01-01", "Prompt"), kind="proportion")
    # Interleaved groups are each in order.
    both = [*np.repeat(days[::-1], 2)]
    placed = run_chart(
        range(48), both, group=["a", "b"] * 24, changes=[Change("2024-01-01", "Prompt")]
    ).changes
    assert placed["position"].tolist() == [13, 13]


def test_points_on_their_lines_are_no_evidence_of_rounding():
    constant = interrupted_series([0.1] * 20, change=11)
    assert (constant.effect, constant.p, constant.verdict) == (0.0, 1.0, "no clear difference")
    assert constant.details["slope_change_p"] == 1.0
    step = interrupted_series([0.1] * 10 + [0.3] * 10, change=11)
    assert step.effect == pytest.approx(0.2)
    assert (step.p, step.verdict, step.details["slope_change_p"]) == (0.0, "improved", 1.0)


def test_times_that_all_end_at_once_say_why_they_cannot_be_compared():
    assert compare_time_to([3] * 6, [1] * 6, [3] * 6, [1] * 6).text.endswith(
        "6 (6 closed) after, and all that closed did so when nothing else was left to wait for."
    )


def test_p_values_in_a_series_keep_their_names():
    found = adjust_for_many(pd.Series({"Ash": 0.2, "Elm": 0.01}))
    assert found.table["name"].tolist() == ["Ash", "Elm"]
    assert "1 stands out: Elm." in found.text


def test_one_percentage_point_is_singular_and_large_exposures_are_written_out():
    assert "a difference of +1 percentage point (" in compare_proportions(50, 100, 51, 100).text
    assert "Before 300 in 1,000,000 and after 330 in 1,000,000" in compare_rates(300, 1e6, 330, 1e6).text
    assert ", a tie counting half; " in compare_person([3, 3, 4], [4, 5, 5]).text
