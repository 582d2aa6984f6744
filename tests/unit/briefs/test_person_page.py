"""One person's page says what is there, what is not, and never speaks of anybody else."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from msp_qi.briefs.html import to_html
from msp_qi.briefs.people_page import save_people
from msp_qi.briefs.person_page import people, person_page
from msp_qi.briefs.study import Study
from msp_qi.data.audit_data import Absence
from msp_qi.data.validate import CheckResult
from msp_qi.errors import UserError
from tests.builders import audit_data
from tests.unit.learning.person.people import CONCERN, SERVICE, TODAY, data_of, mondays

EMPTY_ROWS = {
    "weekly_ratings": [{"week_starting": "2026-01-05"}],
    "journeys": [{"journey_date": "2026-01-05"}],
    "risk_enablement": [{"step_no": 1}],
    "triggers": [{"trigger_date": "2026-01-05"}],
    "breaches": [{"breach_at": "2026-01-05 10:00"}],
    "restrictions": [{"restriction_id": "R1", "start_date": "2026-01-05"}],
    "consent_boundaries": [{"recipient_role": "GP"}],
    "information_shares": [{"share_id": "S1", "shared_on": "2026-01-05"}],
}


def study_of(data) -> Study:
    return Study(CheckResult(data, ()), SERVICE, TODAY)


def text_of(document) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", to_html(document)).split())


def test_nobody_at_all_is_said():
    text = text_of(person_page(study_of(audit_data(concerns=[CONCERN]))))
    assert "Nothing about one person is collected for this service" in text
    assert "not the same as nothing having happened" in text


def test_sheets_that_are_not_collected_are_named_and_not_counted_as_nought():
    text = text_of(
        person_page(study_of(data_of(journeys=[{"journey_date": "2026-06-01", "outcome": "success"}])))
    )
    assert "Over all: 1 of 1 journeys attempted (100 %)" in text
    for sheet in ("Weekly ratings", "Triggers", "Breaches", "Restrictions", "Consent boundaries"):
        assert f"Not collected: nothing is filled in on the sheet {sheet}. That is not a zero." in text


def test_a_sheet_without_this_person_is_not_called_uncollected():
    data = audit_data(
        concerns=[CONCERN],
        journeys=[{"service": SERVICE, "person_id": "P1", "journey_date": "2026-06-01"}],
        weekly_ratings=[{"service": SERVICE, "person_id": "P2", "week_starting": "2026-06-01", "control": 5}],
    )
    text = text_of(person_page(study_of(data), "P1"))
    assert (
        "Nothing is written down about this person on the sheet Weekly ratings. That is not a zero." in text
    )
    assert "P2" not in text


@pytest.mark.parametrize("table", EMPTY_ROWS)
def test_one_row_with_nothing_but_its_key_is_a_page(table):
    assert "One person's outcomes: P1" in text_of(
        person_page(study_of(data_of(**{table: EMPTY_ROWS[table]})))
    ).replace("&#39;", "'")


def test_all_tables_with_everything_missing_are_a_page():
    text = text_of(person_page(study_of(data_of(**EMPTY_ROWS))))
    assert "There is no week with an answer, so there is nothing to judge." in text
    assert "1 restriction in force with no review day ahead: R1." in text


def test_a_column_that_no_file_has_is_named():
    data = data_of(restrictions=[{"restriction_id": "R1", "start_date": "2026-01-05"}])
    absent = frozenset({Absence("audit.xlsx", "Restrictions", "restrictions", "review_due")})
    text = text_of(person_page(study_of(replace(data, absent=absent))))
    assert (
        "The sheet Restrictions has no column for: Review due. Not collected is not the same as not done"
        in text
    )


def test_only_future_rows_are_named():
    text = text_of(
        person_page(study_of(data_of(weekly_ratings=[{"week_starting": "2027-01-04", "control": 1}])))
    )
    assert (
        "Weekly ratings: 1 row is dated later than this report, or not at all, and counted nowhere." in text
    )


def test_hostile_words_do_not_become_html():
    row = {"step_no": 1, "goal_text": "<script>alert(1)</script>", "planned_date": "2026-06-01"}
    html = to_html(person_page(study_of(data_of(risk_enablement=[row]))))
    assert "<script>alert" not in html


def test_the_page_is_internal_and_says_what_not_to_conclude():
    text = text_of(person_page(study_of(data_of(**EMPTY_ROWS))))
    assert "Internal: contains small numbers" in text
    assert "Never add them to another person" in text


def two_people():
    rows = [
        {"service": SERVICE, "person_id": person, "week_starting": day, "control": rating}
        for person, rating in (("P1", 2), ("P2", 5))
        for day in mondays(3 if person == "P1" else 4)
    ]
    return audit_data(
        concerns=[CONCERN, {**CONCERN, "case_id": "C2", "person_id": "P3"}],
        weekly_ratings=rows,
        restrictions=[
            {
                "service": SERVICE,
                "case_id": "C2",
                "restriction_id": "R7",
                "start_date": "2026-01-05",
                "review_due": "2026-02-01",
            },
            {"service": SERVICE, "case_id": "C9", "restriction_id": "R9", "start_date": "2026-01-05"},
        ],
    )


def test_without_a_name_the_page_is_of_the_one_with_the_latest_entry():
    assert person_page(study_of(two_people())).title == "One person's outcomes: P2"
    assert people(study_of(two_people()))["Person"].tolist() == ["P2", "P1", "P3"]


def test_an_unknown_person_and_a_day_that_is_none_are_refused_in_a_sentence():
    with pytest.raises(UserError, match=r"msp_qi.people\(study\) lists all 3"):
        person_page(study_of(two_people()), "Mrs Smith")
    with pytest.raises(UserError, match="is no date; write it as 2026-05-01"):
        person_page(study_of(two_people()), "P1", "1.5.2026")


def test_each_person_has_a_page_of_their_own_and_a_list_leads_to_it(tmp_path):
    said = save_people(study_of(two_people()), str(tmp_path), "07")
    assert said == "Saved 07.html and 2 pages of one person each."
    listed = (tmp_path / "07.html").read_text(encoding="utf-8")
    links = re.findall(r'href="(person_[^"]+)"', listed)
    assert links == ["person_p1.html", "person_p2.html"]
    first, second = ((tmp_path / link).read_text(encoding="utf-8") for link in links)
    assert "P2" not in first and "P1" not in second
    assert "middle rating 2 (3 ratings)" in first and "middle rating 5 (4 ratings)" in second


def test_the_list_names_drift_of_people_without_a_page_and_rows_of_nobody(tmp_path):
    save_people(study_of(two_people()), str(tmp_path), "07")
    text = re.sub(r"<[^>]+>", " ", (tmp_path / "07.html").read_text(encoding="utf-8"))
    assert re.search(r"P3\s+R7", text)
    assert "1 restriction of these people has drifted;" in text
    assert "1 row is about a case of which no concern says whose it is" in text


def test_the_list_says_of_whom_nothing_can_be_counted(tmp_path):
    rows = [{"week_starting": "2036-01-07", "control": 3}]
    save_people(study_of(data_of(weekly_ratings=rows)), str(tmp_path), "07")
    text = (tmp_path / "07.html").read_text(encoding="utf-8")
    assert "no day up to this report" in text and "nothing can be counted: look at the dates" in text


def test_one_name_saves_one_page(tmp_path):
    assert save_people(study_of(two_people()), str(tmp_path), "07", "P1") == "Saved 07.html"
    assert [path.name for path in tmp_path.iterdir()] == ["07.html"]


def test_without_a_folder_nothing_is_saved():
    assert (
        save_people(study_of(two_people()), "", "07")
        == "Not saved: give a folder as output to save this page."
    )


def test_nobody_followed_still_leaves_a_page(tmp_path):
    save_people(study_of(audit_data(concerns=[CONCERN])), str(tmp_path), "07")
    assert "Nothing about one person is collected" in (tmp_path / "07.html").read_text(encoding="utf-8")


def test_a_worsening_is_among_what_to_look_at_first():
    ratings = [5, 4] * 6 + [1, 2] * 6
    rows = [
        {"week_starting": day, "control": rating} for day, rating in zip(mondays(24), ratings, strict=True)
    ]
    text = text_of(person_page(study_of(data_of(weekly_ratings=rows))))
    start, end = text.index("Look at these first"), text.index("What was followed")
    assert "Control over what happens: got worse." in text[start:end]


def test_the_page_reads_the_day_of_the_report():
    row = {
        "restriction_id": "R1",
        "start_date": "2026-01-05",
        "review_due": "2026-06-15",
        "rationale_text": "Falls",
    }
    data = data_of(restrictions=[row])
    late = Study(CheckResult(data, ()), SERVICE, TODAY)
    early = Study(CheckResult(data, ()), SERVICE, pd.Timestamp("2026-06-01"))
    assert "in force, 1 drifted" in text_of(person_page(late)) and "in force, none drifted" in text_of(
        person_page(early)
    )
