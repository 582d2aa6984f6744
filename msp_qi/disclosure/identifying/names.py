"""Names that their surroundings give away: behind a title, beside a relation or a role."""

import re
from collections.abc import Iterator

from msp_qi.disclosure.identifying.rule import IdentifyingRule

_TITLES = (
    "Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Sir|Dame|Lady|Lord|Rev|Reverend|Father|Sister|Nurse|Matron|PC|Sgt|"
    "Councillor|Cllr|Imam|Rabbi"
)
_INITIALS = r"(?:[A-Z]\.? ){0,3}"
_SURNAME = r"(?:O['’]|Mc|Mac|van |de )?[A-Z](?:[\w'’]{1,20}|[A-Z]{1,20})(?:-[A-Z]\w{1,20})?"
_TITLED = re.compile(rf"\b(?P<title>{_TITLES})\b\.?,? (?P<words>{_INITIALS}(?P<name>{_SURNAME}))")
# In small letters only what is a title and nothing else: "ms" is an illness, "dr" a drive.
_SMALL = re.compile(r"\b(?:mr|mrs|MR|MRS)\b\.? (?P<name>[a-z]{2,20}|[A-Z]{2,20})\b")
_RELATIONS = (
    "nephew|niece|son|daughter|brother|sister|mother|father|mum|mam|dad|uncle|aunt|auntie|cousin|husband|wife|partner|"
    "grandson|granddaughter|grandmother|grandfather|nan|gran|grandad|friend|neighbour|boyfriend|girlfriend|fiancé|"
    "fiancée|step-?son|step-?daughter|step-?father|step-?mother|landlord|lodger|tenant|flatmate|carer|"
    "(?:support|social|key|care|agency) worker|keyworker|advocate|manager|deputy|senior|volunteer|solicitor|attorney"
)
_RELATION = rf"(?:ex-)?(?:{_RELATIONS})(?:-in-law)?"
_FIRST_NAME = r"(?P<name>[A-ZÀ-Þ][\w'’]{1,20}(?:-[A-Z][\w]{1,20})?)"
_BESIDE = re.compile(rf"\b(?i:{_RELATION}),? {_FIRST_NAME}")
_CALLED = re.compile(
    rf"\b(?i:(?:{_RELATION}|man|woman|lady|boy|girl|person|somebody|someone)) (?:called|named) {_FIRST_NAME}"
)
_BEFORE = re.compile(rf"\b{_FIRST_NAME}, (?:her|his|their|my|the person's) (?i:{_RELATION})\b")
# Words with a capital that are no name.
_NO_NAMES = (
    "I A An The And Or But In On At For To Of With Who Is Was Has Not Monday Tuesday Wednesday Thursday "
    "Friday Saturday Sunday January February March April May June July August September October November "
    "December Easter Christmas Ramadan Eid Diwali Team Practice Surgery Service Services Training Role Stress "
    "Manager Practitioner Lead Wife Husband Care Plan Act Nhs Cqc Gp Council Advocate Worker Staff Offered "
    "Place Home House Chapel Office Reviews Review Support Social Safeguarding Registered Deputy Senior Board "
    "Mrs Mr Ms Miss Dr He She They We It His Her Their England English British Reception Ward Station Group "
    "Meeting Visits Feedback Handover In"
)
NO_NAMES = frozenset(_NO_NAMES.split())


def _titled(text: str) -> Iterator[str]:
    for pattern in (_TITLED, _SMALL):
        for match in pattern.finditer(text):
            if _is_name(match["name"]):
                yield match[0]


def _beside(text: str) -> Iterator[str]:
    for pattern in (_BESIDE, _CALLED, _BEFORE):
        for match in pattern.finditer(text):
            if _is_name(match["name"]):
                yield match[0]


def _is_name(word: str) -> bool:
    return re.sub(r"['’]s?$", "", word).capitalize() not in NO_NAMES


RULES = (
    IdentifyingRule("title_surname", "title and surname", _titled, "Mrs Thompson"),
    IdentifyingRule("relation_name", "name beside a relation or a role", _beside, "her nephew Dave"),
)
