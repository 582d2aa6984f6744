"""What adults and representatives say: two sets of indicators, so that the two are never pooled."""

from msp_qi.measures import conditions as when
from msp_qi.measures.indicator import Condition, Indicator
from msp_qi.schema.audit_items import ACCOUNTABILITY, EMPOWERMENT
from msp_qi.schema.local_wording import WORDING
from msp_qi.settings import GOOD_RATING

# Who answers, as the schema codes it and as it stands in a title.
_WHO = (("adult", "adults"), ("representative", "representatives"))
_YES = {"q2_achieved": ("fully", "partially"), "q3_risk_result": ("reduced", "removed")}
_RATINGS = (
    ("plan_recognised", "Recognises the plan", "Do they recognise the person in the plan?", "Q1"),
    ("felt_informed", "Felt informed", "Did they feel informed?", "O3d"),
    ("felt_listened_to", "Felt listened to", "Did they feel listened to?", "O3d"),
)
_LEFT_OUT = "Those who did not answer the question, or do not know, are left out: see the share who answered."


def _valid(column: str, who: str) -> Condition:
    return when.both(
        when.answered("respondent", who),
        when.recorded(column),
        lambda rows: rows[column].ne("dont_know"),
    )


def _answer(who: str, people: str, column: str, title: str, question: str, serves: str) -> Indicator:
    rated = column in {name for name, *_ in _RATINGS}
    good = when.at_least(column, GOOD_RATING) if rated else when.answered(column, *_YES.get(column, ("yes",)))
    return Indicator(
        name=f"{column}_{who}",
        title=f"{title} ({people})",
        question=question,
        requirements=(serves,),
        table="feedback",
        period_field="answered_on",
        needs=("answered_on", column),
        in_denominator=_valid(column, who),
        in_numerator=good,
        numerator=f"those who answered {GOOD_RATING} or 5"
        if rated
        else f"those who answered {_words(column)}",
        denominator=f"{people} who answered the question in the month",
        left_out=_LEFT_OUT,
        direction="up",
        principle=EMPOWERMENT,
        balancing=f"response_rate_{who}",
    )


def _words(column: str) -> str:
    return " or ".join(_YES.get(column, ("yes",)))


def _response_rate(who: str, people: str) -> Indicator:
    return Indicator(
        name=f"response_rate_{who}",
        title=f"Answered the invitation ({people})",
        question="Of those who were invited to say how it was, how many answered?",
        requirements=("O3d",),
        table="feedback",
        period_field="invited_on",
        needs=("answered_on",),
        in_denominator=when.answered("respondent", who),
        in_numerator=when.recorded("answered_on"),
        numerator="those who answered",
        denominator=f"{people} invited in the month",
        left_out="Nothing: everybody who was invited counts.",
        direction="up",
        principle=ACCOUNTABILITY,
        balancing=f"felt_listened_to_{who}",
    )


def _of(who: str, people: str) -> tuple[Indicator, ...]:
    asked = ((name, said.label.rstrip("?"), said.question, "Q1") for name, said in WORDING.items())
    return (
        _response_rate(who, people),
        *(_answer(who, people, *rating) for rating in _RATINGS),
        *(_answer(who, people, *question) for question in asked),
    )


FEEDBACK: tuple[Indicator, ...] = tuple(found for who in _WHO for found in _of(*who))
