"""What is followed from week to week with one person: ratings, breaches, journeys, triggers."""

from msp_qi.schema import answers
from msp_qi.schema.field import Table
from msp_qi.schema.fields.columns import (
    CASE,
    REQUIRED_PERSON,
    SERVICE,
    choice,
    count,
    day,
    moment,
    rating,
    text,
)

WEEKLY_RATINGS = Table(
    name="weekly_ratings",
    sheet="Weekly ratings",
    title="Weekly ratings by the person",
    purpose="One row for each person and week: how the person rates the week, and their contacts.",
    key=("service", "person_id", "week_starting"),
    fields=(
        SERVICE,
        REQUIRED_PERSON,
        day(
            "week_starting",
            "Week starting",
            "The Monday of the week.",
            "06/04/2026",
            required=True,
            serves=("O1a",),
        ),
        rating(
            "control",
            "Control (1 to 5)",
            "The person's own rating: 1 is no control over what happens, 5 is full control.",
            "3",
            serves=("O1a",),
        ),
        rating(
            "distress",
            "Distress (1 to 5)",
            "The person's own rating: 1 is no distress, 5 is very much. Lower is better.",
            "2",
            serves=("O1b",),
        ),
        rating(
            "confidence",
            "Confidence (1 to 5)",
            "The person's own rating: 1 is not confident at all, 5 is very confident.",
            "4",
            serves=("O2c",),
        ),
        count(
            "contacts",
            "Contacts",
            "How many visits, calls and messages there were with the one the plan is about.",
            "4",
            serves=("O1c",),
        ),
        count(
            "pressured",
            "Pressured contacts",
            "In how many of these contacts the person felt pressured. Never more than the contacts.",
            "1",
            serves=("O1c",),
        ),
    ),
)

BREACHES = Table(
    name="breaches",
    sheet="Breaches",
    title="Breaches of the safety plan",
    purpose="One row for each time that the agreed boundaries were broken.",
    key=("service", "case_id", "breach_at"),
    fields=(
        SERVICE,
        CASE,
        moment(
            "breach_at",
            "Breach at",
            "The day and the time of the breach.",
            "11/04/2026 15:40",
            required=True,
            serves=("O1d",),
        ),
        moment(
            "reviewed_at",
            "Reviewed at",
            "The day and the time of the review that it triggered. Empty counts as not reviewed.",
            "11/04/2026 17:00",
            serves=("O1d",),
        ),
        choice(
            "external_referral",
            "Told somebody outside?",
            "Was anybody outside the service told?",
            answers.YES_NO,
            serves=("O1d", "O1e"),
        ),
        text(
            "shared_what",
            "What was shared",
            "What was shared with them. No names.",
            "That a visit was stopped, and the plan.",
            serves=("O1e",),
        ),
        text(
            "shared_why",
            "Why it was shared",
            "Why it was shared.",
            "The threshold in the plan was reached.",
            serves=("O1e",),
        ),
        choice(
            "person_informed",
            "Person informed?",
            "Was the person told what was shared and why?",
            answers.YES_NO,
            serves=("O1d", "O1e"),
        ),
    ),
)

JOURNEYS = Table(
    name="journeys",
    sheet="Journeys",
    title="Journeys",
    purpose="One row for each journey that the person planned, also for one that did not start.",
    key=("service", "person_id", "journey_date", "journey_no"),
    fields=(
        SERVICE,
        REQUIRED_PERSON,
        day(
            "journey_date",
            "Date of journey",
            "The day of the journey.",
            "16/04/2026",
            required=True,
            serves=("O2b",),
        ),
        count("journey_no", "Journey of the day", "1 for the first of that day, 2 for the next.", "1"),
        choice(
            "outcome",
            "How it went",
            "'Not attempted' says whose decision that was.",
            answers.JOURNEY_OUTCOME,
            serves=("O2b",),
        ),
        choice(
            "event",
            "Incident or near miss",
            "The most serious thing that happened. Reporting a near miss is good practice.",
            answers.JOURNEY_EVENT,
            serves=("O2d",),
        ),
        count("checkins_due", "Check-ins due", "How many were agreed for it.", "2", serves=("O2f",)),
        count(
            "checkins_made",
            "Check-ins made",
            "How many of these were made. Never more than were due.",
            "2",
            serves=("O2f",),
        ),
    ),
)

TRIGGERS = Table(
    name="triggers",
    sheet="Triggers",
    title="Review triggers",
    purpose="One row for each time that something happened which the plan names as a reason to think again.",
    key=("service", "case_id", "trigger_date", "trigger_type"),
    fields=(
        SERVICE,
        CASE,
        day(
            "trigger_date",
            "Date of trigger",
            "The day it happened.",
            "17/04/2026",
            required=True,
            serves=("O2e",),
        ),
        choice(
            "trigger_type",
            "What happened",
            "The kind of trigger.",
            answers.TRIGGER_TYPE,
            required=True,
            serves=("O2e",),
        ),
        day(
            "plan_adjusted_on",
            "Plan adjusted on",
            "The day the plan was changed, or it was decided not to change it.",
            "19/04/2026",
            serves=("O2e",),
        ),
        text(
            "no_change_reason",
            "Reason for no change",
            "Where the plan was left as it is: why.",
            "Phone battery was flat; person agreed to charge it.",
            serves=("O2e",),
        ),
    ),
)
