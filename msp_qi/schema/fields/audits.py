"""The monthly audit of cases, and the second rating of some of them."""

from dataclasses import replace

from msp_qi.schema import answers
from msp_qi.schema.audit_items import AUDIT_ITEMS
from msp_qi.schema.field import Field, Table
from msp_qi.schema.fields.columns import CASE, SERVICE, choice, code, day, in_starter, text

STAGES = ("concern", "planning", "review", "closure")


def _involvement(stage: str) -> Field:
    return choice(
        f"involved_{stage}",
        f"Involved: {stage}",
        f"How the person took part at the {stage} stage. 'Not possible' needs a recorded reason; "
        "'Not reached' where the case has not come to this stage.",
        answers.INVOLVEMENT,
        "involved",
        serves=("P3",),
    )


_AUDIT_MONTH = Field(
    "audit_month",
    "Audit month",
    "month",
    "The month this case was drawn for, for example 04/2026.",
    "04/2026",
    required=True,
    serves=("G1",),
)

CASE_AUDITS = Table(
    name="case_audits",
    sheet="Case audits",
    title="Case audits",
    purpose="One row for each case drawn for the monthly audit, also when nobody has audited it yet.",
    key=("service", "case_id", "audit_month"),
    required=True,
    fields=(
        *in_starter(
            SERVICE,
            CASE,
            _AUDIT_MONTH,
            choice(
                "sampled_as",
                "Drawn as",
                "'Random core' for the monthly random draw; 'Targeted' for cases added on purpose. "
                "Only the random core feeds run charts.",
                answers.SAMPLED_AS,
                required=True,
                serves=("G1",),
            ),
            day(
                "audit_date",
                "Date audited",
                "The day somebody read the record. Leave empty if the case was drawn but not audited: "
                "it then counts as drawn and not done.",
                "21/04/2026",
                serves=("G1",),
            ),
            text(
                "outcome_text",
                "Outcome wanted",
                "What the person wants to happen, in their words or an 'in my words' summary. No names.",
                "I want to decide when my visits end.",
                serves=("P1", "R1"),
            ),
            choice(
                "outcome_source",
                "Whose words?",
                "Who gave these words.",
                answers.OUTCOME_SOURCE,
                serves=("P1",),
            ),
        ),
        choice(
            "quote_consent",
            "May be quoted?",
            "Did the person agree that these words may be quoted in a learning brief, without their name? Empty "
            "counts as no. Only the person's own words can be quoted.",
            answers.YES_NO,
            serves=("R1", "L2"),
        ),
        *(_involvement(stage) for stage in STAGES),
        choice(
            "substantial_difficulty",
            "Substantial difficulty?",
            "Would the person have substantial difficulty in being involved without support (Care Act s68)?",
            answers.YES_NO,
            serves=("C2",),
        ),
        choice(
            "advocacy_status",
            "Advocacy",
            "Where advocacy stands. A suitable friend or relative who acts as advocate counts as 'In place'.",
            answers.ADVOCACY,
            serves=("C2",),
        ),
        day(
            "advocacy_offered_date",
            "Advocacy offered on",
            "The day advocacy was offered. An offer with no date counts as not evidenced.",
            "07/04/2026",
            serves=("C2",),
        ),
        day(
            "advocacy_started_date",
            "Advocacy started on",
            "The day an advocate first met the person. Leave empty while the person waits.",
            "12/04/2026",
            serves=("C2",),
        ),
        choice(
            "communication_need",
            "Communication need?",
            "Does the record name a need for support to communicate?",
            answers.YES_NO,
            serves=("T2",),
        ),
        choice(
            "adjustment_made",
            "Adjustment made?",
            "Where there is such a need: was an adjustment made, such as easy read or an interpreter?",
            answers.YES_NO,
            serves=("T2",),
        ),
        choice(
            "capacity_statement",
            "Capacity: what is recorded",
            "What the record says about capacity for this decision.",
            answers.CAPACITY_STATEMENT,
            "assessed_has",
            serves=("N3",),
        ),
        text(
            "capacity_evidence",
            "Capacity: the evidence",
            "What shows it: the questions asked and the answers, in a line. No names.",
            "Explained the risk back in own words, weighed two options.",
            serves=("N3",),
        ),
        day(
            "capacity_assessed_date",
            "Capacity assessed on",
            "The day capacity for this decision was assessed, where it was.",
            "09/04/2026",
            serves=("N3",),
        ),
        choice(
            "declined_action",
            "Action declined?",
            "Did the person decline action that was offered to protect them?",
            answers.YES_NO,
            serves=("N2",),
        ),
        choice(
            "support_offered",
            "Declined: support offered?",
            "Where action was declined: was support still offered?",
            answers.YES_NO,
            serves=("N2",),
        ),
        choice(
            "info_given",
            "Declined: information given?",
            "Where action was declined: was the person given information about the risk and about help?",
            answers.YES_NO,
            serves=("N2",),
        ),
        choice(
            "options_explained",
            "Declined: options explained?",
            "Where action was declined: were the other options explained?",
            answers.YES_NO,
            serves=("N2",),
        ),
        day(
            "review_due",
            "Review due",
            "The day the last review was due. A review that was due and has no held date counts as not held.",
            "20/04/2026",
            serves=("R4",),
            ahead=True,
        ),
        day(
            "review_held",
            "Review held",
            "The day that review was held. Leave empty if it was not.",
            "18/04/2026",
            serves=("R4",),
        ),
        choice(
            "second_role_reviewed",
            "Seen by a second role?",
            "Was the decision in this case reviewed by somebody in a second role?",
            answers.YES_NO,
            serves=("C3",),
        ),
        code(
            "team",
            "Team (pseudonym)",
            "A made-up code for the team, so that teams can be compared inside the service. Never a worker.",
            "Team B",
            serves=("C1",),
        ),
        text(
            "auditor_role",
            "Auditor's role",
            "The role of the one who read the record. A role, never a name.",
            "Deputy manager",
            serves=("C3",),
        ),
        *in_starter(*AUDIT_ITEMS),
    ),
)

SECOND_RATINGS = Table(
    name="second_ratings",
    sheet="Second ratings",
    title="Second and agreed ratings",
    purpose="One row for each second reading of an audited case, and one for what both agreed on afterwards.",
    key=("service", "case_id", "audit_month", "rating_stage"),
    fields=(
        SERVICE,
        CASE,
        replace(_AUDIT_MONTH, help="The same audit month as in the case audits, for example 04/2026."),
        choice(
            "rating_stage",
            "Which rating",
            "'Second rating' before the two have talked; 'Agreed after discussion' for the result. "
            "The first rating stays as it is in the case audits.",
            answers.RATING_STAGE,
            required=True,
            serves=("C1",),
        ),
        day("rated_on", "Rated on", "The day of this rating.", "23/04/2026", serves=("C3",)),
        text(
            "rater_role",
            "Rater's role",
            "The role of the second rater. A role, never a name.",
            "Safeguarding lead",
            serves=("C3",),
        ),
        *AUDIT_ITEMS,
    ),
)
