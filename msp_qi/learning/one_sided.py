"""A run chart is not judged where every point off the middle line lies on one side of it.

The rules take for granted that a point lies as often above the line as below it. Where more than half of the months
are 0 %, or 100 %, or without a concern, the median is that value and no point can lie beyond it: the others are then
one long run that never crosses, in any order, and the rules would signal every time (`docs/decisions.md`).
"""

from dataclasses import replace

import pandas as pd

from msp_qi.stats import SpcResult, run_chart

RULES = ("long_run", "few_crossings")


def judged_run_chart(values: pd.Series, dates: pd.Series, group: pd.Series) -> SpcResult:
    """Run charts of many series, one part each; those that lie on one side of their line are not judged.

    Parameters
    ----------
    values, dates, group : Series
        As for ``msp_qi.run_chart``.

    Returns
    -------
    SpcResult
        ``enough_points`` is False, and no signal is marked, where all points off the line lie on one side.

    Examples
    --------
    >>> months = pd.Series(pd.date_range("2026-01-01", periods=24, freq="MS"))
    >>> rare = pd.Series([0] * 13 + [1, 2] * 5 + [1])
    >>> found = judged_run_chart(rare, months, pd.Series(["rare"] * 24)).summary
    >>> int(found["n_useful"][0]), bool(found["enough_points"][0]), bool(found["runs_signal"][0])
    (11, False, False)
    """
    result = run_chart(values, dates, group=group)
    points, summary = result.points, result.summary
    if summary.empty:
        return result
    counted = points[points["included"] & points["y"].notna()]
    sides = [(counted["y"] > counted["cl"]), (counted["y"] < counted["cl"])]
    above, below = (side.groupby(counted["group"]).any() for side in sides)
    one_sided = above.ne(below)
    alone = one_sided.index[one_sided]
    rows, marks = summary["group"].isin(alone), points["group"].isin(alone)
    signals = ["enough_points", "runs_signal", *(f"{name}_signal" for name in RULES)]
    return replace(
        result,
        points=points.assign(**{name: points[name] & ~marks for name in RULES}),
        summary=summary.assign(**{name: summary[name].astype(bool) & ~rows for name in signals}),
    )
