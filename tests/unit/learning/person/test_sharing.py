"""Consent beside what was shared, by hand, on 30 June 2026."""

import pytest

from msp_qi.learning.person import sharing
from msp_qi.learning.person.records import records_of
from msp_qi.settings import timescale
from tests.unit.learning.person.people import PERSON, SERVICE, TODAY, data_of

AGREED = {
    "conversation_date": "2026-04-01",
    "recipient_role": "Social worker",
    "items": "Dates of visits",
    "purpose": "To plan safe visits",
    "consented": "yes",
}
SHARED = {
    "share_id": "S1",
    "shared_on": "2026-04-15",
    "recipient_role": " social  WORKER ",
    "items": "Dates of visits",
    "basis": "consent",
    "within_boundary": "yes",
}


def found(boundaries, shares, briefings=()):
    tables = {"consent_boundaries": boundaries, "information_shares": shares, "briefings": list(briefings)}
    data = data_of(**{name: rows for name, rows in tables.items() if rows is not None})
    made = sharing.sharing_of(data, records_of(data, SERVICE, PERSON, TODAY))
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("boundary", "share", "judgement"),
    [
        ({}, {}, sharing.WITHIN),
        ({}, {"within_boundary": "no"}, sharing.OUTSIDE),
        ({}, {"basis": "override"}, sharing.OVERRIDE),
        ({}, {"within_boundary": None}, sharing.NOT_SAID),
        ({}, {"recipient_role": "Bank"}, sharing.NO_BOUNDARY),
        ({"conversation_date": "2026-04-16"}, {}, sharing.NO_BOUNDARY),  # asked a day after it was shared
        ({"conversation_date": "2026-04-15"}, {}, sharing.WITHIN),  # asked the same day
        ({"consented": "no"}, {}, sharing.SAID_NO),
        ({"consented": "partly"}, {}, sharing.WITHIN),
    ],
)
def test_a_share_beside_what_was_agreed(boundary, share, judgement):
    made = found([{**AGREED, **boundary}], [{**SHARED, **share}])
    assert made.table["judgement"].tolist() == [judgement]
    assert made.deviations == (judgement in sharing.DEVIATION)


def test_the_latest_boundary_before_the_share_counts():
    later = {**AGREED, "conversation_date": "2026-04-10", "consented": "no", "items": "Nothing more"}
    assert found([AGREED, later], [SHARED]).table["agreed"].tolist() == ["No: Nothing more"]


@pytest.mark.parametrize(
    ("more", "loop"),
    [
        (
            {"review_on": "2026-05-14", "brief_id": "B1", "brief_issued_on": "2026-05-14"},
            sharing.CLOSED,
        ),  # the 20th working day, 4 May being a bank holiday
        (
            {"review_on": "2026-05-15", "brief_id": "B1", "brief_issued_on": "2026-05-14"},
            "not reviewed by a manager in time",
        ),
        (
            {"review_on": "2026-05-14", "brief_id": "B1", "brief_issued_on": "2026-05-15"},
            "reviewed, but no brief in time",
        ),
        (
            {"review_on": "2026-04-22", "brief_issued_on": "2026-05-01"},
            "reviewed, but no brief in time",
        ),  # which brief?
        ({}, "neither reviewed nor briefed in time"),
        ({"shared_on": "2026-06-28"}, sharing.STILL_TIME),
        ({"shared_on": "2026-06-20", "review_on": "2026-06-21"}, sharing.STILL_TIME),
        (
            {"shared_on": "2026-05-20", "brief_id": "B1", "brief_issued_on": "2026-05-21"},
            "not reviewed by a manager in time",
        ),
    ],
)
def test_whether_a_deviation_was_reviewed_and_learnt_from(more, loop):
    assert timescale("deviation").words == "20 working days"
    made = found([AGREED], [{**SHARED, "within_boundary": "no", **more}])
    assert made.table["loop"].tolist() == [loop]
    assert (made.met, made.due) == (int(loop == sharing.CLOSED), int(loop != sharing.STILL_TIME))


def test_the_day_of_a_brief_may_stand_in_the_briefings():
    share = {**SHARED, "within_boundary": "no", "review_on": "2026-04-16", "brief_id": "B1"}
    brief = {"brief_id": "B1", "issued_on": "2026-04-30"}
    data = data_of(consent_boundaries=[AGREED], information_shares=[share])
    assert found([AGREED], [share]).table["loop"].tolist() == ["reviewed, but no brief in time"]
    assert found([AGREED], [share], [brief]).table["loop"].tolist() == [sharing.CLOSED]
    assert data.tables["information_shares"]["brief_issued_on"].isna().all()  # the input is left as it was


def test_a_boundary_is_complete_with_who_what_why_and_whether():
    rows = [
        AGREED,
        {**AGREED, "recipient_role": "GP", "purpose": "  "},
        {**AGREED, "recipient_role": "Bank", "consented": None},
    ]
    made = found(rows, [])
    assert made.boundaries["complete"].tolist() == [True, False, False]
    assert made.sentence == (
        "1 of 3 consent boundaries says who may know, what, what for, and if the person agreed. "
        "Nothing is recorded as shared outside the service."
    )


def test_only_boundaries_and_only_shares():
    assert "What was shared is not collected." in found([AGREED], None).sentence
    made = found(None, [SHARED])
    assert made.sentence.startswith("No consent boundary is recorded.")
    assert made.table["judgement"].tolist() == [sharing.NO_BOUNDARY]


def test_neither_is_not_collected():
    data = data_of(journeys=[{"journey_date": "2026-06-01"}])
    assert sharing.sharing_of(data, records_of(data, SERVICE, PERSON, TODAY)) is None
