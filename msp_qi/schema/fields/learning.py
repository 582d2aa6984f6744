"""The learning loop: what changed, who was briefed, who verified it, and changes to practice."""

from msp_qi.schema import answers
from msp_qi.schema.field import Answer, Table
from msp_qi.schema.fields.columns import OPTIONAL_CASE, SERVICE, choice, code, count, day, text
from msp_qi.schema.requirements import REQUIREMENTS

REQUIREMENT_ANSWERS = tuple(
    Answer(row.id, f"{row.id} {row.sentence}", also=(row.sentence,)) for row in REQUIREMENTS
)
_LOOP = code(
    "loop_id", "Loop number", "The number of the learning loop.", "L05", required=True, serves=("Q4",)
)

LEARNING_LOOPS = Table(
    name="learning_loops",
    sheet="Learning loops",
    title="Learning loops",
    purpose="One row for each concluded concern, or theme, from which the service learns.",
    key=("service", "loop_id"),
    fields=(
        SERVICE,
        _LOOP,
        OPTIONAL_CASE,
        choice("theme", "Main theme", "The theme it belongs to.", answers.THEME, "financial", serves=("Q4",)),
        day(
            "concluded_on", "Concluded on", "The day the concern was concluded.", "29/04/2026", serves=("L1",)
        ),
        text(
            "plan_change_text",
            "What changed in the plan",
            "What changed in the support plan. No names.",
            "Visits end when the person says the pause phrase.",
            serves=("L1",),
        ),
        text(
            "no_change_reason",
            "Reason for no change",
            "Where nothing changed: why.",
            "The plan had worked as agreed.",
            serves=("L1",),
        ),
        day(
            "plan_change_date",
            "Plan changed on",
            "The day the plan was changed.",
            "02/05/2026",
            serves=("L1",),
        ),
        text(
            "owner_role",
            "Owner's role",
            "The role of the one who sees to it. A role, never a name.",
            "Key worker",
            serves=("L1", "L3"),
        ),
    ),
)

BRIEFINGS = Table(
    name="briefings",
    sheet="Briefings",
    title="Briefings",
    purpose="One row for each briefing of staff: how many were due and how many it reached.",
    key=("service", "brief_id"),
    fields=(
        SERVICE,
        code("brief_id", "Briefing number", "Your own number.", "B04", required=True, serves=("L2",)),
        code("loop_id", "Loop number", "The learning loop it belongs to.", "L05", serves=("L2", "Q4")),
        day(
            "issued_on", "Issued on", "The day of the briefing.", "05/05/2026", required=True, serves=("L2",)
        ),
        text(
            "channel",
            "How",
            "How staff were briefed.",
            "Handover, and one page in the office",
            serves=("L2",),
        ),
        count("staff_due", "Staff due", "How many were to be briefed.", "14", serves=("L2",)),
        count(
            "staff_reached",
            "Staff reached",
            "How many of these were. Never more than were due.",
            "12",
            serves=("L2",),
        ),
        count(
            "check_passed",
            "Staff who could say it",
            "How many of these could say afterwards what changed.",
            "10",
            serves=("L2",),
        ),
    ),
)

VERIFICATIONS = Table(
    name="verifications",
    sheet="Verifications",
    title="Verifications",
    purpose="One row for each look at whether a change has become practice.",
    key=("service", "loop_id", "verified_on", "method"),
    fields=(
        SERVICE,
        _LOOP,
        day(
            "verified_on",
            "Verified on",
            "The day somebody looked.",
            "02/06/2026",
            required=True,
            serves=("L3",),
        ),
        choice(
            "method",
            "Method",
            "How. A check of records alone does not show that practice changed.",
            answers.VERIFICATION_METHOD,
            required=True,
            serves=("L3",),
        ),
        choice("result", "Result", "What was found.", answers.VERIFICATION_RESULT, serves=("L3",)),
        text(
            "verifier_role",
            "Verifier's role",
            "A role other than the owner's, never a name.",
            "Registered manager",
            serves=("L3",),
        ),
    ),
)

CHANGES = Table(
    name="changes",
    sheet="Changes",
    title="Changes to practice",
    purpose="One row for each change you made to improve practice, so that charts can show before and after.",
    key=("service", "change_date", "title"),
    fields=(
        SERVICE,
        day(
            "change_date",
            "Date of change",
            "The day the change started.",
            "01/02/2026",
            required=True,
            serves=("L4",),
            ahead=True,
        ),
        text(
            "title",
            "What changed",
            "The change in a few words, as it should stand on a chart. No names.",
            "Outcome asked first at every visit",
            required=True,
        ),
        choice(
            "requirement",
            "Meant to improve",
            "The requirement of the guide that this change was meant to improve.",
            REQUIREMENT_ANSWERS,
            "P1",
            required=True,
            serves=("L4",),
        ),
        choice(
            "balancing_requirement",
            "Must not get worse",
            "A requirement that might suffer from it, to be watched beside the other.",
            REQUIREMENT_ANSWERS,
            "P4",
            serves=("L4",),
        ),
    ),
)
