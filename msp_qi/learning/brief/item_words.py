"""Each audit item in a sentence for the team: as it reads where it was met, and where it was not."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ItemWords:
    """One audit item.

    Parameters
    ----------
    item : str
        Name of the field.
    short : str
        What the action is about, for the first column of an action plan.
    met, gap : str
        Without a full stop, so that a count may follow.
    """

    item: str
    short: str
    met: str
    gap: str


ITEM_WORDS: tuple[ItemWords, ...] = (
    ItemWords(
        "a1_own_words", "Own words",
        "The record says in the person's own words what they want",
        "What the person wants is not written in their own words",
    ),
    ItemWords(
        "a2_revisited", "Asking again at reviews",
        "Reviews asked whether the person still wants the same",
        "Reviews did not ask whether the person still wants the same",
    ),
    ItemWords(
        "a3_involved", "Taking part",
        "The person took part at every stage",
        "The person did not take part at every stage",
    ),
    ItemWords(
        "a4_advocacy", "Advocacy",
        "An advocate was thought of and offered",
        "It is not shown that an advocate was offered, when, and what came of it",
    ),
    ItemWords(
        "a5_communication", "Support to communicate",
        "Support to communicate was named and given",
        "A need for support to communicate was not named or not met",
    ),
    ItemWords(
        "a6_options", "Options",
        "The person had real options, and the reasons are recorded",
        "Fewer than two options are recorded with the decision and the reason",
    ),
    ItemWords(
        "a7_risk_negotiation", "Talking about risk",
        "Risk was talked through: what is understood, what helps, what triggers a review",
        "The talk about risk lacks a part: what is understood, what helps, or what triggers a review",
    ),
    ItemWords(
        "a8_capacity", "Capacity",
        "Capacity was shown and not assumed",
        "Capacity was assumed, or nothing shows it",
    ),
    ItemWords(
        "a9_consent_boundary", "Consent",
        "It was agreed with the person who may know what, and why",
        "It was not agreed with the person who may know what, and why",
    ),
    ItemWords(
        "a10_immediate_danger", "Immediate danger",
        "Immediate danger was acted on at once",
        "It is not shown that immediate danger was acted on at once",
    ),
    ItemWords(
        "a11_declined_action", "When the person says no",
        "The person said no to something and still had support",
        "The person said no to something, and support, information or options were missing",
    ),
    ItemWords(
        "a12_least_restrictive", "Least restrictive way",
        "The least restrictive way was chosen, and the reason is recorded",
        "It is not shown that the least restrictive way was chosen",
    ),
    ItemWords(
        "a13_no_drift", "Ending restrictions",
        "Restrictions have an end or a review, and it was kept",
        "A restriction has no end or review, or it was not kept",
    ),
    ItemWords(
        "a14_review_cadence", "Review dates and success",
        "Reviews have a date, a role and the person's own idea of success",
        "Reviews lack a date, a role or the person's own idea of success",
    ),
    ItemWords(
        "a15_escalation", "Escalation",
        "It is clear when to escalate, and what was escalated",
        "It is not clear when to escalate, or what was escalated",
    ),
    ItemWords(
        "a16_recognises_plan", "A plan the person recognises",
        "The person recognises themselves in the plan",
        "The person does not recognise themselves in the plan, or was not asked",
    ),
    ItemWords(
        "a17_changed_briefed_verified", "Learning that is checked",
        "It is recorded what changed, how staff were briefed and who checked",
        "It is not recorded what changed, how staff were briefed or who checked",
    ),
)  # fmt: skip
