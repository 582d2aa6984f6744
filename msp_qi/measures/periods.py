"""Which months or quarters there are numbers for: the same whatever is counted."""

from functools import cache
from typing import Literal

import pandas as pd

from msp_qi.measures.catalogue import INDICATORS
from msp_qi.measures.context import Context
from msp_qi.schema.fields import table as schema_table


def periods_of(context: Context, frequency: Literal["M", "Q"]) -> pd.DatetimeIndex:
    """From the first to the last period in which something has happened, up to the day of the report.

    They are the same whatever is counted. What would be due, in force or late after the last thing that is written
    down is not told: nobody has written since, so that nobody can know.

    The period of the report itself is among them only when a concern or an audit lies in it: what merely falls due
    on its first days would look like a month without cases.
    """
    columns = [
        rows[name] for table, rows in context.tables.items() for name in _dates_of(table) if name in rows
    ]
    known = [column[context.happened(column)] for column in columns]
    dates = [day for column in known for day in (column.min(), column.max()) if pd.notna(day)]
    if not dates:
        return pd.DatetimeIndex([])
    last = pd.Period(max(dates), freq=frequency)
    now = pd.Period(context.as_of, freq=frequency)
    begun = [pd.Period(day, freq=frequency) for day in context.core_days()]
    if begun and last == now and max(begun) < now:
        last -= 1
    return pd.period_range(min(dates), last.start_time, freq=frequency).to_timestamp().as_unit("s")


@cache
def _dates_of(table: str) -> tuple[str, ...]:
    """The fields that indicators count a table by; where those are made or lie ahead, what the table says happened."""
    happened = {
        field.name
        for field in schema_table(table).fields
        if field.kind in ("date", "date and time", "month") and not field.ahead
    }
    counted = {each.period_field for each in INDICATORS if each.table == table}
    return tuple(sorted(counted & happened or (happened if counted else ())))
