"""What was planned with the person: reviews, actions, options and risk notes."""

from msp_qi.schema import answers
from msp_qi.schema.field import Table
from msp_qi.schema.fields.columns import CASE, OPTIONAL_CASE, SERVICE, choice, code, day, text

REVIEWS = Table(
    name="reviews",
    sheet="Reviews",
    title="Reviews",
    purpose="One row for each review of a protection plan, also for one that was due and not held.",
    key=("service", "case_id", "review_due"),
    fields=(
        SERVICE,
        CASE,
        day(
            "review_due",
            "Review due",
            "The day the review was due, or is due.",
            "20/04/2026",
            required=True,
            serves=("R4",),
            ahead=True,
        ),
        day(
            "review_held",
            "Review held",
            "The day it was held. Empty counts as not held once it was due.",
            "18/04/2026",
            serves=("R4", "P2"),
        ),
        text(
            "reviewer_role",
            "Reviewer's role",
            "The role of the one who led the review. A role, never a name.",
            "Safeguarding lead",
            serves=("R4",),
        ),
        choice(
            "outcome_revisited",
            "Outcome looked at again?",
            "Did the review ask whether the outcome that the person wants still stands?",
            answers.REVISITED,
            serves=("P2",),
        ),
        text(
            "success_text",
            "Success for the person",
            "What success looks like for the person, in their words. No names.",
            "I choose who visits me and when.",
            serves=("R4",),
        ),
    ),
)

ACTIONS = Table(
    name="actions",
    sheet="Actions",
    title="Actions",
    purpose="One row for each action, for one person or to improve practice.",
    key=("service", "action_id"),
    fields=(
        SERVICE,
        code("action_id", "Action number", "Your own number for the action.", "A12", required=True),
        OPTIONAL_CASE,
        choice(
            "kind",
            "Kind of action",
            "'For a person' is part of somebody's plan; 'To improve practice' is for the whole service.",
            answers.ACTION_KIND,
            required=True,
            serves=("C4", "G3d"),
        ),
        choice("theme", "Main theme", "The theme it answers.", answers.THEME, "financial", serves=("G3d",)),
        text(
            "action_text",
            "Action",
            "What is to be done, in a few words. No names.",
            "Ask the bank about a second signature.",
            serves=("C4",),
        ),
        text(
            "owner_role",
            "Owner's role",
            "The role of the one who sees to it. A role, never a name.",
            "Key worker",
            serves=("C4",),
        ),
        day("opened_on", "Opened on", "The day it was agreed.", "14/04/2026", serves=("C4", "G3d")),
        day(
            "due_on", "Due on", "The day it is to be done by.", "28/04/2026", serves=("C4", "O3c"), ahead=True
        ),
        day(
            "completed_on",
            "Completed on",
            "The day it was done. Leave empty while it is open.",
            "27/04/2026",
            serves=("O3c", "G3d"),
        ),
        text(
            "measure_of_success",
            "How we will know",
            "What will show that it worked.",
            "Person says nobody asks for the card.",
            serves=("C4",),
        ),
        day(
            "verified_on",
            "Verified on",
            "The day somebody other than the owner saw that it was done and worked.",
            "12/05/2026",
            serves=("G3d",),
        ),
        text(
            "verified_by_role",
            "Verified by (role)",
            "A role other than the owner's, never a name.",
            "Registered manager",
            serves=("G3d",),
        ),
    ),
)

OPTIONS = Table(
    name="options",
    sheet="Options",
    title="Options log",
    purpose="One row for each option that was talked about with the person.",
    key=("service", "case_id", "option_text"),
    fields=(
        SERVICE,
        CASE,
        text(
            "option_text",
            "Option",
            "The choice that was offered, in a few words. No names.",
            "Visits at a set time in the lounge",
            required=True,
            serves=("R2",),
        ),
        choice("decision", "Decision", "What the person decided.", answers.OPTION_DECISION, serves=("R2",)),
        text(
            "reason",
            "Reason",
            "Why it was accepted or declined, in the person's words if you can.",
            "I can still see my family.",
            serves=("R2",),
        ),
    ),
)

RISK_NOTES = Table(
    name="risk_notes",
    sheet="Risk notes",
    title="Risk negotiation notes",
    purpose="One row for each conversation about a risk: what is understood, what helps, what triggers a review.",
    key=("service", "case_id", "noted_on"),
    fields=(
        SERVICE,
        CASE,
        day(
            "noted_on",
            "Noted on",
            "The day of the conversation.",
            "10/04/2026",
            required=True,
            serves=("R3",),
        ),
        text(
            "understanding_text",
            "What the person understands",
            "What the person understands about the risk. No names.",
            "Knows that cash was taken; thinks it may happen again.",
            serves=("R3",),
        ),
        text(
            "support_text",
            "What support helps",
            "What support will reduce the risk.",
            "Staff nearby during visits; weekly look at the account.",
            serves=("R3",),
        ),
        text(
            "review_trigger_text",
            "What triggers a review",
            "What will make everybody think again.",
            "Any withdrawal the person does not recognise.",
            serves=("R3",),
        ),
    ),
)
