"""Capacity or consent that is claimed, and whether the text itself bears it out."""

import re

from msp_qi.learning.voice.words import quotes_of

_ENDS = r"[.;!?\n]"
_CLAUSE = re.compile(r"[.;,!?:\n]|\bbut\b|\bso\b|\band then\b", re.IGNORECASE)

_CAPACITY = re.compile(
    r"\bcap(?:acity)?(?: (?:is|was|has been|being))?(?: not)? (?:assumed|presumed|deemed|evident"
    r"|confirmed|established|intact)\b"
    r"|\b(?:assum|presum)\w* (?:of |to have |having |that \w+ has |full )?(?:mental )?capacity\b"
    r"|\b(?:assumed|presumed|deemed|considered) (?:to be )?able to (?:make|decide|choose)\b"
    r"|\b(?:has|have|had|having|retains?|demonstrates?|shows?)(?: (?:always|had|the|full|mental"
    r"|clear|good|got|sufficient|no)){0,3}"
    r" capacity\b"
    r"|\b(?:lack|lacks|lacked|lacking|without|no)(?: mental| any)? capacity\b"
    r"|\black of(?: mental)? capacity\b"
    r"|\b(?:not |non-)?capacitous\b|\bpassed (?:\w+ ){0,2}capacity (?:assessment|test)\b",
    re.IGNORECASE,
)
# Not about a person's decisions, or not a claim: lifts and rotas, roles, doubts, questions, what is still to come.
_OTHER_CAPACITY = re.compile(
    r"\b(?:lift|minibus|bus|hall|room|rota|team|teams|service|services|staffing|home|ward|unit"
    r"|office|bladder|lung"
    r"|storage|freezer|building|transport)\b[^.;]{0,25}\bcapacity\b"
    r"|\bcapacity\b[^.;]{0,15}\b(?:in the (?:rota|team|service|diary|budget)|for \w+ (?:people"
    r"|persons|beds)|as an? |as chair)"
    r"|\bin (?:her|his|their|my) capacity\b|\bfull capacity on\b"
    r"|\bcapacity (?:concerns?|issues?|worr)|\bno (?:concerns?|reason|doubts?"
    r"|issues?)\b[^.;]{0,25}\bcapacity\b",
    re.IGNORECASE,
)
_NOT_CLAIMED = re.compile(
    r"\b(?:if|whether|until|unless|in case|when|should (?:he|she|they))\b|\b(?:do|does|did|must"
    r"|should) not (?:assume|presume)"
    r"|\bnever (?:assume|presume)|\bnot (?:assumed|presumed)|\b(?:unclear|not (?:clear|sure|known))\b"
    r"|\bassessment (?:is |was )?(?:asked|booked|requested|due|planned|arranged)|\b(?:booked"
    r"|asked for|requested) an? (?:\w+ )?assessment",
    re.IGNORECASE,
)
_CAPACITY_SHOWN = re.compile(
    r"\b(?:explain(?:s|ed)|asked|answer\w*|said what|says what|said that|told us|could (?:say|tell"
    r"|name|describe|not (?:say|"
    r"remember|keep|recall|weigh|explain|tell))|can (?:say|tell|explain)|remember\w*|recall\w*"
    r"|weighed|pictures?|own words"
    r"|described|repeated|pointed|named|gave (?:her|his|their) reasons?|retained"
    r"|understood (?:that|what|the)|understands (?:that|what|the))\b",
    re.IGNORECASE,
)

_CONSENT = re.compile(
    r"\bconsent(?:s|ed|ing)\b"
    r"|\bconsent(?: (?!form)\w+){0,3}? (?:given|gained|obtained|granted|received|provided|ticked"
    r"|signed|confirmed|in place|on file)\b"
    r"|\bconsent: ?yes\b"
    r"|\b(?:gave|given|gives|got|gained|obtained|has|have|provided)(?: \w+){0,2} consent\b(?! form)"
    r"|\b(?:with|implied|verbal|full|informed)(?: \w+)? consent\b"
    r"|\bagree(?:s|d) to (?:\w+ ){0,3}(?:referral|sharing|shared|safeguarding|enquiry)\b"
    r"|\bhappy (?:for \w+ )?to share\b|\bhappy for (?:us|staff|this|it) to (?:share|tell|refer|be shared)\b"
    r"|\bpermission (?:\w+ ){0,2}?(?:given|gained|obtained|granted)\b"
    r"|\bsigned (?:the |a |(?:her|his|their) )?consent form\b|\bsigned the form\b",
    re.IGNORECASE,
)
_NO_CONSENT = re.compile(
    r"\b(?:not|never|no|nobody|cannot|unable|without|neither)\b|n['’]t\b|\b(?:refus|withdr|declin"
    r"|revok)\w*",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\bchanged (?:her|his|their) mind\b|\btook (?:it|this) back\b|\bwithdr[ae]w\w*", re.IGNORECASE
)
_CONSENT_TO_COME = re.compile(
    r"\b(?:if|whether|will|would|once|unless|until|pending|when|should|seek|seeking|need|needs|to be)\b",
    re.IGNORECASE,
)
_CONSENT_SHOWN = re.compile(
    r"\b(?:talk(?:s|ed)|conversation|explain(?:s|ed)|asked|said|told (?:us|me)|discussed|leaflet"
    r"|went through|in (?:her|his|"
    r"their|own) words)\b",
    re.IGNORECASE,
)


def capacity_claim(text: str) -> str:
    """The words that claim capacity, or its lack; empty where there are none.

    Parameters
    ----------
    text : str
        What stands in the cell.

    Returns
    -------
    str

    Examples
    --------
    >>> capacity_claim("Capacity assumed."), capacity_claim("No capacity concerns.")
    ('Capacity assumed', '')
    """
    for match in _CAPACITY.finditer(text):
        sentence = _around(text, match)
        if not (_OTHER_CAPACITY.search(sentence) or _NOT_CLAIMED.search(sentence)):
            return match[0]
    return ""


def capacity_shown(text: str) -> bool:
    """Whether the text itself says what was asked or answered.

    Examples
    --------
    >>> capacity_shown("Explained the risk back."), capacity_shown("Lacks capacity due to dementia.")
    (True, False)
    """
    return bool(_CAPACITY_SHOWN.search(text) or quotes_of(text))


def consent_claim(text: str) -> str:
    """The words that claim consent; empty where there are none, or where consent is refused or still to come.

    Parameters
    ----------
    text : str
        What stands in the cell.

    Returns
    -------
    str

    Examples
    --------
    >>> consent_claim("Consents to the referral."), consent_claim("Does not consent.")
    ('Consents', '')
    """
    for match in _CONSENT.finditer(text):
        before = _CLAUSE.split(text[: match.start()])[-1]
        claim = before + match[0]
        if not (_NO_CONSENT.search(claim) or _CONSENT_TO_COME.search(claim) or _TAKEN_BACK.search(text)):
            return match[0]
    return ""


def consent_shown(text: str) -> bool:
    """Whether the text itself tells of a conversation.

    Examples
    --------
    >>> consent_shown("We talked on Monday; she consented."), consent_shown("Consent given.")
    (True, False)
    """
    return bool(_CONSENT_SHOWN.search(text) or quotes_of(text))


def _around(text: str, match: re.Match[str]) -> str:
    """The sentence that a match stands in."""
    before = re.split(_ENDS, text[: match.start()])[-1]
    after = re.split(_ENDS, text[match.end() :])[0]
    return before + match[0] + after
