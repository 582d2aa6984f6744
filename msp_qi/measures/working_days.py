"""Working days: weekends and the bank holidays of England left out."""

from functools import cache

import holidays
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from msp_qi.settings import Timescale

_YEARS = range(1995, 2101)


@cache
def bank_holidays() -> NDArray[np.datetime64]:
    """The bank holidays of England, also those that were moved or added for one year.

    Returns
    -------
    array of datetime64[D]
    """
    days = holidays.country_holidays("GB", subdiv="ENG", years=_YEARS)
    return np.array(sorted(days), dtype="datetime64[D]")


def deadline(start: pd.Series, allowed: Timescale) -> pd.Series:
    """The last moment at which something is still in time.

    Parameters
    ----------
    start : Series of datetime64
        When the clock started; missing where it is not known.
    allowed : Timescale
        How long it may take. Hours run from the minute. Days end with the day: something that starts at a
        weekend and has one working day is in time until the end of the next working day.

    Returns
    -------
    Series of datetime64
        Index of ``start``; missing where the start is.

    Examples
    --------
    >>> from msp_qi.settings import timescale
    >>> started = pd.Series(pd.to_datetime(["2026-04-02"]))  # the Thursday before Easter
    >>> deadline(started, timescale("decision"))[0]
    Timestamp('2026-04-07 23:59:59')
    """
    if allowed.unit == "hours":
        return start + pd.Timedelta(hours=allowed.value)
    last_day: pd.Series = start.dt.normalize() + pd.Timedelta(days=allowed.value)
    if allowed.unit == "working days":
        last_day = _after_working_days(start, allowed.value)
    last_moment: pd.Series = last_day + pd.Timedelta(days=1) - pd.Timedelta(seconds=1)
    return last_moment


def _after_working_days(start: pd.Series, days: int) -> pd.Series:
    known = start.dropna()
    days_only = known.to_numpy().astype("datetime64[D]")
    ends = np.busday_offset(days_only, days, roll="backward", holidays=bank_holidays())
    found = pd.Series(ends.astype("datetime64[s]"), index=known.index)
    return found.reindex(start.index)
