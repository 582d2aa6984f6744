"""The share of a text that is jargon, by a list that is versioned, sourced and yours to change."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from msp_qi.errors import UserError
from msp_qi.learning.voice.words import COMMON, without_quotes, words_of

FILE = "jargon.toml"
# Two letters are mostly somebody's initials.
_SHORTEST_ABBREVIATION = 3
_ABBREVIATION = re.compile(r"\b[A-Z][A-Z0-9]{2,6}s?\b")
EVERYDAY = frozenset(
    ["BBC", "BST", "CCTV", "DIY", "DVD", "GMT", "ITV", "MOT", "NHS", "PIN", "RAC", "SIM", "SOS", "USA", "VAT"]
)


@dataclass(frozen=True)
class Term:
    """One term of the list.

    Parameters
    ----------
    words : str
        As people write it; a star stands for any ending, and capitals count where there are some.
    plain : str
        What to say in its place.
    source : str
        Where the list has it from.
    """

    words: str
    plain: str
    source: str


@dataclass(frozen=True)
class JargonList:
    """A version of the list."""

    version: str
    terms: tuple[Term, ...]

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """One for the terms in small letters and one for those with capitals; of two that fit, the longer wins."""
        numbered = sorted(enumerate(self.terms), key=lambda found: -len(found[1].words))
        small = [_named(number, term) for number, term in numbered if term.words == term.words.lower()]
        capital = [_named(number, term) for number, term in numbered if term.words != term.words.lower()]
        return _whole_words(small, re.IGNORECASE), _whole_words(capital, re.NOFLAG)


@dataclass(frozen=True)
class Jargon:
    """What of a text is jargon.

    Parameters
    ----------
    terms : tuple of Term
        Those found, in the order of the text, each once.
    words : tuple of str
        As they stand in the text.
    share : float
        Words that belong to a term, of all words outside quotation marks (0 to 1).
    """

    terms: tuple[Term, ...]
    words: tuple[str, ...]
    share: float


UNLISTED = Term("an abbreviation", "say it in full", "any capital letters that stand for words")


def read_jargon(text: str) -> JargonList:
    """The list in a text such as ``jargon.toml``.

    Parameters
    ----------
    text : str
        In TOML: ``version``, ``[sources]``, and ``[[term]]`` with words, plain and from.

    Returns
    -------
    JargonList

    Raises
    ------
    UserError
        The text is no TOML, or a term lacks one of its three parts, or names a source that is not there.

    Examples
    --------
    >>> JARGON.terms[0].words
    'service user*'
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{FILE} cannot be read ({error}); mend that line.") from error
    terms = tuple(_term(entry, found.get("sources", {})) for entry in found.get("term", []))
    if not found.get("version") or not terms:
        raise UserError(f"{FILE} must hold a version and at least one [[term]].")
    return JargonList(str(found["version"]), terms)


def _term(entry: dict[str, str], sources: dict[str, str]) -> Term:
    words, plain, source = (str(entry.get(name, "")).strip() for name in ("words", "plain", "from"))
    if not (words and plain and source in sources):
        raise UserError(
            f'{FILE}: the term "{words}" needs words, plain, and a "from" that stands in [sources].'
        )
    return Term(words, plain, sources[source])


JARGON = read_jargon(files("msp_qi.learning.voice").joinpath(FILE).read_text(encoding="utf-8"))


def jargon_in(text: str, jargon: JargonList = JARGON) -> Jargon:
    """The jargon of a text; words in quotation marks are left out, because a person may use any word.

    Parameters
    ----------
    text : str
        What stands in the cell.
    jargon : JargonList
        The list.

    Returns
    -------
    Jargon

    Examples
    --------
    >>> found = jargon_in("To access the community.")
    >>> found.words, found.share
    (('access the community',), 0.75)
    """
    plain = without_quotes(text)
    spans = [
        (*match.span(), int(str(match.lastgroup)[1:]))
        for pattern in jargon.patterns
        for match in pattern.finditer(plain)
    ]
    spans += [(*match.span(), -1) for match in _abbreviations(plain)]
    kept = _apart(spans)
    terms = tuple(dict.fromkeys(jargon.terms[at] if at >= 0 else UNLISTED for _, _, at in kept))
    words = tuple(dict.fromkeys(plain[start:end] for start, end, _ in kept))
    inside = sum(len(words_of(plain[start:end])) for start, end, _ in kept)
    return Jargon(terms, words, inside / max(len(words_of(plain)), 1))


def _abbreviations(text: str) -> Iterator[re.Match[str]]:
    """Capital letters that stand for words and are on no list; none in a text that is written in capitals."""
    words = [word for word in words_of(text) if len(word) >= _SHORTEST_ABBREVIATION]
    if sum(word.isupper() for word in words) * 2 > len(words):
        return
    for match in _ABBREVIATION.finditer(text):
        if match[0] not in EVERYDAY and match[0].lower() not in COMMON:
            yield match


def _apart(spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of terms that overlap, the first and longest."""
    kept: list[tuple[int, int, int]] = []
    for span in sorted(spans, key=lambda found: (found[0], -found[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _whole_words(bodies: list[str], flag: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w:])(?:{'|'.join(bodies) or '(?!)'})(?![\w:])", flag)


def _named(number: int, term: Term) -> str:
    body = re.escape(term.words).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+").replace(r"\-", "[- ]?")
    return f"(?P<t{number}>{body})"
