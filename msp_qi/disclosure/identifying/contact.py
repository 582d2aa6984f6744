"""How somebody is reached: telephone and email."""

import re

from msp_qi.disclosure.identifying.rule import IdentifyingRule, matches

_GAP = r"[ \-]?"

RULES = (
    IdentifyingRule(
        "phone",
        "telephone number",
        # A UK number has nine or ten digits behind the nought or the code of the country.
        matches(
            rf"(?<![\w+])(?:(?:\+|00 ?)44{_GAP}(?:\(0\){_GAP})?|\(?0)(?:\d{_GAP}\)?{_GAP}){{8,9}}\d(?!\w)"
        ),
        "01632 960123",
    ),
    IdentifyingRule(
        "email",
        "email address",
        # Every part has a longest length, so that a long cell without an @ is read once and not again and again.
        matches(r"(?<![\w.+\-])[\w.+\-]{1,64}@[a-z\d\-]{1,63}(?:\.[a-z\d\-]{1,63}){1,5}", re.IGNORECASE),
        "somebody@example.org",
    ),
)
