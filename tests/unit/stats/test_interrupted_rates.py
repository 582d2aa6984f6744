"""Interrupted series of counts with an exposure: by explicit matrices, planted truths and refusals."""

import math

import numpy as np
import pytest
from scipy import stats

from msp_qi.errors import UserError
from msp_qi.stats import interrupted_series

TIME = np.arange(1, 49.0)
AFTER = TIME >= 25
EXPOSURE = 9000 + 100 * TIME


def poisson(seed=3, level=0.8, season=0.0):
    wave = season * np.sin(2 * np.pi * TIME / 12)
    mean = EXPOSURE * np.exp(-5 + 0.005 * TIME + math.log(level) * AFTER + wave)
    return np.random.default_rng(seed).poisson(mean).astype(float)


def by_hand(y, terms):
    """Iterated least squares, its covariance and Pearson's dispersion."""
    beta = np.r_[math.log(y.sum() / EXPOSURE.sum()), np.zeros(terms.shape[1] - 1)]
    for _ in range(60):
        mean = EXPOSURE * np.exp(terms @ beta)
        beta = beta + np.linalg.solve(terms.T @ (mean[:, None] * terms), terms.T @ (y - mean))
    mean = EXPOSURE * np.exp(terms @ beta)
    spread = ((y - mean) ** 2 / mean).sum() / (len(y) - terms.shape[1])
    return beta, np.linalg.inv(terms.T @ (mean[:, None] * terms)), spread


@pytest.mark.parametrize("quasi", [True, False])
@pytest.mark.parametrize("slope", [True, False])
def test_ratio_interval_and_p_by_explicit_matrices(slope, quasi):
    y = poisson()
    terms = np.column_stack([np.ones(48), TIME, AFTER, *([np.where(AFTER, TIME - 25, 0)] if slope else [])])
    beta, covariance, spread = by_hand(y, terms)
    error = math.sqrt(covariance[2, 2] * (spread if quasi else 1))
    law = stats.t(48 - terms.shape[1]) if quasi else stats.norm()
    result = interrupted_series(y, change=25, n=EXPOSURE, slope=slope, quasi=quasi, direction="decrease")
    assert result.effect == pytest.approx(math.exp(beta[2]), rel=1e-9)
    ends = [math.exp(beta[2] + sign * law.ppf(0.975) * error) for sign in (-1, 1)]
    assert result.interval == pytest.approx(ends, rel=1e-8)
    assert result.p == pytest.approx(2 * law.sf(abs(beta[2]) / error), rel=1e-6)
    assert result.details["dispersion"] == pytest.approx(spread, rel=1e-7)
    assert result.details["slope_before"] == pytest.approx(math.exp(beta[1]), rel=1e-9)
    assert result.values == pytest.approx(
        [y[~AFTER].sum() / EXPOSURE[~AFTER].sum(), y[AFTER].sum() / EXPOSURE[AFTER].sum()]
    )
    assert result.verdict == "improved"


# Bernal, Cummins & Gasparrini 2017, doi:10.1093/ije/dyw098: acute coronary events in Sicily by month, 2002 to November
# 2006, and the standardised population; smoking was banned in January 2005 (month 37).
EVENTS = [
    728, 659, 791, 734, 757, 726, 760, 740, 720, 814, 795, 858, 887, 766, 851, 769, 781, 756, 766, 752, 765, 831, 879,
    928, 914, 808, 937, 840, 916, 828, 845, 818, 860, 839, 887, 886, 831, 796, 833, 820, 877, 758, 767, 738, 781, 843,
    850, 908, 1021, 859, 976, 888, 962, 838, 810, 876, 843, 936, 912,
]  # fmt: skip
PEOPLE = [
    379875.3, 376495.5, 377040.8, 377116.4, 377383.4, 374113.1, 379513.3, 376295.5, 374653.2, 378485.6, 375955.5,
    378349.7, 376762.4, 379032.3, 379360.4, 376162.0, 377972.4, 381830.7, 379888.6, 380872.2, 380966.9, 381240.4,
    382104.9, 381802.7, 381656.3, 383680.0, 383504.2, 386462.9, 383783.1, 380836.8, 383483.0, 380906.2, 382926.8,
    384052.4, 384449.6, 383428.4, 388153.2, 388373.2, 386470.1, 386033.2, 383686.4, 385509.3, 385901.9, 386516.6,
    388436.5, 383255.2, 390148.7, 385874.9, 391613.6, 391750.4, 394005.6, 391364.9, 391664.6, 389022.3, 391878.5,
    388575.3, 392989.0, 390018.8, 390712.3,
]  # fmt: skip


def test_the_smoking_ban_in_sicily_of_bernal_2017():
    told = {"change": 37, "n": PEOPLE, "slope": False, "direction": "decrease"}
    plain = interrupted_series(EVENTS, quasi=False, **told)
    assert (plain.effect, *plain.interval) == pytest.approx((0.89, 0.86, 0.93), abs=5.1e-3)
    assert (plain.p < 0.001, plain.verdict) == (True, "improved")
    # Their last model: over-dispersion and two pairs of waves, 0.885 (0.839 to 0.933, from the normal
    # distribution; t with 52 degrees of freedom is a little wider).
    season = interrupted_series(EVENTS, harmonics=2, **told)
    assert season.effect == pytest.approx(0.885, abs=5.1e-4)
    error = math.log(season.interval[1] / season.effect) / stats.t.ppf(0.975, 59 - 7)
    normal = [season.effect * math.exp(sign * stats.norm.ppf(0.975) * error) for sign in (-1, 1)]
    assert normal == pytest.approx((0.839, 0.933), abs=1.1e-3)
    # Their supplement: the slope does not change.
    assert interrupted_series(EVENTS, **{**told, "slope": True}, harmonics=2).details["slope_change_p"] > 0.4


def test_counts_on_their_lines_give_the_lines_back():
    mean = EXPOSURE * 1000 * np.exp(-3 + 0.01 * TIME + np.where(AFTER, math.log(0.5) + 0.02 * (TIME - 25), 0))
    result = interrupted_series(np.round(mean), change=25, n=EXPOSURE * 1000)
    assert result.effect == pytest.approx(0.5, rel=1e-4)
    assert result.details["slope_change"] == pytest.approx(math.exp(0.02), rel=1e-4)
    expected = np.exp(-3 + 0.01 * TIME)
    assert result.series.counterfactual[AFTER].to_numpy() == pytest.approx(expected[AFTER], rel=1e-3)
    assert result.series.y.to_numpy() == pytest.approx(mean / (EXPOSURE * 1000), rel=1e-3)
    assert result.series.counterfactual[~AFTER].isna().all()


def test_the_season_is_taken_out_of_the_errors():
    y = poisson(season=0.3)
    plain, seasonal = (
        interrupted_series(y, change=25, n=EXPOSURE, slope=False, harmonics=waves) for waves in (0, 1)
    )
    assert seasonal.details["dispersion"] < plain.details["dispersion"] / 2
    assert seasonal.interval[1] - seasonal.interval[0] < plain.interval[1] - plain.interval[0]


def test_values_may_have_a_season_too():
    wave = 3 * np.cos(2 * np.pi * TIME / 12) + np.sin(4 * np.pi * TIME / 12)
    result = interrupted_series(10 + 2 * AFTER + wave, change=25, slope=False, harmonics=2)
    assert result.effect == pytest.approx(2)
    assert result.details["slope_before"] == pytest.approx(0, abs=1e-12)


def test_a_month_without_exposure_or_count_keeps_its_place():
    y = np.round(1e6 * np.exp(0.01 * TIME + math.log(0.7) * AFTER))
    y[3], n = np.nan, np.full(48, 1e6)
    n[30], y[30] = 0, 0
    result = interrupted_series(y, change=25, n=n)
    assert result.n == (23, 23)
    assert result.effect == pytest.approx(0.7, rel=1e-5)


def test_the_sentence_of_a_rate_is_exact():
    y = np.r_[np.full(10, 20), np.full(10, 10)] + np.tile([1, -1], 10)
    result = interrupted_series(y, change=11, n=[100] * 20, slope=False, quasi=False, direction="decrease")
    found = [f"{bound:.3f}" for bound in (result.effect, *result.interval)]
    trend = result.details["autocorrelation"]
    assert result.text == (
        f"Did the level or the slope change? The rate was multiplied by {found[0]} ({found[1]} to {found[2]}, "
        f"p = {result.p:.3f}); autocorrelation {trend:+.2f}. Improved."
    )
    values = interrupted_series(y, change=11, slope=False, direction="decrease").text
    assert values.endswith("With fewer than 50 points on a side the intervals are narrower than they claim.")
    assert (result.test, result.interval_name) == ("segmented Poisson regression", "Poisson, 95 %")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"y": [1.5] * 20, "n": [10] * 20}, r"^y, row 1: 1\.5 is no whole count; leave n out for values"),
        ({"y": [1] * 20, "n": [10] * 19}, r"^n has 19 rows and y has 20; they must match row by row\.$"),
        ({"y": [1] * 20, "n": [-1] * 20}, r"^Counts and exposures cannot be below 0; check the rows\.$"),
        ({"y": [1] * 20, "harmonics": -1}, r"^harmonics is -1; give a whole number of 0 or more\.$"),
        ({"y": [1] * 20, "harmonics": 6}, r"^harmonics is 6; a year of 12 periods has fewer than 6 waves\.$"),
        ({"y": [1] * 20, "year": 1}, r"^year is 1; give a whole number of 2 or more\.$"),
    ],
)
def test_wrong_arguments_say_what_to_do(options, message):
    with pytest.raises(UserError, match=message):
        interrupted_series(change=11, **options)


def test_nothing_on_a_side_is_refused_and_the_season_needs_more_points():
    refused = interrupted_series([0] * 10 + [3] * 10, change=11, n=[10] * 20)
    assert refused.verdict == "cannot tell"
    assert refused.text.endswith("nothing happened on one side, so that there is no rate to compare.")
    few = interrupted_series([3] * 20, change=11, n=[10] * 20, harmonics=4)
    assert few.text.endswith("there are 10 points before and 10 after, and 12 are needed on each side.")
