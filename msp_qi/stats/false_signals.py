"""How often chance alone would signal: exact for Anhøj's rules, over one series and over many."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from msp_qi.stats.expected import crossings_min, longest_run_max


@cache
def false_signal_rate(n_useful: int) -> float:
    """Chance that Anhøj's rules signal in ``n_useful`` independent points, each above or below with equal
    chance.

    Exact, by counting sequences by their crossings and the length of the run they end in.

    References
    ----------
    Anhøj & Vinther Wentzel-Larsen 2018, doi:10.1371/journal.pone.0190083 (joint distribution).

    Examples
    --------
    >>> false_signal_rate(1)
    0.0
    >>> round(false_signal_rate(10), 4)
    0.0449
    """
    if n_useful < 1:
        return 0.0
    longest = int(longest_run_max(np.array([n_useful]))[0])
    fewest = int(crossings_min(np.array([n_useful]))[0])
    # chance[c, r]: c crossings so far, the present run has r + 1 points, and no run was too long.
    chance = np.zeros((n_useful, longest))
    chance[0, 0] = 1.0
    for _ in range(n_useful - 1):
        following = np.zeros_like(chance)
        following[:, 1:] = chance[:, :-1] / 2
        following[1:, 0] = chance[:-1].sum(axis=1) / 2
        chance = following
    return float(1 - chance[fewest:].sum())


def over_many(n_useful: ArrayLike) -> tuple[float, float]:
    """Expected number of false signals over independent series, and the chance of at least one.

    For a line known beforehand. A line frozen on half of the points signals a little more often, a median
    set by all of them about half as often (docs/calibration.md).

    Examples
    --------
    >>> expected, any_ = over_many([24] * 10)
    >>> round(expected, 2), round(any_, 2)
    (0.66, 0.5)
    """
    rates = np.array([false_signal_rate(int(n)) for n in np.atleast_1d(np.asarray(n_useful))])
    return float(rates.sum()), float(1 - np.prod(1 - rates))
