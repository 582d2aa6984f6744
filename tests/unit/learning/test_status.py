from msp_qi.learning.status import statuses
from msp_qi.measures.compute import compute
from tests.builders import audit, audit_data
from tests.unit.learning.test_findings import MONTHS, TODAY, months_of


def test_a_service_that_fell_silent_is_named_and_looked_at_first():
    rows = months_of([2, 1] * 6)
    rows += [{**row, "service": "Birch"} for row in months_of([2, 1] * 6) if row["audit_month"] <= MONTHS[6]]
    status = statuses(compute(audit_data(case_audits=rows), as_of=TODAY))
    assert status["Birch"].sentence.startswith("No case was counted after July 2026.")
    assert status["Birch"].needs_look and not status["Ash House"].needs_look


def test_what_got_worse_comes_first_and_asks_for_a_look():
    rows = months_of([3, 4, 3, 4, 3, 4, 0, 1, 0, 1, 0, 1])
    status = statuses(compute(audit_data(case_audits=rows), as_of=TODAY))["Ash House"]
    assert status.sentence.startswith("Got worse: Outcome revisited at reviews.")
    assert status.needs_look


def test_few_cases_are_said_to_be_too_few():
    status = statuses(compute(audit_data(case_audits=[audit()]), as_of=TODAY))["Ash House"]
    assert status.sentence == "Too few cases to tell for 27 of 27 questions."
