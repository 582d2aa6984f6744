"""OpenDocument spreadsheets: read as LibreOffice shows them, guarded as xlsx is."""

import time
import tracemalloc
import zipfile

import pandas as pd
import pytest

from msp_qi.data.grid import MAX_CELLS
from msp_qi.data.load import load
from msp_qi.data.ods import read_ods
from msp_qi.errors import UserError
from tests.data_files import CONCERN, sentences, write_xlsx

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for short, full in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "draw": "drawing",
        "calcext": "calcext",
    }.items()
)
HIDDEN = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'


def text(words, more=""):
    return f'<table:table-cell office:value-type="string" {more}><text:p>{words}</text:p></table:table-cell>'


def typed(kind, value, shown="", more=""):
    name = {"float": "value"}.get(kind, f"{kind}-value")
    given = f'office:value-type="{kind}" office:{name}="{value}"'
    return f"<table:table-cell {given} {more}><text:p>{shown}</text:p></table:table-cell>"


def row(*cells, more=""):
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def sheet(name, *rows, more=""):
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


HEADINGS = row(*map(text, ("Service", "Case number", "Date raised", "Main theme")))
GOOD = row(text("Ash House"), text("0042"), typed("date", "2026-04-03", "03/04/26"), text("Other"))


def write_ods(path, *sheets, styles="", parts=None):
    body = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    styles = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"<office:document-content {SPACES}>{styles}{body}</office:document-content>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return path


def concerns(tmp_path, *rows, **more):
    return load(write_ods(tmp_path / "a.ods", sheet("Concerns", HEADINGS, *rows), **more))


def cells(tmp_path, *rows):
    (grid,) = read_ods(write_ods(tmp_path / "a.ods", sheet("Any", *rows)))
    return {(at, column): cell for at, found in grid.rows.items() for column, cell in found.items()}


def test_a_good_sheet_is_loaded_as_from_xlsx(tmp_path):
    data = concerns(tmp_path, GOOD)
    found = data.tables["concerns"]
    assert found.loc[0, ["service", "case_id", "theme"]].tolist() == ["Ash House", "0042", "other"]
    assert found["date_raised"].tolist() == [pd.Timestamp("2026-04-03")]
    assert data.sources[0].name == "a.ods"


def test_each_type_of_cell_is_the_text_that_it_means(tmp_path):
    found = cells(
        tmp_path,
        row(
            typed("float", "42", "42"),
            typed("float", "42", "0042"),
            typed("float", "3.50", "3,50"),
            typed("date", "2026-04-03T14:30:00"),
            typed("date", "2026-04-03T00:00:00"),
            typed("time", "PT14H30M00S"),
            typed("boolean", "true", "WAHR"),
            text(
                "two  <text:s text:c='2'/>spaces<text:line-break/>below</text:p><text:p>and <text:span>more</text:span>"
            ),
        ),
    )
    assert [found[1, column].text for column in range(1, 9)] == [
        "42",
        "0042",
        "3.5",
        "2026-04-03 14:30:00",
        "2026-04-03",
        "14:30:00",
        "TRUE",
        "two    spaces\nbelow\nand more",
    ]
    assert found[1, 4].origin == found[1, 5].origin == "date"


def test_a_comment_or_a_drawing_is_no_part_of_its_cell(tmp_path):
    comment = "<office:annotation><text:p>secret</text:p></office:annotation>"
    drawing = "<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>"
    cell = f'<table:table-cell office:value-type="string">{comment}{drawing}<text:p>Yes</text:p></table:table-cell>'
    found = cells(tmp_path, row(cell, text("No")))
    assert [found[1, 1].text, found[1, 2].text] == ["Yes", "No"]


def test_a_formula_with_its_value_is_the_value_and_without_one_is_an_error(tmp_path):
    formula = 'table:formula="of:=A1"'
    unsaved = f"<table:table-cell {formula}/>"
    wrong = text("#N/A", f'{formula} calcext:value-type="error"')
    found = cells(tmp_path, row(text("Yes", formula), unsaved, wrong, text("Err:502", formula)))
    assert [found[1, column].origin for column in (1, 2, 3, 4)] == [
        "text",
        "no saved value",
        "error",
        "error",
    ]


def test_hidden_sheets_and_rows_and_merges_are_told(tmp_path):
    rows = [
        row(text("A"), text("B", 'table:number-columns-spanned="2" table:number-rows-spanned="3"')),
        row(text("C"), more='table:visibility="filter"'),
    ]
    path = write_ods(tmp_path / "a.ods", sheet("X", *rows, more='table:style-name="ta2"'), styles=HIDDEN)
    (grid,) = read_ods(path)
    assert (grid.hidden, grid.hidden_rows, grid.merged) == (True, (2,), ("B1:C3",))


def test_a_cell_or_row_that_is_repeated_stands_as_often_as_a_person_sees_it(tmp_path):
    found = cells(
        tmp_path,
        row(text("A", 'table:number-columns-repeated="3"'), text("B")),
        row(text("C"), more='table:number-rows-repeated="2"'),
        row(text("D")),
    )
    assert {place: cell.text for place, cell in found.items()} == {
        (1, 1): "A",
        (1, 2): "A",
        (1, 3): "A",
        (1, 4): "B",
        (2, 1): "C",
        (3, 1): "C",
        (4, 1): "D",
    }


def test_blank_cells_to_the_end_of_the_sheet_cost_nothing(tmp_path):
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    path = write_ods(
        tmp_path / "a.ods",
        sheet("Any", row(text("A")), row(blank, more='table:number-rows-repeated="1048575"')),
    )
    tracemalloc.start()
    started = time.monotonic()
    (grid,) = read_ods(path)
    assert time.monotonic() - started < 2
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert list(grid.rows) == [1]


@pytest.mark.parametrize(
    "columns,rows,says",
    [
        ("16384", "1048576", "more than 100,000 filled rows"),
        ("16384", "90000", f"more than {MAX_CELLS:,} filled cells"),
        ("16385", "1", "damaged"),
        ("1", "1048577", "damaged"),
        ("0", "1", "damaged"),
        ("-5", "1", "damaged"),
        ("9" * 5_000, "1", "damaged"),
        ("many", "1", "damaged"),
    ],
)
def test_a_filled_cell_that_is_repeated_a_billion_times_is_refused_at_once(tmp_path, columns, rows, says):
    cell = text("A", f'table:number-columns-repeated="{columns}"')
    path = write_ods(tmp_path / "a.ods", sheet("Any", row(cell, more=f'table:number-rows-repeated="{rows}"')))
    tracemalloc.start()
    with pytest.raises(UserError, match=says):
        read_ods(path)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_kept_copies_of_other_files_are_no_sheets(tmp_path):
    foreign = sheet("'file:///home/x/other.ods'#$Concerns", row(text("A")))
    path = write_ods(tmp_path / "a.ods", foreign, sheet("Real", row(text("B"))))
    assert [grid.sheet for grid in read_ods(path)] == ["Real"]


@pytest.mark.parametrize(
    "make,says",
    [
        (lambda path: path.write_bytes(b""), "is empty"),
        (
            lambda path: path.write_bytes(b"no archive"),
            r"is not an OpenDocument spreadsheet \(.ods\) but plain text",
        ),
        (write_xlsx, "is not an OpenDocument spreadsheet"),
        (lambda path: write_ods(path, "<table:table>"), "is damaged"),
        (
            lambda path: write_ods(path, parts={"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
            "is protected by a password",
        ),
        (lambda path: write_ods(path, parts={"big": b"0" * 110_000_000}), "unpacks to 105 MB"),
    ],
    ids=["empty", "text", "xlsx", "broken", "password", "bomb"],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, make, says):
    make(tmp_path / "a.ods")
    with pytest.raises(UserError, match=says):
        load(tmp_path / "a.ods")


def test_an_ods_under_the_name_of_xlsx_is_told_its_ending(tmp_path):
    write_ods(tmp_path / "a.xlsx", sheet("Concerns", HEADINGS, GOOD))
    with pytest.raises(UserError, match=r"give it the ending \.ods"):
        load(tmp_path / "a.xlsx")


def test_a_document_type_is_refused(tmp_path):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(UserError, match="is damaged"):
        load(path)


def test_a_wrong_cell_is_named_with_its_place(tmp_path):
    bad = row(text("Ash House"), text("1"), text("31/02/2026"), text("Other"))
    assert 'a.ods, sheet Concerns, row 3, column Date raised: found "31/02/2026"' in sentences(
        concerns(tmp_path, GOOD, bad).errors
    )


def test_a_folder_of_months_in_several_formats_is_one_table(tmp_path):
    write_ods(tmp_path / "2026-04.ods", sheet("Concerns", HEADINGS, GOOD))
    write_xlsx(tmp_path / "2026-05.xlsx", [CONCERN | {"Case number": "0043"}])
    head = "service,case_id,date_raised,theme"
    (tmp_path / "2026-06 concerns.csv").write_text(
        f"{head}\nAsh House,0044,03/06/2026,other\n", encoding="utf-8"
    )
    data = load(tmp_path)
    assert data.tables["concerns"]["case_id"].tolist() == ["0042", "0043", "0044"]
    assert data.tables["concerns"]["source_file"].tolist() == [
        "2026-04.ods",
        "2026-05.xlsx",
        "2026-06 concerns.csv",
    ]
