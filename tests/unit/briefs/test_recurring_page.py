"""The page about what keeps recurring: whole where there is much, and plain where there is nothing."""

import pandas as pd
import pytest

from msp_qi.briefs.document import ChartBlock, Heading, Notice, TableBlock
from msp_qi.briefs.html import to_html
from msp_qi.briefs.recurring_blocks import NOT_TO_CONCLUDE
from msp_qi.briefs.recurring_page import NOTHING, SECTIONS, recurring, recurring_page, recurring_summary
from msp_qi.briefs.study import Study, study
from msp_qi.data.demo_file import demo_workbook
from msp_qi.data.validate import CheckResult
from msp_qi.learning.recurring.together import ACTED, HARM, INTRODUCED, LATE, REPEATED, REPEATED_THEME
from msp_qi.schema.answers import THEME_CODEBOOK_VERSION
from tests.builders import audit, audit_data
from tests.unit.learning.concerns import SERVICE, by_month, concern


def study_of(service=SERVICE, as_of="2026-12-31", **tables):
    return Study(CheckResult(audit_data(**tables), ()), service, pd.Timestamp(as_of))


def page_of(**tables):
    return to_html(recurring_page(study_of(**tables)))


@pytest.fixture(scope="module")
def demo():
    given = study(demo_workbook(), "Hazel Mews (synthetic)", as_of="2026-11-15")
    return given, recurring_page(given)


def test_every_section_and_the_version_of_the_codebook_are_there(demo):
    page = demo[1]
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert headings == ["In short", *(title for title, _ in SECTIONS)]
    assert f"codebook, version {THEME_CODEBOOK_VERSION}" in to_html(page)


def test_every_chart_has_a_sentence_and_a_title_that_says_what_happened(demo):
    charts = [block for block in demo[1].blocks if isinstance(block, ChartBlock)]
    assert len(charts) == 9
    assert all(len(block.sentence) > 40 and block.chart.alt for block in charts)


def test_every_indicator_of_the_page_says_what_not_to_conclude():
    assert set(NOT_TO_CONCLUDE) == {ACTED, HARM, INTRODUCED, LATE, REPEATED, REPEATED_THEME}


def test_people_are_listed_by_pseudonym_most_repeats_first(demo):
    table = next(
        block
        for block in demo[1].blocks
        if isinstance(block, TableBlock) and "Who came back" in block.caption
    )
    assert "internal, not for sharing" in table.caption
    repeats = table.table["Came back within a year"].astype(int)
    assert repeats.is_monotonic_decreasing and repeats.iloc[-1] >= 1


def test_more_people_than_are_listed_are_counted():
    rows = [
        concern(100 * person + again, day, "neglect") | {"person_id": f"P{person:02d}"}
        for person in range(25)
        for again, day in enumerate(("2026-01-05", "2026-05-04"))
    ]
    assert "5 more people with fewer repeats or the same, not listed" in page_of(concerns=rows)


def test_the_summary_asks_six_questions_and_carries_every_n(demo):
    table = recurring_summary(recurring(demo[0]))
    assert len(table) == 6
    rows = demo[0].data.tables["concerns"]
    year = rows[rows["service"].eq(demo[0].service) & (rows["date_raised"] >= "2025-11-01")]
    money = int(year["theme"].eq("financial").sum())
    assert table.iloc[
        0, 1
    ] == f"Financial pressure: {money} of {len(year)} concerns ({money / len(year):.0%})".replace("%", " %")


RENAMED = by_month(
    "2026-01", neglect=[2] * 5 + [0] * 5, self_neglect=[0] * 5 + [2] * 5, physical=[2] * 10, other=[2] * 10
)


def test_a_renamed_theme_is_asked_about_with_the_cases_to_read():
    page = page_of(concerns=RENAMED)
    assert (
        "Was it renamed? Self-neglect rose at the same time, from 0 of 20 other concerns to 10 of 30." in page
    )
    assert "Neglect or missed care, the last up to May 2026: cases 0005, 0006, 0007, 0008, 0009" in page
    assert "Self-neglect, the first since: cases 0010, 0011, 0012, 0013, 0014" in page
    assert "Neglect or missed care vanished: was it renamed?" in page


def test_a_service_without_concerns_is_told_so_and_nothing_else():
    page = recurring_page(
        study_of(service="Birch", concerns=[concern(1, "2026-05-04")], case_audits=[audit()])
    )
    assert [block.text for block in page.blocks if isinstance(block, Notice)] == [NOTHING]
    assert not [block for block in page.blocks if isinstance(block, (ChartBlock, TableBlock))]


def test_an_absent_table_of_concerns_is_not_called_no_concerns():
    page = page_of(case_audits=[audit()])
    assert "The sheet Concerns is not collected, which is not the same as not met" in page
    assert NOTHING in page


def test_only_future_dates_are_told():
    page = page_of(concerns=[concern(1, "2027-05-04")], case_audits=[audit()])
    assert (
        "Not counted here: 1 concern of this service without a date, or dated after the day of this report."
        in page
    )
    assert NOTHING in page


@pytest.mark.parametrize(
    "rows,said",
    [
        (
            [concern(1, "2026-05-04")],
            "is the only theme in May 2026: 1 of 1 concern (100 %). So few cannot show what is common.",
        ),
        ([concern(1, "2026-05-04", None)], "No concern with a theme was raised in May 2026"),
        (by_month("2026-05", other=[9]), "Other is the only theme in May 2026: 9 of 9 concerns (100 %)"),
        (by_month("2025-01", other=[3] * 24), "Other is the only theme in Jan 2026 to Dec 2026: 36 of 36"),
        ([concern(1, "2026-05-04") | {"person_id": None}], "1 concern has no pseudonym"),
    ],
    ids=["one row", "no theme", "one month", "all the same theme", "no pseudonym"],
)
def test_little_data_makes_a_whole_page_that_says_so(rows, said):
    page = page_of(concerns=rows)
    assert said in page
    assert all(title in page for title, _ in SECTIONS)


def test_tables_that_are_absent_are_named_with_the_columns_they_need():
    page = page_of(concerns=RENAMED)
    assert "Restrictions introduced per 10 concerns: not collected, which is not the same as not met" in page
    assert "It needs &#34;Started on&#34; (sheet Restrictions)." in page
    assert "Actions are not collected for this service" in page
    assert "not collected</td>" in page
