"""Each indicator counted by hand: the cases are written out, and the answer beside each."""

import pytest

from msp_qi.measures.catalogue import INDICATORS, named
from tests.builders import audit, frame

SHOWN, NOT_SHOWN, LEFT_OUT = "shown", "not shown", "left out"

# Every audit item is counted the same way: met over everything but "not applicable".
ITEM_CASES = [
    ("met", SHOWN),
    ("partly", NOT_SHOWN),
    ("not_met", NOT_SHOWN),
    ("cannot_tell", NOT_SHOWN),
    (None, NOT_SHOWN),
    ("na", LEFT_OUT),
]
ITEM_INDICATORS = {
    "outcome_revisited": "a2_revisited",
    "least_restrictive": "a12_least_restrictive",
    "direct_voice": "a1_own_words",
    "options_explored": "a6_options",
    "risk_negotiated": "a7_risk_negotiation",
    "review_cadence": "a14_review_cadence",
}

GOOD_WORDS = {"a1_own_words": "met", "outcome_text": "I choose my visits.", "outcome_source": "person"}
ALL_STAGES = {f"involved_{stage}": "involved" for stage in ("concern", "planning", "review", "closure")}
NO_STAGE = dict.fromkeys(ALL_STAGES, "not_reached")

CASES = {
    "outcome_in_own_words": [
        (GOOD_WORDS, SHOWN),
        ({**GOOD_WORDS, "outcome_source": "representative"}, SHOWN),
        ({**GOOD_WORDS, "outcome_source": "staff"}, NOT_SHOWN),
        ({**GOOD_WORDS, "outcome_source": None}, NOT_SHOWN),
        ({**GOOD_WORDS, "outcome_text": None}, NOT_SHOWN),
        ({**GOOD_WORDS, "a1_own_words": "partly"}, NOT_SHOWN),
        ({**GOOD_WORDS, "a1_own_words": "na"}, LEFT_OUT),
        ({}, NOT_SHOWN),
        ({**GOOD_WORDS, "sampled_as": "targeted"}, LEFT_OUT),
        ({"audit_date": None}, LEFT_OUT),
    ],
    "involved_at_every_stage": [
        (ALL_STAGES, SHOWN),
        ({**ALL_STAGES, "involved_concern": "led"}, SHOWN),
        ({**ALL_STAGES, "involved_review": "informed"}, NOT_SHOWN),
        ({**ALL_STAGES, "involved_review": "not_involved"}, NOT_SHOWN),
        ({**ALL_STAGES, "involved_review": None}, NOT_SHOWN),
        ({**ALL_STAGES, "involved_review": "not_possible"}, SHOWN),
        ({**ALL_STAGES, "involved_closure": "not_reached"}, SHOWN),
        (NO_STAGE, LEFT_OUT),
        ({**NO_STAGE, "involved_concern": "not_involved"}, NOT_SHOWN),
        ({}, NOT_SHOWN),
    ],
    "reviews_on_time": [
        ({"review_due": "2026-04-10", "review_held": "2026-04-10"}, SHOWN),
        ({"review_due": "2026-04-10", "review_held": "2026-04-02"}, SHOWN),
        ({"review_due": "2026-04-10", "review_held": "2026-04-11"}, NOT_SHOWN),
        ({"review_due": "2026-04-10"}, NOT_SHOWN),
        ({"review_due": "2026-04-20"}, NOT_SHOWN),
        ({"review_due": "2026-04-21"}, LEFT_OUT),
        ({"review_due": "2026-04-21", "review_held": "2026-04-19"}, SHOWN),
        ({"review_held": "2026-04-19"}, LEFT_OUT),
        ({}, LEFT_OUT),
        ({"review_due": "2026-04-30", "audit_date": None, "a2_revisited": "met"}, NOT_SHOWN),
    ],
    "capacity_evidenced": [
        ({"capacity_statement": "assessed_has", "capacity_evidence": "Four questions."}, SHOWN),
        ({"capacity_statement": "assessed_lacks", "capacity_evidence": "Four questions."}, SHOWN),
        ({"capacity_statement": "assumed", "capacity_evidence": "Explained it back."}, SHOWN),
        ({"capacity_statement": "assumed"}, NOT_SHOWN),
        ({"capacity_statement": "assessed_has"}, NOT_SHOWN),
        ({"capacity_statement": "assessed_lacks"}, NOT_SHOWN),
        ({"capacity_statement": "not_recorded"}, LEFT_OUT),
        ({"capacity_evidence": "Four questions."}, LEFT_OUT),
        ({}, LEFT_OUT),
        ({"capacity_statement": "assumed", "sampled_as": "targeted"}, LEFT_OUT),
    ],
    "advocacy_offered": [
        ({"substantial_difficulty": "yes", "advocacy_offered_date": "2026-04-02"}, SHOWN),
        ({"substantial_difficulty": "yes"}, NOT_SHOWN),
        ({"substantial_difficulty": "yes", "advocacy_status": "in_place"}, NOT_SHOWN),
        ({"substantial_difficulty": "no"}, LEFT_OUT),
        ({"substantial_difficulty": "no", "advocacy_offered_date": "2026-04-02"}, LEFT_OUT),
        ({"capacity_statement": "assessed_lacks"}, NOT_SHOWN),
        ({"capacity_statement": "assessed_lacks", "advocacy_offered_date": "2026-04-02"}, SHOWN),
        ({"substantial_difficulty": "no", "capacity_statement": "assessed_lacks"}, NOT_SHOWN),
        ({"capacity_statement": "assessed_has"}, LEFT_OUT),
        ({}, LEFT_OUT),
    ],
    "sample_completed": [
        ({}, SHOWN),
        ({"audit_date": None}, NOT_SHOWN),
        ({"audit_date": None, "a2_revisited": "met"}, NOT_SHOWN),
        ({"sampled_as": "targeted"}, LEFT_OUT),
        ({"sampled_as": None}, LEFT_OUT),
    ],
    **{
        name: [({item: answer}, expected) for answer, expected in ITEM_CASES]
        + [
            ({item: "met", "sampled_as": "targeted"}, LEFT_OUT),
            ({item: "met", "audit_date": None}, SHOWN),
            ({item: None, "audit_date": None}, LEFT_OUT),
            ({item: "na", "audit_date": None}, LEFT_OUT),
        ]
        for name, item in ITEM_INDICATORS.items()
    },
}


def test_every_indicator_is_counted_by_hand():
    assert set(CASES) == {indicator.name for indicator in INDICATORS}


@pytest.mark.parametrize("name", CASES)
def test_counts_what_a_person_counts(name):
    indicator = named(name)
    rows = frame("case_audits", [audit(**answers) for answers, _ in CASES[name]])
    counted = indicator.in_denominator(rows)
    shown = counted & indicator.in_numerator(rows)
    found = [SHOWN if s else NOT_SHOWN if c else LEFT_OUT for c, s in zip(counted, shown, strict=True)]
    assert found == [expected for _, expected in CASES[name]]
