"""Words that say when, who and which role without pointing to anybody."""

import re

import pandas as pd

from msp_qi.schema.national_answers import AGE_BAND

# Few people are older than that, so the oldest bands of the national collection are one in a brief.
_OLDEST = ("85_94", "95_over")
_AGES = {answer.code: answer.label for answer in AGE_BAND if answer.code != "not_known"}
# A role is shown only if every word of it stands here: what else is typed in a column of roles may be a name.
_ROLES = (
    "adult adults advocate agency and area assistant assurance bank board care carer case clinical community "
    "consultant coordinator council day deputy director district doctor duty enquiry general gp head home "
    "housing key lead leader learning local manager matron mental health named night nurse nursing of officer "
    "on operations police practice practitioner principal professional quality registered representative "
    "residential safeguarding senior service shift social staff supervisor support supported living team the "
    "therapist ward work worker workers"
)
_ROLE_WORDS = frozenset(_ROLES.split())


def month_words(date: object) -> str:
    """The month and no day.

    Examples
    --------
    >>> month_words(pd.Timestamp("2026-04-03")), month_words(pd.NaT)
    ('in April 2026', 'in a month that is not recorded')
    """
    found = pd.Timestamp(date)  # type: ignore[arg-type]
    return "in a month that is not recorded" if pd.isna(found) else f"in {found:%B %Y}"


def person_words(age_band: object) -> str:
    """The person by age band, the two oldest bands in one.

    Examples
    --------
    >>> person_words("75_84"), person_words("95_over"), person_words(None)
    ('a person aged 75 to 84', 'a person aged 85 or over', 'a person')
    """
    if age_band in _OLDEST:
        return "a person aged 85 or over"
    return f"a person aged {_AGES[str(age_band)]}" if age_band in _AGES else "a person"


def role_words(role: object) -> str:
    """A role in small letters, or nothing where any word of it is no word for a role.

    Examples
    --------
    >>> role_words("Key  worker"), role_words("Dave (key worker)"), role_words(None)
    ('key worker', '', '')
    >>> role_words("gp")
    'GP'
    """
    if pd.isna(role):  # type: ignore[call-overload]
        return ""
    words = re.findall(r"[^\W_]+", str(role).casefold())
    if not words or not _ROLE_WORDS.issuperset(words):
        return ""
    return " ".join("GP" if word == "gp" else word for word in words)


def times(count: int) -> str:
    """How often.

    Examples
    --------
    >>> times(1), times(3)
    ('once', '3 times')
    """
    return "once" if count == 1 else f"{count} times"
