"""An indicator is counted from the fields it names, from each of them, and from no other."""

from dataclasses import replace

import pandas as pd
import pytest

from msp_qi.data.audit_data import AuditData
from msp_qi.measures.catalogue import INDICATORS, named
from msp_qi.measures.context import context_of
from msp_qi.measures.entries import LEFT_OUT, entries
from msp_qi.measures.indicator import Indicator
from msp_qi.schema.audit_items import AUDIT_ITEMS
from msp_qi.schema.fields import table as schema_table
from tests.unit.measures.by_hand.cases import AS_OF, data_of
from tests.unit.measures.by_hand.test_counted_by_hand import CASES

NAMES = [indicator.name for indicator in INDICATORS]
WHETHER_READ = {"audit_date", *(item.name for item in AUDIT_ITEMS)}
# Where a first choice is not there, the words of the indicator name a second: it is counted without it as well.
ALSO = {
    "verified_by_somebody_else": {
        "learning_loops": {"plan_change_date", "concluded_on"},
        "briefings": {"loop_id"},
    },
}


def known(indicator: Indicator, table: str) -> set[str]:
    """The fields of a table that may move a number: those it names, the keys, the required ones and the date."""
    fields = schema_table(table)
    given = {field.name for field in fields.fields if field.required} | set(fields.key)
    given |= {*indicator.needs_by_table.get(table, ()), *ALSO.get(indicator.name, {}).get(table, ())}
    if table == indicator.table:
        given |= {indicator.period_field, indicator.apart}
    return given | WHETHER_READ if table == "case_audits" else given


def blanked(data: AuditData, table: str, names: set[str]) -> AuditData:
    rows = data.tables[table].copy()
    for name in names & set(rows):
        rows[name] = pd.Series(pd.NA, index=rows.index).astype(rows[name].dtype)
    return replace(data, tables={**data.tables, table: rows})


def adds(indicator: Indicator, data: AuditData) -> list[tuple]:
    """What each counted row adds, and to which month."""
    made = entries(indicator, context_of(data, AS_OF), data)
    made = made[made["counted"].ne(LEFT_OUT)]
    columns = ["service", "dated", "part", "numerator", "denominator"]
    return sorted(map(str, made[columns].itertuples(index=False)))


@pytest.mark.parametrize("name", NAMES)
def test_no_field_that_it_does_not_name_moves_a_number(name):
    indicator, data = named(name), data_of(CASES[name])
    less = data
    for table in set(data.tables) - {"second_ratings"}:
        fields = {field.name for field in schema_table(table).fields}
        less = blanked(less, table, fields - known(indicator, table))
    assert adds(indicator, less) == adds(indicator, data)


@pytest.mark.parametrize("name", NAMES)
def test_every_field_that_it_names_moves_a_number(name):
    indicator, data = named(name), data_of(CASES[name])
    full = adds(indicator, data)
    for table, needs in indicator.needs_by_table.items():
        for need in needs:
            assert adds(indicator, blanked(data, table, {need})) != full, f"{table}.{need}"
