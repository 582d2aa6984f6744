"""The templates: what a person sees, what is never loaded, and what comes back as it went in."""

import csv
import re
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msp_qi.data.assemble import DTYPES, empty_frame
from msp_qi.data.audit_data import SOURCE_COLUMNS
from msp_qi.data.grid import clean, one_line
from msp_qi.data.layout import COVER_SHEET, EXAMPLE_MARK, HELP_SHEETS, is_example_mark
from msp_qi.data.load import load
from msp_qi.data.template import CSV_FOLDER, STARTER, WORKBOOK, write_templates, write_workbook
from msp_qi.data.template_sheets import (
    INPUT_MESSAGE_LENGTH,
    INPUT_TITLE_LENGTH,
    heading_note,
    input_message,
)
from msp_qi.errors import UserError
from msp_qi.schema.fields import CHANGES, STARTER_TABLES, TABLES

FIELDS = [(table, field) for table in TABLES for field in table.fields]
BOTH = [pytest.param(table, field, id=f"{table.name}-{field.name}") for table, field in FIELDS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("templates")
    write_templates(place)
    return place


@pytest.fixture(scope="module")
def book(folder):
    return openpyxl.load_workbook(folder / WORKBOOK)


def test_the_files_are_listed_and_written(tmp_path):
    written = write_templates(tmp_path)
    assert [path.name for path in written] == [WORKBOOK, STARTER, *(f"{table.name}.csv" for table in TABLES)]
    assert all(path.exists() for path in written)


def test_the_same_schema_gives_the_same_bytes(tmp_path, folder):
    write_templates(tmp_path)
    for name in (WORKBOOK, STARTER):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()
        with zipfile.ZipFile(folder / name) as archive:
            assert b"2026-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_the_sheets_stand_in_order_and_none_is_hidden_or_merged(book):
    assert book.sheetnames == [HELP_SHEETS[0], *(table.sheet for table in TABLES), *HELP_SHEETS[1:]]
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_sheet_has_labels_in_row_1_and_a_marked_example_in_row_2(book, table):
    sheet = book[table.sheet]
    assert [cell.value for cell in sheet[1]] == [field.label for field in table.fields]
    assert sheet["A2"].value == EXAMPLE_MARK
    assert is_example_mark(EXAMPLE_MARK)
    assert sheet["A2"].font.italic
    assert sheet.freeze_panes.endswith("2")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.max_row == 2


def test_the_starter_holds_the_two_core_tables_with_only_the_starter_fields(folder):
    book = openpyxl.load_workbook(folder / STARTER)
    assert book.sheetnames == [HELP_SHEETS[0], "Concerns", "Case audits", *HELP_SHEETS[1:]]
    for table in STARTER_TABLES:
        assert [cell.value for cell in book[table.sheet][1]] == [field.label for field in table.fields]
        assert set(table.key) <= {field.name for field in table.fields}
        assert all(field.starter for field in table.fields)
    assert [len(table.fields) for table in STARTER_TABLES] == [6, 24]


def test_a_rating_takes_only_its_range_and_says_so(book):
    sheet = book["Weekly ratings"]
    rule, _ = validations(sheet)[4]
    assert (rule.type, rule.operator or "between", rule.formula1, rule.formula2) == (
        "whole",
        "between",
        "1",
        "5",
    )
    assert "from 1 to 5" in rule.error


def test_a_midnight_is_written_so_that_it_is_read_back(tmp_path):
    rows = {"service": ["Ash House"], "case_id": ["1"], "breach_at": [pd.Timestamp("2026-04-03 00:00")]}
    write_workbook({"breaches": pd.DataFrame(rows)}, tmp_path / "a.xlsx")
    assert load(tmp_path / "a.xlsx").tables["breaches"]["breach_at"].tolist() == [pd.Timestamp("2026-04-03")]


def validations(sheet):
    found = {}
    for rule in sheet.data_validations.dataValidation:
        for part in rule.sqref.ranges:
            for column in range(part.min_col, part.max_col + 1):
                found[column] = (rule, part)
    return found


@pytest.mark.parametrize("table,field", BOTH)
def test_a_column_has_help_and_takes_only_what_its_kind_takes(book, table, field):
    sheet = book[table.sheet]
    column = table.fields.index(field) + 1
    rule, part = validations(sheet)[column]
    assert part.min_row == 2
    assert part.max_row >= 501
    assert rule.prompt == input_message(field)
    assert rule.showInputMessage
    assert sheet.cell(1, column).comment.text == heading_note(field)
    dated = dict.fromkeys(("date", "date and time", "month"), "date")
    expected = (dated | {"choice": "list", "whole number": "whole"}).get(field.kind)
    assert rule.type == expected
    if field.kind == "choice":
        name, cells = rule.formula1.split("!")
        assert [cell[0].value for cell in book[name][cells.replace("$", "")]] == [
            a.label for a in field.answers
        ]


@pytest.mark.parametrize("table,field", BOTH)
def test_what_stands_beside_a_cell_fits_into_what_excel_allows(book, table, field):
    rule, _ = validations(book[table.sheet])[table.fields.index(field) + 1]
    assert len(rule.promptTitle) <= INPUT_TITLE_LENGTH
    assert 0 < len(rule.prompt) <= INPUT_MESSAGE_LENGTH
    assert len(rule.error or "") <= INPUT_MESSAGE_LENGTH
    assert field.help in rule.prompt


def test_a_required_field_says_so_in_words_and_an_audit_item_says_what_good_looks_like():
    for _, field in FIELDS:
        assert ("Must be filled" in input_message(field)) == field.required
        assert ("Must be filled" in heading_note(field)) == field.required
        for words in (field.good, field.guide, field.principle):
            assert words in heading_note(field)


def test_help_that_is_too_long_is_cut_with_a_mark():
    long = FIELDS[0][1].__class__("x", "X" * 40, "text", "word " * 100, "e")
    assert len(input_message(long)) == INPUT_MESSAGE_LENGTH
    assert input_message(long).endswith("…")


def test_csv_templates_hold_the_field_names_and_nothing_else(folder):
    for table in TABLES:
        text = (folder / CSV_FOLDER / f"{table.name}.csv").read_text(encoding="utf-8-sig")
        assert list(csv.reader(text.splitlines())) == [[field.name for field in table.fields]]


def test_an_untouched_template_loads_as_no_rows_and_no_errors(folder):
    for path in (folder / WORKBOOK, folder / STARTER, folder / CSV_FOLDER):
        data = load(path)
        assert {name: len(frame) for name, frame in data.tables.items()} == {"concerns": 0, "case_audits": 0}
        assert not data.errors


def test_text_that_looks_like_a_formula_is_written_as_text(tmp_path):
    table = CHANGES
    dangers = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "=1+1"]
    frame = empty_frame(table).reindex(range(len(dangers)))
    frame["service"] = pd.Series(dangers, dtype="str")
    write_workbook({table.name: frame}, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")[table.sheet]
    for row, danger in enumerate(dangers, start=2):
        assert (sheet.cell(row, 1).value, sheet.cell(row, 1).data_type) == (danger, "s")
        assert sheet.cell(row, 1).quotePrefix
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert not any(b"<f>" in sheet for sheet in sheets)


def test_a_filled_workbook_has_no_example_row_and_true_dates(tmp_path):
    frame = empty_frame(TABLES[0]).reindex([0])
    frame["service"], frame["date_raised"], frame["theme"] = (
        "Ash House",
        pd.Timestamp("2026-04-03"),
        "financial",
    )
    write_workbook({"concerns": frame}, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Concerns"]
    values = {cell.value: row.value for cell, row in zip(sheet[1], sheet[2], strict=True)}
    assert values["Service"] == "Ash House"
    assert values["Main theme"] == "Financial pressure"
    assert values["Date raised"].isoformat() == "2026-04-03T00:00:00"
    assert sheet["D2"].is_date


def test_a_column_that_the_frame_lacks_is_not_written_unless_a_person_is_to_fill_it_in(tmp_path):
    frames = {"concerns": empty_frame(TABLES[0])[["service", "case_id", "date_raised", "theme", "age_band"]]}
    headings = {}
    for to_fill_in in (False, True):
        write_workbook(frames, tmp_path / "a.xlsx", to_fill_in=to_fill_in)
        headings[to_fill_in] = [
            cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsx")["Concerns"][1]
        ]
    assert headings[False] == ["Service", "Case number", "Date raised", "Main theme", "Age band"]
    assert headings[True] == [field.label for field in TABLES[0].fields]


@pytest.mark.parametrize(
    "filled,says", [(False, "below the grey example row"), (True, "Fill in the rows that are there")]
)
def test_the_cover_speaks_of_an_example_row_only_where_there_is_one(tmp_path, filled, says):
    if filled:
        write_workbook({"concerns": empty_frame(TABLES[0])}, tmp_path / WORKBOOK)
    else:
        write_templates(tmp_path)
    cover = [cell.value or "" for cell in openpyxl.load_workbook(tmp_path / WORKBOOK)[COVER_SHEET]["B"]]
    assert any(says in line for line in cover)
    assert any("example row" in line for line in cover) is not filled


@pytest.mark.parametrize(
    "frames,says",
    [
        ({"nonsense": pd.DataFrame()}, "There is no table nonsense"),
        ({"concerns": pd.DataFrame({"colour": ["red"]})}, "The table concerns has no column colour"),
        (
            {"concerns": pd.DataFrame({"theme": ["robbery"]})},
            'concerns, row 2, column D (Main theme) holds "robbery"; the answers are ',
        ),
        ({"concerns": pd.DataFrame({"service": ["x" * 32_768]})}, "longer than the 32,767 characters"),
    ],
)
def test_what_cannot_be_written_is_a_sentence(tmp_path, frames, says):
    with pytest.raises(UserError) as refused:
        write_workbook(frames, tmp_path / "a.xlsx")
    assert says in str(refused.value)


TEXT = (
    st.text(max_size=30)
    .map(clean)
    .filter(lambda text: not text.startswith("#") and not is_example_mark(text))
)
# A number that Excel has shortened, such as 1E5, is refused as an id; an apostrophe before it falls away.
SHORTENED = re.compile(r"[0-9]([.,][0-9]+)?[Ee]\+?[0-9]{1,3}")
DAYS = st.datetimes(pd.Timestamp("1990-01-01"), pd.Timestamp("2100-12-31")).map(
    lambda day: pd.Timestamp(day).normalize()
)
MOMENTS = st.datetimes(pd.Timestamp("1990-01-01"), pd.Timestamp("2100-12-31")).map(
    lambda moment: pd.Timestamp(moment).floor("s")
)
COUNTS = st.integers(0, 10**9)


def column(field, rows):
    values = {
        "choice": st.sampled_from(field.codes or ("",)),
        "date": DAYS,
        "date and time": MOMENTS,
        "month": DAYS.map(lambda day: day.replace(day=1)),
        "whole number": COUNTS if field.between is None else st.integers(*field.between),
        "id": TEXT.map(one_line).filter(lambda text: not SHORTENED.fullmatch(text) and "'" not in text),
    }.get(field.kind, TEXT)
    gaps = values if field.required else st.none() | values
    return st.lists(gaps.map(lambda value: None if value == "" else value), min_size=rows, max_size=rows)


@st.composite
def filled(draw, table):
    rows = draw(st.integers(0, 4))
    data = {
        field.name: pd.Series(draw(column(field, rows)), dtype=DTYPES[field.kind]) for field in table.fields
    }
    frame = pd.DataFrame(data)
    return frame[frame.notna().any(axis=1)].reset_index(drop=True)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(draw=st.data())
def test_what_is_written_is_loaded_back_as_it_was(tmp_path, table, draw):
    frame = draw.draw(filled(table))
    write_workbook({table.name: frame}, tmp_path / "round.xlsx")
    tables = load(tmp_path / "round.xlsx").tables
    assert (table.name in tables) == (table.required or len(frame) > 0)
    loaded = tables.get(table.name)
    if loaded is None:
        return
    pd.testing.assert_frame_equal(loaded.drop(columns=list(SOURCE_COLUMNS)), frame, check_dtype=True)
    assert loaded["source_row"].tolist() == [*range(2, len(frame) + 2)]
