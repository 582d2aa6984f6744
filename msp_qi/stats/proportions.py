"""Proportions before and after: independent groups, and the same cases twice."""

from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats

from msp_qi.errors import UserError
from msp_qi.stats.arguments import one_of, whole
from msp_qi.stats.comparison import (
    BEFORE_AFTER,
    Comparison,
    Method,
    check_options,
    interval_name,
    judge,
    opened,
    p_words,
    per_cent,
    point_s,
    points,
    ratio_range,
    ratio_words,
    table,
    verdict_words,
)
from msp_qi.stats.constants import CONFIDENCE, FEWEST_PER_GROUP
from msp_qi.stats.intervals import Interval, newcombe_interval, wilson_interval
from msp_qi.stats.power import n_for_proportions
from msp_qi.stats.result import ComparisonResult
from msp_qi.stats.score_intervals import (
    koopman_interval,
    miettinen_nurminen_interval,
    miettinen_nurminen_ratio_interval,
)

TESTS = {"fisher": "Fisher's exact test", "boschloo": "Boschloo's exact test"}
EFFECTS = ("difference", "ratio")
# Intervals by effect and name, with the name that a result gives; the first of an effect is its default.
INTERVALS = {
    "difference": {
        "newcombe": ("Newcombe hybrid score", newcombe_interval),
        "miettinen-nurminen": ("Miettinen-Nurminen score", miettinen_nurminen_interval),
    },
    "ratio": {
        "koopman": ("Koopman score", koopman_interval),
        "miettinen-nurminen": ("Miettinen-Nurminen score", miettinen_nurminen_ratio_interval),
    },
}
ASSUMPTION = "Cases are independent of each other, and were chosen in the same way in both periods."


def compare_proportions(
    successes_before: float,
    n_before: float,
    successes_after: float,
    n_after: float,
    *,
    direction: Literal["increase", "decrease", "neutral"] = "increase",
    question: str = "Did the proportion change?",
    groups: tuple[str, str] = BEFORE_AFTER,
    test: Literal["fisher", "boschloo"] = "fisher",
    effect: Literal["difference", "ratio"] = "difference",
    interval: Literal["newcombe", "koopman", "miettinen-nurminen"] | None = None,
    confidence: float = CONFIDENCE,
) -> ComparisonResult:
    """Compare two independent proportions.

    Parameters
    ----------
    successes_before, n_before, successes_after, n_after : int
        Cases that met the definition, and all cases, on each side.
    direction : {"increase", "decrease", "neutral"}
        Which way is better.
    question : str
        What is asked; repeated in the result.
    groups : tuple of str
        What the two sides are called.
    test : {"fisher", "boschloo"}
        Boschloo's test is more powerful in groups of one size (docs/calibration.md), and slower; its two-sided p
        is twice the one-sided one.
    effect : {"difference", "ratio"}
        After less before, or after over before.
    interval : {"newcombe", "koopman", "miettinen-nurminen"}, optional
        Of a difference ``"newcombe"`` (default) or ``"miettinen-nurminen"``; of a ratio ``"koopman"``
        (default) or ``"miettinen-nurminen"``. Miettinen and Nurminen's follows a test of each possible
        effect, and is a little wider.
    confidence : float
        Of the interval.

    Returns
    -------
    ComparisonResult
        Refused with ``verdict="cannot tell"`` under 5 cases on either side. "Improved" and "worsened" need
        both the test under 0.05 and an interval that leaves out no change.

    Raises
    ------
    UserError
        A count that is no whole number, or more successes than cases.

    References
    ----------
    Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I (method 10).
    Koopman 1984, doi:10.2307/2531405. Miettinen & Nurminen 1985, doi:10.1002/sim.4780040211.
    Boschloo 1970, doi:10.1111/j.1467-9574.1970.tb00104.x.

    Examples
    --------
    >>> result = compare_proportions(48, 80, 56, 70)
    >>> result.verdict, round(result.interval[0], 4), round(result.interval[1], 4)
    ('improved', 0.0524, 0.3339)
    >>> print(compare_proportions(1, 3, 4, 4).text)
    Did the proportion change? Cannot tell: there are 3 in before and 4 in after, and 5 are needed in each. \
To show a difference of this size, about 10 in each group are needed (power 80 %).
    """
    check_options(direction, groups, confidence)
    one_of(test, tuple(TESTS), "test")
    one_of(effect, EFFECTS, "effect")
    chosen = _chosen(effect, interval)
    k = (whole(successes_before, "successes_before"), whole(successes_after, "successes_after"))
    n = (whole(n_before, "n_before"), whole(n_after, "n_after"))
    _check(k, n, groups)
    values = (_share(k[0], n[0]), _share(k[1], n[1]))
    needed = n_for_proportions(*values, exact=test == "fisher")
    method = _method(test, effect, chosen, confidence)
    ask = Comparison(question, groups, n, values, method, _table(k, n, values, groups, confidence))
    if min(n) < FEWEST_PER_GROUP:
        return ask.refused(_too_few(n, groups), least=FEWEST_PER_GROUP, seen=needed)
    found = INTERVALS[effect][chosen][1](k[1], n[1], k[0], n[0], confidence=confidence)
    size = values[1] - values[0] if effect == "difference" else _ratio(values[1], values[0])
    p = _p(test, k, n)
    verdict = judge(p, found, method.null, direction)
    said = (
        f"{_counts(k, n, values, groups)} {_effect_words(effect, size, found, confidence, method.test, p)} "
        f"{verdict_words(verdict, found, method.null, groups, n_needed=needed)}"
    )
    return ask.answered(size, found, p, said, verdict=verdict, n_needed=needed)


def _share(k: int, n: int) -> float:
    return k / n if n else np.nan


def _check(k: tuple[int, int], n: tuple[int, int], groups: tuple[str, str]) -> None:
    for successes, cases, name in zip(k, n, groups, strict=True):
        if successes > cases:
            raise UserError(
                f"{name}: {successes} of {cases} is not a proportion; successes cannot exceed cases."
            )


def _chosen(effect: str, interval: str | None) -> str:
    """The interval asked for, or the default of the effect."""
    options = tuple(INTERVALS[effect])
    return options[0] if interval is None else one_of(interval, options, f"interval (effect={effect!r})")


def _method(test: str, effect: str, interval: str, confidence: float) -> Method:
    name = interval_name(INTERVALS[effect][interval][0], confidence)
    if effect == "ratio":
        return Method("ratio of proportions", name, TESTS[test], ASSUMPTION, null=1.0)
    return Method("difference in proportions", name, TESTS[test], ASSUMPTION)


def _ratio(after: float, before: float) -> float:
    if before == 0:
        return np.nan if after == 0 else np.inf
    return after / before


def _p(test: str, k: tuple[int, int], n: tuple[int, int]) -> float:
    cells = np.array([[k[0], k[1]], [n[0] - k[0], n[1] - k[1]]])
    if test == "fisher":
        return float(stats.fisher_exact(cells).pvalue)
    # All or none on both sides: Boschloo's statistic is undefined, and there is nothing to tell apart.
    return 1.0 if sum(k) in (0, sum(n)) else float(stats.boschloo_exact(cells).pvalue)


def _too_few(n: tuple[int, int], groups: tuple[str, str]) -> str:
    return (
        f"there are {n[0]} in {groups[0]} and {n[1]} in {groups[1]}, and {FEWEST_PER_GROUP} are "
        f"needed in each."
    )


def _counts(
    k: tuple[int, int], n: tuple[int, int], values: tuple[float, ...], groups: tuple[str, str]
) -> str:
    sides = (f"{name} {k[i]} of {n[i]} ({per_cent(values[i])})" for i, name in enumerate(groups))
    said = ", ".join(sides)
    return f"{opened(said)}:"


def _effect_words(effect: str, size: float, found: Interval, confidence: float, test: str, p: float) -> str:
    if effect == "ratio":
        said = f"{ratio_words(size)} ({100 * confidence:g} % interval {ratio_range(found)}"
    else:
        low, high = (points(bound) for bound in found)
        said = (
            f"a difference of {points(size)} {point_s(size)} ({100 * confidence:g} % interval {low} to {high}"
        )
    return f"{said}; {test}, {p_words(p)})."


def _table(
    k: tuple[int, int],
    n: tuple[int, int],
    values: tuple[float, ...],
    groups: tuple[str, str],
    confidence: float,
) -> pd.DataFrame:
    lower, upper = wilson_interval(np.array(k), np.array(n), confidence=confidence)
    found = table(groups, n, values, *zip(lower.tolist(), upper.tolist(), strict=True))
    found.insert(1, "successes", list(k))
    return found
