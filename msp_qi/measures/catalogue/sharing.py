"""What is counted from consent and the sharing of information."""

from functools import partial

from msp_qi.measures import conditions as when
from msp_qi.measures.indicator import Indicator
from msp_qi.measures.views.due import in_time
from msp_qi.measures.views.learning import deviations
from msp_qi.measures.views.plans import consents_dated
from msp_qi.schema.audit_items import ACCOUNTABILITY, EMPOWERMENT, PARTNERSHIP
from msp_qi.settings import timescale

_consents = partial(
    Indicator,
    table="consent_boundaries",
    period_field="counted_on",
    view=consents_dated,
    direction="up",
    principle=EMPOWERMENT,
    in_denominator=when.recorded("recipient_role"),
    left_out="Nothing: without a date of the conversation it counts in the month of the concern.",
)
_shares = partial(Indicator, table="information_shares", period_field="shared_on")
_DEVIATION_FIELDS = ("within_boundary", "basis")
_UNSHOWN = "A share that cannot be shown to be within the boundary counts as outside it."

SHARING: tuple[Indicator, ...] = (
    _consents(
        name="consent_conversation",
        title="Consent conversation recorded",
        question="Does each consent rest on a conversation with a date and a scope?",
        requirements=("N4",),
        needs=("conversation_date", "items"),
        in_numerator=when.recorded("conversation_date", "items"),
        numerator="those with the day of the conversation and what may be shared",
        denominator="consents recorded",
        balancing="boundary_complete",
    ),
    _consents(
        name="boundary_complete",
        title="Consent boundary complete",
        question="Does each boundary say who, what, for what purpose, and whether the person agreed?",
        requirements=("O3a",),
        needs=("items", "purpose", "consented"),
        in_numerator=when.recorded("recipient_role", "items", "purpose", "consented"),
        numerator="those with all four",
        denominator="boundaries recorded",
        balancing="shared_outside_boundary",
    ),
    _shares(
        view=deviations,
        name="shared_outside_boundary",
        title="Shared outside the boundary",
        question="How many shares went beyond what the person had agreed to?",
        requirements=("O3b",),
        needs=_DEVIATION_FIELDS,
        in_denominator=when.recorded("shared_on"),
        in_numerator=when.true("deviated"),
        numerator="those outside the boundary, or without consent",
        denominator="shares in the month",
        left_out="Nothing. " + _UNSHOWN + " Each one needs a manager's review and a briefing.",
        direction="down",
        principle=PARTNERSHIP,
        balancing="deviation_loop_closed",
    ),
    _shares(
        view=deviations,
        kind="days between",
        name="days_between_deviations",
        title="Days between deviations from consent",
        question="How long does it go without sharing outside the boundary?",
        requirements=("O3b",),
        needs=_DEVIATION_FIELDS,
        in_denominator=when.true("deviated"),
        in_numerator=when.true("deviated"),
        numerator="shares outside the boundary, or without consent",
        denominator="days since the one before",
        left_out="Nothing. " + _UNSHOWN,
        direction="up",
        principle=PARTNERSHIP,
        balancing="shared_outside_boundary",
    ),
    _shares(
        view=in_time("information_shares", "shared_on", "followup_on", "follow_up"),
        name="followed_up",
        title="Follow-up talk after sharing",
        question="After each share, was the person told in time what came of it?",
        requirements=("O3e",),
        needs=("followup_on",),
        in_denominator=when.true("fell_due"),
        in_numerator=when.true("was_in_time"),
        numerator=f"those followed up within {timescale('follow_up').words}",
        denominator="shares in the month whose time is over",
        left_out="Shares whose time is not over are left out.",
        direction="up",
        principle=EMPOWERMENT,
        balancing="felt_informed_adult",
    ),
    _shares(
        view=deviations,
        name="deviation_loop_closed",
        title="Deviations reviewed and briefed",
        question="After sharing outside the boundary, did a manager review it and was a briefing issued, in time?",
        requirements=("O3f",),
        needs=(*_DEVIATION_FIELDS, "review_on", "brief_issued_on"),
        in_denominator=when.both(when.true("deviated"), when.true("fell_due")),
        in_numerator=when.true("closed"),
        numerator=f"those with both within {timescale('deviation').words}",
        denominator="deviations in the month whose time is over",
        left_out="Deviations whose time is not over are left out. " + _UNSHOWN,
        direction="up",
        principle=ACCOUNTABILITY,
        balancing="shared_outside_boundary",
    ),
)
