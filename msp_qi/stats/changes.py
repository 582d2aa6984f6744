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
    rows = _rows(x, group, size)
    found = [_place(change, rows) for change in changes]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[*COLUMNS, "row"])


def _rows(x: Labels | None, group: Labels | None, size: int) -> pd.DataFrame:
    rows = pd.DataFrame({"group": ALL if group is None else pd.Series(group).to_numpy(), "row": range(size)})
    rows["position"] = rows.groupby("group", sort=False).cumcount() + 1
    rows["x"] = rows["position"] if x is None else dates(pd.Series(x).reset_index(drop=True))
    return rows


def _place(change: Change, rows: pd.DataFrame) -> pd.DataFrame:
    """The first row at or after the change in each group it touches."""
    mine = rows if change.groups is None else rows[rows["group"].isin(change.groups)]
    reached = at_or_after(mine["x"], change.date)
    # Before and after must each lie together, or the change has no place in the series.
    back = ~reached & pd.Series(reached).groupby(mine["group"].to_numpy(), sort=False).cummax().to_numpy()
    if back.any():
        raise UserError(
            f"{change.label}: x goes back before {change.date} after it; put each series in time order first."
        )
    after = mine[reached]
    first = after.drop_duplicates("group")
    return first.assign(date=change.date, label=change.label, new_phase=change.new_phase)[[*COLUMNS, "row"]]


def at_or_after(x: "pd.Series[Any]", date: Any) -> Bools:
    """Which x lie at or after the date; dates may be given as dates, timestamps or YYYY-MM-DD.

    Examples
    --------
    >>> at_or_after(pd.Series(pd.to_datetime(["2024-03-01", "2024-04-01"])), "2024-03-15")
    array([False,  True])
    """
    try:
        when = dates(x)
        moment = _moment(date, when) if pd.api.types.is_datetime64_any_dtype(when.dtype) else date
        return np.asarray((when >= moment).to_numpy(dtype=bool))
    except (TypeError, ValueError) as wrong:
        found = x.iloc[0]
        raise UserError(
            f"The change date {date!r} is not of the kind of x; give it like {found!r}."
        ) from wrong


def _moment(date: Any, when: "pd.Series[Any]") -> pd.Timestamp:
    """A date, text, or month as a timestamp, in the time zone of the dates where these have one."""
    found = date.to_timestamp() if isinstance(date, pd.Period) else pd.Timestamp(date)
    zone = when.dt.tz
    return found.tz_localize(zone) if zone is not None and found.tzinfo is None else found


def dates(x: "pd.Series[Any]") -> "pd.Series[Any]":
    """Dates and months as timestamps; anything else as it is."""
    if isinstance(x.dtype, pd.PeriodDtype):
        months: pd.Series[Any] = x.dt.to_timestamp()
        return months
    if len(x) and isinstance(x.iloc[0], datetime.date) and not pd.api.types.is_datetime64_any_dtype(x.dtype):
        return pd.to_datetime(x)
    return x


def phase_starts(where: pd.DataFrame, size: int) -> Bools | None:
    """True on each row where a change begins a new part; None where none does."""
    rows = where.loc[where["new_phase"].astype(bool), "row"].to_numpy(dtype=int)
    if not len(rows):
        return None
    starts = np.zeros(size, dtype=bool)
    starts[rows] = True
    return starts
