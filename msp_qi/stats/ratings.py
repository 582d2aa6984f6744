"""Ratings and skewed times before and after: rank tests with the shift and its interval."""

import math
from collections.abc import Iterable
from itertools import count
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from msp_qi.errors import UserError
from msp_qi.stats.arguments import Floats, numbers, one_of
from msp_qi.stats.comparison import (
    BEFORE_AFTER,
    Comparison,
    Method,
    check_options,
    interval_name,
    judge,
    p_words,
    per_cent,
    table,
    verdict_words,
)
from msp_qi.stats.constants import CONFIDENCE, LEVEL
from msp_qi.stats.intervals import Interval
from msp_qi.stats.power import n_for_mean, n_for_shares
from msp_qi.stats.ranks import (
    EXACT_AT_MOST,
    centre_interval,
    rank_sum_p,
    ranked,
    shift_interval,
    signed_rank_chances,
    two_sided,
    walsh_averages,
)
from msp_qi.stats.result import ComparisonResult

# Below this a group is small: the exact permutation distribution is used, ties and all.
SMALL_GROUP = 10
# Below this the exact distribution is used where there are no ties (or, for pairs, always).
EXACT_BELOW = 50
# The fewest on each side, and the fewest pairs, of which the clearest change could reach p < LEVEL.
FEWEST_RATINGS = next(n for n in count(1) if 2 / math.comb(2 * n, n) < LEVEL)
FEWEST_PAIRS = next(n for n in count(1) if 2 / 2**n < LEVEL)
METHODS = ("auto", "permutation", "mann-whitney")
ASSUMPTION = (
    "Ratings are independent, and the two distributions differ by a shift; a change of shape blurs it."
)
PAIRED_ASSUMPTION = (
    "Pairs are independent of each other, and their differences are spread evenly about their centre."
)

Values = ArrayLike | Iterable[object]


def compare_ratings(
    before: Values,
    after: Values,
    *,
    direction: Literal["increase", "decrease", "neutral"] = "increase",
    question: str = "Did the ratings change?",
    groups: tuple[str, str] = BEFORE_AFTER,
    method: Literal["auto", "permutation", "mann-whitney"] = "auto",
    confidence: float = CONFIDENCE,
) -> ComparisonResult:
    """Compare two independent sets of ratings or times.

    Parameters
    ----------
    before, after : sequence of float
        Missing values are left out.
    method : {"auto", "permutation", "mann-whitney"}
        ``"auto"``: exact where either group is under 10, or where both are under 50 without ties; else the
        normal approximation with its correction for ties and continuity. ``"permutation"``: always exact.

    Returns
    -------
    ComparisonResult
        ``effect`` is the Hodges-Lehmann shift, after less before, in the unit of the rating; ``values`` are
        medians; ``details["probability_of_superiority"]`` is the chance that a rating after is higher than
        one
        before, a tie counting half. Refused where even the clearest split of so few could not reach p < 0.05.

    Raises
    ------
    UserError
        A wrong option, a value that is no number, or too many ratings for ``method="permutation"``.

    References
    ----------
    Mann & Whitney 1947, doi:10.1214/aoms/1177730491; Hodges & Lehmann 1963, doi:10.1214/aoms/1177704172.

    Examples
    --------
    >>> result = compare_ratings([1, 2, 3, 3, 2], [4, 5, 5, 3, 4])
    >>> result.effect, result.verdict
    (2.0, 'improved')
    """
    check_options(direction, groups, confidence)
    one_of(method, METHODS, "method")
    sides = (_present(before, groups[0]), _present(after, groups[1]))
    n = (len(sides[0]), len(sides[1]))
    values = tuple(float(np.median(side)) if len(side) else np.nan for side in sides)
    exact = method == "permutation" or (method == "auto" and _is_exact(*sides))
    how = Method(
        "Hodges-Lehmann shift, after less before", interval_name("Moses (ordered differences)", confidence),
        "exact permutation test of the rank sum" if exact else "Mann-Whitney test", ASSUMPTION,
    )  # fmt: skip
    if method == "permutation" and sum(n) > EXACT_AT_MOST:
        raise UserError(
            f"{sum(n)} ratings are too many for method='permutation' (at most {EXACT_AT_MOST}); leave it out."
        )
    rows = table(groups, n, values, *(_median_interval(side, confidence) for side in sides))
    ask = Comparison(question, groups, n, values, how, rows)
    superiority = _superiority(*sides) if min(n) else np.nan
    if min(n) == 0 or 2 / math.comb(sum(n), n[0]) >= LEVEL:
        counts = f"there are {n[0]} ratings {groups[0]} and {n[1]} {groups[1]}"
        why = f"{counts}; no split of so few could show a change, and {FEWEST_RATINGS} on each side could."
        return ask.refused(why, least=FEWEST_RATINGS, seen=n_for_shares(superiority))
    shift = float(np.median(np.subtract.outer(sides[1], sides[0])))
    found = shift_interval(*sides, exact=max(n) < EXACT_BELOW, confidence=confidence)
    p = rank_sum_p(*sides, exact=exact)
    verdict = judge(p, found, 0.0, direction)
    needed = n_for_shares(superiority)
    said = (
        f"Median {values[0]:g} of {n[0]} {groups[0]} and {values[1]:g} of {n[1]} {groups[1]}: a shift of "
        f"{shift:+g} ({_range(found, confidence)}; {how.test}, {p_words(p)}). A rating {groups[1]} is higher "
        f"than one {groups[0]} {per_cent(superiority)} of the time. "
        f"{verdict_words(verdict, found, 0.0, groups, n_needed=needed)}"
    )
    details = {"probability_of_superiority": superiority}
    return ask.answered(shift, found, p, said, verdict=verdict, n_needed=needed, details=details)


def compare_paired_ratings(
    before: Values,
    after: Values,
    *,
    direction: Literal["increase", "decrease", "neutral"] = "increase",
    question: str = "Did the same people's ratings change?",
    groups: tuple[str, str] = BEFORE_AFTER,
    confidence: float = CONFIDENCE,
) -> ComparisonResult:
    """Compare ratings of the same people or cases on two occasions.

    Parameters
    ----------
    before, after : sequence of float
        Row by row the same case; a pair with a missing rating is left out.

    Returns
    -------
    ComparisonResult
        ``effect`` is the Hodges-Lehmann pseudo-median of after less before. The test leaves out pairs
        without a
        difference (Wilcoxon) and is exact under 50 pairs, ties and all; the effect and its interval keep
        them. Refused under 6 pairs, where even a change in every pair could not reach p < 0.05.

    Raises
    ------
    UserError
        Columns that do not match, a wrong option, or a value that is no number.

    References
    ----------
    Wilcoxon 1945, doi:10.2307/3001968; Hodges & Lehmann 1963, doi:10.1214/aoms/1177704172.

    Examples
    --------
    >>> result = compare_paired_ratings([2, 3, 1, 2, 4, 3, 2], [4, 4, 3, 5, 4, 5, 4])
    >>> result.effect, round(result.p, 4), result.verdict
    (2.0, 0.0312, 'improved')
    """
    check_options(direction, groups, confidence)
    first, second = numbers(before, groups[0]), numbers(after, groups[1])
    if len(first) != len(second):
        raise UserError(
            f"{groups[0]} has {len(first)} ratings and {groups[1]} has {len(second)}; pair them row by row."
        )
    whole = ~np.isnan(first) & ~np.isnan(second)
    first, second = first[whole], second[whole]
    differences = second - first
    n = (len(first), len(second))
    exact = n[0] < EXACT_BELOW
    values = tuple(float(np.median(side)) if len(side) else np.nan for side in (first, second))
    how = Method(
        "Hodges-Lehmann pseudo-median, after less before", interval_name("Tukey (ordered Walsh "
        "averages)", confidence),
        f"{'exact ' if exact else ''}Wilcoxon signed-rank test", PAIRED_ASSUMPTION,
    )  # fmt: skip
    rows = table(groups, n, values, *(_median_interval(side, confidence) for side in (first, second)))
    ask = Comparison(question, groups, n, values, how, rows)
    if n[0] < FEWEST_PAIRS:
        why = f"there are {n[0]} pairs; so few cannot show a change in any case, and {FEWEST_PAIRS} could."
        return ask.refused(why, least=FEWEST_PAIRS)
    centre = float(np.median(walsh_averages(differences)))
    found = centre_interval(differences, exact=exact, confidence=confidence)
    p = _signed_rank_p(differences, exact=exact)
    verdict = judge(p, found, 0.0, direction)
    needed = n_for_mean(float(differences.mean()), float(differences.std(ddof=1)))
    said = (
        f"Over {n[0]} pairs the middle change is {centre:+g} ({_range(found, confidence)}; {how.test}, "
        f"{p_words(p)}). {verdict_words(verdict, found, 0.0, groups, n_needed=needed, what='pairs')}"
    )
    signs = {"rose": differences > 0, "fell": differences < 0, "same": differences == 0}
    details = {name: float(those.sum()) for name, those in signs.items()}
    return ask.answered(centre, found, p, said, verdict=verdict, n_needed=needed, details=details)


def _present(values: Values, name: str) -> Floats:
    found = numbers(values, name)
    return found[~np.isnan(found)]


def _is_exact(before: Floats, after: Floats) -> bool:
    small = min(len(before), len(after)) < SMALL_GROUP and max(len(before), len(after)) < EXACT_BELOW
    tied = len(np.unique(np.concatenate((before, after)))) < len(before) + len(after)
    return small or (not tied and max(len(before), len(after)) < EXACT_BELOW)


def _signed_rank_p(differences: Floats, *, exact: bool) -> float:
    moved = differences[differences != 0]
    if not len(moved):
        return 1.0
    if not exact:
        return float(stats.wilcoxon(moved, method="approx", correction=True).pvalue)
    ranks = ranked(np.abs(moved))
    values, chances = signed_rank_chances(ranks)
    return two_sided(values, chances, float(ranks[moved > 0].sum()))


def _superiority(before: Floats, after: Floats) -> float:
    gaps = np.subtract.outer(after, before)
    return float(((gaps > 0) + 0.5 * (gaps == 0)).mean())


def _median_interval(values: Floats, confidence: float) -> Interval:
    """Exact interval of a median from order statistics; unknown where too few reach the confidence."""
    n = len(values)
    rank = int(stats.binom.ppf((1 - confidence) / 2, n, 0.5)) if n else 0
    if rank == 0:
        return np.nan, np.nan
    ordered = np.sort(values)
    return float(ordered[rank - 1]), float(ordered[n - rank])


def _range(found: Interval, confidence: float) -> str:
    return f"{100 * confidence:g} % interval {found[0]:+g} to {found[1]:+g}"
