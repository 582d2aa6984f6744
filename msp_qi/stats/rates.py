"""Counts per exposure before and after: the exact conditional Poisson test and its rate ratio."""

from itertools import count
from typing import Literal

import numpy as np
import pandas as pd
from scipy import optimize, stats

from msp_qi.errors import UserError
from msp_qi.stats.arguments import numbers, one_of, whole
from msp_qi.stats.comparison import (
    BEFORE_AFTER,
    Comparison,
    Method,
    about,
    amount,
    check_options,
    interval_name,
    judge,
    opened,
    p_words,
    per_cent,
    ratio_range,
    ratio_words,
    table,
    verdict_words,
)
from msp_qi.stats.constants import CONFIDENCE, LEVEL, POWER
from msp_qi.stats.intervals import Interval, exact_interval, exact_rate_interval, normal_quantile
from msp_qi.stats.power import count_for_rates
from msp_qi.stats.result import ComparisonResult

METHODS = {"exact": "exact conditional Poisson test", "mid-p": "mid-P conditional Poisson test"}
ASSUMPTION = "Events happen independently of each other and at a steady rate within each period."


def compare_rates(
    events_before: float,
    exposure_before: float,
    events_after: float,
    exposure_after: float,
    *,
    direction: Literal["increase", "decrease", "neutral"] = "decrease",
    question: str = "Did the rate change?",
    groups: tuple[str, str] = BEFORE_AFTER,
    method: Literal["exact", "mid-p"] = "exact",
    confidence: float = CONFIDENCE,
) -> ComparisonResult:
    """Compare two rates: events per exposure (bed days, journeys attempted, months).

    Parameters
    ----------
    events_before, events_after : int
        Counts.
    exposure_before, exposure_after : float
        In the same unit on both sides, above 0.
    direction : {"increase", "decrease", "neutral"}
        Which way is better.
    method : {"exact", "mid-p"}
        The mid-P method is less cautious.

    Returns
    -------
    ComparisonResult
        ``effect`` is the rate after over the rate before; ``n`` are the events; ``n_needed`` are events
        needed in the group of the lower rate. Refused where there was no event at all, or neither event nor
        exposure on a side.

    Raises
    ------
    UserError
        A count that is no whole number, an exposure below 0, or events without exposure.

    References
    ----------
    Przyborowski & Wilenski 1940, doi:10.1093/biomet/31.3-4.313; Garwood 1936, doi:10.1093/biomet/28.3-4.437.

    Examples
    --------
    >>> result = compare_rates(21, 3011, 11, 800)
    >>> round(result.effect, 4), round(result.p, 4), [round(bound, 4) for bound in result.interval]
    (1.9715, 0.0797, [0.8584, 4.2773])
    """
    check_options(direction, groups, confidence)
    one_of(method, tuple(METHODS), "method")
    k = (whole(events_before, "events_before"), whole(events_after, "events_after"))
    time = tuple(float(found) for found in numbers([exposure_before, exposure_after], "exposure"))
    unseen = [found == 0 and not events for found, events in zip(time, k, strict=True)]
    if not all(found > 0 or nothing for found, nothing in zip(time, unseen, strict=True)):
        raise UserError(f"exposure is {time[0]:g} and {time[1]:g}; both must be above 0.")
    values = tuple(
        np.nan if nothing else events / found for events, found, nothing in zip(k, time, unseen, strict=True)
    )
    how = Method(
        "ratio of rates, after over before", interval_name(f"{method} conditional Poisson", confidence),
        METHODS[method], ASSUMPTION, null=1.0,
    )  # fmt: skip
    ask = Comparison(question, groups, k, values, how, _table(k, time, values, groups, confidence))
    if any(unseen):
        return ask.refused(f"nothing was watched {groups[unseen.index(True)]}: there is no exposure.")
    if sum(k) == 0:
        least = _fewest_events(time)
        why = f"no event happened in either group, and at least {least} would be needed to show a change."
        return ask.refused(why, least=least)
    found = _ratio_interval(k, time, method, confidence)
    ratio = np.inf if k[0] == 0 else values[1] / values[0]
    p = _p(k, time, method)
    verdict = judge(p, found, 1.0, direction)
    needed = _needed(ratio)
    said = (
        f"{opened(groups[0])} {k[0]} in {amount(time[0])} and {groups[1]} {k[1]} in {amount(time[1])}: "
        f"{ratio_words(ratio, 'rate ratio')} ({100 * confidence:g} % interval {ratio_range(found)}; {how.test}, "
        f"{p_words(p)}). {verdict_words(verdict, found, 1.0, groups)}{_needed_words(needed, verdict)}"
    )
    details = {"exposure_before": time[0], "exposure_after": time[1]}
    return ask.answered(ratio, found, p, said, verdict=verdict, n_needed=needed, details=details)


def _p(k: tuple[int, int], time: tuple[float, ...], method: str) -> float:
    """Given all events, those after are binomial with the share of exposure after."""
    share, total = time[1] / sum(time), sum(k)
    if method == "exact":
        return float(stats.binomtest(k[1], total, share).pvalue)
    return float(min(1.0, 2 * min(_mid_tail(k[1], total, share), _mid_tail(total - k[1], total, 1 - share))))


def _fewest_events(time: tuple[float, ...]) -> int:
    """The fewest events which, all on one side, reach p < LEVEL."""
    share = min(time) / sum(time)
    return next(n for n in count(1) if stats.binomtest(n, n, share).pvalue < LEVEL)


def _mid_tail(count: int, total: int, share: float) -> float:
    """Chance of fewer, and half the chance of as many."""
    return float(stats.binom.cdf(count - 1, total, share) + stats.binom.pmf(count, total, share) / 2)


def _ratio_interval(k: tuple[int, int], time: tuple[float, ...], method: str, confidence: float) -> Interval:
    total, odds = sum(k), time[0] / time[1]
    if method == "exact":
        lower, upper = (float(bound) for bound in exact_interval(k[1], total, confidence=confidence))
    else:
        lower, upper = _mid_share(k[1], total, confidence)
    return odds * lower / (1 - lower), (np.inf if upper >= 1 else odds * upper / (1 - upper))


def _mid_share(count: int, total: int, confidence: float) -> Interval:
    """Mid-P interval of a binomial share."""
    normal_quantile(confidence)
    tail = (1 - confidence) / 2

    def over(share: float) -> float:
        return _mid_tail(total - count, total, 1 - share) - tail

    def under(share: float) -> float:
        return _mid_tail(count, total, share) - tail

    lower = 0.0 if count == 0 else float(optimize.brentq(over, 1e-15, 1 - 1e-15, xtol=1e-14))
    upper = 1.0 if count == total else float(optimize.brentq(under, 1e-15, 1 - 1e-15, xtol=1e-14))
    return lower, upper


def _needed(ratio: float) -> int | None:
    """Events in the group of the lower rate."""
    if not np.isfinite(ratio) or ratio <= 0 or np.isclose(ratio, 1, rtol=0, atol=1e-12):
        return None
    return int(np.ceil(count_for_rates(max(ratio, 1 / ratio))))


def _needed_words(needed: int | None, verdict: str) -> str:
    if needed is None or verdict != "no clear difference":
        return ""
    return (
        f" To show a ratio of this size, enough exposure for {about(needed)} events in the group of the "
        f"lower rate "
        f"is needed (power {per_cent(POWER)})."
    )


def _table(
    k: tuple[int, int],
    time: tuple[float, ...],
    values: tuple[float, ...],
    groups: tuple[str, str],
    confidence: float,
) -> pd.DataFrame:
    lower, upper = exact_rate_interval(np.array(k), np.array(time), confidence=confidence)
    found = table(groups, k, values, *zip(lower.tolist(), upper.tolist(), strict=True))
    found.insert(2, "exposure", list(time))
    return found
