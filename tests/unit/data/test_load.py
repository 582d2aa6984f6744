"""From files to tables: nothing is dropped in silence, nothing is guessed."""

import random
import string

import openpyxl
import pandas as pd
import pytest

from msp_qi.data.audit_data import SOURCE_COLUMNS
from msp_qi.data.load import load
from msp_qi.errors import UserError
from msp_qi.schema.fields import CASE_AUDITS, CONCERNS
from tests.data_files import (
    AUDIT,
    CONCERN,
    CONCERNS_HEAD,
    CONCERNS_LINE,
    change,
    sentences,
    write_csv,
    write_xlsx,
)


def heading(sheet, label):
    return next(cell for cell in sheet[1] if cell.value == label)


def edited(tmp_path, edit, concerns=(CONCERN,)):
    return load(change(write_xlsx(tmp_path / "audit.xlsx", concerns), lambda book: edit(book["Concerns"])))


def test_a_good_workbook_gives_typed_tables_and_their_source(tmp_path):
    data = load(write_xlsx(tmp_path / "audit.xlsx"))
    concerns = data.tables["concerns"]
    assert list(concerns.columns) == [*(field.name for field in CONCERNS.fields), *SOURCE_COLUMNS]
    assert concerns["case_id"].dtype == "str"
    assert concerns["date_raised"].dtype.kind == "M"
    assert concerns.loc[0, ["case_id", "theme", "source_file", "source_sheet", "source_row"]].tolist() == [
        "0042",
        "other",
        "audit.xlsx",
        "Concerns",
        2,
    ]
    assert data.tables["case_audits"]["audit_month"].tolist() == [pd.Timestamp("2026-04-01")]
    assert data.issues == ()
    assert data.services == ("Ash House",)
    assert data.sources[0].name == "audit.xlsx"
    assert len(data.sources[0].sha256) == 64


def test_a_wrong_cell_is_missing_and_named_with_everything(tmp_path):
    data = load(write_xlsx(tmp_path / "audit.xlsx", [CONCERN | {"Date raised": "31/02/2026"}]))
    (issue,) = data.errors
    assert issue.sentence == (
        'Error: audit.xlsx, sheet Concerns, row 2, column Date raised: found "31/02/2026", expected a date, day first, '
        "such as 03/04/2026 for 3 April 2026. There is no such day in the calendar; "
        "write the right day, month and year."
    )
    assert data.tables["concerns"]["date_raised"].isna().tolist() == [True]


def test_an_empty_required_cell_is_an_error_and_its_row_stays(tmp_path):
    data = load(write_xlsx(tmp_path / "audit.xlsx", [{"Case number": "1"}]))
    assert {issue.column for issue in data.errors} == {"Service", "Date raised", "Main theme"}
    assert len(data.tables["concerns"]) == 1


@pytest.mark.parametrize(
    "spelling", ["date_raised", "DATE RAISED", " Date  raised ", "Date raised *", "Date\nraised"]
)
def test_headings_are_matched_by_name_or_label_whatever_their_case(tmp_path, spelling):
    data = edited(tmp_path, lambda sheet: setattr(heading(sheet, "Date raised"), "value", spelling))
    assert data.tables["concerns"]["date_raised"].notna().all()


def test_a_near_miss_of_a_heading_is_suggested_and_not_read(tmp_path):
    data = edited(tmp_path, lambda sheet: setattr(heading(sheet, "Age band"), "value", "Age bnad"))
    assert 'column Age bnad: expected a heading of the table Concerns. Did you mean "Age band"?' in sentences(
        data.issues
    )
    assert data.tables["concerns"]["age_band"].isna().all()


def test_an_unknown_column_is_a_warning_that_counts_its_cells(tmp_path):
    def edit(sheet):
        sheet["Z1"], sheet["Z2"] = "Comments", "call back"

    assert "column Comments" in sentences(edited(tmp_path, edit).issues, "warning")
    assert "not read (1 filled cell)" in sentences(edited(tmp_path, edit).issues, "warning")


def test_a_missing_optional_column_counts_as_not_recorded_and_a_missing_required_one_is_an_error(tmp_path):
    def edit(sheet):
        heading(sheet, "Age band").value = None
        heading(sheet, "Main theme").value = None

    data = edited(tmp_path, edit)
    assert "column Age band: expected a column" in sentences(data.issues, "warning")
    assert "so this is not collected; add it from the template" in sentences(data.issues, "warning")
    assert "column Main theme: expected a column" in sentences(data.issues, "error")
    assert len(data.tables["concerns"]) == 1


def test_a_small_sheet_made_on_purpose_gets_one_note_and_not_a_warning_a_column(tmp_path):
    small = write_csv(tmp_path / "concerns.csv", "service,case_id,date_raised,theme", "A,1,03/04/2026,other")
    said = [issue for issue in load(small).issues if issue.expected.startswith("every column")]
    assert [issue.severity for issue in said] == ["note"]
    labels = said[0].fix.partition(": ")[2].partition(". ")[0].split(", ")
    assert labels == [field.label for field in CONCERNS.fields if not field.required]


def test_what_a_file_has_no_column_for_is_remembered_by_file_and_a_blank_is_not(tmp_path):
    head = "service,case_id,date_raised,theme"
    write_csv(tmp_path / "april concerns.csv", head, "Ash House,1,03/04/2026,other")
    write_csv(tmp_path / "may concerns.csv", f"{head},age_band", "Birch,2,03/05/2026,other,")
    data = load(tmp_path)
    assert data.recorded("concerns", ("age_band",)).tolist() == [False, True]
    assert data.recorded("concerns", ("theme",)).tolist() == [True, True]
    assert data.lacking("concerns", ("theme", "age_band"), "Ash House") == ("age_band",)
    assert data.lacking("concerns", ("theme", "age_band"), "Birch") == ()
    assert not data.collected("reviews", ("review_due",), "Birch")


def test_an_optional_table_without_a_row_is_absent_and_a_required_one_is_not(tmp_path):
    write_csv(tmp_path / "concerns.csv", "service,case_id,date_raised,theme")
    write_csv(tmp_path / "reviews.csv", "service,case_id,review_due")
    assert list(load(tmp_path).tables) == ["concerns"]


def test_a_column_that_cannot_be_told_is_not_collected(tmp_path):
    lines = ["service,case_id,date_raised,theme,age_band,age_band", "A,1,03/04/2026,other,18_64,65_74"]
    data = load(write_csv(tmp_path / "concerns.csv", *lines))
    assert "have this heading and differ" in sentences(data.errors)
    assert not data.collected("concerns", ("age_band",), "A")


def test_two_columns_of_one_heading_that_differ_are_read_by_neither(tmp_path):
    def edit(sheet):
        sheet["Z1"], sheet["Z2"] = "Date raised", "04/04/2026"

    data = edited(tmp_path, edit)
    assert "Columns D and Z have this heading and differ" in sentences(data.errors)
    assert data.tables["concerns"]["date_raised"].isna().all()


def test_two_columns_of_one_heading_of_which_one_is_empty_are_a_warning(tmp_path):
    data = edited(tmp_path, lambda sheet: sheet.__setitem__("Z1", "date_raised"))
    assert "do not contradict each other" in sentences(data.issues, "warning")
    assert data.tables["concerns"]["date_raised"].notna().all()


def test_a_value_under_no_heading_is_an_error(tmp_path):
    data = edited(tmp_path, lambda sheet: sheet.__setitem__("Z2", "lost"))
    assert 'row 2, column Z: found "lost", expected a heading above every filled column' in sentences(
        data.errors
    )


def test_the_example_row_is_never_loaded_and_is_named(tmp_path):
    for mark in ("EXAMPLE ROW: never counted", "Example row", "example row - delete me"):
        data = load(write_xlsx(tmp_path / "audit.xlsx", [CONCERN | {"Service": mark}, CONCERN]))
        assert data.tables["concerns"]["source_row"].tolist() == [3]
        assert "row 2" in sentences(data.issues)
        assert "was not loaded" in sentences(data.issues)


def test_a_service_whose_name_starts_with_example_is_a_service(tmp_path):
    data = load(write_xlsx(tmp_path / "audit.xlsx", [CONCERN | {"Service": "Example House"}]))
    assert data.services == ("Ash House", "Example House")
    assert not data.issues


def test_an_example_row_that_somebody_filled_is_a_warning(tmp_path):
    marked = CONCERN | {"Service": "EXAMPLE ROW", "Case number": "77"}
    data = load(write_xlsx(tmp_path / "audit.xlsx", [marked, CONCERN]))
    assert (
        '"Case number" has changed; if it is a real row, write the service over "EXAMPLE ROW"'
        in sentences(data.issues, "warning")
    )


def test_an_example_row_under_another_service_name_is_still_the_example(tmp_path):
    copy = {field.label: field.example for field in CONCERNS.fields} | {"Service": "Ash House"}
    data = load(write_xlsx(tmp_path / "audit.xlsx", [copy, CONCERN]))
    assert data.tables["concerns"]["source_row"].tolist() == [3]
    assert "this is the example row" in sentences(data.issues, "warning")


def test_one_date_with_the_month_first_puts_the_whole_column_in_doubt(tmp_path):
    days = ["03/04/2026", "04/04/2026", "04/23/2026", "30/04/2026", "05/06/2026"]
    rows = [CONCERN | {"Case number": str(n), "Date raised": day} for n, day in enumerate(days)]
    data = load(write_xlsx(tmp_path / "audit.xlsx", rows))
    assert sentences(data.issues, "warning") == (
        'Warning: audit.xlsx, sheet Concerns, row 4, column Date raised: found "04/23/2026", expected every date day '
        "first. This one is month first, so 2 other dates in this column may be read as the wrong day, first in row 2; "
        "check them all."
    )
    assert not load(write_xlsx(tmp_path / "audit.xlsx", rows[:2])).issues


def test_headings_repeated_among_the_rows_are_named(tmp_path):
    again = {field.label: field.label for field in CONCERNS.fields}
    data = load(write_xlsx(tmp_path / "audit.xlsx", [CONCERN, again, CONCERN | {"Case number": "2"}]))
    assert data.tables["concerns"]["source_row"].tolist() == [2, 4]
    assert "a second time" in sentences(data.issues, "note")


def test_headings_below_a_title_row_are_found(tmp_path):
    def edit(sheet):
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Our audit"

    data = edited(tmp_path, edit)
    assert data.tables["concerns"]["source_row"].tolist() == [4]
    assert "Headings were found in row 3" in sentences(data.issues, "note")


def test_a_sheet_without_headings_says_how_many_rows_were_not_read(tmp_path):
    data = edited(tmp_path, lambda sheet: sheet.delete_rows(1))
    assert "1 filled row not read" in sentences(data.errors)
    assert "concerns" not in data.tables


def test_a_near_miss_of_a_sheet_name_is_read_by_its_headings_with_a_warning(tmp_path):
    data = edited(tmp_path, lambda sheet: setattr(sheet, "title", "Concern"))
    assert len(data.tables["concerns"]) == 1
    assert 'sheet Concern: expected the sheet name "Concerns"' in sentences(data.issues, "warning")


def test_a_sheet_that_only_looks_like_a_table_by_name_is_an_error_with_a_suggestion(tmp_path):
    def edit(sheet):
        sheet.title = "Concernss"
        heading(sheet, "Date raised").value = "When"

    data = edited(tmp_path, edit)
    assert '2 filled rows not read. Did you mean "Concerns"?' in sentences(data.errors)
    assert "concerns" not in data.tables


def test_an_old_copy_beside_the_real_sheet_is_not_counted_twice(tmp_path):
    path = write_xlsx(tmp_path / "audit.xlsx")
    data = load(
        change(path, lambda book: setattr(book.copy_worksheet(book["Concerns"]), "title", "Concerns (old)"))
    )
    assert len(data.tables["concerns"]) == 1
    assert "sheet Concerns (old)" in sentences(data.errors)


def test_sheets_with_each_others_names_are_read_by_their_headings(tmp_path):
    def edit(book):
        book["Concerns"].title = "x"
        book["Case audits"].title = "Concerns"
        book["x"].title = "Case audits"

    data = load(change(write_xlsx(tmp_path / "audit.xlsx"), edit))
    assert data.tables["concerns"]["source_sheet"].tolist() == ["Case audits"]
    assert data.tables["case_audits"]["source_sheet"].tolist() == ["Concerns"]
    assert len([issue for issue in data.issues if issue.severity == "warning"]) == 2


def test_a_sheet_of_notes_is_a_warning_and_an_empty_sheet_is_nothing(tmp_path):
    def edit(book):
        book.create_sheet("Empty")
        book.create_sheet("Scribbles")["A1"] = "ring the council"

    data = load(change(write_xlsx(tmp_path / "audit.xlsx"), edit))
    assert [issue.sheet for issue in data.issues] == ["Scribbles"]
    assert data.issues[0].severity == "warning"


def test_a_missing_required_sheet_is_an_error(tmp_path):
    data = load(change(write_xlsx(tmp_path / "audit.xlsx"), lambda book: book.remove(book["Case audits"])))
    assert 'sheet Case audits: expected the table "Case audits"' in sentences(data.errors)
    assert "case_audits" not in data.tables


def test_an_empty_required_sheet_is_an_error_or_a_warning_and_never_silent(tmp_path):
    data = load(write_xlsx(tmp_path / "audit.xlsx", []))
    assert "No row is filled in yet" in sentences(data.issues, "warning")
    assert data.tables["concerns"].empty


def test_a_folder_joins_the_same_table_of_several_files_and_names_what_it_cannot_read(tmp_path):
    write_csv(tmp_path / "concerns 2026-04.csv", CONCERNS_HEAD, CONCERNS_LINE)
    write_csv(tmp_path / "2026-05 Concerns.csv", CONCERNS_HEAD, CONCERNS_LINE.replace("0042", "0043"))
    write_xlsx(tmp_path / "june.xlsx", [CONCERN | {"Case number": "0044"}])
    (tmp_path / "broken.xlsx").write_bytes(b"nothing")
    (tmp_path / "notes.docx").write_bytes(b"nothing")
    (tmp_path / "~$june.xlsx").write_bytes(b"lock")
    (tmp_path / ".hidden.csv").write_bytes(b"x")
    data = load(tmp_path)
    assert sorted(data.tables["concerns"]["case_id"]) == ["0042", "0043", "0044"]
    assert set(data.tables["concerns"]["source_file"]) == {
        "concerns 2026-04.csv",
        "2026-05 Concerns.csv",
        "june.xlsx",
    }
    assert "broken.xlsx is not an Excel workbook" in sentences(data.errors)
    assert "notes.docx" in sentences(data.issues, "note")
    assert len(data.errors) == 1
    assert len(data.sources) == 3


def test_a_csv_file_of_any_name_is_known_by_its_headings(tmp_path):
    data = load(write_csv(tmp_path / "export(3).csv", CONCERNS_HEAD, CONCERNS_LINE))
    assert len(data.tables["concerns"]) == 1
    assert 'expected the table "Case audits"' in sentences(data.issues, "warning")
    assert not data.errors


def test_a_csv_file_named_for_another_table_is_read_by_its_headings_with_a_warning(tmp_path):
    data = load(write_csv(tmp_path / "case_audits.csv", CONCERNS_HEAD, CONCERNS_LINE))
    assert list(data.tables) == ["concerns"]
    assert "rename it" in sentences(data.issues, "warning")


@pytest.mark.parametrize(
    "name,says",
    [
        ("none.xlsx", "There is no file or folder none.xlsx"),
        ("", "holds no file to read"),
        ("x" * 400, "no file or folder"),
    ],
)
def test_nothing_there_is_a_sentence(tmp_path, name, says):
    with pytest.raises(UserError, match=says):
        load(tmp_path / name)


def test_issues_come_in_the_order_of_file_sheet_and_row(tmp_path):
    bad = [CONCERN | {"Date raised": "x"}] * 12
    data = load(write_xlsx(tmp_path / "audit.xlsx", bad, [AUDIT | {"Drawn as": "x"}]))
    places = [(issue.file, issue.sheet, issue.row) for issue in data.issues]
    assert places == sorted(places)
    assert places[0][1] == "Case audits"


@pytest.mark.parametrize("seed", range(25))
def test_every_filled_row_is_in_a_table_or_named_by_an_issue(tmp_path, seed):
    """Random rubbish in random places of a real sheet."""
    chance = random.Random(seed)
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "audit.xlsx", [CONCERN] * 15, [AUDIT] * 15))
    rubbish = [
        "",
        " ",
        "x",
        "EXAMPLE ROW",
        "Service",
        42.0,
        True,
        "31/02/2026",
        "=1",
        "#N/A",
        "\u200b",
        -1e308,
        "é" * 300,
    ]
    filled = set()
    for sheet in book:
        for _ in range(40):
            cell = sheet.cell(chance.randint(2, 30), chance.randint(1, 40))
            cell.value = chance.choice([*rubbish, "".join(chance.choices(string.printable[:90], k=8))])
        for row in sheet.iter_rows(min_row=2):
            if any(str(cell.value).strip(" \u200b") for cell in row if cell.value is not None):
                filled.add((sheet.title, row[0].row))
    book.save(tmp_path / "audit.xlsx")
    data = load(tmp_path / "audit.xlsx")
    seen = {(issue.sheet, issue.row) for issue in data.issues}
    for frame in data.tables.values():
        seen |= set(zip(frame["source_sheet"], frame["source_row"], strict=True))
    assert filled <= seen
    assert set(data.tables) == {"concerns", "case_audits"}
    assert CASE_AUDITS.required
