"""Numbers that the state gives to one person: NHS number and National Insurance number."""

import re
from collections.abc import Iterator

from msp_qi.disclosure.identifying.rule import IdentifyingRule

_BETWEEN = r"[ .\-]?"
_TEN_DIGITS = re.compile(rf"(?<![\w.\-])\d(?:{_BETWEEN}\d){{9}}(?![.\-]?\w)")
# Behind these words ten digits are meant as an NHS number, also where somebody mistyped one of them.
_SAID_TO_BE = re.compile(r"\bNHS\b[^\d\n]{0,20}$", re.IGNORECASE)
_NI = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
    re.IGNORECASE,
)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry a right check digit.

    References
    ----------
    NHS Data Dictionary, NHS NUMBER: modulus 11 with the weights 10 to 2.

    Examples
    --------
    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918")
    (True, False)
    """
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def _nhs_numbers(text: str) -> Iterator[str]:
    for match in _TEN_DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        before = text[max(0, match.start() - 40) : match.start()]
        if is_nhs_number(digits) or _SAID_TO_BE.search(before):
            yield match[0]


def _ni_numbers(text: str) -> Iterator[str]:
    return (match[0] for match in _NI.finditer(text))


RULES = (
    IdentifyingRule("nhs_number", "NHS number", _nhs_numbers, "NHS number 943 476 5919"),
    IdentifyingRule("ni_number", "National Insurance number", _ni_numbers, "AB 12 34 56 C"),
)
