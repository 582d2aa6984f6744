"""What a result shows of itself in a notebook."""

import inspect

import pytest

import msp_qi
from msp_qi import compare_proportions, run_chart

PROMISED = [
    "run_chart",
    "control_chart",
    "making_data_count",
    "SpcResult",
    "ComparisonResult",
    "compare_proportions",
    "compare_paired_proportions",
    "compare_rates",
    "compare_ratings",
    "compare_paired_ratings",
    "interrupted_series",
    "compare_person",
    "compare_time_to",
    "adjust_for_many",
    "suggest_chart",
    "compare",
    "change_verdict",
    "compare_rules",
    "pooled_proportions",
    "funnel",
    "agreement",
    "Chart",
    "run_chart_figure",
    "change_chart",
    "comparison_chart",
    "funnel_chart",
    "small_multiples",
    "small_multiple_pages",
    "rules_chart",
    "pareto_chart",
    "icon_svg",
    "icon_legend",
]


def test_what_is_promised_is_there_at_the_top():
    assert [name for name in PROMISED if name not in msp_qi.__all__ or not hasattr(msp_qi, name)] == []


@pytest.mark.parametrize("name", PROMISED)
def test_what_is_promised_is_explained_with_an_example(name):
    said = str(inspect.getdoc(getattr(msp_qi, name)))
    assert name in ("SpcResult", "ComparisonResult") or ">>> " in said


def test_a_chart_shows_its_sentence_and_summary_escaped():
    shown = run_chart([1, 2, 3, 4], group=["<b>Elm & Oak</b>"] * 4)._repr_html_()
    assert "<b>" not in shown
    assert shown.count("&lt;b&gt;Elm &amp; Oak&lt;/b&gt;") == 2
    assert "<th>longest run</th>" in shown
    assert "<td>2.5</td>" in shown


def test_a_comparison_shows_its_assumption_and_both_sides():
    result = compare_proportions(48, 80, 56, 70, question="Is p < 1?")
    shown = result._repr_html_()
    assert "<p>Is p &lt; 1? Before 48 of 80 (60 %), after 56 of 70 (80 %)" in shown
    assert f"<p>Assumes: {result.assumption}</p>" in shown
    assert "<td>0.6</td>" in shown
    assert "<td>0.8</td>" in shown


def test_a_long_result_is_cut_and_says_so():
    shown = run_chart([1, 2] * 30, group=[g for g in range(30) for _ in range(2)])._repr_html_()
    assert shown.count("<tr") == 21
    assert "<p>10 more rows are in the table itself.</p>" in shown


def test_nothing_to_show_is_said():
    assert "<p>There are no points to judge.</p>" in run_chart([])._repr_html_()
