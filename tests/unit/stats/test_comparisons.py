"""Comparisons against published examples, exact enumeration and independent formulas."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from msp_qi.errors import UserError
from msp_qi.stats import (
    adjust_for_many,
    compare_paired_proportions,
    compare_paired_ratings,
    compare_person,
    compare_proportions,
    compare_rates,
    compare_ratings,
    compare_time_to,
    interrupted_series,
    paired_counts,
    pooled_proportions,
)
from msp_qi.stats.person import nap_interval, tau_u
from msp_qi.stats.power import n_for_proportions

ratings = st.lists(st.integers(1, 5).map(float), min_size=4, max_size=7)


def test_fisher_on_the_convicted_twins():
    # Fisher 1962: 10 of 13 monozygotic and 2 of 17 dizygotic twins of convicts; two-sided p 0.0005367.
    result = compare_proportions(2, 17, 10, 13)
    assert result.p == pytest.approx(0.0005367, abs=5e-8)
    assert result.verdict == "improved"
    assert compare_proportions(2, 17, 10, 13, direction="decrease").verdict == "worsened"


def test_difference_and_interval_are_after_less_before():
    result = compare_proportions(48, 80, 56, 70)
    assert result.effect == pytest.approx(0.2)
    assert result.interval == pytest.approx((0.0524, 0.3339), abs=5.1e-5)
    assert result.n == (80, 70)
    assert result.values == pytest.approx((0.6, 0.8))
    assert result.table.columns.tolist() == ["group", "successes", "n", "value", "lower", "upper"]


def test_the_case_that_a_library_fails_on_has_an_interval():
    result = compare_proportions(0, 29, 5, 56)
    assert result.interval == pytest.approx((-0.0381, 0.1926), abs=5.1e-5)
    ratio = compare_proportions(0, 29, 5, 56, effect="ratio")
    assert ratio.effect == math.inf
    assert 0 < ratio.interval[0] < 1
    assert ratio.interval[1] == math.inf
    score = compare_proportions(0, 29, 5, 56, interval="miettinen-nurminen")
    # Newcombe 1998, table II, example d, method 6.
    assert score.interval == pytest.approx((-0.0326, 0.1933), abs=5.1e-5)
    assert score.interval_name == "Miettinen-Nurminen score, 95 %"


def test_a_ratio_over_none_is_said_in_words():
    said = compare_proportions(0, 29, 5, 56, effect="ratio").text
    assert "a ratio without end, over none (95 % interval 0.73 or more; " in said
    said = compare_proportions(0, 9, 0, 9, effect="ratio").text
    assert "no ratio, with none on either side (95 % interval 0.00 or more; " in said
    assert (
        "a rate ratio without end, over none (95 % interval 0.92 or more; "
        in compare_rates(0, 10, 5, 10).text
    )


def test_a_number_needed_beyond_reach_is_said_in_words():
    result = compare_proportions(500, 1000, 503, 1000)
    assert result.n_needed > 10_000
    assert result.text.endswith(
        "To show a difference of this size, more than 10,000 in each group are needed (power 80 %)."
    )
    assert "enough exposure for more than 10,000 events" in compare_rates(5000, 1, 5010, 1).text


def test_halves_round_alike_in_sentence_and_chart():
    assert "before 99 of 120 (83 %)" in compare_proportions(99, 120, 90, 120, question="").text.lower()
    assert "a difference of +13 percentage points" in compare_proportions(4, 8, 5, 8).text


def test_an_interval_belongs_to_its_effect():
    plain = compare_proportions(16, 80, 36, 40, effect="ratio")
    score = compare_proportions(16, 80, 36, 40, effect="ratio", interval="miettinen-nurminen")
    assert plain.interval == pytest.approx((2.94, 7.15), abs=5.1e-3)
    assert score.interval[0] < plain.interval[0] < plain.interval[1] < score.interval[1]
    with pytest.raises(
        UserError, match=r"^interval \(effect='difference'\) is 'koopman'; it must be one of "
    ):
        compare_proportions(1, 9, 2, 9, interval="koopman")


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 9), st.integers(0, 9))
def test_boschloo_is_never_above_fisher(k1, k2):
    plain = compare_proportions(k1, 9, k2, 9).p
    assert compare_proportions(k1, 9, k2, 9, test="boschloo").p <= plain + 1e-9


def test_fewer_than_five_is_refused_with_what_would_be_needed():
    result = compare_proportions(1, 4, 20, 40)
    assert result.verdict == "cannot tell"
    assert math.isnan(result.effect) and math.isnan(result.p) and math.isnan(result.interval[0])
    assert result.n_needed == n_for_proportions(0.25, 0.5)
    assert result.text == (
        "Did the proportion change? Cannot tell: there are 4 in before and 40 in after, and 5 are "
        "needed in each. "
        "To show a difference of this size, about 66 in each group are needed (power 80 %)."
    )
    assert compare_proportions(5, 5, 5, 5).verdict == "no clear difference"


def test_nobody_on_a_side_is_refused():
    result = compare_proportions(0, 0, 3, 9)
    assert (result.verdict, result.n_needed) == ("cannot tell", 5)


def test_a_neutral_direction_is_neither_good_nor_bad():
    result = compare_proportions(5, 50, 25, 50, direction="neutral")
    assert result.verdict == "cannot tell"
    assert result.text.endswith(
        "It is higher in after than in before; whether that is good the numbers cannot tell."
    )
    assert compare_proportions(25, 50, 26, 50, direction="neutral").verdict == "no clear difference"


def test_the_sentence_is_exact():
    assert compare_proportions(6, 12, 9, 13).text == (
        "Did the proportion change? Before 6 of 12 (50 %), after 9 of 13 (69 %): a difference of +19 "
        "percentage points "
        "(95 % interval -17 to +50; Fisher's exact test, p = 0.43). No clear difference. To show a "
        "difference of this "
        "size, about 112 in each group are needed (power 80 %)."
    )


def test_number_needed_of_fleiss():
    # 0.50 against 0.75 with power 0.9: 76.65, as R's power.prop.test prints it; with 0.8, 57.7.
    assert n_for_proportions(0.5, 0.75, power=0.9, exact=False) == 77
    assert n_for_proportions(0.5, 0.75, exact=False) == 58
    # With the continuity correction, Fleiss, Levin & Paik's table: 0.25 against 0.50, 66.
    assert n_for_proportions(0.25, 0.5) == 66
    assert n_for_proportions(0.5, 0.5) is None


@pytest.mark.parametrize(("p", "q"), [(0.5, 0.7), (0.5, 0.8), (0.6, 0.9), (0.8, 0.95)])
def test_the_number_needed_gives_fishers_test_its_power(p, q):
    n = n_for_proportions(p, q)
    k = np.arange(n + 1)
    found = np.array([[stats.fisher_exact([[a, b], [n - a, n - b]]).pvalue for b in k] for a in k]) < 0.05
    chance = np.outer(stats.binom.pmf(k, n, p), stats.binom.pmf(k, n, q))
    # The correction errs on the side of a few too many.
    assert 0.79 < chance[found].sum() < 0.85


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: compare_proportions(6, 5, 1, 5),
            "before: 6 of 5 is not a proportion; successes cannot exceed cases.",
        ),
        (
            lambda: compare_proportions(1.5, 5, 1, 5),
            "successes_before is 1.5; give a whole number of 0 or more.",
        ),
        (
            lambda: compare_proportions(1, 5, 1, 5, direction="up"),
            "direction is 'up'; it must be one of 'increase', 'decrease', 'neutral'.",
        ),
        (
            lambda: compare_ratings([1] * 150, [2] * 150, method="permutation"),
            "300 ratings are too many for method='permutation' (at most 200); leave it out.",
        ),
        (lambda: compare_rates(1, 0, 1, 2), "exposure is 0 and 2; both must be above 0."),
        (
            lambda: paired_counts([1, 2], [1, 0]),
            "before and after must be 1 (met) or 0 (not met), or missing.",
        ),
        (
            lambda: compare_paired_ratings([1, 2], [1]),
            "before has 2 ratings and after has 1; pair them row by row.",
        ),
        (
            lambda: compare_time_to([1], [2], [1], [1]),
            "before: times must be 0 or more, and closed must be 1 (closed) or 0 (still open).",
        ),
        (
            lambda: interrupted_series([1, 2, 3], [1, 3, 2], change=2),
            "x must ascend, one row a period; sort the rows and leave no date twice.",
        ),
    ],
)
def test_wrong_arguments_say_what_to_do(call, message):
    with pytest.raises(UserError) as caught:
        call()
    assert str(caught.value) == message


def test_mcnemar_by_hand():
    # 8 discordant, 1 one way: 2 (1 + 8) / 2^8 = 0.0703.
    result = compare_paired_proportions(1, 1, 7, 12)
    assert result.p == pytest.approx(18 / 256)
    assert result.effect == pytest.approx(6 / 21)
    assert result.interval == pytest.approx((0.026, 0.507), abs=5.1e-4)
    assert compare_paired_proportions(8, 0, 0, 2).p == 1.0
    assert compare_paired_proportions(2, 0, 1, 1).verdict == "cannot tell"


def test_rates_of_the_r_manual():
    # Boice & Monson 1977, as in R's poisson.test: 11 in 800 against 21 in 3011.
    result = compare_rates(21, 3011, 11, 800)
    assert result.effect == pytest.approx(1.971488, abs=5e-7)
    assert result.p == pytest.approx(0.07967, abs=5e-6)
    assert result.interval == pytest.approx((0.8584264, 4.2772659), abs=5e-7)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 25), st.integers(0, 25), st.floats(0.5, 20), st.floats(0.5, 20))
def test_exact_rate_p_adds_up_the_chances(k1, k2, t1, t2):
    if k1 + k2 == 0:
        assert compare_rates(k1, t1, k2, t2).verdict == "cannot tell"
        return
    chances = stats.binom.pmf(np.arange(k1 + k2 + 1), k1 + k2, t2 / (t1 + t2))
    as_rare = chances[chances <= chances[k2] * (1 + 1e-7)].sum()
    assert compare_rates(k1, t1, k2, t2).p == pytest.approx(min(1.0, as_rare), rel=1e-6)


def test_mid_p_limits_leave_a_fortieth():
    result = compare_rates(8, 100, 15, 120, method="mid-p")
    for ratio, tail in zip(result.interval, (1, -1), strict=True):
        share = ratio * 120 / (100 + ratio * 120)
        less = stats.binom.cdf(14, 23, share) + stats.binom.pmf(15, 23, share) / 2
        assert (1 - less if tail == 1 else less) == pytest.approx(0.025, abs=1e-9)


def test_mann_whitney_of_hollander_and_wolfe():
    # Permeability of the membrane: W = 35, one-sided p 0.1272; shift 0.305.
    term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    early = [1.15, 0.88, 0.90, 0.74, 1.21]
    result = compare_ratings(early, term)
    assert result.p == pytest.approx(2 * 0.1272, abs=1e-4)
    assert result.effect == pytest.approx(0.305)
    assert result.details["probability_of_superiority"] == pytest.approx(35 / 50)


def rank_test(before, after):
    """Two-sided p by listing every way to split the ratings."""
    ranks = stats.rankdata([*before, *after])
    middle = len(before) * (len(ranks) + 1) / 2
    seen = abs(ranks[: len(before)].sum() - middle)
    splits = list(itertools.combinations(ranks, len(before)))
    return sum(abs(sum(split) - middle) >= seen - 1e-9 for split in splits) / len(splits)


@settings(max_examples=40, deadline=None)
@given(ratings, ratings)
def test_the_rank_test_with_ties_lists_every_split(before, after):
    assert compare_ratings(before, after).p == pytest.approx(rank_test(before, after))


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(11)), st.integers(4, 7))
def test_the_shift_interval_holds_the_shifts_that_the_test_does_not_reject(order, size):
    values = np.array(order, dtype=float) ** 1.37
    before, after = values[:size], values[size:]
    low, high = compare_ratings(before, after).interval
    assert rank_test(before, after - (low + 1e-7)) > 0.05
    assert rank_test(before, after - (high - 1e-7)) > 0.05
    assert rank_test(before, after - (low - 1e-7)) <= 0.05
    assert rank_test(before, after - (high + 1e-7)) <= 0.05


def test_large_groups_with_ties_use_the_corrected_approximation():
    before, after = [1, 2, 2, 3, 3, 3, 4, 4, 5, 2, 3, 1], [2, 3, 3, 4, 4, 5, 5, 5, 4, 3, 4, 5]
    ranks = stats.rankdata(before + after)
    u = ranks[12:].sum() - 12 * 13 / 2
    ties = sum(t**3 - t for t in pd.Series(before + after).value_counts())
    spread = math.sqrt(144 / 12 * (25 - ties / (24 * 23)))
    assert compare_ratings(before, after).p == pytest.approx(2 * stats.norm.sf((abs(u - 72) - 0.5) / spread))
    assert compare_ratings(before, after).test == "Mann-Whitney test"
    assert (
        compare_ratings(before, after, method="permutation").test == "exact permutation test of the rank sum"
    )


def test_too_few_ratings_are_refused():
    result = compare_ratings([1, 2, 3], [4, 5, 5])
    assert result.verdict == "cannot tell"
    assert result.text == (
        "Did the ratings change? Cannot tell: there are 3 ratings before and 3 after; no split of so few could show a "
        "change, and 4 on each side could. To show a difference of this size, about 6 in each group are needed "
        "(power 80 %)."
    )
    assert compare_ratings([3] * 60, [3] * 60).p == 1.0


def test_wilcoxon_of_hollander_and_wolfe():
    # Depression scores: T+ = 40, one-sided p 0.0195; pseudo-median -0.46, 96 % interval -0.786 to -0.010.
    first = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
    second = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
    result = compare_paired_ratings(first, second, direction="decrease")
    assert result.p == pytest.approx(2 * 0.01953, abs=1e-5)
    assert result.effect == pytest.approx(-0.46)
    assert result.interval == pytest.approx((-0.786, -0.010))
    assert result.verdict == "improved"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-3, 3).map(float), min_size=6, max_size=9))
def test_the_signed_rank_test_with_ties_lists_every_sign(differences):
    moved = [d for d in differences if d]
    ranks = stats.rankdata(np.abs(moved))
    middle = ranks.sum() / 2
    seen = abs(sum(r for r, d in zip(ranks, moved, strict=True) if d > 0) - middle)
    sums = [
        sum(r for r, up in zip(ranks, ups, strict=True) if up)
        for ups in itertools.product([0, 1], repeat=len(ranks))
    ]
    expected = sum(abs(found - middle) >= seen - 1e-9 for found in sums) / len(sums)
    assert compare_paired_ratings([0.0] * len(differences), differences).p == pytest.approx(expected)


def test_pairs_with_a_gap_are_left_out():
    result = compare_paired_ratings([1, 2, None, 3, 2, 1, 2], [2, 3, 4, None, 3, 2, 3])
    assert result.n == (5, 5)
    assert result.verdict == "cannot tell"


def test_interrupted_series_recovers_the_lines_it_was_made_from():
    time = np.arange(1, 31)
    y = 10 + 0.5 * time + np.where(time > 18, 6 + 0.25 * (time - 19), 0)
    x = pd.date_range("2023-01-01", periods=30, freq="MS")
    result = interrupted_series(y, x, change="2024-07-01")
    assert result.effect == pytest.approx(6)
    assert result.details["slope_before"] == pytest.approx(0.5)
    assert result.details["slope_change"] == pytest.approx(0.25)
    assert result.series.counterfactual.iloc[-1] == pytest.approx(10 + 0.5 * 30)
    assert result.series.counterfactual.iloc[:18].isna().all()
    assert result.n == (18, 12)


def test_interrupted_series_errors_are_newey_wests_by_explicit_sums():
    rng = np.random.default_rng(5)
    y = rng.normal(size=24).cumsum()
    result = interrupted_series(y, change=13, lags=2)
    time = np.arange(1, 25.0)
    after = time >= 13
    design = np.column_stack((np.ones(24), time, after, np.where(after, time - 13, 0)))
    inverse = np.linalg.inv(design.T @ design)
    beta = inverse @ design.T @ y
    score = design * (y - design @ beta)[:, None]
    middle = score.T @ score
    for lag in (1, 2):
        gamma = score[lag:].T @ score[:-lag]
        middle += (1 - lag / 3) * (gamma + gamma.T)
    error = np.sqrt((inverse @ middle @ inverse * 24 / 20)[2, 2])
    width = stats.t.ppf(0.975, 20) * error
    assert result.interval == pytest.approx((beta[2] - width, beta[2] + width))
    assert result.p == pytest.approx(2 * stats.t.sf(abs(beta[2] / error), 20))


def test_interrupted_series_keeps_the_place_of_a_missing_period():
    time = np.arange(1, 25.0)
    y = np.where(time > 12, 20 + time, time).tolist()
    y[4] = None
    result = interrupted_series(y, change=13)
    assert result.effect == pytest.approx(20)
    assert result.n == (11, 12)


def test_seven_points_on_a_side_are_refused():
    result = interrupted_series(list(range(20)), change=8)
    assert result.verdict == "cannot tell"
    assert result.text.endswith("there are 7 points before and 13 after, and 8 are needed on each side.")


def test_level_and_slope_that_disagree_cannot_tell():
    rng = np.random.default_rng(1)
    time = np.arange(1, 41.0)
    y = np.where(time > 20, 10 - 2 * (time - 21), 0) + rng.normal(scale=0.1, size=40)
    assert interrupted_series(y, change=21).verdict == "cannot tell"


def test_nap_of_the_single_case_manual():
    # Basic example of SingleCaseES: NAP 0.9166667, interval 0.5973 to 0.9860.
    result = compare_person([20, 20, 26, 25, 22, 23], [28, 25, 24, 27, 30, 30, 29])
    assert result.effect == pytest.approx(38.5 / 42)
    assert result.interval == pytest.approx((0.5973, 0.9860), abs=1e-4)
    # Trend before: pairs up less pairs down = 8 - 6 ... counted by hand: 20,20 tie; S = 4.
    assert result.details["tau_u"] == pytest.approx((35 - 4) / 42)


@pytest.mark.parametrize("n", [(3, 3), (4, 4), (6, 10), (20, 5)])
def test_nap_with_every_pair_one_way_still_has_a_lower_limit(n):
    low, high = nap_interval(1.0, *n)
    assert high == 1.0 and 0 < low < 1
    # Newcombe 2006, method 5, divided by (1 - limit), which is nought at the other root.
    inflation = 1 + (sum(n) / 2 - 1) * ((1 - low) / (2 - low) + low / (1 + low))
    assert (1 - low) * n[0] * n[1] == pytest.approx(1.959964**2 * low * inflation, rel=1e-6)
    assert nap_interval(0.0, *n) == pytest.approx((0.0, 1 - low))


def test_tau_u_by_hand():
    # Between: 9 pairs all higher; before: 3 pairs all rising.
    assert tau_u(np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0, 6.0])) == pytest.approx((9 - 3) / 9)


def test_lower_is_better_turns_nap_round():
    up = compare_person([1, 2, 3, 2, 1], [4, 5, 5, 4, 3])
    down = compare_person([-1, -2, -3, -2, -1], [-4, -5, -5, -4, -3], direction="decrease")
    assert up.effect == down.effect
    assert up.interval == down.interval
    assert down.verdict == "improved"
    assert "Run chart: " in up.text


def test_log_rank_and_medians_of_gehan():
    # Freireich et al. 1963: weeks of remission; chi-squared 16.79, medians 8 and 23 weeks.
    placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
    treated = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    ended = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    result = compare_time_to(placebo, [1] * 21, treated, ended, direction="increase")
    assert stats.chi2.isf(result.p, 1) == pytest.approx(16.79, abs=5e-3)
    assert result.values == (8, 23)
    assert result.table[["lower", "upper"]].values.tolist() == [[4, 11], [13, math.inf]]
    assert result.verdict == "improved"


def test_without_censoring_the_median_time_is_the_ordinary_median():
    # The curve is flat at one half between 4 and 6: the middle of the flat stretch.
    result = compare_time_to([2, 4, 6, 9, 11, 1], [1] * 6, [1, 2, 3, 4, 5], [1] * 5)
    assert result.values == (5, 3)
    assert compare_time_to([1, 2, 2, 4, 5, 6], [1, 1, 1, 0, 0, 0], [1] * 5, [1] * 5).values[0] == 2


def test_five_closed_times_have_no_upper_limit_of_the_median():
    # All five lie below the median with chance 1/32 = 3.1 %, more than a fortieth: no finite limit is honest.
    result = compare_time_to([4, 9, 10, 11, 21], [1] * 5, [1, 2, 3, 4, 5, 6, 7], [1] * 7)
    assert result.table["upper"][0] == math.inf


def test_nothing_closed_is_refused():
    result = compare_time_to([5] * 6, [0] * 6, [7] * 6, [0] * 6)
    assert result.verdict == "cannot tell"
    assert result.values == (math.inf, math.inf)


def test_half_still_open_has_no_median():
    result = compare_time_to([5, 6, 7, 8, 9, 10], [1, 0, 0, 0, 0, 0], [1, 2, 3, 4, 5, 6], [1] * 6)
    assert result.values[0] == math.inf
    assert "within longer than was watched" in result.text


def test_benjamini_and_hochberg_1995():
    # Their example: of 15, the first four stand at 5 %.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    table = adjust_for_many(p).table
    assert (table.p_adjusted <= 0.05).tolist() == [True] * 4 + [False] * 11
    assert table.p_adjusted[3] == pytest.approx(0.0095 * 15 / 4)
    assert table.p.tolist() == p


def test_refused_comparisons_stay_in_the_table_and_do_not_count():
    found = adjust_for_many(
        {"Ash": compare_proportions(1, 3, 2, 3), "Elm": compare_proportions(5, 40, 20, 40)}
    )
    assert found.table.verdict_adjusted.tolist() == ["cannot tell", "improved"]
    assert found.table.p_adjusted[1] == found.table.p[1]


# Bickel, Hammel & O'Connell 1975, Berkeley admissions by department: women first, then men.
WOMEN, WOMEN_ALL = [89, 17, 202, 131, 94, 24], [108, 25, 593, 375, 393, 341]
MEN, MEN_ALL = [512, 353, 120, 138, 53, 22], [825, 560, 325, 417, 191, 373]


def test_pooling_by_stratum_undoes_simpsons_paradox():
    result = pooled_proportions(WOMEN, WOMEN_ALL, MEN, MEN_ALL)
    assert result.values[1] - result.values[0] > 0.14
    assert result.verdict == "no clear difference"
    # As R's mantelhaen.test has it: common odds ratio 0.9046968; without correction X2 = 1.5246.
    assert result.details["odds_ratio"] == pytest.approx(0.9046968, abs=5e-7)
    assert stats.chi2.isf(result.p, 1) == pytest.approx(1.5246, abs=5e-4)


def test_one_stratum_pools_to_its_own_difference():
    result = pooled_proportions([20], [50], [35], [50])
    assert result.effect == pytest.approx(0.3)


def test_services_without_a_side_carry_no_weight():
    both = pooled_proportions([20, 5], [50, 10], [35, 0], [50, 0])
    assert both.effect == pytest.approx(0.3)
    assert both.n == (50, 50)


@settings(max_examples=30, deadline=None)
@given(st.integers(5, 30), st.integers(5, 30), st.data())
def test_verdicts_turn_round_with_the_direction(n1, n2, data):
    k1, k2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    up = compare_proportions(k1, n1, k2, n2, direction="increase").verdict
    down = compare_proportions(k1, n1, k2, n2, direction="decrease").verdict
    assert {"improved": "worsened", "worsened": "improved"}.get(up, up) == down
