"""Restrictions, and the steps by which a person takes a risk on purpose."""

from msp_qi.schema import answers
from msp_qi.schema.field import Table
from msp_qi.schema.fields.columns import CASE, SERVICE, choice, code, count, day, text

RESTRICTIONS = Table(
    name="restrictions",
    sheet="Restrictions",
    title="Restrictions",
    purpose="One row for each restriction of a person, from its start to its end.",
    key=("service", "restriction_id"),
    fields=(
        SERVICE,
        CASE,
        code(
            "restriction_id",
            "Restriction number",
            "Your own number for the restriction.",
            "R03",
            required=True,
            serves=("G3c",),
        ),
        choice(
            "kind",
            "Kind of restriction",
            "What it limits.",
            answers.RESTRICTION_KIND,
            "contact",
            serves=("G3c", "Q2"),
        ),
        day(
            "start_date",
            "Started on",
            "The day it started.",
            "05/04/2026",
            required=True,
            serves=("G3c", "O2g", "Q2"),
        ),
        day(
            "end_date",
            "Ended on",
            "The day it ended. Leave empty while it is in force.",
            "19/04/2026",
            serves=("O2g",),
        ),
        text(
            "rationale_text",
            "Reason",
            "Why it is needed, and why nothing less would do. No names.",
            "Pressure during visits; the person asked for staff nearby.",
            serves=("P4", "O2g", "Q2"),
        ),
        text(
            "alternatives_tried",
            "Alternatives tried",
            "What was tried before, or why it could not be tried.",
            "Shorter visits; a pause phrase.",
            serves=("P4",),
        ),
        day(
            "review_due",
            "Review due",
            "The day by which it is to be looked at again.",
            "19/04/2026",
            serves=("O2g", "Q2"),
        ),
        day(
            "last_reviewed_on",
            "Last reviewed on",
            "The day it was last looked at again.",
            "18/04/2026",
            serves=("O2g", "Q2"),
        ),
        code(
            "reintroduced_of",
            "Brings back number",
            "The number of an earlier restriction that this one brings back. Empty for a new one.",
            "R01",
            serves=("O2g",),
        ),
    ),
)

RISK_ENABLEMENT = Table(
    name="risk_enablement",
    sheet="Risk enablement",
    title="Risk enablement: goals and steps",
    purpose="One row for each step towards something the person wants to do, although it has a risk.",
    key=("service", "case_id", "goal_text", "step_no"),
    fields=(
        SERVICE,
        CASE,
        count(
            "step_no", "Step", "1 for the first step, 2 for the next.", "2", required=True, serves=("O2a",)
        ),
        text(
            "goal_text",
            "Goal or step",
            "What the person wants to do, in their words. No names.",
            "Walk to the shop with somebody ten steps behind.",
            serves=("P5", "O2a"),
        ),
        day(
            "planned_date",
            "Planned for",
            "The day by which the step was to be reached.",
            "24/04/2026",
            serves=("O2a",),
        ),
        day(
            "achieved_date",
            "Reached on",
            "The day it was reached. Empty while it is not.",
            "22/04/2026",
            serves=("O2a",),
        ),
        text(
            "review_trigger",
            "What triggers a review",
            "What will make everybody think again before the review is due.",
            "Two missed check-ins in a week.",
            serves=("P5",),
        ),
        day(
            "review_due",
            "Review due",
            "The day the step is to be looked at again.",
            "30/04/2026",
            serves=("P5",),
        ),
        day("reviewed_on", "Reviewed on", "The day that was done.", "30/04/2026", serves=("P5",)),
        text(
            "owner_role",
            "Owner's role",
            "The role of the one who sees to it. A role, never a name.",
            "Key worker",
            serves=("P5",),
        ),
    ),
)
