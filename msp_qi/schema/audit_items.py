"""The audit items: met, partly met, not met, not applicable, cannot tell."""

from msp_qi.schema import answers
from msp_qi.schema.field import Field

EMPOWERMENT = "Empowerment"
PREVENTION = "Prevention"
PROPORTIONALITY = "Proportionality"
PROTECTION = "Protection"
PARTNERSHIP = "Partnership"
ACCOUNTABILITY = "Accountability"

# The six principles of adult safeguarding: Care and support statutory guidance, 14.13.
CARE_ACT_PRINCIPLES = (EMPOWERMENT, PREVENTION, PROPORTIONALITY, PROTECTION, PARTNERSHIP, ACCOUNTABILITY)


def _item(
    name: str, label: str, asks: str, good: str, guide: str, principle: str, serves: tuple[str, ...]
) -> Field:
    return Field(
        name,
        label,
        "choice",
        asks,
        "Met",
        answers=answers.AUDIT,
        serves=serves,
        principle=principle,
        good=good,
        guide=guide,
    )


AUDIT_ITEMS: tuple[Field, ...] = (
    _item(
        "a1_own_words",
        "A1 Own words",
        "Is the outcome that the person wants recorded in their words?",
        "A short quote or 'in my words' summary, without jargon, that says what safety means to the person.",
        "Direct voice: short quotes or “in my words” summaries (without jargon) capturing what safety "
        "means to the person.",
        EMPOWERMENT,
        ("P1", "R1"),
    ),
    _item(
        "a2_revisited",
        "A2 Revisited at reviews",
        "Was the outcome looked at again at each review?",
        "Each review says whether the outcome still stands and how far it has been reached.",
        "Outcome clarity: the person’s desired outcomes are captured in their words and revisited during reviews.",
        EMPOWERMENT,
        ("P2",),
    ),
    _item(
        "a3_involved",
        "A3 Involved throughout",
        "Was the person involved at concern, planning, review and closure, as far as reasonably possible?",
        "The person led or took part at every stage; where that was not possible the reason is recorded.",
        "Involvement: the person is involved at every stage that is reasonably possible — from initial concern "
        "to protection planning to closure.",
        EMPOWERMENT,
        ("P3",),
    ),
    _item(
        "a4_advocacy",
        "A4 Advocacy",
        "Was advocacy considered and offered, with the result and the date?",
        "The record says whether it was needed, when it was offered, what the person chose and when it started.",
        "In tenders, they look for how you capture the person’s desired outcomes, how advocacy is accessed, how "
        "positive risk-taking is negotiated, and how decisions are reviewed and audited.",
        EMPOWERMENT,
        ("C2",),
    ),
    _item(
        "a6_options",
        "A6 Options",
        "Are two or more options recorded, each with the decision and the reason?",
        "At least two real choices, what was accepted or declined, and why.",
        "Options log: what choices were offered, and why particular options were accepted or declined.",
        PARTNERSHIP,
        ("R2",),
    ),
    _item(
        "a7_risk_negotiation",
        "A7 Risk negotiation",
        "Does the record hold all three: what the person understands about the risk, what support will reduce it, "
        "and what will trigger a review?",
        "All three in plain words, specific to this person.",
        "Risk negotiation notes: what the person understands about the risk, what support will reduce it, and what "
        "review trigger will prompt reconsideration.",
        PREVENTION,
        ("R3",),
    ),
    _item(
        "a8_capacity",
        "A8 Capacity evidenced",
        "Is capacity evidenced for this decision, not assumed?",
        "The decision, the questions asked, the answers and the conclusion; or why there was no reason to doubt it.",
        "Recording “capacity assumed” without evidence, or using consent language without a clear conversation.",
        ACCOUNTABILITY,
        ("N3",),
    ),
    _item(
        "a12_least_restrictive",
        "A12 Least restrictive",
        "If anything restricts the person: is it the least restrictive option, with the reason and what was tried?",
        "The record names the alternatives tried and why this is the least that still reduces harm. "
        "Not applicable where nothing is restricted.",
        "Proportionality: the response is the least restrictive option that still reduces harm, with positive "
        "risk-taking used deliberately and reviewed.",
        PROPORTIONALITY,
        ("P4",),
    ),
    _item(
        "a14_review_cadence",
        "A14 Review cadence",
        "Are there review dates, named roles and the person's own idea of success?",
        "A date, a role for each step, and what success looks like for the person, not only for the service.",
        "Review cadence: dates, named roles, and what “success” will look like for the person (not only for the "
        "service).",
        ACCOUNTABILITY,
        ("R4",),
    ),
)
