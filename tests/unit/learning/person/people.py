"""One made-up person, P1 of Ash House, whose case is C1; rows are short to write."""

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.learning.person.records import PersonRecords, records_of
from tests.builders import audit_data

SERVICE, PERSON = "Ash House", "P1"
TODAY = pd.Timestamp("2026-06-30 09:00")
CONCERN = {
    "service": SERVICE,
    "case_id": "C1",
    "person_id": PERSON,
    "date_raised": "2026-01-02",
    "theme": "controlling",
    "plan_agreed_on": "2026-03-04",
}


def own(rows: list[dict[str, object]], key: str) -> list[dict[str, object]]:
    """The rows with the service and the person or the case."""
    return [{"service": SERVICE, key: PERSON if key == "person_id" else "C1", **row} for row in rows]


def data_of(**tables: list[dict[str, object]]) -> AuditData:
    """Data with one concern, and the given tables."""
    keys = {"weekly_ratings": "person_id", "journeys": "person_id"}
    made = {name: own(rows, keys.get(name, "case_id")) for name, rows in tables.items()}
    return audit_data(**{"concerns": [CONCERN], **made})


def person_of(**tables: list[dict[str, object]]) -> PersonRecords:
    """The records of P1."""
    return records_of(data_of(**tables), SERVICE, PERSON, TODAY)


def mondays(count: int, start: str = "2026-01-05") -> list[str]:
    """The first Mondays from a Monday on."""
    return [f"{day:%Y-%m-%d}" for day in pd.date_range(start, periods=count, freq="7D")]
