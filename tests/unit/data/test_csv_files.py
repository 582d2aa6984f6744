"""Hostile and awkward csv files: read faithfully, or refused with the file's name and the fix."""

import time

import pytest

from msp_qi.data.csv_text import SEPARATORS
from msp_qi.data.load import load
from msp_qi.errors import UserError
from tests.data_files import CONCERNS_HEAD, CONCERNS_LINE, sentences, write_csv


def concerns(path, *lines, **how):
    return load(write_csv(path / "concerns.csv", CONCERNS_HEAD, *lines, **how))


def row(case, person="P1", service="Ash House"):
    return f"{service},{case},{person},03/04/2026,other,,no,"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_gives_the_same_text(tmp_path, encoding):
    data = concerns(tmp_path, row("0042", service="Zoë’s House"), encoding=encoding)
    assert data.tables["concerns"]["service"].tolist() == ["Zoë’s House"]
    assert data.tables["concerns"]["case_id"].tolist() == ["0042"]
    assert not data.errors


def test_windows_1252_is_read_and_said(tmp_path):
    data = concerns(tmp_path, row("1", service="Zoë’s House"), encoding="cp1252")
    assert data.tables["concerns"]["service"].tolist() == ["Zoë’s House"]
    assert "read as Windows-1252" in sentences(data.issues, "note")


@pytest.mark.parametrize(
    "body,says",
    [
        (b"", "concerns.csv is empty"),
        (b"\n\n\n", "concerns.csv is empty"),
        (b"service,case_id\nA\x81,1\n", "neither UTF-8 nor Windows-1252"),
        (b"\xff\xfes\x00e\x00\x00\xd8", "starts as UTF-16 and is not"),
        (b"\xff\xfe\x00\x00abc", "starts as UTF-32 and is not"),
        (b"service,case_id\n\x00\x01\x02abc", "holds zero bytes"),
        (b"PK\x03\x04....", "an Excel workbook or another zip file"),
        (b"%PDF-1.7", "a PDF"),
        (b"PAR1....", "a Parquet file"),
        (b"hello world\n1\n", "has no heading of any template"),
        (
            b"service^case_id\nA^1\n",
            "in its first 2 lines (columns separated by comma, semicolon, tab, vertical bar)",
        ),
    ],
)
def test_what_is_no_csv_is_refused_by_name_with_the_fix(tmp_path, body, says):
    path = tmp_path / "concerns.csv"
    path.write_bytes(body)
    with pytest.raises(UserError) as refused:
        load(path)
    assert str(refused.value).startswith("concerns.csv")
    assert says in str(refused.value)


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_end_gives_the_same_rows(tmp_path, separator, end):
    lines = [line.replace(",", separator) for line in (CONCERNS_HEAD, row("1"), row("2"))]
    data = load(write_csv(tmp_path / "concerns.csv", *lines, end=end))
    assert data.tables["concerns"]["case_id"].tolist() == ["1", "2"]
    assert data.tables["concerns"]["source_row"].tolist() == [2, 3]


def test_excels_separator_line_is_understood_and_counted(tmp_path):
    path = write_csv(
        tmp_path / "concerns.csv", "sep=;", *(line.replace(",", ";") for line in (CONCERNS_HEAD, row("1")))
    )
    assert load(path).tables["concerns"]["source_row"].tolist() == [3]


def test_a_semicolon_file_with_commas_in_its_text_is_not_cut_at_the_commas(tmp_path):
    line = row("1").replace(",", ";").replace("Ash House", "Ash House, Leeds, LS1, UK, Earth, a, b, c, d")
    data = load(write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD.replace(",", ";"), line))
    assert data.tables["concerns"]["service"].tolist() == ["Ash House, Leeds, LS1, UK, Earth, a, b, c, d"]


def test_quoted_commas_quotes_and_line_breaks_belong_to_the_text(tmp_path):
    data = concerns(
        tmp_path,
        '"Ash, House",1,"P ""1""",03/04/2026,other,,no,',
        '"Ash\nHouse",2,,03/04/2026,other,,no,',
        row("3"),
    )
    assert data.tables["concerns"]["service"].tolist() == ["Ash, House", "Ash\nHouse", "Ash House"]
    assert data.tables["concerns"]["person_id"].tolist()[0] == 'P "1"'
    assert data.tables["concerns"]["source_row"].tolist() == [2, 3, 4]
    assert not data.errors


@pytest.mark.parametrize(
    "broken",
    [
        '"Ash House,2,P1,03/04/2026,other,,no,',
        'Ash House,2,"P1,03/04/2026,other,,no,',
        'Ash House,2,"P1"x,03/04/2026,other,,no,',
    ],
)
def test_a_stray_quote_costs_its_own_row_and_no_other(tmp_path, broken):
    data = concerns(tmp_path, row("1"), broken, row("3"), row("4", person='5" pipe'), row("5"))
    assert data.tables["concerns"]["case_id"].tolist() == ["1", "3", "4", "5"]
    assert data.tables["concerns"]["source_row"].tolist() == [2, 4, 5, 6]
    assert 'row 3: found "' in sentences(data.errors)
    assert "quotation mark" in sentences(data.errors)


def test_two_stray_quotes_that_meet_do_not_swallow_what_stands_between(tmp_path):
    data = concerns(tmp_path, row("1", person='"P1'), row("2"), row("3", person='"P3'), row("4"))
    assert data.tables["concerns"]["case_id"].tolist() == ["2", "4"]
    assert [issue.row for issue in data.errors] == [2, 4]


def test_a_comma_that_shifts_the_columns_leaves_the_row_out_and_says_so(tmp_path):
    data = concerns(tmp_path, row("1"), row("2", service="Ash House, Leeds"), row("3"))
    assert data.tables["concerns"]["case_id"].tolist() == ["1", "3"]
    assert 'row 3: found "Ash House", expected 8 columns and not 9. The row was left out' in sentences(
        data.errors
    )


def test_one_trailing_comma_among_others_is_an_error(tmp_path):
    data = concerns(tmp_path, row("1"), row("2") + ",", row("3"))
    assert data.tables["concerns"]["case_id"].tolist() == ["1", "3"]
    assert [issue.row for issue in data.errors] == [3]


def test_a_trailing_comma_in_every_row_shifts_nothing_and_is_a_warning(tmp_path):
    data = concerns(tmp_path, row("1") + ",", row("2") + ",")
    assert data.tables["concerns"]["case_id"].tolist() == ["1", "2"]
    assert data.tables["concerns"]["service"].tolist() == ["Ash House", "Ash House"]
    assert "Every row ends in 1 empty cell(s) too many" in sentences(data.issues, "warning")


def test_a_short_row_is_kept_and_said(tmp_path):
    data = concerns(tmp_path, row("1"), "Ash House,2,P1,03/04/2026,other")
    assert data.tables["concerns"]["case_id"].tolist() == ["1", "2"]
    assert "row 3" in sentences(data.issues, "warning")
    assert "8 columns and not 5" in sentences(data.issues, "warning")


def test_blank_lines_are_skipped_and_rows_still_counted_as_seen(tmp_path):
    data = concerns(tmp_path, "", row("1"), ",,,,,,,", "   ", row("2"))
    assert data.tables["concerns"]["source_row"].tolist() == [3, 6]
    assert not data.errors


def test_headings_below_a_title_are_found_and_the_title_is_named(tmp_path):
    path = write_csv(tmp_path / "concerns.csv", "Safeguarding 2026", "", CONCERNS_HEAD, row("1"))
    data = load(path)
    assert data.tables["concerns"]["source_row"].tolist() == [4]
    assert 'row 1: found "Safeguarding 2026", expected headings in row 1' in sentences(data.issues, "note")


def test_too_many_rows_and_too_many_broken_quotes_are_refused(tmp_path):
    with pytest.raises(UserError, match=r"concerns\.csv has more than 10 rows"):
        load(write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD, *[row("1")] * 11), max_rows=10)
    with pytest.raises(UserError, match="broken quotation marks"):
        concerns(tmp_path, *[row("1", person='"P')] * 500)


def test_a_million_empty_rows_below_the_last_are_no_rows(tmp_path):
    began = time.process_time()
    data = concerns(tmp_path, row("1"), *[","] * 1_000_000)
    assert len(data.tables["concerns"]) == 1
    assert time.process_time() - began < 20


def test_what_is_no_table_is_refused_before_it_takes_memory(tmp_path):
    with pytest.raises(UserError, match="lines; delete the empty ones"):
        concerns(tmp_path, "\n" * 2_000_001)
    with pytest.raises(UserError, match="a line of more than"):
        concerns(tmp_path, "," * 4_000_001)


def test_an_endless_quote_ends_soon(tmp_path):
    began = time.process_time()
    data = concerns(tmp_path, row("1", person='"P1'), *[row(str(n)) for n in range(2, 20_000)])
    assert len(data.tables["concerns"]) == 19_998
    assert time.process_time() - began < 10


def test_a_cell_of_a_megabyte_is_an_error_and_its_row_stays(tmp_path):
    data = concerns(tmp_path, row("1", person="x" * 1_000_000), row("2", person='"' + "y" * 1_000_000 + '"'))
    assert "at most 32,767 characters" in sentences(data.errors)
    assert max(len(issue.value) for issue in data.issues) <= 80
    assert {issue.row for issue in data.errors} | set(data.tables["concerns"]["source_row"]) == {2, 3}


@pytest.mark.parametrize("size", range(0, 200, 7))
def test_a_cut_off_csv_never_ends_in_a_traceback(tmp_path, size):
    path = tmp_path / "concerns.csv"
    whole = "\n".join([CONCERNS_HEAD, row("1"), row("2", person='"P ""2"""')]).encode("utf-16")
    path.write_bytes(whole[:size])
    try:
        load(path)
    except UserError as refused:
        assert "concerns.csv" in str(refused)


def test_the_line_of_the_builders_is_itself_a_good_row(tmp_path):
    assert not concerns(tmp_path, CONCERNS_LINE).errors
