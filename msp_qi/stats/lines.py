"""Centre line and limits of each kind of chart, for many segments at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from msp_qi.errors import UserError
from msp_qi.stats import grouped
from msp_qi.stats.arguments import Floats
from msp_qi.stats.constants import D2, D4, NELSON_POWER, SIGMAS
from msp_qi.stats.layout import Layout


@dataclass(frozen=True)
class Plot:
    """What is plotted, row by row, in the layout's order.

    Parameters
    ----------
    y : array
        The plotted value; NaN where there is no point.
    count, size : array
        Numerator and denominator, NaN where either is missing or the denominator is zero.
    layout : Layout
        Groups, parts, baseline, exclusions.
    screen : bool
        Drop large moving ranges once.
    """

    y: Floats
    count: Floats
    size: Floats
    layout: Layout
    screen: bool = True

    def spread(self, per_segment: Floats) -> Floats:
        """A figure for each segment, at each of its rows."""
        return per_segment[self.layout.segment]

    def baseline(self, values: Floats) -> Floats:
        """The values that set the lines; NaN elsewhere."""
        return np.where(self.layout.in_baseline, values, np.nan)

    def mean(self, values: Floats) -> Floats:
        """Mean of the baseline of each segment."""
        return grouped.means(self.baseline(values), self.layout.segment, self.layout.count)

    def total(self, values: Floats) -> Floats:
        """Sum over the baseline of each segment."""
        return grouped.sums(self.baseline(values), self.layout.segment, self.layout.count)


@dataclass(frozen=True)
class Lines:
    """Plotted value, centre line and limits at each row."""

    y: Floats
    centre: Floats
    lower: Floats
    upper: Floats


def mean_moving_range(values: Floats, plot: Plot) -> Floats:
    """Mean absolute step between neighbours of the baseline, screened once where asked.

    An excluded point is taken out as though it were not there; a missing one removes both steps beside it.
    Screening: Nelson 1982, doi:10.1080/00224065.1982.11978811.
    """
    layout = plot.layout
    rows = np.flatnonzero(layout.in_baseline)
    segment = layout.segment[rows]
    ranges = np.abs(grouped.steps(values[rows], segment))
    average = grouped.means(ranges, segment, layout.count)
    if not plot.screen:
        return average
    with np.errstate(invalid="ignore"):
        kept = np.where(ranges < D4 * average[segment], ranges, np.nan)
    return grouped.means(kept, segment, layout.count)


def run(plot: Plot) -> Lines:
    """Median of the baseline, no limits."""
    layout = plot.layout
    centre = plot.spread(grouped.medians(plot.baseline(plot.y), layout.segment, layout.count))
    return Lines(plot.y, centre, np.full_like(plot.y, np.nan), np.full_like(plot.y, np.nan))


def individuals(plot: Plot, factor: float = SIGMAS / D2) -> Lines:
    """Mean, and limits a multiple of the mean moving range away."""
    centre = plot.spread(plot.mean(plot.y))
    width = factor * plot.spread(mean_moving_range(plot.y, plot))
    return Lines(plot.y, centre, centre - width, centre + width)


def moving_range(plot: Plot) -> Lines:
    """The moving ranges themselves; their mean and the upper limit. No range can lie below 0."""
    ranges = np.abs(grouped.steps(plot.y, plot.layout.segment))
    centre = plot.spread(plot.mean(ranges))
    return Lines(ranges, centre, np.zeros_like(centre), D4 * centre)


def _pooled(plot: Plot) -> Floats:
    return plot.spread(grouped.divide(plot.total(plot.count), plot.total(plot.size)))


def _around(y: Floats, centre: Floats, sigma: Floats, highest: float) -> Lines:
    """Limits of three sigma, kept between 0 and the highest value there can be."""
    lower = np.maximum(centre - SIGMAS * sigma, 0)
    return Lines(y, centre, lower, np.minimum(centre + SIGMAS * sigma, highest))


def _binomial_sigma(plot: Plot, centre: Floats) -> Floats:
    return np.sqrt(grouped.divide(centre * (1 - centre), plot.size))


def _poisson_sigma(plot: Plot, centre: Floats) -> Floats:
    return np.sqrt(grouped.divide(centre, plot.size))


def _laney(plot: Plot, centre: Floats, sigma: Floats) -> Floats:
    """How much more the points vary than sampling alone: Laney 2002, doi:10.1081/QEN-120006555."""
    scores = grouped.divide(plot.y - centre, sigma)
    return plot.spread(mean_moving_range(scores, plot)) / D2


def proportions(plot: Plot) -> Lines:
    """p: pooled proportion with binomial limits."""
    centre = _pooled(plot)
    return _around(plot.y, centre, _binomial_sigma(plot, centre), 1.0)


def proportions_prime(plot: Plot) -> Lines:
    """p': binomial limits widened by the variation between periods."""
    centre = _pooled(plot)
    sigma = _binomial_sigma(plot, centre)
    return _around(plot.y, centre, sigma * _laney(plot, centre, sigma), 1.0)


def rates(plot: Plot) -> Lines:
    """u: pooled rate with Poisson limits."""
    centre = _pooled(plot)
    return _around(plot.y, centre, _poisson_sigma(plot, centre), np.inf)


def rates_prime(plot: Plot) -> Lines:
    """u': Poisson limits widened by the variation between periods."""
    centre = _pooled(plot)
    sigma = _poisson_sigma(plot, centre)
    return _around(plot.y, centre, sigma * _laney(plot, centre, sigma), np.inf)


def counts(plot: Plot) -> Lines:
    """c: mean count with Poisson limits."""
    centre = plot.spread(plot.mean(plot.y))
    return _around(plot.y, centre, np.sqrt(centre), np.inf)


def cases_between(plot: Plot) -> Lines:
    """g: geometric limits from the mean; the line drawn and tested is the median."""
    mean = plot.spread(plot.mean(plot.y))
    limits = _around(plot.y, mean, np.sqrt(mean * (mean + 1)), np.inf)
    return replace(limits, centre=run(plot).centre)


def time_between(plot: Plot) -> Lines:
    """t: an individuals chart of y^(1/3.6), raised back. Nelson 1994, doi:10.1080/00224065.1994.11979532."""
    if (plot.y <= 0).any():
        row = int(plot.layout.order[int(np.argmax(plot.y <= 0))])
        raise UserError(
            f"y, row {row + 1}: a t chart needs times above 0; leave a time of 0 missing or use chart='g'."
        )
    flat = individuals(replace(plot, y=plot.y ** (1 / NELSON_POWER)))
    return Lines(
        plot.y,
        flat.centre**NELSON_POWER,
        # No time can lie below 0, with limits or (a constant series, a single point) without.
        np.fmax(flat.lower, 0) ** NELSON_POWER,
        flat.upper**NELSON_POWER,
    )


# Each chart's lines, by the name a caller gives.
LINES: dict[str, Callable[[Plot], Lines]] = {
    "run": run,
    "i": individuals,
    "mr": moving_range,
    "p": proportions,
    "pp": proportions_prime,
    "u": rates,
    "up": rates_prime,
    "c": counts,
    "g": cases_between,
    "t": time_between,
}
CHARTS = tuple(LINES)
