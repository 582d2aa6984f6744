"""Every rule for identifying text. To add one, add it to the file of its family."""

from msp_qi.disclosure.identifying import birth, contact, names, numbers, places
from msp_qi.disclosure.identifying.rule import IdentifyingRule

RULES: tuple[IdentifyingRule, ...] = (
    *numbers.RULES,
    *places.RULES,
    *contact.RULES,
    *birth.RULES,
    *names.RULES,
)
