from dataclasses import replace

import pytest

from msp_qi.briefs.index import LETTERS_FROM, Index, IndexPage, IndexService, index_html
from tests.unit.briefs.conftest import PROVENANCE
from tests.unit.briefs.test_html import Page


def _service(name: str, **more: object) -> IndexService:
    pages = (IndexPage("Learning brief", "s/08.html"), IndexPage("Check the data", "s/01.html"))
    return IndexService(name, pages, "No clear change.", **more)  # type: ignore[arg-type]


INDEX = Index(
    "Reports",
    "Apr 2025 to Mar 2026",
    (_service("Elm View"), _service("Oak Rise", failures=("Learning brief: no concern is recorded.",))),
    PROVENANCE,
    data_quality="40 of 41 rows could be counted.",
    data_pages=(IndexPage("What was found", "check.html"),),
    pages=(IndexPage("Side by side", "quarter.html"),),
)


def test_every_page_of_every_service_can_be_reached() -> None:
    page = Page(index_html(INDEX))
    addresses = [link["href"] for link in page.all("a")]
    assert addresses.count("s/08.html") == addresses.count("s/01.html") == 2
    assert {"check.html", "quarter.html"} <= set(addresses)


def test_links_of_the_same_name_say_whose_they_are() -> None:
    text = Page(index_html(INDEX)).text
    assert "Learning brief, Elm View" in text
    assert "Learning brief, Oak Rise" in text


def test_failures_are_named_first_and_beside_the_service() -> None:
    text = Page(index_html(INDEX)).text
    assert "for 1 of 2 services a page could not be made: Oak Rise." in " ".join(text.split())
    assert "Could not be made: Learning brief: no concern is recorded." in text
    assert (
        "could not be made" not in Page(index_html(replace(INDEX, services=INDEX.services[:1]))).text.lower()
    )


def test_a_link_to_a_failure_leads_to_its_row() -> None:
    page = Page(index_html(INDEX))
    assert {"href": "#service-2"} in page.all("a")
    assert "service-2" in [row.get("id") for row in page.all("tr")]


def test_each_service_is_a_row_header() -> None:
    headers = [th for th in Page(index_html(INDEX)).all("th") if th["scope"] == "row"]
    assert len(headers) == 2


@pytest.mark.parametrize(("count", "navs"), [(LETTERS_FROM - 1, 0), (LETTERS_FROM, 1)])
def test_a_long_list_has_letters(count: int, navs: int) -> None:
    services = tuple(_service(f"{chr(65 + number % 5)} House {number}") for number in range(count))
    page = Page(index_html(replace(INDEX, services=services)))
    assert len(page.all("nav")) == navs
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '" onmouseover="x', "{{ 7*7 }}", "x" * 300, "🌳", "بيت"]
)
def test_hostile_names_stay_words(name: str) -> None:
    page = Page(index_html(replace(INDEX, services=(_service(name),))))
    assert name in page.text
    assert not page.all("script")
    assert not any(key.startswith("on") for _, attributes in page.tags for key in attributes)


def test_addresses_must_be_relative() -> None:
    bad = IndexService("Elm View", (IndexPage("x", "javascript:alert(1)"),))
    with pytest.raises(ValueError, match="relative address"):
        index_html(replace(INDEX, services=(bad,)))


def test_an_index_of_nothing_says_so() -> None:
    assert "There is no service in these data." in index_html(replace(INDEX, services=()))
