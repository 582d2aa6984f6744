"""Every entry of every catalogue says what it must say."""

import pytest

from msp_qi.briefs.learning_brief import SECTIONS
from msp_qi.briefs.traceability import trace
from msp_qi.learning.brief.facts import FACTS
from msp_qi.learning.brief.item_words import ITEM_WORDS
from msp_qi.learning.brief.kinds import KINDS
from msp_qi.learning.supervision.bank import BANK
from msp_qi.maintain.views import ROOT
from msp_qi.measures.catalogue import COMPOSITIONS, INDICATORS, named
from msp_qi.schema.audit_items import AUDIT_ITEMS, CARE_ACT_PRINCIPLES
from msp_qi.schema.fields import STARTER_TABLES, TABLES
from msp_qi.schema.requirements import REQUIREMENTS

KNOWN_IDS = {requirement.id for requirement in REQUIREMENTS}
FIELDS = [(table, field) for table in TABLES for field in table.fields]


def test_the_guide_has_53_requirements():
    assert len(REQUIREMENTS) == len(KNOWN_IDS) == 53


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.name)
def test_an_indicator_is_complete(indicator):
    assert indicator.requirements and set(indicator.requirements) <= KNOWN_IDS
    assert indicator.principle in CARE_ACT_PRINCIPLES
    assert indicator.question.endswith("?")
    assert all((indicator.numerator, indicator.denominator, indicator.left_out, indicator.title))
    assert indicator.quality_statement in QUALITY_STATEMENTS
    for table, fields in indicator.needs_by_table.items():
        known = {field.name for found in TABLES if found.name == table for field in found.fields}
        assert set(fields) <= known
    assert named(indicator.balancing).name != indicator.name
    assert indicator.direction in ("up", "down", "none") and indicator.minimum >= 1


# The titles that CQC publishes: single assessment framework, quality statements (2023).
QUALITY_STATEMENTS = {
    "Learning culture", "Safeguarding", "Involving people to manage risks", "Safe and effective staffing",
    "Monitoring and improving outcomes", "Consent to care and treatment", "Treating people as individuals",
    "Independence, choice and control", "Person-centred care", "Providing information",
    "Listening to and involving people",
    "Governance, management and sustainability", "Learning, improvement and innovation",
}  # fmt: skip


@pytest.mark.parametrize("id", sorted(KNOWN_IDS))
def test_every_requirement_is_traced_from_its_sentence_to_a_report(id):
    found = trace(id)
    assert found.says and found.quality_statement in QUALITY_STATEMENTS
    assert found.indicators or (found.composition and found.composition.adds), "nothing counts it"
    assert found.fields or found.composition, "no field serves it"
    assert found.reports and all((ROOT / "notebooks" / f"{name}.ipynb").exists() for name in found.reports)
    assert found.requirement.sentence in found.text
    composed = found.composition.of if found.composition else ()
    assert bool(composed) or any(id in each.requirements for each in found.indicators) or id == "L4"


def test_only_these_are_told_by_others():
    assert [found.requirement for found in COMPOSITIONS] == ["Q2", "Q4", "L4", "T1", "T2", "T3", "T4"]


def test_indicator_names_and_titles_are_unique():
    assert (
        len({found.name for found in INDICATORS})
        == len({found.title for found in INDICATORS})
        == len(INDICATORS)
    )


# The guide's summaries for tenders: they are served by the requirements that they repeat.
REPEATS = {"T1", "T3", "T4"}
EXCEL_SHEET_NAME_LENGTH = 31


def test_every_requirement_that_names_a_field_is_served_by_one():
    served = {requirement for _, field in FIELDS for requirement in field.serves}
    assert served == KNOWN_IDS - REPEATS


def test_there_are_22_tables_of_which_two_are_required_and_make_up_the_starter():
    assert len(TABLES) == len({table.sheet for table in TABLES}) == 22
    core = ["concerns", "case_audits"]
    assert [table.name for table in TABLES if table.required] == core
    assert [table.name for table in STARTER_TABLES] == core


def test_the_guide_to_filling_in_counts_the_cells_that_the_starter_has():
    concern, audit = (len(table.fields) for table in STARTER_TABLES)
    text = " ".join((ROOT / "docs/filling-the-workbook.md").read_text(encoding="utf-8").split())
    assert f"{concern + audit} cells a case: {concern} for the concern and {audit} for the audit" in text
    assert f"Ten cases are {10 * (concern + audit)} cells" in text


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_sheet_name_is_one_that_excel_takes(table):
    assert len(table.sheet) <= EXCEL_SHEET_NAME_LENGTH
    assert not set(table.sheet) & set("[]:*?/\\'")
    assert table.purpose.endswith(".")


def test_there_are_17_audit_items_in_order_and_both_ratings_ask_the_same():
    assert [item.label.split()[0] for item in AUDIT_ITEMS] == [f"A{number}" for number in range(1, 18)]
    first, second = (
        {field.name: field.label for field in table.fields if field.principle}
        for table in TABLES
        if table.name in ("case_audits", "second_ratings")
    )
    assert first == second == {item.name: item.label for item in AUDIT_ITEMS}


@pytest.mark.parametrize("table,field", FIELDS, ids=lambda value: value.name)
def test_a_field_is_complete(table, field):
    assert field.help and field.example and field.label
    assert set(field.serves) <= KNOWN_IDS
    assert field.between is None or field.kind == "whole number"
    assert bool(field.answers) == (field.kind == "choice")
    if field.answers:
        assert field.example in [answer.label for answer in field.answers]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_keyed_by_its_own_fields(table):
    names = [field.name for field in table.fields]
    assert set(table.key) <= set(names)
    assert len(set(names)) == len(names)
    assert len({field.label for field in table.fields}) == len(names)


@pytest.mark.parametrize("item", AUDIT_ITEMS, ids=lambda item: item.name)
def test_an_audit_item_carries_the_guide_the_principle_and_what_good_looks_like(item):
    assert item.guide and item.good and item.principle in CARE_ACT_PRINCIPLES
    assert item.codes == ("met", "partly", "not_met", "na", "cannot_tell")


def test_a_brief_has_the_seven_blocks_in_order():
    assert [section.title for section in SECTIONS] == [
        "What happened",
        "What mattered to the person",
        "What worked",
        "What we learned",
        "What changes",
        "Discuss in team or supervision",
        "How we will know",
    ]


def test_every_audit_item_has_its_words_for_a_brief_and_a_dilemma():
    assert [words.item for words in ITEM_WORDS] == [item.name for item in AUDIT_ITEMS]
    assert all(words.short and words.met and words.gap for words in ITEM_WORDS)
    with_dilemma = {prompt.requirement for prompt in BANK.prompts}
    assert all(with_dilemma & set(item.serves) for item in AUDIT_ITEMS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_brief_names_what_is_there(kind):
    assert kind.name in FACTS and kind.title.startswith("Learning brief")
    assert all(named(indicator) for indicator in kind.indicators)
    assert set(kind.dilemmas) <= {prompt.requirement for prompt in BANK.prompts}


def test_every_dilemma_belongs_to_what_is_counted():
    counted = {requirement for indicator in INDICATORS for requirement in indicator.requirements}
    assert {prompt.requirement for prompt in BANK.prompts} <= counted
