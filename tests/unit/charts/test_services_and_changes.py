"""Funnel, change and rule sets side by side: the words, the marks and what must never be there."""

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from msp_qi.charts.change import change_chart
from msp_qi.charts.chart import Chart
from msp_qi.charts.funnel import funnel_chart
from msp_qi.charts.rules import rules_chart
from msp_qi.charts.small_multiples import small_multiples
from msp_qi.charts.style import COLOURS
from msp_qi.errors import UserError
from msp_qi.stats import (
    Change,
    change_verdict,
    compare_rules,
    funnel,
    interrupted_series,
    run_chart,
)
from msp_qi.stats.change_verdict import ChangeVerdicts

MONTHS = list(pd.date_range("2024-04-01", periods=24, freq="MS"))
BEFORE, AFTER = [4, 5, 3, 4, 5, 4, 3, 5, 4, 4, 5, 3], [8, 9, 8, 7, 9, 8, 9, 8, 8, 9, 7, 9]
CHANGE = Change("2025-04-01", "Outcome asked at first contact")


def _words(chart: Chart) -> list[str]:
    return [str(text.text) for text in ElementTree.fromstring(chart.svg(title=False)).iter("text")]


def _verdict(asked: list[int]) -> ChangeVerdicts:
    return change_verdict(asked, [10] * len(asked), MONTHS[: len(asked)], change=CHANGE, kind="proportion")


def _change(asked: list[int], *, fitted: bool = False, cases: int = 10) -> Chart:
    shares = np.array(asked) / cases
    months = MONTHS[: len(asked)]
    verdict = _verdict(asked)
    lines = interrupted_series(shares, months, change=CHANGE.date) if fitted else None
    return change_chart(
        run_chart(shares, months, freeze=12),
        verdict.comparisons["all"],
        CHANGE,
        interrupted=lines,
        verdict=verdict,
    )


def _named(count: int, low: int) -> Chart:
    met, cases = [30] * count, [50] * count
    met[:low] = [5] * low
    return funnel_chart(funnel(met, cases, [f"House {k}" for k in range(count)], over_dispersion=False))


def test_only_services_outside_the_funnel_are_named() -> None:
    chart = _named(8, 1)
    assert [word for word in _words(chart) if word.startswith("House")] == ["House 0"]
    assert chart.title == "1 of 8 services outside the 99.8 % limits"
    assert "House 0: 10 % (n 50), low, outside the 99.8 % limits" in chart.alt
    assert {"95 % limits", "99.8 % limits"} <= set(_words(chart))


def test_a_funnel_keeps_the_order_given_and_has_no_rank() -> None:
    chart = _named(8, 2)
    assert list(chart.data["service"]) == [f"House {k}" for k in range(8)]
    assert not re.search(
        r"\b(rank|best|worst|league|top|bottom)\b", chart.alt + " ".join(_words(chart)), re.I
    )


def test_two_hundred_services_have_a_mark_each() -> None:
    random = np.random.default_rng(4)
    cases = random.integers(10, 200, 200)
    svg = funnel_chart(funnel(random.binomial(cases, 0.6), cases)).svg()
    assert svg.count("<use ") == 200


def test_names_without_room_become_letters_that_are_explained() -> None:
    names = [f"The {word} House of Supported Living in the North" for word in "abcdefgh"]
    met, cases = [30] * 8 + [5] * 4, [50] * 8 + [50] * 4
    chart = funnel_chart(
        funnel(met, cases, [*names, *(f"{name}, annex" for name in names[:4])], over_dispersion=False)
    )
    said = " ".join(_words(chart))
    assert all(f"{name}, annex" in said for name in names[:4])
    assert re.search(r"A: The \w House", said)


def test_widened_limits_are_said_in_words() -> None:
    met, cases = [20, 80, 30, 70, 10, 90, 25, 75, 50, 50], [100] * 10
    wide = funnel_chart(funnel(met, cases))
    assert "Services vary more than chance alone" in wide.alt
    assert "the limits allow for chance at each size" in _named(8, 0).alt.lower()


@pytest.mark.parametrize(
    ("count", "title"), [(0, "No service to compare"), (1, "The one service lies within")]
)
def test_a_funnel_of_few_says_so(count: int, title: str) -> None:
    chart = _named(count, 0)
    assert chart.title.startswith(title)
    assert chart.svg()


def test_a_change_shows_both_periods_with_n_and_the_effect_with_its_interval() -> None:
    chart = _change(BEFORE + AFTER)
    words = [word.replace("\u00a0", " ") for word in _words(chart)]
    assert {
        "before 41 % (n 120)",
        "after 83 % (n 120)",
        "Outcome asked at first contact",
        "+42 points",
    } <= set(words)
    assert chart.svg().count(f"stroke: {COLOURS.period}") == 2
    assert chart.title == "Outcome asked at first contact: improved; chart and comparison agree"
    assert re.search(r"Difference \+42 points, 95 % interval \+\d+ to \+\d+ points", chart.alt)


def test_where_chart_and_comparison_disagree_the_title_says_so() -> None:
    asked = [5, 2, 6, 3, 5, 2, 6, 3, 5, 2, 6, 3, 8, 2, 8, 3, 9, 2, 8, 3, 9, 3, 8, 3]
    assert _verdict(asked).table["joined"].iloc[0].startswith("they disagree")
    chart = _change(asked)
    assert "they disagree" in chart.title and "they disagree" in " ".join(_words(chart))


def test_the_line_without_the_change_is_drawn_only_where_there_are_enough_points() -> None:
    drawn = "as before, had nothing changed"
    assert drawn in _words(_change(BEFORE + AFTER, fitted=True))
    assert drawn not in _words(_change(BEFORE + AFTER[:4], fitted=True))
    assert drawn not in _change(BEFORE + AFTER[:4], fitted=True).alt


def test_a_change_outside_the_series_is_refused() -> None:
    verdict = _verdict(BEFORE + AFTER)
    spc = run_chart(np.array(BEFORE + AFTER) / 10, MONTHS)
    with pytest.raises(UserError, match=r"^Huddle: 2031-01-01 does not lie within the series\.$"):
        change_chart(spc, verdict.comparisons["all"], Change("2031-01-01", "Huddle"))


def test_every_rule_set_has_its_lane_with_its_conventions() -> None:
    chart = rules_chart(compare_rules([3, 5, 4, 6, 5, 3, 6, 4, 5, 6, 3, 4, 4.5, 5, 5.5, 6, 6.5]), unit="days")
    words = _words(chart)
    assert chart.title == "2 of 3 rule sets signal: they disagree"
    for name in (
        "Anhøj: no signal",
        "Perla, Provost & Murray (IHI): trend",
        "Making Data Count: 7 rising or falling",
    ):
        assert name in words and name in chart.alt
    assert sum("ties:" in word or "missing:" in word for word in words) >= 3


def test_rule_sets_on_too_few_points_signal_nothing() -> None:
    chart = rules_chart(compare_rules([1, 2, 3, 4, 5, 6]), unit="days")
    assert chart.title == "Too few points to judge by any rule set"


def test_the_alt_text_of_many_services_names_those_that_signal_and_counts_the_rest() -> None:
    steady, risen = [0.4, 0.6] * 12, [0.2, 0.3] * 6 + [0.9] * 12
    values = [*risen, *steady * 39]
    chart = small_multiples(run_chart(values, group=np.repeat(np.arange(40), 24), freeze=12))
    assert chart.title == "1 of 40 show a sign of change"
    assert "The other 39: no sign of change" in chart.alt
    assert len(chart.alt) < 400
    assert any(word.startswith("With no change at all, chance would make about") for word in _words(chart))


@pytest.mark.parametrize("draw", [lambda: _change(BEFORE + AFTER, fitted=True), lambda: _named(8, 2)])
def test_ids_are_unique_on_a_page_with_two_equal_charts(draw: object) -> None:
    chart = draw()  # type: ignore[operator]
    page = chart.svg(salt="one") + chart.svg(salt="two")
    ids = re.findall(r' id="([^"]+)"', page)
    assert ids and len(ids) == len(set(ids))
