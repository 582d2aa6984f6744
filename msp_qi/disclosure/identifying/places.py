"""Where somebody lives: postcode, house and street, room."""

import re
from collections.abc import Iterator

from msp_qi.disclosure.identifying.rule import IdentifyingRule, matches

# The 124 postcode areas: Royal Mail, Programmers' Guide to the Postcode Address File.
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN "
    "EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML "
    "N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD "
    "TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
AREAS = tuple(_AREAS.split())
_POSTCODE = re.compile(
    r"\b(?P<area>[A-Z]{1,2})\d[A-Z\d]? ?(?P<inward>\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)")  # "E1 2nd step" is no postcode
_STREETS = (
    "Street|Road|Avenue|Close|Lane|Drive|Way|Crescent|Gardens|Terrace|Place|Walk|Hill|Square|Row|Rise|Green"
)
_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"


def _postcodes(text: str) -> Iterator[str]:
    for match in _POSTCODE.finditer(text):
        if match["area"].upper() in AREAS and not _ORDINAL.fullmatch(match["inward"]):
            yield match[0]


RULES = (
    IdentifyingRule("postcode", "postcode", _postcodes, "SW1A 1AA"),
    IdentifyingRule(
        "address",
        "house and street",
        matches(
            rf"(?<![\d/])\b\d{{1,4}}[a-z]?,? [A-Z][a-z'’]{{1,20}}(?: [A-Z][a-z'’]{{1,20}})? (?:{_STREETS})\b"
        ),
        "14 Acacia Avenue",
    ),
    IdentifyingRule(
        "room",
        "room, flat or bed",
        matches(
            rf"\b(?:room|rm|flat|apartment|bed|bay|unit|bungalow)\.?(?: no\.?| number)? ?"
            rf"(?:\d{{1,4}}[a-z]?|(?:{_NUMBER_WORDS}))\b(?! ?(?:hours?|days?|nights?|weeks?|minutes?|people|pm|am)\b)",
            re.IGNORECASE,
        ),
        "room 12",
    ),
)
