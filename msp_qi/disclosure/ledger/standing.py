"""Where a new count differs too little from the one published, the one published stands."""

import numpy as np

from msp_qi.disclosure.cells import Counts
from msp_qi.disclosure.figures import Mask, with_totals


def slight(new: Counts, earlier: Counts, k: int) -> Mask:
    """Which figures differ by 1 to k - 1: the difference would itself be a small number."""
    change = np.abs(new - earlier)
    return np.asarray((change > 0) & (change < k))


def standing(new: Counts, earlier: Counts, k: int) -> Counts:
    """The counts to publish: new where they differ by nothing or by k and more, else those published before.

    The totals are those of the counts that are published, so that the table still adds up. Where a total would differ
    by 1 to k - 1, the changed cell of its row or column (for the grand total: of the table) with the smallest change
    stands as well, and so on; where several are equal, the first.

    Parameters
    ----------
    new, earlier : array
        True counts of the same cells, without totals.
    k : int
        Differences from 1 to ``k - 1`` are not published.

    Returns
    -------
    array

    Examples
    --------
    >>> standing(np.array([[13, 30], [9, 9]]), np.array([[12, 20], [9, 9]]), 5).tolist()
    [[12, 30], [9, 9]]
    """
    kept = new.copy()
    while True:
        figures = slight(with_totals(kept), with_totals(earlier), k)
        cells = figures[:-1, :-1]
        if cells.any():
            kept[cells] = earlier[cells]
        elif figures.any():
            _revert(kept, earlier, figures)
        else:
            return kept


def _revert(kept: Counts, earlier: Counts, figures: Mask) -> None:
    """Let the least changed cell behind the first slightly changed total stand."""
    row, column = np.argwhere(figures)[0].tolist()
    behind = np.zeros(kept.shape, dtype=bool)
    behind[row if row < len(kept) else slice(None), column if column < kept.shape[1] else slice(None)] = True
    change = np.abs(kept - earlier)
    least = np.where(behind & (change > 0), change, np.iinfo(np.int64).max)
    at = np.unravel_index(least.argmin(), least.shape)
    kept[at] = earlier[at]
