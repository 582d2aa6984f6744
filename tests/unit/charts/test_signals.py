"""The catalogue of signals is the one source of what a chart marks and says."""

from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from msp_qi.charts.chart import Chart
from msp_qi.charts.run import run_chart_figure
from msp_qi.charts.style import COLOURS
from msp_qi.stats import control_chart, making_data_count, run_chart, signals
from msp_qi.stats.judged import Judged

STEADY = [5.0, 6.0] * 8
SIGNAL_MARK = f"fill: {COLOURS.signal}; stroke: {COLOURS.signal}"


def _words(chart: Chart) -> list[str]:
    return [str(text.text) for text in ElementTree.fromstring(chart.svg(title=False)).iter("text")]


def _new_rule(drawn: str = "", **more: bool) -> signals.Signal:
    def high(series: Judged) -> np.ndarray:
        return series.values > 5.5

    return signals.Signal(
        "saw_tooth", "anhoej", "saw tooth", "every second point is high", "a test", high, drawn, **more
    )


@pytest.mark.parametrize(
    ("drawn", "said"),
    [("", "saw tooth"), ("{points} on the upper teeth", "8 points on the upper teeth")],
)
def test_a_new_signal_gets_marks_words_title_and_alt_text_by_itself(
    monkeypatch: pytest.MonkeyPatch, drawn: str, said: str
) -> None:
    monkeypatch.setattr(signals, "SIGNALS", (*signals.SIGNALS, _new_rule(drawn)))
    chart = run_chart_figure(run_chart(STEADY), unit="days")
    assert said in _words(chart)
    assert said.lower() in chart.title.lower()
    assert said.lower() in chart.alt.lower()
    assert chart.svg().count(SIGNAL_MARK) == 8


def test_a_new_signal_of_a_whole_part_is_said_above_it_and_marks_no_point(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        signals, "SIGNALS", (*signals.SIGNALS, _new_rule("swings about the {line}", whole=True))
    )
    chart = run_chart_figure(run_chart(STEADY), unit="days")
    assert "swings about the median" in _words(chart)
    assert SIGNAL_MARK not in chart.svg()


@pytest.mark.parametrize("signal", signals.SIGNALS, ids=lambda signal: signal.name)
def test_every_signal_has_words_that_can_be_filled_in(signal: signals.Signal) -> None:
    known = {"count": 8, "points": "8 points", "side": "above", "line": "mean", "heading": "rising"}
    known |= {"crossings": "twice", "crossings_min": "5"} if signal.whole else {}
    words = (signal.drawn or signal.label).format(**known)
    assert words and "{" not in words


def test_an_excluded_point_beyond_a_limit_is_hollow_and_never_marked() -> None:
    result = control_chart([*STEADY[:-1], 60.0], exclude=[16])
    assert bool(result.points["beyond_limits"].iloc[-1])
    chart = run_chart_figure(result, unit="days")
    assert chart.svg().count(f"fill: {COLOURS.paper}; stroke: {COLOURS.series}") == 1
    assert SIGNAL_MARK not in chart.svg()
    assert not any("limit" in line and "point" in line for line in _words(chart) if "Hollow" not in line)


def test_points_beyond_a_limit_are_counted_together_on_each_side() -> None:
    values = [5.0, 6.0] * 6 + [30.0, 5.0, 31.0, -20.0]
    chart = run_chart_figure(control_chart(values, freeze=12), unit="days")
    assert {"2 points above the limit", "1 point below the limit"} <= set(_words(chart))


def test_a_point_beyond_a_limit_is_marked_even_where_points_are_too_few_to_judge() -> None:
    chart = run_chart_figure(control_chart([5.0, 6.0, 5.0, 6.0, 5.0, 40.0], freeze=5), unit="days")
    assert "1 point above the limit" in _words(chart)
    assert any(line.startswith("too few points to judge") for line in _words(chart))


def test_too_many_runs_are_said_in_words() -> None:
    chart = run_chart_figure(run_chart([1.0, 9.0] * 12, rules="ihi"), unit="days")
    assert "more runs about the median than chance gives" in _words(chart)


def test_making_data_count_uses_its_own_rules_only() -> None:
    risen = [5.0, 6.0, 5.5] * 5 + [9.0, 9.5, 9.2, 9.4, 9.6, 9.1, 9.3]
    chart = run_chart_figure(making_data_count(risen, baseline=15), unit="days")
    assert not any("crosses" in line for line in _words(chart))


def test_one_title_says_one_sign_and_how_many_more_there_are() -> None:
    values = [0.4, 0.4, 0.4, 0.5, 0.5, 0.5, 0.4, 0.4, 0.5, 0.5, 0.5, 0.4] + [0.9] * 12
    chart = run_chart_figure(run_chart(values, freeze=12))
    assert chart.title == "12 in a row above the median, and 1 more sign (median 45 %)"
    assert "crosses the median" in chart.alt


def test_provisional_limits_are_said_on_the_chart_and_in_the_alt_text() -> None:
    said = "The limits are provisional until 13 points set them"
    few, many = (run_chart_figure(control_chart([5.0, 6.0] * half), unit="days") for half in (6, 7))
    assert said in few.alt and f"{said}." in _words(few)
    assert said not in many.alt


def test_limits_are_labelled_with_their_values_and_step_with_n() -> None:
    chart = run_chart_figure(
        control_chart([3, 5, 4, 6] * 4, [10, 20, 10, 20] * 4, chart="p"), n_label="cases"
    )
    # 72 of 240 are 30 %; the last n is 20: 0.3 + 3 sqrt(0.3 * 0.7 / 20) = 0.607, and below 0 is 0.
    words = " ".join(_words(chart)).replace("\u00a0", " ")
    assert "upper limit 61 %" in words and "lower limit 0 %" in words
    assert len(set(np.round(pd.Series(chart.data["ucl"]), 6))) == 2


def test_a_fractional_denominator_is_not_rounded_to_a_whole_one() -> None:
    words = _words(run_chart_figure(control_chart([3, 4] * 6, [2.4, 3.1] * 6, chart="u"), unit="number"))
    assert "2.4" in words and "2" not in words[words.index("n") :]
