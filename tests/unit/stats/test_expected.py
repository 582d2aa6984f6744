"""The limits of the run rules, by routes that share nothing with the code."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest

from msp_qi.stats.expected import IHI_RUNS, crossings_min, longest_run_max, runs_allowed
from msp_qi.stats.false_signals import false_signal_rate, over_many


def test_crossings_by_exact_fractions_for_1_to_300_points():
    for n in range(1, 301):
        chance, fewest = Fraction(0), 0
        while True:
            chance += Fraction(math.comb(n - 1, fewest), 2 ** (n - 1))
            if chance >= Fraction(5, 100):
                break
            fewest += 1
        assert crossings_min(np.array([n]))[0] == fewest


def test_longest_run_by_whole_powers_of_two_for_1_to_300_points():
    # round(log2 n) is k where 2^(k - 1/2) < n < 2^(k + 1/2); squared, all are whole numbers.
    for n in range(1, 301):
        k = next(k for k in range(20) if n * n < 2 ** (2 * k + 1))
        assert longest_run_max(np.array([n]))[0] == k + 3


# Table of Anhøj & Olesen 2014: useful observations, upper limit of the longest run, lower limit of crossings.
@pytest.mark.parametrize(
    ("n", "longest", "crossings"),
    [(10, 6, 2), (11, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (22, 7, 7), (23, 8, 7), (24, 8, 8),
     (30, 8, 10), (36, 8, 13), (45, 8, 17), (46, 9, 17), (60, 9, 23), (91, 10, 37), (100, 10, 41)],
)  # fmt: skip
def test_limits_match_the_published_table(n, longest, crossings):
    assert longest_run_max(np.array([n]))[0] == longest
    assert crossings_min(np.array([n]))[0] == crossings


def test_no_points_have_no_limits():
    assert np.isnan(longest_run_max(np.array([0]))[0])
    assert np.isnan(crossings_min(np.array([0]))[0])


def test_the_table_of_runs_is_the_published_one_where_a_figure_is_quoted():
    # Perla, Provost & Murray 2011, table 1 (10 to 60 points).
    fewest, most = runs_allowed(np.array([10, 16, 20, 24, 30, 40, 50, 60]))
    assert fewest.tolist() == [3, 5, 6, 8, 11, 15, 19, 24]
    assert most.tolist() == [9, 13, 16, 18, 21, 27, 33, 38]
    assert len(IHI_RUNS) == 51


def test_the_table_of_runs_keeps_each_tail_of_chance_under_one_in_thirty():
    # Swed & Eisenhart: with n/2 on each side, the number of runs has a hypergeometric distribution.
    for n, (fewest, most) in zip(range(10, 61), IHI_RUNS, strict=True):
        above, below = n // 2, n - n // 2
        chance = {runs: _chance_of_runs(above, below, runs) for runs in range(2, n + 1)}
        assert sum(p for runs, p in chance.items() if runs < fewest) < 1 / 30
        assert sum(p for runs, p in chance.items() if runs > most) < 1 / 30


def _chance_of_runs(above, below, runs):
    half, odd = divmod(runs, 2)
    if odd:
        ways = math.comb(above - 1, half) * math.comb(below - 1, half - 1)
        ways += math.comb(above - 1, half - 1) * math.comb(below - 1, half)
    else:
        ways = 2 * math.comb(above - 1, half - 1) * math.comb(below - 1, half - 1)
    return ways / math.comb(above + below, above)


def test_outside_the_table_there_is_no_answer():
    fewest, most = runs_allowed(np.array([9, 61]))
    assert np.isnan(fewest).all()
    assert np.isnan(most).all()


@pytest.mark.parametrize("n", [1, 2, 5, 10, 12, 14])
def test_false_signals_by_listing_every_sequence(n):
    longest, fewest = round(math.log2(n)) + 3, int(crossings_min(np.array([n]))[0])
    signals = 0
    for sequence in itertools.product("ab", repeat=n):
        lengths = [len(list(run)) for _, run in itertools.groupby(sequence)]
        signals += max(lengths) > longest or len(lengths) - 1 < fewest
    assert false_signal_rate(n) == pytest.approx(signals / 2**n, abs=1e-12)


@pytest.mark.parametrize("n", [2, 4, 10, 12, 14])
def test_false_signals_about_the_median_by_listing_every_order(n):
    longest, fewest = round(math.log2(n)) + 3, int(crossings_min(np.array([n]))[0])
    signals = total = 0
    for above in itertools.combinations(range(n), n // 2):
        sides = [place in above for place in range(n)]
        lengths = [len(list(run)) for _, run in itertools.groupby(sides)]
        signals += max(lengths) > longest or len(lengths) - 1 < fewest
        total += 1
    assert false_signal_rate(n, n) == pytest.approx(signals / total, abs=1e-12)


def test_false_signals_add_up_over_series():
    assert over_many([24, 24, 10], [0, 24, 0]) == pytest.approx(
        (
            false_signal_rate(24) + false_signal_rate(24, 24) + false_signal_rate(10),
            1 - (1 - false_signal_rate(24)) * (1 - false_signal_rate(24, 24)) * (1 - false_signal_rate(10)),
        )
    )
