from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from msp_qi.charts.chart import Chart
from msp_qi.charts.comparison import comparison_chart
from msp_qi.charts.pareto import pareto_chart
from msp_qi.charts.small_multiples import small_multiples
from msp_qi.charts.style import COLOURS
from msp_qi.charts.text import width
from msp_qi.errors import UserError
from msp_qi.stats import (
    compare_person,
    compare_proportions,
    compare_rates,
    compare_ratings,
    compare_time_to,
)
from msp_qi.stats.result import ComparisonResult, SpcResult
from tests.unit.charts.conftest import make_series

NAN = float("nan")

# 56 of 70 against 48 of 80: Newcombe 1998, table II, example (a), method 10.
COMPARED = ComparisonResult(
    question="Was the outcome asked more often?",
    groups=("before", "after"),
    n=(80, 70),
    values=(0.6, 0.8),
    effect=0.2,
    effect_name="difference in proportions",
    interval=(0.0524, 0.3339),
    interval_name="Newcombe hybrid score, 95 %",
    p=0.009,
    test="Fisher's exact test",
    assumption="Cases are independent.",
    verdict="improved",
    n_needed=82,
    text="Was the outcome asked more often? 60 % before, 80 % after. Improved.",
    table=pd.DataFrame(
        {
            "group": ["before", "after"],
            "n": [80, 70],
            "value": [0.6, 0.8],
            "lower": [0.4905, 0.6921],
            "upper": [0.7004, 0.8770],
        }
    ),
)
REFUSED = replace(
    COMPARED,
    n=(3, 4),
    values=(1 / 3, 1.0),
    effect=NAN,
    interval=(NAN, NAN),
    p=NAN,
    verdict="cannot tell",
    text="Was the outcome asked more often? Cannot tell: there are 3 in before and 4 in after.",
    table=COMPARED.table.assign(n=[3, 4], value=[1 / 3, 1.0], lower=NAN, upper=NAN),
)


def _words(chart: Chart) -> list[str]:
    return [str(text.text) for text in ElementTree.fromstring(chart.svg(title=False)).iter("text")]


def _inside(chart: Chart) -> bool:
    root = ElementTree.fromstring(chart.svg())
    sheet = float(root.get("viewBox", "").split()[2])
    for text in root.iter("text"):
        style = str(text.get("style"))
        size = float(style.split("font-size: ")[1].split("px")[0])
        wide = width(str(text.text), size, bold="700" in style)
        start = {"start": 0.0, "middle": 0.5, "end": 1.0}[style.split("text-anchor: ")[1].split(";")[0]]
        left = float(str(text.get("x"))) - wide * start
        if left < 0 or left + wide > sheet:
            return False
    return True


def test_both_sides_and_the_effect_are_said_with_their_n_and_interval() -> None:
    chart = comparison_chart(COMPARED)
    assert {"Before (n 80)", "After (n 70)", "60 %", "80 %", "+20 points"} <= set(_words(chart))
    assert chart.title == "Was the outcome asked more often: improved"
    assert chart.alt == (
        "Before-after chart: Was the outcome asked more often: improved. "
        "Before (n 80): 60 %, 95 % interval 49 % to 70 %. After (n 70): 80 %, 95 % interval 69 % to 88 %. "
        "Difference +20 points, 95 % interval +5 to +33 points."
    )


def test_a_refusal_says_cannot_tell_and_draws_no_effect() -> None:
    chart = comparison_chart(REFUSED)
    assert chart.title.endswith("cannot tell")
    assert any("Cannot tell: there are 3 in before and 4 in after." in line for line in _words(chart))
    assert "Difference" not in chart.alt + " ".join(_words(chart))


def test_a_side_without_any_case_is_drawn_as_no_value() -> None:
    table = REFUSED.table.assign(n=[0, 4], value=[NAN, 1.0])
    assert "no value" in _words(comparison_chart(replace(REFUSED, table=table)))


def test_a_ratio_is_drawn_about_one() -> None:
    ratio = replace(COMPARED, effect_name="ratio of proportions", effect=1.33, interval=(1.08, 1.65))
    words = _words(comparison_chart(ratio))
    assert "1.3" in words
    assert "Ratio" in words


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (
            compare_proportions(0, 29, 5, 56, effect="ratio"),
            "Ratio without end, 95 % interval 0.73 or more.",
        ),
        (
            compare_time_to([1, 2, 3, 4, 5], [1] * 5, [6, 7, 8, 9, 10], [0] * 5),
            "Before (n 5): 3, 95 % interval 1 or more. After (n 5): without end. Ratio 0.05, 95 % interval",
        ),
        (
            compare_proportions(10, 20, 12, 20, confidence=0.9),
            "Difference +10 points, 90 % interval -15 to +33 points.",
        ),
        (compare_person([1, 2, 3, 2], [4, 5, 6, 5]), "Better pairs 100 %, 95 % interval "),
        (compare_rates(20, 10, 10, 10), "Before (n 20): 2, 95 % interval 1.22 to 3.09."),
        (compare_ratings([1, 2, 3, 4, 5], [2, 3, 4, 5, 9]), "Difference +1, 95 % interval -2 to +6."),
    ],
)
def test_every_effect_is_named_for_what_it_is_and_drawn_where_it_ends(
    result: ComparisonResult, said: str
) -> None:
    chart = comparison_chart(result)
    assert said in chart.alt
    assert _inside(chart)


def test_one_point_is_singular() -> None:
    one = replace(COMPARED, effect=0.01, interval=(-0.01, 0.03))
    assert "Difference +1 point, 95 % interval -1 to +3 points." in comparison_chart(one).alt


def test_ratings_are_not_drawn_as_percentages() -> None:
    with pytest.raises(UserError, match=r"^A percentage is drawn from values of 0 to 1, and one is 4; "):
        comparison_chart(compare_ratings([1, 2, 3, 4, 5], [2, 3, 4, 5, 9]), unit="percent")


@pytest.mark.parametrize("names", [("before", "after"), ("x" * 200, "before the huddle was brought in " * 4)])
def test_long_names_of_sides_are_wrapped(names: tuple[str, str]) -> None:
    assert _inside(comparison_chart(replace(COMPARED, table=COMPARED.table.assign(group=list(names)))))


def test_pareto_sorts_and_says_the_share_so_far() -> None:
    chart = pareto_chart(["Falls", "Money", "Neglect"], [1, 6, 3], counted="concerns")
    assert list(chart.data["label"]) == ["Money", "Neglect", "Falls"]
    assert list(chart.data["cumulative_share"]) == pytest.approx([0.6, 0.9, 1.0])
    assert {"6 (60 %)", "3 (30 %)", "1 (10 %)", "60 %", "90 %", "100 %"} <= set(_words(chart))
    assert chart.title == "Money: 60 % of 10 concerns"
    assert "Money 6 (60 %, so far 60 %); Neglect 3 (30 %, so far 90 %)" in chart.alt


def test_pareto_draws_the_first_four_fifths_full() -> None:
    svg = pareto_chart(["a", "b", "c"], [6, 3, 1]).svg()
    assert svg.count(f'style="fill: {COLOURS.series}') == 2
    assert svg.count(f'style="fill: {COLOURS.band}') == 1


@pytest.mark.parametrize("counts", [[], [0, 0]])
def test_pareto_of_nothing_says_so(counts: list[float]) -> None:
    chart = pareto_chart(["a", "b"][: len(counts)], counts, counted="concerns")
    assert chart.title == "No concerns"
    assert _words(chart) == ["nothing to count"]


@pytest.mark.parametrize("counts", [[1], [1, NAN], [1, -1]])
def test_pareto_refuses_counts_that_are_none(counts: list[float]) -> None:
    with pytest.raises(UserError, match=r"they must match|missing or below 0"):
        pareto_chart(["a", "b"], counts)


def test_pareto_wraps_long_reasons() -> None:
    assert _inside(pareto_chart(["Controlling or coercive behaviour " * 5, "y" * 120], [20, 1]))


def _several(count: int) -> SpcResult:
    made = [make_series([0.5, 0.4] * 6, group=f"House {number}") for number in range(count)]
    moved = make_series([0.2] * 4 + [0.8] * 8, centre=0.5, long_run=tuple(range(4, 12)), group="Elm View")
    points = pd.concat([each.points for each in (*made, moved)], ignore_index=True)
    summary = pd.concat([each.summary for each in (*made, moved)], ignore_index=True)
    return SpcResult(points, summary, "text", "run", "anhoej")


def test_small_charts_name_the_one_that_moved() -> None:
    chart = small_multiples(_several(6))
    assert chart.title == "1 of 7 shows a sign of change"
    assert "Elm View: 8 in a row above the median, median 50 %, last value 80 %" in chart.alt
    assert "8 in a row above the median" in _words(chart)
    assert chart.svg().count(f"fill: {COLOURS.signal}; stroke: {COLOURS.signal}") == 8
    assert _inside(chart)


def test_small_charts_follow_the_order_of_their_names() -> None:
    words = _words(small_multiples(_several(2), names={"Elm View": "First of all", "House 1": "Second"}))
    shown = [word for word in words if word in ("First of all", "Second", "House 0")]
    assert shown == ["First of all", "Second", "House 0"]


def test_no_series_is_refused() -> None:
    empty = replace(_several(1), points=_several(1).points.iloc[:0])
    with pytest.raises(UserError, match=r"^There is no series to draw\.$"):
        small_multiples(empty)


def test_marks_differ_in_darkness_so_that_they_survive_a_black_and_white_printer() -> None:
    def darkness(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return float(np.dot([0.299, 0.587, 0.114], [red, green, blue]))

    assert darkness(COLOURS.signal) - darkness(COLOURS.series) > 10
    assert darkness(COLOURS.grid) - darkness(COLOURS.frame) > 80
