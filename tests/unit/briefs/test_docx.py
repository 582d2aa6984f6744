"""The Word file can be gone on with, read by a screen reader, and says nothing of this machine."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from msp_qi.briefs.document import Document
from msp_qi.briefs.order import INTERNAL_MARK
from tests.unit.briefs.conftest import BOARD, a_document, every_block
from tests.unit.briefs.test_print import BRIEF

OFFICE = shutil.which("soffice")


def opened(document: Document):
    return docx.Document(BytesIO(document.docx()))


def parts(document: Document) -> dict[str, str]:
    with ZipFile(BytesIO(document.docx())) as file:
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}


def styles_of(word) -> list[tuple[str, str]]:
    return [(found.style.name, found.text) for found in word.paragraphs]


def test_headings_and_lists_are_words_own():
    found = styles_of(opened(a_document()))
    assert ("Title", "Title words") in found
    assert ("Heading 1", "First words") in found and ("Heading 2", "Below words") in found
    assert [text for style, text in found if style == "List Bullet"] == ["words", "another"]


def test_every_picture_has_its_alt_text():
    word = opened(a_document())
    pictures = word.element.findall(f".//{qn('wp:docPr')}")
    assert [found.get("descr") for found in pictures] == ["Alt of words"]
    assert len(word.inline_shapes) == 1


def test_header_rows_come_again_and_rows_are_not_split():
    tables = opened(a_document()).tables
    assert len(tables) == 2
    for table in tables:
        properties = [row._tr.trPr for row in table.rows]
        assert properties[0].find(qn("w:tblHeader")) is not None
        assert all(found.find(qn("w:cantSplit")) is not None for found in properties)
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    assert [cell.text for cell in tables[0].rows[1].cells] == ["words", "4", "words"]


def test_a_table_to_fill_in_has_room_to_write():
    to_fill = opened(a_document()).tables[1]
    assert all(row.height >= Mm(8) for row in to_fill.rows[1:])
    assert [cell.text for cell in to_fill.rows[1].cells] == ["", ""]


def test_language_title_and_mark_and_no_name_or_date():
    files = parts(a_document())
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', files["word/styles.xml"])) == {"en-GB"}
    core = files["docProps/core.xml"]
    assert "Title words" in core and "en-GB" in core
    assert not re.search(r"creator|lastModifiedBy|created|modified", core)
    assert not any("thumbnail" in name for name in files)
    headers = "".join(text for name, text in files.items() if "header" in name)
    assert INTERNAL_MARK in headers
    board = parts(BOARD)
    assert not any(INTERNAL_MARK in text for text in board.values())


def test_the_same_document_is_the_same_bytes():
    assert a_document().docx() == a_document().docx()


@pytest.mark.parametrize("words", ["<w:p/> & ]]>", "{{ 7*7 }} \x07\x1b", "بيت 🌳 李", "=cmd() %d {0}"])
def test_hostile_words_stay_words(words: str):
    kept = re.sub(r"[\x00-\x1f]", "", words).strip()
    assert ("Title", f"Title {kept}") in styles_of(opened(a_document(words)))


def test_the_page_is_a4_and_two_short_sections_stand_in_columns():
    word = opened(BRIEF)
    sizes = {(round(section.page_width.mm), round(section.page_height.mm)) for section in word.sections}
    assert sizes == {(210, 297)}
    columns = [section._sectPr.find(qn("w:cols")).get(qn("w:num"), "1") for section in word.sections]
    assert columns == ["1", "2", "1", "2", "1"]


def _pages(document: Document, folder: Path) -> int:
    document.save(folder / "page.docx")
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [OFFICE, "--headless", home, "--convert-to", "pdf", "--outdir", folder, folder / "page.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return len(re.findall(rb"/Type\s*/Page\b", (folder / "page.pdf").read_bytes()))


@pytest.mark.skipif(not OFFICE, reason="No LibreOffice here; install it to test how Word files print.")
def test_a_full_brief_prints_on_one_page(tmp_path: Path):
    assert _pages(BRIEF, tmp_path) == 1
    long = Document("Long", "", every_block() * 6, a_document().provenance)
    assert _pages(long, tmp_path) > 2
