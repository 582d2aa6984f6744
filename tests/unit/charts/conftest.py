"""A computed run chart made by hand: this room draws, it does not judge."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from msp_qi.stats.result import SpcResult

MakeSeries = Callable[..., SpcResult]


def make_series(
    y: list[float],
    *,
    centre: float | list[float] | None = None,
    start: str = "2025-04-01",
    x: list[object] | None = None,
    part: list[int] | None = None,
    long_run: tuple[int, ...] = (),
    excluded: tuple[int, ...] = (),
    frozen: int | None = None,
    n: list[float] | None = None,
    limits: tuple[float, float] | None = None,
    target: float = np.nan,
    enough: bool | None = None,
    crossings: tuple[float, float] = (6, 3),
    chart: str = "run",
    group: str = "all",
) -> SpcResult:
    size = len(y)
    values = np.array(y, dtype=float)
    known = values[~np.isnan(values)]
    middle = (float(np.median(known)) if len(known) else np.nan) if centre is None else centre
    rows = np.arange(size)
    points = pd.DataFrame(
        {
            "group": group,
            "part": part or [1] * size,
            "x": x or list(pd.date_range(start, periods=size, freq="MS")),
            "y": values,
            "n": n or [np.nan] * size,
            "cl": middle,
            "lcl": limits[0] if limits else np.nan,
            "ucl": limits[1] if limits else np.nan,
            "target": target,
            "included": ~np.isin(rows, excluded),
            "in_baseline": ~np.isin(rows, excluded) & (rows < (size if frozen is None else frozen)),
            "beyond_limits": (values > limits[1]) | (values < limits[0]) if limits else False,
            "point_type": pd.Series([np.nan] * size, dtype="str"),
            "long_run": np.isin(rows, long_run),
            "few_crossings": False,
        }
    )
    summary = [
        {
            "group": group,
            "part": name,
            "n_obs": len(rows_of),
            "n_useful": int((rows_of["y"].notna() & (rows_of["y"] != rows_of["cl"])).sum()),
            "enough_points": len(rows_of) >= 10 if enough is None else enough,
            "longest_run": float(len(long_run)),
            "longest_run_max": 6.0,
            "crossings": crossings[0],
            "crossings_min": crossings[1],
            "few_crossings_signal": crossings[0] < crossings[1],
            "runs_signal": bool(long_run) or crossings[0] < crossings[1],
            "limits_signal": bool(rows_of["beyond_limits"].any()),
            "cl": rows_of["cl"].iloc[0],
        }
        for name, rows_of in points.groupby("part")
    ]
    return SpcResult(points, pd.DataFrame(summary), "text", chart, "anhoej")


@pytest.fixture
def series() -> MakeSeries:
    return make_series
