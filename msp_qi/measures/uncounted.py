"""Rows that can be counted nowhere, each with the reason."""

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS, AuditData
from msp_qi.measures.context import Context, repeated
from msp_qi.measures.indicator import Indicator
from msp_qi.schema.fields import table as schema_table

# Without these a row of the table is neither in a count nor left out of it on purpose.
_ALSO_NEEDED = {"case_audits": ("sampled_as",)}


def uncounted(data: AuditData, context: Context, collected: list[Indicator]) -> pd.DataFrame:
    """Rows of the counted tables that no number can hold.

    Parameters
    ----------
    data : AuditData
        As loaded.
    context : Context
        The day of the report.
    collected : list of Indicator
        What is counted.

    Returns
    -------
    DataFrame
        table, reason and source columns.
    """
    tables = sorted({(each.table, each.period_field) for each in collected})
    parts = [
        _of_table(data.tables[table], table, dated, context) for table, dated in _first_of_each(tables, data)
    ]
    empty = pd.DataFrame(columns=["table", "reason", *SOURCE_COLUMNS])
    return pd.concat(parts, ignore_index=True) if parts else empty


def _first_of_each(tables: list[tuple[str, str]], data: AuditData) -> list[tuple[str, str]]:
    """One date for each table: that by which it is mainly counted, so that a row is named once."""
    found: dict[str, str] = {}
    for table, dated in tables:
        if dated in data.tables[table] and _is_required(table, dated):
            found.setdefault(table, dated)
    return list(found.items())


def _is_required(table: str, name: str) -> bool:
    return schema_table(table).field(name).required


def _of_table(rows: pd.DataFrame, table: str, dated: str, context: Context) -> pd.DataFrame:
    reason = pd.Series("", index=rows.index)
    if not schema_table(table).field(dated).ahead:
        reason = reason.mask(
            rows[dated].notna() & ~context.happened(rows[dated]), "the month lies in the future"
        )
    for name in (*_ALSO_NEEDED.get(table, ()), dated, "service"):
        reason = reason.mask(rows[name].isna(), f"{name} is missing or cannot be read")
    reason = reason.mask(repeated(table, rows), "the same row stands further up and is counted there")
    lost = rows.assign(table=table, reason=reason)[reason.ne("")]
    return lost[["table", "reason", *SOURCE_COLUMNS]]
