from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_qi.data.cells import answer_key, read_cell
from msp_qi.data.grid import MAX_CELL_LENGTH, Cell
from msp_qi.schema.field import Answer, Field
from msp_qi.schema.fields import TABLES
from tests.data_files import field

COUNT = Field("journeys", "Journeys", "whole number", "How many.", "3")
RATING = Field("control", "Control", "whole number", "1 to 5.", "3", between=(1, 5))
MOMENT = Field("aware_at", "Knew at", "date and time", "When.", "03/04/2026 09:15")
FIELDS = [field for table in TABLES for field in table.fields] + [COUNT]


@pytest.mark.parametrize("typed", ["0042", "007", "12345678901234567890", "A-1/b", "NA", "None", "null"])
def test_ids_stay_as_they_were_typed(typed):
    assert read_cell(Cell(typed), field("Case number")) == (typed, None, "", "")


def test_a_number_in_an_id_cell_is_its_digits_and_too_many_digits_are_a_warning():
    assert read_cell(Cell("42", "number"), field("Case number")).value == "42"
    reading = read_cell(Cell("12345678901234500000", "number"), field("Case number"))
    assert reading.value == "12345678901234500000"
    assert reading.severity == "warning"
    assert "first 15 digits" in reading.expected


@pytest.mark.parametrize("cell", [Cell("1.23457E+19"), Cell("2026-04-03", "date")])
def test_an_id_that_excel_has_spoilt_is_an_error(cell):
    reading = read_cell(cell, field("Case number"))
    assert (reading.value, reading.severity) == (None, "error")
    assert "Format the column as Text" in reading.fix


@pytest.mark.parametrize("word", ["NA", "None", "null", "nan", "N/A", "-"])
def test_words_that_look_like_nothing_stay_words_in_text(word):
    assert read_cell(Cell(word), field("Outcome wanted")).value == word


@pytest.mark.parametrize("blank", ["", "  ", "\u00a0", "\n\t", "\u200b", "\x07"])
@pytest.mark.parametrize("any_field", FIELDS, ids=lambda found: found.name)
def test_an_empty_cell_is_missing_and_no_problem(blank, any_field):
    assert read_cell(Cell(blank), any_field) == (None, None, "", "")


@pytest.mark.parametrize(
    "typed,code",
    [
        ("Met", "met"),
        (" met ", "met"),
        ("NOT  MET", "not_met"),
        ("not_met", "not_met"),
        ("partially met", "partly"),
        ("N/A", "na"),
        ("na", "na"),
        ("Can’t tell", "cannot_tell"),
    ],
)
def test_a_choice_is_matched_by_code_label_or_other_spelling(typed, code):
    assert read_cell(Cell(typed), field("A1 Own words")).value == code


def test_a_near_miss_is_named_and_never_taken():
    reading = read_cell(Cell("Partly mett"), field("A1 Own words"))
    assert (reading.value, reading.severity) == (None, "error")
    assert reading.fix == 'Did you mean "Partly met"?'
    assert reading.expected == "one of: Met; Partly met; Not met; Not applicable; Cannot tell"


def test_a_far_miss_is_sent_to_the_list():
    assert read_cell(Cell("7"), field("A1 Own words")).fix.startswith("Pick an answer from the list")


def test_a_spelling_with_two_meanings_is_refused_by_both_names():
    two = Field(
        "x",
        "X",
        "choice",
        "",
        "",
        answers=(Answer("a", "First", ("same",)), Answer("b", "Second", ("same",))),
    )
    assert 'could mean "First" or "Second"' in read_cell(Cell("same"), two).fix


@pytest.mark.parametrize(
    "any_field", [found for found in FIELDS if found.answers], ids=lambda found: found.name
)
def test_every_code_and_label_means_its_own_answer(any_field):
    for answer in any_field.answers:
        for typed in (answer.code, answer.label, answer.label.upper(), f"  {answer.label} "):
            assert read_cell(Cell(typed), any_field).value == answer.code


@pytest.mark.parametrize("any_field", FIELDS, ids=lambda found: found.name)
def test_every_example_of_the_schema_is_a_good_cell(any_field):
    reading = read_cell(Cell(any_field.example), any_field)
    assert reading.value is not None
    assert reading.severity is None


def test_a_serial_number_is_converted_with_a_warning_that_says_which_day():
    reading = read_cell(Cell("46115"), field("Date raised"))
    assert (reading.value, reading.severity) == (date(2026, 4, 3), "warning")
    assert "read as 03/04/2026" in reading.fix
    assert read_cell(Cell("46115", "number"), field("Audit month")).value == date(2026, 4, 1)


def test_a_serial_number_of_a_1904_workbook_is_refused():
    reading = read_cell(Cell("46115", "number in a 1904 workbook"), field("Date raised"))
    assert (reading.value, reading.severity) == (None, "error")
    assert "1904" in reading.fix


def test_a_time_behind_a_day_is_left_out_and_said():
    reading = read_cell(Cell("2026-04-03 14:30:00", "date"), field("Date raised"))
    assert (reading.value, reading.severity) == (date(2026, 4, 3), "note")
    assert "14:30:00" in reading.fix


@pytest.mark.parametrize("cell", [Cell("#N/A"), Cell("#REF!", "error"), Cell("#########"), Cell("#DIV/0!")])
@pytest.mark.parametrize("any_field", FIELDS, ids=lambda found: found.name)
def test_an_excel_error_is_an_error_in_every_kind_of_cell(cell, any_field):
    assert read_cell(cell, any_field)[:2] == (None, "error")


def test_a_formula_without_a_saved_value_says_how_to_save_it():
    reading = read_cell(Cell("formula", "no saved value"), field("Outcome wanted"))
    assert (reading.value, reading.severity) == (None, "error")
    assert "save it" in reading.fix


@pytest.mark.parametrize("typed,value", [("3", 3), ("0", 0), ("3.0", 3)])
def test_whole_numbers(typed, value):
    assert read_cell(Cell(typed), COUNT).value == value


@pytest.mark.parametrize("typed", ["3.5", "-1", "1,000", "three", "1e3", "٣", "9" * 40])
def test_what_is_no_whole_number_is_an_error(typed):
    assert read_cell(Cell(typed), COUNT)[:2] == (None, "error")


def test_control_characters_are_taken_out_and_said():
    reading = read_cell(Cell("I want\x07 to \x1b[31mgo home"), field("Outcome wanted"))
    assert reading.value == "I want to [31mgo home"
    assert reading.severity == "note"


def test_a_cell_longer_than_excel_allows_is_an_error():
    assert read_cell(Cell("x" * (MAX_CELL_LENGTH + 1)), field("Outcome wanted")).severity == "error"


@given(st.text(max_size=60), st.sampled_from(FIELDS))
def test_any_text_in_any_field_is_a_value_or_a_problem_with_a_fix(text, any_field):
    reading = read_cell(Cell(text), any_field)
    if reading.severity == "error":
        assert reading.value is None
        assert reading.expected
        assert reading.fix[-1] in ".?"
    elif reading.value is not None and any_field.answers:
        assert reading.value in any_field.codes


@given(st.text(max_size=20))
def test_the_key_of_a_spelling_is_its_own_key(text):
    assert answer_key(answer_key(text)) == answer_key(text)


@pytest.mark.parametrize("typed,value", [("1", 1), ("5", 5), ("3.0", 3)])
def test_a_rating_within_its_range_is_taken(typed, value):
    assert read_cell(Cell(typed, "number"), RATING) == (value, None, "", "")


@pytest.mark.parametrize("typed", ["0", "6", "-1", "3.5", "3/5", "good"])
def test_a_rating_out_of_its_range_is_an_error_that_names_the_range(typed):
    reading = read_cell(Cell(typed, "number"), RATING)
    assert (reading.value, reading.severity) == (None, "error")
    assert reading.expected == "a whole number from 1 to 5"


def test_a_true_excel_moment_is_read_and_a_day_without_a_time_is_an_error():
    assert read_cell(Cell("2026-04-03 09:15:00", "date"), MOMENT).value == datetime(2026, 4, 3, 9, 15)
    reading = read_cell(Cell("2026-04-03", "date"), MOMENT)
    assert (reading.value, reading.severity) == (None, "error")
    assert "The time is missing" in reading.fix


def test_a_serial_in_a_cell_for_a_moment_is_read_with_a_warning():
    reading = read_cell(Cell("46115.6041666667", "number"), MOMENT)
    assert (reading.value, reading.severity) == (datetime(2026, 4, 3, 14, 30), "warning")
    assert "It was read as 03/04/2026 14:30" in reading.fix
    assert read_cell(Cell("46115.6041666667", "number in a 1904 workbook"), MOMENT).value is None
