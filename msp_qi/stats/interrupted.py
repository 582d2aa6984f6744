"""A series with a known change: level and slope change by segmented regression, and what would have been."""

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

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
from msp_qi.stats.grouped import Bools
from msp_qi.stats.intervals import Interval, normal_quantile
from msp_qi.stats.result import ComparisonResult, Verdict

ASSUMPTION = (
    "Without the change the earlier line would have gone on, and nothing else changed at the same time."
)
TEST = "segmented regression with Newey-West errors"


def interrupted_series(
    y: ArrayLike | Iterable[object],
    x: Labels | None = None,
    *,
    change: Any,
    direction: Literal["increase", "decrease", "neutral"] = "increase",
    question: str = "Did the level or the slope change?",
    groups: tuple[str, str] = BEFORE_AFTER,
    lags: int | None = None,
    confidence: float = CONFIDENCE,
) -> ComparisonResult:
    """Interrupted time series: level change, slope change and the counterfactual line.

    Parameters
    ----------
    y : sequence of float
        One value a period, evenly spaced; a missing period keeps its place in time.
    x : sequence, optional
        Dates or numbers in ascending order; default 1, 2, 3 ...
    change : one of x, or between two of them
        The first period at or after it belongs to the time after. Without x, the 1-based position.
    lags : int, optional
        Of the Newey-West errors; default 4 (n / 100)^(2/9), rounded down.

    Returns
    -------
    ComparisonResult
        ``effect`` is the level change at the first period after; ``details`` holds ``slope_before``,
        ``slope_change`` (per period) with its interval and p, and ``autocorrelation`` (lag 1, of the
        residuals);
        ``series`` has x, y, fitted and counterfactual; ``table`` a row a side. Improved or worsened where the
        level or the slope has changed clearly and the other does not say the opposite. Refused with fewer
        than 8 points on a side.

    References
    ----------
    Bernal, Cummins & Gasparrini 2017, doi:10.1093/ije/dyw098; Newey & West 1987, doi:10.2307/1913610.

    Examples
    --------
    >>> result = interrupted_series([1, 2, 1, 2, 1, 2, 1, 2, 5, 6, 5, 6, 5, 6, 5, 6], change=9)
    >>> round(result.effect, 3), result.verdict
    (3.619, 'improved')
    """
    check_options(direction, groups, confidence)
    values = numbers(y, "y")
    same_length(len(values), x=x)
    depth = None if lags is None else whole(lags, "lags")
    places = pd.Series(range(1, len(values) + 1)) if x is None else pd.Series(x).reset_index(drop=True)
    after = _after(places, change)
    there = ~np.isnan(values)
    n = (int((there & ~after).sum()), int((there & after).sum()))
    means = tuple(
        float(values[there & side].mean()) if count else np.nan
        for side, count in zip((~after, after), n, strict=True)
    )
    how = Method("level change", interval_name("Newey-West", confidence), TEST, ASSUMPTION)
    ask = Comparison(question, groups, n, means, how, table(groups, n, means))
    if min(n) < FEWEST_PER_SIDE:
        counts = f"there are {n[0]} points {groups[0]} and {n[1]} {groups[1]}"
        return ask.refused(f"{counts}, and {FEWEST_PER_SIDE} are needed on each side.")
    design = _design(after)
    fit = _fit(values, design, depth)
    level, slope = _term(fit, 2, confidence), _term(fit, 3, confidence)
    fitted = design @ fit.params
    residuals = (values - fitted)[there]
    verdict = _verdict(level, slope, direction)
    details = {
        "slope_before": float(fit.params[1]),
        "slope_change": slope[0],
        "slope_change_lower": slope[1][0],
        "slope_change_upper": slope[1][1],
        "slope_change_p": slope[2],
        "autocorrelation": _autocorrelation(residuals),
    }
    lines = {
        "x": places,
        "y": values,
        "after": after,
        "fitted": fitted,
        "counterfactual": np.where(after, design[:, :2] @ fit.params[:2], np.nan),
    }
    said = _words(level, slope, details["autocorrelation"], verdict)
    if min(n) < MANY_PER_SIDE:
        said += (
            f" With fewer than {MANY_PER_SIDE} points on a side the intervals are narrower than they claim."
        )
    return ask.answered(*level, said, verdict=verdict, details=details, series=pd.DataFrame(lines))


Term = tuple[float, Interval, float]


def _after(places: "pd.Series[Any]", change: Any) -> Bools:
    after = at_or_after(places, change)
    values = dates(places).to_numpy()
    if not bool((values[1:] > values[:-1]).all()):
        raise UserError("x must ascend, one row a period; sort the rows and leave no date twice.")
    return after


def _design(after: Bools) -> Floats:
    """Constant, time, after, time since the change (0 at the first period after)."""
    time = np.arange(1, len(after) + 1, dtype=float)
    since = np.where(after, np.cumsum(after) - 1, 0)
    return np.column_stack((np.ones_like(time), time, after, since)).astype(float)


def _fit(values: Floats, design: Floats, lags: int | None) -> Any:
    import statsmodels.api as sm  # slow to load, and needed only here

    count = int((~np.isnan(values)).sum())
    depth = int(4 * (count / 100) ** (2 / 9)) if lags is None else lags
    model = sm.OLS(values, design, missing="drop")
    return model.fit(cov_type="HAC", cov_kwds={"maxlags": depth, "use_correction": True}, use_t=True)


def _term(fit: Any, place: int, confidence: float) -> Term:
    normal_quantile(confidence)
    estimate, error = float(fit.params[place]), float(fit.bse[place])
    if error == 0:
        return estimate, (estimate, estimate), 1.0 if estimate == 0 else 0.0
    width = float(stats.t.ppf(0.5 + confidence / 2, fit.df_resid)) * error
    return (
        estimate,
        (estimate - width, estimate + width),
        float(2 * stats.t.sf(abs(estimate / error), fit.df_resid)),
    )


def _verdict(level: Term, slope: Term, direction: str) -> Verdict:
    """One verdict from two terms; where they say the opposite, the numbers cannot tell."""
    said = {judge(p, interval, 0.0, direction) for _, interval, p in (level, slope)} - {"no clear difference"}
    if not said:
        return "no clear difference"
    return said.pop() if len(said) == 1 else "cannot tell"


def _autocorrelation(residuals: Floats) -> float:
    centred = residuals - residuals.mean()
    spread = float(centred @ centred)
    return float(centred[1:] @ centred[:-1]) / spread if spread > 0 else 0.0


def _words(level: Term, slope: Term, autocorrelation: float, verdict: Verdict) -> str:
    parts = [
        f"{name} {value:+.3g} ({low:+.3g} to {high:+.3g}, {p_words(p)})"
        for name, (value, (low, high), p) in (("The level changed by", level), ("the slope by", slope))
    ]
    ends = {
        "improved": "Improved.",
        "worsened": "Worsened.",
        "no clear difference": "No clear difference.",
        "cannot tell": "Whether that is good the numbers cannot tell: level and slope disagree, or no "
        "direction is good.",
    }
    clear = "" if level[2] < LEVEL or slope[2] < LEVEL else " Neither stands out from chance."
    return f"{', '.join(parts)} a period; autocorrelation {autocorrelation:+.2f}.{clear} {ends[verdict]}"
