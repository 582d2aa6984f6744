"""The same cases audited twice: exact McNemar and Newcombe's paired interval."""

from collections.abc import Iterable
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from msp_qi.errors import UserError
from msp_qi.stats.arguments import numbers, whole
from msp_qi.stats.comparison import (
    BEFORE_AFTER,
    Comparison,
    Method,
    check_options,
    interval_name,
    judge,
    p_words,
    per_cent,
    point_s,
    points,
    table,
    verdict_words,
)
from msp_qi.stats.constants import CONFIDENCE, FEWEST_PER_GROUP
from msp_qi.stats.intervals import newcombe_paired_interval, wilson_interval
from msp_qi.stats.power import n_for_pairs
from msp_qi.stats.result import ComparisonResult

ASSUMPTION = "Each case is paired with itself and cases are independent of each other."


def paired_counts(
    before: ArrayLike | Iterable[object], after: ArrayLike | Iterable[object]
) -> tuple[int, int, int, int]:
    """Count pairs: met on both occasions, before only, after only, neither; a pair with a gap is left out.

    Parameters
    ----------
    before, after : sequence of 0 or 1
        Row by row the same case.

    Returns
    -------
    both, before_only, after_only, neither : int

    Raises
    ------
    UserError
        Columns that do not match, or a value other than 0, 1 or missing.

    References
    ----------
    The cells of McNemar 1947, doi:10.1007/BF02295996.

    Examples
    --------
    >>> paired_counts([1, 1, 0, 0, None], [1, 0, 1, 0, 1])
    (1, 1, 1, 1)
    """
    first, second = numbers(before, "before"), numbers(after, "after")
    if len(first) != len(second):
        raise UserError(f"before has {len(first)} cases and after has {len(second)}; pair them row by row.")
    there = ~np.isnan(first) & ~np.isnan(second)
    first, second = first[there], second[there]
    if not np.isin(np.concatenate((first, second)), (0, 1)).all():
        raise UserError("before and after must be 1 (met) or 0 (not met), or missing.")
    met, kept = first == 1, second == 1
    return (
        int((met & kept).sum()),
        int((met & ~kept).sum()),
        int((~met & kept).sum()),
        int((~met & ~kept).sum()),
    )


def compare_paired_proportions(
    both: int,
    before_only: int,
    after_only: int,
    neither: int,
    *,
    direction: Literal["increase", "decrease", "neutral"] = "increase",
    question: str = "Did the same cases change?",
    groups: tuple[str, str] = BEFORE_AFTER,
    confidence: float = CONFIDENCE,
) -> ComparisonResult:
    """Compare two proportions of the same cases.

    Parameters
    ----------
    both, before_only, after_only, neither : int
        Cases that met the definition on both occasions, on the first only, on the second only, on neither;
        `paired_counts` makes them from two columns.

    Returns
    -------
    ComparisonResult
        ``effect`` is after less before. Refused under 5 cases.

    Raises
    ------
    UserError
        A count that is no whole number, or a wrong option.

    References
    ----------
    McNemar 1947, doi:10.1007/BF02295996 (exact form); Newcombe 1998,
    doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C (method 10).

    Examples
    --------
    >>> result = compare_paired_proportions(1, 1, 7, 12)
    >>> round(result.effect, 4), round(result.p, 4), [round(bound, 3) for bound in result.interval]
    (0.2857, 0.0703, [0.026, 0.507])
    """
    check_options(direction, groups, confidence)
    cells = (both, before_only, after_only, neither)
    names = ("both", "before_only", "after_only", "neither")
    a, b, c, d = (whole(cell, name) for cell, name in zip(cells, names, strict=True))
    n = a + b + c + d
    k = (a + b, a + c)
    values = (k[0] / n, k[1] / n) if n else (np.nan, np.nan)
    how = Method(
        "paired difference in proportions", interval_name("Newcombe paired (method 10)", confidence),
        "exact McNemar test", ASSUMPTION,
    )  # fmt: skip
    needed = n_for_pairs(b / n, c / n) if n else None
    lower, upper = wilson_interval(np.array(k), np.array([n, n]), confidence=confidence)
    rows = table(groups, (n, n), values, *zip(lower.tolist(), upper.tolist(), strict=True))
    rows.insert(1, "successes", list(k))
    ask = Comparison(question, groups, (n, n), values, how, rows)
    if n < FEWEST_PER_GROUP:
        return ask.refused(
            f"there are {n} cases, and {FEWEST_PER_GROUP} are needed.",
            least=FEWEST_PER_GROUP,
            seen=needed,
            what="cases",
        )
    found = newcombe_paired_interval(a, c, b, d, confidence=confidence)
    p = 1.0 if b + c == 0 else float(stats.binomtest(b, b + c, 0.5).pvalue)
    verdict = judge(p, found, 0.0, direction)
    effect = values[1] - values[0]
    words = verdict_words(verdict, found, 0.0, groups, n_needed=needed, what="cases")
    low, high = (points(bound) for bound in found)
    said = (
        f"Of {n} cases, {k[0]} met it {groups[0]} ({per_cent(values[0])}) and {k[1]} {groups[1]} "
        f"({per_cent(values[1])}); {c} gained it and {b} lost it: a difference of "
        f"{points(effect)} {point_s(effect)} ({100 * confidence:g} % interval {low} "
        f"to {high}; "
        f"{how.test}, {p_words(p)}). {words}"
    )
    details = {"gained": float(c), "lost": float(b)}
    return ask.answered(effect, found, p, said, verdict=verdict, n_needed=needed, details=details)
