"""The table of a terminal: never wider than 80, the same thing told once, nothing lost with --all."""

import json

from hypothesis import given
from hypothesis import strategies as st

from msp_qi.cli.issue_table import MOST_PLACES_TOLD, MOST_VALUES_TOLD, WIDTH, as_json, issue_table
from msp_qi.data.issues import Issue
from msp_qi.data.validate import check
from tests.builders import audit, audit_data


def issue(
    row=2, severity="error", column="Date raised", value="31/02/2026", fix="Mend it.", sheet="Concerns"
):
    return Issue(severity, "audit.xlsx", sheet, row, column, value, "a date", fix)


def test_the_same_thing_in_many_rows_is_told_once_with_its_count():
    text = issue_table([issue(row) for row in range(2, 9)])
    assert text.count("Expected: a date.") == 1
    assert "2, 3, 4" in text and "and 4 more" in text
    assert '7 times. Found "31/02/2026".' in text


def test_a_few_wrong_values_are_each_told_with_their_own_row():
    text = issue_table([issue(2, value="a"), issue(3, value="b"), issue(4, value="a")])
    assert '2 times. Found "a".' in text and "2, 4 " in text
    assert 'Found "b".' in text


def test_a_great_many_different_values_show_the_first_and_are_counted():
    many = [issue(row, value=f"v{row}") for row in range(2, MOST_VALUES_TOLD + 3)]
    assert f'{len(many)} times, the first: Found "v2".' in issue_table(many)


def test_with_all_each_one_is_told():
    text = issue_table([issue(row, value=f"v{row}") for row in range(2, 9)], every_one=True)
    assert [f'"v{row}"' in text for row in range(2, 9)] == [True] * 7
    assert "times" not in text


def test_the_same_words_about_many_sheets_are_told_once_with_the_first_of_them():
    many = [issue(1, sheet=f"Month {number}") for number in range(MOST_PLACES_TOLD + 1)]
    text = " ".join(issue_table(many).split())
    assert text.count("Expected: a date.") == 1
    assert (
        "audit.xlsx, sheet Month 0; audit.xlsx, sheet Month 1; audit.xlsx, sheet Month 2 and 1 more" in text
    )
    assert issue_table(many, every_one=True).count("Expected: a date.") == len(many)
    assert issue_table(many[:-1]).count("Expected: a date.") == MOST_PLACES_TOLD


def test_errors_stand_before_warnings_before_notes_each_under_its_words():
    text = issue_table([issue(severity="note"), issue(severity="error"), issue(severity="warning")])
    places = [text.index(word) for word in ("ERRORS: the cell", "WARNINGS: used", "NOTES: worth")]
    assert places == sorted(places)


def test_no_issue_is_no_table():
    assert issue_table([]) == ""


WORDS = st.text(st.characters(codec="ascii", exclude_categories=("C",)), max_size=120)


@given(
    st.lists(
        st.builds(issue, st.none() | st.integers(1, 10**6), value=WORDS, column=WORDS, sheet=WORDS, fix=WORDS)
    )
)
def test_no_line_is_wider_than_the_terminal(issues):
    assert all(len(line) <= WIDTH for line in issue_table(issues).splitlines())


def test_json_holds_the_places_and_never_a_value():
    data = audit_data(
        concerns=[{"service": "Ash House", "case_id": "1", "date_raised": "2026-04-03", "theme": "other"}],
        case_audits=[audit(outcome_source="person", case_id="Dave Surname")],
    )
    text = as_json(check(data))
    said = json.loads(text)
    assert said["rows"] == {"concerns": 1, "case_audits": 1}
    assert said["ok"] is True
    assert {"severity", "file", "sheet", "row", "column", "expected", "fix"} == set(said["issues"][0])
    assert "Dave" not in text


def test_json_leaves_out_what_a_fix_quotes_from_another_row():
    data = audit_data(
        concerns=[
            {"service": "Ash House", "case_id": case, "person_id": person, "date_raised": "2026-04-03"}
            for case, person in (("1", "dave surname"), ("2", "Dave-Surname"))
        ],
        case_audits=[],
    )
    result = check(data)
    assert any('It looks like "dave surname"' in issue.fix for issue in result.issues)
    text = as_json(result)
    assert 'It looks like \\"…\\" of the same service' in text
    assert "surname" not in text.casefold()
