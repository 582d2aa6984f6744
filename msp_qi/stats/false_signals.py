"""How often chance alone would signal: exact for Anhøj's rules, over one series and over many."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from msp_qi.stats.arguments import Floats
from msp_qi.stats.expected import crossings_min, longest_run_max

# Places of a line set by earlier points at which the rate is worked out; more change nothing in four decimals.
NODES = 24


@cache
def false_signal_rate(n_useful: int, set_by: int = 0) -> float:
    """Chance that Anhøj's rules signal in ``n_useful`` independent points among which nothing changed.

    Parameters
    ----------
    n_useful : int
        Points off the line.
    set_by : int
        How many of them, the first ones, set the line as their median: 0 for a line known beforehand,
        ``n_useful`` for the median of all.

    Returns
    -------
    float
        0 to 1.

    Notes
    -----
    Counts sequences by their crossings and the run they end in. A median has as many points above as below
    it, so only such orders of the first ``set_by`` points count, all with equal chance. Where later points
    fall about the median of 2h earlier ones is taken as a draw from Beta(h + 1, h + 1), which it is for 2h + 1
    of them; the rest is exact.

    References
    ----------
    Anhøj & Vinther Wentzel-Larsen 2018, doi:10.1371/journal.pone.0190083 (joint distribution).

    Examples
    --------
    >>> false_signal_rate(1)
    0.0
    >>> round(false_signal_rate(10), 4), round(false_signal_rate(10, set_by=10), 4)
    (0.0449, 0.0079)
    """
    if n_useful < 1:
        return 0.0
    setting = min(set_by, n_useful)
    longest = int(longest_run_max(np.array([n_useful]))[0])
    fewest = int(crossings_min(np.array([n_useful]))[0])
    start, places, weights = _set(n_useful, longest, setting)
    kept = 0.0
    for place, weight in zip(places.tolist(), weights.tolist(), strict=True):
        chance = start
        for _ in range(n_useful - max(setting, 1)):
            chance = _next(chance, np.array([1 - place, place]))
        kept += weight * float(chance[fewest:].sum())
    return 1 - kept


def _set(n: int, longest: int, setting: int) -> tuple[Floats, Floats, Floats]:
    """Chances after the points that set the line, and where later points may fall: share above, and weight.

    ``chance[c, r, s]``: c crossings so far, a run of r + 1 points on side s, and no run too long.
    """
    first = np.zeros((n, longest, 2))
    first[0, 0, :] = 0.5
    if not setting:
        return first, np.array([0.5]), np.ones(1)
    half = setting // 2
    # above[a]: the chances with a points above the line so far.
    above = np.zeros((half + 2, n, longest, 2))
    above[0, ..., 0], above[1, ..., 1] = first[..., 0], first[..., 1]
    for _ in range(setting - 1):
        following = np.zeros_like(above)
        following[..., 0] = _side(above, 0)
        following[1:, ..., 1] = _side(above, 1)[:-1]
        above = following / 2
    # An odd number off the line has ties on it, and may lean either way.
    split = [half, half + 1] if setting % 2 else [half]
    chance = above[split].sum(axis=0) / float(np.sum(stats.binom.pmf(split, setting, 0.5)))
    places, weights = special.roots_jacobi(NODES, half, half)
    return chance, (1 + places) / 2, np.asarray(weights / np.sum(weights))


def _next(chance: Floats, shares: Floats) -> Floats:
    """The chances one point later."""
    return np.stack([_side(chance, side) * shares[side] for side in (0, 1)], axis=-1)


def _side(chance: Floats, side: int) -> Floats:
    """The next point lies on this side: the run goes on, or the line is crossed and a run begins."""
    following = np.zeros(chance.shape[:-1])
    following[..., 1:] = chance[..., :-1, side]
    following[..., 1:, 0] = chance[..., :-1, :, 1 - side].sum(axis=-1)
    return following


def over_many(n_useful: ArrayLike, set_by: ArrayLike = 0) -> tuple[float, float]:
    """Expected number of false signals over independent series, and the chance of at least one.

    Parameters
    ----------
    n_useful, set_by : array of int
        Of each series, as in `false_signal_rate`.

    Examples
    --------
    >>> expected, any_ = over_many([24] * 10)
    >>> round(expected, 2), round(any_, 2)
    (0.66, 0.5)
    """
    useful, setting = np.broadcast_arrays(np.atleast_1d(np.asarray(n_useful)), np.asarray(set_by))
    pairs, times = np.unique(np.column_stack((useful, setting)).astype(int), axis=0, return_counts=True)
    rates = np.array([false_signal_rate(int(n), int(k)) for n, k in pairs])
    return float(rates @ times), float(1 - np.prod((1 - rates) ** times))
