"""An export is read as its mapping says; what the mapping has wrong is named by its line."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from msp_qi.data.load import load
from msp_qi.data.validate import check
from msp_qi.errors import UserError
from tests.data_files import sentences, write_csv

EXAMPLES = Path(__file__).resolve().parents[3] / "data_templates"
GOOD = """date_format = "%m/%d/%Y"
date_and_time_format = "%m/%d/%Y %H:%M"

[[table]]
table = "concerns"
ignore = ["Worker"]

[table.columns]
"Ref" = "case_id"
"Received" = "date_raised"
"Type" = "theme"
"Aware" = "aware_at"

[table.constants]
service = "Ash House"

[table.answers.theme]
"F1" = "financial"
"N1" = "Neglect or missed care"
"""
HEAD = "Ref,Received,Type,Aware,Worker"


def export(tmp_path, *lines, mapping=GOOD):
    write_csv(tmp_path / "referrals.csv", HEAD, *lines)
    (tmp_path / "our.toml").write_text(mapping, encoding="utf-8")
    return load(tmp_path / "referrals.csv", mapping=tmp_path / "our.toml")


def test_headings_codes_dates_and_constants_are_taken_as_the_mapping_says(tmp_path):
    found = export(tmp_path, "0042,04/03/2026,f1,04/03/2026 14:30,Dave").tables["concerns"]
    row = found.loc[0, ["service", "case_id", "date_raised", "theme", "aware_at"]].tolist()
    moments = [pd.Timestamp("2026-04-03"), pd.Timestamp("2026-04-03 14:30")]
    assert row == ["Ash House", "0042", moments[0], "financial", moments[1]]
    assert found["source_row"].tolist() == [2]


def test_a_date_that_is_not_in_the_stated_format_is_an_error_and_is_not_read_another_way(tmp_path):
    data = export(tmp_path, "1,25/12/2026,F1,,", "2,2026-04-03,F1,,", "3,04/03/2026,F1,04/03/2026,")
    assert data.tables["concerns"]["date_raised"].isna().tolist() == [True, True, False]
    assert [(issue.row, issue.column) for issue in data.errors] == [
        (2, "Received"),
        (3, "Received"),
        (4, "Aware"),
    ]
    assert "expected a date in the format that the mapping states" in sentences(data.errors)


def test_an_answer_without_a_code_is_matched_as_always_or_is_an_error(tmp_path):
    data = export(tmp_path, "1,04/03/2026,other,,", "2,04/03/2026,X9,,", "3,04/03/2026,N1,,")
    assert data.tables["concerns"]["theme"].fillna("").tolist() == ["other", "", "neglect"]
    assert 'row 3, column Type: found "X9"' in sentences(data.errors)


def test_what_is_left_out_on_purpose_is_a_note_and_its_values_are_nowhere(tmp_path):
    data = export(tmp_path, "1,04/03/2026,F1,,Dave Surname")
    assert "our.toml says to leave out 1 column" in sentences(data.issues, "note")
    assert "Dave" not in sentences(data.issues)
    assert not any(data.tables["concerns"].astype(str).eq("Dave Surname").any())


def test_the_mapping_is_told_and_is_among_the_sources(tmp_path):
    data = export(tmp_path, "1,04/03/2026,F1,,")
    assert "The mapping was used to read referrals.csv" in sentences(data.issues, "note")
    assert [source.name for source in data.sources] == ["referrals.csv", "our.toml"]


def test_a_column_that_the_export_lacks_is_an_error_that_names_the_line(tmp_path):
    (tmp_path / "our.toml").write_text(GOOD, encoding="utf-8")
    write_csv(tmp_path / "referrals.csv", "Ref,Received,Type", "1,04/03/2026,F1")
    data = load(tmp_path / "referrals.csv", mapping=tmp_path / "our.toml")
    assert 'column Aware: expected the column "Aware". our.toml, line 12 names it' in sentences(data.errors)


def test_a_mapping_in_the_folder_is_used_by_itself(tmp_path):
    write_csv(tmp_path / "referrals.csv", HEAD, "1,04/03/2026,F1,,")
    (tmp_path / "mapping.toml").write_text(GOOD, encoding="utf-8")
    data = load(tmp_path)
    assert data.services == ("Ash House",)
    assert "Note: mapping.toml" in sentences(data.issues)


def test_a_part_that_fits_no_file_is_a_warning(tmp_path):
    data = export(
        tmp_path, "1,04/03/2026,F1,,", mapping=GOOD.replace('ignore = ["Worker"]', 'file = "other*.csv"')
    )
    assert "Line 5 fits none" in sentences(data.issues, "warning") or "Line 5 fits none" in sentences(
        data.issues
    )


def test_a_sheet_of_a_workbook_is_found_by_its_name_and_true_dates_stay(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Referrals"
    book.active.append(["Ref", "Received", "Type", "Aware"])
    book.active.append(["0042", pd.Timestamp("2026-04-03").to_pydatetime(), "F1", None])
    book.save(tmp_path / "export.xlsx")
    (tmp_path / "our.toml").write_text(
        GOOD.replace('ignore = ["Worker"]', 'sheet = "referrals"'), encoding="utf-8"
    )
    data = load(tmp_path / "export.xlsx", mapping=tmp_path / "our.toml")
    assert data.tables["concerns"]["date_raised"].tolist() == [pd.Timestamp("2026-04-03")]


def test_a_heading_that_is_a_field_of_another_name_goes_where_the_mapping_says(tmp_path):
    write_csv(tmp_path / "a.csv", "Theme,Received,Type", "7,04/03/2026,F1")
    mapping = GOOD.replace('"Ref"', '"Theme"').replace('"Aware" = "aware_at"\n', "")
    (tmp_path / "our.toml").write_text(mapping, encoding="utf-8")
    found = load(tmp_path / "a.csv", mapping=tmp_path / "our.toml").tables["concerns"]
    assert found.loc[0, ["case_id", "theme"]].tolist() == ["7", "financial"]


MISTAKES = [
    (
        'table = "concerns"',
        'table = "concrens"',
        'line 5: there is no table "concrens"; did you mean "concerns"?',
    ),
    ('"case_id"', '"case_no"', 'line 9: there is no field "case_no"; did you mean "case_id"?'),
    ("ignore =", "ignored =", 'line 6: there is no key "ignored"; did you mean "ignore"?'),
    ("date_format", "dateformat", 'line 1: there is no key "dateformat"; did you mean "date_format"?'),
    ("service =", "srevice =", 'line 15: there is no field "srevice"; did you mean "service"?'),
    (
        '"F1" = "financial"',
        '"F1" = "finance"',
        'line 18 gives theme the value "finance", which it cannot take',
    ),
    (
        "[table.answers.theme]",
        "[table.answers.thema]",
        'line 17: there is no field "thema"; did you mean "theme"?',
    ),
    ('"Type" = "theme"', '"Type" = "case_id"', 'line 11 maps "Type" to case_id, as "Ref" is already'),
    ('"Ref" = "case_id"', '"Ref" = 7', 'line 9 must say "Ref" = "..." in quotation marks'),
    ('service = "Ash House"', 'case_id = "1"', "line 15 gives case_id a constant value and a column"),
    ('ignore = ["Worker"]', 'ignore = "Worker"', "line 6 must list headings"),
    ('%H:%M"', '%H:%M %Q"', "line 2 has %Q, which is not known"),
    (
        'date_format = "%m/%d/%Y"',
        'date_format = "%m/%d/%y"',
        "line 1 has %y, and two digits do not tell the century",
    ),
    ('date_format = "%m/%d/%Y"', 'date_format = "%m/%Y"', 'line 1 "%m/%Y" lacks the day, %d'),
    ('"%m/%d/%Y %H:%M"', '"%m/%d/%Y"', 'line 2 "%m/%d/%Y" lacks the hour, %H'),
    ("[[table]]", "[table]", "maps no table; begin one with a line [[table]]"),
    (
        '"Received" = "date_raised"',
        '"Age band" = "date_raised"',
        'line 10 maps "Age band" to date_raised, but it is the heading of age_band; map age_band as well',
    ),
    ('"Ref" = "case_id"', '"Ref" = ', "cannot be read as TOML"),
]


@pytest.mark.parametrize("right,wrong,says", MISTAKES, ids=[wrong for _, wrong, _ in MISTAKES])
def test_a_mistake_in_the_mapping_is_one_sentence_with_its_line(tmp_path, right, wrong, says):
    assert right in GOOD
    with pytest.raises(UserError) as refused:
        export(tmp_path, "1,04/03/2026,F1,,", mapping=GOOD.replace(right, wrong, 1))
    assert says in str(refused.value)
    assert str(refused.value).startswith("our.toml")


def test_two_parts_must_say_where_each_is(tmp_path):
    twice = GOOD + '\n[[table]]\ntable = "case_audits"\n[table.columns]\n"Ref" = "case_id"\n'
    with pytest.raises(UserError, match="line 5 says of no file or sheet where the table is"):
        export(tmp_path, mapping=twice)


def test_a_mapping_that_is_not_there_is_one_sentence(tmp_path):
    write_csv(tmp_path / "a.csv", HEAD)
    with pytest.raises(UserError, match=r"The mapping file none\.toml cannot be opened"):
        load(tmp_path / "a.csv", mapping=tmp_path / "none.toml")


def test_the_shipped_example_reads_its_extract_without_an_error():
    result = check(EXAMPLES / "mapping_example_extract.csv", mapping=EXAMPLES / "mapping_example.toml")
    assert result.ok, sentences(result.issues, "error")
    concerns = result.data.tables["concerns"]
    assert concerns["case_id"].tolist() == ["000417", "000418", "000431"]
    assert concerns["date_raised"].tolist() == list(
        pd.to_datetime(["2026-04-03", "2026-04-11", "2026-05-05"])
    )
    assert concerns["protective_action_at"].dropna().tolist() == [pd.Timestamp("2026-04-11 10:05")]
    assert concerns["risk_outcome"].dropna().tolist() == ["reduced", "removed"]
    assert concerns["theme"].tolist() == ["financial", "neglect", "controlling"]
