"""Confidence intervals: one proportion, one rate, the difference of two proportions, and of matched pairs."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from msp_qi.errors import UserError
from msp_qi.stats.arguments import Floats
from msp_qi.stats.constants import CONFIDENCE

Interval = tuple[float, float]


def normal_quantile(confidence: float) -> float:
    """The z of a two-sided interval.

    Examples
    --------
    >>> round(normal_quantile(0.95), 4)
    1.96
    """
    if not isinstance(confidence, (int, float)) or not 0 < confidence < 1:
        raise UserError(f"confidence is {confidence!r}; it must lie between 0 and 1, e.g. {CONFIDENCE}.")
    return float(stats.norm.ppf(0.5 + confidence / 2))


def wilson_interval(
    successes: ArrayLike, n: ArrayLike, *, confidence: float = CONFIDENCE
) -> tuple[Floats, Floats]:
    """Wilson score interval of a proportion; NaN where n is 0.

    Parameters
    ----------
    successes, n : array
        Counts.

    Returns
    -------
    lower, upper : array
        In 0 to 1.

    Raises
    ------
    UserError
        A confidence that does not lie between 0 and 1.

    References
    ----------
    Wilson 1927, doi:10.1080/01621459.1927.10502953; Newcombe 1998,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E (method 3).

    Examples
    --------
    >>> lower, upper = wilson_interval(81, 263)
    >>> round(float(lower), 4), round(float(upper), 4)
    (0.2553, 0.3662)
    """
    z = normal_quantile(confidence)
    k, size = np.asarray(successes, dtype=float), np.asarray(n, dtype=float)
    size = np.where(size > 0, size, np.nan)
    centre = 2 * k + z**2
    width = z * np.sqrt(z**2 + 4 * k * (1 - k / size))
    lower = np.where(k == 0, 0.0, (centre - width) / (2 * (size + z**2)))
    upper = np.where(k == size, 1.0, (centre + width) / (2 * (size + z**2)))
    return np.where(np.isnan(size), np.nan, lower), np.where(np.isnan(size), np.nan, upper)


def exact_interval(
    successes: ArrayLike, n: ArrayLike, *, confidence: float = CONFIDENCE
) -> tuple[Floats, Floats]:
    """Exact interval of a proportion (Clopper and Pearson); NaN where n is 0.

    Parameters
    ----------
    successes, n : array
        Counts.

    Returns
    -------
    lower, upper : array
        In 0 to 1.

    Raises
    ------
    UserError
        A confidence that does not lie between 0 and 1.

    References
    ----------
    Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404.

    Examples
    --------
    >>> lower, upper = exact_interval(81, 263)
    >>> round(float(lower), 4), round(float(upper), 4)
    (0.2527, 0.3676)
    """
    tail = (1 - confidence) / 2
    normal_quantile(confidence)
    k, size = np.asarray(successes, dtype=float), np.asarray(n, dtype=float)
    some = size > 0
    lower = np.where(k > 0, stats.beta.ppf(tail, np.maximum(k, 1), size - k + 1), 0.0)
    upper = np.where(k < size, stats.beta.ppf(1 - tail, k + 1, np.maximum(size - k, 1)), 1.0)
    return np.where(some, lower, np.nan), np.where(some, upper, np.nan)


def exact_rate_interval(
    count: ArrayLike, exposure: ArrayLike, *, confidence: float = CONFIDENCE
) -> tuple[Floats, Floats]:
    """Exact Poisson interval of a rate; NaN where the exposure is 0.

    Parameters
    ----------
    count, exposure : array
        Events, and bed days, months or journeys.

    Returns
    -------
    lower, upper : array
        Events per unit of exposure.

    Raises
    ------
    UserError
        A confidence that does not lie between 0 and 1.

    References
    ----------
    Garwood 1936, doi:10.1093/biomet/28.3-4.437.

    Examples
    --------
    >>> lower, upper = exact_rate_interval(10, 1)
    >>> round(float(lower), 2), round(float(upper), 2)
    (4.8, 18.39)
    """
    tail = (1 - confidence) / 2
    normal_quantile(confidence)
    k, time = np.asarray(count, dtype=float), np.asarray(exposure, dtype=float)
    time = np.where(time > 0, time, np.nan)
    lower = np.where(k > 0, stats.gamma.ppf(tail, np.maximum(k, 1)), 0.0)
    return lower / time, np.asarray(stats.gamma.ppf(1 - tail, k + 1)) / time


def newcombe_interval(
    successes_1: float, n_1: float, successes_2: float, n_2: float, *, confidence: float = CONFIDENCE
) -> Interval:
    """Newcombe's hybrid score interval of the difference of two proportions, first less second.

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
    Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I (method 10).

    Examples
    --------
    >>> lower, upper = newcombe_interval(56, 70, 48, 80)
    >>> round(lower, 4), round(upper, 4)
    (0.0524, 0.3339)
    """
    p_1, p_2 = successes_1 / n_1, successes_2 / n_2
    return _square_and_add(
        p_1, p_2, _one(successes_1, n_1, confidence), _one(successes_2, n_2, confidence), 0.0
    )


def newcombe_paired_interval(
    both: float, first_only: float, second_only: float, neither: float, *, confidence: float = CONFIDENCE
) -> Interval:
    """Newcombe's interval of a paired difference of proportions, first less second.

    Parameters
    ----------
    both, first_only, second_only, neither : int
        Pairs that were met on both occasions, on the first only, on the second only, on neither.

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
    Newcombe 1998, doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C (method 10).

    Examples
    --------
    >>> lower, upper = newcombe_paired_interval(1, 1, 7, 12)
    >>> round(lower, 3), round(upper, 3)
    (-0.507, -0.026)
    """
    n = both + first_only + second_only + neither
    first, second = both + first_only, both + second_only
    product = first * (n - first) * second * (n - second)
    cross = both * neither - first_only * second_only
    # The correlation is shrunk towards 0 by n/2 where it is positive: method 10's continuity correction.
    corrected = max(cross - n / 2, 0.0) if cross > 0 else float(cross)
    phi = corrected / np.sqrt(product) if product > 0 else 0.0
    return _square_and_add(
        first / n, second / n, _one(first, n, confidence), _one(second, n, confidence), phi
    )


def _one(successes: float, n: float, confidence: float) -> Interval:
    lower, upper = wilson_interval(successes, n, confidence=confidence)
    return float(lower), float(upper)


def _square_and_add(p_1: float, p_2: float, first: Interval, second: Interval, phi: float) -> Interval:
    """Join two intervals into one for the difference, allowing for their correlation."""
    down = _side(p_1 - first[0], second[1] - p_2, phi)
    up = _side(first[1] - p_1, p_2 - second[0], phi)
    difference = p_1 - p_2
    return max(-1.0, difference - down), min(1.0, difference + up)


def _side(a: float, b: float, phi: float) -> float:
    return float(np.sqrt(max(a**2 - 2 * phi * a * b + b**2, 0.0)))
