"""Prompts on recording: what is prompted, what is not, and that no worker is ever looked at."""

import pandas as pd
import pytest

from msp_qi.data.audit_data import Absence, AuditData
from msp_qi.data.demo import demo_tables, plant
from msp_qi.errors import UserError
from msp_qi.learning.voice import recording_quality
from msp_qi.learning.voice.places import FREE_TEXT, MORE_ASKED
from msp_qi.learning.voice.quality import PROMPT_COLUMNS
from msp_qi.learning.voice.reasons import REASONS
from msp_qi.schema.fields import TABLES
from tests.builders import audit, audit_data

LINE = "To be kept safe and supported by the staff of the house at all times of the day."


def reasons(data, service="Ash House"):
    return recording_quality(data, service).prompts["reason"].tolist()


# Text that is about no one case, or says which service it was.
NOT_READ = {"service", "topic", "channel", "title"}


def test_every_text_about_a_case_is_read():
    read = {(place.table, place.field) for place in FREE_TEXT}
    texts = {(table.name, field.name) for table in TABLES for field in table.fields if field.kind == "text"}
    left = {field for _, field in texts - read}
    assert {name for name in left if not name.endswith("_role")} == NOT_READ
    assert read <= texts and len(read) == len(FREE_TEXT)


def test_a_text_of_which_more_is_asked_stands_in_the_schema():
    assert set(MORE_ASKED) <= set(FREE_TEXT)


def test_no_field_that_names_a_role_or_a_team_is_read():
    assert not [place for place in FREE_TEXT if "role" in place.field or place.field == "team"]


def test_no_example_of_the_template_is_prompted_by_itself():
    """What we show as an example must pass our own rules, or a reader would trust neither."""
    rows = {}
    for place in FREE_TEXT:
        table = next(table for table in TABLES if table.name == place.table)
        row = rows.setdefault(place.table, {"service": "Ash House", "case_id": "1"})
        row[place.field] = table.field(place.field).example
    assert recording_quality(
        audit_data(**{name: [row] for name, row in rows.items()}), "Ash House"
    ).prompts.empty


def test_a_prompt_names_the_case_the_place_the_words_and_the_question():
    found = recording_quality(
        audit_data(case_audits=[audit(outcome_text="She wants to be safe at home.")]), "Ash House"
    )
    assert tuple(found.prompts.columns) == PROMPT_COLUMNS
    assert found.prompts.iloc[0].to_dict() == {
        "service": "Ash House",
        "case_id": "1",
        "table": "case_audits",
        "field": "outcome_text",
        "reason": "not_own_words",
        "words": "She wants to be safe at home.",
        "plainer": "",
        "question": "What did the person say, and may it stand here as they said it?",
        "group": 0,
        "people": 0,
        "source_file": "audit.xlsx",
        "source_sheet": "Case audits",
        "source_row": 3,
    }
    assert found.sentence == (
        "1 text was read; 1 case asks to be opened again. Most often: not in the person's words (1 of 1). "
        "A prompt is a reason to read the case. It may be wrong, and it says nothing about who wrote it."
    )


def test_a_placeholder_gives_one_prompt_and_no_other():
    assert reasons(audit_data(case_audits=[audit(outcome_text="n/a")])) == ["says_nothing"]


def test_another_language_is_not_prompted_and_is_counted():
    found = recording_quality(
        audit_data(case_audits=[audit(outcome_text="Chcę wracać do domu.")]), "Ash House"
    )
    assert found.prompts.empty and found.not_english == 1
    assert found.summary.set_index("reason").loc["not_own_words", "checked"] == 0


def test_capacity_assumed_with_no_evidence_is_prompted_and_with_evidence_is_not():
    bare = audit(capacity_statement="assumed")
    placeholder = audit(capacity_statement="assumed", capacity_evidence="see form", case_id="2")
    shown = audit(
        capacity_statement="assumed", capacity_evidence="Said what the loan would cost her.", case_id="3"
    )
    found = recording_quality(audit_data(case_audits=[bare, placeholder, shown]), "Ash House").prompts
    claims = found[found["reason"] == "capacity_claimed"]
    assert claims["case_id"].tolist() == ["1", "2"]
    assert claims["words"].tolist() == ["Capacity assumed"] * 2


def test_evidence_that_was_not_collected_is_not_asked_for():
    data = audit_data(case_audits=[audit(capacity_statement="assumed")])
    gap = Absence("audit.xlsx", "Case audits", "case_audits", "capacity_evidence")
    assert reasons(AuditData(data.tables, (), (), frozenset([gap]))) == []


def test_a_claim_in_another_table_is_borne_out_by_the_audit_of_the_same_case_only():
    note = {
        "service": "Ash House",
        "case_id": "1",
        "rationale_text": "Has capacity and chose the visits herself today.",
    }
    evidence = {"capacity_evidence": "Explained what may happen on the road."}
    assert reasons(audit_data(restrictions=[note])) == ["capacity_claimed"]
    assert reasons(audit_data(restrictions=[note], case_audits=[audit(**evidence)])) == []
    assert reasons(audit_data(restrictions=[note], case_audits=[audit(**evidence, case_id="2")])) == [
        "capacity_claimed"
    ]
    bare = audit_data(restrictions=[note], case_audits=[audit(capacity_evidence="Capacity is assumed here.")])
    assert reasons(bare) == ["capacity_claimed", "capacity_claimed"]


def test_consent_needs_a_dated_conversation_about_what_may_be_shared():
    share = {"service": "Ash House", "case_id": "1", "share_id": "S1", "basis": "consent"}
    talk = {
        "service": "Ash House",
        "case_id": "1",
        "recipient_role": "GP",
        "items": "Dates",
        "consented": "yes",
    }
    dated = {**talk, "conversation_date": "2026-04-08"}
    other = {**dated, "case_id": "2"}
    assert reasons(audit_data(information_shares=[share], consent_boundaries=[dated])) == []
    assert reasons(audit_data(information_shares=[share], consent_boundaries=[other])) == ["consent_claimed"]
    assert (
        reasons(audit_data(information_shares=[share], consent_boundaries=[talk])) == ["consent_claimed"] * 2
    )
    assert reasons(audit_data(information_shares=[share])) == [], "the table is not collected: nothing to ask"


def test_copies_are_told_within_a_service_and_across_only_where_no_service_is_named():
    def of(service, case):
        return audit(service=service, case_id=case, outcome_text=LINE)

    apart = audit_data(case_audits=[of("Ash House", "1"), of("Birch House", "2")])
    assert "copied" not in reasons(apart)
    assert reasons(apart, None).count("copied") == 2
    together = audit_data(case_audits=[of("Ash House", "1"), of("Ash House", "2"), of("Birch House", "3")])
    assert reasons(together).count("copied") == 2


def test_the_same_wish_in_two_cases_of_one_person_is_no_copy():
    people = [{"service": "Ash House", "case_id": case, "person_id": "P1"} for case in "12"]
    audits = [audit(case_id=case, outcome_text=LINE) for case in "12"]
    assert "copied" in reasons(audit_data(case_audits=audits))
    assert "copied" not in reasons(audit_data(case_audits=audits, concerns=people))


def test_a_wish_is_not_compared_with_a_reason():
    note = {"service": "Ash House", "case_id": "2", "rationale_text": LINE}
    assert "copied" not in reasons(audit_data(case_audits=[audit(outcome_text=LINE)], restrictions=[note]))


def test_summary_and_prompts_agree():
    rows = [
        audit(case_id=str(number), outcome_text=text)
        for number, text in enumerate([LINE, LINE, "n/a", "I sing."])
    ]
    found = recording_quality(audit_data(case_audits=rows), "Ash House")
    assert found.summary["reason"].tolist() == [reason.name for reason in REASONS]
    counts = found.prompts["reason"].value_counts()
    assert found.summary["prompted"].tolist() == [counts.get(reason.name, 0) for reason in REASONS]
    assert (found.summary["prompted"] <= found.summary["checked"]).all()


@pytest.mark.parametrize("tables", [{}, {"case_audits": []}, {"case_audits": [audit()]}])
def test_no_text_is_said_and_is_no_praise(tables):
    found = recording_quality(audit_data(**tables))
    assert found.prompts.empty and tuple(found.prompts.columns) == PROMPT_COLUMNS
    assert found.sentence == "No free text is filled in, so there is nothing to read again."


def test_a_service_that_is_not_there_is_named():
    with pytest.raises(UserError, match='no service "Elm" in the data; there are: Ash House'):
        recording_quality(audit_data(case_audits=[audit()]), "Elm")


def test_the_data_are_not_changed():
    data = audit_data(case_audits=[audit(outcome_text=LINE), audit(outcome_text=LINE, case_id="2")])
    before = data.tables["case_audits"].copy(deep=True)
    recording_quality(data)
    pd.testing.assert_frame_equal(data.tables["case_audits"], before)


@pytest.mark.parametrize("seed", [3, 2026, 71])
def test_the_planted_copies_are_found_and_the_other_services_stay_quiet(seed):
    services = plant(9)
    tables = {
        name: rows.assign(source_file="made up", source_sheet=name, source_row=range(len(rows)))
        for name, rows in demo_tables(seed, services, months=12).items()
    }
    data = AuditData(tables, (), ())
    for service in services:
        found = recording_quality(data, service.name).prompts
        shared = found[found["reason"] == "copied"]
        if service.truth == "copies":
            assert shared["people"].max() >= 20 and shared["field"].unique().tolist() == ["outcome_text"]
        else:
            assert shared.empty, shared[["field", "words"]]
