"""The rows behind any number."""

from typing import Literal

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS, AuditData
from msp_qi.errors import UserError
from msp_qi.measures.collected import lacking_fields
from msp_qi.measures.context import Context
from msp_qi.measures.entries import entries
from msp_qi.measures.indicator import Indicator
from msp_qi.schema.fields import table as schema_table

ROW_COLUMNS = (
    "period", "record", "case_id", "part", "counted", "numerator", "denominator", "rating", *SOURCE_COLUMNS,
)  # fmt: skip


def rows_of(
    data: AuditData,
    context: Context,
    indicator: Indicator,
    service: str,
    period: str | pd.Timestamp | None,
    frequency: Literal["M", "Q"],
) -> pd.DataFrame:
    """See :func:`msp_qi.measures.compute.rows_behind`, which this serves."""
    _refuse_what_is_not_there(data, indicator, service)
    made = entries(indicator, context, data)
    periods = made["dated"].dt.to_period(frequency)
    here = made["service"].eq(service) & context.happened(made["dated"])
    if period is not None:
        here &= periods == pd.Timestamp(period).to_period(frequency)
    found = made.assign(period=periods.dt.to_timestamp().astype("datetime64[s]"))[here]
    return found[list(ROW_COLUMNS)].sort_values("period", kind="stable", ignore_index=True)


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
