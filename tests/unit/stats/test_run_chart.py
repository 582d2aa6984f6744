import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_qi.errors import UserError
from msp_qi.stats import run_chart
from tests.unit.stats.reference import anhoej, cut, present

COUNTS = ("n_useful", "longest_run", "longest_run_max", "crossings", "crossings_min", "runs_signal")

maybe = st.one_of(st.none(), st.integers(0, 9).map(float))
series = st.lists(maybe, min_size=1, max_size=40)


def number(value):
    return None if pd.isna(value) else value


def test_a_shift_by_hand():
    # 12 points about 10, then 12 about 20; the median is 15 and nothing lies on it.
    y = [9, 11, 10, 9, 11, 10, 9, 11, 10, 9, 11, 10, 19, 21, 20, 19, 21, 20, 19, 21, 20, 19, 21, 20]
    result = run_chart(y)
    row = result.summary.iloc[0]
    assert (row.n_obs, row.n_useful, row.cl) == (24, 24, 15)
    assert (row.longest_run, row.longest_run_max, row.crossings, row.crossings_min) == (12, 8, 1, 8)
    assert row.runs_signal
    assert result.points["long_run"].all()
    assert result.text == (
        "A sign of change: 12 points in a row lie on one side of the median (chance allows 8) and the "
        "median is "
        "crossed once (chance gives at least 8)."
    )


def test_points_on_the_median_neither_add_nor_break():
    row = run_chart([1, 1, 5, 1, 1, 5, 9, 9, 5, 9, 9]).summary.iloc[0]
    assert (row.n_obs, row.n_useful, row.longest_run, row.crossings) == (11, 8, 4, 1)


def test_a_constant_series_is_no_signal():
    result = run_chart([0.1] * 24)
    row = result.summary.iloc[0]
    assert row.n_useful == 0
    assert np.isnan(row.longest_run)
    assert not row.runs_signal
    assert "too few points to judge" in result.text.lower()


def test_floating_mean_is_on_the_line():
    # The floating mean of 24 values of 0.1 is not 0.1: no point may count as off the line.
    from msp_qi.stats import control_chart

    assert control_chart([0.1] * 24).summary.n_useful.tolist() == [0]


def test_under_ten_useful_points_the_columns_answer_and_the_text_does_not():
    result = run_chart([1, 1, 1, 1, 1, 1, 1, 9, 9], freeze=9)
    assert not result.summary.enough_points[0]
    # Frozen at 1.5, the run of 2 and 9s is 7 long where chance allows 6 in 9 points.
    signal = run_chart([1, 2, 1, 2, 9, 9, 9, 9, 9, 9][:9], freeze=2)
    assert (signal.summary.longest_run[0], signal.summary.longest_run_max[0]) == (6, 6)
    long = run_chart([1, 2, 2, 2, 9, 9, 9, 9, 9], freeze=2)
    assert (long.summary.longest_run[0], long.summary.runs_signal[0]) == (8, True)
    assert long.text == "Too few points to judge (9 points, of which 9 are off the median; 10 are needed)."


def test_freeze_counts_positions_and_leaves_later_points_out_of_the_line():
    result = run_chart([1, None, 3, 9, 9, 9], freeze=3)
    assert (result.points.cl == 2).all()
    assert result.points.in_baseline.tolist() == [True, True, True, False, False, False]


def test_parts_name_the_last_point_of_each_part():
    result = run_chart([1, 2, 3, 11, 12, 13], parts=3)
    assert result.points.part.tolist() == [1, 1, 1, 2, 2, 2]
    assert result.points.cl.tolist() == [2, 2, 2, 12, 12, 12]
    assert result.summary.part.tolist() == [1, 2]


def test_freeze_and_parts_together_set_each_line_from_the_first_points_of_its_part():
    result = run_chart([1, 2, 9, 9, 11, 12, 30, 30], parts=4, freeze=2)
    assert result.points.cl.tolist() == [1.5] * 4 + [11.5] * 4


def test_excluded_points_count_nowhere():
    result = run_chart([1, 2, 100, 3, 2], exclude=3)
    assert result.points.cl.tolist() == [2.0] * 5
    assert result.points.included.tolist() == [True, True, False, True, True]
    assert result.points.y[2] == 100
    assert result.summary.n_obs[0] == 4


def test_positions_may_differ_by_group():
    result = run_chart([1, 2, 3, 1, 2, 3], group=list("aaabbb"), parts={"b": [1]}, exclude={"a": [1]})
    assert result.summary[["group", "part"]].values.tolist() == [["a", 1], ["b", 1], ["b", 2]]
    assert result.points.included.tolist() == [False, True, True, True, True, True]


def test_groups_may_be_interleaved_and_rows_keep_their_order():
    result = run_chart(
        [1, 10, 2, 20, 3, 30], [7, 7, 8, 8, 9, 9], group=["b", "a"] * 3, target=[1, 2, 3, 4, 5, 6]
    )
    assert result.points.y.tolist() == [1, 10, 2, 20, 3, 30]
    assert result.points.cl.tolist() == [2, 20] * 3
    assert result.points.target.tolist() == [1, 2, 3, 4, 5, 6]
    assert result.points.x.tolist() == [7, 7, 8, 8, 9, 9]
    assert result.summary.group.tolist() == ["b", "a"]
    assert result.text.splitlines()[0].startswith("b: ")


def test_x_is_carried_and_never_sorted_by():
    result = run_chart([3, 1, 2], ["2024-03", "2024-01", "2024-02"])
    assert result.points.x.tolist() == ["2024-03", "2024-01", "2024-02"]
    assert run_chart([5, 6], group=["a", "b"]).points.x.tolist() == [1, 1]


def test_empty_and_all_missing_series_say_so():
    assert run_chart([]).text == "There are no points to judge."
    assert run_chart([]).points.empty
    assert run_chart([None, None]).text == "No points to judge."


def test_ihi_shift_and_trend_by_hand():
    # The median, frozen on the first nine, is 5: six in a row above it (a point on it is skipped) is a shift.
    result = run_chart([4, 6, 4, 6, 5, 4, 6, 4, 6, 7, 5, 7, 8, 7, 8, 7], freeze=9, rules="ihi")
    assert result.points["shift"].tolist() == [False] * 8 + [True, True, False, True, True, True, True, True]
    trend = run_chart([9, 1, 2, 3, 3, 4, 5, 0, 9, 0], rules="ihi")
    # Five rising, the repeated 3 skipped.
    assert trend.points["trend"].tolist() == [False, True, True, True, False, True, True, False, False, False]


def test_four_six_four_six_is_no_shift():
    assert not run_chart([4, 6] * 8, rules="ihi").points["shift"].any()
    assert run_chart([4, 6] * 8, rules="ihi").summary.too_many_runs_signal[0]


@settings(max_examples=150, deadline=None)
@given(
    series,
    st.integers(1, 40),
    st.sets(st.integers(1, 40), max_size=3),
    st.sets(st.integers(1, 40), max_size=2),
)
def test_agrees_with_a_plain_loop(values, freeze, exclude, parts):
    n = len(values)
    exclude, parts = {e for e in exclude if e <= n}, {p for p in parts if p <= n}
    result = run_chart(values, freeze=freeze, exclude=exclude, parts=parts)
    kept = [(v, i + 1 not in exclude) for i, v in enumerate(values)]
    for row, piece in zip(result.summary.itertuples(), cut(kept, parts), strict=True):
        base = present([v for v, inside in piece[:freeze] if inside])
        line = float(np.median(base)) if base else float("nan")
        assert number(row.cl) == number(line)
        if base:
            found = anhoej([v for v, inside in piece if inside], line)
            assert (row.n_useful, number(row.longest_run), number(row.crossings)) == found


@settings(max_examples=60, deadline=None)
@given(series, st.integers(-1000, 1000))
def test_shifting_y_shifts_the_line_and_changes_no_signal(values, shift):
    before = run_chart(values)
    after = run_chart([None if v is None else v + shift for v in values])
    assert np.allclose(after.points.cl, before.points.cl + shift, equal_nan=True)
    pd.testing.assert_frame_equal(before.summary[list(COUNTS)], after.summary[list(COUNTS)])


@settings(max_examples=60, deadline=None)
@given(series)
def test_reversing_keeps_the_counts(values):
    pd.testing.assert_frame_equal(
        run_chart(values).summary[list(COUNTS)], run_chart(values[::-1]).summary[list(COUNTS)]
    )


@settings(max_examples=60, deadline=None)
@given(series, st.integers(0, 40), st.sampled_from(["anhoej", "ihi"]))
def test_a_missing_period_changes_no_signal(values, place, rules):
    longer = [*values[:place], None, *values[place:]]
    columns = [*COUNTS, "cl"]
    before, after = run_chart(values, rules=rules).summary, run_chart(longer, rules=rules).summary
    pd.testing.assert_frame_equal(before[columns], after[columns])
    signals = [c for c in before.columns if c.endswith("_signal")]
    pd.testing.assert_frame_equal(before[signals], after[signals])


@settings(max_examples=40, deadline=None)
@given(st.lists(series, min_size=1, max_size=5), st.randoms())
def test_permuting_groups_permutes_rows(many, random):
    names = [f"g{i}" for i in range(len(many))]
    shuffled = names[:]
    random.shuffle(shuffled)

    def summary(order):
        y = [v for name in order for v in many[names.index(name)]]
        group = [name for name in order for _ in many[names.index(name)]]
        return run_chart(y, group=group).summary.set_index("group")

    pd.testing.assert_frame_equal(summary(names).loc[shuffled], summary(shuffled))


@settings(max_examples=40, deadline=None)
@given(st.lists(series, min_size=2, max_size=5))
def test_many_at_once_is_each_alone(many):
    group = [i for i, values in enumerate(many) for _ in values]
    together = run_chart([v for values in many for v in values], group=group).summary
    alone = pd.concat([run_chart(values).summary for values in many], ignore_index=True)
    pd.testing.assert_frame_equal(together.drop(columns="group"), alone.drop(columns="group"))


def test_nothing_given_is_changed():
    frame = pd.DataFrame(
        {"y": [1.0, np.nan, 3.0], "x": pd.date_range("2024-01-01", periods=3), "g": list("aba")}
    )
    kept = frame.copy(deep=True)
    run_chart(frame["y"], frame["x"], group=frame["g"], exclude=[1], target=[1, 2, 3])
    pd.testing.assert_frame_equal(frame, kept)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"rules": "nelson"}, "rules is 'nelson'; it must be one of 'anhoej', 'ihi'."),
        ({"x": [1]}, "x has 1 rows and y has 3; they must match row by row."),
        ({"parts": 4}, "parts: position 4 is beyond the last point (3); count from 1."),
        ({"exclude": 0}, "exclude is 0; give a whole number of 1 or more."),
        ({"freeze": 1.5}, "freeze is 1.5; give a whole number of 1 or more."),
        ({"parts": {"b": 1}}, "parts: no group is called 'b'; the groups are all."),
        ({"group": ["a", None, "a"]}, "group, row 2: no group; name it or leave the row out."),
        ({"target": [1, 2]}, "target has 2 rows and y has 3; they must match row by row."),
    ],
)
def test_wrong_arguments_say_what_to_do(arguments, message):
    with pytest.raises(UserError) as caught:
        run_chart([1, 2, 3], **arguments)
    assert str(caught.value) == message


def test_a_value_that_is_no_number_is_named():
    with pytest.raises(
        UserError, match=r"^y, row 2: 'about 5' is not a number; give a number or leave it missing\.$"
    ):
        run_chart([1, "about 5"])
