"""Many comparisons at once: false discoveries held down, and services pooled without being mixed."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from msp_qi.errors import UserError
from msp_qi.stats.arguments import Floats, numbers
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
    verdict_words,
)
from msp_qi.stats.constants import CONFIDENCE, LEVEL
from msp_qi.stats.intervals import normal_quantile
from msp_qi.stats.result import ComparisonResult, Verdict

ADJUSTMENT = "Benjamini-Hochberg adjustment"
# Services cannot differ from each other below this number.
MIN_STRATA = 2


def adjust_for_many(
    comparisons: Mapping[str, ComparisonResult | float] | Sequence[ComparisonResult | float],
    *,
    false_discovery: float = LEVEL,
    question: str = "Which changed, allowing for how many were looked at?",
) -> ComparisonResult:
    """Adjust the p-values of many comparisons; the raw ones stay beside them.

    Parameters
    ----------
    comparisons : dict of name to ComparisonResult, or a sequence of them, or p-values
        Refused comparisons (no p-value) stay in the table and do not count.
    false_discovery : float
        Of those called changed, at most this share is expected to be chance.

    Returns
    -------
    ComparisonResult
        ``table``: a row a comparison: name, n, effect, p, p_adjusted, verdict (raw), verdict_adjusted.
        ``p`` is
        the smallest adjusted p-value. ``verdict`` is the one verdict that remains, or "cannot tell" where
        those that remain differ.

    Raises
    ------
    UserError
        No dictionary or list, or a p-value outside 0 to 1.

    References
    ----------
    Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.

    Examples
    --------
    >>> result = adjust_for_many({"A": 0.01, "B": 0.04, "C": 0.03, "D": 0.5})
    >>> result.table[["name", "p", "p_adjusted"]].round(4).values.tolist()
    [['A', 0.01, 0.04], ['B', 0.04, 0.0533], ['C', 0.03, 0.0533], ['D', 0.5, 0.5]]
    """
    if not isinstance(comparisons, Iterable):
        raise UserError("Give a dictionary or a list of comparisons, or of p-values.")
    named = (
        {str(name): found for name, found in comparisons.items()}
        if isinstance(comparisons, (Mapping, pd.Series))
        else {str(i): c for i, c in enumerate(comparisons, 1)}
    )
    p = numbers([c.p if isinstance(c, ComparisonResult) else c for c in named.values()], "p")
    if ((p < 0) | (p > 1)).any():
        raise UserError("A p-value lies between 0 and 1; check the comparisons.")
    adjusted = benjamini_hochberg(p)
    raw = [_verdict(c, chance) for c, chance in zip(named.values(), p, strict=True)]
    kept = [
        verdict if verdict == "cannot tell" or q <= false_discovery else "no clear difference"
        for verdict, q in zip(raw, adjusted, strict=True)
    ]
    rows = pd.DataFrame(
        {
            "name": list(named),
            "n": [sum(c.n) if isinstance(c, ComparisonResult) else np.nan for c in named.values()],
            "effect": [c.effect if isinstance(c, ComparisonResult) else np.nan for c in named.values()],
            "p": p,
            "p_adjusted": adjusted,
            "verdict": raw,
            "verdict_adjusted": kept,
        }
    )
    tested = int((~np.isnan(p)).sum())
    remain = rows.loc[rows["p_adjusted"] <= false_discovery, "name"].tolist()
    said = ", ".join(map(str, remain)) if remain else "none"
    stand = "stands" if len(remain) == 1 else "stand"
    return ComparisonResult(
        question=question,
        groups=tuple(map(str, named)),
        n=tuple(int(value) if np.isfinite(value) else 0 for value in rows["n"]),
        values=tuple(rows["effect"]),
        effect=np.nan,
        effect_name="none: see the table",
        interval=(np.nan, np.nan),
        interval_name="none",
        p=float(np.nanmin(adjusted)) if tested else np.nan,
        test=ADJUSTMENT,
        assumption="The comparisons are independent, or lean the same way.",
        verdict=_joint(kept),
        n_needed=None,
        text=(
            f"{question} Of {tested} compared, {len(remain)} {stand} out: {said}. At p < {LEVEL} alone, about "
            f"{LEVEL * tested:.1f} would be expected to do so by chance ({ADJUSTMENT}, "
            f"{per_cent(false_discovery)} false discoveries)."
        ),
        table=rows,
    )


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Adjusted p-values; missing ones stay missing and do not count."""
    raw = np.asarray(p, dtype=float)
    adjusted = np.full(len(raw), np.nan)
    there = ~np.isnan(raw)
    if there.any():
        adjusted[there] = stats.false_discovery_control(raw[there])
    return adjusted


def _verdict(comparison: ComparisonResult | float, p: float) -> Verdict:
    if isinstance(comparison, ComparisonResult):
        return comparison.verdict
    return "cannot tell" if p < LEVEL or np.isnan(p) else "no clear difference"


def _joint(verdicts: Sequence[Verdict]) -> Verdict:
    clear = set(verdicts) - {"no clear difference"}
    return clear.pop() if len(clear) == 1 else ("cannot tell" if clear else "no clear difference")


def pooled_proportions(
    successes_before: ArrayLike,
    n_before: ArrayLike,
    successes_after: ArrayLike,
    n_after: ArrayLike,
    *,
    direction: str = "increase",
    question: str = "Did the proportion change, service by service and pooled?",
    groups: tuple[str, str] = BEFORE_AFTER,
    confidence: float = CONFIDENCE,
) -> ComparisonResult:
    """Pooled difference in proportions, stratified by service, so that a change of mix is no change of care.

    Parameters
    ----------
    successes_before, n_before, successes_after, n_after : array
        One entry a service; a service with nobody on a side carries no weight.

    Returns
    -------
    ComparisonResult
        ``effect`` is the Mantel-Haenszel difference, after less before, with Sato's interval; ``p`` is of the
        Cochran-Mantel-Haenszel test without continuity correction; ``details`` has the pooled odds ratio
        and the p-value of Tarone's test that services differ in it. Refused where no service has both kinds of
        outcome on both sides.

    Raises
    ------
    UserError
        Columns that do not match, or more successes than cases.

    References
    ----------
    Mantel & Haenszel 1959, doi:10.1093/jnci/22.4.719; Sato 1989, doi:10.2307/2531684; Tarone 1985,
    doi:10.1093/biomet/72.1.91.

    Examples
    --------
    >>> result = pooled_proportions([10, 20], [20, 50], [15, 30], [20, 50])
    >>> round(result.effect, 4), result.verdict
    (0.2143, 'improved')
    """
    check_options(direction, groups, confidence)
    k_1, n_1 = numbers(successes_before, "successes_before"), numbers(n_before, "n_before")
    k_2, n_2 = numbers(successes_after, "successes_after"), numbers(n_after, "n_after")
    if not len(k_1) == len(n_1) == len(k_2) == len(n_2):
        raise UserError("The four columns must have a row for each service.")
    if ((k_1 > n_1) | (k_2 > n_2)).any():
        raise UserError("Successes cannot exceed cases; check the rows.")
    use = (n_1 > 0) & (n_2 > 0)
    k_1, n_1, k_2, n_2 = k_1[use], n_1[use], k_2[use], n_2[use]
    n = (int(n_1.sum()), int(n_2.sum()))
    values = (float(k_1.sum() / n[0]) if n[0] else np.nan, float(k_2.sum() / n[1]) if n[1] else np.nan)
    how = Method(
        "pooled difference in proportions (Mantel-Haenszel)", interval_name("Sato", confidence),
        "Cochran-Mantel-Haenszel test", "The difference is much the same in every service.",
    )  # fmt: skip
    total = n_1 + n_2
    weight = n_1 * n_2 / total
    rows = pd.DataFrame(
        {
            "before": k_1 / n_1,
            "n_before": n_1,
            "after": k_2 / n_2,
            "n_after": n_2,
            "weight": weight / weight.sum(),
        }
    )
    ask = Comparison(question, groups, n, values, how, rows)
    variance = _hypergeometric_variance(k_1, n_1, k_2, n_2)
    if not variance > 0:
        return ask.refused("no service has both kinds of outcome on both sides.")
    difference = float((weight * (k_2 / n_2 - k_1 / n_1)).sum() / weight.sum())
    width = normal_quantile(confidence) * _sato_error(k_1, n_1, k_2, n_2, difference)
    found = (max(-1.0, difference - width), min(1.0, difference + width))
    excess = float((k_2 - (k_1 + k_2) * n_2 / total).sum())
    p = float(stats.chi2.sf(excess**2 / variance, 1))
    verdict = judge(p, found, 0.0, direction)
    said = (
        f"Over {int(use.sum())} services, {n[0]} cases {groups[0]} and {n[1]} {groups[1]}: a "
        f"pooled difference of "
        f"{points(difference)} {point_s(difference)} ({100 * confidence:g} % interval "
        f"{points(found[0])} to "
        f"{points(found[1])}; {how.test}, {p_words(p)}). {verdict_words(verdict, found, 0.0, groups)}"
    )
    details = _odds(k_1, n_1, k_2, n_2)
    return ask.answered(difference, found, p, said, verdict=verdict, details=details)


def _hypergeometric_variance(k_1: Floats, n_1: Floats, k_2: Floats, n_2: Floats) -> float:
    total, met = n_1 + n_2, k_1 + k_2
    return float((n_1 * n_2 * met * (total - met) / (total**2 * np.maximum(total - 1, 1))).sum())


def _sato_error(k_1: Floats, n_1: Floats, k_2: Floats, n_2: Floats, difference: float) -> float:
    """Sato's variance, good for few large and for many small services alike."""
    total = n_1 + n_2
    p = (n_2**2 * k_1 - n_1**2 * k_2 + n_1 * n_2 * (n_1 - n_2) / 2) / total**2
    q = (k_2 * (n_1 - k_1) + k_1 * (n_2 - k_2)) / (2 * total)
    weight = (n_1 * n_2 / total).sum()
    return float(np.sqrt(max(difference * p.sum() + q.sum(), 0.0)) / weight)


def _odds(k_1: Floats, n_1: Floats, k_2: Floats, n_2: Floats) -> dict[str, float]:
    """Pooled odds ratio, and whether services differ in it."""
    total = n_1 + n_2
    for_, against = (k_2 * (n_1 - k_1) / total).sum(), (k_1 * (n_2 - k_2) / total).sum()
    ratio = float(for_ / against) if against > 0 else np.inf
    if not 0 < ratio < np.inf:
        return {"odds_ratio": ratio, "services_differ_p": np.nan}
    from statsmodels.stats.contingency_tables import StratifiedTable  # slow to load, and needed only here

    tables = [np.array([[b, d - b], [a, c - a]]) for a, c, b, d in zip(k_1, n_1, k_2, n_2, strict=True)]
    # A service where all or none met it on both sides says nothing of the odds, and breaks the test.
    telling = [found for found in tables if 0 < found[:, 0].sum() < found.sum()]
    if len(telling) < MIN_STRATA:
        return {"odds_ratio": ratio, "services_differ_p": np.nan}
    with np.errstate(divide="ignore", invalid="ignore"):
        differ = StratifiedTable(telling).test_equal_odds(adjust=True)
    return {"odds_ratio": ratio, "services_differ_p": float(differ.pvalue)}
