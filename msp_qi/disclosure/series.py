"""Figures over time or of many services that can be drawn on a page which leaves the service."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from msp_qi.disclosure.cells import labelled
from msp_qi.disclosure.frame import ProtectedFrame
from msp_qi.disclosure.rates import protect_rates
from msp_qi.disclosure.rules import HIDDEN, Rules
from msp_qi.errors import UserError
from msp_qi.settings import BASE, K
from msp_qi.stats.arguments import one_of

SeriesKind = Literal["proportion", "count"]
KINDS: tuple[SeriesKind, ...] = ("proportion", "count")
POINT_COLUMNS = ("group", "period", "shown", "value", "base", "least", "most")


@dataclass(frozen=True)
class ProtectedSeries:
    """What may be drawn; the true counts are not in it.

    Parameters
    ----------
    points : DataFrame
        A row a point, in the order given: group; period; shown (the words); value (0 to 1, or a rounded count; NaN
        where it cannot be drawn as a point); base (rounded; NaN where too few to report, and for counts); least and
        most (where a hidden small number lies; NaN elsewhere).
    kind : {"proportion", "count"}
        What the values are.
    k, base : int
        The settings that it was made with.
    """

    points: pd.DataFrame = field(repr=False)
    kind: SeriesKind
    k: int
    base: int

    def frame(self, group: str = "service", period: str = "period", shown: str = "shown") -> ProtectedFrame:
        """The points as a table of text, to stand beside a chart."""
        lines = self.points[["group", "period", "shown"]].to_numpy(dtype=object).tolist()
        return ProtectedFrame.of_words([group, period, shown], lines)


def protect_series(
    table: pd.DataFrame,
    *,
    group: str = "service",
    period: str = "period",
    kind: SeriesKind = "proportion",
    k: int = K,
    base: int = BASE,
) -> ProtectedSeries:
    """Protect the counts behind a chart, point by point.

    Parameters
    ----------
    table : DataFrame
        One indicator of :func:`msp_qi.compute`: the columns named by ``group`` and ``period``, numerator, and for a
        proportion denominator. Whole numbers; a row a point, in order of time within each group.
    group, period : str
        Names of these columns.
    kind : {"proportion", "count"}
        A share of the denominator, or a number of its own.
    k, base : int
        As in :func:`msp_qi.protect_table`.

    Returns
    -------
    ProtectedSeries
        A share of fewer than 10 has no point. One with fewer than ``k``, or all but fewer than ``k``, has no point
        either, but a range in which it lies.

    Raises
    ------
    UserError
        A column that is not there, or a count as in :func:`msp_qi.protect_rate`.

    Examples
    --------
    >>> asked = pd.DataFrame({"service": "Ash", "period": ["2026-04", "2026-05"], "numerator": [12, 18],
    ...                       "denominator": [23, 20]})
    >>> protect_series(asked).points[["shown", "value"]].values.tolist()
    [['50 % (base about 25)', 0.5], ['all but fewer than 5 (base about 20)', nan]]
    """
    one_of(kind, KINDS, "kind")
    rules = Rules(k, base)
    for name in (group, period, "numerator", *(["denominator"] if kind == "proportion" else [])):
        if name not in table:
            raise UserError(
                f"The table has no column {name}; its columns are {', '.join(map(str, table.columns))}."
            )
    found = _shares(table, rules) if kind == "proportion" else _counts(table, rules)
    points = pd.DataFrame({"group": table[group].to_numpy(), "period": table[period].to_numpy()}).join(found)
    return ProtectedSeries(points, kind, k, base)


def _shares(table: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    rates = protect_rates(table["numerator"], table["denominator"], rules.k, rules.base).rates
    ranged = [rate.kind in ("few", "nearly all") for rate in rates]
    return pd.DataFrame(
        {
            "shown": pd.Series([str(rate) for rate in rates], dtype=object),
            "value": [np.nan if rate.percent is None else rate.percent / 100 for rate in rates],
            "base": [np.nan if rate.base is None else float(rate.base) for rate in rates],
            "least": [rate.least if range_ else np.nan for rate, range_ in zip(rates, ranged, strict=True)],
            "most": [rate.most if range_ else np.nan for rate, range_ in zip(rates, ranged, strict=True)],
        }
    )


def _counts(table: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    numerator = table[["numerator"]].set_axis(range(1, len(table) + 1))
    counts = labelled(numerator).counts[:, 0].tolist() if len(table) else []
    shown = [rules.show(count) for count in counts]
    few = [each == HIDDEN for each in shown]
    return pd.DataFrame(
        {
            "shown": pd.Series([str(each) for each in shown], dtype=object),
            "value": [np.nan if hidden else float(each) for each, hidden in zip(shown, few, strict=True)],
            "base": np.nan,
            "least": np.where(few, 1.0, np.nan),
            "most": np.where(few, rules.k - 1.0, np.nan),
        }
    )
