"""Do two auditors agree? Weighted kappa and Gwet's AC1, with intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from msp_qi.errors import UserError
from msp_qi.stats.arguments import Floats, one_of, same_length
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.constants import CONFIDENCE, FEWEST_PER_GROUP, MANY_CASES
from msp_qi.stats.intervals import Interval, normal_quantile

WEIGHTS = ("none", "linear", "quadratic")


@dataclass(frozen=True)
class AgreementResult:
    """How far two raters agree.

    Parameters
    ----------
    n : int
        Cases that both rated.
    agreement : float
        Share of cases rated alike.
    kappa, ac1 : float
        Chance-corrected agreement; 1 is full, 0 is what chance gives.
    kappa_interval, ac1_interval : tuple of float
        Large-sample; unknown (NaN) under 5 cases, and where every case agreed, since no spread is no
        certainty.
    table : DataFrame
        Counts: rows the first rater, columns the second.
    text : str
        A sentence.
    """

    n: int
    agreement: float
    kappa: float
    kappa_interval: Interval
    ac1: float
    ac1_interval: Interval
    table: pd.DataFrame
    text: str


def agreement(
    first: Sequence[Any],
    second: Sequence[Any],
    *,
    categories: Sequence[Any] | None = None,
    weights: Literal["none", "linear", "quadratic"] = "none",
    confidence: float = CONFIDENCE,
) -> AgreementResult:
    """Agreement of two raters on the same cases.

    Parameters
    ----------
    first, second : sequence
        Ratings row by row; a case that either left out is left out.
    categories : sequence, optional
        All answers there are, in order (the order matters for weights). Default: those seen, sorted.
    weights : {"none", "linear", "quadratic"}
        How near answers count in kappa; AC1 is unweighted.

    Returns
    -------
    AgreementResult

    Raises
    ------
    UserError
        Columns that do not match, an answer outside the categories, or no case that both rated.

    References
    ----------
    Cohen 1968, doi:10.1037/h0026256; Fleiss, Cohen & Everitt 1969, doi:10.1037/h0028106 (its error);
    Gwet 2008, doi:10.1348/000711006X126600 (AC1 and its error, equation 36).

    Examples
    --------
    >>> result = agreement(["met"] * 45 + ["not"] * 40 + ["met"] * 5 + ["not"] * 10,
    ...                    ["met"] * 45 + ["not"] * 40 + ["not"] * 5 + ["met"] * 10)
    >>> round(result.agreement, 2), round(result.kappa, 3), round(result.ac1, 3)
    (0.85, 0.7, 0.701)
    """
    one_of(weights, WEIGHTS, "weights")
    same_length(len(first), second=second)
    counts = _counts(pd.Series(first), pd.Series(second), categories)
    n = int(counts.to_numpy().sum())
    if n == 0:
        raise UserError("No case was rated by both; give two columns that share at least one rated row.")
    share = counts.to_numpy(dtype=float) / n
    kappa, kappa_error = _kappa(share, n, _weights(len(share), weights))
    ac1, ac1_error = _ac1(share, n)
    z = normal_quantile(confidence)
    few = n < FEWEST_PER_GROUP
    found = [_around(kappa, kappa_error, z, few), _around(ac1, ac1_error, z, few)]
    alike = float(np.trace(share))
    text = _words(n, alike, (kappa, ac1), found, confidence)
    return AgreementResult(n, alike, kappa, found[0], ac1, found[1], counts, text)


def _words(
    n: int, alike: float, values: tuple[float, float], found: list[Interval], confidence: float
) -> str:
    opening = f"Two raters agree on {per_cent(alike)} of {n} cases"
    if n < FEWEST_PER_GROUP:
        return f"{opening}; too few cases to say more."
    if np.isnan(found[1][0]):
        return f"{opening}; the cases show no spread to judge chance by."
    (kappa, ac1), (low, high) = values, found[1]
    percent = f"{100 * confidence:g} % interval"
    said = f"{opening}; AC1 {ac1:.2f} ({percent} {low:.2f} to {high:.2f}), kappa {kappa:.2f}."
    if n < MANY_CASES:
        said += f" With fewer than {MANY_CASES} cases the interval is narrower than it claims."
    return said


def _counts(
    first: "pd.Series[Any]", second: "pd.Series[Any]", categories: Sequence[Any] | None
) -> pd.DataFrame:
    first, second = first.reset_index(drop=True), second.reset_index(drop=True)
    there = first.notna() & second.notna()
    first, second = first[there], second[there]
    seen = sorted(set(first) | set(second))
    names = list(categories) if categories is not None else seen
    strange = [answer for answer in seen if answer not in names]
    if strange:
        raise UserError(f"{strange[0]!r} is not among the categories {', '.join(map(repr, names))}.")
    return pd.crosstab(first, second).reindex(index=names, columns=names, fill_value=0)


def _weights(size: int, kind: str) -> Floats:
    """1 for the same answer, less for answers further apart."""
    if kind == "none" or size < 2:
        return np.eye(size)
    apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) / (size - 1)
    return 1 - apart if kind == "linear" else 1 - apart**2


def _kappa(share: Floats, n: int, weight: Floats) -> tuple[float, float]:
    """Weighted kappa and its large-sample error (Fleiss, Cohen & Everitt 1969)."""
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    seen = float((weight * share).sum())
    chance = float((weight * np.outer(rows, columns)).sum())
    if np.isclose(chance, 1):
        return np.nan, np.nan
    kappa = (seen - chance) / (1 - chance)
    mean = np.add.outer(weight @ columns, weight.T @ rows)
    spread = (share * (weight - mean * (1 - kappa)) ** 2).sum() - (kappa - chance * (1 - kappa)) ** 2
    return kappa, float(np.sqrt(max(spread, 0.0) / n) / (1 - chance))


def _ac1(share: Floats, n: int) -> tuple[float, float]:
    """Gwet's AC1 and its error for two raters, cases as the sample."""
    size = len(share)
    if size < 2:
        return np.nan, np.nan
    use = (share.sum(axis=1) + share.sum(axis=0)) / 2
    seen, chance = float(np.trace(share)), float((use * (1 - use)).sum() / (size - 1))
    ac1 = (seen - chance) / (1 - chance)
    # Linearised per case: its agreement less twice its pull on the chance agreement (Gwet 2008).
    pull = (1 - np.add.outer(use, use) / 2) / (size - 1)
    each = (np.eye(size) - chance) / (1 - chance) - 2 * (1 - ac1) * (pull - chance) / (1 - chance)
    spread = float((share * (each - ac1) ** 2).sum())
    return ac1, float(np.sqrt(spread / n))


def _around(value: float, error: float, z: float, few: bool) -> Interval:
    # No spread at all (every case agreed) is no certainty.
    if few or np.isnan(value) or not error > 0:
        return np.nan, np.nan
    return max(-1.0, value - z * error), min(1.0, value + z * error)
