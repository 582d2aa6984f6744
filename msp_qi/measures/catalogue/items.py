"""The seventeen audit items, each met over the audited cases where it applies."""

from msp_qi.measures import conditions as when
from msp_qi.measures.indicator import Indicator
from msp_qi.measures.views.audits import audited_cases
from msp_qi.schema.audit_items import AUDIT_ITEMS
from msp_qi.schema.field import Field

AUDITED = "random-core cases that were audited in the month"
ITEM_LEFT_OUT = "Not applicable leaves the count; blank, partly met and cannot tell stay in it as not met."

# Audit item to the name and the title of its indicator, and to the indicator that is read beside it.
_NAMES = {
    "a1_own_words": ("direct_voice", "The person's direct voice", "plan_recognised_adult"),
    "a2_revisited": ("outcome_revisited", "Outcome revisited at reviews", "reviews_on_time"),
    "a3_involved": (
        "involved_throughout",
        "Involved throughout, in the auditor's view",
        "felt_listened_to_adult",
    ),
    "a4_advocacy": ("advocacy_considered", "Advocacy considered, offered, dated", "advocacy_offered"),
    "a5_communication": (
        "communication_need_met",
        "Communication need recorded and met",
        "communication_adjusted",
    ),
    "a6_options": ("options_explored", "Two or more options, with reasons", "options_log_complete"),
    "a7_risk_negotiation": (
        "risk_negotiated",
        "Risk negotiated: understanding, support, trigger",
        "risk_notes_complete",
    ),
    "a8_capacity": (
        "capacity_not_assumed",
        "Capacity evidenced, in the auditor's view",
        "capacity_evidenced",
    ),
    "a9_consent_boundary": (
        "consent_boundary_clear",
        "Consent talked through, with a boundary",
        "shared_outside_boundary",
    ),
    "a10_immediate_danger": ("danger_acted_on", "Immediate danger acted on at once", "least_restrictive"),
    "a11_declined_action": (
        "still_supported",
        "Declined action, and still supported",
        "supported_when_declining",
    ),
    "a12_least_restrictive": (
        "least_restrictive",
        "Least restrictive option, with the reason",
        "risk_reduced_or_removed",
    ),
    "a13_no_drift": ("no_drift", "Restrictions with an end or review that is kept", "restriction_drift"),
    "a14_review_cadence": (
        "review_cadence",
        "Review dates, roles and the person's success",
        "reviews_on_time",
    ),
    "a15_escalation": ("escalation_recorded", "Escalation and threshold recorded", "staff_know"),
    "a16_recognises_plan": ("recognises_plan", "The person recognises the plan", "plan_recognised_adult"),
    "a17_changed_briefed_verified": (
        "changed_briefed_verified",
        "Changed, briefed and verified",
        "verified_by_somebody_else",
    ),
}


def item_indicator(item: Field) -> Indicator:
    """An audit item as an indicator.

    Parameters
    ----------
    item : Field
        From ``AUDIT_ITEMS``.

    Returns
    -------
    Indicator
    """
    name, title, beside = _NAMES[item.name]
    return Indicator(
        name=name,
        title=title,
        question=item.help.removesuffix(" Ask them."),
        requirements=item.serves,
        table="case_audits",
        period_field="audit_month",
        needs=(item.name,),
        in_denominator=when.item_applies(item.name),
        in_numerator=when.answered(item.name, "met"),
        numerator=f"those where the auditor answered met to {item.label.split()[0]}",
        denominator=AUDITED,
        left_out=ITEM_LEFT_OUT,
        direction="up",
        principle=item.principle,
        view=audited_cases,
        balancing=beside,
    )


ITEM_INDICATORS: tuple[Indicator, ...] = tuple(item_indicator(item) for item in AUDIT_ITEMS)
