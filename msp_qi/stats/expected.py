"""How long a run and how few crossings chance allows, by the number of useful points."""

import numpy as np
from scipy import stats

from msp_qi.stats.arguments import Floats
from msp_qi.stats.constants import ANHOEJ_CROSSINGS_LEVEL, ANHOEJ_RUN_ALLOWANCE
from msp_qi.stats.grouped import Ints

# Number of runs that chance allows, (fewest, most), for 10 to 60 useful points: the table of Perla, Provost &
# Murray 2011, doi:10.1136/bmjqs.2009.037895, after Swed & Eisenhart 1943, doi:10.1214/aoms/1177731494.
IHI_TABLE_FROM = 10
IHI_RUNS = (
    (3, 9), (3, 10), (3, 11), (4, 11), (4, 12), (5, 12), (5, 13), (5, 13), (6, 14), (6, 15),
    (6, 16), (7, 16), (7, 17), (7, 17), (8, 18), (8, 18), (9, 19), (10, 19), (10, 20), (10, 20),
    (11, 21), (11, 22), (11, 23), (12, 23), (12, 24), (12, 24), (13, 25), (13, 25), (14, 26), (14, 26),
    (15, 27), (15, 27), (16, 28), (16, 28), (17, 29), (17, 30), (17, 31), (18, 31), (18, 32), (19, 32),
    (19, 33), (20, 33), (20, 34), (21, 34), (21, 35), (22, 35), (22, 36), (23, 36), (23, 37), (24, 38),
    (24, 38),
)  # fmt: skip


def longest_run_max(n_useful: Ints) -> Floats:
    """Longest run that chance allows: round(log2 n) + 3; NaN for no points.

    Anhøj & Olesen 2014, doi:10.1371/journal.pone.0113825, after Schilling 2012.

    Examples
    --------
    >>> longest_run_max(np.array([0, 10, 24]))
    array([nan,  6.,  8.])
    """
    n = np.asarray(n_useful, dtype=float)
    some = n > 0
    return np.where(some, np.round(np.log2(np.where(some, n, 1))) + ANHOEJ_RUN_ALLOWANCE, np.nan)


def crossings_min(n_useful: Ints) -> Floats:
    """Fewest crossings that chance allows: the 5th percentile of Binomial(n - 1, 0.5); NaN for no points.

    Anhøj & Olesen 2014, doi:10.1371/journal.pone.0113825, after Chen 2010.

    Examples
    --------
    >>> crossings_min(np.array([0, 1, 10, 24]))
    array([nan,  0.,  2.,  8.])
    """
    n = np.asarray(n_useful, dtype=np.int64)
    sizes, back = np.unique(n, return_inverse=True)
    fewest = stats.binom.ppf(ANHOEJ_CROSSINGS_LEVEL, np.maximum(sizes - 1, 1), 0.5)
    fewest = np.where(sizes == 0, np.nan, np.where(sizes == 1, 0.0, fewest))
    return np.asarray(fewest[back], dtype=float)


def runs_allowed(n_useful: Ints) -> tuple[Floats, Floats]:
    """Fewest and most runs by the published table; NaN outside its 10 to 60 points.

    Perla, Provost & Murray 2011, doi:10.1136/bmjqs.2009.037895.

    Examples
    --------
    >>> fewest, most = runs_allowed(np.array([9, 10, 24]))
    >>> fewest, most
    (array([nan,  3.,  8.]), array([nan,  9., 18.]))
    """
    table = np.array(IHI_RUNS, dtype=float)
    place = np.asarray(n_useful, dtype=np.int64) - IHI_TABLE_FROM
    inside = (place >= 0) & (place < len(table))
    row = table[np.where(inside, place, 0)]
    return np.where(inside, row[:, 0], np.nan), np.where(inside, row[:, 1], np.nan)
