"""One person's weekly ratings before and after: overlap (NAP), trend-corrected Tau-U, and the run chart."""

from collections.abc import Iterable
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize

from msp_qi.stats.arguments import Floats, numbers
from msp_qi.stats.charts import run_chart
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
)
from msp_qi.stats.constants import CONFIDENCE
from msp_qi.stats.intervals import Interval, normal_quantile
from msp_qi.stats.ranks import EXACT_AT_MOST, rank_sum_p
from msp_qi.stats.result import ComparisonResult

# With fewer in a phase every ordering is common by chance.
FEWEST_PER_PHASE = 3
ASSUMPTION = (
    "Weeks are independent of each other: ratings of one person often are not, so read the "
    "interval as hopeful."
)
TEST = "permutation test of the rank sum"
EVEN_CHANCE = 0.5
INSIDE = 1 - 1e-9


def compare_person(
    before: ArrayLike | Iterable[object],
    after: ArrayLike | Iterable[object],
    *,
    direction: Literal["increase", "decrease", "neutral"] = "increase",
    question: str = "Did this person's ratings change?",
    groups: tuple[str, str] = BEFORE_AFTER,
    confidence: float = CONFIDENCE,
) -> ComparisonResult:
    """Compare one person's ratings before and after a change, in time order.

    Parameters
    ----------
    before, after : sequence of float
        The ratings of each phase in the order given; missing ones are left out.
    direction : {"increase", "decrease", "neutral"}
        Which way is better; with ``"decrease"`` NAP is the share of pairs where the later rating is lower.

    Returns
    -------
    ComparisonResult
        ``effect`` is NAP, the nonoverlap of all pairs: 0.5 is no difference, 1 is complete separation in the
        good direction. ``details`` has ``tau`` (2 NAP - 1), ``tau_u`` (corrected for the trend before) and
        its
        interval. The text also reads the run chart of the same series, its median frozen before the change.
        ``values`` are medians, never without their n. Refused with fewer than 3 ratings in a phase.

    Raises
    ------
    UserError
        A wrong option, or a value that is no number.

    References
    ----------
    Parker & Vannest 2009, doi:10.1016/j.beth.2008.10.006 (NAP); Newcombe 2006, doi:10.1002/sim.2324 (its
    interval); Parker, Vannest, Davis & Sauber 2011, doi:10.1016/j.beth.2010.08.006 (Tau-U).

    Examples
    --------
    >>> result = compare_person([4, 3, 4, 3, 4, 7, 5, 2, 3, 2], [5, 9, 7, 9, 7, 5, 9, 11, 11, 10, 9])
    >>> round(result.effect, 3), result.verdict
    (0.964, 'improved')
    """
    check_options(direction, groups, confidence)
    sign = -1.0 if direction == "decrease" else 1.0
    first, second = _present(before, groups[0]), _present(after, groups[1])
    n = (len(first), len(second))
    values = tuple(float(np.median(side)) if len(side) else np.nan for side in (first, second))
    how = Method(
        "nonoverlap of all pairs (NAP)",
        interval_name("Newcombe score", confidence),
        TEST,
        ASSUMPTION,
        null=EVEN_CHANCE,
    )
    ask = Comparison(question, groups, n, values, how, table(groups, n, values))
    if min(n) < FEWEST_PER_PHASE:
        counts = f"there are {n[0]} ratings {groups[0]} and {n[1]} {groups[1]}"
        return ask.refused(f"{counts}, and {FEWEST_PER_PHASE} are needed in each.", least=FEWEST_PER_PHASE)
    share = nap(sign * first, sign * second)
    found = nap_interval(share, *n, confidence=confidence)
    p = rank_sum_p(first, second, exact=sum(n) <= EXACT_AT_MOST)
    # NAP already points the good way, so higher is better; a neutral measure has no good way.
    verdict = judge(p, found, EVEN_CHANCE, "neutral" if direction == "neutral" else "increase")
    corrected = tau_u(sign * first, sign * second)
    width = normal_quantile(confidence) * _tau_u_error(*n)
    chart = run_chart(np.concatenate((first, second)), freeze=n[0])
    better = {"increase": "higher", "decrease": "lower", "neutral": "higher"}[direction]
    tied = ", a tie counting half" if np.isin(second, first).any() else ""
    said = (
        f"In {per_cent(share)} of pairs the rating {groups[1]} ({n[1]}, median "
        f"{values[1]:g}) is {better} "
        f"than the one {groups[0]} ({n[0]}, median {values[0]:g}){tied}; {100 * confidence:g} % interval "
        f"{per_cent(found[0])} to {per_cent(found[1])}, {p_words(p)}. Allowing for the trend "
        f"{groups[0]}, Tau-U is "
        f"{corrected:+.2f}. {_ends(verdict)} Run chart: {chart.text[0].lower()}{chart.text[1:]}"
    )
    details = {
        "nap": share,
        "tau": 2 * share - 1,
        "tau_u": corrected,
        "tau_u_lower": corrected - width,
        "tau_u_upper": corrected + width,
    }
    return ask.answered(share, found, p, said, verdict=verdict, details=details, series=chart.points)


def nap(before: Floats, after: Floats) -> float:
    """Share of all pairs where the later rating is higher, ties counting half.

    Examples
    --------
    >>> nap(np.array([1.0, 2.0]), np.array([2.0, 3.0]))
    0.875
    """
    gaps = np.subtract.outer(after, before)
    return float(((gaps > 0) + 0.5 * (gaps == 0)).mean())


def nap_interval(share: float, n_before: int, n_after: int, *, confidence: float = CONFIDENCE) -> Interval:
    """Newcombe's score interval of a nonoverlap share (2006, method 5, doi:10.1002/sim.2324)."""
    z = normal_quantile(confidence)
    extra = (n_before + n_after) / 2 - 1

    def gap(true: float) -> float:
        spread = true * (1 - true)
        inflation = 1 + extra * (1 - true) / (2 - true) + extra * true / (1 + true)
        return (share - true) ** 2 - z**2 * spread * inflation / (n_before * n_after)

    # With every pair one way the gap is nought at that end too, which is not the limit that is sought.
    lower = 0.0 if share == 0 else float(optimize.brentq(gap, 0.0, min(share, INSIDE), xtol=1e-14))
    upper = 1.0 if share == 1 else float(optimize.brentq(gap, max(share, 1 - INSIDE), 1.0, xtol=1e-14))
    return lower, upper


def tau_u(before: Floats, after: Floats) -> float:
    """Tau of before against after, less the trend before: (S_between - S_before) / pairs between.

    Parker et al. 2011, doi:10.1016/j.beth.2010.08.006, with the denominator of all pairs between the phases.

    Examples
    --------
    >>> round(tau_u(np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0, 6.0])), 3)
    0.667
    """
    between = np.sign(np.subtract.outer(after, before)).sum()
    earlier, later = np.triu_indices(len(before), k=1)
    trend = np.sign(before[later] - before[earlier]).sum()
    return float((between - trend) / (len(before) * len(after)))


def _tau_u_error(m: int, n: int) -> float:
    """Standard error where nothing changes: the variances of both Kendall scores, which are uncorrelated."""
    between = m * n * (m + n + 1) / 3
    trend = m * (m - 1) * (2 * m + 5) / 18
    return float(np.sqrt(between + trend) / (m * n))


def _ends(verdict: str) -> str:
    return {
        "improved": "Improved.",
        "worsened": "Worsened.",
        "no clear difference": "No clear difference.",
        "cannot tell": "It changed; whether that is good the numbers cannot tell.",
    }[verdict]


def _present(values: ArrayLike | Iterable[object], name: str) -> Floats:
    found = numbers(values, name)
    return found[~np.isnan(found)]
