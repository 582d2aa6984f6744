"""What a case is: a few rows, and the answer that a person counts from the words of the indicator.

Every case of an indicator stands under a service of its own ("case 1", "case 2" ...), so that all of them are
counted in one go. Case ids are the same everywhere: a join that forgot the service would be seen in every case.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msp_qi.data.audit_data import AuditData
from tests.builders import audit_data

AS_OF = "2026-12-31"

Row = dict[str, object]
Tables = Mapping[str, Sequence[Row]]


class Case(NamedTuple):
    """A few rows with the answer beside them.

    ``expected`` by kind of indicator: month -> (numerator, denominator) or (numerator, denominator, value), every
    other month being a gap; (person or team, first day) -> (numerator, denominator, value) where parts are counted
    apart; a list of (day, days since the one before) for days between; None where the indicator is not collected.
    """

    words: str
    expected: object
    tables: Tables


def case(words: str, expected: object, **tables: Sequence[Row]) -> Case:
    return Case(words, expected, tables)


SHOWN = {"2026-04": (1, 1)}
NOT_SHOWN = {"2026-04": (0, 1)}
NOWHERE: dict[str, tuple[int, int]] = {}
NOT_COLLECTED = None


def months(first: str, last: str, numbers: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """The same numbers in every month from the first to the last, both of 2026 unless they say otherwise."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return {f"{month // 12}-{month % 12 + 1:02d}": numbers for month in range(start, end + 1)}


def elsewhere(row: Row) -> Row:
    """The same row in a service that has nothing to do with the case."""
    return {**row, "service": "elsewhere"}


def service_of(number: int) -> str:
    return f"case {number}"


# Concerns and audits of one more service at both ends, so that every case has the same months.
ENDS: Tables = {
    "concerns": [
        {"service": "both ends", "case_id": "1", "date_raised": "2025-01-01"},
        {"service": "both ends", "case_id": "2", "date_raised": AS_OF},
    ],
    "case_audits": [
        {"service": "both ends", "case_id": "1", "audit_month": "2025-01-01"},
        {"service": "both ends", "case_id": "2", "audit_month": "2026-12-01"},
    ],
}


def data_of(cases: Sequence[Case]) -> AuditData:
    """All cases, each under its own service."""
    tables: dict[str, list[Row]] = {name: list(rows) for name, rows in ENDS.items()}
    for number, each in enumerate(cases, start=1):
        for name, rows in each.tables.items():
            tables.setdefault(name, []).extend(_under(service_of(number), row) for row in rows)
    return audit_data(**tables)


def _under(service: str, row: Row) -> Row:
    other = row.get("service") == "elsewhere"
    return {**row, "service": f"elsewhere from {service}" if other else service}
