import re
from collections.abc import Callable
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_qi.charts.brackets import brackets
from msp_qi.charts.chart import Chart
from msp_qi.charts.comparison import comparison_chart
from msp_qi.charts.funnel import funnel_chart
from msp_qi.charts.rules import rules_chart
from msp_qi.charts.run import plan_run, reading_of, run_chart_figure
from msp_qi.charts.small_multiples import small_multiples
from msp_qi.charts.style import COLOURS
from msp_qi.charts.text import width
from msp_qi.errors import UserError
from msp_qi.stats import Change, compare_ratings, compare_rules, funnel, making_data_count, run_chart
from tests.unit.charts.conftest import MakeSeries, make_series

NAN = float("nan")
SHIFTED = [0.4, 0.3, 0.5, 0.4, 0.33, 0.5, 0.8, 0.75, 0.7, 0.9, 0.8, 0.85, 0.8, 0.75, 1.0, 0.9]
RUN_OF_TEN = tuple(range(6, 16))
CHANGES = (
    ("2025-10-01", "Weekly huddle, led by the deputy manager of each house in turn"),
    ("2025-11-01", "Advocacy offered on the first contact form, in every service"),
)


def _words(chart: Chart, title: bool = True) -> list[str]:
    return [str(element.text) for element in ElementTree.fromstring(chart.svg(title=title)).iter("text")]


def _shifted(**more: object) -> Chart:
    result = make_series(SHIFTED, centre=0.45, long_run=RUN_OF_TEN, frozen=6)
    return run_chart_figure(result, "all", title="More since October", **more)  # type: ignore[arg-type]


CASES: dict[str, Callable[[], Chart]] = {
    "shift, two changes a month apart": lambda: _shifted(changes=CHANGES, n=[5] * 16, n_label="cases read"),
    "a year": lambda: run_chart_figure(make_series([0.5, 0.4] * 6), n=[3, 12] * 6),
    "three years": lambda: run_chart_figure(make_series([0.5, 0.4] * 18), n=[13] * 36),
    "five years": lambda: run_chart_figure(
        make_series([0.5, 0.4] * 30),
        n=[13] * 60,
        changes=[(f"202{k}-05-01", f"change {k}") for k in range(5, 10)],
    ),
    "all missing": lambda: run_chart_figure(make_series([NAN] * 12, enough=False), n=[0] * 12),
    "one point": lambda: run_chart_figure(make_series([1.0], enough=False), n=[1]),
    "always all": lambda: run_chart_figure(make_series([1.0] * 12, enough=False), n=[2] * 12),
    "always none": lambda: run_chart_figure(make_series([0.0] * 12, enough=False), n=[2] * 12),
    "re-based": lambda: run_chart_figure(
        make_series(
            [0.3, 0.4] * 6 + [0.8, 0.7] * 6, centre=[0.35] * 12 + [0.75] * 12, part=[1] * 12 + [2] * 12
        )
    ),
    "limits and target beside the line": lambda: run_chart_figure(
        make_series([0.5, 0.6] * 6, limits=(0.5, 0.58), target=0.56, chart="p"), n=[9] * 12
    ),
    "low run": lambda: run_chart_figure(
        make_series([0.9] * 4 + [0.0] * 8, centre=0.45, long_run=tuple(range(4, 12)))
    ),
    "days": lambda: run_chart_figure(make_series([12, 15, 40] * 4, limits=(1, 30), chart="i"), unit="days"),
}


def _boxes(chart: Chart) -> list[tuple[str, float, float, float, float]]:
    found = []
    for text in ElementTree.fromstring(chart.svg()).iter("text"):
        style = str(text.get("style"))
        size = float(re.search(r"font-size: ([\d.]+)px", style)[1])  # type: ignore[index]
        wide = width(str(text.text), size, bold="font-weight: 700" in style)
        x, y = float(str(text.get("x"))), float(str(text.get("y")))
        left = (
            x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[re.search(r"text-anchor: (\w+)", style)[1]]
        )  # type: ignore[index]
        found.append((str(text.text), left, left + wide, y - 0.7 * size, y))
    return found


@pytest.mark.parametrize("name", CASES)
def test_no_words_are_cut_off_at_the_edge_of_the_sheet(name: str) -> None:
    chart = CASES[name]()
    wide, high = (float(part) for part in ElementTree.fromstring(chart.svg()).get("viewBox", "").split()[2:])
    for words, left, right, top, bottom in _boxes(chart):
        assert left >= 0 and right <= wide and top >= 0 and bottom <= high, words


@pytest.mark.parametrize("name", CASES)
def test_no_words_cover_other_words(name: str) -> None:
    boxes = _boxes(CASES[name]())
    for number, (words, left, right, top, bottom) in enumerate(boxes):
        for other, other_left, other_right, other_top, other_bottom in boxes[number + 1 :]:
            apart = right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top
            assert apart, (words, other)


def test_a_long_run_is_marked_by_shape_by_colour_and_in_words(series: MakeSeries) -> None:
    plain = run_chart_figure(series(SHIFTED, centre=0.45)).svg()
    marked = _shifted().svg()
    assert "10 in a row above the median" in _words(_shifted())
    assert COLOURS.signal not in plain
    assert marked.count(f"fill: {COLOURS.signal}; stroke: {COLOURS.signal}") == 10
    assert marked.count(f"fill: {COLOURS.series}; stroke: {COLOURS.series}") == 6
    shapes = {re.search(r' d="([^"]+)"', path)[1] for path in re.findall(r"<path id=[^>]+>", marked)}  # type: ignore[index]
    assert sorted("C" in shape for shape in shapes) == [False, True]  # a diamond has no curve, a dot has


def test_a_low_run_says_below(series: MakeSeries) -> None:
    chart = run_chart_figure(series([0.9] * 4 + [0.0] * 8, centre=0.45, long_run=tuple(range(4, 12))))
    assert "8 in a row below the median" in _words(chart)


def test_a_point_on_the_line_inside_a_run_is_no_part_of_it_and_does_not_split_it(series: MakeSeries) -> None:
    y = [0.2] * 4 + [0.8] * 4 + [0.5] + [0.8] * 4
    chart = run_chart_figure(series(y, centre=0.5, long_run=(4, 5, 6, 7, 9, 10, 11, 12)))
    assert "8 in a row above the median" in _words(chart)


def test_few_crossings_are_said_over_the_whole_part(series: MakeSeries) -> None:
    chart = run_chart_figure(series([0.3] * 6 + [0.7] * 6, crossings=(1, 3)))
    assert "crosses the median once; chance gives 3 or more" in _words(chart)


def test_too_few_points_are_said_and_no_signal_is_shown(series: MakeSeries) -> None:
    chart = run_chart_figure(
        series([0.2] * 3 + [0.8] * 4, long_run=(3, 4, 5, 6), enough=False, crossings=(1, 3))
    )
    words = _words(chart)
    assert any(line.startswith("too few points to judge") for line in words)
    assert not any("in a row" in line or "crosses" in line for line in words)
    assert COLOURS.signal not in chart.svg()
    assert "Too few points to judge" in chart.alt


@pytest.mark.parametrize("missing", [[0.5, NAN, 0.5], [0.5, 0.4, NAN, NAN, 0.5, 0.6]])
def test_the_line_is_not_drawn_across_missing_months(series: MakeSeries, missing: list[float]) -> None:
    assert _pieces(run_chart_figure(series(missing))) == 2


def test_the_line_is_not_drawn_across_an_absent_month(series: MakeSeries) -> None:
    months = [pd.Timestamp(2026, month, 1) for month in (1, 2, 4, 5)]
    assert _pieces(run_chart_figure(series([0.5, 0.4, 0.6, 0.5], x=months))) == 2  # type: ignore[arg-type]
    assert "1 without a value" in run_chart_figure(series([0.5, 0.4, 0.6, 0.5], x=months)).alt  # type: ignore[arg-type]


def _pieces(chart: Chart) -> int:
    """How many unbroken pieces the line of the series has."""
    lines = re.findall(r'<path d="([^"]+)"[^>]*style="fill: none; stroke: #1f4e79', chart.svg())
    assert len(lines) == 1
    return lines[0].count("M")


def test_an_excluded_point_is_hollow_and_explained(series: MakeSeries) -> None:
    chart = run_chart_figure(series([0.5, 0.4] * 6, excluded=(3,)))
    assert chart.svg().count(f"fill: {COLOURS.paper}; stroke: {COLOURS.series}") == 1
    assert "Hollow point: shown, and left out of every count." in _words(chart)


def test_the_centre_line_is_labelled_with_its_value_and_its_baseline() -> None:
    words = _words(_shifted())
    assert "median 45 %" in [line.replace("\u00a0", " ") for line in words]
    assert "set by Apr 2025 to Sep 2025" in " ".join(words)


def test_a_frozen_line_is_dashed_where_it_is_carried_on(series: MakeSeries) -> None:
    dashed = re.compile(r"stroke-dasharray: 7.5,4.5")
    assert dashed.search(_shifted().svg())
    assert not dashed.search(run_chart_figure(series([0.5, 0.4] * 6)).svg())


def test_n_stands_under_every_month(series: MakeSeries) -> None:
    words = _words(run_chart_figure(series([0.5, 0.4, NAN]), n=[4, 6, 0], title="t"))
    assert words.count("n") == 1
    assert [word for word in words if word in ("4", "6", "0")] == ["4", "6", "0"]


def test_crowded_n_are_thinned_and_their_range_is_said(series: MakeSeries) -> None:
    words = _words(run_chart_figure(series([0.5, 0.4] * 30), n=[10, 25] * 30))
    assert "n: number counted, 10 to 25 a period" in words
    assert sum(word in ("10", "25") for word in words) < 60


def test_alt_text_says_the_finding() -> None:
    assert _shifted(n=[5] * 16, changes=CHANGES[1:]).alt == (
        "Run chart: More since October. 16 points, Apr 2025 to Jul 2026. Median 45 %. "
        "10 in a row above the median. Last value 90 % (n 5) in Jul 2026. "
        "Change in Nov 2025: Advocacy offered on the first contact form, in every service."
    )


def test_without_a_title_the_finding_is_the_title(series: MakeSeries) -> None:
    result = series([0.5, 0.4] * 6, group="Outcome asked")
    assert run_chart_figure(result, "Outcome asked").title == "Outcome asked: no sign of change (median 45 %)"


def test_hostile_words_stay_words() -> None:
    nasty = '<script>alert("x")</script> {{ 7*7 }} = \u202e\x07'
    chart = _shifted(changes=[("2025-10-01", nasty)])
    assert "<script" not in chart.svg()
    assert "\u202e" not in chart.svg() + chart.alt
    assert "7*7" in chart.svg()


def test_inputs_are_left_as_they_were(series: MakeSeries) -> None:
    result = series(SHIFTED, long_run=RUN_OF_TEN)
    points, summary = result.points.copy(), result.summary.copy()
    run_chart_figure(result, n=[1] * 16).svg()
    pd.testing.assert_frame_equal(result.points, points)
    pd.testing.assert_frame_equal(result.summary, summary)


def test_an_unknown_series_is_named_with_those_there_are(series: MakeSeries) -> None:
    with pytest.raises(UserError, match=r"^There is no series 'oak' to draw; there are: all\.$"):
        run_chart_figure(series([0.5]), "oak")


def test_n_of_another_length_is_refused(series: MakeSeries) -> None:
    with pytest.raises(UserError, match=r"^n has 2 entries and the series has 1 points; they must match\.$"):
        run_chart_figure(series([0.5]), n=[1, 2])


@pytest.mark.parametrize("wrong", [62.0, -0.1, 1.01])
def test_a_percentage_outside_nought_to_one_is_refused(series: MakeSeries, wrong: float) -> None:
    with pytest.raises(UserError, match=f"one is {wrong:g}; divide, or name the unit"):
        run_chart_figure(series([0.5, wrong]))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.just(NAN), st.floats(0, 1)), min_size=1, max_size=40), st.data())
def test_any_series_can_be_drawn_and_each_value_has_its_mark(y: list[float], data: st.DataObject) -> None:
    present = int((~np.isnan(np.array(y))).sum())
    excluded = tuple(data.draw(st.sets(st.integers(0, len(y) - 1), max_size=2)))
    svg = run_chart_figure(make_series(y, excluded=excluded, enough=len(y) > 12), n=[3] * len(y)).svg()
    assert svg.count("<use ") == present


def test_the_changes_of_a_result_are_drawn_by_themselves() -> None:
    prompt = Change(7, "Prompt on form", groups=("Elm",))
    result = run_chart([5.0, 6.0] * 12, group=["Elm"] * 12 + ["Ash"] * 12, changes=[prompt])
    assert "Change: Prompt on form" in run_chart_figure(result, "Elm", unit="days").alt
    assert "Prompt" not in run_chart_figure(result, "Ash", unit="days").alt
    assert "Prompt" not in run_chart_figure(result, "Elm", unit="days", changes=()).alt


@pytest.mark.parametrize(
    ("unit", "y", "said"),
    [("%", 0.4, "40 %"), ("per cent", 0.4, "40 %"), ("", 12.0, "12"), ("days", 12.0, "12 days")],
)
def test_a_sign_for_per_cent_is_per_cent_and_no_word_is_a_number(unit: str, y: float, said: str) -> None:
    chart = run_chart_figure(run_chart([y] * 3), unit=unit)
    assert chart.title == f"Too few points to judge (median {said})"
    assert f"Last value {said}." in chart.alt


@pytest.mark.parametrize("high", [3.4, 5.0])
def test_brackets_that_pile_up_stay_below_the_icons_and_above_the_axis(high: float) -> None:
    # A trend, a run, points near and beyond the limit, all in the same months.
    y = [10, 12, 9, 11, 10, 13, 9, 10, 12, 11, 10, 9, 13, 14, 15, 16, 17, 18, 19, 20, 21, 9, 30, 10]
    spc = making_data_count(y, improvement="decrease", target=10)
    reading, _, unit = reading_of(spc, None, "days", None)
    plan = plan_run(reading, unit, [], "", "", (7.2, high))
    found = brackets(reading, plan.panel)
    assert len(found) > 3
    assert max(bracket.top for bracket in found) <= plan.top + 0.5
    assert min(bracket.bottom for bracket in found) >= plan.base - 0.5


def test_every_chart_refuses_a_percentage_that_is_none() -> None:
    days, two = [3.0, 4.0] * 8, ["Ash"] * 8 + ["Elm"] * 8
    draws = (
        lambda: run_chart_figure(run_chart(days)),
        lambda: small_multiples(run_chart(days, group=two)),
        lambda: rules_chart(compare_rules(days)),
        lambda: funnel_chart(funnel([30, 20], [10, 10], kind="rate")),
        lambda: comparison_chart(compare_ratings(days, days), unit="%"),
    )
    for draw in draws:
        with pytest.raises(UserError, match=r"^A percentage is drawn from values of 0 to 1, and one is "):
            draw()
