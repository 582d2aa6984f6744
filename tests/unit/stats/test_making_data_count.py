import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_qi.errors import UserError
from msp_qi.stats import SIGNALS, compare_rules, making_data_count
from msp_qi.stats.icons import ASSURANCE_ICONS, VARIATION_ICONS
from tests.unit.stats.reference import mdc_marks, mean_moving_range, present

maybe = st.one_of(st.none(), st.integers(0, 12).map(float))
RULES = ("outside", "trend_of_seven", "two_of_three", "run_of_seven")


def types(y, **options):
    return making_data_count(y, **options).points.point_type.tolist()


def test_limits_by_hand():
    # Ranges 2, 3, 2, 1 ... : 2.66 mean moving ranges from the mean.
    row = making_data_count([10, 12, 9, 11], screen=False).points.iloc[0]
    width = 2.66 * (2 + 3 + 2) / 3
    assert [row.cl, row.lcl, row.ucl] == pytest.approx([10.5, 10.5 - width, 10.5 + width])


def test_seven_on_one_side_is_a_run_and_six_are_not():
    base = [9, 11] * 6
    # The point before, 11, is on that side too.
    assert set(types([*base, 11, 11.2, 11, 11.1, 11], baseline=12)) == {"common_cause"}
    points = making_data_count([*base, 11, 11.2, 11, 11.1, 11, 11.2], baseline=12).points
    assert points.run_of_seven.tolist() == [False] * 11 + [True] * 7


def test_a_point_on_the_mean_breaks_the_run():
    y = [9, 11] * 6 + [11, 11, 11, 10, 11, 11, 11]
    assert not making_data_count(y, baseline=12).points.run_of_seven.any()


def test_six_strict_steps_are_a_trend_and_a_tie_breaks_it():
    rising = [9, 11, 9, 11, 8.5, 9, 9.5, 10, 10.5, 11, 11.5]
    assert making_data_count(rising, baseline=4).points.trend_of_seven.tolist() == [False] * 4 + [True] * 7
    assert not making_data_count(
        [9, 11, 9, 11, 8.5, 9, 9.5, 9.5, 10, 10.5, 11, 11.5]
    ).points.trend_of_seven.any()


def test_a_trend_is_typed_by_its_direction_not_by_its_side():
    y = [9, 11] * 3 + [12.5, 12, 11.5, 11, 10.7, 10.5, 10.2]
    assert types(y, baseline=6, improvement="decrease")[-1] == "special_cause_improvement"
    assert types(y, baseline=6, improvement="increase")[-1] == "special_cause_concern"
    assert types(y, baseline=6, improvement="neutral")[-1] == "special_cause_neutral_low"


def test_two_of_three_marks_only_the_near_points():
    # Mean 10, range 2, limits 4.68 to 15.32; near from 13.55.
    y = [9, 11] * 6 + [14, 10.5, 14, 9]
    points = making_data_count(y, baseline=12, screen=False).points
    assert points.two_of_three.tolist() == [False] * 12 + [True, False, True, False]
    other_side = making_data_count([9, 11] * 6 + [14, 9.5, 14, 9], baseline=12, screen=False).points
    assert not other_side.two_of_three.any()


def test_outside_comes_first_and_the_limit_itself_is_inside():
    y = [9, 11] * 6 + [16]
    assert types(y, baseline=12)[-1] == "special_cause_improvement"
    points = making_data_count(y, baseline=12).points
    assert points.outside.tolist() == [False] * 12 + [True]
    assert not making_data_count([9, 11] * 6 + [10 + 2.66 * 2], baseline=12).points.outside.any()


def test_variation_is_the_type_of_the_last_point_not_of_the_last_signal():
    result = making_data_count([9, 11] * 6 + [16, 10], baseline=12)
    assert result.points.point_type.iloc[-2] == "special_cause_improvement"
    assert result.summary.variation[0] == "common_cause"
    assert result.summary.variation_icon[0] == "common_cause"


def test_a_missing_last_period_leaves_the_last_point_to_speak():
    result = making_data_count([9, 11] * 6 + [16, None], baseline=12)
    assert result.summary.variation[0] == "special_cause_improvement"
    assert result.points.point_type.iloc[-1] is None


@pytest.mark.parametrize(
    ("target", "improvement", "assurance", "icon"),
    [
        (3, "increase", "consistent_pass", "pass"),
        (20, "increase", "consistent_fail", "fail"),
        (10, "increase", "inconsistent", "inconsistent"),
        (3, "decrease", "consistent_fail", "fail"),
        (20, "decrease", "consistent_pass", "pass"),
        (20, "neutral", None, "empty"),
        (None, "increase", None, "empty"),
    ],
)
def test_assurance(target, improvement, assurance, icon):
    row = making_data_count([9, 11] * 6, target=target, improvement=improvement).summary.iloc[0]
    assert row.assurance == assurance
    assert row.assurance_icon == icon


def test_assurance_reads_the_last_part_and_the_last_target():
    y = [9, 11] * 6 + [29, 31] * 6
    result = making_data_count(y, rebase=[13], target=[0] * 23 + [20])
    assert result.summary.assurance.tolist() == [None, "consistent_pass"]
    assert result.text.startswith(
        "Only common-cause variation at the last point; the target will consistently be met"
    )


def test_rebase_names_the_first_date_of_the_new_part():
    x = pd.date_range("2024-01-01", periods=6, freq="MS")
    for date in ("2024-04-01", datetime.date(2024, 4, 1), pd.Timestamp("2024-04-01")):
        result = making_data_count([1, 2, 3, 7, 8, 9], x, rebase=[date])
        assert result.points.part.tolist() == [1, 1, 1, 2, 2, 2]
        assert result.points.cl.tolist() == [2, 2, 2, 8, 8, 8]
    plain = making_data_count([1, 2, 3, 7, 8, 9], [d.date() for d in x], rebase=["2024-04-01"])
    assert plain.points.part.tolist() == [1, 1, 1, 2, 2, 2]
    assert making_data_count([1, 2, 3, 7], list("abcd"), rebase=["c"]).points.part.tolist() == [1, 1, 2, 2]


def test_rebase_may_differ_by_group():
    group = ["a"] * 4 + ["b"] * 4
    result = making_data_count([1, 2, 7, 8] * 2, group=group, rebase={"b": 3})
    assert result.points.part.tolist() == [1, 1, 1, 1, 1, 1, 2, 2]


@pytest.mark.parametrize("date", ["2024-04-02", "2023-12-01"])
def test_a_rebase_date_that_is_not_a_data_date_is_an_error(date):
    x = pd.date_range("2024-01-01", periods=6, freq="MS")
    with pytest.raises(UserError) as caught:
        making_data_count([1] * 6, x, group=["Elm"] * 6, rebase=[date])
    assert (
        str(caught.value)
        == f"rebase: {date} is not a date of the data of Elm; give the first date of the new part."
    )


def test_baseline_sets_the_lines_of_each_part():
    result = making_data_count([1, 3, 50, 50, 11, 13, 80, 80], rebase=[5], baseline=2)
    assert result.points.cl.tolist() == [2] * 4 + [12] * 4


def test_too_few_points_show_in_text_and_icons():
    result = making_data_count([9, 11, 9, 30], target=1)
    assert result.text.startswith("Too few points to judge (4 points")
    assert result.summary[["variation_icon", "assurance_icon"]].values.tolist() == [["too_few_points"] * 2]


def test_a_constant_series_is_common_cause():
    result = making_data_count([0.1] * 24, target=0.05)
    assert set(result.points.point_type) == {"common_cause"}


def test_without_limits_assurance_is_inconsistent_by_the_rule_and_the_icon_says_too_few():
    # Screening leaves no moving range of a constant series, so nothing lies wholly on one side of the target.
    for y in ([5.0] * 24, [5.0]):
        result = making_data_count(y, target=3)
        assert result.points.ucl.isna().all()
        assert result.summary.assurance.tolist() == ["inconsistent"]
        assert result.summary.assurance_icon.tolist() == ["too_few_points"]
        assert result.text.startswith("Too few points to judge")
    assert making_data_count([None, None], target=3).summary.assurance.tolist() == [None]


@pytest.mark.parametrize("kind", ["months", "timestamps", "text"])
@pytest.mark.parametrize(
    "date", [pd.Period("2024-04", "M"), "2024-04-01", pd.Timestamp("2024-04-01"), datetime.date(2024, 4, 1)]
)
def test_months_and_dates_agree_on_a_rebase(kind, date):
    x = pd.date_range("2024-01-01", periods=6, freq="MS")
    told = {"months": x.to_period("M"), "timestamps": x, "text": x.strftime("%Y-%m-%d").tolist()}[kind]
    result = making_data_count([1, 2, 3, 7, 8, 9], told, rebase=date)
    assert result.points.part.tolist() == [1, 1, 1, 2, 2, 2]


def test_a_baseline_that_is_no_number_is_called_a_baseline():
    with pytest.raises(UserError) as caught:
        making_data_count([1, 2, 3], baseline="first year")
    assert str(caught.value) == "baseline is 'first year'; give a whole number of 1 or more."


def test_a_target_of_a_group_that_is_not_there_is_named():
    with pytest.raises(UserError) as caught:
        making_data_count([1, 2, 3], group=["Elm"] * 3, target={"Oak": 2})
    assert str(caught.value) == "target: no group is called 'Oak'; the groups are Elm."


def test_icons_are_named_in_the_catalogue():
    rng = np.random.default_rng(3)
    y, group = rng.normal(size=4000), np.repeat(np.arange(200), 20)
    for improvement in ("increase", "decrease", "neutral"):
        found = making_data_count(y, group=group, improvement=improvement, target=1).summary
        assert set(found.variation_icon) <= set(VARIATION_ICONS)
        assert set(found.assurance_icon) <= set(ASSURANCE_ICONS)


@settings(max_examples=300, deadline=None)
@given(st.lists(maybe, min_size=1, max_size=40), st.integers(2, 40), st.booleans(), st.sampled_from([1, -1]))
def test_agrees_with_a_plain_loop(y, baseline, screen, way):
    result = making_data_count(
        y, baseline=baseline, screen=screen, improvement="increase" if way == 1 else "decrease"
    )
    if not present(y[:baseline]):
        assert result.points.cl.isna().all()
        return
    mean = float(np.mean(present(y[:baseline])))
    step = mean_moving_range(y[:baseline], screen)
    lower, upper = (None, None) if step is None else (mean - 2.66 * step, mean + 2.66 * step)
    names = {0: "common_cause", way: "special_cause_improvement", -way: "special_cause_concern"}
    for got, value, (rule, heading) in zip(
        result.points.itertuples(), y, mdc_marks(y, mean, lower, upper), strict=True
    ):
        assert got.point_type == (None if value is None else names[heading])
        assert rule is None or getattr(got, rule)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(maybe, min_size=1, max_size=20), min_size=2, max_size=4))
def test_many_at_once_is_each_alone(many):
    group = [i for i, values in enumerate(many) for _ in values]
    together = making_data_count([v for values in many for v in values], group=group).points
    alone = pd.concat([making_data_count(values).points for values in many], ignore_index=True)
    columns = ["cl", "ucl", "point_type", *RULES]
    pd.testing.assert_frame_equal(together[columns], alone[columns])


def test_rule_sets_side_by_side_print_their_conventions():
    found = compare_rules([3, 4, 3, 5, 4, 3, 4, 5, 6, 7, 6, 7, 6, 7, 8, 7], group=["Elm"] * 16)
    assert found.table.rules.tolist() == ["anhoej", "ihi", "mdc"]
    assert found.text == (
        "Elm: anhoej says unusually long run, unusually few crossings; ihi says shift, trend, too few runs; "
        "mdc says 2 of 3 near a limit, 7 in a row on one side. All agree."
    )
    assert found.conventions.columns.tolist() == [
        "rules",
        "chart",
        "on_the_line",
        "ties",
        "missing",
        "two_of_three",
    ]
    assert found.conventions.notna().all(axis=None)


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda s: f"{s.rules}-{s.name}")
def test_each_signal_has_words_and_a_source(signal):
    assert signal.label and signal.meaning and signal.source
    assert signal.find.__doc__
