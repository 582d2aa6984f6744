"""From judged rows to the two tables of a result: a row a point, and a row a group and part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from msp_qi.stats import expected, grouped
from msp_qi.stats.arguments import Floats, Labels, numbers, same_length
from msp_qi.stats.constants import ENOUGH_POINTS, FIRM_LIMITS, IHI_SHIFT
from msp_qi.stats.grouped import Bools
from msp_qi.stats.judged import Judged
from msp_qi.stats.layout import Layout, known
from msp_qi.stats.lines import Lines

Target = float | ArrayLike | Mapping[object, float]


@dataclass(frozen=True)
class Marked:
    """Judged rows with what the rules found.

    Parameters
    ----------
    chart, rules : str
        Kind of chart and rule set.
    layout : Layout
        Groups, parts, baseline, exclusions.
    lines : Lines
        As plotted.
    judged : Judged
        As judged: excluded rows are missing there.
    size, target : array
        Denominator as given and target of each row; NaN where there is none.
    found : dict of str to array of bool
        Column and marks of each signal rule.
    """

    chart: str
    rules: str
    layout: Layout
    lines: Lines
    judged: Judged
    size: Floats
    target: Floats
    found: Mapping[str, Bools]

    def any_in_segment(self, marks: Bools) -> Bools:
        """Which segments have a mark."""
        return grouped.counts(marks, self.layout.segment, self.layout.count) > 0


def targets(target: Target | None, layout: Layout) -> Floats:
    """The target of each row: one number, one per row, or one per group."""
    size = len(layout.order)
    if target is None:
        return np.full(size, np.nan)
    if isinstance(target, Mapping):
        known(target, layout.names, "target")
        by_group = numbers([target.get(name, np.nan) for name in layout.names], "target")
        return by_group[layout.group_of[layout.segment]]
    if np.ndim(target) == 0:
        one = target.item() if isinstance(target, np.ndarray) else target
        return np.full(size, numbers([one], "target")[0])
    values = numbers(target, "target")
    same_length(size, target=values)
    return values[layout.order]


def points(
    marked: Marked, x: Labels | None, scale: float, point_type: NDArray[np.object_] | None
) -> pd.DataFrame:
    """A row for each of the caller's rows, in the caller's order."""
    layout, lines = marked.layout, marked.lines
    back = layout.back()
    columns: dict[str, object] = {
        "group": layout.names.take(layout.group_of[layout.segment][back]),
        "part": layout.part_of[layout.segment][back],
        "x": layout.position[back] if x is None else pd.Series(x).reset_index(drop=True),
        "y": (lines.y * scale)[back],
        "n": marked.size[back],
        "cl": (lines.centre * scale)[back],
        "lcl": (lines.lower * scale)[back],
        "ucl": (lines.upper * scale)[back],
        "target": marked.target[back],
        "included": layout.included[back],
        "in_baseline": layout.in_baseline[back],
        "beyond_limits": beyond_limits(marked)[back],
        "point_type": or_none(np.full(len(back), None) if point_type is None else point_type[back]),
    }
    columns |= {name: marks[back] for name, marks in marked.found.items()}
    return pd.DataFrame(columns)


def or_none(words: NDArray[np.object_]) -> "pd.Series[Any]":
    """Text or None: an object column, since a text column would turn None into NaN."""
    return pd.Series(words, dtype=object)


def beyond_limits(marked: Marked) -> Bools:
    """Points outside a limit, excluded ones too: a fact of the point, though it is counted nowhere."""
    lines, layout = marked.lines, marked.layout
    return Judged(lines.y, lines.centre, lines.lower, lines.upper, layout.segment, layout.count).beyond


def summary(marked: Marked, scale: float) -> pd.DataFrame:
    """A row for each group and part, in order of first appearance."""
    layout, judged = marked.layout, marked.judged
    first = np.flatnonzero(np.diff(layout.segment, prepend=-1))
    last = np.append(first[1:], len(layout.order)) - 1 if len(first) else first
    present = ~np.isnan(judged.values)
    setting = layout.in_baseline & ~np.isnan(marked.lines.y)
    columns = {
        "group": layout.names.take(layout.group_of),
        "part": layout.part_of,
        "n_obs": grouped.counts(layout.included, layout.segment, layout.count),
        "n_present": grouped.counts(present, layout.segment, layout.count),
        "n_useful": judged.n_useful,
        "enough_points": judged.n_useful >= ENOUGH_POINTS,
        "longest_run": judged.longest_run,
        "longest_run_max": _longest_allowed(marked),
        "crossings": judged.crossings,
        "crossings_min": _crossings_allowed(marked),
        "runs_signal": _runs_signal(marked),
        "limits_signal": marked.any_in_segment(judged.beyond),
        "n_beyond_limits": grouped.counts(judged.beyond, layout.segment, layout.count),
        "limits_provisional": _provisional(marked, grouped.counts(setting, layout.segment, layout.count)),
        "cl": (marked.lines.centre * scale)[first],
        "lcl": (marked.lines.lower * scale)[last],
        "ucl": (marked.lines.upper * scale)[last],
    }
    columns |= {f"{name}_signal": marked.any_in_segment(marks) for name, marks in marked.found.items()}
    return pd.DataFrame(columns)


def _longest_allowed(marked: Marked) -> Floats:
    n = marked.judged.n_useful
    if marked.rules == "ihi":
        return np.where(n == 0, np.nan, IHI_SHIFT - 1.0)
    return expected.longest_run_max(n)


def _crossings_allowed(marked: Marked) -> Floats:
    n = marked.judged.n_useful
    return expected.runs_allowed(n)[0] - 1 if marked.rules == "ihi" else expected.crossings_min(n)


def _runs_signal(marked: Marked) -> Bools:
    """Any rule about runs; never on an mr chart, where neighbours share a value.

    The Making Data Count chart has Anhøj's test beside its own rules.
    """
    none = np.zeros(marked.layout.count, dtype=bool)
    if marked.chart == "mr":
        return none
    if marked.rules != "mdc":
        fired = (marked.any_in_segment(marks) for marks in marked.found.values())
        return np.asarray(np.logical_or.reduce([none, *fired]))
    judged = marked.judged
    return np.asarray(
        (judged.longest_run > expected.longest_run_max(judged.n_useful))
        | (judged.crossings < expected.crossings_min(judged.n_useful))
    )


def _provisional(marked: Marked, setting: grouped.Ints) -> Bools:
    """Too few points set the limits of an XmR chart."""
    return (setting < FIRM_LIMITS) & (marked.chart in ("i", "mr", "t"))
