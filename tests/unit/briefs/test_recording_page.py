"""The page on recording: the summary first, each wording once with its cases, internal, and nothing lost in silence."""

import pandas as pd

from msp_qi.briefs.document import Heading, TableBlock
from msp_qi.briefs.recording_page import INTERNAL, MOST_CASES, MOST_ROWS, recording_blocks, recording_page
from msp_qi.briefs.study import Study
from msp_qi.data.validate import CheckResult
from msp_qi.learning.voice import recording_quality
from tests.builders import audit, audit_data


def page_of(*texts):
    rows = [audit(case_id=f"C{number}", outcome_text=text) for number, text in enumerate(texts)]
    checked = CheckResult(audit_data(case_audits=rows, concerns=[]), ())
    return recording_page(Study(checked, "Ash House", pd.Timestamp("2026-06-01")))


def tables(document):
    return [block.table for block in document.blocks if isinstance(block, TableBlock)]


def test_the_summary_stands_first_and_the_page_is_internal():
    page = page_of("She wants to be safe at home.")
    assert page.profile == "internal" and INTERNAL in page.html().replace("&#39;", "'")
    first = tables(page)[0]
    assert "Trust the record, not the prompt." in page.html()
    assert first.iloc[0].tolist() == [
        "Not in the person's words",
        "1 text that asks for the person's own words",
        "1",
        "1",
    ]


def test_the_same_words_stand_once_with_the_cases_to_open():
    line = "To be kept safe and supported by the staff of the house at all times of the day."
    copied = next(table for table in tables(page_of(*[line] * 12)) if "People" in table)
    assert copied[["Words", "People"]].to_numpy().tolist() == [[f"{line[:58]}…", "12"]]
    assert copied["Cases"][0].startswith("C0 (row 3), C1 (row 4), ")
    assert copied["Cases"][0].endswith(f" and {12 - MOST_CASES} more")


def test_what_does_not_fit_is_counted():
    texts = [f"She wants number {number} to stop." for number in range(MOST_ROWS + 2)]
    assert "2 more stand in the prompts of msp_qi.recording_quality." in page_of(*texts).html()


def test_words_of_a_record_cannot_become_markup():
    assert "<b>" not in page_of("She wants <b>this</b> to stop now.").html().split("<body")[1]


def test_no_text_gives_one_sentence():
    found = recording_quality(audit_data(case_audits=[audit()]), "Ash House")
    assert [block.text for block in recording_blocks(found)] == [found.sentence]


def test_as_a_section_its_headings_stand_lower():
    found = recording_quality(audit_data(case_audits=[audit(outcome_text="To be safe.")]), "Ash House")
    levels = {block.level for block in recording_blocks(found, level=3) if isinstance(block, Heading)}
    assert levels == {3}
