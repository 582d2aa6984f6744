"""How many are needed in each group to show the difference seen."""

import numpy as np
from scipy import stats

from msp_qi.stats.constants import LEVEL, POWER


def _quantiles(power: float, level: float) -> tuple[float, float]:
    return float(stats.norm.ppf(1 - level / 2)), float(stats.norm.ppf(power))


def n_for_proportions(
    p_1: float, p_2: float, *, power: float = POWER, level: float = LEVEL, exact: bool = True
) -> int | None:
    """Number in each of two independent groups; None where the proportions are alike.

    Parameters
    ----------
    exact : bool
        For Fisher's test, which the continuity correction follows closely; without it for the plain test.

    References
    ----------
    Fleiss, Levin & Paik 2003, doi:10.1002/0471445428, equations 4.14 and 4.15; Casagrande, Pike & Smith 1978,
    doi:10.2307/2530613.

    Examples
    --------
    >>> n_for_proportions(0.5, 0.75, power=0.9, exact=False), n_for_proportions(0.5, 0.75, power=0.9)
    (77, 85)
    """
    if not np.isfinite(p_1) or not np.isfinite(p_2) or np.isclose(p_1, p_2, rtol=0, atol=1e-12):
        return None
    alpha, beta = _quantiles(power, level)
    mean, difference = (p_1 + p_2) / 2, abs(p_1 - p_2)
    spread = alpha * np.sqrt(2 * mean * (1 - mean)) + beta * np.sqrt(p_1 * (1 - p_1) + p_2 * (1 - p_2))
    plain = (spread / difference) ** 2
    corrected = plain / 4 * (1 + np.sqrt(1 + 4 / (plain * difference))) ** 2
    return int(np.ceil(corrected if exact else plain))


def n_for_pairs(
    first_only: float, second_only: float, *, power: float = POWER, level: float = LEVEL
) -> int | None:
    """Number of pairs for McNemar's test, from the two discordant proportions; None where they are alike.

    References
    ----------
    Connor 1987, doi:10.2307/2531961.

    Examples
    --------
    >>> n_for_pairs(0.05, 0.2)
    85
    """
    difference, discordant = abs(first_only - second_only), first_only + second_only
    if not np.isfinite(difference) or difference < 1e-12:
        return None
    alpha, beta = _quantiles(power, level)
    spread = alpha * np.sqrt(discordant) + beta * np.sqrt(max(discordant - difference**2, 0.0))
    return int(np.ceil((spread / difference) ** 2))


def n_for_shares(superiority: float, *, power: float = POWER, level: float = LEVEL) -> int | None:
    """Number in each group for the Mann-Whitney test, from the probability of superiority.

    References
    ----------
    Noether 1987, doi:10.1080/01621459.1987.10478478.

    Examples
    --------
    >>> n_for_shares(0.7)
    33
    """
    if not np.isfinite(superiority) or abs(superiority - 0.5) < 1e-12:
        return None
    alpha, beta = _quantiles(power, level)
    return int(np.ceil((alpha + beta) ** 2 / (6 * (superiority - 0.5) ** 2)))


def n_for_mean(difference: float, spread: float, *, power: float = POWER, level: float = LEVEL) -> int | None:
    """Number of pairs for a shift of ``difference`` where differences have the standard deviation ``spread``.

    Normal approximation, divided by the Wilcoxon test's efficiency of 3 / pi (Lehmann 2006, Nonparametrics).

    Examples
    --------
    >>> n_for_mean(0.5, 1.0)
    33
    """
    if not np.isfinite(difference) or not np.isfinite(spread) or abs(difference) < 1e-12 or spread <= 0:
        return None
    alpha, beta = _quantiles(power, level)
    return int(np.ceil(((alpha + beta) * spread / difference) ** 2 / (3 / np.pi)))


def count_for_rates(ratio: float, *, power: float = POWER, level: float = LEVEL) -> float:
    """Events that must be expected in the first of two groups of like exposure to show a rate ratio.

    Square-root transform of the Poisson counts: Gu et al. 2008, doi:10.1002/bimj.200710403.

    Examples
    --------
    >>> round(count_for_rates(2.0), 1)
    22.9
    """
    alpha, beta = _quantiles(power, level)
    return float((alpha + beta) ** 2 / (2 * (np.sqrt(ratio) - 1) ** 2)) * 1.0
