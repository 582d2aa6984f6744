"""Categories counted over time: which leads, and which vanished, appeared or took another's place."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from msp_qi.stats.arguments import Floats, numbers

# Up to this share of a category may turn up after it has vanished, as old habits do.
STRAY_SHARE = 0.1


@dataclass(frozen=True)
class Turn:
    """Where a category vanished or appeared.

    Parameters
    ----------
    position : int
        How many periods lie before the turn.
    before, after : tuple of int
        How many of the category, out of how many of all, in the periods before and after the turn.
    p : float
        Chance of so early an end, or so late a start, where the order of all that was counted is random.
    """

    position: int
    before: tuple[int, int]
    after: tuple[int, int]
    p: float


def leading_p(first: int, second: int) -> float:
    """Two-sided exact p of the largest count against the next: small where the largest truly leads.

    No allowance for having picked the largest is needed: the unadjusted two-sided test of the first against the
    second holds its level (Hung & Fithian 2019, Rank verification for exponential families, arXiv:1610.03944).

    Parameters
    ----------
    first, second : int
        The two largest counts; for paired categories, those that were only the one and only the other.

    Returns
    -------
    float
        1 where both are 0.

    Examples
    --------
    >>> round(leading_p(9, 1), 4), leading_p(0, 0)
    (0.0215, 1.0)
    """
    both = first + second
    return float(stats.binomtest(first, both, 0.5).pvalue) if both else 1.0


def vanished(counts: Sequence[float], totals: Sequence[float]) -> Turn | None:
    """Whether a category ended earlier than chance would end it.

    Given how many of the category there are among all, every order is equally likely where nothing changed; the
    chance that all of them fall into the first so many is hypergeometric (Fisher's exact test). The end is that of the
    last one, or, where there are enough, of the last but the strays; looking at both is paid for by Bonferroni.

    Parameters
    ----------
    counts, totals : sequence of int
        How many of the category, and of all, in each period, in order.

    Returns
    -------
    Turn or None
        None where there is none of the category, or nothing was counted after its last.

    Examples
    --------
    >>> turn = vanished([2, 1, 0, 0], [5, 5, 5, 5])
    >>> turn.position, turn.before, turn.after, round(turn.p, 4)
    (2, (3, 10), (0, 10), 0.1053)
    """
    some, every = numbers(counts, "counts"), numbers(totals, "totals")
    ends = [_end(some, every, stray) for stray in range(int(STRAY_SHARE * some.sum()) + 1)]
    found = [end for end in ends if end is not None]
    if not found:
        return None
    best = min(found, key=lambda turn: turn.p)
    return Turn(best.position, best.before, best.after, min(1.0, best.p * len(ends)))


def appeared(counts: Sequence[float], totals: Sequence[float]) -> Turn | None:
    """Whether a category began later than chance would begin it: `vanished`, read backwards.

    Examples
    --------
    >>> turn = appeared([0, 0, 1, 2], [5, 5, 5, 5])
    >>> turn.position, turn.before, turn.after, round(turn.p, 4)
    (2, (0, 10), (3, 10), 0.1053)
    """
    end = vanished(list(counts)[::-1], list(totals)[::-1])
    return None if end is None else Turn(len(counts) - end.position, end.after, end.before, end.p)


def rise_p(before: tuple[int, int], after: tuple[int, int]) -> float:
    """One-sided exact p that a share rose (Fisher); 1 where a side is empty.

    Parameters
    ----------
    before, after : tuple of int
        How many of how many.

    Examples
    --------
    >>> round(rise_p((0, 10), (5, 10)), 4)
    0.0163
    """
    (k_1, n_1), (k_2, n_2) = before, after
    sides = np.array([[k_2, n_2 - k_2], [k_1, n_1 - k_1]])
    return float(stats.fisher_exact(sides, alternative="greater").pvalue)


def _end(some: Floats, every: Floats, strays: int) -> Turn | None:
    """The end of a category but for its strays."""
    of_category, all_ = int(some.sum()), int(every.sum())
    wanted = of_category - strays
    if wanted < 1:
        return None
    position = int(np.argmax(np.cumsum(some) >= wanted)) + 1
    k, n = int(some[:position].sum()), int(every[:position].sum())
    if n == all_:
        return None
    # At least the wanted ones among the first n, when of_category of all_ are dealt out at random.
    p = float(stats.hypergeom.sf(wanted - 1, all_, of_category, n))
    return Turn(position, (k, n), (of_category - k, all_ - n), p)
