"""Where periods lie along the axis and how they are labelled: "Apr" with "2026" below, thinned when many."""

import datetime
import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from typing import Any, cast

import pandas as pd

from msp_qi.charts.text import one_line

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EVERY = (1, 2, 3, 6, 12, 24, 36, 60, 120)


@dataclass(frozen=True)
class Label:
    """One label of the time axis: what it says, and a second line where the year begins."""

    position: float
    words: str
    year: str = ""


@dataclass(frozen=True)
class TimeAxis:
    """The periods of a series and the place of each.

    Parameters
    ----------
    kind : str
        ``"months"``, ``"dates"`` or ``"order"`` (anything that is no date).
    periods : tuple
        Timestamps, or the values as given.
    positions : tuple of float
        Months are one apart, so that an absent month leaves a gap; other periods stand one after another.
    """

    kind: str
    periods: tuple[Hashable, ...]
    positions: tuple[float, ...]

    @property
    def ends(self) -> tuple[float, float]:
        """Half a period before the first and after the last."""
        return (min(self.positions) - 0.5, max(self.positions) + 0.5) if self.positions else (0.5, 1.5)

    def words(self, row: int) -> str:
        """The period of a row in full: "Apr 2026", "3 Apr 2026"."""
        return period_words(self.periods[row], months=self.kind == "months")

    def place(self, date: object) -> float | None:
        """Where a date lies, between two periods; None when it is before the first or after the last, or no date."""
        place = self._in_order(date) if self.kind == "order" else self._in_time(date)
        low, high = self.ends
        return place if place is not None and low <= place <= high else None

    def _in_time(self, date: object) -> float | None:
        known = _dates([date]).dropna()
        if known.empty:
            return None
        when = known.iloc[0]
        if self.kind == "months":
            return _month_number(when) - 0.5 + (when.day - 1) / when.days_in_month
        return self._before_first([cast(pd.Timestamp, time) >= when for time in self.periods])

    def _in_order(self, date: object) -> float | None:
        """Numbers have their order, names are one of the periods."""
        told: list[Any] = [date, *self.periods]
        if not all(isinstance(period, Real) for period in told):
            return self._before_first([period == date for period in self.periods])
        at, *known = map(float, told)
        return self._before_first([number >= at for number in known]) if at >= known[0] else None

    def _before_first(self, reached: list[bool]) -> float | None:
        return self.positions[reached.index(True)] - 0.5 if True in reached else None

    def labels(self, room: float) -> tuple[Label, ...]:
        """Labels at most as many as fit, each ``room`` periods wide; a year under its first label."""
        if self.kind == "months":
            return self._month_labels(room)
        found = [self._label(row) for row in range(0, len(self.periods), max(1, math.ceil(room)))]
        years = ["", *(label.year for label in found)]
        return tuple(
            replace(label, year="" if label.year == before else label.year)
            for label, before in zip(found, years, strict=False)
        )

    def _label(self, row: int) -> Label:
        if self.kind == "order":
            return Label(self.positions[row], one_line(self.periods[row]))
        when = cast(pd.Timestamp, self.periods[row])
        return Label(self.positions[row], f"{when.day} {MONTHS[when.month - 1]}", str(when.year))

    def _month_labels(self, room: float) -> tuple[Label, ...]:
        if not self.positions:
            return ()
        every = next((step for step in _EVERY if step >= room), _EVERY[-1])
        wanted = [
            number
            for number in range(round(min(self.positions)), round(max(self.positions)) + 1)
            if number % every == 0
        ]
        wanted = wanted or [round(min(self.positions))]
        found: list[Label] = []
        for number in wanted:
            year = str(number // 12)
            shown = [label.year for label in found if label.year]
            found.append(
                Label(float(number), MONTHS[number % 12], "" if shown and shown[-1] == year else year)
            )
        return tuple(found)


def _month_number(when: pd.Timestamp) -> int:
    return when.year * 12 + when.month - 1


def _dates(given: list[Any]) -> "pd.Series[pd.Timestamp]":
    """As timestamps on the clock of their place; what is no date is missing.

    Text is a date as YYYY-MM-DD or YYYY-MM and in no other form: 01/04/2024 is April here and January elsewhere.
    """
    return pd.to_datetime(pd.Series(map(_plain, given), dtype=object), errors="coerce", format="ISO8601")


def _plain(period: Any) -> Any:
    if isinstance(period, str):
        return period if "-" in period else None
    return period.replace(tzinfo=None) if isinstance(period, datetime.datetime) else period


def time_axis(periods: Sequence[Hashable]) -> TimeAxis:
    """Find out what the periods are and place them.

    Parameters
    ----------
    periods : sequence
        Dates, months (pandas Period), or anything else in order.

    Examples
    --------
    >>> time_axis(["2026-04-01", "2026-06-01"]).positions
    (24315.0, 24317.0)
    """
    given = [period.to_timestamp() if isinstance(period, pd.Period) else period for period in periods]
    numbers = any(isinstance(period, (int, float)) for period in given)
    dates = None if numbers or not given else _dates(given)
    if dates is None or dates.isna().any():
        return TimeAxis("order", tuple(given), tuple(float(row + 1) for row in range(len(given))))
    times = tuple(pd.Timestamp(time) for time in dates)
    months = [_month_number(time) for time in times]
    if len(set(months)) == len(months) and len({time.day for time in times}) == 1:
        return TimeAxis("months", times, tuple(float(month) for month in months))
    return TimeAxis("dates", times, tuple(float(row + 1) for row in range(len(times))))


def period_words(period: object, *, months: bool = True) -> str:
    """A period in full.

    Examples
    --------
    >>> period_words(pd.Timestamp("2026-04-01")), period_words("week 3")
    ('Apr 2026', 'week 3')
    """
    if not isinstance(period, pd.Timestamp):
        return one_line(period)
    month = f"{MONTHS[period.month - 1]} {period.year}"
    return month if months else f"{period.day} {month}"
