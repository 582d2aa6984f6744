"""What staff talk about and know: supervision and checks, never by worker."""

from msp_qi.schema import answers
from msp_qi.schema.field import Table
from msp_qi.schema.fields.columns import SERVICE, choice, code, count, day, text

SUPERVISION = Table(
    name="supervision",
    sheet="Supervision",
    title="Supervision sessions",
    purpose="One row for each session that was due, also for one that was not held. No names of staff.",
    key=("service", "session_id"),
    fields=(
        SERVICE,
        code("session_id", "Session number", "Your own number for the session.", "V08", required=True),
        day(
            "due_on",
            "Due on",
            "The day the session was due, or is due.",
            "14/04/2026",
            serves=("G2",),
            ahead=True,
        ),
        day(
            "held_on",
            "Held on",
            "The day it was held. Leave empty if it was not.",
            "15/04/2026",
            serves=("G2",),
        ),
        text(
            "topic",
            "Topic",
            "What it was about, in a few words. No names.",
            "When a person says no to an advocate",
            serves=("G2", "Q3"),
        ),
        choice(
            "dilemma_explored",
            "Dilemma explored?",
            "Was a dilemma of autonomy against protection talked through?",
            answers.YES_NO,
            serves=("G2",),
        ),
        code("prompt_id", "Prompt", "The prompt that was used, if any.", "P4", serves=("G2",)),
        choice(
            "risk_negotiation_used",
            "Risk negotiation used?",
            "Did staff say how they used risk negotiation rather than restriction?",
            answers.YES_NO,
            serves=("G2", "Q3"),
        ),
    ),
)

STAFF_CHECKS = Table(
    name="staff_checks",
    sheet="Staff checks",
    title="Checks of what staff know",
    purpose="One row for each check of a group of staff: counts only, no worker.",
    key=("service", "checked_on", "topic"),
    fields=(
        SERVICE,
        day("checked_on", "Checked on", "The day of the check.", "22/04/2026", required=True, serves=("Q3",)),
        choice(
            "topic",
            "Topic",
            "What was asked about.",
            answers.STAFF_CHECK_TOPIC,
            required=True,
            serves=("Q3",),
        ),
        count("staff_checked", "Staff checked", "How many were asked.", "8", required=True, serves=("Q3",)),
        count(
            "staff_meeting_standard",
            "Staff meeting the standard",
            "How many of these knew what to do. Never more than were asked.",
            "7",
            serves=("Q3",),
        ),
    ),
)
