from datetime import date

from msp_qi.data.audit_data import AuditData
from msp_qi.data.validate import check
from tests.builders import audit, audit_data
from tests.data_files import AUDIT, CONCERN, write_xlsx

TODAY = date(2026, 6, 1)


def test_a_clean_workbook_has_nothing_to_mend(tmp_path):
    result = check(write_xlsx(tmp_path / "audit.xlsx"), as_of=TODAY)
    assert result.ok
    assert result.text == "Nothing to mend in audit.xlsx. Read: 1 row of concerns and 1 row of case_audits."
    assert result.table.empty
    assert list(result.table.columns) == [
        "severity",
        "file",
        "sheet",
        "row",
        "column",
        "value",
        "expected",
        "fix",
    ]


def test_the_sentence_counts_and_points_to_the_worst(tmp_path):
    concerns = [CONCERN, CONCERN | {"Date raised": "03/04/26", "Case number": "2"}]
    audits = [AUDIT | {"Date audited": "21/04/2026", "Case number": "9"}]
    result = check(write_xlsx(tmp_path / "audit.xlsx", concerns, audits), as_of=TODAY)
    assert not result.ok
    assert result.text == (
        "1 error and 2 warnings in audit.xlsx: look first at audit.xlsx, sheet Concerns, row 3, column Date raised. "
        "Read: 2 rows of concerns and 1 row of case_audits."
    )
    assert result.table["severity"].tolist() == ["warning", "warning", "error"]
    assert result.table["row"].tolist() == [2, 2, 3]
    assert result.table["row"].dtype == "Int64"


def test_a_cell_that_is_wrong_is_not_told_a_second_time_as_blank(tmp_path):
    answered = {"Date audited": "21/04/2026", "A1 Own words": "Mett"}
    result = check(write_xlsx(tmp_path / "audit.xlsx", audits=[AUDIT | answered]), as_of=TODAY)
    blank = next(issue for issue in result.issues if "A blank counts" in issue.fix)
    assert "A1 Own words" not in blank.column
    assert "A2 Revisited at reviews" in blank.column


def test_the_value_of_an_issue_is_what_a_person_sees(tmp_path):
    data = audit_data(
        concerns=[],
        case_audits=[
            audit(advocacy_status="not_needed", advocacy_offered_date="2026-04-07", audit_date="2026-06-02")
        ],
    )
    values = {issue.column: issue.value for issue in check(data, as_of=TODAY).issues}
    assert values["Advocacy"] == "Not needed"
    assert values["Date audited"] == "02/06/2026"


def test_what_was_loaded_can_be_checked_without_reading_it_again():
    data = AuditData({}, (), ())
    assert check(data).data is data
    assert check(data).text.endswith("No table was read.")


def test_today_is_the_day_of_the_check_unless_another_is_given(tmp_path):
    path = write_xlsx(tmp_path / "audit.xlsx", [CONCERN | {"Date raised": "03/04/2099"}])
    assert not check(path).ok
    assert check(path, as_of=date(2099, 4, 3)).ok
