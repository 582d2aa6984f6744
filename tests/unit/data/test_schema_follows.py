"""One field more in the schema, and template, dictionary, loader, checks and csv follow."""

import csv
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from msp_qi.data.dictionary import dictionary_headings, dictionary_markdown, dictionary_rows
from msp_qi.data.template import CSV_FOLDER, WORKBOOK, write_templates
from msp_qi.data.validate import check
from msp_qi.schema import answers
from msp_qi.schema.field import Answer, Field, Table
from msp_qi.schema.fields import CASE_AUDITS, CONCERNS, TABLES
from tests.data_files import AUDIT, CONCERN

MOOD = Field(
    "mood",
    "How it felt",
    "choice",
    "How the person felt afterwards.",
    "Better",
    answers=(Answer("better", "Better"), Answer("worse", "Worse")),
)
VISITS = Field("visits", "Visits", "whole number", "How many visits.", "3", required=True)
SEEN = Field("seen", "Seen on", "date", "The day.", "01/02/2026")
NEXT = Field("next_on", "Next on", "date", "The day it is due.", "01/02/2026", ahead=True)
ITEM = Field("a99_kind", "A99 Kind", "choice", "Was it kind?", "Met", answers=answers.AUDIT, good="Kindness.")
MORE = (
    replace(CONCERNS, fields=(*CONCERNS.fields, MOOD, VISITS, SEEN, NEXT)),
    replace(CASE_AUDITS, fields=(*CASE_AUDITS.fields, ITEM)),
    Table("pets", "Pets", "Pets", "One row for each pet.", (CONCERNS.fields[0], VISITS), ("service",)),
)


@pytest.fixture
def workbook(tmp_path):
    write_templates(tmp_path, MORE)
    return tmp_path / WORKBOOK


def fill(path, sheet, row, values):
    book = openpyxl.load_workbook(path)
    columns = {cell.value: cell.column for cell in book[sheet][1]}
    for label, value in values.items():
        book[sheet].cell(row, columns[label]).value = value
    book.save(path)


def test_the_template_has_the_new_columns_with_dropdown_and_help(workbook):
    book = openpyxl.load_workbook(workbook)
    assert [cell.value for cell in book["Concerns"][1]][-4:] == [
        "How it felt",
        "Visits",
        "Seen on",
        "Next on",
    ]
    prompts = {rule.promptTitle: rule for rule in book["Concerns"].data_validations.dataValidation}
    assert prompts["How it felt"].type == "list"
    assert prompts["Visits"].type == "whole"
    assert "Pets" in book.sheetnames
    assert "How it felt" in [cell.value for cell in book["Lists"][1]]
    assert "How it felt" in [cell.value for cell in book["Dictionary"]["B"]]


def test_the_csv_template_has_the_new_columns(workbook):
    head = (workbook.parent / CSV_FOLDER / "concerns.csv").read_text(encoding="utf-8-sig")
    assert next(csv.reader([head]))[-4:] == ["mood", "visits", "seen", "next_on"]


def test_the_loader_and_the_checks_follow(workbook):
    seen = {"How it felt": "worse", "Visits": 4, "Seen on": "03/04/2099", "Next on": "04/04/2099"}
    fill(workbook, "Concerns", 3, CONCERN | seen)
    fill(workbook, "Concerns", 4, CONCERN | {"Case number": "2", "How it felt": "Bettr", "Visits": "some"})
    fill(workbook, "Concerns", 5, CONCERN | {"Case number": "3"})
    fill(workbook, "Case audits", 3, AUDIT | {"Date audited": "20/04/2026"})
    result = check(workbook, as_of=date(2026, 6, 1), tables=MORE)
    concerns = result.data.tables["concerns"]
    assert concerns["mood"].tolist()[:1] == ["worse"]
    assert concerns["visits"].dtype == "Int64"
    assert concerns["visits"][0] == 4
    said = {(issue.row, issue.column): issue for issue in result.issues}
    assert said[3, "Seen on"].expected == "a day that has been"
    assert (3, "Next on") not in said
    assert said[4, "How it felt"].fix == 'Did you mean "Better"?'
    assert said[4, "Visits"].expected == "a whole number, 0 or more"
    assert said[5, "Visits"].expected == "an answer, and the cell is empty"
    blank = next(issue for issue in result.issues if "A blank counts" in issue.fix)
    assert "A99 Kind" in blank.column


def test_a_field_taken_away_is_no_traceback(workbook):
    fewer = (
        replace(CONCERNS, fields=CONCERNS.fields[:5]),
        replace(CASE_AUDITS, fields=CASE_AUDITS.fields[:4]),
    )
    fill(workbook, "Concerns", 3, CONCERN)
    result = check(workbook, tables=fewer)
    assert "Visits" in {issue.column for issue in result.issues if issue.severity == "warning"}
    assert list(result.data.tables) == ["concerns", "case_audits"]


def test_the_dictionary_describes_every_field_and_nothing_breaks_its_tables():
    rows = dictionary_rows()
    assert [(row.sheet, row.heading) for row in rows] == [
        (table.sheet, field.label) for table in TABLES for field in table.fields
    ]
    assert len(dictionary_headings()) == len(rows[0])
    assert "Care Act principle" in dictionary_headings()
    text = dictionary_markdown(MORE)
    for field in (MOOD, VISITS, SEEN, ITEM):
        assert f"`{field.name}`" in text
    assert "Better (better); Worse (worse)" in text
    widths = {line.replace("\\|", "").count("|") for line in text.splitlines() if line.startswith("|")}
    assert widths == {8}
    assert text.endswith("\n")


def test_the_dictionary_quotes_what_good_looks_like_and_the_guide():
    text = dictionary_markdown()
    for field in CASE_AUDITS.fields:
        assert field.good in text
        assert field.guide in text
