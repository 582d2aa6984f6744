"""An improvement change as data: it draws the mark, may begin a part, and divides before from after."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from msp_qi.errors import UserError
from msp_qi.stats.arguments import Labels
from msp_qi.stats.grouped import Bools
from msp_qi.stats.layout import ALL


@dataclass(frozen=True)
class Change:
    """Something that was done differently from a day on.

    Parameters
    ----------
    date : one of the kind of x
        The first day of the new way; the first point at or after it is the first point after.
    label : str
        What a chart writes beside the mark.
    new_phase : bool
        Whether lines are drawn anew from there.
    groups : tuple, optional
        The series that it touches; None is all of them.

    Examples
    --------
    >>> Change("2024-04-01", "Outcome asked at first contact").label
    'Outcome asked at first contact'
    """

    date: Any
    label: str
    new_phase: bool = False
    groups: tuple[Any, ...] | None = None


COLUMNS = ("group", "position", "x", "date", "label", "new_phase")


def placed(changes: Iterable[Change], x: Labels | None, group: Labels | None, size: int) -> pd.DataFrame:
    """A row for each change and group it falls in: where it lies in the series."""
    told = tuple(changes)
    if not told:
        return pd.DataFrame(columns=[*COLUMNS, "row"])
    rows = in_order(x, group, size)
    return pd.concat([_place(change, rows) for change in told], ignore_index=True)


def in_order(x: Labels | None, group: Labels | None, size: int) -> pd.DataFrame:
    """Group, row, position within the group, and x (dates as timestamps) of each of the caller's rows."""
    rows = pd.DataFrame({"group": ALL if group is None else pd.Series(group).to_numpy(), "row": range(size)})
    rows["position"] = rows.groupby("group", sort=False).cumcount() + 1
    rows["x"] = rows["position"] if x is None else dates(pd.Series(x).reset_index(drop=True))
    return rows


def _place(change: Change, rows: pd.DataFrame) -> pd.DataFrame:
    """The first row at or after the change in each group it touches."""
    mine = rows if change.groups is None else rows[rows["group"].isin(change.groups)]
    reached = pd.Series(at_or_after(mine["x"], change.date, mine["group"]), index=mine.index)
    # Before and after must each lie together, or the change has no place in the series.
    if (~reached & reached.groupby(mine["group"], sort=False).cummax()).any():
        raise UserError(
            f"{change.label}: x goes back before {change.date} after it; put each series in time order first."
        )
    first = mine[reached].drop_duplicates("group")
    return first.assign(date=change.date, label=change.label, new_phase=change.new_phase)[[*COLUMNS, "row"]]


def at_or_after(x: "pd.Series[Any]", date: Any, group: "pd.Series[Any] | None" = None) -> Bools:
    """Which x lie at or after the date; dates may be given as dates, timestamps or YYYY-MM-DD.

    Names of periods ("Jan", "week 3") have no order but their own: then the date is one of them, and what
    follows it, in each group where groups are given, lies after it.

    Examples
    --------
    >>> at_or_after(pd.Series(pd.to_datetime(["2024-03-01", "2024-04-01"])), "2024-03-15")
    array([False,  True])
    >>> at_or_after(pd.Series(["Mar", "Apr", "May"]), "Apr")
    array([False,  True,  True])
    """
    when = dates(x)
    moment = like(date, when)
    if _is_text(when):
        found = when == moment
        if len(found) and not found.any():
            raise UserError(f"{date!r} is not among x; give one of x, as it stands there.")
        return np.asarray(found.groupby(when.eq(when) if group is None else group, sort=False).cummax())
    try:
        return np.asarray((when >= moment).to_numpy(dtype=bool))
    except (TypeError, ValueError) as wrong:
        raise _unlike(date, when) from wrong


def like(date: Any, when: "pd.Series[Any]") -> Any:
    """A date as ``when`` holds them: a timestamp, in its time zone where it has one, a number or a text.

    Text is read as YYYY-MM-DD and in no other way: 01/04/2024 is April here and January elsewhere.
    """
    if not pd.api.types.is_datetime64_any_dtype(when.dtype):
        return str(date) if _is_text(when) else date
    try:
        found = date.to_timestamp() if isinstance(date, pd.Period) else pd.to_datetime(date, format="ISO8601")
    except (TypeError, ValueError) as wrong:
        raise _unlike(date, when) from wrong
    zone = when.dt.tz
    return found.tz_localize(zone) if zone is not None and found.tzinfo is None else found


def _unlike(date: Any, when: "pd.Series[Any]") -> UserError:
    if pd.api.types.is_datetime64_any_dtype(when.dtype):
        return UserError(f"{date!r} is not a date like those of x; give a date, or text as YYYY-MM-DD.")
    return UserError(f"{date!r} is not of the kind of x; give it like {when.tolist()[0]!r}.")


def _is_text(x: "pd.Series[Any]") -> bool:
    return pd.api.types.is_string_dtype(x.dtype) and bool(len(x)) and isinstance(x.iloc[0], str)


def dates(x: "pd.Series[Any]") -> "pd.Series[Any]":
    """Dates, months and text of the form YYYY-MM-DD as timestamps; anything else as it is."""
    if isinstance(x.dtype, pd.PeriodDtype):
        months: pd.Series[Any] = x.dt.to_timestamp()
        return months
    if _is_text(x):
        try:
            return pd.to_datetime(x, format="ISO8601")
        except ValueError:
            return x
    plain = isinstance(x.dtype, (np.dtype, pd.DatetimeTZDtype)) and x.dtype.kind == "M"
    if len(x) and isinstance(x.iloc[0], datetime.date) and not plain:
        return pd.to_datetime(x.astype(object))
    return x


def phase_starts(where: pd.DataFrame, size: int) -> Bools:
    """True on each row where a change begins a new part."""
    starts = np.zeros(size, dtype=bool)
    starts[where.loc[where["new_phase"].astype(bool), "row"].to_numpy(dtype=int)] = True
    return starts
