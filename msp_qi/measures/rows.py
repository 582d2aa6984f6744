"""The rows behind any number."""

import re
from typing import Literal

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS, AuditData
from msp_qi.errors import UserError
from msp_qi.measures.catalogue import named
from msp_qi.measures.collected import lacking_fields
from msp_qi.measures.context import Context
from msp_qi.measures.entries import entries
from msp_qi.measures.indicator import Indicator
from msp_qi.schema.fields import table as schema_table

_YEAR_FIRST = re.compile(r"\d{4}(-\d{2}(-\d{2})?|-?[Qq][1-4])")
ROW_COLUMNS = (
    "period", "record", "case_id", "part", "counted", "numerator", "denominator", "rating", *SOURCE_COLUMNS,
)  # fmt: skip


def rows_of(
    data: AuditData,
    context: Context,
    indicator: Indicator | str,
    service: str,
    period: str | pd.Timestamp | None = None,
    frequency: Literal["M", "Q"] = "M",
) -> pd.DataFrame:
    """The rows behind one number, or behind all numbers of one indicator.

    Parameters
    ----------
    data : AuditData
        As loaded.
    context : Context
        The tables as they were counted, and the day.
    indicator : Indicator or str
        Which number; the name is enough.
    service : str
        Which service.
    period : str or Timestamp, optional
        Any day of the month or quarter, e.g. ``"2026-04"``; all periods, in order, where none is given.
    frequency : {"M", "Q"}
        A month or a quarter.

    Returns
    -------
    DataFrame
        ``ROW_COLUMNS``, a row for every row in that service and period: period (its first day), record (what the row
        is known by), case_id, part, counted (``SHOWN``, ``NOT_SHOWN``, ``LEFT_OUT`` or ``EXPOSURE``), numerator and
        denominator (what the row adds; their sums are the number), rating (``FIRST_RATING``, or
        ``MODERATED_RATING`` where a moderated rating stands in place of it), source_file, source_sheet, source_row.

    Raises
    ------
    UserError
        When the indicator was not collected, the period is none, or there is no such service or indicator.
    """
    found = named(indicator) if isinstance(indicator, str) else indicator
    _refuse_what_is_not_there(data, found, service)
    made = entries(found, context, data)
    periods = made["dated"].dt.to_period(frequency)
    here = made["service"].eq(service) & context.happened(made["dated"])
    if period is not None:
        here &= periods == _period(period, frequency)
    rows = made.assign(period=periods.dt.to_timestamp().astype("datetime64[s]"))[here]
    return rows[list(ROW_COLUMNS)].sort_values("period", kind="stable", ignore_index=True)


def _period(period: str | pd.Timestamp, frequency: Literal["M", "Q"]) -> pd.Period:
    """A month or quarter; the year comes first, since 03/04/2026 would be a guess."""
    try:
        if isinstance(period, pd.Timestamp) or _YEAR_FIRST.fullmatch(period):
            return (
                pd.Period(period, freq=None if isinstance(period, str) else "D")
                .asfreq("D", "start")
                .asfreq(frequency)
            )
    except ValueError:
        pass
    raise UserError(f'"{period}" is no month and no quarter; write it as 2026-04 or 2026Q2.')


def _refuse_what_is_not_there(data: AuditData, indicator: Indicator, service: str) -> None:
    if service not in data.services:
        raise UserError(
            f'There is no service "{service}" in the data; there are: {", ".join(data.services)}.'
        )
    for table in indicator.needs_by_table:
        if table not in data.tables:
            raise UserError(f'"{indicator.title}" is not collected: the data hold no table {table}.')
    if lacking := lacking_fields(data, indicator, service):
        table = lacking[0].split(".")[0]
        names = [name.split(".")[1] for name in lacking if name.split(".")[0] == table]
        raise UserError(
            f'"{indicator.title}" is not collected: no file of {service} has the column {" or ".join(names)} in '
            f"{table} (sheet {schema_table(table).sheet})."
        )
