"""Awkward files as people and programs leave them: each is read as it was meant, or named with what to do."""

import io
import os
import sys
import warnings
import zipfile
from datetime import date

import openpyxl
import pytest

from msp_qi.data import annotated as copies
from msp_qi.data.annotated import LIST_SHEET, annotated, annotated_copies
from msp_qi.data.csv_text import MAX_CSV_BYTES
from msp_qi.data.grid import Cell, Grid, clean
from msp_qi.data.issues import Issue
from msp_qi.data.load import load
from msp_qi.data.validate import LONGEST_DETAIL, check
from msp_qi.data.xml_stream import MAX_BYTES_BETWEEN_TAGS, MAX_DEPTH
from msp_qi.errors import UserError
from msp_qi.schema.fields import CONCERNS
from tests.data_files import (
    AUDIT,
    CONCERN,
    CONCERNS_HEAD,
    CONCERNS_LINE,
    change,
    labels,
    replace_part,
    sentences,
    write_csv,
    write_xlsx,
)

SHEET = "xl/worksheets/sheet1.xml"


def line(case="0042", **given):
    cells = {"service": "Ash House", "date": "03/04/2026", "concluded": ""} | given
    return f"{cells['service']},{case},P017,{cells['date']},other,,no,{cells['concluded']}"


def raw(folder, body, name="concerns.csv"):
    (folder / name).write_bytes(body)
    return folder / name


def concerns(folder, *lines):
    return load(write_csv(folder / "concerns.csv", CONCERNS_HEAD, *lines))


def edited(folder, edit):
    return replace_part(write_xlsx(folder / "audit.xlsx"), SHEET, lambda body: edit(body))


# ---- what would take minutes or all memory


@pytest.mark.parametrize(
    "trap",
    [
        b'<x y="' + b"z" * (MAX_BYTES_BETWEEN_TAGS + 2**23) + b'"/>',
        b"<x>" + b" " * (MAX_BYTES_BETWEEN_TAGS + 2**23) + b"</x>",
        b"<x>" * (MAX_DEPTH + 1) + b"</x>" * (MAX_DEPTH + 1),
    ],
    ids=["a tag of megabytes", "a text of megabytes", "nested without end"],
)
def test_xml_that_the_parser_would_keep_whole_is_refused(tmp_path, trap):
    path = edited(tmp_path, lambda body: body.replace(b"</sheetData>", b"</sheetData>" + trap))
    with pytest.raises(UserError, match=r"audit\.xlsx is damaged"):
        load(path)


def test_a_cell_with_two_values_is_never_read_as_one(tmp_path):
    two = b'<row r="9"><c r="B9"><v>1</v><v>2</v></c></row></sheetData>'
    with pytest.raises(UserError, match=r"audit\.xlsx is damaged"):
        load(edited(tmp_path, lambda body: body.replace(b"</sheetData>", two)))


def test_a_csv_that_would_fill_the_memory_is_refused_by_its_size(tmp_path):
    path = raw(tmp_path, b"")
    os.truncate(path, MAX_CSV_BYTES + 1)
    with pytest.raises(UserError, match=r"concerns\.csv is larger than 50 MB; split it"):
        load(path)


@pytest.mark.parametrize("kind", ["date32", "timestamp"])
def test_a_day_that_no_calendar_holds_is_one_sentence(tmp_path, kind):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    types = {"date32": (3_000_000, pyarrow.date32()), "timestamp": (2**62, pyarrow.timestamp("us"))}
    number, made = types[kind]
    parquet.write_table(
        pyarrow.table({"service": ["Ash"], "date_raised": pyarrow.array([number], made)}),
        tmp_path / "c.parquet",
    )
    with pytest.raises(UserError, match=r"c\.parquet holds a day before the year 1 or after 9999"):
        load(tmp_path / "c.parquet")


# ---- encodings


@pytest.mark.parametrize("body", [b"1\x00", b"\x00" * 4096], ids=["one in a cell", "the end lost in a crash"])
def test_a_zero_byte_is_named_with_its_line(tmp_path, body):
    text = f"{CONCERNS_HEAD}\n{line('1')}\n".encode()
    with pytest.raises(UserError, match="holds zero bytes, the first in line 3"):
        load(raw(tmp_path, text + body))


def test_utf_16_that_breaks_off_is_named_as_what_it_is(tmp_path):
    with pytest.raises(UserError, match="starts as UTF-16 and is not"):
        load(raw(tmp_path, f"{CONCERNS_HEAD}\n{line()}".encode("utf-16-le")[:-1]))


def test_two_encodings_in_one_file_are_refused_with_a_line_of_each(tmp_path):
    one, other = (line(case, service="Café") for case in "12")
    body = f"{CONCERNS_HEAD}\n{one}\n".encode() + f"{other}\n".encode("cp1252")
    with pytest.raises(UserError, match=r"mixes UTF-8 and Windows-1252 text \(look at lines 2 and 3\)"):
        load(raw(tmp_path, body))


def test_windows_1252_with_an_accent_before_a_curly_mark_is_not_taken_for_two_encodings(tmp_path):
    text = f"{CONCERNS_HEAD}\n{line(service='The café’s “È” – CAFÉ’S')}\n"
    data = load(raw(tmp_path, text.encode("cp1252")))
    assert data.tables["concerns"]["service"].tolist() == ["The café’s “È” – CAFÉ’S"]


def test_a_byte_of_no_encoding_is_named_with_its_line(tmp_path):
    with pytest.raises(UserError, match="is neither UTF-8 nor Windows-1252 text in line 2"):
        load(raw(tmp_path, f"{CONCERNS_HEAD}\n".encode() + b"Ash \x81 House"))


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r", "\r\n"])
def test_a_line_end_of_another_program_never_joins_two_words(end):
    assert clean(f"Ash{end}House") == "Ash\nHouse"


# ---- csv


def test_a_separator_behind_the_last_heading_names_no_column(tmp_path):
    path = write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD + ",", line("1"), line("2") + ",")
    data = load(path)
    assert data.tables["concerns"]["case_id"].tolist() == ["1", "2"]
    assert "columns" not in sentences([issue for issue in data.issues if issue.row in (2, 3)])


@pytest.mark.parametrize("write", [write_csv, None], ids=["csv", "xlsx"])
def test_headings_that_are_all_nearly_right_are_each_named(tmp_path, write):
    rows = ["Servise,Case numbr,Date riased", "Ash House,1,03/04/2026"]
    path = tmp_path / ("concerns.csv" if write else "concerns.xlsx")
    if write:
        write(path, *rows)
    else:
        book = openpyxl.Workbook()
        book.active.title = "Concerns"
        for row in rows:
            book.active.append(row.split(","))
        book.save(path)
    said = sentences(load(path).errors)
    assert '"Servise" (did you mean "Service"?), "Case numbr" (did you mean "Case number"?)' in said
    assert "2 filled rows not read" in said


def test_an_export_that_is_like_no_table_is_still_refused(tmp_path):
    with pytest.raises(UserError, match="no heading of any template in its first 2 lines"):
        load(write_csv(tmp_path / "concerns.csv", "Colour,Wheels", "red,4"))


# ---- cells


def concern_with(folder, value, number_format="General", label="Case number"):
    def edit(book):
        cell = book["Concerns"].cell(2, labels(CONCERNS).index(label) + 1)
        cell.value, cell.number_format = value, number_format

    return load(change(write_xlsx(folder / "audit.xlsx", [CONCERN]), edit))


def test_an_export_that_keeps_excel_from_its_ids_gives_the_ids(tmp_path):
    data = concerns(tmp_path, 'Ash House,="0042",="P""1",="03/04/2026",other,,no,')
    row = data.tables["concerns"].iloc[0]
    assert (row["case_id"], row["person_id"], row["date_raised"].date()) == ("0042", 'P"1', date(2026, 4, 3))
    assert sentences(data.issues).count('The ="…" around it was left out.') == 3


def test_what_stands_in_such_a_wrapping_is_held_to_the_rule_of_its_field(tmp_path):
    data = concerns(tmp_path, 'Ash House,1,P1,="31/02/2026",other,,no,')
    assert "There is no such day in the calendar" in sentences(data.errors)


@pytest.mark.parametrize("typed", ["'0042", "'0042'"])
def test_an_apostrophe_that_keeps_a_number_as_text_is_no_part_of_the_id(tmp_path, typed):
    data = concerns(tmp_path, line(typed))
    assert data.tables["concerns"]["case_id"].tolist() == ["0042"]
    assert "no apostrophe in front" in sentences(data.issues, "note")


@pytest.mark.parametrize(
    "number_format", ['"C"0000', "\\C0000", "0000\\-00", '0000"/26"', "00-00", 'General" b"']
)
def test_an_id_that_a_number_format_shows_otherwise_is_doubted(tmp_path, number_format):
    data = concern_with(tmp_path, 42, number_format)
    assert data.tables["concerns"]["case_id"].tolist() == ["42"]
    assert "It was read as 42; format the column as Text in Excel" in sentences(data.issues, "warning")


@pytest.mark.parametrize(
    "number_format,shown", [("0000", "0042"), ("General", "42"), ("#,##0", "42"), ("0", "42"), ("@", "42")]
)
def test_an_id_in_a_usual_number_format_is_what_the_cell_shows(tmp_path, number_format, shown):
    data = concern_with(tmp_path, 42, number_format)
    assert data.tables["concerns"]["case_id"].tolist() == [shown]
    assert "format the column" not in sentences(data.issues).casefold()


def test_an_id_that_may_have_lost_zeros_at_its_end_is_doubted(tmp_path):
    assert "zeros at the end of a number such as 1.10" in sentences(
        concern_with(tmp_path, 1.1).issues, "warning"
    )


def test_true_is_no_case_number(tmp_path):
    assert "expected a case number, not the answer TRUE" in sentences(concern_with(tmp_path, True).errors)


def test_words_that_excel_made_a_date_of_are_noted(tmp_path):
    data = concern_with(tmp_path, date(2026, 4, 3), "dd/mm/yyyy", "Service")
    assert data.tables["concerns"]["service"].tolist() == ["2026-04-03"]
    assert "Excel may have made a date of other words" in sentences(data.issues, "note")


def test_a_day_in_the_place_of_a_month_is_read_and_its_year_doubted(tmp_path):
    head = "service,case_id,audit_month,sampled_as"
    data = load(
        write_csv(tmp_path / "case_audits.csv", head, "A,1,25/04/2026,random", "A,2,01/04/2026,random")
    )
    assert data.tables["case_audits"]["audit_month"].dt.day.tolist() == [1, 1]
    told = [issue for issue in data.issues if "It was read as April 2026" in issue.fix]
    assert [(issue.row, issue.severity) for issue in told] == [(2, "note")]


def test_a_thirteenth_month_is_told_in_the_words_of_a_month(tmp_path):
    head = "service,case_id,audit_month,sampled_as"
    data = load(write_csv(tmp_path / "case_audits.csv", head, "A,1,13/2026,random"))
    assert "There is no month 13; write the month and the year" in sentences(data.errors)


def test_a_month_first_date_in_one_column_puts_the_other_columns_in_doubt(tmp_path):
    data = concerns(
        tmp_path, line("1", date="04/03/2026", concluded="04/23/2026"), line("2", date="05/05/2026")
    )
    (doubt,) = [issue for issue in data.issues if issue.expected == "every date day first"]
    assert (doubt.severity, doubt.row, doubt.column) == ("warning", 2, "date_raised")
    assert doubt.fix.startswith(
        'Row 2 of "date_concluded" is month first, so 1 other date in this column may be'
    )


def test_dates_that_are_all_day_first_are_not_doubted(tmp_path):
    data = concerns(tmp_path, line("1", date="04/03/2026", concluded="23/04/2026"))
    assert [issue for issue in data.issues if issue.expected == "every date day first"] == []


# ---- sheets


@pytest.mark.parametrize("name", ["Lists", "Dictionary", "Read me first"])
def test_a_table_on_a_sheet_named_like_a_help_sheet_is_read(tmp_path, name):
    path = change(write_xlsx(tmp_path / "audit.xlsx"), lambda book: setattr(book["Concerns"], "title", name))
    result = check(path)
    assert len(result.data.tables["concerns"]) == 1
    assert f'sheet {name}: expected the sheet name "Concerns"' in sentences(result.issues, "warning")
    (content,) = annotated_copies(path, result.issues).values()
    (tmp_path / "copy.xlsx").write_bytes(content)
    assert name in openpyxl.load_workbook(tmp_path / "copy.xlsx").sheetnames


def test_the_name_of_a_sheet_is_shown_without_marks_that_turn_the_text_round(tmp_path):
    path = write_xlsx(tmp_path / "audit.xlsx", [CONCERN | {"Date raised": "bad"}])
    turned = 'name="Conc\u202eerns\u2066"'.encode()
    replace_part(path, "xl/workbook.xml", lambda body: body.replace(b'name="Concerns"', turned))
    assert {issue.sheet for issue in load(path).errors} == {"Concerns"}


def test_a_hidden_column_of_a_long_heading_is_told_in_short(tmp_path):
    def edit(book):
        book["Concerns"]["AN1"], book["Concerns"]["AN2"] = "h" * 30_000, "x"
        book["Concerns"].column_dimensions["AN"].hidden = True

    told = load(change(write_xlsx(tmp_path / "audit.xlsx"), edit)).issues
    assert max(len(issue.sentence) for issue in told) < 1_000


# ---- folders


def month(folder, name, case, **given):
    return write_xlsx(
        folder / name, [CONCERN | {"Case number": case} | given], [AUDIT | {"Case number": case}]
    )


@pytest.mark.parametrize("ending", [".xls", ".xlsb", ".numbers", ".fods"])
def test_a_month_in_a_format_that_cannot_be_read_is_an_error(tmp_path, ending):
    month(tmp_path, "2026-01.xlsx", "1")
    raw(tmp_path, b"x", f"2026-02{ending}")
    (error,) = load(tmp_path).errors
    assert (error.file, error.fix) == (
        f"2026-02{ending}",
        "What it holds was not read and is not counted; save it as xlsx or csv.",
    )


def test_a_folder_of_old_workbooks_alone_says_what_to_do_with_them(tmp_path):
    raw(tmp_path, b"x", "2026-02.xls")
    with pytest.raises(UserError, match=r"2026-02\.xls: What it holds was not read.*save it as xlsx"):
        load(tmp_path)


def test_a_hidden_file_of_data_is_named_and_a_program_s_own_is_not(tmp_path):
    month(tmp_path, "2026-01.xlsx", "1")
    for name in (".2026-02.xlsx", "._2026-01.xlsx", "~$2026-01.xlsx", ".~lock.2026-01.xlsx#", ".DS_Store"):
        raw(tmp_path, b"x", name)
    told = [issue for issue in load(tmp_path).issues if issue.row is None]
    assert [(issue.file, issue.severity) for issue in told] == [(".2026-02.xlsx", "warning")]


def test_the_same_file_twice_is_read_once_and_told_once(tmp_path):
    path = month(tmp_path, "April.xlsx", "1")
    (tmp_path / "Copy of April.xlsx").write_bytes(path.read_bytes())
    month(tmp_path, "May.xlsx", "2")
    result = check(tmp_path, as_of=date(2026, 6, 1))
    assert sorted(result.data.tables["concerns"]["case_id"]) == ["1", "2"]
    (told,) = [issue for issue in result.issues if issue.file == "Copy of April.xlsx"]
    assert told.severity == "warning"
    assert (
        told.fix == "It is the same as April.xlsx, byte for byte, and was read once; delete one of the two."
    )


def test_the_sentence_names_the_file_that_cannot_be_read(tmp_path):
    month(tmp_path, "2026-01.xlsx", "1")
    raw(tmp_path, b"PK\x03\x04", "2026-02.xlsx")
    assert check(tmp_path).text.startswith("1 error in 2026-02.xlsx: look first at 2026-02.xlsx.")


def test_the_mark_that_libreoffice_leaves_names_its_file(tmp_path):
    with pytest.raises(UserError, match=r"LibreOffice leaves while audit\.ods is open; check audit\.ods\."):
        load(raw(tmp_path, b",rose,", ".~lock.audit.ods#"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no such name")
@pytest.mark.parametrize(
    "name", ["con\x1b[31mcerns\x07.csv", "concerns\u202e.csv", os.fsdecode(b"concerns\xff.csv")]
)
def test_a_name_that_cannot_be_shown_is_refused_and_shown_without_it(tmp_path, name):
    try:
        path = write_csv(tmp_path / name, CONCERNS_HEAD, line())
    except OSError:
        pytest.skip("macOS takes only names in UTF-8")
    with pytest.raises(
        UserError, match="The name of the file holds characters that cannot be shown"
    ) as refused:
        load(path)
    assert str(refused.value).isprintable()
    month(tmp_path, "2026-01.xlsx", "1")
    (error,) = load(tmp_path).errors
    assert error.sentence.isprintable() and "rename it" in error.fix


# ---- messages


def test_a_long_name_does_not_fill_a_message(tmp_path):
    result = check(write_xlsx(tmp_path / "audit.xlsx", [CONCERN | {"Service": "z" * 30_000}], [AUDIT]))
    assert max(len(issue.fix) for issue in result.issues) < LONGEST_DETAIL + 200


def many_issues(number):
    grid = Grid("a.xlsx", "Concerns", {row: {1: Cell(f"v{row}")} for row in range(1, number + 2)})
    found = [
        Issue("note", "a.xlsx", "Concerns", row, "", "", "x", "Mend it.") for row in range(2, number + 2)
    ]
    return [grid], [*found, Issue("error", "a.xlsx", "Concerns", number, "", "", "y", "Mend it first.")]


def test_a_copy_lists_the_worst_and_says_how_many_more_there_are(tmp_path, monkeypatch):
    monkeypatch.setattr(copies, "MOST_LISTED", 5)
    monkeypatch.setattr(copies, "MOST_ROWS_COPIED", 10)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (tmp_path / "copy.xlsx").write_bytes(annotated(*many_issues(20)))
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    listed = [row[0].value for row in book[LIST_SHEET].iter_rows(min_row=2) if row[0].value]
    assert listed == ["Error", "Note", "Note", "Note", "Note"]
    below = [row[-1].value for row in book[LIST_SHEET].iter_rows(min_row=7) if row[-1].value]
    assert below == [
        "16 more are not listed or marked here; mend these, and check again.",
        "Of Concerns only the headings and the rows to mend are copied.",
    ]
    copied = {row[0].row: row[0].value for row in book["Concerns"].iter_rows() if row[0].value}
    assert copied == {row: f"v{row}" for row in (1, 2, 3, 4, 5, 20)}


def test_more_issues_than_excel_has_links_make_no_noise(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        content = annotated(*many_issues(66_000))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert "xl/worksheets/sheet1.xml" in book.namelist()


def test_the_line_of_this_file_is_itself_a_good_row(tmp_path):
    assert line() == CONCERNS_LINE
    assert not concerns(tmp_path, line()).errors
