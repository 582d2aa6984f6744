import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from msp_qi.briefs.address import relative
from msp_qi.briefs.cells import cell_words
from msp_qi.briefs.document import ChartBlock, Document, Heading, Paragraph, TableBlock
from msp_qi.briefs.html import to_html
from msp_qi.briefs.order import INTERNAL_MARK
from msp_qi.errors import UserError
from tests.unit.briefs.conftest import BOARD, PROVENANCE, a_chart, a_document


class Page(HTMLParser):
    """Tags with their attributes, and the text outside styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open = tag

    def handle_endtag(self, tag: str) -> None:
        self.open = ""

    def handle_data(self, data: str) -> None:
        self.text += "" if self.open == "style" else data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload='alert(1)'>",
    "{{ 7*7 }} {% raw %} {# note #}",
    "</style></title></svg><b>",
    "=HYPERLINK(\"x\")",
    "+1", "-1", "@SUM",
    "🌳 👩‍👩‍👧 Willow",
    "بيت الأمل \u202e gnp.exe",
    "é" * 300,
    "x" * 300,
    "]]> --> <!-- &amp; &#x41;",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_words_stay_words(words: str) -> None:
    plain, page = Page(to_html(a_document("plain"))), Page(to_html(a_document(words)))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    assert " ".join(words.replace("\u202e", "").split()) in " ".join(page.text.split())
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


@pytest.mark.parametrize("unwanted", ["\x00", "\x07", "\x1b", "\x9b", "\u202e", "\ud83d"])
def test_control_characters_are_stripped(unwanted: str) -> None:
    page = to_html(a_document(f"Elm{unwanted}View"))
    assert unwanted not in page
    assert "ElmView" in page
    assert page.encode("utf-8")


def test_no_request_leaves_the_page_and_nothing_runs(document: Document) -> None:
    text = to_html(document)
    page = Page(text)
    for tag in ("script", "link", "iframe", "object", "embed", "form", "img", "base"):
        assert not page.all(tag)
    assert "http:" not in text and "https:" not in text and "url(" not in text and "@import" not in text
    addresses = [
        value for _, attributes in page.tags for name, value in attributes.items() if name in ("href", "src")
    ]
    assert {address for address in addresses if not str(address).startswith("#")} == {
        "../index.html",
        "rows.html#a",
    }


def test_the_browser_is_told_to_fetch_nothing(document: Document) -> None:
    (policy,) = [meta["content"] for meta in Page(to_html(document)).all("meta") if "http-equiv" in meta]
    assert str(policy).startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert "script-src" not in str(policy)


def test_the_page_says_its_language_and_has_its_landmarks(document: Document) -> None:
    page = Page(to_html(document))
    assert page.all("html")[0]["lang"] == "en-GB"
    assert len(page.all("main")) == len(page.all("h1")) == 1
    assert page.tags[[tag for tag, _ in page.tags].index("body") + 1] == (
        "a",
        {"class": "skip", "href": "#content"},
    )
    assert page.all("main")[0]["id"] == "content"


@pytest.mark.parametrize("levels", [(2, 3, 3, 2), (3, 2), (3, 3), (2, 3)])
def test_headings_never_skip_a_level(levels: tuple[int, ...]) -> None:
    blocks = tuple(Heading(f"H{number}", level) for number, level in enumerate(levels))
    page = Page(to_html(Document("T", "S", blocks, PROVENANCE)))
    found = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert found[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_ids_are_there_once_even_where_a_chart_is_there_twice(document: Document) -> None:
    twice = a_chart()
    page = Page(
        to_html(Document("T", "S", (*document.blocks, ChartBlock(twice), ChartBlock(twice)), PROVENANCE))
    )
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    wanted = {
        part for _, attributes in page.tags for part in str(attributes.get("aria-labelledby") or "").split()
    }
    assert wanted <= set(ids)
    assert {"first", "row-1", "row-2"} <= set(ids)


def test_tables_have_captions_and_headers(document: Document) -> None:
    page = Page(to_html(document))
    assert len(page.all("table")) == len(page.all("caption")) == 2
    assert [th.get("scope") for th in page.all("th")] == ["col"] * 3 + ["row"] * 2 + ["col"] * 2


def test_charts_have_their_title_as_text_and_their_alt(document: Document) -> None:
    text = to_html(document)
    assert "<figcaption><strong>Title of words</strong></figcaption>" in text
    assert ">Alt of words</desc>" in text


def test_internal_pages_are_marked_on_screen_and_on_every_printed_page() -> None:
    text = to_html(a_document())
    assert f'<p class="mark">{INTERNAL_MARK}</p>' in text
    assert f'content: "{INTERNAL_MARK}"' in text


def test_board_pages_are_not_marked_internal() -> None:
    assert INTERNAL_MARK not in to_html(BOARD)


def test_provenance_stands_at_the_end(document: Document) -> None:
    text = to_html(document)
    end = text[text.index('class="provenance"') :]
    for part in ("audit.xlsx", "0123456789ab", "msp_qi 0.1.0", "3 April 2026, 09:12", "theme"):
        assert part in end


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org", "HTTPS://example.org", "javascript:alert(1)", "java\tscript:alert(1)",
        "file:///etc",
        "//example.org/x", "/etc/passwd", "\\\\server\\share", "C:\\x", "c:/x", "data:text/html,x", " x.html",
        "", "a\x00b", "mailto:x", "vbscript:x", "x\u202e.html",
    ],
)  # fmt: skip
def test_addresses_that_leave_the_folder_are_refused(address: str) -> None:
    with pytest.raises(ValueError, match="may only lead to a relative address"):
        relative(address)
    table = TableBlock("c", pd.DataFrame({"a": ["x"]}), links={(0, "a"): address})
    with pytest.raises(ValueError, match="may only lead to a relative address"):
        to_html(Document("T", "S", (table,), PROVENANCE))


@pytest.mark.parametrize(
    "address", ["rows.html#a", "../index.html", "elm-view/08.html?x=1:2", "#top", "é.html"]
)
def test_relative_addresses_are_kept(address: str) -> None:
    assert relative(address) == address


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""), (float("nan"), ""), (pd.NaT, ""), (pd.NA, ""),
        (True, "yes"), (4.0, "4"), (0, "0"), (0.1234, "0.123"),
        ("NA", "NA"), ("007", "007"), (pd.Timestamp("2026-04-03"), "3 April 2026"),
    ],
)  # fmt: skip
def test_cells_in_words(value: object, words: str) -> None:
    assert cell_words(value) == words


def test_whole_numbers_are_written_without_a_point_and_to_the_right() -> None:
    table = TableBlock("c", pd.DataFrame({"Month": ["Apr"], "Counted": [4.0]}))
    text = to_html(Document("T", "S", (table,), PROVENANCE))
    assert '<td class="number">4</td>' in text


def test_anchors_must_be_one_a_row() -> None:
    table = TableBlock("c", pd.DataFrame({"a": ["x"]}), anchors=("one", "two"))
    with pytest.raises(ValueError, match="The table has 1 rows and 2 anchors"):
        to_html(Document("T", "S", (table,), PROVENANCE))


def test_an_empty_document_is_a_page(tmp_path: Path) -> None:
    saved = Document("T", "", (), PROVENANCE).save(tmp_path / "empty.html")
    assert "<h1>T</h1>" in saved.read_text(encoding="utf-8")


def test_the_same_document_is_the_same_text(document: Document) -> None:
    assert to_html(document) == to_html(document)


def test_saving_replaces_a_page_whole_and_leaves_nothing_beside_it(
    document: Document, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text("old", encoding="utf-8")
    document.save(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == to_html(document).encode("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_save_that_fails_leaves_the_earlier_page(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        document.save(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_another_ending_or_a_folder_that_is_not_there_is_refused(document: Document, tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match=r"^A page cannot be saved as page\.txt; end the name in \.html, \.docx or \.pdf\.$"
    ):
        document.save(tmp_path / "page.txt")
    with pytest.raises(UserError, match=r"^There is no folder none to save page\.html in; make it first\.$"):
        document.save(tmp_path / "none" / "page.html")


def test_in_a_notebook_only_the_body_is_shown(document: Document) -> None:
    text = document._repr_html_()
    assert text.lstrip().startswith('<div class="msp"')
    for tag in ("<html", "<body", "<head>", "<main", "<title>\n", "@page"):
        assert tag not in text
    assert INTERNAL_MARK in text


def test_blocks_are_shown_in_their_order() -> None:
    blocks = (Paragraph("one"), Heading("two"), Paragraph("three"), Heading("four", 3), Paragraph("five"))
    text = Page(to_html(Document("T", "S", blocks, PROVENANCE))).text
    places = [text.index(word) for word in ("one", "two", "three", "four", "five")]
    assert places == sorted(places)
