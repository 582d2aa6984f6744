"""Would the same points in another order look like this too? A signal is believed only where they would not.

The run-chart rules take for granted that a point lies as often above the line as below it. A rating from 1 to 5 or a
share of three contacts does not: half the points lie on the line and most others on one side of it. With 98 quiet weeks
of ratings about 4.4 the rules alone signal in 74 of 100 cases (docs/decisions.md). So the points are shuffled, and
their order is compared with chance's own.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from msp_qi.stats import SpcResult, run_chart

SHUFFLES = 400
# Two rules are looked at, so each gets half of one in twenty.
RARE = 0.025
_SEED = 20_140_113


def believed(result: SpcResult) -> SpcResult:
    """The run chart without the signals that the same points would give in any order.

    Parameters
    ----------
    result : SpcResult
        A run chart of one series, in one part, by Anhøj's rules.

    Returns
    -------
    SpcResult
        The same result where a signal is rarer than ``RARE`` among ``SHUFFLES`` shuffled orders; else a copy without
        it. The shuffles are seeded: the same points give the same answer.
    """
    summary = result.summary
    if summary.empty or not bool(summary["runs_signal"].iloc[0]):
        return result
    found = _shuffled(result.points["y"].dropna().to_numpy(dtype=float))
    rare = {
        "long_run": (found["longest_run"] >= summary["longest_run"].iloc[0]).mean() < RARE,
        "few_crossings": (found["crossings"] <= summary["crossings"].iloc[0]).mean() < RARE,
    }
    return _without(result, [name for name, kept in rare.items() if not kept])


def _shuffled(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> pd.DataFrame:
    dice = np.random.default_rng(_SEED)
    orders = dice.permuted(np.tile(values, (SHUFFLES, 1)), axis=1)
    return run_chart(orders.ravel(), group=np.repeat(np.arange(SHUFFLES), len(values))).summary


def _without(result: SpcResult, names: list[str]) -> SpcResult:
    points, summary = result.points.copy(), result.summary.copy()
    for name in names:
        points[name] = False
        if f"{name}_signal" in summary:
            summary[f"{name}_signal"] = False
    kept = [f"{name}_signal" for name in ("long_run", "few_crossings") if f"{name}_signal" in summary]
    summary["runs_signal"] = summary[kept].any(axis=1)
    return replace(result, points=points, summary=summary)
