"""Hostile and awkward workbooks: read faithfully, or refused with the file's name and the fix."""

import datetime
import re
import time
import tracemalloc
import zipfile

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from msp_qi.data.load import load
from msp_qi.data.template import write_workbook
from msp_qi.data.workbook import read_workbook
from msp_qi.data.xlsx_package import MAX_UNPACKED_BYTES
from msp_qi.errors import UserError
from msp_qi.schema.fields import CONCERNS
from tests.data_files import AUDIT, CONCERN, change, labels, replace_part, sentences, write_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
SHEET_1 = "xl/worksheets/sheet1.xml"  # Concerns; in a template, the cover


def template_made(path):
    """A workbook with shared texts, as Excel writes it."""
    write_workbook(load(write_xlsx(path)).tables, path)
    return path


def cells(path, sheet=0):
    return read_workbook(path)[sheet].rows


def concerns_after(path, edit):
    return change(path, lambda book: edit(book["Concerns"]))


def test_numbers_dates_and_truth_become_the_text_a_person_sees(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx")

    def edit(sheet):
        sheet.append(
            [42.0, 0.1 + 0.2, datetime.date(2026, 4, 3), datetime.datetime(2026, 4, 3, 14, 30), True, 46115]
        )
        sheet["A4"], sheet["A4"].number_format = 42, "0000"
        sheet["B4"], sheet["B4"].number_format = 46115, 'dddd\\, d" of "mmmm yyyy'
        sheet["C4"], sheet["C4"].number_format = 0.5, "h:mm"
        sheet["D4"], sheet["D4"].number_format = 46115, "[Red]#,##0.00"
        sheet["E4"], sheet["E4"].number_format = 0.5, "[h]:mm"

    rows = cells(concerns_after(path, edit))
    assert [cell.text for cell in rows[3].values()] == [
        "42",
        "0.3",
        "2026-04-03",
        "2026-04-03 14:30:00",
        "TRUE",
        "46115",
    ]
    assert [cell.origin for cell in rows[3].values()] == [
        "number",
        "number",
        "date",
        "date",
        "true or false",
        "number",
    ]
    assert [cell.text for cell in rows[4].values()] == ["0042", "2026-04-03", "12:00:00", "46115", "12:00:00"]


def test_a_twenty_digit_id_typed_as_text_stays_whole(tmp_path):
    data = load(write_xlsx(tmp_path / "a.xlsx", [CONCERN | {"Case number": "12345678901234567890"}]))
    assert data.tables["concerns"]["case_id"].tolist() == ["12345678901234567890"]


def test_dates_of_a_1904_workbook_are_dates_and_its_bare_numbers_are_refused(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", [CONCERN | {"Date raised": datetime.date(2026, 4, 3)}])

    def edit(book):
        book.epoch = openpyxl.utils.datetime.MAC_EPOCH
        book["Concerns"].cell(2, labels(CONCERNS).index("Date concluded") + 1).value = 44653

    data = load(change(path, edit))
    assert data.tables["concerns"]["date_raised"].dt.strftime("%Y-%m-%d").tolist() == ["2026-04-03"]
    assert "counts days from 1904" in sentences(data.errors)


def test_a_formula_without_a_saved_value_is_named_and_one_with_a_value_is_read(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx")
    concerns_after(path, lambda sheet: sheet.__setitem__("C2", "=1+1"))
    assert 'row 2, column Person (pseudonym): found "formula"' in sentences(load(path).errors)
    replace_part(
        path,
        SHEET_1,
        lambda xml: xml.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"
        ),
    )
    assert load(path).tables["concerns"]["person_id"].tolist() == ["2"]


def test_error_cells_are_named(tmp_path):
    column = labels(CONCERNS).index("Age band") + 1
    path = write_xlsx(tmp_path / "a.xlsx")
    concerns_after(path, lambda sheet: setattr(sheet.cell(2, column), "value", "#N/A"))
    assert 'column Age band: found "#N/A", expected a value, not an Excel error' in sentences(
        load(path).errors
    )


@pytest.mark.parametrize("stray", [" ", "x"])
def test_a_stray_cell_in_the_last_corner_costs_neither_memory_nor_time(tmp_path, stray):
    path = concerns_after(
        write_xlsx(tmp_path / "a.xlsx"), lambda sheet: sheet.__setitem__("XFD1048576", stray)
    )
    tracemalloc.start()
    began = time.process_time()
    data = load(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - began < 5
    assert peak < 50 * 1024**2
    named = "column XFD" in sentences(data.errors)
    assert named == (stray == "x")
    assert len(data.tables["concerns"]) == (2 if stray == "x" else 1)


def test_coloured_empty_rows_are_not_rows(tmp_path):
    def edit(sheet):
        for row in range(3, 2000):
            sheet.cell(row, 1).fill = PatternFill("solid", fgColor="FFFF00")

    assert len(load(concerns_after(write_xlsx(tmp_path / "a.xlsx"), edit)).tables["concerns"]) == 1


def test_merged_cells_are_named_by_their_range(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", [CONCERN, CONCERN | {"Case number": "2"}])
    concerns_after(path, lambda sheet: sheet.merge_cells("A2:A3"))
    data = load(path)
    assert 'row 2, column A: found "A2:A3", expected cells that are not merged' in sentences(data.issues)
    assert "row 3, column Service: expected an answer, and the cell is empty" in sentences(data.errors)
    assert len(data.tables["concerns"]) == 2


def test_a_hidden_sheet_and_hidden_rows_are_read_and_said(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", [CONCERN, CONCERN | {"Case number": "2"}])

    def edit(book):
        book["Case audits"].sheet_state = "veryHidden"
        book["Concerns"].row_dimensions[3].hidden = True

    data = load(change(path, edit))
    assert len(data.tables["case_audits"]) == 1
    assert len(data.tables["concerns"]) == 2
    assert "The sheet is hidden" in sentences(data.issues)
    assert "1 hidden row read" in sentences(data.issues)


def test_pieces_of_one_text_are_joined_and_reading_aids_left_out(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx")
    inline = (
        b'<c r="C2" t="inlineStr"><is><r><t>P0</t></r><r><rPr><b/></rPr><t>17</t></r>'
        b"<rPh><t>aid</t></rPh></is></c>"
    )
    replace_part(path, SHEET_1, lambda xml: xml.replace(b'<c r="D2"', inline + b'<c r="D2"'))
    assert load(path).tables["concerns"]["person_id"].tolist() == ["P017"]


def test_cells_without_a_reference_are_counted_from_the_left(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx")
    replace_part(path, SHEET_1, lambda xml: re.sub(rb' r="[A-Z]*[0-9]+"', b"", xml))
    found = cells(path)
    assert found[1][1].text == "Service"
    assert found[2][1].text == "Ash House"


@pytest.mark.parametrize(
    "name,body,says",
    [
        ("a.xlsx", b"", "a.xlsx is empty (0 bytes)"),
        ("a.xlsx", b"not a workbook at all", "a.xlsx is not an Excel workbook (.xlsx)"),
        ("a.xlsx", b"\xef\xbb\xbf\n<html><table></table></html>", "a.xlsx is a web page or plain XML"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "a.xls is a web page or plain XML"),
        ("a.xlsx", b"PK\x03\x04 and then nothing", "a.xlsx breaks off before its end; copy or download it"),
        ("a.xlsx", OLE, "a.xlsx is an old Excel file (.xls); save it as an Excel workbook (.xlsx)"),
        ("a.xls", OLE, "a.xls is an old Excel file (.xls)"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx is protected by a password"),
    ],
)
def test_what_is_no_workbook_is_refused_by_name_with_the_fix(tmp_path, name, body, says):
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(UserError) as refused:
        load(path)
    assert str(refused.value).startswith(says)


@pytest.mark.parametrize(
    "part,says",
    [
        ("xl/workbook.bin", "binary Excel workbook (.xlsb)"),
        ("content.xml", "an OpenDocument file"),
        ("word/document.xml", "is not an Excel workbook"),
    ],
)
def test_another_kind_of_archive_is_refused_by_kind(tmp_path, part, says):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, b"x")
    with pytest.raises(UserError, match=r"a\.xlsx") as refused:
        load(path)
    assert says in str(refused.value)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx")
    replace_part(path, "xl/media/big.bin", lambda _: b"\x00" * (MAX_UNPACKED_BYTES + 1))
    assert path.stat().st_size < 1024**2
    with pytest.raises(UserError, match=r"a\.xlsx unpacks to 100 MB, more than the 100 MB"):
        load(path)


def test_a_swarm_of_parts_is_refused(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(5_001):
            archive.writestr(f"x/{number}", b"")
    with pytest.raises(UserError, match="parts inside"):
        load(path)


@pytest.mark.parametrize(
    "part,edit",
    [
        (SHEET_1, lambda xml: xml[: len(xml) // 2]),
        (SHEET_1, lambda xml: b"\x00" * 50),
        (SHEET_1, lambda xml: None),
        (SHEET_1, lambda xml: xml.replace(b'<row r="1"', b'<row r="99999999"')),
        (SHEET_1, lambda xml: xml.replace(b"<v>0</v>", b"<v>999999</v>")),
        (SHEET_1, lambda xml: xml.replace(b"<v>0</v>", b"<v>zero</v>")),
        (
            SHEET_1,
            lambda xml: (
                xml.replace(b'r="A2"', b'r="A1"')
                .replace(b'r="A3"', b'r="A1"')
                .replace(b'<row r="3"', b'<row r="1"')
            ),
        ),
        (SHEET_1, lambda xml: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml),
        ("xl/workbook.xml", lambda xml: b"<workbook><sheets><sheet"),
        ("xl/_rels/workbook.xml.rels", lambda xml: None),
        ("xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"Target=", b"Nothing=")),
        ("xl/styles.xml", lambda xml: xml.replace(b'numFmtId="0"', b'numFmtId="none"')),
        ("xl/sharedStrings.xml", lambda xml: xml[:-30]),
        ("xl/sharedStrings.xml", lambda xml: None),
    ],
)
def test_a_damaged_part_is_a_sentence(tmp_path, part, edit):
    path = replace_part(template_made(tmp_path / "a.xlsx"), part, edit)
    with pytest.raises(UserError, match=r"a\.xlsx is damaged and cannot be read"):
        load(path)


def test_a_billion_laughs_is_refused_at_once(tmp_path):
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">'
        + entities
        + b"]><sst><si><t>&e9;</t></si></sst>"
    )
    path = replace_part(template_made(tmp_path / "a.xlsx"), "xl/sharedStrings.xml", lambda _: bomb)
    with pytest.raises(UserError, match="damaged"):
        load(path)


def test_a_cut_off_file_is_refused(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx")
    whole = path.read_bytes()
    for length in range(1, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:length])
        with pytest.raises(UserError, match=r"a\.xlsx"):
            load(path)


def test_flipped_bytes_never_end_in_a_traceback(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx")
    whole = path.read_bytes()
    for place in range(0, len(whole), 37):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            load(path)
        except UserError as refused:
            assert "a.xlsx" in str(refused)


def test_too_many_rows_are_refused_with_the_limit(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", [CONCERN | {"Case number": str(n)} for n in range(30)])
    with pytest.raises(UserError, match=r"a\.xlsx, sheet Concerns, has more than 20 filled rows"):
        load(path, max_rows=20)
    assert len(load(path, max_rows=31).tables["concerns"]) == 30


def test_a_workbook_in_the_strict_dialect_is_read(tmp_path):
    path = template_made(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    for name in names:
        replace_part(
            path, name, lambda part: part.replace(b"schemas.openxmlformats.org/", b"purl.oclc.org/ooxml/")
        )
    assert load(path).tables["concerns"]["case_id"].tolist() == ["0042"]


def test_a_chart_sheet_is_no_table(tmp_path):
    path = change(write_xlsx(tmp_path / "a.xlsx"), lambda book: book.create_chartsheet("Graph"))
    assert len(load(path).tables) == 2


def test_a_macro_workbook_is_read_as_any_other(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx").rename(tmp_path / "a.xlsm")
    assert len(load(path).tables["concerns"]) == 1


def test_a_thousand_rows_of_thirty_columns_load_in_time(tmp_path):
    rows = [
        AUDIT | {"Case number": f"{n:05}", "A1 Own words": "Met", "Outcome wanted": f"I want {n}"}
        for n in range(1000)
    ]
    path = write_xlsx(tmp_path / "a.xlsx", audits=rows)
    began = time.process_time()
    assert len(load(path).tables["case_audits"]) == 1000
    assert time.process_time() - began < 1.5
