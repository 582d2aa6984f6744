"""The names that others call: signatures, columns, fields."""

import dataclasses
import inspect
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

import msp_qi.stats as rooms
from msp_qi.stats import SIGNALS, ComparisonResult, control_chart, making_data_count, run_chart

POINTS = [
    "group",
    "part",
    "x",
    "y",
    "n",
    "cl",
    "lcl",
    "ucl",
    "target",
    "included",
    "in_baseline",
    "beyond_limits",
    "point_type",
]
SUMMARY = [
    "group",
    "part",
    "n_obs",
    "n_useful",
    "longest_run",
    "longest_run_max",
    "crossings",
    "crossings_min",
    "runs_signal",
    "limits_signal",
    "cl",
]
COMPARISON = [
    "question",
    "groups",
    "n",
    "values",
    "effect",
    "effect_name",
    "interval",
    "interval_name",
    "p",
    "test",
    "assumption",
    "verdict",
    "n_needed",
    "text",
    "table",
]
Y = [3.0, 5, 4, 6, 5, 4, 7, 5, 4, 6, 5, 4]


@pytest.mark.parametrize(
    ("name", "leading"),
    [
        ("run_chart", ["y", "x", "group", "freeze", "parts", "exclude", "target", "rules"]),
        (
            "control_chart",
            ["y", "n", "x", "chart", "group", "freeze", "parts", "exclude", "target", "screen", "multiply"],
        ),
        ("making_data_count", ["y", "x", "improvement", "group", "baseline", "rebase", "target", "screen"]),
        ("compare_proportions", ["successes_before", "n_before", "successes_after", "n_after", "direction"]),
    ],
)
def test_signatures_begin_as_agreed(name, leading):
    assert list(inspect.signature(getattr(rooms, name)).parameters)[: len(leading)] == leading


@pytest.mark.parametrize("chart", ["run", "i", "mr", "p", "pp", "u", "up", "c", "g", "t"])
def test_every_chart_has_the_agreed_columns(chart):
    n = [10] * len(Y) if chart in ("p", "pp", "u", "up") else None
    result = control_chart(Y, n, chart=chart, target=5)
    assert result.points.columns[: len(POINTS)].tolist() == POINTS
    assert set(SUMMARY) <= set(result.summary.columns)
    assert (result.chart, result.rules) == (chart, "anhoej")
    assert len(result.points) == len(Y)
    assert result.text


@pytest.mark.parametrize("rules", ["anhoej", "ihi"])
def test_points_have_a_column_for_each_signal(rules):
    columns = run_chart(Y, rules=rules).points.columns
    assert {signal.name for signal in SIGNALS if signal.rules == rules} <= set(columns)


def test_making_data_count_has_its_own_columns():
    result = making_data_count(Y, target=1)
    assert {"outside", "trend_of_seven", "two_of_three", "run_of_seven"} <= set(result.points.columns)
    assert {*SUMMARY, "variation", "assurance", "variation_icon", "assurance_icon"} <= set(
        result.summary.columns
    )
    assert (result.chart, result.rules) == ("i", "mdc")


def test_a_comparison_has_the_agreed_fields():
    names = [field.name for field in dataclasses.fields(ComparisonResult)]
    assert names[: len(COMPARISON)] == COMPARISON


def test_results_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        run_chart(Y).text = "other"


def test_counts_are_floats_where_they_can_be_missing():
    summary = run_chart([None, 5.0]).summary
    assert summary[["longest_run", "longest_run_max", "crossings", "crossings_min"]].isna().all(axis=None)


@pytest.mark.parametrize("kind", ["list", "categorical", "integers", "tuples"])
def test_groups_may_be_of_any_kind(kind):
    told = {
        "list": ["b", "b", "a", "a"],
        "categorical": pd.Categorical(["b", "b", "a", "a"], categories=["a", "b", "c"]),
        "integers": np.array([2, 2, 1, 1]),
        "tuples": [("b", 1), ("b", 1), ("a", 2), ("a", 2)],
    }[kind]
    assert run_chart([1, 2, 3, 4], group=told).points.cl.tolist() == [1.5, 1.5, 3.5, 3.5]


def test_inputs_stay_as_they_were():
    frame = pd.DataFrame(
        {"y": [1.0, np.nan, 3.0, 4.0], "n": [5.0, 5, 0, np.nan], "g": list("aabb"), "x": [1, 2, 1, 2]}
    )
    kept = frame.copy(deep=True)
    control_chart(
        frame["y"], frame["n"], frame["x"], chart="u", group=frame["g"], exclude=1, target=frame["y"]
    )
    making_data_count(frame["y"], frame["x"], group=frame["g"], rebase=[2], target=frame["n"])
    pd.testing.assert_frame_equal(frame, kept)


FUNCTIONS = [name for name in rooms.__all__ if inspect.isroutine(inspect.unwrap(getattr(rooms, name)))]


def test_everything_named_is_there_and_documented():
    assert {"run_chart", "compare", "change_verdict", "false_signal_rate"} <= set(FUNCTIONS)
    for name in rooms.__all__:
        found = getattr(rooms, name)
        assert name == "SIGNALS" or (found.__doc__ and len(found.__doc__) > 40)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_names_its_arguments_columns_errors_source_and_has_an_example(name):
    said = inspect.unwrap(getattr(rooms, name)).__doc__
    parts = ("Parameters\n", "Returns\n", "Raises\n", "References\n", "doi:10.", "Examples\n", ">>> ")
    missing = [part for part in parts if part not in said]
    assert missing == (["Raises\n"] if name == "false_signal_rate" else [])  # it takes any number of points


def test_loading_the_room_does_not_load_statsmodels():
    # It takes a second on a small laptop, and only a few comparisons need it.
    code = "import sys, msp_qi.stats; sys.exit('statsmodels' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
