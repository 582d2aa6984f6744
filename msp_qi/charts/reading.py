"""What a computed run or control chart says about one series, ready to be drawn and to be put into words."""

from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from msp_qi.charts.months import TimeAxis, time_axis
from msp_qi.errors import UserError
from msp_qi.stats.result import SpcResult

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LINE_NAMES = {"run": "median", "g": "median", "funnel": "mean"}
# Rules that speak of a whole segment; their marks are no place on it.
WHOLE_SEGMENT = ("few_crossings", "too_few_runs", "too_many_runs")
LIMIT_RULES = ("beyond_limits", "outside")
TREND_RULES = ("trend", "trend_of_seven")
_NO_RULE = {
    "group",
    "part",
    "x",
    "y",
    "n",
    "cl",
    "lcl",
    "ucl",
    "target",
    "included",
    "in_baseline",
    "point_type",
}
_TIMES = {0: "never", 1: "once", 2: "twice"}


@dataclass(frozen=True)
class Stretch:
    """Neighbouring points that one rule marks, with the words for it."""

    rows: tuple[int, ...]
    above: bool
    words: str


@dataclass(frozen=True)
class Segment:
    """One part of a series: its rows, its centre line and what was found in it as a whole."""

    rows: tuple[int, ...]
    centre: float
    useful: int
    enough: bool
    signal: bool
    words: str = ""


@dataclass(frozen=True)
class Reading:
    """One series of an `SpcResult`.

    Parameters
    ----------
    axis : TimeAxis
        The periods.
    y, n, centre, lower, upper, target : array
        NaN where there is none.
    included, in_baseline, marked : array of bool
        Counted at all; sets the centre line; carries a signal.
    segments, stretches : tuple
        Parts, and marked stretches (none where there are too few points to judge).
    line : str
        ``"median"`` or ``"mean"``.
    kind : tuple of str
        What Making Data Count calls each point; empty words elsewhere.
    """

    axis: TimeAxis
    y: Floats
    n: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    target: Floats
    included: Bools
    in_baseline: Bools
    marked: Bools
    segments: tuple[Segment, ...]
    stretches: tuple[Stretch, ...]
    line: str
    kind: tuple[str, ...]

    @property
    def present(self) -> Bools:
        """Rows that have a value."""
        return ~np.isnan(self.y)

    @property
    def last(self) -> int | None:
        """The last row that has a value and counts."""
        rows = np.flatnonzero(self.present & self.included)
        return int(rows[-1]) if len(rows) else None

    @property
    def enough(self) -> bool:
        """Whether the last segment may be judged."""
        return bool(self.segments) and self.segments[-1].enough

    @property
    def findings(self) -> tuple[str, ...]:
        """Every signal in words, in the order of time."""
        return tuple(
            dict.fromkeys([s.words for s in self.stretches] + [s.words for s in self.segments if s.words])
        )


def read(result: SpcResult, group: object = None) -> Reading:
    """Take one series from a result.

    Parameters
    ----------
    result : SpcResult
        One or many series.
    group : object, optional
        Which series; may be left out where there is only one.

    Returns
    -------
    Reading

    Raises
    ------
    UserError
        Where the result has no such series.
    """
    points, summary = result.points, result.summary
    known = list(dict.fromkeys(points["group"]))
    if group is None and len(known) == 1:
        group = known[0]
    rows = points[points["group"] == group].reset_index(drop=True)
    if rows.empty:
        raise UserError(
            f"There is no series {group!r} to draw; there are: {', '.join(map(str, known)) or 'none'}."
        )
    return _reading(rows, summary[summary["group"] == group], result)


def _reading(rows: pd.DataFrame, summary: pd.DataFrame, result: SpcResult) -> Reading:
    line = LINE_NAMES.get(result.chart, "mean")
    segments = tuple(_segment(rows, dict(found), line) for found in summary.to_dict("records"))
    judged = np.zeros(len(rows), dtype=bool)
    for segment in segments:
        judged[list(segment.rows)] = segment.enough
    rules = [name for name in rows.columns if name not in _NO_RULE and rows[name].dtype == bool]
    local = {
        name: rows[name].to_numpy(dtype=bool) & (judged if name not in LIMIT_RULES else True)
        for name in rules
        if name not in WHOLE_SEGMENT and not (name == "beyond_limits" and "outside" in rules)
    }
    marked = np.logical_or.reduce([np.zeros(len(rows), dtype=bool), *local.values()])
    return Reading(
        axis=time_axis(rows["x"].tolist()),
        y=_floats(rows, "y"),
        n=_floats(rows, "n"),
        centre=_floats(rows, "cl"),
        lower=_floats(rows, "lcl"),
        upper=_floats(rows, "ucl"),
        target=_floats(rows, "target"),
        included=rows["included"].to_numpy(dtype=bool),
        in_baseline=rows["in_baseline"].to_numpy(dtype=bool),
        marked=marked,
        segments=segments,
        stretches=tuple(
            found for name, marks in local.items() for found in _stretches(rows, name, marks, line)
        ),
        line=line,
        kind=tuple(rows["point_type"].fillna("").astype(str)) if "point_type" in rows else ("",) * len(rows),
    )


def _floats(rows: pd.DataFrame, name: str) -> Floats:
    if name not in rows:
        return np.full(len(rows), np.nan)
    return cast(Floats, pd.to_numeric(rows[name], errors="coerce").to_numpy(dtype=float, na_value=np.nan))


def _segment(rows: pd.DataFrame, found: dict[object, object], line: str) -> Segment:
    at = np.flatnonzero(rows["part"].to_numpy() == found["part"])
    few = bool(found["enough_points"]) and cast(float, found["crossings"]) < cast(
        float, found["crossings_min"]
    )
    return Segment(
        rows=tuple(int(row) for row in at),
        centre=float(cast(float, found["cl"])),
        useful=int(cast(float, found["n_useful"])),
        enough=bool(found["enough_points"]),
        signal=bool(found["runs_signal"]) or bool(found.get("limits_signal", False)),
        words=_crossings(found, line) if few and bool(found["runs_signal"]) else "",
    )


def _crossings(found: dict[object, object], line: str) -> str:
    crossed, expected = int(cast(float, found["crossings"])), int(cast(float, found["crossings_min"]))
    times = _TIMES.get(crossed, f"{crossed} times")
    return f"crosses the {line} {times}; chance gives {expected} or more"


def _stretches(rows: pd.DataFrame, rule: str, marks: Bools, line: str) -> list[Stretch]:
    """Marked points that follow each other on one side; those on the line or missing are skipped."""
    found: list[list[int]] = []
    side = np.sign(_floats(rows, "y") - _floats(rows, "cl"))
    before: int | None = None
    for row in (
        int(row)
        for row in np.flatnonzero(~np.isnan(side) & (side != 0) & rows["included"].to_numpy(dtype=bool))
    ):
        if marks[row]:
            joins = before is not None and marks[before] and _same(rows, side, before, row, rule)
            found[-1].append(row) if joins else found.append([row])
        before = row
    return [Stretch(tuple(at), bool(side[at[-1]] > 0), _words(rows, rule, at, side, line)) for at in found]


def _same(rows: pd.DataFrame, side: Floats, before: int, row: int, rule: str) -> bool:
    part = rows["part"].to_numpy()
    return bool(part[before] == part[row]) and (rule in TREND_RULES or bool(side[before] == side[row]))


def _words(rows: pd.DataFrame, rule: str, at: list[int], side: Floats, line: str) -> str:
    where = "above" if side[at[-1]] > 0 else "below"
    if rule in LIMIT_RULES:
        return f"{where} the limit" if len(at) == 1 else f"{len(at)} {where} the limit"
    if rule in TREND_RULES:
        y = rows["y"].to_numpy(dtype=float)
        return f"{len(at)} in a row {'rising' if y[at[-1]] > y[at[0]] else 'falling'}"
    if rule == "two_of_three":
        return "2 of 3 near the limit"
    return f"{len(at)} in a row {where} the {line}"
