"""The marked copy: every cell to mend is coloured, framed and commented, and nothing in it is live."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from msp_qi.data.annotated import LIST_SHEET, annotated, annotated_copies
from msp_qi.data.grid import Cell, Grid
from msp_qi.data.issues import Issue
from msp_qi.data.load import load
from msp_qi.data.validate import check
from tests.data_files import CONCERN, CONCERNS_HEAD, CONCERNS_LINE, sentences, write_csv, write_xlsx

ROWS = [
    CONCERN | {"Date raised": "31/02/2026"},
    CONCERN | {"Case number": "2", "Date raised": datetime(2026, 4, 3)},
    CONCERN | {"Case number": "3", "Person (pseudonym)": '=HYPERLINK("http://x")'},
]


def copy_of(path, **more):
    (content,) = annotated_copies(path, check(path, as_of=date(2026, 6, 1), **more).issues).values()
    return openpyxl.load_workbook(io.BytesIO(content)), content


@pytest.fixture
def audit(tmp_path):
    return write_xlsx(tmp_path / "audit.xlsx", ROWS)


def cell_of(book, row, label, sheet="Concerns"):
    column = [cell.value for cell in book[sheet][1]].index(label) + 1
    return book[sheet].cell(row, column)


def test_a_wrong_cell_is_coloured_framed_and_says_in_words_what_is_wrong(audit):
    book, _ = copy_of(audit)
    wrong, right = cell_of(book, 2, "Date raised"), cell_of(book, 3, "Date raised")
    assert wrong.value == "31/02/2026"
    assert wrong.comment.text.startswith("Error: expected a date, day first")
    assert "There is no such day in the calendar" in wrong.comment.text
    assert (wrong.fill.fgColor.rgb, wrong.border.left.style, wrong.font.b) == ("FFF8CBAD", "thick", True)
    assert (right.comment, right.fill.fill_type, right.border.left.style) == (None, None, None)
    assert right.value == datetime(2026, 4, 3)


def test_each_severity_looks_different_without_its_colour():
    frames = []
    for severity in ("error", "warning", "note"):
        grid = Grid("a.xlsx", "Concerns", {1: {1: Cell("Service")}, 2: {1: Cell("A")}})
        issue = Issue(severity, "a.xlsx", "Concerns", 2, "Service", "A", "another", "Mend it.")
        book = openpyxl.load_workbook(io.BytesIO(annotated([grid], [issue])))
        frames.append(book["Concerns"]["A2"].border.left.style)
        assert book["Concerns"]["A2"].comment.text == f"{severity.capitalize()}: expected another. Mend it."
        assert book[LIST_SHEET]["A2"].value == severity.capitalize()
    assert len(set(frames)) == 3


def test_an_empty_cell_that_must_be_filled_is_marked_too(tmp_path):
    book, _ = copy_of(write_xlsx(tmp_path / "a.xlsx", [{"Service": "A", "Case number": "1"}]))
    assert "Fill the cell in" in cell_of(book, 2, "Date raised").comment.text


def test_an_issue_of_many_columns_marks_each_of_them(tmp_path):
    audits = [{"Service": "A", "Case number": "1", "Audit month": "04/2026", "Drawn as": "Random core"}]
    audits[0] |= {"Date audited": "20/04/2026", "A1 Own words": "Met"}
    book, _ = copy_of(write_xlsx(tmp_path / "a.xlsx", audits=audits))
    for label in ("A2 Revisited at reviews", "A17 Learning"):
        assert "A blank counts as not met" in cell_of(book, 2, label, "Case audits").comment.text
    assert cell_of(book, 2, "A1 Own words", "Case audits").comment is None


def test_the_list_holds_every_issue_worst_first_with_a_link_to_its_cell(audit):
    book, _ = copy_of(audit)
    issues = check(audit, as_of=date(2026, 6, 1)).issues
    said = list(book[LIST_SHEET].iter_rows(min_row=2, values_only=True))
    assert sorted(row[6] for row in said) == sorted(issue.fix for issue in issues)
    order = ["Error", "Warning", "Note"]
    assert [order.index(row[0]) for row in said] == sorted(order.index(row[0]) for row in said)
    assert book[LIST_SHEET]["C2"].hyperlink.location == "'Concerns'!D2"


@pytest.mark.parametrize(
    "danger", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x.y", "=cmd|'/c'!A1"]
)
def test_nothing_in_the_copy_is_live(tmp_path, danger):
    path = write_csv(
        tmp_path / "concerns.csv",
        CONCERNS_HEAD,
        CONCERNS_LINE.replace("P017", f'"{danger.replace(chr(34), chr(34) * 2)}"').replace("03/04", "31/02"),
    )
    book, content = copy_of(path)
    cell = book["Data"]["C2"]
    assert (cell.value, cell.data_type) == (danger, "s")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert not any(b"<f>" in archive.read(name) for name in names if "worksheets/sheet" in name)
        assert not any(
            b'TargetMode="External"' in archive.read(name) for name in names if name.endswith(".rels")
        )


def test_sheets_of_any_name_are_copied_and_never_collide():
    names = ["What to mend", "what TO mend", "a/b[c]", "x" * 40, "x" * 39, "'q'", "History", ""]
    grids = [Grid("a.ods", name, {1: {1: Cell("Service")}}) for name in names]
    issue = Issue("note", "a.ods", "a/b[c]", 1, "Service", "", "x", "Y.")
    book = openpyxl.load_workbook(io.BytesIO(annotated(grids, [issue])))
    assert len({name.casefold() for name in book.sheetnames}) == len(names) + 1
    assert book["a_b_c_"]["A1"].comment is not None


def test_copies_lie_beside_their_files_and_never_over_them(tmp_path):
    write_xlsx(tmp_path / "april.xlsx", ROWS)
    write_csv(tmp_path / "april.csv", CONCERNS_HEAD, CONCERNS_LINE.replace("03/04", "31/02"))
    write_xlsx(tmp_path / "may.xlsx", [CONCERN | {"Case number": "9", "Date raised": "31/02/2026"}])
    issues = check(tmp_path, as_of=date(2026, 6, 1)).issues
    names = [path.name for path in annotated_copies(tmp_path, issues)]
    assert names == ["april.csv_checked.xlsx", "april.xlsx_checked.xlsx", "may_checked.xlsx"]


def test_a_file_that_is_well_or_that_cannot_be_read_gets_no_copy(tmp_path):
    write_xlsx(tmp_path / "good.xlsx")
    (tmp_path / "bad.xlsx").write_bytes(b"no archive")
    assert annotated_copies(tmp_path, check(tmp_path, as_of=date(2026, 6, 1)).issues) == {}


def test_a_marked_copy_in_a_folder_is_not_read_as_data_and_is_named(tmp_path):
    write_xlsx(tmp_path / "audit.xlsx")
    write_xlsx(tmp_path / "audit_checked.xlsx")
    data = load(tmp_path)
    assert len(data.tables["concerns"]) == 1
    assert "audit_checked.xlsx: expected a file of data. By its name it is the marked copy" in sentences(
        data.issues
    )


def test_a_stray_cell_in_the_last_corner_costs_nothing(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", [CONCERN | {"Date raised": "31/02/2026"}])
    book = openpyxl.load_workbook(path)
    book["Concerns"]["XFD1048576"] = "x"
    book.save(path)
    _, content = copy_of(path)
    assert len(content) < 100_000
