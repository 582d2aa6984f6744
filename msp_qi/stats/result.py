"""What every chart calculation and every comparison returns: table, figures and sentence together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from msp_qi.stats.shown import shown

Verdict = Literal["improved", "worsened", "no clear difference", "cannot tell"]

# What a notebook shows of the summary.
SHOWN = (
    "group",
    "part",
    "n_obs",
    "n_useful",
    "cl",
    "lcl",
    "ucl",
    "longest_run",
    "longest_run_max",
    "crossings",
    "crossings_min",
    "runs_signal",
    "limits_signal",
    "variation",
    "assurance",
)


@dataclass(frozen=True)
class SpcResult:
    """A run chart or control chart, computed for one or many series.

    Parameters
    ----------
    points : DataFrame
        A row a point: group, part, x, y, n, cl, lcl, ucl, included, in_baseline, beyond_limits, point_type,
        and a boolean column for each signal.
    summary : DataFrame
        A row per group and part: group, part, n_obs, n_useful, enough_points, longest_run, longest_run_max,
        crossings, crossings_min, runs_signal, limits_signal, cl, and for the Making Data Count rules
        variation and assurance.
    text : str
        Plain sentences, one per group.
    chart : str
        ``"run"``, ``"i"``, ``"p"`` ...
    rules : str
        ``"anhoej"``, ``"ihi"`` or ``"mdc"``.
    changes : DataFrame
        A row a change that falls in a group: group, position (of the first point after it), x, date, label,
        new_phase. Empty where no changes were given.
    """

    points: pd.DataFrame
    summary: pd.DataFrame
    text: str
    chart: str
    rules: str
    changes: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)

    def _repr_html_(self) -> str:
        """The sentences and the summary, for a notebook."""
        names = [name for name in SHOWN if name in self.summary]
        return shown(self.text, self.summary[names])


@dataclass(frozen=True)
class ComparisonResult:
    """Before and after, with its uncertainty and its sentence.

    Parameters
    ----------
    question : str
        What was asked.
    groups : tuple of str
        What the two sides are called, e.g. ``("before", "after")``.
    n : tuple of int
        Number of observations on each side.
    values : tuple of float
        The value on each side, in the unit of the measure (a proportion lies in 0 to 1).
    effect : float
        Second side minus first, or their ratio; ``effect_name`` says which. NaN where refused.
    effect_name : str
        E.g. ``"difference in proportions"``.
    interval : tuple of float
        95 % interval of the effect; NaN where refused.
    interval_name : str
        The method, e.g. ``"Newcombe hybrid score, 95 %"``.
    p : float
        P-value of the test; NaN where refused.
    test : str
        The test's name.
    assumption : str
        The assumption that matters most.
    verdict : str
        ``"improved"``, ``"worsened"``, ``"no clear difference"`` or ``"cannot tell"``.
    n_needed : int or None
        Number per side that would show the difference seen (power 80 %); None where there is none.
    text : str
        One or two plain sentences.
    table : DataFrame
        A row a side: group, n, value, and the interval of each value (lower, upper).
    details : dict of str to float
        Further figures by name, e.g. ``"probability_of_superiority"``.
    series : DataFrame or None
        For a series: a row a point, with the fitted and the counterfactual line.
    """

    question: str
    groups: tuple[str, ...]
    n: tuple[int, ...]
    values: tuple[float, ...]
    effect: float
    effect_name: str
    interval: tuple[float, float]
    interval_name: str
    p: float
    test: str
    assumption: str
    verdict: Verdict
    n_needed: int | None
    text: str
    table: pd.DataFrame = field(repr=False)
    details: Mapping[str, float] = field(default_factory=dict)
    series: pd.DataFrame | None = field(default=None, repr=False)

    def _repr_html_(self) -> str:
        """The sentences, the assumption and the table, for a notebook."""
        return shown(f"{self.text}\nAssumes: {self.assumption}", self.table)
