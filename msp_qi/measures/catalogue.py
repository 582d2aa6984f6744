"""Every indicator. To add one, add one ``Indicator(...)`` here with the requirement ids it serves."""

from msp_qi.errors import UserError
from msp_qi.measures import conditions as when
from msp_qi.measures.indicator import Indicator
from msp_qi.schema.audit_items import (
    ACCOUNTABILITY,
    EMPOWERMENT,
    PARTNERSHIP,
    PREVENTION,
    PROPORTIONALITY,
)

_AUDITED = "random-core cases that were audited in the month"
_ITEM_LEFT_OUT = (
    "Not applicable leaves the denominator; blank, partly met and cannot tell stay in it as not met."
)


def _audit_item(
    name: str, title: str, question: str, item: str, requirements: tuple[str, ...], principle: str
) -> Indicator:
    """An indicator that is one audit item: met over audited cases where it applies."""
    return Indicator(
        name=name,
        title=title,
        question=question,
        requirements=requirements,
        table="case_audits",
        period_field="audit_month",
        needs=(item,),
        in_denominator=when.item_applies(item),
        in_numerator=when.item_met(item),
        numerator=f"those where the auditor answered met to {item.split('_')[0].upper()}",
        denominator=_AUDITED,
        left_out=_ITEM_LEFT_OUT,
        direction="up",
        principle=principle,
    )


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        name="outcome_in_own_words",
        title="Outcome in the person's own words",
        question="Does the record say what the person wants, in words that come from them?",
        requirements=("P1",),
        table="case_audits",
        period_field="audit_month",
        needs=("a1_own_words", "outcome_text", "outcome_source"),
        in_denominator=when.item_applies("a1_own_words"),
        in_numerator=when.own_words,
        numerator="those with words recorded, from the person or a representative, and A1 met",
        denominator=_AUDITED,
        left_out=_ITEM_LEFT_OUT,
        direction="up",
        principle=EMPOWERMENT,
    ),
    _audit_item(
        "outcome_revisited",
        "Outcome revisited at reviews",
        "Was the outcome looked at again at each review?",
        "a2_revisited",
        ("P2",),
        EMPOWERMENT,
    ),
    Indicator(
        name="involved_at_every_stage",
        title="Involved at every stage",
        question="Did the person lead or take part at every stage that was reached and possible?",
        requirements=("P3",),
        table="case_audits",
        period_field="audit_month",
        needs=when.INVOLVEMENT_STAGES,
        in_denominator=when.has_applicable_stage,
        in_numerator=when.involved_at_every_stage,
        numerator="those led or involved at every applicable stage",
        denominator=_AUDITED + " with at least one applicable stage",
        left_out="Stages not reached, or not possible with a recorded reason, do not count; a blank stage counts "
        "as not involved.",
        direction="up",
        principle=EMPOWERMENT,
    ),
    _audit_item(
        "least_restrictive",
        "Least restrictive option, with the reason",
        "Where something restricts the person, is it the least restrictive option, with the reason?",
        "a12_least_restrictive",
        ("P4",),
        PROPORTIONALITY,
    ),
    _audit_item(
        "direct_voice",
        "The person's direct voice",
        "Can a reader hear the person in the record?",
        "a1_own_words",
        ("R1",),
        EMPOWERMENT,
    ),
    _audit_item(
        "options_explored",
        "Two or more options, with reasons",
        "Are at least two options recorded, each with the decision and the reason?",
        "a6_options",
        ("R2",),
        PARTNERSHIP,
    ),
    _audit_item(
        "risk_negotiated",
        "Risk negotiated: understanding, support, trigger",
        "Does the record say what the person understands, what support helps and what triggers a review?",
        "a7_risk_negotiation",
        ("R3",),
        PREVENTION,
    ),
    Indicator(
        name="reviews_on_time",
        title="Reviews held on time",
        question="Was the last review held by the day it was due?",
        requirements=("R4",),
        table="case_audits",
        period_field="audit_month",
        needs=("review_due", "review_held"),
        in_denominator=when.review_was_due,
        in_numerator=when.review_on_time,
        numerator="those held on or before the due date",
        denominator=_AUDITED + " with a review that was due by the day of the audit",
        left_out="A review not yet due is left out; one that was due and has no held date stays in as not held.",
        direction="up",
        principle=ACCOUNTABILITY,
    ),
    _audit_item(
        "review_cadence",
        "Review dates, roles and the person's success",
        "Are there review dates, named roles and the person's own idea of success?",
        "a14_review_cadence",
        ("R4",),
        ACCOUNTABILITY,
    ),
    Indicator(
        name="capacity_evidenced",
        title="Capacity evidenced, not assumed",
        question="Where the record speaks of capacity, is there evidence for what it says?",
        requirements=("N3",),
        table="case_audits",
        period_field="audit_month",
        needs=("capacity_statement", "capacity_evidence"),
        in_denominator=when.has_capacity_statement,
        in_numerator=when.capacity_evidenced,
        numerator="those with evidence written down",
        denominator=_AUDITED + " whose record says anything about capacity",
        left_out="Cases whose record says nothing about capacity are left out.",
        direction="up",
        principle=ACCOUNTABILITY,
    ),
    Indicator(
        name="advocacy_offered",
        title="Advocacy offered where needed",
        question="Was advocacy offered to everybody who needed it?",
        requirements=("C2",),
        table="case_audits",
        period_field="audit_month",
        needs=("substantial_difficulty", "capacity_statement", "advocacy_offered_date"),
        in_denominator=when.needs_advocacy,
        in_numerator=when.advocacy_offered,
        numerator="those with a date of the offer",
        denominator=_AUDITED + " with substantial difficulty or assessed as lacking capacity",
        left_out="Cases where advocacy was not needed are left out; an offer without a date counts as not offered.",
        direction="up",
        principle=EMPOWERMENT,
    ),
    Indicator(
        name="sample_completed",
        title="Monthly sample audited",
        question="Were all the cases that were drawn for the month audited?",
        requirements=("G1",),
        table="case_audits",
        period_field="audit_month",
        needs=("audit_date",),
        in_denominator=when.random_core,
        in_numerator=when.has_audit_date,
        numerator="those with a date of the audit",
        denominator="random-core cases drawn for the month",
        left_out="Nothing: a case that was drawn and not audited counts as not done.",
        direction="up",
        principle=ACCOUNTABILITY,
    ),
)


def named(name: str) -> Indicator:
    """The indicator of that name.

    Raises
    ------
    UserError
        When there is none, with the names that there are.

    Examples
    --------
    >>> named("outcome_revisited").requirements
    ('P2',)
    """
    for found in INDICATORS:
        if found.name == name:
            return found
    raise UserError(
        f'There is no indicator "{name}"; there are: {", ".join(found.name for found in INDICATORS)}.'
    )


def serving(requirement_id: str) -> tuple[Indicator, ...]:
    """The indicators that serve a requirement, in catalogue order.

    Examples
    --------
    >>> [found.name for found in serving("P3")]
    ['involved_at_every_stage']
    """
    return tuple(found for found in INDICATORS if requirement_id in found.requirements)
