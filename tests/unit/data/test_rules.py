"""Every rule has rows that trigger it and rows that do not."""

from datetime import date

import pytest

from msp_qi.data.rules import RULES
from msp_qi.data.validate import check
from msp_qi.schema.fields import TABLES
from tests.builders import audit, audit_data

TODAY = date(2026, 6, 1)
AUDITED = {
    item.name: "met" for item in next(t for t in TABLES if t.name == "case_audits").fields if item.principle
}


def concern(**answers):
    return {"service": "Ash House", "case_id": "1", "date_raised": "2026-04-03", "theme": "other", **answers}


def data(concerns=(), audits=(), changes=()):
    return audit_data(concerns=[concern(), *concerns], case_audits=[*audits], changes=[*changes])


def full(**answers):
    return audit(**(AUDITED | answers))


# Rule: rows that trigger it, the columns named, a piece of the fix; then rows that look alike and are fine.
CASES = {
    "duplicate_rows": (
        data([concern()]),
        "Case number",
        "Row 3 is about the same",
        data([concern(service="Elm House"), concern(case_id=None), concern(case_id=None)]),
    ),
    "future_dates": (
        data([concern(case_id="2", date_raised="2026-06-02")]),
        "Date raised",
        "The day of this check is 01/06/2026",
        data([concern(case_id="2", date_raised="2026-06-01")], [full(review_due="2027-01-01")]),
    ),
    "services_spelled_twice": (
        data([concern(case_id="2"), concern(case_id="3", service="ASH  house")]),
        "Service",
        'Elsewhere it is "Ash House"',
        data([concern(case_id="3", service="Ash Houses")]),
    ),
    "concluded_before_raised": (
        data([concern(case_id="2", date_concluded="2026-04-02")]),
        "Date concluded",
        "which of the two dates is wrong",
        data([concern(case_id="2", date_concluded="2026-04-03"), concern(case_id="3")]),
    ),
    "case_without_concern": (
        data([concern(case_id="0042")], [full(case_id="42")]),
        "Case number",
        'Did you mean "0042"?',
        data([concern(case_id="0042")], [full(case_id="0042")]),
    ),
    "held_without_due_date": (
        data([], [full(review_held="2026-04-10")]),
        "Review due",
        "write when it was due",
        data(
            [],
            [
                full(review_held="2026-04-10", review_due="2026-04-11"),
                full(case_id=None, review_due="2026-04-11"),
            ],
        ),
    ),
    "offered_and_not_offered": (
        data([], [full(advocacy_status="not_needed", advocacy_offered_date="2026-04-07")]),
        "Advocacy",
        "Either advocacy was offered",
        data([], [full(advocacy_status="in_place", advocacy_offered_date="2026-04-07")]),
    ),
    "offered_without_date": (
        data([], [full(advocacy_status="offered_waiting")]),
        "Advocacy offered on",
        "counts as not evidenced",
        data([], [full(advocacy_status="offered_waiting", advocacy_offered_date="2026-04-07")]),
    ),
    "item_left_blank": (
        data([], [full(a1_own_words=None, a8_capacity=None)]),
        "A1 Own words, A8 Capacity evidenced",
        "A blank counts as not met",
        data([], [full(), audit(case_id="2", audit_date=None)]),
    ),
    "answered_without_audit_date": (
        data([], [full(audit_date=None)]),
        "Date audited",
        "counts as drawn and not done",
        data([], [full(), audit(case_id="2", audit_date=None)]),
    ),
    "capacity_met_without_evidence": (
        data([], [full(capacity_statement="assumed")]),
        "A8 Capacity evidenced",
        "no evidence is written down",
        data([], [full(capacity_statement="assumed", a8_capacity="not_met")]),
    ),
    "source_without_outcome": (
        data([], [full(outcome_source="person")]),
        "Outcome wanted",
        "write them down",
        data(
            [],
            [
                full(outcome_source="not_recorded"),
                full(case_id=None, outcome_source="staff", outcome_text="Home"),
            ],
        ),
    ),
    "person_in_two_services": (
        data(
            [concern(case_id="2", person_id="P1"), concern(case_id="2", service="Elm House", person_id="P1")]
        ),
        "Person (pseudonym)",
        "Ash House has this pseudonym too",
        data([concern(case_id="2", person_id="P1"), concern(case_id="3", person_id="P1")]),
    ),
}


def issues_of(rule, given):
    """The issues with the rule's words, of a check that knows only this rule's words."""
    return [issue for issue in check(given, as_of=TODAY).issues if issue.expected == rule.expected]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_its_rows_and_says_what_to_do(rule):
    triggers, column, fix, _ = CASES[rule.name]
    found = issues_of(rule, triggers)
    assert len(found) == 1
    assert found[0].severity == rule.severity
    assert found[0].column == column
    assert fix in found[0].fix
    assert found[0].file == "audit.xlsx"
    assert found[0].row is not None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_silent_where_nothing_is_wrong(rule):
    assert issues_of(rule, CASES[rule.name][3]) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_worded_and_speaks_of_fields_that_exist(rule):
    names = {f"{table.name}.{field.name}" for table in TABLES for field in table.fields}
    assert set(rule.needs) <= names
    assert rule.function.__doc__
    assert rule.expected[0].islower()
    assert rule.fix.endswith(".")
    assert "{detail}" not in rule.fix.replace("{detail}", "", 1)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_runs_on_empty_tables_and_not_without_them(rule):
    assert issues_of(rule, audit_data(concerns=[], case_audits=[], changes=[])) == []
    assert issues_of(rule, audit_data()) == []


def test_a_case_that_stands_under_another_service_says_which():
    given = data([concern(case_id="7", service="Elm House")], [full(case_id="7")])
    rule = next(rule for rule in RULES if rule.name == "case_without_concern")
    assert "It is there for Elm House. Check" in issues_of(rule, given)[0].fix


def test_names_and_words_of_rules_are_unique():
    assert (
        len({rule.name for rule in RULES})
        == len({rule.expected for rule in RULES})
        == len(RULES)
        == len(CASES)
    )


def test_rules_change_nothing_in_the_tables():
    for given, *_ in CASES.values():
        before = {name: frame.copy() for name, frame in given.tables.items()}
        check(given, as_of=TODAY)
        assert all(frame.equals(before[name]) for name, frame in given.tables.items())
