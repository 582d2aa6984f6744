"""The PDF is tagged for screen readers, says nothing of this machine, and takes no word for markup."""

import sys
from io import BytesIO
from itertools import chain

import pikepdf
import pytest

from msp_qi.briefs.document import Document
from msp_qi.briefs.order import INTERNAL_MARK
from msp_qi.briefs.pdf import render
from msp_qi.briefs.pdf.content import content_of
from msp_qi.errors import UserError
from tests.unit.briefs.conftest import BOARD, a_document, every_block
from tests.unit.briefs.test_print import BRIEF

HOSTILE = (
    '#import "@preview/x:1.0.0"',
    '#read("/etc/passwd")',
    "$ x^2 $ and `code` and ```raw```",
    "@reference <label> *bold* _italic_ = heading",
    "- list + list / term: // comment /* comment",
    "\\ backslash ~ #panic() ] [ } {",
    "🌳 李 بيت \ue000 \u202e end",
)


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(document.pdf()))


def tags(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """Kind and alt text of every element of the structure."""
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        if "/S" in node:
            found.append((str(node.S), str(node.get("/Alt", ""))))
        kids = node.get("/K", [])
        waiting += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return found


def test_it_is_tagged_titled_and_in_british_english():
    pdf = opened(a_document())
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/Title"]) == "Title words"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_headings_lists_header_cells_and_pictures_are_tagged():
    found = tags(opened(a_document()))
    kinds = {kind for kind, _ in found}
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= kinds
    assert [alt for kind, alt in found if kind == "/Figure"] == ["Alt of words"]


def test_the_same_document_is_the_same_bytes_without_a_date_an_author_or_an_attachment():
    first = a_document().pdf()
    assert a_document().pdf() == first
    pdf = pikepdf.open(BytesIO(first))
    assert not {"/Author", "/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())
    assert "/Names" not in pdf.Root or "/EmbeddedFiles" not in pdf.Root.Names
    assert all("/Annots" not in page for page in pdf.pages)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str):
    pdf = opened(a_document(words))
    title = str(pdf.docinfo["/Title"])
    assert all(part in title for part in words.split() if part.isascii())


def test_the_template_gets_only_data():
    import json

    said = json.loads(content_of(a_document(HOSTILE[0])))
    texts = chain.from_iterable(section["blocks"] for section in said["sections"])
    assert any(block.get("text") == HOSTILE[0] for block in texts)


def test_the_internal_mark_is_drawn_and_a_board_page_has_none():
    assert f'"mark": "{INTERNAL_MARK}"' in content_of(a_document())
    assert INTERNAL_MARK not in content_of(BOARD)


def test_a_full_brief_takes_one_a4_page():
    pages = opened(BRIEF).pages
    assert len(pages) == 1
    assert [float(side) for side in pages[0].MediaBox[2:]] == pytest.approx([595, 842], abs=1)


def test_a_report_runs_over_pages_and_none_is_lost():
    long = Document("Long", "", every_block() * 6, a_document().provenance)
    pdf = opened(long)
    assert len(pdf.pages) > 2
    assert sum(kind == "/Figure" for kind, _ in tags(pdf)) == 6


def test_without_typst_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    render._compiler.cache_clear()
    with pytest.raises(UserError, match=r"pip install msp_qi\[pdf\]"):
        a_document().pdf()
