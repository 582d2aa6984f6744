"""What fell due, and whether it was done in time."""

from functools import cache

import pandas as pd

from msp_qi.measures.context import Context, View
from msp_qi.measures.working_days import deadline


@cache
def falls_due(table: str, due: str) -> View:
    """A table with the column ``fell_due``: it was due on the day of the report or before.

    Parameters
    ----------
    table, due : str
        The table, and the field that says when something is due.

    Returns
    -------
    callable
        Context to DataFrame.
    """

    def view(context: Context) -> pd.DataFrame:
        rows = context.tables[table]
        return rows.assign(fell_due=rows[due] <= context.as_of)

    return view


@cache
def in_time(table: str, start: str, end: str, allowed: str) -> View:
    """A table with ``fell_due`` and ``was_in_time``, by a timescale.

    Parameters
    ----------
    table, start, end : str
        The table, and the fields from when and until when the clock runs.
    allowed : str
        Name of a timescale.

    Returns
    -------
    callable
        Context to DataFrame. Where the start is not recorded, it fell due: what cannot be shown to be in time is
        not in time.
    """

    def view(context: Context) -> pd.DataFrame:
        rows = context.tables[table]
        last = deadline(rows[start], context.timescales[allowed])
        due = rows[start].isna() | (last <= context.as_of)
        return rows.assign(fell_due=due, was_in_time=rows[end] <= last)

    return view
