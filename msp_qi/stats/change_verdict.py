"""Did the change work? Signal and before-after effect joined, a row a service, with what chance would do."""

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from msp_qi.errors import UserError
from msp_qi.stats.arguments import Column, Floats, Labels, numbers, one_of, same_length
from msp_qi.stats.change_words import DRIFTED, JOINED, verdict_text
from msp_qi.stats.changes import Change, placed
from msp_qi.stats.charts import control_chart, run_chart
from msp_qi.stats.choose import compared, unsteady, unsteady_words
from msp_qi.stats.comparison import BEFORE_AFTER, DIRECTIONS
from msp_qi.stats.constants import ENOUGH_POINTS, TOLERANCE
from msp_qi.stats.false_signals import over_many
from msp_qi.stats.grouped import Bools, Ints, divide
from msp_qi.stats.layout import ALL
from msp_qi.stats.many import benjamini_hochberg, pooled_proportions
from msp_qi.stats.result import ComparisonResult, SpcResult

KINDS = ("proportion", "rate", "count", "rating")


@dataclass(frozen=True)
class ChangeVerdicts:
    """Whether a change worked, service by service.

    Parameters
    ----------
    table : DataFrame
        A row a service: group, change, signal (``"signal"`` by Anhøj's rules, ``"points"`` beyond the limits
        after the change and no more, ``"none"``, ``"too few"``), signal_side,
        verdict (of the comparison), joined, agree, effect, lower, upper, p, p_adjusted, n_before, n_after,
        unsteady_before (whether the series before had a signal of its own; None with too few points to tell).
    pooled : ComparisonResult or None
        Of proportions in more than one service: the effect stratified by service.
    chart : SpcResult
        The chart of all services, with their dates and the change, its line set before the change.
    comparisons : dict of group to ComparisonResult
        The whole comparison of each service.
    expected_false_signals, chance_of_any : float
        What chance alone would give over all the charts together.
    text : str
        A line a service, then who was left out, what chance would give, and the pooled effect.
    """

    table: pd.DataFrame
    pooled: ComparisonResult | None
    chart: SpcResult
    comparisons: dict[Any, ComparisonResult]
    expected_false_signals: float
    chance_of_any: float
    text: str


def change_verdict(
    y: Column,
    n: Column | None = None,
    x: Labels | None = None,
    *,
    change: Change,
    kind: Literal["proportion", "rate", "count", "rating"],
    group: Labels | None = None,
    direction: Literal["increase", "decrease", "neutral"] = "increase",
) -> ChangeVerdicts:
    """Judge one change in one or many services, by chart and by comparison.

    Parameters
    ----------
    y, n : sequence of float
        Value or numerator of each period, and its denominator or exposure.
    x : sequence
        Dates or numbers of the periods, in order within each service.
    change : Change
        Divides before from after. A service it does not touch is left out; so is one that has no row on one
        side, and the text names it.
    kind : {"proportion", "rate", "count", "rating"}
    direction : {"increase", "decrease", "neutral"}
        Which way is better.

    Returns
    -------
    ChangeVerdicts
        The chart's line is set by the points before the change, and Anhøj's rules are read over the whole
        series. A service whose data cannot answer is a row with the verdict "cannot tell".

    Raises
    ------
    UserError
        A wrong option, rows that do not match, a change that no series has points on both sides of.

    References
    ----------
    Anhøj & Olesen 2014, doi:10.1371/journal.pone.0113825; Benjamini & Hochberg 1995,
    doi:10.1111/j.2517-6161.1995.tb02031.x (p_adjusted); Mantel & Haenszel 1959, doi:10.1093/jnci/22.4.719
    (pooled).

    Examples
    --------
    >>> asked = [4, 5, 4, 5, 6, 5, 9, 8, 9, 9, 8, 9]
    >>> found = change_verdict(asked, [10] * 12, change=Change(7, "Prompt on form"), kind="proportion")
    >>> found.table[["signal", "verdict", "joined"]].values.tolist()
    [['signal', 'improved', 'improved: chart and comparison agree']]
    """
    one_of(kind, KINDS, "kind")
    one_of(direction, DIRECTIONS, "direction")
    values, sizes = numbers(y, "y"), None if n is None else numbers(n, "n")
    same_length(len(values), n=sizes, x=x, group=group)
    where = placed([change], x, group, len(values))
    where = where[where["position"] > 1]
    left_out = _left_out(change, group, where)
    if where.empty:
        raise UserError(f"{change.label}: no series has points both before and after {change.date}.")
    names = (
        np.full(len(values), ALL, dtype=object) if group is None else pd.Series(group).to_numpy(dtype=object)
    )
    use = np.isin(names, where["group"].to_numpy(dtype=object))
    values, names = values[use], names[use]
    sizes = None if sizes is None else sizes[use]
    dates = None if x is None else pd.Series(x).reset_index(drop=True)[use]
    freeze = dict(zip(where["group"], where["position"] - 1, strict=True))
    # The line set before the change is what the later points are read against, so no new part begins here.
    told = {"x": dates, "group": names, "freeze": freeze, "changes": [replace(change, new_phase=False)]}
    chart = _chart(kind, values, sizes, told)
    first = _first_rows(names, freeze)
    series = values if sizes is None else divide(values, sizes)
    drift = unsteady(series[first], names[first])
    rows = pd.Series(range(len(names))).groupby(names, sort=False).indices
    comparisons = {
        name: _compared(kind, values, sizes, (rows[name][:count], rows[name][count:]), direction, drift[name])
        for name, count in freeze.items()
    }
    table = _table(chart, comparisons, freeze, change, drift)
    pooled = (
        _pooled(values, sizes, names, freeze, direction) if kind == "proportion" and len(freeze) > 1 else None
    )
    expected, chance = over_many(chart.summary["n_useful"], _setting(chart))
    return ChangeVerdicts(
        table,
        pooled,
        chart,
        comparisons,
        expected,
        chance,
        verdict_text(change.label, table, pooled, (expected, chance), left_out),
    )


def _left_out(change: Change, group: Labels | None, where: pd.DataFrame) -> list[Any]:
    """Services that the change touches and that have no row on one side of it."""
    names = [] if group is None else pd.unique(pd.Series(group)).tolist()
    there = set(where["group"])
    return [name for name in names if name not in there and (change.groups is None or name in change.groups)]


def _chart(kind: str, values: Floats, sizes: Floats | None, told: dict[str, Any]) -> SpcResult:
    if kind in ("proportion", "rate"):
        return control_chart(values, sizes, chart="p" if kind == "proportion" else "u", **told)
    return run_chart(values, **told)


def _setting(chart: SpcResult) -> Ints:
    """How many points off the line set it, in the order of the summary."""
    points = chart.points
    off = ~np.isclose(points["y"], points["cl"], rtol=TOLERANCE, atol=0)
    sets = points["in_baseline"] & points["y"].notna() & off
    return np.asarray(sets.groupby(points["group"], sort=False).sum(), dtype=np.int64)


def _first_rows(names: Any, freeze: dict[Any, int]) -> Bools:
    """Which rows lie before the change."""
    place = pd.Series(names).groupby(names, sort=False).cumcount()
    return np.asarray(place < pd.Series(names).map(freeze))


def _compared(
    kind: Any,
    values: Floats,
    sizes: Floats | None,
    sides: tuple[Any, Any],
    direction: Any,
    drift: bool | None,
) -> ComparisonResult:
    first, second = sides
    found, _ = compared(
        values[first],
        values[second],
        kind=kind,
        n_before=None if sizes is None else sizes[first],
        n_after=None if sizes is None else sizes[second],
        paired=False,
        told={"direction": direction, "question": "Did it change?", "groups": BEFORE_AFTER},
    )
    return replace(found, text=found.text + unsteady_words(BEFORE_AFTER[0])) if drift else found


def _table(
    chart: SpcResult,
    comparisons: dict[Any, ComparisonResult],
    freeze: dict[Any, int],
    change: Change,
    drifts: dict[Any, bool | None],
) -> pd.DataFrame:
    summary = chart.summary.set_index("group").loc[list(comparisons)]
    signal = np.select(
        [summary["n_useful"] < ENOUGH_POINTS, summary["runs_signal"], _beyond_after(chart, freeze)],
        ["too few", "signal", "points"],
        "none",
    )
    verdicts = [c.verdict for c in comparisons.values()]
    drift = [drifts[name] for name in comparisons]
    pairs = zip(signal.tolist(), verdicts, drift, strict=True)
    p = np.array([c.p for c in comparisons.values()])
    return pd.DataFrame(
        {
            "group": list(comparisons),
            "change": change.label,
            "signal": signal,
            "signal_side": _sides(chart, freeze),
            "verdict": verdicts,
            "joined": [
                f"{JOINED[found, verdict]}{DRIFTED * bool(drifted)}" for found, verdict, drifted in pairs
            ],
            "agree": [_agree(*pair) for pair in zip(signal.tolist(), verdicts, strict=True)],
            "effect": [c.effect for c in comparisons.values()],
            "lower": [c.interval[0] for c in comparisons.values()],
            "upper": [c.interval[1] for c in comparisons.values()],
            "p": p,
            "p_adjusted": benjamini_hochberg(p),
            "n_before": [c.n[0] for c in comparisons.values()],
            "n_after": [c.n[1] for c in comparisons.values()],
            "unsteady_before": pd.Series(drift, dtype=object),
        }
    )


def _after(chart: SpcResult, freeze: dict[Any, int]) -> pd.DataFrame:
    """The points after the change."""
    points = chart.points
    place = points.groupby("group", sort=False).cumcount()
    return points[place >= points["group"].map(freeze)]


def _beyond_after(chart: SpcResult, freeze: dict[Any, int]) -> list[bool]:
    """Whether a point after the change lies beyond the limits that were set before it."""
    after = _after(chart, freeze)
    beyond = set(after.loc[after["beyond_limits"], "group"])
    return [name in beyond for name in freeze]


def _sides(chart: SpcResult, freeze: dict[Any, int]) -> list[str]:
    """On which side of the earlier line most points after the change lie."""
    after = _after(chart, freeze)
    lean = (
        (after["y"] - after["cl"]).transform(np.sign).groupby(after["group"], sort=False).mean().fillna(0.0)
    )
    return [{1: "above", -1: "below"}.get(int(np.sign(lean.get(name, 0.0))), "neither") for name in freeze]


def _agree(signal: str, verdict: str) -> bool | None:
    """None where either has nothing to say."""
    if signal == "too few" or verdict == "cannot tell":
        return None
    return (signal != "none") == (verdict in ("improved", "worsened"))


def _pooled(
    values: Floats, sizes: Floats | None, names: Any, freeze: dict[Any, int], direction: str
) -> ComparisonResult:
    assert sizes is not None
    frame = pd.DataFrame({"group": names, "k": values, "n": sizes, "after": ~_first_rows(names, freeze)})
    frame = frame[frame["k"].notna() & (frame["n"] > 0)]
    sums = frame.groupby(["group", "after"], sort=False)[["k", "n"]].sum()
    sides = [sums.xs(after, level="after") for after in (False, True)]
    first, later = (side.reindex(sums.index.unique("group"), fill_value=0) for side in sides)
    return pooled_proportions(first["k"], first["n"], later["k"], later["n"], direction=direction)
