"""Time to close a loop, open ones censored: Kaplan-Meier medians and the log-rank test."""

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
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
    moved,
    p_words,
    table,
)
from msp_qi.stats.constants import CONFIDENCE, FEWEST_PER_GROUP, POWER, TOLERANCE
from msp_qi.stats.intervals import Interval, normal_quantile
from msp_qi.stats.result import ComparisonResult

ASSUMPTION = (
    "Loops still open would close like the others, and the ratio of closing rates is steady over time."
)
TEST = "log-rank test"
Column = ArrayLike | Iterable[object]


def compare_time_to(
    time_before: Column,
    closed_before: Column,
    time_after: Column,
    closed_after: Column,
    *,
    direction: Literal["increase", "decrease", "neutral"] = "decrease",
    question: str = "Did the time to close change?",
    groups: tuple[str, str] = BEFORE_AFTER,
    confidence: float = CONFIDENCE,
) -> ComparisonResult:
    """Compare times to an event where some have not happened yet.

    Parameters
    ----------
    time_before, time_after : sequence of float
        Time to closing, or, for one still open, the time watched so far; in any one unit, 0 or more.
    closed_before, closed_after : sequence of 0 or 1
        1 where it has closed, 0 where it is still open (censored).
    direction : {"increase", "decrease", "neutral"}
        Which way is better for the time: ``"decrease"`` is faster.

    Returns
    -------
    ComparisonResult
        ``values`` are Kaplan-Meier medians, infinite where half have not closed; ``table`` has their
        intervals.
        ``effect`` is the ratio of closing rates, after over before (Peto's one-step estimate, which goes
        with the
        log-rank test): above 1 is faster. Refused where a side has fewer than 5, or where nothing closed.

    Raises
    ------
    UserError
        Columns that do not match, a time below 0, or a mark other than 0 or 1.

    References
    ----------
    Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452; Peto & Peto 1972, doi:10.2307/2344317;
    Brookmeyer & Crowley 1982, doi:10.2307/2530286 (interval of the median, log-log).

    Examples
    --------
    >>> result = compare_time_to([9, 12, 15, 20, 22, 30], [1, 1, 1, 1, 1, 0], [2, 3, 3, 4, 6, 8], [1] * 6)
    >>> result.values, result.verdict
    ((17.5, 3.5), 'improved')
    """
    check_options(direction, groups, confidence)
    sides = (_side(time_before, closed_before, groups[0]), _side(time_after, closed_after, groups[1]))
    n = (len(sides[0][0]), len(sides[1][0]))
    closed = tuple(int(side[1].sum()) for side in sides)
    medians = [
        kaplan_meier_median(*side, confidence=confidence) if len(side[0]) else (np.nan, (np.nan, np.nan))
        for side in sides
    ]
    values = tuple(median for median, _ in medians)
    how = Method(
        "ratio of closing rates, after over before",
        interval_name("Peto one-step", confidence),
        TEST,
        ASSUMPTION,
        null=1.0,
    )
    rows = table(groups, n, values, *(bounds for _, bounds in medians))
    rows.insert(2, "closed", list(closed))
    ask = Comparison(question, groups, n, values, how, rows)
    observed, expected, variance = log_rank(*sides[0], *sides[1]) if min(n) else (0.0, 0.0, 0.0)
    if min(n) < FEWEST_PER_GROUP or variance <= 0:
        each = (f"{n[i]} ({closed[i]} closed) {groups[i]}" for i in (0, 1))
        few = min(n) < FEWEST_PER_GROUP or not any(closed)
        why = (
            f"and {FEWEST_PER_GROUP} on each side, of which some have closed, are needed"
            if few
            else "and all that closed did so when nothing else was left to wait for"
        )
        return ask.refused(f"there are {' and '.join(each)}, {why}.", least=FEWEST_PER_GROUP if few else None)
    log_ratio = (observed - expected) / variance
    width = normal_quantile(confidence) / np.sqrt(variance)
    found = (float(np.exp(log_ratio - width)), float(np.exp(log_ratio + width)))
    p = float(stats.chi2.sf((observed - expected) ** 2 / variance, 1))
    rate_direction = {"decrease": "increase", "increase": "decrease", "neutral": "neutral"}[direction]
    verdict = judge(p, found, 1.0, rate_direction)
    ratio = float(np.exp(log_ratio))
    said = (
        f"Half closed within {_time(values[0])} {groups[0]} ({closed[0]} of {n[0]} closed) "
        f"and within "
        f"{_time(values[1])} {groups[1]} ({closed[1]} of {n[1]}): they close {ratio:.2f} times as fast "
        f"({100 * confidence:g} % interval {found[0]:.2f} to {found[1]:.2f}; {TEST}, {p_words(p)}). "
        f"{_ends(verdict, found)}"
    )
    details = {"closed_before": float(closed[0]), "closed_after": float(closed[1])}
    needed = _needed(log_ratio, n, closed)
    return ask.answered(ratio, found, p, said, verdict=verdict, n_needed=needed, details=details)


def kaplan_meier_median(
    time: Floats, closed: Floats, *, confidence: float = CONFIDENCE
) -> tuple[float, Interval]:
    """Median time with its interval (log-log); infinite where half never close.

    Where the curve is flat at one half, the middle of the flat stretch, so that times without a gap have
    their ordinary median. The interval ends where the log-log bands of the curve reach one half; a curve
    that has reached 0 has no band there.
    """
    survival = _curve(time, closed)
    if survival is None:
        return np.inf, (np.nan, np.nan)
    times, alive, error = survival
    z = normal_quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = (np.log(-np.log(alive)) - np.log(-np.log(0.5))) / (error / np.abs(np.log(alive)))
        low, high = times[distance >= -z], times[distance >= z]
    lower = float(low[0]) if len(low) else np.nan
    return _half(times, alive), (lower, float(high[0]) if len(high) else np.inf)


def _half(times: Floats, alive: Floats) -> float:
    """When half have closed."""
    reached = np.flatnonzero(alive <= 0.5 + TOLERANCE)
    if not len(reached):
        return np.inf
    at = int(reached[0])
    flat = abs(alive[at] - 0.5) <= TOLERANCE and at + 1 < len(times)
    return float((times[at] + times[at + 1]) / 2 if flat else times[at])


def _curve(time: Floats, closed: Floats) -> tuple[Floats, Floats, Floats] | None:
    """Times of closing, share still open after each, and Greenwood's error of its logarithm."""
    times = np.unique(time[closed == 1])
    if not len(times):
        return None
    at_risk = (time[:, None] >= times).sum(axis=0).astype(float)
    events = ((time[:, None] == times) & (closed[:, None] == 1)).sum(axis=0).astype(float)
    alive = np.cumprod(1 - events / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(np.cumsum(events / (at_risk * (at_risk - events))))
    return times, alive, error


def log_rank(
    time_1: Floats, closed_1: Floats, time_2: Floats, closed_2: Floats
) -> tuple[float, float, float]:
    """Closings seen and expected in the second group, and their variance (Mantel 1966)."""
    time, closed = np.concatenate((time_1, time_2)), np.concatenate((closed_1, closed_2))
    second = np.repeat([False, True], [len(time_1), len(time_2)])
    times = np.unique(time[closed == 1])
    at_risk = (time[:, None] >= times).sum(axis=0).astype(float)
    at_risk_2 = (time[second, None] >= times).sum(axis=0).astype(float)
    happened = (time[:, None] == times) & (closed[:, None] == 1)
    events = happened.sum(axis=0).astype(float)
    share = at_risk_2 / at_risk
    spare = np.where(at_risk > 1, (at_risk - events) / np.maximum(at_risk - 1, 1), 0.0)
    return (
        float(happened[second].sum()),
        float((events * share).sum()),
        float((events * share * (1 - share) * spare).sum()),
    )


def _side(time: Column, closed: Column, name: str) -> tuple[Floats, Floats]:
    times, ends = numbers(time, f"time {name}"), numbers(closed, f"closed {name}")
    if len(times) != len(ends):
        raise UserError(
            f"{name}: {len(times)} times and {len(ends)} closed or open marks; they must match row by row."
        )
    there = ~np.isnan(times) & ~np.isnan(ends)
    times, ends = times[there], ends[there]
    if (times < 0).any() or not np.isin(ends, (0, 1)).all():
        raise UserError(f"{name}: times must be 0 or more, and closed must be 1 (closed) or 0 (still open).")
    return times, ends


def _needed(log_ratio: float, n: tuple[int, int], closed: tuple[Any, ...]) -> int | None:
    """Per side, from the closings that the log-rank test needs (Schoenfeld 1981,
    doi:10.1093/biomet/68.1.316).
    """
    if abs(log_ratio) < 1e-12 or not sum(closed):
        return None
    events = 4 * (stats.norm.ppf(0.975) + stats.norm.ppf(POWER)) ** 2 / log_ratio**2
    return int(np.ceil(events / (sum(closed) / sum(n)) / 2))


def _time(median: float) -> str:
    return "longer than was watched" if np.isinf(median) else f"{median:g}"


def _ends(verdict: str, found: Interval) -> str:
    if verdict == "cannot tell":
        speed = "faster" if moved(found, 1.0) == "higher" else "slower"
        return f"They close {speed}; whether that is good the numbers cannot tell."
    return {"improved": "Improved.", "worsened": "Worsened.", "no clear difference": "No clear difference."}[
        verdict
    ]
