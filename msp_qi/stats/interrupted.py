"""A series with a known change: level and slope change by segmented regression, and what would have been."""

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from msp_qi.errors import UserError
from msp_qi.stats.arguments import Floats, Labels, numbers, same_length, whole
from msp_qi.stats.changes import at_or_after, dates
from msp_qi.stats.comparison import (
    BEFORE_AFTER,
    Comparison,
    Method,
    check_options,
    interval_name,
    judge,
    p_words,
    table,
)
from msp_qi.stats.constants import CONFIDENCE, FEWEST_PER_SIDE, LEVEL, MANY_PER_SIDE
from msp_qi.stats.grouped import Bools, divide
from msp_qi.stats.result import ComparisonResult, Verdict
from msp_qi.stats.segmented import Segmented, Term, design, lag_one, rates_fit, values_fit

ASSUMPTION = (
    "Without the change the earlier line would have gone on, and nothing else changed at the same time."
)
RATE_ASSUMPTION = f"{ASSUMPTION} Periods are independent of each other once the lines are drawn."
TEST = "segmented regression with Newey-West errors"


def interrupted_series(
    y: ArrayLike | Iterable[object],
    x: Labels | None = None,
    *,
    change: Any,
    n: ArrayLike | Iterable[object] | None = None,
    direction: Literal["increase", "decrease", "neutral"] = "increase",
    question: str = "Did the level or the slope change?",
    groups: tuple[str, str] = BEFORE_AFTER,
    slope: bool = True,
    harmonics: int = 0,
    year: int = 12,
    lags: int | None = None,
    quasi: bool = True,
    confidence: float = CONFIDENCE,
) -> ComparisonResult:
    """Interrupted time series: level change, slope change and the counterfactual line.

    Parameters
    ----------
    y : sequence of float
        One value a period, evenly spaced, or with ``n`` the count; a missing period keeps its place in time.
    x : sequence, optional
        Dates or numbers in ascending order; default 1, 2, 3 ...
    change : one of x, or between two of them
        The first period at or after it belongs to the time after. Without x, the 1-based position.
    n : sequence of float, optional
        The exposure of each period: then a Poisson regression of the counts, and ratios of rates. A period
        without exposure is missing.
    slope : bool
        Whether the slope may change too; without it the lines are parallel.
    harmonics : int
        Pairs of sine and cosine waves for the season, over ``year`` periods.
    year : int
        Periods in a year.
    lags : int, optional
        Of the Newey-West errors of values; default 4 (n / 100)^(2/9), rounded down.
    quasi : bool
        Of rates: whether the errors allow for counts that vary more than chance (quasi-Poisson).

    Returns
    -------
    ComparisonResult
        ``effect`` is the level change at the first period after; with ``n`` the ratio of the rate to what it
        would have been. ``details`` holds ``slope_before``, ``slope_change`` (per period; ratios with ``n``)
        with its interval and p, ``autocorrelation`` (lag 1, of the residuals) and ``dispersion``; ``series``
        has x, y (a rate with ``n``), fitted and counterfactual; ``table`` a row a side. Improved or worsened
        where the level or the slope has changed clearly and the other does not say the opposite. Refused with
        fewer than 8 points on a side, and with ``n`` where nothing happened on a side.

    Raises
    ------
    UserError
        A change outside the series, x that does not ascend, a count that is no whole number.

    References
    ----------
    Bernal, Cummins & Gasparrini 2017, doi:10.1093/ije/dyw098; Newey & West 1987, doi:10.2307/1913610.

    Examples
    --------
    >>> result = interrupted_series([1, 2, 1, 2, 1, 2, 1, 2, 5, 6, 5, 6, 5, 6, 5, 6], change=9)
    >>> round(result.effect, 3), result.verdict
    (3.619, 'improved')
    >>> falls = [8, 9, 7, 8, 9, 8, 7, 8, 4, 5, 3, 4, 4, 5, 4, 3]
    >>> rate = interrupted_series(falls, change=9, n=[100] * 16, slope=False, direction="decrease")
    >>> rate.effect_name, round(rate.effect, 2), rate.verdict
    ('rate ratio of the level change', 0.55, 'improved')
    """
    check_options(direction, groups, confidence)
    counts, sizes = numbers(y, "y"), None if n is None else numbers(n, "n")
    same_length(len(counts), x=x, n=sizes)
    depth = None if lags is None else whole(lags, "lags")
    waves, periods = whole(harmonics, "harmonics"), whole(year, "year", least=2)
    if 2 * waves >= periods:
        raise UserError(
            f"harmonics is {waves}; a year of {periods} periods has fewer than {periods / 2:g} waves."
        )
    places = pd.Series(range(1, len(counts) + 1)) if x is None else pd.Series(x).reset_index(drop=True)
    after = _after(places, change)
    values = counts if sizes is None else _rates(counts, sizes)
    there = ~np.isnan(values)
    points = (int((there & ~after).sum()), int((there & after).sum()))
    means = _levels(counts, sizes, there, after)
    ask = Comparison(
        question, groups, points, means, _method(sizes, quasi, confidence), table(groups, points, means)
    )
    fewest = max(FEWEST_PER_SIDE, 4 + 2 * waves)
    if min(points) < fewest:
        seen = f"there are {points[0]} points {groups[0]} and {points[1]} {groups[1]}"
        return ask.refused(f"{seen}, and {fewest} are needed on each side.", least=fewest)
    if sizes is not None and 0 in means:
        return ask.refused("nothing happened on one side, so that there is no rate to compare.")
    terms = design(after, slope=slope, harmonics=waves, year=periods)
    if sizes is None:
        found = values_fit(values, terms, slope=slope, lags=depth, confidence=confidence)
    else:
        found = rates_fit(counts, sizes, terms, slope=slope, quasi=quasi, confidence=confidence)
    verdict = _verdict(found.level, found.slope, direction)
    lines = {
        "x": places,
        "y": values,
        "after": after,
        "fitted": found.fitted,
        "counterfactual": np.where(after, found.counterfactual, np.nan),
    }
    said = _words(found, verdict, ratio=sizes is not None, slope=slope)
    # Those of rates hold what they claim (docs/calibration.md).
    if sizes is None and min(points) < MANY_PER_SIDE:
        said += (
            f" With fewer than {MANY_PER_SIDE} points on a side the intervals are narrower than they claim."
        )
    level = _scaled(found.level, ratio=sizes is not None)
    details = _details(found, ratio=sizes is not None)
    return ask.answered(*level, said, verdict=verdict, details=details, series=pd.DataFrame(lines))


def _rates(counts: Floats, sizes: Floats) -> Floats:
    if (sizes < 0).any() or (counts < 0).any():
        raise UserError("Counts and exposures cannot be below 0; check the rows.")
    part = counts != np.round(counts)
    if (part & ~np.isnan(counts)).any():
        row = int(np.argmax(part & ~np.isnan(counts)))
        raise UserError(
            f"y, row {row + 1}: {counts[row]:g} is no whole count; leave n out for values that are no counts."
        )
    return divide(counts, sizes)


def _levels(counts: Floats, sizes: Floats | None, there: Bools, after: Bools) -> tuple[float, float]:
    """Mean of each side; with exposures, all events over all exposure."""
    weight = np.ones_like(counts) if sizes is None else sizes
    before, later = (
        float(counts[there & side].sum() / weight[there & side].sum()) if (there & side).any() else np.nan
        for side in (~after, after)
    )
    return before, later


def _method(sizes: Floats | None, quasi: bool, confidence: float) -> Method:
    if sizes is None:
        return Method("level change", interval_name("Newey-West", confidence), TEST, ASSUMPTION)
    kind = "quasi-Poisson" if quasi else "Poisson"
    return Method(
        "rate ratio of the level change", interval_name(kind, confidence), f"segmented {kind} regression",
        RATE_ASSUMPTION, null=1.0,
    )  # fmt: skip


def _scaled(term: Term, *, ratio: bool) -> Term:
    """As it is told: a logarithm as its ratio."""
    if not ratio:
        return term
    value, (low, high), p = term
    return float(np.exp(value)), (float(np.exp(low)), float(np.exp(high))), p


def _details(found: Segmented, *, ratio: bool) -> dict[str, float]:
    slope = _scaled(found.slope, ratio=ratio)
    return {
        "slope_before": float(np.exp(found.slope_before)) if ratio else found.slope_before,
        "slope_change": slope[0],
        "slope_change_lower": slope[1][0],
        "slope_change_upper": slope[1][1],
        "slope_change_p": slope[2],
        "autocorrelation": lag_one(found.residuals),
        "dispersion": found.dispersion,
    }


def _after(places: "pd.Series[Any]", change: Any) -> Bools:
    after = at_or_after(places, change)
    values = dates(places).to_numpy()
    if not bool((values[1:] > values[:-1]).all()):
        raise UserError("x must ascend, one row a period; sort the rows and leave no date twice.")
    return after


def _verdict(level: Term, slope: Term, direction: str) -> Verdict:
    """One verdict from two terms; where they say the opposite, the numbers cannot tell."""
    said = {judge(p, interval, 0.0, direction) for _, interval, p in (level, slope)} - {"no clear difference"}
    if not said:
        return "no clear difference"
    return said.pop() if len(said) == 1 else "cannot tell"


ENDS = {
    "improved": "Improved.",
    "worsened": "Worsened.",
    "no clear difference": "No clear difference.",
    "cannot tell": "Whether that is good the numbers cannot tell: level and slope disagree, or no direction is good.",
}


def _words(found: Segmented, verdict: Verdict, *, ratio: bool, slope: bool) -> str:
    level = _told("The rate was multiplied by" if ratio else "The level changed by", found.level, ratio=ratio)
    parts = [level]
    if slope:
        name = "its trend by" if ratio else "the slope by"
        parts.append(f"{_told(name, found.slope, ratio=ratio)} a period")
    parts[-1] += f"; autocorrelation {lag_one(found.residuals):+.2f}."
    clear = "" if min(found.level[2], found.slope[2]) < LEVEL else (
        " Neither stands out from chance." if slope else " It does not stand out from chance."
    )  # fmt: skip
    return f"{', '.join(parts)}{clear} {ENDS[verdict]}"


def _told(name: str, term: Term, *, ratio: bool) -> str:
    value, (low, high), p = _scaled(term, ratio=ratio)
    form = ".3f" if ratio else "+.3g"
    return f"{name} {value:{form}} ({low:{form}} to {high:{form}}, {p_words(p)})"
