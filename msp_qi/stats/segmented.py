"""Segmented regression: the lines before and after a change, for values and for rates with an exposure."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from msp_qi.stats.arguments import Floats
from msp_qi.stats.grouped import Bools
from msp_qi.stats.intervals import Interval, normal_quantile

LEVEL_TERM, SLOPE_TERM = 2, 3
# Estimate, interval and p-value.
Term = tuple[float, Interval, float]
NO_TERM: Term = (0.0, (0.0, 0.0), 1.0)
# Of the largest value: what least squares may lose in rounding.
ROUNDING = 1e-11


@dataclass(frozen=True)
class Segmented:
    """A fitted model.

    Parameters
    ----------
    level, slope : tuple
        Estimate, interval and p of the level change and of the slope change; logarithms of ratios for rates.
        Without a slope change in the model it is 0, with p 1.
    slope_before : float
        Per period, on the same scale.
    fitted, counterfactual : array
        On the scale of the values or of the rates.
    residuals : array
        Of the points that are there; Pearson's for rates.
    dispersion : float
        Of rates: how much more counts vary than chance; 1 elsewhere.
    """

    level: Term
    slope: Term
    slope_before: float
    fitted: Floats
    counterfactual: Floats
    residuals: Floats
    dispersion: float = 1.0


def design(after: Bools, *, slope: bool, harmonics: int, year: int) -> Floats:
    """Constant, time, after, time since the change (0 at the first period after), and the waves of a year."""
    time = np.arange(1, len(after) + 1, dtype=float)
    terms = [np.ones_like(time), time, after]
    if slope:
        terms.append(np.where(after, np.cumsum(after) - 1, 0))
    angles = [2 * np.pi * wave * time / year for wave in range(1, harmonics + 1)]
    return np.column_stack((*terms, *(part(angle) for angle in angles for part in (np.sin, np.cos)))).astype(
        float
    )


def without_change(terms: Floats, *, slope: bool) -> Floats:
    """The same periods, had nothing changed."""
    found = terms.copy()
    found[:, LEVEL_TERM : LEVEL_TERM + 1 + slope] = 0
    return found


def values_fit(
    values: Floats, terms: Floats, *, slope: bool, lags: int | None, confidence: float
) -> Segmented:
    """Least squares with Newey and West's errors (1987, doi:10.2307/1913610)."""
    from statsmodels.regression.linear_model import OLS  # slow to load, and needed only here

    there = ~np.isnan(values)
    depth = int(4 * (int(there.sum()) / 100) ** (2 / 9)) if lags is None else lags
    model = OLS(values, terms, missing="drop")
    fit = model.fit(cov_type="HAC", cov_kwds={"maxlags": depth, "use_correction": True}, use_t=True)
    fitted = terms @ fit.params
    # Points on their lines leave only what floating sums lose, and that is no evidence of anything.
    noise = ROUNDING * float(np.abs(values[there]).max())
    if float(np.abs(values - fitted)[there].max()) <= noise:
        return _exact(terms, fit.params, noise, slope=slope, size=int(there.sum()))
    return Segmented(
        level=_term(fit, LEVEL_TERM, confidence),
        slope=_term(fit, SLOPE_TERM, confidence) if slope else NO_TERM,
        slope_before=float(fit.params[1]),
        fitted=fitted,
        counterfactual=without_change(terms, slope=slope) @ fit.params,
        residuals=(values - fitted)[there],
    )


def rates_fit(
    counts: Floats, exposure: Floats, terms: Floats, *, slope: bool, quasi: bool, confidence: float
) -> Segmented:
    """Poisson regression of counts with the logarithm of the exposure as offset.

    ``quasi``: errors multiplied by the root of Pearson's dispersion, and the t distribution; without it they
    are those of a Poisson count.
    """
    from statsmodels.genmod.families import Poisson  # slow to load, and needed only here
    from statsmodels.genmod.generalized_linear_model import GLM

    there = ~np.isnan(counts) & (exposure > 0)
    model = GLM(counts[there], terms[there], family=Poisson(), offset=np.log(exposure[there]))
    fit = model.fit(scale="X2" if quasi else 1.0, use_t=quasi)
    return Segmented(
        level=_term(fit, LEVEL_TERM, confidence, t=quasi),
        slope=_term(fit, SLOPE_TERM, confidence, t=quasi) if slope else NO_TERM,
        slope_before=float(fit.params[1]),
        fitted=np.exp(terms @ fit.params),
        counterfactual=np.exp(without_change(terms, slope=slope) @ fit.params),
        residuals=np.asarray(fit.resid_pearson),
        dispersion=float(fit.pearson_chi2 / fit.df_resid),
    )


def _exact(terms: Floats, params: Floats, noise: float, *, slope: bool, size: int) -> Segmented:
    """Every point lies on its line: the terms are known, and one within the noise is nought."""
    known = np.where(np.abs(params) <= noise, 0.0, params)
    level, tilt = (
        (float(value), (float(value), float(value)), 0.0 if value else 1.0)
        for value in (known[LEVEL_TERM], known[SLOPE_TERM] if slope else 0.0)
    )
    return Segmented(
        level=level,
        slope=tilt,
        slope_before=float(known[1]),
        fitted=terms @ known,
        counterfactual=without_change(terms, slope=slope) @ known,
        residuals=np.zeros(size),
    )


def _term(fit: Any, place: int, confidence: float, *, t: bool = True) -> Term:
    normal_quantile(confidence)
    estimate, error = float(fit.params[place]), float(fit.bse[place])
    spread = stats.t(fit.df_resid) if t else stats.norm
    width = float(spread.ppf(0.5 + confidence / 2)) * error
    return estimate, (estimate - width, estimate + width), float(2 * spread.sf(abs(estimate / error)))


def lag_one(residuals: Floats) -> float:
    """Autocorrelation of neighbours."""
    centred = residuals - residuals.mean()
    spread = float(centred @ centred)
    return float(centred[1:] @ centred[:-1]) / spread if spread > 0 else 0.0
