"""Sentences for a page that leaves the service: each number in them is protected, or said not to count people."""

import re
from dataclasses import dataclass
from string import Formatter

from msp_qi.disclosure.cells import labelled
from msp_qi.disclosure.rates import FEW, ProtectedRate
from msp_qi.disclosure.rules import Rules
from msp_qi.errors import UserError
from msp_qi.settings import BASE, K

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
# Numbers that date something: 30 September 2026, 2026-04, 2025/26, 30/09/2026, Q2, 14:05.
_DATES = re.compile(
    rf"(?<![\w.])(?:\d{{1,2}} (?:{_MONTHS})\b|\d{{1,2}}/\d{{1,2}}/20\d\d|20\d\d(?:[-/]\d\d){{0,2}}|Q[1-4]|"
    r"[Qq]uarter [1-4]|\d\d?:\d\d)(?![\w.]*\d)"
)
_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True)
class ProtectedCount:
    """What may be shown of one number of people, cases or concerns: ``str`` of it."""

    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class NotPeople:
    """A number or a name with a number that gives nobody away: 12 services, 95 % limits, House 7.

    Parameters
    ----------
    value : int, float or str
        Printed as it is. Whoever writes this says that it counts no people, cases or concerns.
    """

    value: int | float | str

    def __str__(self) -> str:
        return str(self.value)


class ProtectedText(str):
    """A sentence whose numbers are all protected. Joined to anything else it is plain text again."""

    __slots__ = ()


Part = ProtectedCount | ProtectedRate | NotPeople | ProtectedText


def protect_count(count: int, k: int = K, base: int = BASE) -> ProtectedCount:
    """One count for a sentence.

    Examples
    --------
    >>> [str(protect_count(count)) for count in (0, 3, 23)]
    ['none', 'fewer than 5', 'about 25']
    """
    rules, true = Rules(k, base), int(labelled([[count]]).counts[0, 0])
    if rules.small(true):
        return ProtectedCount(FEW.format(k=k))
    return ProtectedCount(f"about {rules.round(true)}" if true else "none")


def protected_text(words: str, *parts: Part) -> ProtectedText:
    """A sentence from fixed words and protected parts, which take the places of ``{}``.

    Raises
    ------
    UserError
        Where the words themselves hold a number that is no date, or a part is not protected.

    Examples
    --------
    >>> from msp_qi.disclosure.rates import protect_rate
    >>> protected_text("Asked in {} of the cases read in May 2026.", protect_rate(12, 23))
    'Asked in 50 % (base about 25) of the cases read in May 2026.'
    >>> protected_text("{} of {} services changed.", NotPeople(3), NotPeople(40))
    '3 of 40 services changed.'
    """
    fixed = "".join(literal for literal, *_ in Formatter().parse(words))
    refuse_numbers(fixed, "The sentence")
    for part in parts:
        if not isinstance(part, Part):
            raise UserError(
                f"{part!r} is not protected; use protect_count or protect_rate, or NotPeople where it counts no people."
            )
    said = words.format(*map(str, parts))
    return ProtectedText(said[:1].upper() + said[1:])


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a text that are no part of a date.

    Examples
    --------
    >>> numbers_in("3 of 12 cases by 30 September 2026, quarter 2 of 2025/26"), numbers_in("2026-04 to Q3 2026")
    (('3', '12'), ())
    """
    return tuple(_NUMBER.findall(_DATES.sub(" ", text)))


def refuse_numbers(text: str, where: str) -> None:
    """Refuse a plain text that holds a number; a ProtectedText may.

    Raises
    ------
    UserError
        Names the numbers and what to use instead.
    """
    if isinstance(text, ProtectedText):
        return
    found = numbers_in(text)
    if found:
        raise UserError(
            f"{where} holds the unprotected number {found[0]}; write it with protected_text, from protect_count, "
            "protect_rate or NotPeople."
        )
