"""Services side by side: a funnel with limits that allow for size and for over-dispersion. Never a rank."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from msp_qi.errors import UserError
from msp_qi.stats.arguments import Floats, Labels, numbers, one_of, same_length
from msp_qi.stats.constants import LEVEL
from msp_qi.stats.grouped import divide

KINDS = ("proportion", "rate")
# Share of z-scores pulled in at each end before over-dispersion is judged.
WINSORISED = 0.10
# Two and three sigma, as chances of a normal distribution.
SIGMA_LIMITS = (2.0, 3.0)
# Services below this are too few to judge over-dispersion.
FEWEST_SERVICES = 5


@dataclass(frozen=True)
class FunnelResult:
    """Services side by side.

    Parameters
    ----------
    points : DataFrame
        A row a service, in the order given: service, numerator, denominator, value, z (allowing for
        over-dispersion), zone (``"within"``, ``"high beyond 2 sigma"``, ``"low beyond 3 sigma"`` ...), and
        the limits at its own size: lower_2, upper_2, lower_3, upper_3. No rank.
    limits : DataFrame
        Limits for drawing, over a range of denominators: denominator and the same four columns.
    centre : float
        Pooled value.
    phi : float
        Over-dispersion: mean squared winsorised z.
    tau : float
        Standard deviation between services that was added to the limits, on the scale of the value's
        transform; 0 where none was.
    text : str
        What stands out, in a sentence.
    """

    points: pd.DataFrame
    limits: pd.DataFrame
    centre: float
    phi: float
    tau: float
    text: str


def funnel(
    numerator: ArrayLike,
    denominator: ArrayLike,
    service: Labels | None = None,
    *,
    kind: Literal["proportion", "rate"] = "proportion",
    over_dispersion: bool = True,
) -> FunnelResult:
    """Compare services allowing for their size.

    Parameters
    ----------
    numerator, denominator : array
        A row a service; one with a missing value or no denominator is listed and not judged.
    service : sequence, optional
        Names; default 1, 2, 3 ...
    kind : {"proportion", "rate"}
        Binomial limits, exact at each size, or Poisson limits.
    over_dispersion : bool
        Whether to widen the limits where services vary more than chance: z winsorised at 10 % each end,
        phi = mean z squared; where phi > 1 by a chi-squared test at 5 %, an additive random effect.

    Returns
    -------
    FunnelResult

    Raises
    ------
    UserError
        Columns that do not match, a count below 0, or a numerator above its denominator.

    References
    ----------
    Spiegelhalter 2005, doi:10.1002/sim.1970; Spiegelhalter et al. 2012, doi:10.1111/j.1467-985X.2011.01010.x.

    Examples
    --------
    >>> result = funnel([18, 22, 5, 40], [30, 40, 30, 60], ["A", "B", "C", "D"])
    >>> result.points[["service", "zone"]].values.tolist()
    [['A', 'within'], ['B', 'within'], ['C', 'low beyond 3 sigma'], ['D', 'within']]
    """
    one_of(kind, KINDS, "kind")
    k, n = numbers(numerator, "numerator"), numbers(denominator, "denominator")
    same_length(len(k), denominator=n, service=service)
    if kind == "proportion" and (k > n).any():
        row = int(np.argmax(k > n))
        raise UserError(
            f"Row {row + 1}: the numerator {k[row]:g} is above its denominator {n[row]:g}; correct it."
        )
    if (k < 0).any() or (n < 0).any():
        raise UserError("Counts and denominators cannot be below 0.")
    there = ~np.isnan(k) & (n > 0)
    k, n = np.where(there, k, np.nan), np.where(there, n, np.nan)
    centre = float(np.nansum(k) / np.nansum(n)) if there.any() else np.nan
    z, error = _scores(k, n, centre, kind)
    phi, tau = _dispersion(z, error) if over_dispersion else (np.nan, 0.0)
    adjusted = z * error / np.sqrt(error**2 + tau**2)
    bounds = _bounds(n, centre, kind, tau)
    points = pd.DataFrame(
        {
            "service": np.arange(1, len(k) + 1) if service is None else pd.Series(service).to_numpy(),
            "numerator": k,
            "denominator": n,
            "value": k / n,
            "z": adjusted,
            "zone": _zones(k / n, bounds, None if tau > 0 else _tails(k, n, centre, kind)),
        }
    ).assign(**bounds)
    return FunnelResult(points, _curve(n, centre, kind, tau), centre, phi, tau, _words(points, phi, tau))


def _scores(k: Floats, n: Floats, centre: float, kind: str) -> tuple[Floats, Floats]:
    """z on a scale where the spread does not depend on the value, and the error on that scale.

    Arcsine of the root for proportions, root for rates (Spiegelhalter 2005, appendix).
    """
    if kind == "proportion":
        error = 1 / (2 * np.sqrt(n))
        return (np.arcsin(np.sqrt(k / n)) - np.arcsin(np.sqrt(centre))) / error, error
    error = 1 / (2 * np.sqrt(n))
    return (np.sqrt(k / n) - np.sqrt(centre)) / error, error


def winsorise(z: Floats, share: float = WINSORISED) -> Floats:
    """Pull the ends in to the quantiles at ``share`` and 1 - ``share``.

    Examples
    --------
    >>> winsorise(np.array([-9.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 99.0])).tolist()
    [0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 8.0]
    """
    low, high = np.nanquantile(z, [share, 1 - share])
    return np.clip(z, low, high)


def _dispersion(z: Floats, error: Floats) -> tuple[float, float]:
    """Phi, and the standard deviation between services (DerSimonian-Laird on the winsorised scores)."""
    there = ~np.isnan(z)
    count = int(there.sum())
    if count < FEWEST_SERVICES:
        return np.nan, 0.0
    phi = float((winsorise(z[there]) ** 2).mean())
    if phi <= 1 or stats.chi2.sf(count * phi, count) > LEVEL:
        return phi, 0.0
    weight = 1 / error[there] ** 2
    between = (count * phi - (count - 1)) / (weight.sum() - (weight**2).sum() / weight.sum())
    return phi, float(np.sqrt(max(between, 0.0)))


def _bounds(n: Floats, centre: float, kind: str, tau: float) -> dict[str, Floats]:
    """Lower and upper limits at two and three sigma."""
    return {
        f"{name}_{sigmas:.0f}": _bound(n, centre, kind, tau, sign * sigmas)
        for sigmas in SIGMA_LIMITS
        for name, sign in (("lower", -1), ("upper", 1))
    }


def _bound(n: Floats, centre: float, kind: str, tau: float, sigmas: float) -> Floats:
    if tau == 0:
        return _exact_bound(n, centre, kind, float(stats.norm.cdf(sigmas)))
    # On the transformed scale the error is the same for both kinds.
    far = sigmas * np.sqrt(1 / (4 * n) + tau**2)
    if kind == "proportion":
        return np.asarray(np.sin(np.clip(np.arcsin(np.sqrt(centre)) + far, 0, np.pi / 2)) ** 2)
    return np.asarray(np.maximum(np.sqrt(centre) + far, 0) ** 2)


def _exact_bound(n: Floats, centre: float, kind: str, chance: float) -> Floats:
    """Binomial or Poisson quantile over n, interpolated between whole counts (Spiegelhalter 2005, appendix
    A.1).
    """
    if kind == "proportion":
        whole = np.where(np.isnan(n), 1, np.floor(n))
        count = stats.binom.ppf(chance, whole, centre)
        at, mass = stats.binom.cdf(count, whole, centre), stats.binom.pmf(count, whole, centre)
        top = whole
    else:
        mean = np.where(np.isnan(n), 1.0, n) * centre
        count = stats.poisson.ppf(chance, mean)
        at, mass = stats.poisson.cdf(count, mean), stats.poisson.pmf(count, mean)
        top = np.full_like(mean, np.inf)
    over = divide(np.asarray(at - chance), np.asarray(mass))
    limit = np.clip(count - np.where(np.isnan(over), 0.0, over), 0, top)
    return np.where(np.isnan(n), np.nan, limit / n)


def _zones(value: Floats, bounds: dict[str, Floats], tails: tuple[Floats, Floats] | None) -> list[str | None]:
    """Where each service lies; beyond an exact limit only where chance gives as much or more less often than that.

    The published limits lie between whole counts, the upper one up to one case too low: 10 of 10 lies above it where
    the share of all is 86 %, though chance gives that in one service of five.
    """
    zone = np.full(len(value), "within", dtype=object)
    for sigmas in SIGMA_LIMITS:
        high, low = value > bounds[f"upper_{sigmas:.0f}"], value < bounds[f"lower_{sigmas:.0f}"]
        if tails is not None:
            rare = float(stats.norm.sf(sigmas))
            low, high = low & (tails[0] < rare), high & (tails[1] < rare)
        zone[high] = f"high beyond {sigmas:.0f} sigma"
        zone[low] = f"low beyond {sigmas:.0f} sigma"
    zone[np.isnan(value)] = None
    return list(zone)


def _tails(k: Floats, n: Floats, centre: float, kind: str) -> tuple[Floats, Floats]:
    """The chance of so few, and of so many, where nothing but chance differs."""
    law = stats.binom(np.floor(n), centre) if kind == "proportion" else stats.poisson(n * centre)
    return np.asarray(law.cdf(k)), np.asarray(law.sf(k - 1))


def _curve(n: Floats, centre: float, kind: str, tau: float) -> pd.DataFrame:
    """Limits over the range of sizes seen, a little beyond it; cases are whole, an exposure need not be."""
    if np.isnan(centre):
        return pd.DataFrame({"denominator": []})
    grid = np.linspace(np.nanmin(n) * 0.5, np.nanmax(n) * 1.1, 200)
    if kind == "proportion":
        grid = np.unique(np.maximum(np.rint(grid), 1.0))
    return pd.DataFrame({"denominator": grid, **_bounds(grid, centre, kind, tau)})


def _words(points: pd.DataFrame, phi: float, tau: float) -> str:
    judged = points["zone"].notna()
    outside = points[points["zone"].str.contains("3 sigma", na=False)] if judged.any() else points[:0]
    named = ", ".join(
        f"{s} ({z.split()[0]})" for s, z in zip(outside["service"], outside["zone"], strict=True)
    )
    said = (
        f"Beyond 3 sigma: {named}." if named else f"None of {int(judged.sum())} services lies beyond 3 sigma."
    )
    if tau > 0:
        said += f" Services vary more than chance alone (phi {phi:.1f}), and the limits allow for it."
    return said
