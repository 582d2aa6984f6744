"""The page about one service says what is not collected, and never shows it as a zero."""

from msp_qi.briefs.change_page import _borne_out, change_page
from msp_qi.briefs.html import to_html
from msp_qi.briefs.practice_page import practice_page
from msp_qi.briefs.study import study
from msp_qi.data.demo_file import demo_workbook
from tests.data_files import filled_starter


def test_a_starter_workbook_shows_its_items_and_lists_the_rest_as_not_collected(tmp_path):
    page = to_html(practice_page(study(str(filled_starter(tmp_path)), as_of="2026-06-01")))
    assert "Not collected, which is not the same as not met" in page
    assert "Reviews held on time (sheet Case audits: Review due, Review held)" in page
    assert "1 of 1 (100 %)" in page
    assert "0 of 1" not in page


def test_where_everything_is_collected_nothing_is_said_of_it():
    assert "Not collected" not in to_html(practice_page(study(demo_workbook(), as_of="2026-11-15")))


def test_a_change_to_what_is_not_collected_has_nothing_to_compare(tmp_path):
    given = study(str(filled_starter(tmp_path)), as_of="2026-06-01")
    page = to_html(change_page(given, "2026-05-01", "C3"))
    assert "What counts C3 is not collected here" in page


def test_an_interrupted_series_is_never_called_a_change_by_itself():
    assert _borne_out("improved", "no clear difference") == (
        "The comparison of cases does not bear it out: do not call it a change."
    )
    assert _borne_out("improved", "improved").startswith("It points the same way")
    assert _borne_out("no clear difference", "improved") == "By itself it shows no clear change."
    page = to_html(change_page(study(demo_workbook(), "Damson Road (synthetic)", as_of="2026-11-15")))
    assert "Meant to improve: 5 without a clear difference." in page
    assert "Did the level or the slope" not in page
