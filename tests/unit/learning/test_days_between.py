"""Events that should be rare: two on one day, one alone, none at all."""

import pandas as pd
import pytest

from msp_qi.learning.danger import danger_misses
from msp_qi.learning.days_between import days_between
from msp_qi.measures.compute import compute
from tests.builders import audit_data

TODAY = "2026-12-31"


def missed(*days):
    """Concerns with immediate danger and no protective action, one on each day."""
    return [
        {
            "service": "Ash House",
            "case_id": str(number),
            "date_raised": day,
            "immediate_danger": "yes",
            "aware_at": f"{day} 09:00",
            "protective_action_at": None,
        }
        for number, day in enumerate(days)
    ]


def found(*days):
    measures = compute(audit_data(concerns=missed(*days)), as_of=TODAY)
    return days_between(measures, "Ash House", "days_between_danger_misses")


def test_two_on_one_day_are_drawn_as_one_and_both_are_counted():
    both = found("2026-03-01", "2026-03-11", "2026-03-11", "2026-04-10")
    assert both.spc.points["y"].tolist() == [10, 30]
    assert both.sentence.startswith(
        "Concerns with immediate danger and no protective action in time: 4 recorded"
    )
    assert "the last 265 days before this report" in both.sentence
    measures = compute(audit_data(concerns=missed("2026-03-11", "2026-03-11")), as_of=TODAY)
    assert len(danger_misses(measures, "Ash House").table) == 2


@pytest.mark.parametrize("days", [("2026-03-01",), ("2026-03-01", "2026-03-01")])
def test_without_two_days_there_is_no_chart(days):
    assert found(*days).spc is None
    assert found(*days).sentence.endswith("There is no time between to show.")


def test_many_show_a_change_and_few_only_show():
    steady = [f"{day:%Y-%m-%d}" for day in pd.date_range("2026-01-01", periods=4, freq="20D")]
    assert "the chart only shows them" in found(*steady).sentence
    slower = [f"{day:%Y-%m-%d}" for day in pd.date_range("2026-03-22", periods=12, freq="3D")]
    changed = found(
        *[f"{day:%Y-%m-%d}" for day in pd.date_range("2025-01-01", periods=13, freq="30D")], *slower
    )
    assert "have changed by more than chance; the chart cannot say why" in changed.sentence


def test_none_recorded_asks_whether_nobody_wrote_it_down():
    breach = {"service": "Ash House", "case_id": "1", "breach_at": "2027-05-01 10:00"}
    concern = missed("2026-03-01")
    measures = compute(audit_data(concerns=concern, breaches=[breach]), as_of=TODAY)
    assert days_between(measures, "Ash House", "days_between_breaches").sentence == (
        "Breaches: none recorded. Ask whether nothing happened, or nobody wrote it down."
    )
    assert days_between(measures, "Ash House", "days_between_deviations") is None
