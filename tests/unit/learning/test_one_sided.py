"""Charts whose points off the line all lie on one side: the rules would signal in any order, so they are not asked."""

import numpy as np
import pandas as pd
import pytest

from msp_qi.learning.one_sided import RULES, judged_run_chart
from msp_qi.stats import run_chart

MONTHS = pd.Series(pd.date_range("2024-11-01", periods=24, freq="MS"))


def charted(*series):
    values = pd.Series(np.concatenate(series), dtype="float64")
    dates = pd.Series(np.tile(MONTHS.to_numpy(), len(series)))
    group = pd.Series(np.repeat([f"s{number}" for number in range(len(series))], len(MONTHS)))
    return judged_run_chart(values, dates, group), run_chart(values, dates, group=group)


@pytest.mark.parametrize("often, seldom", [(0, 1), (1, 0.5)])
def test_a_line_at_the_edge_is_not_judged_in_whatever_order(often, seldom):
    values = np.array([often] * 13 + [seldom] * 11)
    for order in range(20):
        found, plain = charted(np.random.default_rng(order).permutation(values))
        assert plain.summary["runs_signal"].all()
        assert not found.summary["runs_signal"].any() and not found.summary["enough_points"].any()
        assert not found.points[list(RULES)].any(axis=None)


def test_a_series_with_points_on_both_sides_is_judged_as_ever():
    moved, plain = charted(np.array([1] * 12 + [5] * 12), np.array([0] * 13 + [1] * 11))
    pd.testing.assert_frame_equal(moved.summary.iloc[:1], plain.summary.iloc[:1])
    assert moved.summary["runs_signal"].tolist() == [True, False]


def test_quiet_counts_of_rare_events_seldom_signal():
    counts = np.random.default_rng(3).poisson(0.6, (300, 24))
    found, plain = charted(*counts)
    assert found.summary.loc[found.summary["enough_points"], "runs_signal"].mean() < 0.2
    assert plain.summary.loc[plain.summary["enough_points"], "runs_signal"].mean() > 0.4


def test_no_series_gives_no_row():
    assert judged_run_chart(
        pd.Series(dtype="float64"), pd.Series(dtype="datetime64[s]"), pd.Series(dtype="str")
    ).summary.empty
