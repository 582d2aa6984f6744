"""What is recorded of the person's wish; their words only with consent, and only if nothing in them identifies."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.disclosure.identifying import Roster, screen
from msp_qi.learning.brief.subject import Subject

# A quote is a sentence or two, not a record.
LONGEST_QUOTE = 200
_WHOSE = {
    "person": "The record holds what the person wants, in their own words.",
    "representative": "The record holds what a representative says that the person wants.",
    "staff": "What the person wants is written in the words of staff.",
}
NOT_IN_WORDS = "What the person wants is not recorded in their words."
_REACHED = {
    "fully": "What they wanted was fully reached.",
    "partially": "What they wanted was reached in part.",
    "not_achieved": "What they wanted was not reached.",
}


@dataclass(frozen=True)
class Voice:
    """What is recorded of the person's wish.

    Parameters
    ----------
    facts : tuple of str
        Whether it is recorded, by whom, and whether it was reached.
    quote : str
        The person's words, where they agreed to be quoted and nothing was found in them; else empty.
    held_back : str
        Why a quote with consent is not used; empty where there is none or it is used.
    """

    facts: tuple[str, ...]
    quote: str = ""
    held_back: str = ""


def voice_of(audits: pd.DataFrame, subject: Subject, roster: Roster | None = None) -> Voice:
    """What the latest audit of the case and the concern say of the person's wish.

    Parameters
    ----------
    audits : DataFrame
        The audits of the case, the latest last.
    subject : Subject
        With its concern.
    roster : Roster, optional
        The service's own names.

    Returns
    -------
    Voice
    """
    reached = _REACHED.get(str(subject.concern["outcomes_achieved"])) if subject.concern is not None else None
    if audits.empty:
        return Voice((reached,) if reached else ())
    latest = audits.iloc[-1]
    words = str(latest["outcome_text"]).strip() if pd.notna(latest["outcome_text"]) else ""
    whose = _WHOSE.get(str(latest["outcome_source"]), NOT_IN_WORDS) if words else NOT_IN_WORDS
    facts = (whose, *((reached,) if reached else ()))
    if not words or latest["outcome_source"] != "person" or latest.get("quote_consent") != "yes":
        return Voice(facts)
    if len(words) > LONGEST_QUOTE:
        return Voice(facts, held_back=f"it is longer than {LONGEST_QUOTE} letters")
    found = screen([("quote", words)], roster)
    if not found.passed:
        labels = ", ".join(dict.fromkeys(each.label for each in found.found))
        return Voice(facts, held_back=f"it holds words that may identify somebody ({labels})")
    return Voice(facts, quote=" ".join(words.split()))
