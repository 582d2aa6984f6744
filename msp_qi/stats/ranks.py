"""Exact rank tests with ties, and the intervals that go with them."""

import numpy as np
from scipy import stats

from msp_qi.stats.arguments import Floats
from msp_qi.stats.intervals import Interval, normal_quantile

# More observations than this would take the exact distribution too long.
EXACT_AT_MOST = 200
# Tails closer than this to the value seen count as at least as extreme.
ROUNDING = 1e-9


def rank_sum_chances(ranks: Floats, size: int) -> tuple[Floats, Floats]:
    """Values and chances of the sum of ``size`` ranks drawn without replacement; ties are mid-ranks.

    Dynamic programming over doubled ranks, which are whole numbers (Streitberg & Röhmel 1986).
    """
    doubled = np.rint(2 * ranks).astype(int)
    ways = np.zeros((size + 1, int(doubled.sum()) + 1))
    ways[0, 0] = 1.0
    for rank in doubled:
        ways[1:, rank:] += ways[:-1, : ways.shape[1] - rank].copy()
    found = np.flatnonzero(ways[size])
    return found / 2, ways[size, found] / ways[size].sum()


def signed_rank_chances(ranks: Floats) -> tuple[Floats, Floats]:
    """Values and chances of the sum of the ranks whose sign is positive; ties are mid-ranks."""
    doubled = np.rint(2 * ranks).astype(int)
    chance = np.zeros(int(doubled.sum()) + 1)
    chance[0] = 1.0
    for rank in doubled:
        shifted = np.zeros_like(chance)
        shifted[rank:] = chance[: len(chance) - rank]
        chance = (chance + shifted) / 2
    found = np.flatnonzero(chance)
    return found / 2, chance[found]


def two_sided(values: Floats, chances: Floats, seen: float) -> float:
    """Chance of a value at least as far from the mean as the one seen."""
    mean = float(values @ chances)
    return float(min(1.0, chances[np.abs(values - mean) >= abs(seen - mean) - ROUNDING].sum()))


def rank_sum_p(before: Floats, after: Floats, *, exact: bool) -> float:
    """Two-sided p-value of the rank sum: by its exact distribution, ties and all, or by its approximation."""
    joined = np.concatenate((before, after))
    if np.ptp(joined) == 0:
        # All alike: the approximation has no spread to divide by, and there is nothing to tell apart.
        return 1.0
    if not exact:
        return float(stats.mannwhitneyu(after, before, alternative="two-sided", method="asymptotic").pvalue)
    ranks = ranked(joined)
    return two_sided(*rank_sum_chances(ranks, len(before)), float(ranks[: len(before)].sum()))


def lower_quantile(values: Floats, chances: Floats, level: float) -> float:
    """The smallest value whose cumulative chance reaches the level."""
    return float(values[int(np.searchsorted(np.cumsum(chances), level * (1 - 1e-12)))])


def shift_interval(before: Floats, after: Floats, *, exact: bool, confidence: float) -> Interval:
    """Interval of the Hodges-Lehmann shift, after less before, from ordered pairwise differences.

    Moses; see Hollander, Wolfe & Chicken 2013, section 4.3, doi:10.1002/9781119196037.
    """
    m, n = len(before), len(after)
    differences = np.sort(np.subtract.outer(after, before).ravel())
    if exact:
        values, chances = rank_sum_chances(np.arange(1.0, m + n + 1), m)
        rank = lower_quantile(values - m * (m + 1) / 2, chances, (1 - confidence) / 2)
    else:
        rank = m * n / 2 - normal_quantile(confidence) * np.sqrt(m * n * (m + n + 1) / 12)
    return _ordered(differences, rank)


def centre_interval(differences: Floats, *, exact: bool, confidence: float) -> Interval:
    """Interval of the pseudo-median, from ordered means of pairs of differences (Walsh averages).

    Tukey; see Hollander, Wolfe & Chicken 2013, section 3.3, doi:10.1002/9781119196037.
    """
    n = len(differences)
    if exact:
        values, chances = signed_rank_chances(np.arange(1.0, n + 1))
        rank = lower_quantile(values, chances, (1 - confidence) / 2)
    else:
        rank = n * (n + 1) / 4 - normal_quantile(confidence) * np.sqrt(n * (n + 1) * (2 * n + 1) / 24)
    return _ordered(np.sort(walsh_averages(differences)), rank)


def walsh_averages(differences: Floats) -> Floats:
    """Means of every pair of differences, each with itself too."""
    first, second = np.triu_indices(len(differences))
    return np.asarray((differences[first] + differences[second]) / 2)


def _ordered(values: Floats, rank: float) -> Interval:
    """The values that lie ``rank`` from either end, counted from 1."""
    place = max(int(np.floor(rank)), 1)
    return float(values[place - 1]), float(values[len(values) - place])


def ranked(values: Floats) -> Floats:
    """Ranks from 1, ties at their mean."""
    return np.asarray(stats.rankdata(values), dtype=float)
