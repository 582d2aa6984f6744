import pandas as pd
import pytest

from msp_qi.errors import UserError
from msp_qi.learning.person.records import followed, people, records_of, without_person
from tests.builders import audit_data
from tests.unit.learning.person.people import CONCERN, SERVICE, TODAY, data_of, person_of


def test_rows_are_found_by_the_person_and_by_their_cases_and_no_others():
    data = audit_data(
        concerns=[
            CONCERN,
            {**CONCERN, "case_id": "C2", "person_id": "P2"},
            {**CONCERN, "service": "Birch", "case_id": "C3"},
        ],
        weekly_ratings=[
            {"service": SERVICE, "person_id": "P1", "week_starting": "2026-01-05", "control": 3},
            {"service": SERVICE, "person_id": "P2", "week_starting": "2026-01-05", "control": 5},
            {"service": "Birch", "person_id": "P1", "week_starting": "2026-01-05", "control": 1},
        ],
        triggers=[
            {"service": SERVICE, "case_id": "C1", "trigger_date": "2026-02-01", "trigger_type": "falls"},
            {"service": SERVICE, "case_id": "C2", "trigger_date": "2026-02-01", "trigger_type": "falls"},
            {"service": SERVICE, "case_id": "C3", "trigger_date": "2026-02-01", "trigger_type": "falls"},
        ],
    )
    found = records_of(data, SERVICE, "P1", TODAY)
    assert found.tables["weekly_ratings"]["control"].tolist() == [3]
    assert found.tables["triggers"]["case_id"].tolist() == ["C1"]
    assert found.rows("journeys") is None
    assert (
        without_person(data, SERVICE) == 1
    )  # C3 is a case of Birch, so in Ash House nobody knows whose it is


def test_what_is_dated_later_than_the_report_or_has_no_date_is_left_out_and_counted():
    found = person_of(
        journeys=[{"journey_date": "2026-06-01"}, {"journey_date": "2026-07-01"}, {"journey_date": None}],
        risk_enablement=[{"step_no": 1, "goal_text": "Walk", "planned_date": "2026-09-01"}],
        consent_boundaries=[{"recipient_role": "GP"}],
    )
    assert len(found.tables["journeys"]) == 1
    assert found.left_out == {"journeys": 2}  # a goal may lie ahead, a conversation may have no day
    assert len(found.tables["risk_enablement"]) == len(found.tables["consent_boundaries"]) == 1


def test_people_are_listed_with_the_latest_entry_first():
    data = audit_data(
        concerns=[CONCERN, {**CONCERN, "case_id": "C2", "person_id": "P2"}],
        weekly_ratings=[{"service": SERVICE, "person_id": "P1", "week_starting": "2026-01-05"}],
        triggers=[
            {"service": SERVICE, "case_id": "C2", "trigger_date": "2026-02-01"},
            {"service": SERVICE, "case_id": "C2", "trigger_date": "2027-02-01"},
        ],
    )
    table = people(data, SERVICE, TODAY)
    assert table["person_id"].tolist() == ["P2", "P1"]
    assert table.loc[0, ["weeks", "journeys", "others"]].tolist() == [0, 0, 2]
    assert table.loc[0, "last_entry"] == pd.Timestamp("2026-02-01")
    assert followed(table) == ("P1",)


def test_nobody_is_listed_where_nothing_is_collected():
    assert people(audit_data(concerns=[CONCERN]), SERVICE, TODAY).empty
    assert people(audit_data(), SERVICE, TODAY).empty


def test_an_unknown_person_is_told_how_to_list_those_there_are():
    data = data_of(journeys=[{"journey_date": "2026-06-01"}])
    with pytest.raises(UserError) as caught:
        records_of(data, SERVICE, "P9", TODAY)
    assert str(caught.value) == (
        'There is nobody "P9" in Ash House; msp_qi.people(study) lists all 1, for example P1.'
    )
    with pytest.raises(UserError, match="no sheet about one person is filled in there"):
        records_of(audit_data(concerns=[CONCERN]), SERVICE, "P9", TODAY)


def test_somebody_with_only_a_concern_is_known():
    assert records_of(audit_data(concerns=[CONCERN]), SERVICE, "P1", TODAY).tables == {}
