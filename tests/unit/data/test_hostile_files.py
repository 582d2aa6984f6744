"""Files that are hostile or only awkward: bounded, named, and nothing lost in silence."""

import time
import zipfile

import pytest

from msp_qi.data.annotated import annotated_copies
from msp_qi.data.grid import MAX_CELLS, MAX_COLUMNS, MAX_TEXT
from msp_qi.data.heading_checks import MOST_LISTED
from msp_qi.data.load import known_tables, load
from msp_qi.data.validate import check
from msp_qi.errors import UserError
from tests.data_files import (
    AUDIT,
    CONCERN,
    CONCERNS_HEAD,
    CONCERNS_LINE,
    change,
    replace_part,
    sentences,
    write_csv,
    write_xlsx,
)

SHEET = "xl/worksheets/sheet1.xml"


def concerns(folder, *lines, name="concerns.csv"):
    return load(write_csv(folder / name, CONCERNS_HEAD, *lines))


def edited(folder, edit):
    """A workbook of which the first sheet's part was edited as text."""
    path = write_xlsx(folder / "audit.xlsx")
    return replace_part(path, SHEET, lambda body: edit(body.decode()).encode())


def test_ten_thousand_wrong_dates_are_told_in_seconds(tmp_path):
    lines = [CONCERNS_LINE.replace("0042", str(i)).replace("03/04/2026", f"about {i}") for i in range(10_000)]
    path = write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD, *lines)
    began = time.process_time()
    assert sum(issue.column == "date_raised" for issue in check(path).issues) == 10_000
    assert time.process_time() - began < 30


def test_ten_thousand_copies_of_a_row_are_told_in_seconds_each_with_the_first(tmp_path):
    path = write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD, *[CONCERNS_LINE] * 10_001)
    began = time.process_time()
    told = [issue.fix for issue in check(path).issues if issue.expected == "each row once"]
    assert time.process_time() - began < 30
    assert len(told) == 10_000
    assert set(told) == {"Row 2 is about the same and is the one that counts; delete the row that is wrong."}


def test_a_name_over_two_lines_does_not_break_a_message_in_two(tmp_path):
    path = write_csv(
        tmp_path / "concerns.csv",
        CONCERNS_HEAD,
        CONCERNS_LINE.replace("Ash House", '"Ash\nHouse"'),
        CONCERNS_LINE.replace("0042", "43"),
    )
    assert [issue.fix for issue in check(path).issues if "\n" in issue.fix] == []


# ---- bounds


def test_more_columns_than_excel_has_are_refused(tmp_path):
    with pytest.raises(UserError, match=f"a line of 16,385 columns, more than the {MAX_COLUMNS:,}"):
        load(write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD + "," * (MAX_COLUMNS - 7)))


def test_a_csv_of_too_many_cells_is_refused(tmp_path):
    wide = "x," * 1_000
    with pytest.raises(UserError, match=f"more than {MAX_CELLS:,} filled cells"):
        concerns(tmp_path, *[wide] * 1_001)


def test_many_unknown_columns_are_told_up_to_a_number_and_then_counted_by_their_letters(tmp_path):
    extra = ",".join(f"col{i}" for i in range(MOST_LISTED + 30))
    filled = "," + "x," * (MOST_LISTED + 29) + "x"
    data = load(write_csv(tmp_path / "concerns.csv", f"{CONCERNS_HEAD},{extra}", CONCERNS_LINE + filled))
    told = [issue for issue in data.issues if "not read" in issue.fix]
    assert len(told) == MOST_LISTED + 1
    assert "30 more columns with such headings, from BG to CJ, were not read." in sentences(told)


def test_many_columns_without_a_heading_are_told_up_to_a_number(tmp_path):
    def fill(book):
        for column in range(100, 100 + MOST_LISTED + 5):
            book["Concerns"].cell(2, column).value = "x"

    told = load(change(write_xlsx(tmp_path / "audit.xlsx"), fill)).errors
    assert len(told) == MOST_LISTED + 1
    assert "5 more columns without a heading were not read" in sentences(told)


def test_one_long_text_in_many_cells_is_refused_before_it_is_read_again_and_again(tmp_path):
    long = "x" * (MAX_TEXT // 20)
    cells = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(5, 40))
    path = edited(tmp_path, lambda body: body.replace("</sheetData>", f"{cells}</sheetData>"))
    strings = f"<sst><si><t>{long}</t></si></sst>".encode()
    rels = "xl/_rels/workbook.xml.rels"
    added = b'<Relationship Id="x" Type="a/sharedStrings" Target="strings.xml"/></Relationships>'
    replace_part(path, "xl/strings.xml", lambda _: strings)
    replace_part(path, rels, lambda body: body.replace(b"</Relationships>", added))
    with pytest.raises(UserError, match=f"or {MAX_TEXT:,} characters"):
        load(path)


@pytest.mark.parametrize("part", ["<numFmt/>", "<xf/>"])
def test_more_formats_than_excel_allows_are_refused(tmp_path, part):
    path = write_xlsx(tmp_path / "audit.xlsx")
    many = (part * 65_491).encode() if part == "<xf/>" else b""
    styles = b"<styleSheet><cellXfs>" + many + b"</cellXfs></styleSheet>"
    replace_part(path, "xl/styles.xml", lambda _: styles)
    if many:
        with pytest.raises(UserError, match="is damaged"):
            load(path)
    else:
        assert len(load(path).tables["concerns"]) == 1


def test_a_number_of_a_million_digits_is_an_error_and_is_copied_as_text(tmp_path):
    path = edited(
        tmp_path,
        lambda body: body.replace(
            "</sheetData>", f'<row r="9"><c r="B9"><v>{"9" * 10**6}</v></c></row></sheetData>'
        ),
    )
    result = check(path)
    assert "at most 32,767 characters" in sentences(result.issues, "error")
    assert len(annotated_copies(path, result.issues)) == 1


# ---- what a broken workbook could make us read wrongly


@pytest.mark.parametrize(
    "wrong",
    [
        lambda body: body.replace('r="B2"', 'r="B3"'),
        lambda body: body.replace('r="B2"', 'r="2B"'),
        lambda body: body.replace('<row r="2"', '<row r="-2"'),
        lambda body: body.replace('<row r="2"', '<row r="two"'),
        lambda body: body.replace(
            "</sheetData>", '<row r="9"><c r="A9" t="s"><v>-1</v></c></row></sheetData>'
        ),
    ],
    ids=["another row", "no place", "negative row", "no row", "text counted from the end"],
)
def test_a_cell_whose_place_or_text_cannot_be_told_is_never_guessed(tmp_path, wrong):
    with pytest.raises(UserError, match=r"audit\.xlsx is damaged"):
        load(edited(tmp_path, wrong))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", [SHEET, SHEET.upper()])
def test_two_parts_of_one_name_are_refused_since_readers_differ_in_which_they_show(tmp_path, twin):
    path = write_xlsx(tmp_path / "audit.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(twin, "<worksheet/>")
    with pytest.raises(UserError, match="is damaged"):
        load(path)


def test_parts_with_a_password_are_told_as_such(tmp_path):
    path = write_xlsx(tmp_path / "audit.xlsx")
    raw = bytearray(path.read_bytes())
    place = raw.find(b"PK\x01\x02")
    raw[place + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(UserError, match="is protected by a password"):
        load(path)


# ---- nothing hidden


def test_hidden_columns_are_read_and_said(tmp_path):
    def hide(book):
        book["Concerns"].column_dimensions["C"].hidden = True
        book["Concerns"].column_dimensions["D"].width = 0

    data = load(change(write_xlsx(tmp_path / "audit.xlsx"), hide))
    assert "hidden column" in sentences(data.issues, "note")
    assert "unhide to check: Person (pseudonym)" in sentences(data.issues, "note")
    assert data.tables["concerns"]["date_raised"].notna().all()


def test_what_lies_in_the_folder_and_is_no_file_is_named(tmp_path):
    write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD, CONCERNS_LINE)
    for name in ("April", "may.xlsx", "__MACOSX"):
        (tmp_path / name).mkdir()
    told = [issue.file for issue in load(tmp_path).issues if issue.expected == "a file"]
    assert told == ["April", "may.xlsx"]


def test_a_link_to_nothing_and_a_link_in_a_circle_are_named(tmp_path):
    write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD, CONCERNS_LINE)
    try:
        (tmp_path / "round.csv").symlink_to(tmp_path / "round.csv")
        (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    except (
        OSError
    ):  # Windows makes links only for an administrator; a folder of that name is the same to the reader
        (tmp_path / "round.csv").mkdir()
        (tmp_path / "gone.csv").mkdir()
    told = [issue.file for issue in load(tmp_path).issues if issue.expected == "a file"]
    assert told == ["gone.csv", "round.csv"]


def test_the_folder_that_one_is_in_has_its_name_in_the_messages(tmp_path, monkeypatch):
    write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD, CONCERNS_LINE)
    monkeypatch.chdir(tmp_path)
    assert {issue.file for issue in load(".").errors} == {tmp_path.name}


@pytest.mark.parametrize(
    "name,says",
    [
        ("~$audit.xlsx", r"the mark that Excel leaves while audit\.xlsx is open; check audit\.xlsx\."),
        ("audit.json", r"audit\.json is of none of the kinds that can be read \(\.xlsx, "),
        (".DS_Store", "of none of the kinds"),
        ("audit.numbers", "of none of the kinds"),
    ],
)
def test_a_file_that_can_hold_no_table_is_told_its_kind(tmp_path, name, says):
    (tmp_path / name).write_bytes(b"x\x00y")
    with pytest.raises(UserError, match=says):
        load(tmp_path / name)


def test_a_marked_copy_is_known_by_its_name_whatever_its_case(tmp_path):
    write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD, CONCERNS_LINE)
    write_xlsx(tmp_path / "Concerns_CHECKED.XLSX")
    assert len(load(tmp_path).tables["concerns"]) == 1


# ---- csv as other programs write it


@pytest.mark.parametrize("first", [[], ["sep=|"]])
def test_a_csv_with_vertical_bars_is_read(tmp_path, first):
    lines = [line.replace(",", "|") for line in (CONCERNS_HEAD, CONCERNS_LINE)]
    data = load(write_csv(tmp_path / "concerns.csv", *first, *lines))
    assert data.tables["concerns"]["case_id"].tolist() == ["0042"]


def test_a_quotation_mark_behind_a_space_is_no_part_of_the_text(tmp_path):
    data = concerns(tmp_path, ", ".join(f'"{cell}"' for cell in CONCERNS_LINE.split(",")))
    assert data.tables["concerns"]["case_id"].tolist() == ["0042"]


def test_a_text_in_windows_1252_shows_its_first_letter_with_an_accent(tmp_path):
    line = CONCERNS_LINE.replace("Ash House", "Chez Zoë")
    data = load(write_csv(tmp_path / "concerns.csv", CONCERNS_HEAD, line, encoding="cp1252"))
    assert next(issue.value for issue in data.issues if "Windows-1252" in issue.fix) == "Zoë"


# ---- ids that a program has turned into numbers


def test_a_case_number_that_became_a_float_is_kept_told_and_matched(tmp_path):
    audit = AUDIT | {"Case number": "42.0"}
    result = check(write_xlsx(tmp_path / "audit.xlsx", [CONCERN], [audit]))
    assert result.data.tables["case_audits"]["case_id"].tolist() == ["42.0"]
    assert "expected a case number without .0 at its end" in sentences(result.issues, "warning")
    assert 'Did you mean "0042"?' in sentences(result.issues, "warning")


# ---- mapping


def test_the_marked_copy_of_an_export_is_made_by_its_mapping(tmp_path):
    mapping = tmp_path / "our.toml"
    mapping.write_text(
        '[[table]]\ntable = "concerns"\n[table.columns]\n"ID" = "case_id"\n"Rec" = "date_raised"\n"Cat" = "theme"\n'
        '[table.constants]\nservice = "Ash House"\n',
        encoding="utf-8",
    )
    path = write_csv(tmp_path / "export.csv", "ID,Rec,Cat", "7,99/99/2026,other")
    result = check(path, mapping=mapping)
    assert list(annotated_copies(path, result.issues, known_tables(path, mapping))) == [
        tmp_path / "export_checked.xlsx"
    ]


# ---- codes that stand for somebody


@pytest.mark.parametrize(
    "person,kind",
    [
        ("9434765919", "an NHS number"),
        ("943-476-5919", "an NHS number"),
        ("Mrs Rose", "a name"),
        ("P017", ""),
    ],
)
def test_a_pseudonym_that_names_somebody_is_told(tmp_path, person, kind):
    result = check(write_xlsx(tmp_path / "a.xlsx", [CONCERN | {"Person (pseudonym)": person}]))
    assert [issue.fix.partition(";")[0] for issue in result.issues if "made-up code" in issue.expected] == (
        [f"This looks like {kind}"] if kind else []
    )
