"""Every rule has rows that trigger it and rows that do not."""

from datetime import date

import pandas as pd
import pytest

from msp_qi.data.rules import RULES
from msp_qi.data.rules.within_row import IN_ORDER, PART_OF
from msp_qi.data.validate import check
from msp_qi.schema.fields import TABLES, table
from tests.builders import audit, audit_data
from tests.data_files import filled_starter

TODAY = date(2026, 6, 1)
AUDITED = {
    item.name: "met" for item in next(t for t in TABLES if t.name == "case_audits").fields if item.principle
}


def concern(**answers):
    return {"service": "Ash House", "case_id": "1", "date_raised": "2026-04-03", "theme": "other", **answers}


def data(concerns=(), audits=(), changes=(), **more):
    return audit_data(concerns=[concern(), *concerns], case_audits=[*audits], changes=[*changes], **more)


def rows(**tables):
    """Tables of one row each, about the case that the concerns hold."""
    known = {"service": "Ash House", "case_id": "1"}
    return data(**{name: [known | row] for name, row in tables.items()})


def quarter(first, yes, no, **more):
    """Audits of a quarter, a month each in turn, with so many yes and no."""
    months = pd.period_range(first, periods=3, freq="M").to_timestamp().strftime("%Y-%m-%d").tolist()
    answers = ["yes"] * yes + ["no"] * no
    return [
        full(case_id=None, audit_month=months[at % 3], audit_date=None, communication_need=answer, **more)
        for at, answer in enumerate(answers)
    ]


def full(**answers):
    return audit(**(AUDITED | answers))


def again(**answers):
    known = {"service": "Ash House", "case_id": "1", "audit_month": "2026-04-01", "rating_stage": "second"}
    return known | answers


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
        "add the evidence or the day it was assessed",
        data(
            [],
            [
                full(capacity_statement="assumed", a8_capacity="not_met"),
                full(case_id="2", capacity_statement="assumed", capacity_assessed_date="2026-04-09"),
            ],
        ),
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
        '"Ash House" has this pseudonym too',
        data([concern(case_id="2", person_id="P1"), concern(case_id="3", person_id="P1")]),
    ),
    "out_of_order": (
        rows(breaches={"breach_at": "2026-04-11 15:40", "reviewed_at": "2026-04-11 15:39"}),
        "Reviewed at",
        'It lies before "Breach at"',
        rows(breaches={"breach_at": "2026-04-11 15:40", "reviewed_at": "2026-04-11 15:40"}),
    ),
    "part_above_whole": (
        rows(staff_checks={"staff_checked": 7, "staff_meeting_standard": 8}),
        "Staff meeting the standard",
        'It is more than "Staff checked"',
        rows(staff_checks={"staff_checked": 8, "staff_meeting_standard": 8}, journeys={"checkins_made": 3}),
    ),
    "risk_result_without_risk": (
        data([concern(case_id="2", risk_outcome="reduced", risk_assessment_outcome="none_action")]),
        "Risk at the end",
        "change the risk assessment outcome",
        data(
            [
                concern(case_id="2", risk_outcome="reduced", risk_assessment_outcome="identified_action"),
                concern(case_id="3", risk_assessment_outcome="none_no_action"),
            ]
        ),
    ),
    "supported_although_capable": (
        data([concern(case_id="2", lacked_capacity="no", supported_by_advocate="yes")]),
        "Supported by advocate?",
        "only where capacity is lacking",
        data(
            [
                concern(case_id="2", lacked_capacity="yes", supported_by_advocate="yes"),
                concern(case_id="3", lacked_capacity="no", supported_by_advocate="no"),
            ]
        ),
    ),
    "advocate_without_need": (
        data(
            [],
            [
                full(
                    capacity_statement="assessed_has", substantial_difficulty="no", advocacy_status="in_place"
                )
            ],
        ),
        "Advocacy",
        "check the three answers",
        data(
            [],
            [
                full(
                    capacity_statement="assessed_has",
                    substantial_difficulty="yes",
                    advocacy_status="in_place",
                )
            ],
        ),
    ),
    "involved_met_against_stages": (
        data([], [full(involved_review="informed")]),
        "A3 Involved throughout",
        "change that stage or the rating",
        data(
            [],
            [
                full(involved_review="not_possible"),
                full(case_id=None, a3_involved="partly", involved_review="informed"),
            ],
        ),
    ),
    "advocacy_met_without_offer": (
        data([], [full(substantial_difficulty="yes", a4_advocacy="met")]),
        "A4 Advocacy",
        "no day of an offer is written down",
        data(
            [],
            [
                full(substantial_difficulty="yes", advocacy_offered_date="2026-04-07"),
                full(case_id=None, substantial_difficulty="no"),
            ],
        ),
    ),
    "verified_by_the_owner": (
        rows(actions={"owner_role": "Key worker", "verified_by_role": "key  Worker"}),
        "Verified by (role)",
        "let somebody else look",
        rows(actions={"owner_role": "Key worker", "verified_by_role": "Manager"}),
    ),
    "reference_without_row": (
        rows(learning_loops={"loop_id": "L1"}, verifications={"loop_id": "L2"}),
        "Loop number",
        "Learning loops hold no such number for this service",
        rows(
            learning_loops={"loop_id": "L1"},
            verifications={"loop_id": "L1"},
            information_shares={"brief_id": "B1"},
        ),
    ),
    "loop_verified_by_its_owner": (
        rows(
            learning_loops={"loop_id": "L1", "owner_role": "Key worker"},
            verifications={"loop_id": "L1", "verifier_role": "KEY WORKER"},
        ),
        "Verifier's role",
        "let somebody else look",
        rows(
            learning_loops={"loop_id": "L1", "owner_role": "Key worker"},
            verifications={"loop_id": "L1", "verifier_role": "Manager"},
        ),
    ),
    "audited_before_raised": (
        data([], [full(audit_month="2026-03-01")]),
        "Audit month",
        "The concern was raised later than that month",
        data([], [full(audit_month="2026-04-01"), full(case_id="9", audit_month="2026-01-01")]),
    ),
    "capacity_differs_from_concern": (
        data(
            [concern(case_id="2", lacked_capacity="yes")],
            [full(case_id="2", capacity_statement="assessed_has")],
        ),
        "Capacity: what is recorded",
        "check both",
        data(
            [concern(case_id="2", lacked_capacity="yes"), concern(case_id="3", lacked_capacity="dont_know")],
            [
                full(case_id="2", capacity_statement="assessed_lacks"),
                full(case_id="3", capacity_statement="assessed_has"),
            ],
        ),
    ),
    "case_with_two_numbers": (
        data([concern(case_id="C-0042"), concern(case_id="c-42")]),
        "Case number",
        'It looks like "C-0042" of the same service',
        data(
            [
                concern(case_id="C-0042"),
                concern(case_id="C-420"),
                concern(case_id="C-42", service="Elm House"),
            ]
        ),
    ),
    "person_named": (
        data([concern(case_id="2", person_id="943 476 5919")]),
        "Person (pseudonym)",
        "This looks like an NHS number",
        data([concern(case_id="2", person_id="943 476 5918"), concern(case_id="3", person_id="Mr1")]),
    ),
    "person_with_two_pseudonyms": (
        data(
            [concern(case_id="2", person_id="P017")],
            weekly_ratings=[{"service": "Ash House", "person_id": "p-17"}],
        ),
        "Person (pseudonym)",
        'It looks like "P017"',
        data(
            [concern(case_id="2", person_id="P017"), concern(case_id="3", person_id="P170")],
            weekly_ratings=[{"service": "Elm House", "person_id": "P17"}],
        ),
    ),
    "second_without_first": (
        data([], [audit()], second_ratings=[again(), again(case_id="2")]),
        "Case number",
        "There is no first rating to compare it with",
        data([], [audit()], second_ratings=[again(), again(case_id=None)]),
    ),
    "agreed_without_second": (
        data([], [audit()], second_ratings=[again(rating_stage="moderated")]),
        "Which rating",
        "both original ratings are kept",
        data([], [audit()], second_ratings=[again(), again(rating_stage="moderated")]),
    ),
    "answers_swapped": (
        data([], [*quarter("2026-01", 9, 1), *quarter("2026-04", 2, 8)]),
        "Communication need?",
        'In the quarter before, 90% of 10 answers were "Yes", and in this one 20% of 10 (rows 13 to 22)',
        data(
            [],
            [
                *quarter("2025-10", 9, 1),
                *quarter("2026-04", 0, 10),
                *quarter("2026-01", 9, 1, service="Elm House"),
                *quarter("2026-04", 0, 9, service="Elm House"),
                *quarter("2026-01", 7, 3, service="Oak House"),
                *quarter("2026-04", 0, 10, service="Oak House"),
            ],
        ),
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


@pytest.mark.parametrize("name,first,then", IN_ORDER)
def test_each_pair_of_dates_is_held_in_its_order(name, first, then):
    late, early = (
        ("2026-04-11 10:00", "2026-04-10 10:00") if table(name).field(first).kind == "date and time" else DAYS
    )
    rule = next(rule for rule in RULES if rule.name == "out_of_order")
    wrong = (
        rows(**{name: {first: late, then: early}})
        if name not in CORE
        else core(name, first, late, then, early)
    )
    assert [issue.column for issue in issues_of(rule, wrong)] == [table(name).field(then).label]


DAYS = ("2026-04-11", "2026-04-10")
CORE = ("concerns", "case_audits")


def core(name, first, late, then, early):
    if name == "concerns":
        return data([concern(case_id="2") | {first: late, then: early}])
    return data([], [full(**{first: late, then: early})])


@pytest.mark.parametrize("name,part,whole", PART_OF)
def test_each_part_is_held_to_its_whole(name, part, whole):
    rule = next(rule for rule in RULES if rule.name == "part_above_whole")
    assert issues_of(rule, rows(**{name: {part: 3, whole: 3}})) == []
    (issue,) = issues_of(rule, rows(**{name: {part: 4, whole: 3}}))
    assert (issue.column, issue.value) == (table(name).field(part).label, "4")


@pytest.mark.parametrize(
    "name", [t.name for t in TABLES if t.name not in CORE and "case_id" in [f.name for f in t.fields]]
)
def test_a_case_that_no_concern_has_is_named_in_every_table(name):
    given = audit_data(concerns=[concern()], **{name: [{"service": "Ash House", "case_id": "001"}]})
    rule = next(rule for rule in RULES if rule.name == "case_without_concern")
    (issue,) = issues_of(rule, given)
    assert issue.sheet == table(name).sheet
    assert 'Did you mean "1"?' in issue.fix


def test_what_a_file_has_no_column_for_is_no_gap(tmp_path):
    result = check(filled_starter(tmp_path), as_of=TODAY)
    assert [issue for issue in result.issues if issue.severity != "note"] == []
