"""Worked examples as they stand in print, to the figures that are printed."""

import numpy as np
import pytest

from msp_qi.stats import (
    agreement,
    compare_paired_ratings,
    compare_person,
    compare_proportions,
    compare_rates,
    compare_ratings,
    compare_time_to,
    control_chart,
    newcombe_paired_interval,
    pooled_proportions,
)


# Newcombe 1998 (paired), doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C, table III,
# method 10; cells e, f, g, h.
@pytest.mark.parametrize(
    ("cells", "interval"),
    [
        ((36, 12, 2, 0), (0.0569, 0.3404)),
        ((20, 12, 2, 16), (0.0562, 0.3292)),
        ((18, 12, 2, 18), (0.0562, 0.3290)),
        ((36, 14, 0, 0), (0.1528, 0.4167)),
        ((35, 14, 0, 1), (0.1461, 0.4175)),
        ((18, 14, 0, 18), (0.1441, 0.3963)),
        ((2, 97, 1, 0), (0.8721, 0.9854)),
        ((1, 97, 1, 1), (0.8736, 0.9850)),
        ((0, 29, 1, 0), (0.6666, 0.9882)),
        ((2, 98, 0, 0), (0.9178, 0.9945)),
        ((1, 98, 0, 1), (0.9171, 0.9916)),
        ((0, 30, 0, 0), (0.8395, 1.0)),
        ((54, 0, 0, 0), (-0.0664, 0.0664)),
        ((53, 0, 0, 1), (-0.0729, 0.0729)),
        ((30, 0, 0, 24), (-0.0358, 0.0358)),
        ((29, 0, 0, 25), (-0.0354, 0.0354)),
        ((28, 0, 0, 26), (-0.0352, 0.0352)),
        ((27, 0, 0, 27), (-0.0351, 0.0351)),
    ],
)
def test_paired_difference_of_newcombe_1998(cells, interval):
    # Half of the last figure, and a little: 0.8736 is printed for 0.87367.
    assert newcombe_paired_interval(*cells) == pytest.approx(interval, abs=7.5e-5)


@pytest.mark.parametrize(
    ("counts", "p"),
    [
        # SciPy's manual: whales and sharks in two oceans.
        ((8, 9, 2, 7), 0.0350),
        # Men and women who study, 1 of 12 against 9 of 12.
        ((1, 12, 9, 12), 0.002759),
    ],
)
def test_fishers_exact_test(counts, p):
    assert compare_proportions(*counts).p == pytest.approx(p, abs=5e-5)


# One-sided figures of R's Exact package, doubled.
@pytest.mark.parametrize(
    ("counts", "one_sided"), [((2, 10, 7, 9), 0.009886142), ((5, 25, 16, 41), 0.05827348)]
)
def test_boschloos_exact_test(counts, one_sided):
    assert compare_proportions(*counts, test="boschloo").p == pytest.approx(2 * one_sided, rel=1e-6)


def test_rate_ratio_of_fluoroscopy_and_breast_cancer():
    # Rothman & Greenland; Stata's manual, epitab: 41 in 28,010 woman-years against 15 in 19,017.
    exact = compare_rates(15, 19_017, 41, 28_010)
    assert exact.effect == pytest.approx(1.855759, abs=5e-7)
    assert exact.interval == pytest.approx((1.005684, 3.6093), abs=5.1e-6)
    assert compare_rates(15, 19_017, 41, 28_010, method="mid-p").p == pytest.approx(0.0355, abs=5e-5)


def test_rank_sum_of_hollander_and_wolfe_permeability():
    # One-sided p 0.1272 (W = 35).
    amnion = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    assert compare_ratings(amnion, [1.15, 0.88, 0.90, 0.74, 1.21]).p == pytest.approx(2 * 0.1272, abs=1e-4)


def test_signed_rank_of_students_sleep():
    # Student 1908: nine of ten slept longer with the second drug, one as long: p = 2 / 2^9.
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    result = compare_paired_ratings(first, second)
    assert result.p == pytest.approx(2 / 2**9)
    assert result.details["rose"] == 9 and result.details["same"] == 1


def test_log_rank_and_medians_of_maintained_leukaemia():
    # Miller 1981; R's survival: chi-squared 3.4, p 0.07; medians 23 and 31 weeks.
    plain = [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45], [1] * 5 + [0] + [1] * 6
    kept = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0]
    result = compare_time_to(*plain, *kept)
    assert result.values == (23, 31)
    assert result.p == pytest.approx(0.0653, abs=5e-5)


def test_mantel_haenszel_of_the_berkeley_admissions():
    # Bickel et al. 1975; R's mantelhaen.test: common odds ratio 0.9046968. Pooled blindly, men do better.
    men = [(512, 825), (353, 560), (120, 325), (138, 417), (53, 191), (22, 373)]
    women = [(89, 108), (17, 25), (202, 593), (131, 375), (94, 393), (24, 341)]
    result = pooled_proportions(*map(list, zip(*women, strict=True)), *map(list, zip(*men, strict=True)))
    assert result.details["odds_ratio"] == pytest.approx(0.9046968, abs=5e-8)
    assert result.verdict == "no clear difference"
    assert result.values[1] > result.values[0] + 0.1


def test_nap_of_parker_and_vannest_2009():
    # 110 pairs; 5 after loses to 7 and ties with 5 twice over, 7 ties with 7 twice: 106 of 110.
    before = [4, 3, 4, 3, 4, 7, 5, 2, 3, 2]
    after = [5, 9, 7, 9, 7, 5, 9, 11, 11, 10, 9]
    assert compare_person(before, after).effect == pytest.approx(106 / 110)


def test_kappa_of_altmans_radiologists():
    # Altman 1991, Practical Statistics for Medical Research: kappa 0.47, weighted 0.57.
    counts = np.array([[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]])
    rows, columns = np.repeat(np.indices((4, 4)).reshape(2, -1), counts.ravel(), axis=1)
    assert agreement(rows, columns, weights="none").kappa == pytest.approx(0.47, abs=5e-3)
    assert agreement(rows, columns, weights="linear").kappa == pytest.approx(0.57, abs=5e-3)


# Montgomery, Introduction to Statistical Quality Control: centre, lower and upper limit as printed.
COSTS = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304]
CANS = [
    12,
    15,
    8,
    10,
    4,
    7,
    16,
    9,
    14,
    10,
    5,
    6,
    17,
    12,
    22,
    8,
    10,
    5,
    13,
    11,
    20,
    18,
    24,
    15,
    9,
    12,
    7,
    13,
    9,
    6,
]
BOARDS = [
    21,
    24,
    16,
    12,
    15,
    5,
    28,
    20,
    31,
    25,
    20,
    24,
    16,
    19,
    10,
    17,
    13,
    22,
    18,
    39,
    30,
    24,
    16,
    19,
    17,
    15,
]
SHIPMENTS = [2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4]


@pytest.mark.parametrize(
    ("y", "n", "options", "lines"),
    [
        (COSTS, None, {"chart": "i"}, (300.5, 279.78, 321.22)),
        (CANS, [50] * 30, {"chart": "p"}, (0.2313, 0.0524, 0.4102)),
        (CANS, [50] * 30, {"chart": "p", "exclude": [15, 23]}, (0.2150, 0.0407, 0.3893)),
        (SHIPMENTS, [50] * 20, {"chart": "u"}, (0.0740, 0.0, 0.1894)),
    ],
    ids=["mortgage costs", "orange juice cans", "orange juice cans, two excluded", "shipments"],
)
def test_limits_of_montgomery(y, n, options, lines):
    row = control_chart(y, n, **options).points.iloc[0]
    decimals = 2 if n is None else 4
    assert [round(float(row[name]), decimals) for name in ("cl", "lcl", "ucl")] == list(lines)


def test_signals_of_montgomery():
    cans = control_chart(CANS, [50] * 30, chart="p").points
    assert (np.flatnonzero(cans["beyond_limits"]) + 1).tolist() == [15, 23]
    boards = control_chart(BOARDS, chart="c").points
    # 516 in 26: 19.85 and 6.48 to 33.22, worked there with the rounded mean; samples 6 and 20 lie outside.
    assert boards["cl"].iloc[0] == pytest.approx(19.85, abs=5e-3)
    assert boards[["lcl", "ucl"]].iloc[0].tolist() == pytest.approx([6.48, 33.22], abs=1e-2)
    assert (np.flatnonzero(boards["beyond_limits"]) + 1).tolist() == [6, 20]


def test_varying_limits_of_montgomerys_dyed_cloth():
    # Defects in rolls of 8 to 13 units of 50 square metres; 153 in 107.5.
    defects = [14, 12, 20, 11, 7, 10, 21, 16, 19, 23]
    units = [10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5]
    points = control_chart(defects, units, chart="u").points
    assert points["cl"].iloc[0] == pytest.approx(1.42, abs=5e-3)
    assert points["ucl"].iloc[:3].tolist() == pytest.approx([2.55, 2.68, 2.41], abs=1.1e-2)
    assert points["lcl"].iloc[:3].tolist() == pytest.approx([0.29, 0.16, 0.43], abs=1.1e-2)
    assert not points["beyond_limits"].any()
