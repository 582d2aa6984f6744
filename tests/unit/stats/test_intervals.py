"""Intervals against the tables of the papers they come from."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from msp_qi.errors import UserError
from msp_qi.stats import (
    exact_interval,
    exact_rate_interval,
    koopman_interval,
    miettinen_nurminen_interval,
    miettinen_nurminen_ratio_interval,
    newcombe_interval,
    newcombe_paired_interval,
    wilson_interval,
)
from msp_qi.stats.score_intervals import _fitted

counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


# Newcombe 1998 (single proportion), table I: method 3 (score) and method 5 (Clopper-Pearson).
@pytest.mark.parametrize(
    ("k", "n", "score", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_one_proportion(k, n, score, exact):
    assert [float(b) for b in wilson_interval(k, n)] == pytest.approx(score, abs=5.1e-5)
    assert [float(b) for b in exact_interval(k, n)] == pytest.approx(exact, abs=5.1e-5)


# Newcombe 1998 (difference), table II, examples a to h, method 10.
@pytest.mark.parametrize(
    ("counts", "interval"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((0, 10, 0, 10), (-0.2775, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
        ((10, 10, 0, 10), (0.6075, 1.0)),
    ],
)
def test_difference_of_proportions(counts, interval):
    assert newcombe_interval(*counts) == pytest.approx(interval, abs=5.1e-5)


# Newcombe 1998 (difference), table II, examples a to h, method 6 (Miettinen-Nurminen).
@pytest.mark.parametrize(
    ("counts", "interval"),
    [
        ((56, 70, 48, 80), (0.0528, 0.3382)),
        ((9, 10, 3, 10), (0.1700, 0.8406)),
        ((6, 7, 2, 7), (0.0342, 0.8534)),
        ((5, 56, 0, 29), (-0.0326, 0.1933)),
        ((0, 10, 0, 20), (-0.1658, 0.2844)),
        ((0, 10, 0, 10), (-0.2879, 0.2879)),
        ((10, 10, 0, 20), (0.7156, 1.0)),
        ((10, 10, 0, 10), (0.6636, 1.0)),
    ],
)
def test_score_difference_of_proportions(counts, interval):
    assert miettinen_nurminen_interval(*counts) == pytest.approx(interval, abs=5.1e-5)


@settings(max_examples=60, deadline=None)
@given(counts, counts, st.floats(-0.99, 0.99))
def test_the_fitted_proportions_are_the_likeliest_with_their_difference(first, second, difference):
    k, n = np.array([first[0], second[0]]), np.array([first[1], second[1]])

    def unlikely(lower):
        p = np.array([lower + max(difference, 0), lower + max(-difference, 0)])
        return -float(special.xlogy(k, p).sum() + special.xlogy(n - k, 1 - p).sum())

    most = 1 - abs(difference)
    grid = np.linspace(0, most, 2001)
    fitted = _fitted(difference, *first, *second)
    assert fitted[0] - fitted[1] == pytest.approx(difference, abs=1e-9)
    assert unlikely(min(fitted)) <= min(unlikely(each) for each in grid) + 1e-7


@settings(max_examples=60, deadline=None)
@given(counts, counts)
def test_swapping_sides_turns_the_score_difference_round(first, second):
    low, high = miettinen_nurminen_interval(*first, *second)
    assert miettinen_nurminen_interval(*second, *first) == pytest.approx((-high, -low), abs=1e-9)
    assert low <= first[0] / first[1] - second[0] / second[1] <= high


def test_the_score_interval_ends_where_the_test_rejects():
    # Pearson's chi-squared with (n - 1) / n rejects no difference at exactly the confidence that ends on nought.
    k, n = np.array([56, 48]), np.array([70, 80])
    chi2 = stats.chi2_contingency([k, n - k], correction=False).statistic * 149 / 150
    low, _ = miettinen_nurminen_interval(56, 70, 48, 80, confidence=float(stats.chi2.cdf(chi2, 1)))
    assert low == pytest.approx(0, abs=1e-9)


def test_the_score_ratio_is_koopmans_at_a_wider_confidence():
    z = stats.norm.ppf(0.975) * math.sqrt(120 / 119)
    wider = koopman_interval(36, 40, 16, 80, confidence=float(2 * stats.norm.cdf(z) - 1))
    assert miettinen_nurminen_ratio_interval(36, 40, 16, 80) == pytest.approx(wider, rel=1e-9)
    assert miettinen_nurminen_ratio_interval(0, 10, 0, 20) == (0.0, math.inf)


def test_paired_difference_of_fagerland_2014():
    # Airway hyper-responsiveness before and after (Bentur et al. 2009): -0.507 to -0.026.
    assert newcombe_paired_interval(1, 1, 7, 12) == pytest.approx((-0.507, -0.026), abs=5.1e-4)


def test_paired_difference_without_correlation_is_square_and_add():
    # 20, 10, 10, 5: ad - bc = 0, so phi is 0 and both margins are 30 of 45.
    low, high = (float(b) for b in wilson_interval(30, 45))
    side = math.hypot(30 / 45 - low, high - 30 / 45)
    assert newcombe_paired_interval(20, 10, 10, 5) == pytest.approx((-side, side))


def test_paired_difference_by_hand_with_the_continuity_correction():
    # a 20, b 12, c 2, d 16: ad - bc = 296, less n/2 = 25 is 271; margins 32, 18, 22, 28.
    phi = 271 / math.sqrt(32 * 18 * 22 * 28)
    (l1, u1), (l2, u2) = (tuple(float(b) for b in wilson_interval(k, 50)) for k in (32, 22))
    p1, p2 = 0.64, 0.44
    down = math.sqrt((p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2)
    up = math.sqrt((u1 - p1) ** 2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2) ** 2)
    assert newcombe_paired_interval(20, 12, 2, 16) == pytest.approx((0.2 - down, 0.2 + up))


def test_nothing_discordant_and_everything_alike():
    low, high = newcombe_paired_interval(10, 0, 0, 0)
    assert low == pytest.approx(-high)
    assert newcombe_paired_interval(0, 20, 0, 0)[1] == 1.0


def test_ratio_of_proportions_of_koopman_1984():
    # His example: 36 of 40 against 16 of 80, 2.94 to 7.15.
    assert koopman_interval(36, 40, 16, 80) == pytest.approx((2.94, 7.15), abs=5.1e-3)


def test_ratio_where_a_count_is_zero():
    assert koopman_interval(0, 10, 5, 20)[0] == 0.0
    assert koopman_interval(5, 20, 0, 10)[1] == math.inf
    assert koopman_interval(0, 10, 0, 20) == (0.0, math.inf)


@settings(max_examples=60, deadline=None)
@given(counts, counts)
def test_ratio_reversed_is_its_inverse(first, second):
    low, high = koopman_interval(*first, *second)
    back_low, back_high = koopman_interval(*second, *first)
    assert low == pytest.approx(1 / back_high if back_high else math.inf, rel=1e-6)
    assert high == pytest.approx(1 / back_low if back_low else math.inf, rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(counts, counts)
def test_ratio_limits_are_where_the_score_reaches_its_quantile(first, second):
    for ratio in koopman_interval(*first, *second):
        if 0 < ratio < math.inf:
            assert _chi2(ratio, *first, *second) == pytest.approx(stats.chi2.ppf(0.95, 1), rel=1e-5)


def _chi2(ratio, k1, n1, k2, n2):
    """Least chi-squared over the second proportion, by searching a grid and refining it."""
    low, high = 1e-12, min(1.0, 1 / ratio) - 1e-12
    best = None
    for _ in range(12):
        grid = np.linspace(low, high, 400)
        likelihood = (
            k1 * np.log(ratio * grid)
            + (n1 - k1) * np.log1p(-ratio * grid)
            + k2 * np.log(grid)
            + (n2 - k2) * np.log1p(-grid)
        )
        at = int(np.argmax(likelihood))
        best, low, high = grid[at], grid[max(at - 1, 0)], grid[min(at + 1, 399)]
    p2, p1 = best, ratio * best
    return (k1 - n1 * p1) ** 2 / (n1 * p1 * (1 - p1)) + (k2 - n2 * p2) ** 2 / (n2 * p2 * (1 - p2))


@settings(max_examples=60, deadline=None)
@given(counts)
def test_exact_limits_leave_a_fortieth_in_each_tail(count):
    k, n = count
    low, high = (float(b) for b in exact_interval(k, n))
    if k:
        assert stats.binom.sf(k - 1, n, low) == pytest.approx(0.025, rel=1e-6)
    if k < n:
        assert stats.binom.cdf(k, n, high) == pytest.approx(0.025, rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(counts, counts)
def test_swapping_sides_turns_the_difference_round(first, second):
    low, high = newcombe_interval(*first, *second)
    assert newcombe_interval(*second, *first) == pytest.approx((-high, -low))


def test_rate_of_ten_events():
    # Garwood 1936: 10 events, 4.80 to 18.39; none, 0 to 3.69.
    assert [float(b) for b in exact_rate_interval(10, 1)] == pytest.approx([4.80, 18.39], abs=5.1e-3)
    assert [float(b) for b in exact_rate_interval(0, 1)] == pytest.approx([0, 3.69], abs=5.1e-3)


def test_nothing_seen_has_no_interval():
    assert np.isnan(wilson_interval(0, 0)).all()
    assert np.isnan(exact_interval(0, 0)).all()


def test_a_confidence_in_per_cent_is_refused():
    with pytest.raises(UserError, match=r"^confidence is 95; it must lie between 0 and 1, e\.g\. 0\.95\.$"):
        wilson_interval(1, 2, confidence=95)
