"""Whether a text lets the person speak: in the first person, or in words of theirs that are quoted."""

import re

from msp_qi.learning.voice.words import Quote, quotes_of, sentences_of, without_quotes, words_of

# So few quoted words with no word of saying beside them are a title or a so-called "thing".
_FEW_QUOTED = 3

_SAYING = (
    r"said|says|say|stated|states|told|tells|reported|reports|asked|asks|replied|answered|feels"
    r"|felt|thinks|added|wrote"
    r"|writes|shouted|whispered|signed|words (?:are|were)|puts it|wants?|repeated"
)
_SOMEBODY_ELSE = (
    r"daughter|son|sons|mum|mother|dad|father|parents?|wife|husband|partner|sister|brother|niece"
    r"|nephew|aunt|uncle|cousin"
    r"|grand(?:son|daughter|mother|father)|neighbour|friend|landlord|family|relatives?|gp|doctor"
    r"|nurse|matron|consultant"
    r"|psychiatrist|social worker|key ?worker|support worker|care worker|carers?|manager|staff"
    r"|team|police|officer|advocate"
    r"|solicitor|bank|therapist|provider"
)
_SAYING_RE = re.compile(rf"\b(?:{_SAYING})\b", re.IGNORECASE)
_ELSE_RE = re.compile(rf"\b(?:{_SOMEBODY_ELSE})\b", re.IGNORECASE)
_ELSE_AFTER = re.compile(
    rf"^[\s,.]{{0,3}}(?:(?:{_SAYING})\s+(?:(?:her|his|their|the|a)\s+)?(?:{_SOMEBODY_ELSE})"
    rf"|(?:(?:her|his|their|the)\s+)?(?:{_SOMEBODY_ELSE})\s+(?:{_SAYING})"
    rf"|\((?:the )?(?:{_SOMEBODY_ELSE}))\b",
    re.IGNORECASE,
)
_NUMBERED = (
    r"(?<!Type )(?<!Phase )(?<!Stage )(?<!Part )(?<!Class )(?<!Level )(?<!Grade )(?<!Schedule )(?<!Band )"
)
_ONE_PERSON = re.compile(
    rf"{_NUMBERED}\bI(?:['’](?:m|d|ll|ve))?\s+[a-z]|(?<!\S)i(?:['’]?(?:m|d|ll|ve))?\s+[a-z]"
    rf"|\bI['’](?:m|d|ll|ve)\b|\bIve\b"
    r"|\b(?:[Mm]e|[Mm]ine|[Mm]yself)\b|\b[Mm]y\b(?! (?:Life|Care|Plan|Support|Health|Story|Day|Way)\b)"
)
# "We" and "our" are mostly the service; a couple or a family is heard in what they want.
_SEVERAL_PEOPLE = re.compile(
    r"\b[Ww]e (?:want|wish|would like|like|love|need|don['’]?t|do not|have been|just)\b"
    r"|\b[Ww]e['’](?:d|ve been)\b"
    r"|\b(?:leave|split|ask|tell|help|keep|for|with|to) us\b"
)
_RELATIVE = (
    r"daughter|son|mum|mother|father|dad|wife|husband|partner|sister|brother|niece|nephew"
    r"|carer|neighbour|friend"
)
_WORKERS = (
    r"spoke|spoken|explained|discussed|advised|visited|assessed|completed|reviewed|observed"
    r"|informed|referred"
    r"|recommended|contacted|supported|offered|documented|recorded|monitored|met with|liaised"
    r"|reassured|encouraged"
)
_CONTACT = r"rang|phoned|called|emailed|texted|saw|met|went to see|sat with|wrote to|checked|noted|noticed|found|talked"
_DOING = r"continue|monitor|review|keep (?:him|her|them)|support|ensure|arrange|refer|liaise|speak|discuss|encourage"
_STAFF_SPEAKING = re.compile(
    rf"\b(?:I|we)(?:['’]ve)? (?:have |had |also |then |today |again )*(?:{_WORKERS})\b"
    rf"|\b(?:I|we)(?:['’]ve)? (?:have |had |also |then |today "
    rf"|again )*(?:{_CONTACT})\b(?=[^.]*\b(?:he|she|they)\b)(?![^.]*\bm[ey]\b)"
    r"|\b(?:I|we) asked (?:him|her|them|what (?:he|she|they)|the person|if (?:he|she|they)|whether)\b"
    r"|\b(?:I|we) (?:feel|felt|think|believe|consider) (?:that )?(?:he|she|they)\b(?! (?:do|does"
    r"|did|don|never|always)\b)"
    r"|\b(?:I|we) (?:feel|think|believe|consider) it (?:is |would be )?(?:best|better|safer) (?:if"
    r"|that|for) (?:he|she|they|him|her)\b"
    rf"|\b(?:I|we) (?:will|shall|need to|must|should) (?:{_DOING})\b"
    r"|\b(?:I am|we are) (?:satisfied|aware|concerned) that\b"
    r"|\b(?:my|our) (?:professional )?(?:view|opinion|judgement|assessment|recommendation|visit"
    r"|clients?|patients?|residents?"
    r"|colleagues?|aim|policy|team)\b"
    rf"|\b(?:I am|I['’]m|as) (?:her|his|their|the) (?:{_RELATIVE})\b",
    re.IGNORECASE,
)


def in_own_words(text: str) -> bool:
    """Whether the person is heard: in the first person, or in their quoted words.

    Parameters
    ----------
    text : str
        What stands in the cell.

    Returns
    -------
    bool

    Examples
    --------
    >>> in_own_words("I want my key back."), in_own_words('He said "leave me be".')
    (True, True)
    >>> in_own_words("I WANT MY KEY BACK."), in_own_words("TO BE KEPT SAFE.")
    (True, False)
    >>> in_own_words("I spoke to him and he is well."), in_own_words('Daughter said "she needs a home".')
    (False, False)
    """
    if any(_quotes_the_person(quote, text) for quote in quotes_of(text)):
        return True
    rest = without_quotes(text)
    # Somebody who types with the capitals on says "I WANT" and means "I want".
    plain = rest.lower() if rest.isupper() else rest
    return any(_speaks(sentence) for sentence in sentences_of(plain))


def _speaks(sentence: str) -> bool:
    if _STAFF_SPEAKING.search(sentence):
        return False
    return bool(_ONE_PERSON.search(sentence) or _SEVERAL_PEOPLE.search(sentence))


def _quotes_the_person(quote: Quote, text: str) -> bool:
    says = _SAYING_RE.search(quote.before)
    speaker = quote.before[: says.start()] if says else quote.before
    if _ELSE_RE.search(speaker) and (says or quote.before.endswith((":", ","))):
        return False
    if _ELSE_AFTER.search(quote.after):
        return False
    alone = not words_of(without_quotes(text))
    said = says or alone or _SAYING_RE.search(quote.after)
    return bool(said) or len(words_of(quote.text)) > _FEW_QUOTED
