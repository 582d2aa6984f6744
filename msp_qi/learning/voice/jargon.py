"""The share of a text that is jargon, by a list that is versioned, sourced and yours to change."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from msp_qi.errors import UserError
from msp_qi.learning.voice.words import without_quotes, words_of

FILE = "jargon.toml"


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
        raise UserError(f'{FILE}: the term "{words}" needs words, plain, and a "from" that stands in [sources].')
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
    spans: list[tuple[int, int, int]] = []
    for position, pattern in enumerate(_patterns(jargon)):
        spans += [(*match.span(), position) for match in pattern.finditer(plain)]
    kept = _apart(spans)
    terms = tuple(dict.fromkeys(jargon.terms[position] for _, _, position in kept))
    words = tuple(dict.fromkeys(plain[start:end] for start, end, _ in kept))
    inside = sum(len(words_of(plain[start:end])) for start, end, _ in kept)
    return Jargon(terms, words, inside / max(len(words_of(plain)), 1))


def _apart(spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of terms that overlap, the first and longest."""
    kept: list[tuple[int, int, int]] = []
    for span in sorted(spans, key=lambda found: (found[0], -found[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


@lru_cache(maxsize=4)
def _patterns(jargon: JargonList) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(term.words) for term in jargon.terms)


def _pattern(words: str) -> re.Pattern[str]:
    body = re.escape(words).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+").replace(r"\-", "[- ]?")
    return re.compile(rf"(?<![\w:]){body}(?![\w:])", 0 if words != words.lower() else re.IGNORECASE)
