"""Charts for pages that leave the service: drawn, judged and worded from protected figures alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from msp_qi.charts.chart import Chart
from msp_qi.charts.funnel import funnel_chart
from msp_qi.charts.numbers import NUMBER, PERCENT
from msp_qi.charts.run import run_chart_figure
from msp_qi.charts.small_multiples import small_multiple_pages
from msp_qi.disclosure.series import ProtectedSeries
from msp_qi.disclosure.text import refuse_numbers
from msp_qi.errors import UserError
from msp_qi.stats.arguments import Floats
from msp_qi.stats.charts import run_chart
from msp_qi.stats.funnel import SIGMA_LIMITS, FunnelResult, funnel
from msp_qi.stats.result import SpcResult

ROUNDED = "{label} (to the nearest {base})"
# Medians settle within two or three turns; what has not settled by then is left unjudged.
_TURNS = 8


@dataclass(frozen=True)
class ProtectedChart(Chart):
    """A chart that was drawn from protected figures: the only kind that a board page takes."""


def protected_run_chart(
    series: ProtectedSeries,
    group: object = None,
    *,
    title: str = "",
    n_label: str = "cases",
    changes: Iterable[tuple[object, str]] = (),
    freeze: int | None = None,
) -> ProtectedChart:
    """Draw one series of protected figures as a run chart; see `run_chart_figure`.

    Parameters
    ----------
    series : ProtectedSeries
        From `protect_series` or the release ledger.
    group : object, optional
        Which series; may be left out where there is only one.
    title, n_label : str
        As in `run_chart_figure`; a number in them must be protected.
    changes : iterable of (date, label)
        Drawn as labelled vertical lines.
    freeze : int, optional
        The first ``freeze`` points set the median.

    Returns
    -------
    ProtectedChart

    Raises
    ------
    UserError
        As in `run_chart_figure`; also where a text holds an unprotected number.

    Examples
    --------
    >>> import pandas as pd
    >>> from msp_qi.disclosure.series import protect_series
    >>> asked = pd.DataFrame({"service": "Ash", "period": range(1, 13), "denominator": 23,
    ...                       "numerator": [9, 10, 8, 9, 11, 10, 14, 15, 16, 15, 14, 17]})
    >>> chart = protected_run_chart(protect_series(asked))
    >>> chart.data[["y", "n"]].values.tolist()[0]
    [0.4, 25.0]
    """
    marks = [(when, label) for when, label in changes]
    _refuse(title, n_label, *(label for _, label in marks))
    chart = run_chart_figure(
        judged(series, freeze),
        group,
        title=title,
        unit=_unit(series),
        n_label=_n_label(series, n_label),
        changes=marks,
    )
    return _protected(chart)


def protected_small_multiples(
    series: ProtectedSeries,
    *,
    names: Mapping[object, str] | None = None,
    title: str = "",
    columns: int = 3,
    rows: int = 6,
    freeze: int | None = None,
) -> list[ProtectedChart]:
    """Draw every series of protected figures, each small; see `small_multiple_pages`.

    Returns
    -------
    list of ProtectedChart

    Raises
    ------
    UserError
        As in `small_multiple_pages`; also where the title holds an unprotected number.
    """
    _refuse(title)
    pages = small_multiple_pages(
        judged(series, freeze), names=names, title=title, unit=_unit(series), columns=columns, rows=rows
    )
    return [_protected(page) for page in pages]


def protected_funnel(series: ProtectedSeries, *, title: str = "", n_label: str = "cases") -> ProtectedChart:
    """Draw services side by side from protected shares of one period; see `funnel_chart`.

    Parameters
    ----------
    series : ProtectedSeries
        One point a service. A service of which only the ends are known is outside the limits only where all of its bar
        is.
    title, n_label : str
        As in `funnel_chart`; a number in them must be protected.

    Returns
    -------
    ProtectedChart

    Raises
    ------
    UserError
        Where the figures are no shares, a service has two points, or a text holds an unprotected number.
    """
    _refuse(title, n_label)
    if series.kind != "proportion":
        raise UserError("A funnel of protected figures compares shares; give a series of kind 'proportion'.")
    if series.points["group"].duplicated().any():
        raise UserError("A funnel has one point for each service; give the figures of one period.")
    chart = funnel_chart(_side_by_side(series), title=title, n_label=_n_label(series, n_label))
    return _protected(replace(chart, data=chart.data.drop(columns=["numerator", "z"])))


def judged(series: ProtectedSeries, freeze: int | None = None) -> SpcResult:
    """The run chart of protected figures.

    A figure of which only the ends are known counts as above or below the median where all of its range is, and lies
    then at the end nearer to the median; else it is left out.
    """
    points = series.points
    least, most = points["least"].to_numpy(dtype=float), points["most"].to_numpy(dtype=float)
    values = np.where(np.isnan(least), points["value"].to_numpy(dtype=float), (least + most) / 2)
    for turn in range(_TURNS):
        result = run_chart(values, points["period"].tolist(), group=points["group"].tolist(), freeze=freeze)
        again = _beside(result.points["cl"].to_numpy(dtype=float), values, least, most)
        if np.array_equal(again, values, equal_nan=True):
            break
        unsettled = turn == _TURNS - 2
        values = np.where(unsettled & ~np.isnan(least) & (again != values), np.nan, again)
    return replace(result, points=result.points.assign(n=points["base"].to_numpy(), least=least, most=most))


def _beside(centre: Floats, values: Floats, least: Floats, most: Floats) -> Floats:
    """Each range at its end nearer to the line; missing where the line crosses it or there is no line."""
    ends = np.where(least > centre, least, np.where(most < centre, most, np.nan))
    return np.where(np.isnan(least), values, ends)


def _side_by_side(series: ProtectedSeries) -> FunnelResult:
    points = series.points
    least, most, base = (points[name].to_numpy(dtype=float) for name in ("least", "most", "base"))
    middle = np.where(np.isnan(least), points["value"].to_numpy(dtype=float), (least + most) / 2)
    result = funnel(middle * base, base, points["group"].tolist())
    ends = _beside(np.full(len(points), result.centre), middle, least, most)
    zones = [
        _zone(value, limits) if ranged else limits["zone"]
        for value, limits, ranged in zip(
            ends, result.points.to_dict("records"), ~np.isnan(least), strict=True
        )
    ]
    shown = np.where(np.isnan(least) | np.array([zone != "within" for zone in zones]), ends, np.nan)
    return replace(result, points=result.points.assign(value=shown, zone=zones, least=least, most=most))


def _zone(value: float, limits: Mapping[object, float]) -> str:
    """Outside only with the whole range: by its end nearer to the line."""
    for sigmas in reversed(SIGMA_LIMITS):
        if value > limits[f"upper_{sigmas:.0f}"]:
            return f"high beyond {sigmas:.0f} sigma"
        if value < limits[f"lower_{sigmas:.0f}"]:
            return f"low beyond {sigmas:.0f} sigma"
    return "within"


def _refuse(*texts: str) -> None:
    for text in texts:
        refuse_numbers(text, f"The text {text!r} of the chart")


def _unit(series: ProtectedSeries) -> str:
    return PERCENT if series.kind == "proportion" else NUMBER


def _n_label(series: ProtectedSeries, label: str) -> str:
    return ROUNDED.format(label=label, base=series.base)


def _protected(chart: Chart) -> ProtectedChart:
    return ProtectedChart(chart.title, chart.alt, chart.data, chart.draw, chart.size)
