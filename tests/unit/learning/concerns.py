"""Concerns of a made-up service, written out by theme and month."""

import pandas as pd

from msp_qi.learning.findings import findings
from msp_qi.learning.recurring.together import Recurring, recurring
from msp_qi.measures.compute import compute
from tests.builders import audit_data

SERVICE = "Ash House"


def concern(number: int, day: str, theme: str | None = "neglect", **more: object) -> dict[str, object]:
    """One concern of Ash House."""
    return {
        "service": SERVICE,
        "case_id": f"{number:04d}",
        "person_id": f"P{number:03d}",
        "date_raised": day,
        "theme": theme,
        **more,
    }


def by_month(first: str, **themes: list[int]) -> list[dict[str, object]]:
    """So many concerns of each theme in each month from the first, everyone another person."""
    months = pd.period_range(first, periods=max(map(len, themes.values())), freq="M")
    rows = []
    for theme, counts in themes.items():
        for month, count in zip(months, counts, strict=True):
            rows += [concern(len(rows) + at, f"{month}-10", theme) for at in range(count)]
    return rows


def found_in(
    as_of: str = "2026-12-31", service: str = SERVICE, **tables: list[dict[str, object]]
) -> Recurring:
    """What recurs in hand-written tables."""
    measures = compute(audit_data(**tables), as_of=as_of)
    return recurring(measures, service, findings(measures, service))
