"""What a computed run or control chart says about one series, ready to be drawn and to be put into words."""

from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

from msp_qi.charts.found import Bools, Floats, Stretch, marks_of, signals_of, stretches, whole_words
from msp_qi.charts.months import TimeAxis, time_axis
from msp_qi.errors import UserError
from msp_qi.stats.result import SpcResult
from msp_qi.stats.signals import Signal

LINE_NAMES = {"run": "median", "g": "median", "funnel": "mean"}
# A limit nearer to nought than this part of the chart's span is drawn and written as nought.
_NOUGHT = 1e-3


@dataclass(frozen=True)
class Segment:
    """One part of a series: its rows, its centre line and what was found in it as a whole."""

    rows: tuple[int, ...]
    centre: float
    useful: int
    enough: bool
    signal: bool
    words: str = ""
    provisional: bool = False


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
        What Making Data Count calls each point that carries a signal; empty words elsewhere.
    icons : tuple of str
        Making Data Count's icons of variation and assurance, by name; empty elsewhere.
    ranges : tuple
        Rows without a value of which only the ends are known, and these: too few people are behind the value.
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
    icons: tuple[str, ...] = ()
    ranges: tuple[tuple[int, float, float], ...] = ()

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
    def last_range(self) -> tuple[int, float, float] | None:
        """The range of the last row that has a value or a range; None where that row has an exact value."""
        last = self.ranges[-1] if self.ranges else None
        return last if last and (self.last is None or last[0] >= self.last) else None

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
    rows, summary = series_rows(result, group), result.summary
    return _reading(rows, summary[summary["group"] == rows["group"].iloc[0]], result)


def series_rows(result: SpcResult, group: object = None) -> pd.DataFrame:
    """The points of one series; refused where there is none of that name."""
    points = result.points
    names = points["group"]
    if group is None and len(points) and (names == names.iloc[0]).all():
        group = names.iloc[0]
    rows = points[names == group].reset_index(drop=True)
    if rows.empty:
        known = ", ".join(map(str, dict.fromkeys(names))) or "none"
        raise UserError(f"There is no series {group!r} to draw; there are: {known}.")
    return rows


def _reading(rows: pd.DataFrame, summary: pd.DataFrame, result: SpcResult) -> Reading:
    line = LINE_NAMES.get(result.chart, "mean")
    rules = signals_of(result.rules, rows.columns)
    segments = tuple(
        _segment(rows, {str(name): value for name, value in found.items()}, rules, line)
        for found in summary.to_dict("records")
    )
    judged = np.zeros(len(rows), dtype=bool)
    for segment in segments:
        judged[list(segment.rows)] = segment.enough
    local = [(rule, marks_of(rule, rows, judged)) for rule in rules if not rule.whole]
    marked = np.logical_or.reduce([np.zeros(len(rows), dtype=bool), *(marks for _, marks in local)])
    return Reading(
        axis=time_axis(rows["x"].tolist()),
        y=_floats(rows, "y"),
        n=_floats(rows, "n"),
        centre=_floats(rows, "cl"),
        lower=_tidy(_floats(rows, "lcl"), rows),
        upper=_floats(rows, "ucl"),
        target=_floats(rows, "target"),
        included=rows["included"].to_numpy(dtype=bool),
        in_baseline=rows["in_baseline"].to_numpy(dtype=bool),
        marked=marked,
        segments=segments,
        stretches=tuple(found for rule, marks in local for found in stretches(rule, rows, marks, line)),
        line=line,
        kind=_kinds(rows, marked),
        icons=_icons(summary),
        ranges=_ranges(rows),
    )


def _ranges(rows: pd.DataFrame) -> tuple[tuple[int, float, float], ...]:
    least, most = _floats(rows, "least"), _floats(rows, "most")
    return tuple((int(row), float(least[row]), float(most[row])) for row in np.flatnonzero(~np.isnan(least)))


def _floats(rows: pd.DataFrame, name: str) -> Floats:
    if name not in rows:
        return np.full(len(rows), np.nan)
    return cast(Floats, pd.to_numeric(rows[name], errors="coerce").to_numpy(dtype=float, na_value=np.nan))


def _tidy(values: Floats, rows: pd.DataFrame) -> Floats:
    """Nought for what lies next to it: a lower limit of 0.004 days on a chart of 160 reads as 0."""
    known = [column[~np.isnan(column)] for column in (_floats(rows, "y"), _floats(rows, "ucl"))]
    span = max((float(np.abs(column).max()) for column in known if len(column)), default=0.0)
    return np.where(np.abs(values) < _NOUGHT * span, 0.0, values)


def _kinds(rows: pd.DataFrame, marked: Bools) -> tuple[str, ...]:
    if "point_type" not in rows:
        return ("",) * len(rows)
    named = rows["point_type"].fillna("").astype(str)
    return tuple(kind if mark else "" for kind, mark in zip(named, marked, strict=True))


def _icons(summary: pd.DataFrame) -> tuple[str, ...]:
    """Of the last part."""
    names = ("variation_icon", "assurance_icon")
    if summary.empty or any(name not in summary for name in names):
        return ()
    return tuple(str(summary[name].iloc[-1]) for name in names)


def _segment(rows: pd.DataFrame, found: dict[str, object], rules: tuple[Signal, ...], line: str) -> Segment:
    at = np.flatnonzero(rows["part"].to_numpy() == found["part"])
    enough = bool(found["enough_points"])
    return Segment(
        rows=tuple(int(row) for row in at),
        centre=float(cast(float, found["cl"])),
        useful=int(cast(float, found["n_useful"])),
        enough=enough,
        signal=bool(found["runs_signal"]) or bool(found.get("limits_signal", False)),
        words=whole_words(rules, found, line) if enough else "",
        provisional=bool(found.get("limits_provisional", False)),
    )
