"""Score intervals of two proportions: the difference or ratio that a chi-squared test would not reject."""

from collections.abc import Callable

import numpy as np
from scipy import optimize

from msp_qi.stats.constants import CONFIDENCE
from msp_qi.stats.intervals import Interval, normal_quantile

# A ratio of proportions is sought between these; beyond them it is not bounded by the data.
LEAST_RATIO = 1e-9
# A difference is sought up to this near -1 and 1, where both fitted proportions are whole and nothing spreads.
EDGE = 1 - 1e-12
# The fitted proportions are sought this near the ends of their range.
BARELY = 1e-15


def koopman_interval(
    successes_1: float, n_1: float, successes_2: float, n_2: float, *, confidence: float = CONFIDENCE
) -> Interval:
    """Koopman's score interval of the ratio of two proportions, first over second.

    The lower limit is 0 where the first proportion is 0; the upper is infinite where the second is 0.

    Parameters
    ----------
    successes_1, n_1, successes_2, n_2 : float
        Counts of each side; n above 0.
    confidence : float

    Returns
    -------
    lower, upper : float
        A ratio.

    Raises
    ------
    UserError
        A confidence that does not lie between 0 and 1.

    References
    ----------
    Koopman 1984, doi:10.2307/2531405.

    Examples
    --------
    >>> lower, upper = koopman_interval(36, 40, 16, 80)
    >>> round(lower, 2), round(upper, 2)
    (2.94, 7.15)
    """
    return _ratio_limits(successes_1, n_1, successes_2, n_2, normal_quantile(confidence) ** 2)


def miettinen_nurminen_interval(
    successes_1: float, n_1: float, successes_2: float, n_2: float, *, confidence: float = CONFIDENCE
) -> Interval:
    """Miettinen and Nurminen's score interval of the difference of two proportions, first less second.

    As the test of a difference that is not nought (Farrington and Manning, Mee), with the variance
    multiplied by n / (n - 1), n being all cases.

    Parameters
    ----------
    successes_1, n_1, successes_2, n_2 : float
        Counts of each side; n above 0.
    confidence : float

    Returns
    -------
    lower, upper : float
        In -1 to 1.

    Raises
    ------
    UserError
        A confidence that does not lie between 0 and 1.

    References
    ----------
    Miettinen & Nurminen 1985, doi:10.1002/sim.4780040211; Newcombe 1998,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I (method 6).

    Examples
    --------
    >>> lower, upper = miettinen_nurminen_interval(56, 70, 48, 80)
    >>> round(lower, 4), round(upper, 4)
    (0.0528, 0.3382)
    """
    limit = normal_quantile(confidence) ** 2 * _inflation(n_1, n_2)

    def gap(difference: float) -> float:
        return _difference_score(difference, successes_1, n_1, successes_2, n_2) - limit

    seen = successes_1 / n_1 - successes_2 / n_2
    lower = -1.0 if gap(-EDGE) <= 0 or seen <= -EDGE else _root(gap, -EDGE, seen)
    upper = 1.0 if gap(EDGE) <= 0 or seen >= EDGE else _root(gap, EDGE, seen)
    return lower, upper


def miettinen_nurminen_ratio_interval(
    successes_1: float, n_1: float, successes_2: float, n_2: float, *, confidence: float = CONFIDENCE
) -> Interval:
    """Miettinen and Nurminen's score interval of the ratio of two proportions, first over second.

    Koopman's, with the variance multiplied by n / (n - 1), n being all cases.

    Parameters
    ----------
    successes_1, n_1, successes_2, n_2 : float
        Counts of each side; n above 0.
    confidence : float

    Returns
    -------
    lower, upper : float
        A ratio.

    Raises
    ------
    UserError
        A confidence that does not lie between 0 and 1.

    References
    ----------
    Miettinen & Nurminen 1985, doi:10.1002/sim.4780040211.

    Examples
    --------
    >>> lower, upper = miettinen_nurminen_ratio_interval(36, 40, 16, 80)
    >>> round(lower, 2), round(upper, 2)
    (2.93, 7.17)
    """
    limit = normal_quantile(confidence) ** 2 * _inflation(n_1, n_2)
    return _ratio_limits(successes_1, n_1, successes_2, n_2, limit)


def _inflation(n_1: float, n_2: float) -> float:
    """By how much the variance is multiplied; the limit of the plain score grows by as much."""
    return 1 / (1 - 1 / (n_1 + n_2))


def _ratio_limits(k_1: float, n_1: float, k_2: float, n_2: float, limit: float) -> Interval:
    """Where the score of the ratio reaches the limit."""

    def gap(log_ratio: float) -> float:
        return _ratio_score(float(np.exp(log_ratio)), k_1, n_1, k_2, n_2) - limit

    if k_1 == 0 and k_2 == 0:
        return 0.0, np.inf
    best = _log_ratio(k_1, n_1, k_2, n_2)
    edge = -np.log(LEAST_RATIO)
    lower = 0.0 if k_1 == 0 else float(np.exp(_root(gap, -edge, best)))
    upper = np.inf if k_2 == 0 else float(np.exp(_root(gap, edge, best)))
    return lower, upper


def _log_ratio(k_1: float, n_1: float, k_2: float, n_2: float) -> float:
    """A point inside the interval: the ratio seen, or a far one where a count is zero."""
    if k_1 == 0:
        return float(np.log(LEAST_RATIO))
    if k_2 == 0:
        return float(-np.log(LEAST_RATIO))
    return float(np.log(k_1 / n_1) - np.log(k_2 / n_2))


def _root(gap: Callable[[float], float], outside: float, inside: float) -> float:
    return float(optimize.brentq(gap, outside, inside, xtol=1e-13, rtol=1e-14))


def _ratio_score(ratio: float, k_1: float, n_1: float, k_2: float, n_2: float) -> float:
    """Pearson chi-squared of a ratio: the proportions are fitted under it (Koopman 1984, equation 2)."""
    a = (n_1 + n_2) * ratio
    b = -(ratio * (n_1 + k_2) + k_1 + n_2)
    c = k_1 + k_2
    # p_2 solves a p^2 + b p + c = 0, the smaller root; p_1 is the ratio times it.
    p_2 = 2 * c / (-b + np.sqrt(max(b * b - 4 * a * c, 0.0)))
    p_1 = min(ratio * p_2, 1.0)
    return _part(k_1, n_1, p_1) + _part(k_2, n_2, p_2)


def _part(k: float, n: float, p: float) -> float:
    spread = n * p * (1 - p)
    gap = (k - n * p) ** 2
    return float(gap / spread) if spread > 0 else (0.0 if gap < 1e-12 else np.inf)


def _difference_score(difference: float, k_1: float, n_1: float, k_2: float, n_2: float) -> float:
    """Chi-squared of a difference: the proportions are fitted under it."""
    p_1, p_2 = _fitted(difference, k_1, n_1, k_2, n_2)
    spread = p_1 * (1 - p_1) / n_1 + p_2 * (1 - p_2) / n_2
    gap = (k_1 / n_1 - k_2 / n_2 - difference) ** 2
    return gap / spread if spread > 0 else (0.0 if gap < 1e-24 else np.inf)


def _fitted(difference: float, k_1: float, n_1: float, k_2: float, n_2: float) -> tuple[float, float]:
    """The likeliest two proportions that differ by ``difference``.

    The slope of the log-likelihood falls from end to end, and is sought where it is nought: the closed root of
    the cubic (Miettinen & Nurminen 1985, appendix I) loses half of the figures where a proportion is near 0.
    """
    if difference < 0:
        first, second = _fitted(-difference, k_2, n_2, k_1, n_1)
        return second, first

    most = 1 - difference
    if most <= 0:
        return 1.0, 0.0

    def slope(share: float) -> float:
        # The second proportion is a share of the most it can be; told so, none of the four loses its figures.
        low, rest = most * share, most * (1 - share)
        return k_1 / (low + difference) - (n_1 - k_1) / rest + k_2 / low - (n_2 - k_2) / (rest + difference)

    if slope(BARELY) <= 0:
        share = 0.0
    elif slope(1 - BARELY) >= 0:
        share = 1.0
    else:
        share = float(optimize.brentq(slope, BARELY, 1 - BARELY, xtol=1e-300, rtol=1e-14))
    return difference + most * share, most * share
