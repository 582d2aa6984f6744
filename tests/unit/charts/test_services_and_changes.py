"""Funnel, change and rule sets side by side: the words, the marks and what must never be there."""

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from msp_qi.charts.change import change_chart
from msp_qi.charts.chart import Chart
from msp_qi.charts.funnel import funnel_chart
from msp_qi.charts.point_labels import name_points
from msp_qi.charts.rules import rules_chart
from msp_qi.charts.small_multiples import small_multiple_pages, small_multiples
from msp_qi.charts.style import COLOURS
from msp_qi.charts.text import width
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
from msp_qi.stats.result import SpcResult

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
    asked = [5, 2, 6, 3, 5, 2, 6, 3, 5, 2, 6, 3, 8, 3, 8, 3, 8, 3, 8, 3, 8, 3, 8, 3]
    assert _verdict(asked).table["joined"].iloc[0].startswith("they disagree")
    chart = _change(asked)
    assert "they disagree" in chart.title and "They disagree" in " ".join(_words(chart))


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
    assert sum("Ties:" in word or "Missing:" in word for word in words) >= 3


def test_rule_sets_on_too_few_points_signal_nothing() -> None:
    chart = rules_chart(compare_rules([1, 2, 3, 4, 5, 6]), unit="days")
    assert chart.title == "Too few points to judge by any rule set"


def test_the_alt_text_of_many_services_names_those_that_signal_and_counts_the_rest() -> None:
    steady, risen = [0.4, 0.6] * 12, [0.2, 0.3] * 6 + [0.9] * 12
    values = [*risen, *steady * 39]
    chart = small_multiples(run_chart(values, group=np.repeat(np.arange(40), 24), freeze=12))
    assert chart.title == "1 of 40 shows a sign of change"
    assert "The other 39: no sign of change" in chart.alt
    assert len(chart.alt) < 400
    assert any(word.startswith("With no change at all, chance would make about") for word in _words(chart))


@pytest.mark.parametrize("draw", [lambda: _change(BEFORE + AFTER, fitted=True), lambda: _named(8, 2)])
def test_ids_are_unique_on_a_page_with_two_equal_charts(draw: object) -> None:
    chart = draw()  # type: ignore[operator]
    page = chart.svg(salt="one") + chart.svg(salt="two")
    ids = re.findall(r' id="([^"]+)"', page)
    assert ids and len(ids) == len(set(ids))


def _services(count: int) -> SpcResult:
    rng = np.random.default_rng(5)
    asked = rng.binomial(10, 0.5, size=(count, 24))
    asked[3, 12:] = 10
    names = [f"Service {number:03d}" for number in range(1, count + 1)]
    return run_chart(asked.ravel() / 10, MONTHS * count, group=np.repeat(names, 24).tolist(), freeze=12)


def test_two_hundred_services_go_on_pages_that_print() -> None:
    result = _services(200)
    pages = small_multiple_pages(result)
    # 18 a page: eleven full pages and one of two.
    assert [chart.data["group"].nunique() for chart in pages] == [18] * 11 + [2]
    assert pages[0].title.endswith(" of 200 show a sign of change (page 1 of 12: Service 001 to Service 018)")
    # A4 is 11.7 inches high.
    assert max(chart.size[1] for chart in pages) < 11
    assert len({chart.title.partition(" (page")[0] for chart in pages}) == 1
    told = [chart for chart in pages if "Service 004: " in chart.alt]
    assert told == [pages[0]]
    assert "24 small" not in pages[0].alt and pages[0].alt.startswith("18 small charts on one scale: ")


def test_pages_share_one_scale() -> None:
    low, high = [1.0, 2.0] * 8, [900.0, 950.0] * 8
    pages = small_multiple_pages(
        run_chart([*low, *high], group=["Ash"] * 16 + ["Elm"] * 16), unit="days", rows=1, columns=1
    )
    assert all("1,000" in _words(chart) for chart in pages)


def test_few_services_are_one_page_with_no_number() -> None:
    result = _services(4)
    (page,) = small_multiple_pages(result)
    assert page.title == small_multiples(result).title
    assert page.alt == small_multiples(result).alt


@pytest.mark.parametrize(("rows", "columns"), [(0, 3), (2, 0), (2, 1.5)])
def test_rows_and_columns_are_whole_numbers_above_nought(rows: int, columns: int) -> None:
    with pytest.raises(UserError, match=r"^(rows|columns) is .*; give a whole number of 1 or more\.$"):
        small_multiple_pages(_services(4), rows=rows, columns=columns)


def test_the_note_on_chance_allows_for_medians_that_the_points_set() -> None:
    group = np.repeat([f"S{number}" for number in range(100)], 24).tolist()
    values = np.tile([5.0, 6.0], 1200)
    # Exact, by tests of false_signal_rate: 3.1 in a hundred about a median of all 24, 8.0 about one of the first 12.
    said = "With no change at all, chance would make about {} of all 100 signal."
    assert said.format("3.1") in " ".join(
        _words(small_multiples(run_chart(values, group=group), unit="days"))
    )
    frozen = run_chart(values, group=group, freeze=12)
    assert said.format("8") in " ".join(_words(small_multiples(frozen, unit="days")))


def test_a_short_series_has_its_periods_under_its_own_points() -> None:
    months = pd.date_range("2026-01-01", periods=24, freq="MS")
    spc = run_chart([0.5] * 28, [*months, *months[20:]], group=["Ash"] * 24 + ["New"] * 4)
    texts = {
        str(each.text): each
        for each in ElementTree.fromstring(small_multiples(spc, columns=1).svg()).iter("text")
    }
    # Sep to Dec 2027 stand at the right end, where the points are, and not across the whole width.
    assert {"Jan 2026", "Dec 2027", "Sep 2027 to Dec 2027"} <= set(texts)
    assert float(texts["Sep 2027 to Dec 2027"].attrib["x"]) > float(texts["Jan 2026"].attrib["x"]) + 100


def test_a_funnel_widened_for_more_than_chance_does_not_speak_of_chance() -> None:
    result = funnel([3, 5, 2, 40, 0], [150, 225, 110, 440, 20], list("ABCDE"), kind="rate")
    assert result.tau > 0
    assert funnel_chart(result, unit="per day").title == "All 5 services lie within the widened limits"


def test_no_name_covers_another_marked_service() -> None:
    labels, key = name_points([(50, 50, "Ash View House")], (0, 0, 200, 100), 8, [(80, 53), (20, 53)])
    (label,) = labels
    wide = width(label.words, 8, bold=True)
    covered = [
        (x, y)
        for x, y in ((80, 53), (20, 53))
        if label.left - 4 < x < label.left + wide + 4 and label.foot - 4 < y < label.foot + 11
    ]
    assert (covered, key) == ([], ())
