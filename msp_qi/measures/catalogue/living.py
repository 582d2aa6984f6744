"""What is counted from a person's weeks and journeys: ratings of one person are never pooled with another's."""

from functools import partial

from msp_qi.measures import conditions as when
from msp_qi.measures.indicator import Exposure, Indicator, Sums
from msp_qi.measures.views.due import in_time
from msp_qi.measures.views.journeys import with_missed_checkins
from msp_qi.schema.audit_items import ACCOUNTABILITY, EMPOWERMENT, PREVENTION, PROTECTION
from msp_qi.settings import timescale

_ATTEMPTED = when.answered("outcome", "success", "stopped")
_JOURNEYS = Exposure("journeys", "journey_date", ("outcome",), _ATTEMPTED)
_BREACH = in_time("breaches", "breach_at", "reviewed_at", "breach_review")
_TRIGGER = in_time("triggers", "trigger_date", "plan_adjusted_on", "trigger")

_week = partial(Indicator, table="weekly_ratings", period_field="week_starting", apart="person_id", minimum=1)
_journeys = partial(Indicator, table="journeys", period_field="journey_date")


def _rating(
    name: str, title: str, question: str, requirement: str, column: str, *, up: bool
) -> Indicator:
    return _week(
        kind="rating",
        name=name,
        title=title,
        question=question,
        requirements=(requirement,),
        needs=(column,),
        in_denominator=when.recorded(column),
        in_numerator=when.recorded(column),
        sums=Sums(column),
        numerator="the median of the week's ratings, from 1 to 5",
        denominator="ratings given",
        left_out="Weeks without a rating are gaps. Each person is looked at alone.",
        direction="up" if up else "down",
        principle=EMPOWERMENT,
    )


LIVING: tuple[Indicator, ...] = (
    _rating("weekly_control", "Weekly control", "How much in control did the person feel?", "O1a", "control", up=True),
    _rating("weekly_distress", "Weekly distress", "How distressed did the person feel?", "O1b", "distress", up=False),
    _week(
        kind="rate",
        per=10,
        name="pressured_contacts",
        title="Pressured interactions per 10 contacts",
        question="Of the contacts in the week, how many felt pressured?",
        requirements=("O1c",),
        needs=("contacts", "pressured"),
        in_denominator=when.both(when.recorded("pressured"), when.no_more_than("pressured", "contacts")),
        in_numerator=when.recorded("pressured"),
        sums=Sums("pressured", "contacts"),
        numerator="pressured interactions",
        denominator="contacts in the week",
        left_out="Weeks that lack one of the two numbers, or hold more pressured than all, are gaps. Fewer contacts is not more safety: both are shown.",
        direction="down",
        principle=PROTECTION,
    ),
    _rating(
        "weekly_confidence", "Weekly confidence", "How confident did the person feel?", "O2c", "confidence", up=True
    ),
    Indicator(
        table="breaches",
        period_field="breach_at",
        view=_BREACH,
        name="breaches_reviewed",
        title="Breaches reviewed at once",
        question="Was each breach of the plan reviewed in time?",
        requirements=("O1d",),
        needs=("reviewed_at",),
        in_denominator=when.true("fell_due"),
        in_numerator=when.true("was_in_time"),
        numerator=f"those reviewed within {timescale('breach_review').words}",
        denominator="breaches in the month whose time is over",
        left_out="Breaches whose time is not over are left out; one without a review counts as not reviewed. Every one "
        "is listed.",
        direction="up",
        principle=PROTECTION,
    ),
    Indicator(
        table="breaches",
        period_field="breach_at",
        kind="days between",
        name="days_between_breaches",
        title="Days between breaches",
        question="How long does it go without a breach?",
        requirements=("O1d",),
        needs=("breach_at",),
        in_denominator=when.recorded("breach_at"),
        in_numerator=when.recorded("breach_at"),
        numerator="breaches",
        denominator="days since the breach before",
        left_out="Nothing.",
        direction="up",
        principle=PROTECTION,
        balancing="breaches_reviewed",
    ),
    Indicator(
        table="breaches",
        period_field="breach_at",
        name="told_what_and_why",
        title="Told what would be shared, and why",
        question="When somebody outside was contacted, was the person told what was shared and why?",
        requirements=("O1e",),
        needs=("external_referral", "person_informed", "shared_what", "shared_why"),
        in_denominator=when.answered("external_referral", "yes"),
        in_numerator=when.both(
            when.answered("person_informed", "yes"), when.recorded("shared_what", "shared_why")
        ),
        numerator="those where the person was told, with what and why written down",
        denominator="breaches with contact outside",
        left_out="Breaches without contact outside are left out; a blank counts as not told.",
        direction="up",
        principle=EMPOWERMENT,
    ),
    _journeys(
        name="journeys_successful",
        title="Journeys successful",
        question="Of the journeys that were attempted, how many succeeded?",
        requirements=("O2b",),
        needs=("outcome",),
        in_denominator=_ATTEMPTED,
        in_numerator=when.answered("outcome", "success"),
        numerator="those that succeeded",
        denominator="journeys attempted in the month",
        left_out="Journeys that were not attempted are left out: read it beside how many were.",
        direction="up",
        principle=EMPOWERMENT,
        balancing="journeys_attempted",
    ),
    _journeys(
        name="journeys_attempted",
        title="Planned journeys attempted",
        question="Of the journeys that were planned, how many were attempted?",
        requirements=("O2b",),
        needs=("outcome",),
        in_denominator=when.recorded("outcome"),
        in_numerator=_ATTEMPTED,
        numerator="those attempted",
        denominator="journeys planned in the month",
        left_out="Journeys without an outcome are left out.",
        direction="up",
        principle=EMPOWERMENT,
        balancing="incidents_per_journey",
    ),
    _journeys(
        kind="rate",
        per=10,
        exposure=_JOURNEYS,
        name="incidents_per_journey",
        title="Incidents per 10 journeys",
        question="How many incidents were there for every ten journeys attempted?",
        requirements=("O2d",),
        needs=("event", "outcome"),
        in_denominator=when.answered("event", "incident"),
        in_numerator=when.answered("event", "incident"),
        numerator="incidents",
        denominator="journeys attempted in the month",
        left_out="Nothing. Fewer journeys is not safety: the journeys stand beside it.",
        direction="down",
        principle=PREVENTION,
        balancing="journeys_attempted",
    ),
    _journeys(
        kind="rate",
        per=10,
        exposure=_JOURNEYS,
        name="near_misses_per_journey",
        title="Near misses per 10 journeys",
        question="How many near misses were told for every ten journeys attempted?",
        requirements=("O2d",),
        needs=("event", "outcome"),
        in_denominator=when.answered("event", "near_miss"),
        in_numerator=when.answered("event", "near_miss"),
        numerator="near misses",
        denominator="journeys attempted in the month",
        left_out="Nothing. More can mean more danger or more openness: it has no good direction.",
        direction="none",
        principle=PREVENTION,
        balancing="incidents_per_journey",
    ),
    Indicator(
        table="triggers",
        period_field="trigger_date",
        view=_TRIGGER,
        name="triggers_acted_on",
        title="Review triggers acted on",
        question="After a review trigger, was the plan adjusted in time, or was it decided in time to leave it?",
        requirements=("O2e",),
        needs=("plan_adjusted_on",),
        in_denominator=when.true("fell_due"),
        in_numerator=when.true("was_in_time"),
        numerator=f"those adjusted within {timescale('trigger').words}, or decided on by then with no change",
        denominator="triggers in the month whose time is over",
        left_out="Triggers whose time is not over are left out. A reason for no change without the day of that decision "
        "cannot be shown to be in time.",
        direction="up",
        principle=ACCOUNTABILITY,
    ),
    _journeys(
        view=with_missed_checkins,
        name="missed_checkins",
        title="Missed check-ins",
        question="Of the check-ins that were due, how many were missed?",
        requirements=("O2f",),
        needs=("checkins_due", "checkins_made"),
        in_denominator=when.recorded("checkins_due"),
        in_numerator=when.recorded("checkins_missed"),
        sums=Sums("checkins_missed", "checkins_due"),
        numerator="check-ins missed",
        denominator="check-ins due in the month",
        left_out="Journeys without agreed check-ins are left out; a blank number made counts as none made.",
        direction="down",
        principle=PROTECTION,
        balancing="journeys_attempted",
    ),
)
