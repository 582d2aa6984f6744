"""The page about learning loops runs on what there is, and says what there is not."""

import re

import pandas as pd
import pytest

from msp_qi.briefs.loops_page import loops_page
from msp_qi.briefs.study import Study
from msp_qi.data.validate import CheckResult
from msp_qi.learning.loops.loop import NO_LOOPS, NO_TABLE
from tests.builders import audit_data
from tests.unit.learning.loop_builders import AS_OF, briefing, concern, look, loop


def page(service="Ash House", **tables):
    data = audit_data(concerns=tables.pop("concerns", [concern("1")]), **tables)
    document = loops_page(Study(CheckResult(data, ()), service, pd.Timestamp(AS_OF)))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", document.html().split("</style>")[-1]))


def test_without_a_table_the_page_says_not_collected():
    text = page()
    assert NO_TABLE in text and "No briefing is recorded." in text
    assert "How far the learning gets" not in text and "Register of learning loops" not in text


def test_a_service_without_loops_is_no_zero():
    assert NO_LOOPS in page(learning_loops=[loop("A", service="Birch")])


def test_one_loop_is_followed_in_words():
    text = page(
        learning_loops=[loop("A", case_id="1")],
        briefings=[briefing("A")],
        verifications=[look("A", "2026-03-30", by="Key worker")],
    )
    assert "Holds at 8 to 12 weeks: 0 of 1 concerns whose time is over." in text
    assert "Only 1 concern ended long enough ago for the last step: too few for a share." in text
    assert "too few to say how long it takes" in text
    assert "An independent look: due by 22 April 2026, 132 days overdue" in text
    assert "Not verified: its owner alone found it embedded." in text
    assert "8 of 10 (80 %)" in text and "6 of 8 (75 %)" in text
    assert "No change to practice is recorded for this service" in text


def test_what_is_not_collected_is_named():
    text = page(learning_loops=[loop("A", case_id="1")])
    assert (
        'Nothing that was read for this service tells of "Staff briefed", "Verified by somebody else", "Holds at 8 to '
        '12 weeks": not collected is not a zero.'
    ) in text.replace("&#34;", '"')


def test_the_register_holds_every_loop_and_the_top_only_what_is_late():
    names = [f"L{number:02d}" for number in range(14)]
    text = page(learning_loops=[*(loop(name, changed=None) for name in names), loop("Y", "2026-08-30", None)])
    assert "See to these first (the first 10 of 14; all stand in the register below)" in text
    assert "Every loop (15), overdue verifications first" in text
    assert all(name in text for name in [*names, "Y"])
    assert "Change the plan, or say why not by 13 September 2026" in text


@pytest.mark.parametrize("role", [None, "Team leader"])
def test_a_missing_role_is_written_as_not_recorded(role):
    text = page(learning_loops=[loop("A", owner=role, changed=None)])
    assert ("not recorded" in text.split("Register of learning loops")[1]) == (role is None)


def test_no_share_stands_without_its_n():
    text = page(
        concerns=[concern(str(case)) for case in range(9)],
        learning_loops=[loop(f"L{case}", case_id=str(case)) for case in range(7)],
        briefings=[briefing(f"L{case}") for case in range(5)],
        verifications=[look(f"L{case}", "2026-05-10") for case in range(3)],
    )
    assert "3 of 9 (33 %)" in text
    shares = re.findall(r"(?<!\d)(\d+ %)", text.split("Where the figures")[0])
    with_n = re.findall(r"\d+ of \d+ \((\d+ %)\)", text)
    # An interval, the words "95 % interval" and the ticks of an axis carry no n of their own.
    rest = [
        share
        for share in shares
        if share not in with_n and share not in ("95 %", "0 %", "25 %", "50 %", "75 %", "100 %")
    ]
    interval = re.findall(r"between (\d+ %) and (\d+ %)", text) + re.findall(
        r"about (\d+ %) to (\d+ %)", text
    )
    alt = re.findall(r"By day \d+: (\d+ %)", text)
    assert set(rest) <= {bound for pair in interval for bound in pair} | set(alt)
