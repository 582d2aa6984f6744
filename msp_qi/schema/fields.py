"""Every table and field: the single source of templates, dictionary, loader and checks.

To add a field, add one ``Field(...)`` here. To add an answer, see ``answers.py``.
"""

from msp_qi.schema import answers
from msp_qi.schema.audit_items import AUDIT_ITEMS
from msp_qi.schema.field import Answer, Field, Table
from msp_qi.schema.requirements import REQUIREMENTS

_SERVICE = Field(
    "service",
    "Service",
    "text",
    "The name of the service, written the same way every month.",
    "Example House",
    required=True,
)
_CASE = Field(
    "case_id",
    "Case number",
    "id",
    "Your own number for the case. No names, no NHS number. Zeros in front are kept.",
    "0042",
    required=True,
)

CONCERNS = Table(
    name="concerns",
    sheet="Concerns",
    title="Safeguarding concerns",
    purpose="One row for each safeguarding concern that the service raised or received.",
    key=("service", "case_id"),
    required=True,
    fields=(
        _SERVICE,
        _CASE,
        Field(
            "person_id",
            "Person (pseudonym)",
            "id",
            "A made-up code that stays the same for one person, so that a repeat concern can be seen. "
            "Never a name or an NHS number.",
            "P017",
        ),
        Field(
            "date_raised",
            "Date raised",
            "date",
            "The day the concern was raised, day first: 03/04/2026 is 3 April.",
            "03/04/2026",
            required=True,
        ),
        Field(
            "theme",
            "Main theme",
            "choice",
            "What the concern was mainly about. The list is a fixed codebook: tell us if it lacks something.",
            "Financial pressure",
            answers=answers.THEME,
            required=True,
            serves=("G3a",),
        ),
        Field(
            "age_band",
            "Age band",
            "choice",
            "Age in bands only: a date of birth does not belong here.",
            "75 to 84",
            answers=answers.AGE_BAND,
        ),
        Field(
            "immediate_danger",
            "Immediate danger?",
            "choice",
            "Was the person in immediate danger when the concern was raised?",
            "No",
            answers=answers.YES_NO,
        ),
        Field(
            "date_concluded",
            "Date concluded",
            "date",
            "The day the concern was concluded. Leave empty while it is open.",
            "29/04/2026",
        ),
    ),
)


def _involvement(stage: str) -> Field:
    return Field(
        f"involved_{stage}",
        f"Involved: {stage}",
        "choice",
        f"How the person took part at the {stage} stage. 'Not possible' needs a recorded reason; "
        "'Not reached' where the case has not come to this stage.",
        "Involved",
        answers=answers.INVOLVEMENT,
        serves=("P3",),
    )


CASE_AUDITS = Table(
    name="case_audits",
    sheet="Case audits",
    title="Case audits",
    purpose="One row for each case drawn for the monthly audit, also when nobody has audited it yet.",
    key=("service", "case_id", "audit_month"),
    required=True,
    fields=(
        _SERVICE,
        _CASE,
        Field(
            "audit_month",
            "Audit month",
            "month",
            "The month this case was drawn for, for example 04/2026.",
            "04/2026",
            required=True,
            serves=("G1",),
        ),
        Field(
            "sampled_as",
            "Drawn as",
            "choice",
            "'Random core' for the monthly random draw; 'Targeted' for cases added on purpose. "
            "Only the random core feeds run charts.",
            "Random core",
            answers=answers.SAMPLED_AS,
            required=True,
            serves=("G1",),
        ),
        Field(
            "audit_date",
            "Date audited",
            "date",
            "The day somebody read the record. Leave empty if the case was drawn but not audited: "
            "it then counts as drawn and not done.",
            "21/04/2026",
            serves=("G1",),
        ),
        Field(
            "outcome_text",
            "Outcome wanted",
            "text",
            "What the person wants to happen, in their words or an 'in my words' summary. No names.",
            "I want to decide when my visits end.",
            serves=("P1", "R1"),
        ),
        Field(
            "outcome_source",
            "Whose words?",
            "choice",
            "Who gave these words.",
            "The person",
            answers=answers.OUTCOME_SOURCE,
            serves=("P1",),
        ),
        *(_involvement(stage) for stage in ("concern", "planning", "review", "closure")),
        Field(
            "substantial_difficulty",
            "Substantial difficulty?",
            "choice",
            "Would the person have substantial difficulty in being involved without support (Care Act s68)?",
            "Yes",
            answers=answers.YES_NO,
            serves=("C2",),
        ),
        Field(
            "advocacy_status",
            "Advocacy",
            "choice",
            "Where advocacy stands. A suitable friend or relative who acts as advocate counts as 'In place'.",
            "In place",
            answers=answers.ADVOCACY,
            serves=("C2",),
        ),
        Field(
            "advocacy_offered_date",
            "Advocacy offered on",
            "date",
            "The day advocacy was offered. An offer with no date counts as not evidenced.",
            "07/04/2026",
            serves=("C2",),
        ),
        Field(
            "capacity_statement",
            "Capacity: what is recorded",
            "choice",
            "What the record says about capacity for this decision.",
            "Assessed: has capacity",
            answers=answers.CAPACITY_STATEMENT,
            serves=("N3",),
        ),
        Field(
            "capacity_evidence",
            "Capacity: the evidence",
            "text",
            "What shows it: the questions asked and the answers, in a line. No names.",
            "Explained the risk back in own words, weighed two options.",
            serves=("N3",),
        ),
        Field(
            "review_due",
            "Review due",
            "date",
            "The day the last review was due. A review that was due and has no held date counts as not held.",
            "20/04/2026",
            serves=("R4",),
        ),
        Field(
            "review_held",
            "Review held",
            "date",
            "The day that review was held. Leave empty if it was not.",
            "18/04/2026",
            serves=("R4",),
        ),
        *AUDIT_ITEMS,
    ),
)

CHANGES = Table(
    name="changes",
    sheet="Changes",
    title="Changes to practice",
    purpose="One row for each change you made to improve practice, so that charts can show before and after.",
    key=("service", "change_date", "title"),
    fields=(
        _SERVICE,
        Field(
            "change_date",
            "Date of change",
            "date",
            "The day the change started.",
            "01/02/2026",
            required=True,
            serves=("L4",),
        ),
        Field(
            "title",
            "What changed",
            "text",
            "The change in a few words, as it should stand on a chart. No names.",
            "Outcome asked first at every visit",
            required=True,
        ),
        Field(
            "requirement",
            "Meant to improve",
            "choice",
            "The requirement of the guide that this change was meant to improve.",
            "P1 Outcome clarity: captured in person's words",
            answers=tuple(
                Answer(row.id, f"{row.id} {row.sentence}", also=(row.sentence,)) for row in REQUIREMENTS
            ),
            required=True,
            serves=("L4",),
        ),
    ),
)

TABLES: tuple[Table, ...] = (CONCERNS, CASE_AUDITS, CHANGES)


def table(name: str) -> Table:
    """The table of that name.

    Examples
    --------
    >>> table("concerns").sheet
    'Concerns'
    """
    return next(found for found in TABLES if found.name == name)
