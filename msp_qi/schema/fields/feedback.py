"""What adults and representatives say: never pooled, and everybody who was invited has a row."""

from msp_qi.schema import answers, national_answers
from msp_qi.schema.field import Field, Table
from msp_qi.schema.fields.columns import OPTIONAL_CASE, SERVICE, choice, code, day, rating
from msp_qi.schema.local_wording import WORDING

_DONT_KNOW = tuple(answer for answer in answers.FELT if answer.code == "dont_know")
_LISTS = {
    "q1_asked": answers.FELT,
    "q2_achieved": national_answers.OUTCOMES_ACHIEVED + _DONT_KNOW,
    "q3_risk_result": national_answers.RISK_OUTCOME + _DONT_KNOW,
}


def _question(name: str) -> Field:
    said = WORDING[name]
    return choice(name, said.label, said.question, _LISTS.get(name, answers.FELT), serves=("Q1",))


FEEDBACK = Table(
    name="feedback",
    sheet="Feedback",
    title="Feedback from adults and representatives",
    purpose="One row for everybody who was invited to say how it was, also for those who did not answer. "
    "Q1 to Q7 are asked in local wording.",
    key=("service", "feedback_id"),
    fields=(
        SERVICE,
        code(
            "feedback_id",
            "Feedback number",
            "Your own number for the invitation.",
            "F21",
            required=True,
            serves=("O3d",),
        ),
        OPTIONAL_CASE,
        choice(
            "respondent",
            "Who answers",
            "The adult or a representative: the two are never counted together.",
            answers.RESPONDENT,
            required=True,
            serves=("Q1", "O3d"),
        ),
        day(
            "invited_on",
            "Invited on",
            "The day they were asked.",
            "30/04/2026",
            required=True,
            serves=("O3d",),
        ),
        day(
            "answered_on",
            "Answered on",
            "The day they answered. Empty means no response.",
            "06/05/2026",
            serves=("O3d",),
        ),
        *(_question(name) for name in WORDING),
        rating(
            "plan_recognised",
            "Recognises the plan (1 to 5)",
            "'I recognise myself in the plan': 1 is not at all, 5 is fully.",
            "4",
            serves=("Q1",),
        ),
        rating(
            "felt_informed",
            "Felt informed (1 to 5)",
            "'I felt informed': 1 is not at all, 5 is fully.",
            "5",
            serves=("O3d",),
        ),
        rating(
            "felt_listened_to",
            "Felt listened to (1 to 5)",
            "'I felt listened to': 1 is not at all, 5 is fully.",
            "4",
            serves=("O3d",),
        ),
    ),
)
