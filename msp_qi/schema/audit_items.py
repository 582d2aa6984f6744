"""The seventeen audit items: met, partly met, not met, not applicable, cannot tell."""

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
        ("R1", "P1"),
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
        "a5_communication",
        "A5 Communication",
        "If the person needs support to communicate: was the need recorded and met?",
        "The need is named, and so is what was done: easy read, an interpreter, more time, a quiet place. "
        "Not applicable where there is no such need.",
        "How advocacy is accessed and recorded, including for communication needs.",
        EMPOWERMENT,
        ("T2",),
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
        "a9_consent_boundary",
        "A9 Consent and boundary",
        "Was there a conversation about consent, with a boundary: who is told, what, and for what purpose?",
        "The date of the conversation, who may know, what they may know and why, and what would be shared without "
        "consent.",
        "The safeguarding lead records the person’s wishes, the options explained, and the agreed "
        "information-sharing approach (who, what, and purpose).",
        PARTNERSHIP,
        ("N4", "O3a"),
    ),
    _item(
        "a10_immediate_danger",
        "A10 Immediate danger",
        "If the person was in immediate danger: was it acted on at once?",
        "The time somebody knew and the time of the first protective action. Not applicable where there was no "
        "immediate danger.",
        "Ignoring immediate danger or delaying action when someone is at serious risk.",
        PROTECTION,
        ("N1",),
    ),
    _item(
        "a11_declined_action",
        "A11 Declined action",
        "If the person declined action: were support, information and options still given?",
        "All three are recorded, with what the person made of them. Not applicable where nothing was declined.",
        "Handing responsibility back to the person without support, information and options.",
        EMPOWERMENT,
        ("N2",),
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
        "a13_no_drift",
        "A13 No drift",
        "If anything restricts the person: has it an end or a review date, and has that date been kept?",
        "A date to end or to look again, kept; nothing that was lifted is back without a reason. Not applicable "
        "where nothing is restricted.",
        "Governance sampling checks that restrictions have not “drifted” back in without rationale and that "
        "reviews happened on time.",
        PROPORTIONALITY,
        ("O2g", "G3c", "Q2"),
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
    _item(
        "a15_escalation",
        "A15 Escalation",
        "Does the record say what the threshold for escalation is, and what was escalated to whom?",
        "The threshold in plain words, who decided, when, and what was done; or why it was not reached.",
        "Instead, MSP means the person’s wishes are treated as central evidence in the safeguarding record — "
        "alongside professional curiosity, clear escalation thresholds and governance oversight.",
        ACCOUNTABILITY,
        ("Q3",),
    ),
    _item(
        "a16_recognises_plan",
        "A16 Recognises the plan",
        "Does the person recognise themselves in the plan? Ask them.",
        "Somebody asked, and the answer stands in the record in the person's words.",
        "The “feel” of MSP is often visible in care records, staff language, and whether the person recognises "
        "themselves in the plan.",
        EMPOWERMENT,
        ("Q1",),
    ),
    _item(
        "a17_changed_briefed_verified",
        "A17 Learning",
        "Does the record say what changed, how staff were briefed and how somebody verified it?",
        "The change to the plan, the briefing with its date, and a look by somebody other than the owner. "
        "Not applicable while the concern is open.",
        "Learning loops after concerns: what changed in the support plan, how staff were briefed, and how leaders "
        "verified change.",
        ACCOUNTABILITY,
        ("Q4", "L1", "L2", "L3"),
    ),
)
