import pandas as pd
import pytest

from msp_qi.briefs.study import Study
from msp_qi.briefs.supervision_page import NO_CASE, NO_GAP, supervision_page
from msp_qi.data.validate import CheckResult
from msp_qi.errors import UserError
from msp_qi.learning.supervision.bank import BANK, read_bank
from msp_qi.learning.supervision.gaps import MOST_PROMPTS, quarter_gaps
from msp_qi.measures.compute import compute
from msp_qi.schema.audit_items import AUDIT_ITEMS
from tests.builders import audit, audit_data

ALL_MET = {item.name: "met" for item in AUDIT_ITEMS}


def gaps_of(rows, as_of="2026-06-30", **tables):
    data = audit_data(case_audits=rows, **tables)
    return quarter_gaps(compute(data, as_of=as_of).context, "Ash House")


def audits(count, month="2026-04-01", **answers):
    start = {"audit_month": month, "audit_date": month[:8] + "20"}
    return [audit(case_id=f"{month}-{number}", **{**ALL_MET, **start, **answers}) for number in range(count)]


def test_every_audit_item_has_a_prompt_that_serves_it():
    prompts = {prompt.requirement for prompt in BANK.prompts}
    assert [item.name for item in AUDIT_ITEMS if not prompts & set(item.serves)] == []


def test_a_prompt_asks_a_question_and_names_neither_worker_nor_person():
    for prompt in BANK.prompts:
        assert prompt.question.endswith("?"), prompt.requirement
        assert prompt.good.endswith("."), prompt.requirement
        said = f"{prompt.words} {prompt.good}".lower()
        assert not [word for word in ("worker ", "mr ", "mrs ", "named ") if word in said], prompt.requirement


def test_prompts_follow_the_weakest_first_and_each_once():
    assert [found.requirement for found in BANK.chosen(("R2", "P1", "R2", "X"))] == ["R2", "P1"]


def test_the_gaps_are_counted_over_the_last_three_months_of_the_random_core():
    rows = [
        *audits(6, "2026-01-01", a6_options="not_met"),
        *audits(5, "2026-04-01", a6_options="partly"),
        *audits(3, "2026-06-01"),
        *audits(9, "2026-05-01", a5_communication="not_met", sampled_as="targeted"),
    ]
    gaps = gaps_of(rows)
    assert (gaps.cases, gaps.first, gaps.last) == (8, pd.Timestamp("2026-04-01"), pd.Timestamp("2026-06-01"))
    assert [gap.prompt.requirement for gap in gaps.found] == ["R2"]
    assert gaps.found[0].sentence.endswith(": 5 of 8.")


def test_danger_comes_before_what_is_weaker_and_few_cases_come_last():
    rows = audits(6, a6_options="not_met", a12_least_restrictive="na", a10_immediate_danger="na")
    rows[0] |= {"a12_least_restrictive": "not_met", "a10_immediate_danger": "not_met"}
    assert [gap.prompt.requirement for gap in gaps_of(rows).found] == ["N1", "R2", "P4"]


def test_at_the_most_so_many_prompts_and_none_twice():
    gaps = gaps_of(audits(6, **{item.name: "not_met" for item in AUDIT_ITEMS}))
    requirements = [gap.prompt.requirement for gap in gaps.found]
    assert len(requirements) == len(set(requirements)) == MOST_PROMPTS


def test_sessions_of_the_last_year_that_used_the_prompt_are_counted():
    held = [
        ("2026-05-01", "R2"),
        ("2026-06-01", " R2 "),
        ("2025-01-01", "R2"),
        (None, "R2"),
        ("2026-05-01", "P1"),
    ]
    sessions = [
        {"service": "Ash House", "session_id": str(number), "held_on": day, "prompt_id": prompt}
        for number, (day, prompt) in enumerate(held)
    ]
    rows = audits(6, a6_options="not_met")
    assert gaps_of(rows, supervision=sessions).found[0].sessions == 2
    assert gaps_of(rows).found[0].sessions == -1


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([audit(audit_date=None)], NO_CASE),
        (audits(6), NO_GAP),
        (audits(2, a6_options="not_met"), "Only 2 cases were read in these 3 months"),
        (audits(1, a6_options="not_met"), "Only 1 case was read in these 3 months"),
        (audits(6, a6_options="not_met"), "Not used in the last year."),
    ],
)
def test_the_page_says_what_can_and_what_cannot_be_said(rows, said):
    session = {"service": "Ash House", "session_id": "1", "held_on": "2026-05-01", "prompt_id": "P1"}
    data = audit_data(case_audits=rows, supervision=[session])
    page = supervision_page(Study(CheckResult(data, ()), "Ash House", pd.Timestamp("2026-06-30")))
    assert said in page.html()


def test_the_page_holds_no_case_number():
    rows = audits(6, a6_options="not_met")
    for number, row in enumerate(rows):
        row["case_id"] = f"CASE-7{number}7"
    page = supervision_page(
        Study(CheckResult(audit_data(case_audits=rows), ()), "Ash House", pd.Timestamp("2026-06-30"))
    )
    assert "CASE-7" not in page.html()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("version", "cannot be read"),
        ("[P1]\ndilemma = 'D.'", "has no version"),
        ("version = '1'\n[Z9]\ndilemma = 'D.'", "[Z9] in mine.toml is no requirement of the guide"),
        ("version = '1'\n[P1]\ndilemma = 'D.'", "[P1] in mine.toml has no question"),
        ("version = '1'\n[G3a]\ndilemma = 'D.'\nquestion = 'Q?'", "[G3a] in mine.toml has no good"),
        ("version = '1'\nP1 = 3", "[P1] in mine.toml has no dilemma"),
    ],
)
def test_a_bank_that_a_person_has_edited_wrongly_is_refused_in_one_sentence(text, said):
    with pytest.raises(UserError) as refused:
        read_bank(text, "mine.toml")
    assert said in str(refused.value)
