"""What a chart says in words; a signal's sentence stands in the catalogue and nowhere else."""

import numpy as np
import pytest

from msp_qi.stats import SIGNALS, Signal, control_chart, making_data_count, run_chart, signals

STEADY = [5.0, 6.0] * 8


def high(series):
    """Above five and a half."""
    return series.values > 5.5


def added(monkeypatch, rules, **more):
    new = Signal("saw_tooth", rules, "saw tooth", "every second point is high", "a test", high, **more)
    monkeypatch.setattr(signals, "SIGNALS", (*SIGNALS, new))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [("", "every second point is high"), ("{n_useful} teeth about the {line}", "16 teeth about the median")],
)
def test_a_new_signal_of_a_run_chart_is_said_and_signals(monkeypatch, sentence, said):
    added(monkeypatch, "anhoej", sentence=sentence)
    result = run_chart(STEADY)
    assert result.text == f"A sign of change: {said}."
    assert bool(result.summary["runs_signal"].iloc[0])


def test_a_new_signal_of_making_data_count_types_its_points_and_is_said(monkeypatch):
    added(monkeypatch, "mdc")
    result = making_data_count(STEADY, improvement="decrease")
    assert result.points["point_type"].tolist() == ["common_cause", "special_cause_concern"] * 8
    assert result.summary["variation_rule"].tolist() == ["saw_tooth"]
    assert result.text == "The last point is special-cause concern (every second point is high)."


def test_anhoejs_sentences_are_exact():
    assert run_chart([1, 2] * 6 + [8] * 12, freeze=12).text == (
        "A sign of change: 13 points in a row lie on one side of the median (chance allows 8)."
    )
    assert run_chart([1] * 6 + [2] * 6 + [1] * 6 + [2] * 6).text == (
        "A sign of change: the median is crossed 3 times (chance gives at least 8)."
    )
    assert run_chart(STEADY).text == (
        "No sign of change: longest run 1 (chance allows 7), 15 crossings (chance gives at least 4)."
    )


@pytest.mark.parametrize(
    ("last", "said"),
    [([40], "1 point lies"), ([40, 5, 41], "2 points lie")],
)
def test_points_beyond_a_limit_are_counted_in_words(last, said):
    result = control_chart([*STEADY, *last], freeze=16)
    assert result.text == f"A sign of change: {said} beyond the control limits."


def test_the_type_of_the_last_point_says_its_rule_by_precedence():
    base = [9.0, 11.0] * 7
    outside = making_data_count([*base, 10.5, 10.6, 10.7, 10.8, 10.9, 11.0, 60.0], baseline=14)
    # Six rising steps end on a point outside the limit: outside comes first.
    assert outside.summary["variation_rule"].tolist() == ["outside"]
    rising = making_data_count([*base, 9.0, 9.2, 9.4, 9.6, 9.7, 9.8, 9.9], baseline=14)
    assert rising.summary["variation_rule"].tolist() == ["trend_of_seven"]
    assert rising.text == (
        "The last point is special-cause improvement (7 or more points in a row all rise or all fall)."
    )
    assert making_data_count(base).summary["variation_rule"].tolist() == [None]


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: f"{signal.rules}-{signal.name}")
def test_every_sentence_can_be_filled_from_a_summary_row(signal):
    result = making_data_count(STEADY) if signal.rules == "mdc" else control_chart(STEADY)
    row = result.summary.iloc[0].to_dict()
    words = (signal.sentence or signal.meaning).format(
        **row | {"line": "mean", "times": "twice", "beyond": "1"}
    )
    assert words and "{" not in words and not words.endswith(".")


def test_no_point_off_the_line_breaks_no_sentence():
    assert run_chart([5.0] * 12).text == (
        "Too few points to judge (12 points, of which 0 are off the median; 10 are needed)."
    )
    assert np.isnan(run_chart([5.0] * 12).summary["crossings"].iloc[0])
