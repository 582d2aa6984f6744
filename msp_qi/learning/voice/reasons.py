"""Why a text asks to be read again, and the question for the one who reads the case."""

from typing import NamedTuple


class Reason(NamedTuple):
    """One reason.

    Parameters
    ----------
    name : str
        In tables.
    label : str
        On pages.
    question : str
        For the one who opens the record.
    checked : str
        What was looked at, so that the count has a base.
    """

    name: str
    label: str
    question: str
    checked: str


REASONS: tuple[Reason, ...] = (
    Reason(
        "not_own_words",
        "Not in the person's words",
        "What did the person say, and may it stand here as they said it?",
        "texts that ask for the person's own words",
    ),
    Reason(
        "copied",
        "The same words for different people",
        "Do these words fit this person? What would only this person say?",
        "texts about one person, long enough to compare",
    ),
    Reason(
        "capacity_claimed",
        "Capacity claimed, nothing beside it",
        "What was asked, what was answered, and on which day?",
        "claims about capacity",
    ),
    Reason(
        "consent_claimed",
        "Consent claimed, no conversation beside it",
        "When was it talked about, and what did the person say yes to?",
        "claims of consent",
    ),
    Reason(
        "jargon",
        "Jargon",
        "Would the person know these words? Could plainer ones stand here?",
        "texts that say something",
    ),
    Reason(
        "says_nothing",
        "Says nothing",
        "Is it in the record after all? If so, write the line here.",
        "texts",
    ),
    Reason(
        "very_short",
        "Very short",
        "What would somebody need to know who has not met the person?",
        "texts that a word or two cannot answer",
    ),
    Reason(
        "very_long",
        "Very long",
        "Which line of it matters, and can the rest stay in the record?",
        "texts that say something",
    ),
)


def reason(name: str) -> Reason:
    """The reason of that name."""
    return next(found for found in REASONS if found.name == name)
