"""Small tables for tests, typed as the loader types them."""

from collections.abc import Sequence

import pandas as pd

from msp_qi.data.audit_data import AuditData, Source
from msp_qi.measures.context import context_of
from msp_qi.measures.indicator import Indicator
from msp_qi.measures.rows import rows_of
from msp_qi.schema.fields import table


def frame(name: str, rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """Rows of a table with every field of the schema; what a row leaves out is missing."""
    fields = table(name).fields
    columns = {}
    for field in fields:
        values = [row.get(field.name) for row in rows]
        if field.kind in ("date", "date and time", "month"):
            columns[field.name] = pd.to_datetime(pd.Series(values, dtype="object"), format="ISO8601")
        else:
            columns[field.name] = pd.Series(values, dtype="Int64" if field.kind == "whole number" else "str")
    made = pd.DataFrame(columns)
    made["source_file"], made["source_sheet"] = "audit.xlsx", table(name).sheet
    made["source_row"] = range(3, len(rows) + 3)
    return made


def audit(**answers: object) -> dict[str, object]:
    """One audited random-core case of Ash House in April 2026."""
    return {
        "service": "Ash House",
        "case_id": "1",
        "audit_month": "2026-04-01",
        "sampled_as": "random",
        "audit_date": "2026-04-20",
        **answers,
    }


def audit_data(**tables: Sequence[dict[str, object]]) -> AuditData:
    """Loaded data that hold the given rows."""
    made = {name: frame(name, rows) for name, rows in tables.items()}
    return AuditData(made, (), (Source("audit.xlsx", "0" * 64),))


def rows_behind(
    data: AuditData, indicator: Indicator | str, service: str, period: str | None = None
) -> pd.DataFrame:
    """The rows behind a number of data made here."""
    return rows_of(data, context_of(data), indicator, service, period)
