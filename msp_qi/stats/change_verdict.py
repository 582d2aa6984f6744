"""Did the change work? Signal and before-after effect joined, a row a service, with what chance would do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from msp_qi.errors import UserError
from msp_qi.stats.arguments import Column, Floats, Labels, numbers, one_of, same_length
from msp_qi.stats.changes import Change, placed
from msp_qi.stats.charts import control_chart, run_chart
from msp_qi.stats.choose import compare
from msp_qi.stats.comparison import DIRECTIONS, opened, per_cent
from msp_qi.stats.constants import ENOUGH_POINTS, LEVEL
from msp_qi.stats.false_signals import over_many
from msp_qi.stats.grouped import Ints
from msp_qi.stats.layout import ALL
from msp_qi.stats.many import benjamini_hochberg, pooled_proportions
from msp_qi.stats.result import ComparisonResult, SpcResult

KINDS = ("proportion", "rate", "count", "rating")

POINTS = "the chart has points beyond its limits but no lasting shift"

# What signal and effect say together.
JOINED = {
    ("signal", "improved"): "improved: chart and comparison agree",
    ("signal", "worsened"): "worsened: chart and comparison agree",
    (
        "signal",
        "no clear difference",
    ): "they disagree: the chart signals, the comparison shows no clear difference",
    ("signal", "cannot tell"): "the chart signals; the comparison cannot tell",
    ("none", "improved"): "they disagree: the comparison shows improvement, the chart does not signal",
    ("none", "worsened"): "they disagree: the comparison shows worsening, the chart does not signal",
    ("none", "no clear difference"): "no sign of change in either",
    ("none", "cannot tell"): "cannot tell",
    ("points", "improved"): f"improved by the comparison; {POINTS}",
    ("points", "worsened"): f"worsened by the comparison; {POINTS}",
    ("points", "no clear difference"): f"no clear difference; {POINTS}",
    ("points", "cannot tell"): f"the comparison cannot tell; {POINTS}",
    ("too few", "improved"): "improved by the comparison; too few points for the chart to say",
    ("too few", "worsened"): "worsened by the comparison; too few points for the chart to say",
    ("too few", "no clear difference"): "no clear difference; too few points for the chart to say",
    ("too few", "cannot tell"): "cannot tell: too few points and too few cases",
}


@dataclass(frozen=True)
class ChangeVerdicts:
    """Whether a change worked, service by service.

    Parameters
    ----------
    table : DataFrame
        A row a service: group, change, signal (``"signal"`` by Anhøj's rules, ``"points"`` beyond the limits
        after the change and no more, ``"none"``, ``"too few"``), signal_side,
        verdict (of the comparison), joined, agree, effect, lower, upper, p, p_adjusted, n_before, n_after.
    pooled : ComparisonResult or None
        Of proportions in more than one service: the effect stratified by service.
    chart : SpcResult
        The chart of all services, with their dates and the change, its line set before the change.
    comparisons : dict of group to ComparisonResult
        The whole comparison of each service.
    expected_false_signals, chance_of_any : float
        What chance alone would give over all the charts together.
    text : str
        A line a service, then the pooled effect and what chance would give.
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
        Divides before from after; a service it does not touch, or that has no point on one side, is left out.
    kind : {"proportion", "rate", "count", "rating"}
    direction : {"increase", "decrease", "neutral"}
        Which way is better.

    The chart's line is set by the points before the change, and Anhøj's rules are read over the whole series.

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
    comparisons = {
        name: _compared(kind, values, sizes, np.flatnonzero(names == name), count, direction)
        for name, count in freeze.items()
    }
    table = _table(chart, comparisons, freeze, change)
    pooled = (
        _pooled(values, sizes, names, freeze, direction) if kind == "proportion" and len(freeze) > 1 else None
    )
    expected, chance = over_many(chart.summary["n_useful"], _setting(chart))
    return ChangeVerdicts(
        table, pooled, chart, comparisons, expected, chance, _words(table, pooled, expected, chance, change)
    )


def _chart(kind: str, values: Floats, sizes: Floats | None, told: dict[str, Any]) -> SpcResult:
    if kind in ("proportion", "rate"):
        return control_chart(values, sizes, chart="p" if kind == "proportion" else "u", **told)
    return run_chart(values, **told)


def _setting(chart: SpcResult) -> Ints:
    """How many points off the line set it, in the order of the summary."""
    points = chart.points
    sets = points["in_baseline"] & points["y"].notna() & (points["y"] != points["cl"])
    return np.asarray(sets.groupby(points["group"], sort=False).sum(), dtype=np.int64)


def _compared(
    kind: Any, values: Floats, sizes: Floats | None, rows: Any, count: int, direction: Any
) -> ComparisonResult:
    first, second = rows[:count], rows[count:]
    size = {} if sizes is None else {"n_before": sizes[first], "n_after": sizes[second]}
    return compare(values[first], values[second], kind=kind, direction=direction, **size)


def _table(
    chart: SpcResult, comparisons: dict[Any, ComparisonResult], freeze: dict[Any, int], change: Change
) -> pd.DataFrame:
    summary = chart.summary.set_index("group").loc[list(comparisons)]
    signal = np.select(
        [summary["n_useful"] < ENOUGH_POINTS, summary["runs_signal"], _beyond_after(chart, freeze)],
        ["too few", "signal", "points"],
        "none",
    )
    verdicts = [c.verdict for c in comparisons.values()]
    p = np.array([c.p for c in comparisons.values()])
    return pd.DataFrame(
        {
            "group": list(comparisons),
            "change": change.label,
            "signal": signal,
            "signal_side": _sides(chart, freeze),
            "verdict": verdicts,
            "joined": [JOINED[pair] for pair in zip(signal.tolist(), verdicts, strict=True)],
            "agree": [_agree(*pair) for pair in zip(signal.tolist(), verdicts, strict=True)],
            "effect": [c.effect for c in comparisons.values()],
            "lower": [c.interval[0] for c in comparisons.values()],
            "upper": [c.interval[1] for c in comparisons.values()],
            "p": p,
            "p_adjusted": benjamini_hochberg(p),
            "n_before": [c.n[0] for c in comparisons.values()],
            "n_after": [c.n[1] for c in comparisons.values()],
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
    lean = (after["y"] - after["cl"]).transform(np.sign).groupby(after["group"], sort=False).mean()
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
    frame = pd.DataFrame({"group": names, "k": values, "n": sizes})
    frame["after"] = frame.groupby("group", sort=False).cumcount() >= frame["group"].map(freeze)
    frame = frame[frame["k"].notna() & (frame["n"] > 0)]
    sums = frame.groupby(["group", "after"], sort=False)[["k", "n"]].sum().unstack(fill_value=0)
    sides: Iterable[Any] = (sums["k"][False], sums["n"][False], sums["k"][True], sums["n"][True])
    return pooled_proportions(*sides, direction=direction)


def _words(
    table: pd.DataFrame, pooled: ComparisonResult | None, expected: float, chance: float, change: Change
) -> str:
    lines = [
        f"{opened(said)}." if name == ALL else f"{name}: {said}."
        for name, said in zip(table["group"], table["joined"], strict=True)
    ]
    if len(table) > 1:
        kept = int((table["p_adjusted"] <= LEVEL).sum())
        lines.append(f"{kept} of {len(table)} comparisons stand out after allowing for how many were made.")
        lines.append(
            f"With no change at all, chance would make about {expected:.1f} of {len(table)} charts show a shift, "
            f"and at least one with a chance of {per_cent(chance)}."
        )
    if pooled is not None:
        lines.append(pooled.text)
    return f"{change.label}\n" + "\n".join(lines)
