"""When somebody was born."""

import re

from msp_qi.disclosure.identifying.rule import IdentifyingRule, matches

_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    "Nov(?:ember)?|Dec(?:ember)?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMBERS = r"\d{1,4}[/.\-]\d{1,2}(?:[/.\-]\d{1,4})?"
_WORDS = rf"(?:{_DAY} (?:of )?(?:{_MONTHS})|(?:{_MONTHS}) {_DAY})(?:,? \d{{4}})?"
_SAID = r"\b(?:born|d\.?o\.?b\b\.?|date of birth|birthday|birth date)"
# No adult of today's data was born in a later year; a later date is the date of something else.
_LONG_AGO = r"(?:19\d\d|200\d)"

RULES = (
    IdentifyingRule(
        "birth",
        "date of birth",
        matches(
            rf"{_SAID}[^\d\n]{{0,20}}?(?:{_NUMBERS}|{_WORDS}|\b{_LONG_AGO}\b)"
            rf"|(?<!\d)(?:\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]{_LONG_AGO}|{_LONG_AGO}-\d{{2}}-\d{{2}})(?!\d)"
            rf"|\b{_DAY} (?:of )?(?:{_MONTHS}),? {_LONG_AGO}\b",
            re.IGNORECASE,
        ),
        "born on 4 May 1938",
    ),
)
