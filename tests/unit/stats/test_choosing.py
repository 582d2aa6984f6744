"""Choosing charts and tests, changes, verdicts, funnels and agreement."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from msp_qi.errors import UserError
from msp_qi.stats import (
    Change,
    agreement,
    change_verdict,
    compare,
    control_chart,
    funnel,
    run_chart,
    suggest_chart,
)
from msp_qi.stats.change_words import JOINED
from msp_qi.stats.false_signals import false_signal_rate, over_many

STEADY = [48, 52, 50, 49, 51, 50, 47, 53, 50, 49, 51, 50]
WILD = [30, 70, 50, 35, 65, 50, 28, 72, 40, 60, 33, 67]


@pytest.mark.parametrize(
    ("y", "n", "kind", "chart", "why"),
    [
        (STEADY, [100] * 12, "proportion", "p", "no more than chance explains"),
        (WILD, [100] * 12, "proportion", "pp", "the limits of a p chart would be too narrow"),
        (STEADY, [10] * 12, "rate", "u", "no more than chance explains"),
        ([v * 3 for v in WILD], [10] * 12, "rate", "up", "the limits of a u chart would be too narrow"),
        (STEADY, None, "count", "c", "counts over periods alike"),
        (
            [0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1],
            None,
            "count",
            "t",
            "Too rare for a count each period (0.2 on average)",
        ),
        (STEADY, None, "rating", "i", "An XmR chart"),
        (STEADY, None, "cases between", "g", "A g chart"),
        (STEADY, None, "days between", "t", "A t chart"),
        ([0, *STEADY], None, "days between", "g", "same day"),
        (STEADY[:9], [100] * 9, "proportion", "run", "9 points are fewer than the 10 that any signal needs"),
    ],
)
def test_the_chart_suits_the_indicator_and_says_why(y, n, kind, chart, why):
    found = suggest_chart(y, n, kind=kind)
    assert found.chart == chart
    assert why in found.why
    assert found.signals == (len(y) >= 10)


def test_the_comparison_suits_the_indicator():
    rows = {"n_before": [10] * 3, "n_after": [10] * 3}
    assert compare([5, 6, 4], [9, 8, 9], kind="proportion", **rows).test == "Fisher's exact test"
    assert compare([5, 6, 4], [9, 8, 9], kind="rate", **rows).test == "exact conditional Poisson test"
    assert compare([5, 6, 4], [9, 8, 9], kind="count").effect == pytest.approx(26 / 15)
    assert compare([2, 3, 2, 3], [4, 5, 4, 5], kind="rating").test == "exact permutation test of the rank sum"
    assert compare([2, 3, 2, 3, 2, 2], [4, 5, 4, 5, 4, 4], kind="rating", paired=True).test.endswith(
        "signed-rank test"
    )
    assert (
        compare([0, 1, 0, 0, 1], [1, 1, 1, 0, 1], kind="proportion", paired=True).test == "exact McNemar test"
    )


def test_a_period_without_a_denominator_counts_on_neither_side():
    found = compare([5, 6], [9, 9], kind="proportion", n_before=[10, None], n_after=[10, 10])
    assert found.n == (10, 20)


def test_parts_of_a_case_are_refused_not_rounded():
    with pytest.raises(UserError, match=r"^n_before is 10\.5; give a whole number of 0 or more\.$"):
        compare([5], [6], kind="proportion", n_before=[10.5], n_after=[10])


def test_an_unstable_baseline_is_said():
    drift = [1, 2, 1, 2, 1, 2, 1, 8, 9, 8, 9, 8, 9, 8]
    after = [9, 10, 9, 10, 9]
    assert "Take care: the series before was not stable itself" in compare(drift, after, kind="rating").text
    assert "Take care" not in compare([5, 6, 4, 7] * 4, after, kind="rating").text


def test_a_missing_denominator_is_named():
    with pytest.raises(
        UserError, match=r"^A proportion needs n_before and n_after, the denominator of each period\.$"
    ):
        compare([1], [2], kind="proportion")


def test_one_change_draws_the_mark_sets_the_phase_and_divides_the_comparison():
    x = pd.date_range("2024-01-01", periods=24, freq="MS")
    y = [4, 5, 4, 6] * 3 + [9, 8, 9, 8] * 3
    change = Change("2024-12-15", "Prompt on the form", new_phase=True)
    chart = run_chart(y, x, changes=[change])
    mark = chart.changes.iloc[0]
    assert (mark.position, mark.x, mark.label) == (13, pd.Timestamp("2025-01-01"), "Prompt on the form")
    assert chart.points.part.tolist() == [1] * 12 + [2] * 12
    assert run_chart(
        y, x, changes=[Change("2024-12-15", "Same, drawn only")]
    ).points.part.unique().tolist() == [1]
    verdict = change_verdict(y, [10] * 24, x, change=change, kind="proportion")
    assert verdict.table[["n_before", "n_after"]].values.tolist() == [[120, 120]]


@pytest.mark.parametrize("kind", ["timestamps", "dates", "months", "text"])
def test_a_change_date_may_be_told_as_text_whatever_kind_x_is(kind):
    x = pd.date_range("2024-01-01", periods=6, freq="MS")
    told = {
        "timestamps": x,
        "dates": list(x.date),
        "months": x.to_period("M"),
        "text": x.strftime("%Y-%m-%d"),
    }[kind]
    assert run_chart([1] * 6, told, changes=[Change("2024-04-01", "New")]).changes.position.tolist() == [4]


def test_a_change_touches_only_its_groups():
    chart = control_chart(
        [1, 2, 3, 4] * 2, group=list("aaaabbbb"), changes=[Change(3, "New", True, groups=("b",))]
    )
    assert chart.points.part.tolist() == [1, 1, 1, 1, 1, 1, 2, 2]
    assert chart.changes.group.tolist() == ["b"]


def test_a_change_date_of_another_kind_is_an_error():
    with pytest.raises(
        UserError, match=r"^'soon' is not a date like those of x; give a date, or text as YYYY-MM-DD\.$"
    ):
        run_chart([1, 2], pd.date_range("2024-01-01", periods=2), changes=[Change("soon", "x")])


def test_verdicts_join_chart_and_comparison_service_by_service():
    clear, flat = [4, 5, 4, 6] * 3 + [9, 8, 9, 10] * 3, [5, 6] * 12
    few = [5, 9]
    y = [*clear, *flat, *few]
    group = ["Ash"] * 24 + ["Elm"] * 24 + ["Oak"] * 2
    x = [*range(1, 25), *range(1, 25), 12, 13]
    found = change_verdict(y, [10] * 50, x, change=Change(13, "Prompt"), kind="proportion", group=group)
    assert found.table.group.tolist() == ["Ash", "Elm", "Oak"]
    assert found.table.joined.tolist() == [
        "improved: chart and comparison agree",
        "no sign of change in either",
        "no clear difference; too few points for the chart to say",
    ]
    assert found.pooled.verdict == "improved"
    assert found.expected_false_signals == pytest.approx(over_many([24, 24], [12, 12])[0])
    assert "chance would make about" in found.text


@pytest.mark.parametrize("kind", ["proportion", "rate", "count", "rating"])
def test_the_chart_of_a_verdict_has_its_dates_and_its_change(kind):
    months = pd.period_range("2024-01", periods=24, freq="M")
    group = ["touched"] * 24 + ["left out"] * 24
    change = Change("2025-01-15", "Prompt", new_phase=True, groups=("touched",))
    n = [10] * 48 if kind in ("proportion", "rate") else None
    found = change_verdict([5, 6] * 24, n, [*months, *months], change=change, kind=kind, group=group).chart
    assert found.points["x"].tolist() == months.tolist()
    assert found.points["part"].unique().tolist() == [1]
    assert found.changes[["group", "position", "label"]].values.tolist() == [["touched", 14, "Prompt"]]


def test_a_disagreement_is_said():
    # High and low months take turns: the proportion differs, the runs do not, and no point is beyond a limit.
    y = [4, 5] * 6 + [8, 4] * 6
    found = change_verdict(y, [10] * 24, change=Change(13, "Drive"), kind="proportion")
    assert found.table.agree.tolist() == [False]
    assert found.table.joined[0].startswith("they disagree: the comparison shows improvement")


def test_points_beyond_the_limits_without_a_shift_are_said_as_such():
    y = [4, 5] * 6 + [9, 4] * 6
    found = change_verdict(y, [10] * 24, change=Change(13, "Prompt"), kind="proportion")
    # The mean is 45 % and three sigma of ten cases 47 points: 92 %, so that 9 of 10 lies within; 10 of 10 does not.
    assert found.table.signal.tolist() == ["none"]
    y[14] = 10
    found = change_verdict(y, [10] * 24, change=Change(13, "Prompt"), kind="proportion")
    assert found.table.signal.tolist() == ["points"]
    assert found.table.joined[0].endswith("; the chart has points beyond its limits but no lasting shift")
    y[2], y[14] = 10, 9
    before = change_verdict(y, [10] * 24, change=Change(13, "Prompt"), kind="proportion")
    assert before.chart.summary["limits_signal"].tolist() == [True]
    assert before.table.signal.tolist() == ["none"]


def test_a_series_that_was_not_steady_before_is_said_by_the_verdict():
    # Half of the months before lie low and half high: the shift had come before the change.
    drift = [3, 4, 3, 4, 3, 4, 8, 9, 8, 9, 8, 9]
    y = [*drift, *[9, 8] * 6, *[4, 6] * 6, *[8, 9] * 6, 5, 5, *[9, 8] * 6]
    group = ["Ash"] * 24 + ["Elm"] * 24 + ["Oak"] * 14
    x = [*range(1, 25), *range(1, 25), *range(11, 25)]
    found = change_verdict(y, [10] * 62, x, change=Change(13, "Prompt"), kind="proportion", group=group)
    assert found.table["unsteady_before"].tolist() == [True, False, None]
    assert found.table["joined"].tolist()[:2] == [
        "improved: chart and comparison agree; take care, the series was not steady before the change",
        "improved: chart and comparison agree",
    ]
    warned = {
        name: "Take care: the series before was not stable" in c.text for name, c in found.comparisons.items()
    }
    assert warned == {"Ash": True, "Elm": False, "Oak": False}


@pytest.mark.parametrize("kind", ["proportion", "rate", "count", "rating"])
@pytest.mark.parametrize("gone", [slice(0, 24), slice(0, 12), slice(12, 24)], ids=["all", "before", "after"])
def test_a_service_without_data_is_a_row_that_cannot_tell_and_stops_nobody_else(kind, gone):
    y, n = [5.0, 6.0] * 24, [10.0] * 48
    for row in range(48)[gone]:
        y[row] = None
    told = n if kind in ("proportion", "rate") else None
    found = change_verdict(
        y, told, [*range(24)] * 2, change=Change(12, "Prompt"), kind=kind, group=["Elm"] * 24 + ["Ash"] * 24
    )
    assert found.table["verdict"].tolist() == ["cannot tell", "no clear difference"]
    assert found.table["joined"].tolist()[0].endswith(("cannot tell", "too few points and too few cases"))
    assert found.pooled is None or found.pooled.n == (120, 120)


def test_a_service_with_points_on_one_side_only_is_named():
    months = [*range(1, 25), *range(13, 25), *range(1, 13)]
    group = ["Ash"] * 24 + ["New"] * 12 + ["Closed"] * 12
    told = {"change": Change(13, "Prompt"), "kind": "proportion", "group": group}
    found = change_verdict([5, 6] * 24, [10] * 48, months, **told)
    assert found.table["group"].tolist() == ["Ash"]
    assert "Left out, with points on one side of the change only: New, Closed." in found.text
    told["change"] = Change(13, "Prompt", groups=("Ash", "New"))
    text = change_verdict([5, 6] * 24, [10] * 48, months, **told).text
    assert "of the change only: New." in text


def test_every_pair_of_findings_has_words():
    signals, verdicts = (
        ("signal", "points", "none", "too few"),
        ("improved", "worsened", "no clear difference", "cannot tell"),
    )
    assert set(JOINED) == {(signal, verdict) for signal in signals for verdict in verdicts}


def test_a_change_outside_the_series_is_an_error():
    with pytest.raises(UserError, match=r"^Prompt: no series has points both before and after 99\.$"):
        change_verdict([1, 2], [2, 2], change=Change(99, "Prompt"), kind="proportion")


@pytest.mark.parametrize(("points", "freeze"), [(10, 10), (15, 15), (24, 24), (24, 12), (30, 15)])
def test_the_rate_allows_for_a_line_that_the_points_set_themselves(points, freeze):
    series = 8_000
    y = np.random.default_rng(11).normal(size=series * points)
    group = np.repeat(np.arange(series), points)
    seen = run_chart(y, group=group, freeze=freeze).summary["runs_signal"].mean()
    # A median of an odd number of points lies on one of them.
    stated = false_signal_rate(points - freeze % 2, freeze - freeze % 2)
    assert seen == pytest.approx(stated, abs=4 * np.sqrt(stated / series))


def test_the_stated_false_signal_rate_is_what_chance_gives():
    # About a known line the sides of independent points are fair coins.
    signs = np.where(np.random.default_rng(7).random((20_000, 24)) < 0.5, 1, -1)
    lengths = _longest(signs)
    crossings = (np.diff(signs, axis=1) != 0).sum(axis=1)
    seen = ((lengths > 8) | (crossings < 8)).mean()
    assert seen == pytest.approx(false_signal_rate(24), abs=0.006)


def _longest(signs):
    best, now = np.ones(len(signs), dtype=int), np.ones(len(signs), dtype=int)
    for month in range(1, signs.shape[1]):
        now = np.where(signs[:, month] == signs[:, month - 1], now + 1, 1)
        best = np.maximum(best, now)
    return best


def test_funnel_zones_and_no_rank():
    result = funnel([50, 48, 52, 10, 95], [100] * 5, list("ABCDE"), over_dispersion=False)
    assert result.points.zone.tolist() == [
        "within",
        "within",
        "within",
        "low beyond 3 sigma",
        "high beyond 3 sigma",
    ]
    assert not any("rank" in column for column in result.points.columns)
    assert result.points.service.tolist() == list("ABCDE")


def test_funnel_limits_come_near_the_normal_ones_in_large_services():
    result = funnel([5000, 5000], [10000, 10000])
    width = 3 * np.sqrt(0.25 / 10000)
    assert result.points.upper_3[0] == pytest.approx(0.5 + width, abs=2e-4)
    assert result.points.lower_3[0] == pytest.approx(0.5 - width, abs=2e-4)
    rate = funnel([10000, 10000], [100, 100], kind="rate")
    assert rate.points.upper_2[0] == pytest.approx(100 + 2 * np.sqrt(100 / 100), abs=0.05)


def test_funnel_widens_where_services_vary_more_than_chance():
    rng = np.random.default_rng(2)
    shares = np.clip(rng.normal(0.5, 0.1, 60), 0, 1)
    count = rng.binomial(200, shares)
    wide, narrow = funnel(count, [200] * 60), funnel(count, [200] * 60, over_dispersion=False)
    assert wide.phi > 2
    # The arcsine scale has half the slope at one half: a spread of 0.1 is about 0.1 there.
    assert wide.tau == pytest.approx(0.1, abs=0.03)
    assert (wide.points.upper_3 > narrow.points.upper_3).all()
    assert "vary more than chance alone" in wide.text
    even = funnel(rng.binomial(200, 0.5, 60), [200] * 60)
    assert even.tau == 0


def test_phi_is_the_mean_square_of_winsorised_scores():
    count = np.array([30, 35, 40, 45, 50, 50, 55, 60, 65, 70, 75], dtype=float)
    centre = count.sum() / 1100
    z = sorted((np.arcsin(np.sqrt(c / 100)) - np.arcsin(np.sqrt(centre))) * 20 for c in count)
    z[0], z[-1] = z[1], z[-2]
    assert funnel(count, [100] * 11).phi == pytest.approx(np.mean(np.square(z)))


@pytest.mark.parametrize("scale", [0.01, 1.0, 1000.0])
def test_the_funnels_curve_does_not_depend_on_the_unit_of_exposure(scale):
    events, exposure = [3, 5, 2, 9, 4], np.array([1.5, 2.25, 1.1, 4.4, 2.0])
    plain = funnel(events, exposure, kind="rate").limits
    scaled = funnel(events, exposure * scale, kind="rate").limits
    assert len(scaled) == 200
    assert scaled["denominator"].to_numpy() == pytest.approx(plain["denominator"].to_numpy() * scale)
    assert scaled["upper_3"].to_numpy() * scale == pytest.approx(plain["upper_3"].to_numpy(), rel=1e-9)
    cases = funnel([1, 2], [3, 5]).limits["denominator"]
    assert cases.tolist() == [2, 3, 4, 5, 6]


def test_what_chance_gives_often_lies_in_no_zone():
    # 10 of 10 where 85.7 % of all is met: chance gives that in 0.857^10 = 21 % of services; 30 of 30 in 1 %.
    points = funnel([0, 10, 20, 30], [10, 10, 20, 30], over_dispersion=False).points
    assert points["zone"].tolist() == ["low beyond 3 sigma", "within", "within", "high beyond 2 sigma"]


@pytest.mark.parametrize(("kind", "law"), [("proportion", "binom"), ("rate", "poisson")])
@pytest.mark.parametrize("n", [7, 20, 61])
def test_zones_are_the_exact_tails(kind, law, n):
    for k in range(n + 1):
        result = funnel([k, 650 - k], [n, 1000 - n], kind=kind, over_dispersion=False)
        chance = {"binom": stats.binom(n, 0.65), "poisson": stats.poisson(0.65 * n)}[law]
        few, many = chance.cdf(k), chance.sf(k - 1)
        expected = next(
            (
                f"{side} beyond {sigmas} sigma"
                for sigmas in (3, 2)
                for side, tail in (("low", few), ("high", many))
                if tail < stats.norm.sf(sigmas)
            ),
            "within",
        )
        assert result.points["zone"][0] == expected


def test_a_service_without_cases_is_listed_and_not_judged():
    result = funnel([5, 0, None], [10, 0, 10])
    assert result.points.zone.isna().tolist() == [False, True, True]


# Three by three of two abstractors, 100 cases, as in Gwet's irrCAC.
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]


def rated(table):
    pairs = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    return [i for i, _ in pairs], [j for _, j in pairs]


def test_ac1_of_the_published_example():
    # AC1 0.84933 with standard error 0.04322.
    result = agreement(*rated(ABSTRACTORS))
    assert result.ac1 == pytest.approx(0.84933, abs=5e-6)
    assert (result.ac1_interval[1] - result.ac1) / 1.959964 == pytest.approx(0.04322, abs=5e-6)


@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
def test_kappa_agrees_with_statsmodels(weights):
    from statsmodels.stats.inter_rater import cohens_kappa

    expected = cohens_kappa(np.array(ABSTRACTORS), wt=None if weights == "none" else weights)
    result = agreement(*rated(ABSTRACTORS), weights=weights)
    assert result.kappa == pytest.approx(expected.kappa)
    assert (result.kappa_interval[1] - result.kappa) / 1.959964 == pytest.approx(expected.std_kappa, rel=1e-6)


def test_one_answer_only_has_no_kappa_and_few_cases_no_interval():
    alike = agreement(["met"] * 9, ["met"] * 9, categories=["met", "not met"])
    assert np.isnan(alike.kappa)
    assert alike.ac1 == 1
    few = agreement(["met", "not"], ["met", "met"])
    assert np.isnan(few.ac1_interval).all()
    assert few.text == "Two raters agree on 50 % of 2 cases; too few cases to say more."


def test_full_agreement_is_no_certainty_and_few_cases_are_said():
    full = agreement([0, 1] * 6, [0, 1] * 6)
    assert full.kappa == full.ac1 == 1
    assert np.isnan(full.kappa_interval).all()
    assert full.text == "Two raters agree on 100 % of 12 cases; the cases show no spread to judge chance by."
    small = agreement([0, 1] * 6, [0, 1] * 5 + [1, 1])
    assert small.text.endswith("With fewer than 50 cases the interval is narrower than it claims.")


def test_an_answer_outside_the_categories_is_named():
    with pytest.raises(UserError, match=r"^'maybe' is not among the categories 'met', 'not'\.$"):
        agreement(["met"], ["maybe"], categories=["met", "not"])
