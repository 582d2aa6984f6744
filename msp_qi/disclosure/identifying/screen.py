"""Look through texts for words that may point to a person."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from msp_qi.disclosure.identifying.catalogue import RULES
from msp_qi.disclosure.identifying.roster import Roster

# A text is read so far and no further, so that a cell of a megabyte cannot hold everything up.
MOST_LETTERS = 20_000
TOO_LONG = "too_long"
TOO_LONG_LABEL = f"longer than {MOST_LETTERS:,} letters, not read to its end"
NO_GUARANTEE = (
    "Rules find patterns: they cannot guarantee that nobody is recognised. A name without a title, a relation or a "
    "roster beside it is not found, and what happened can point to somebody by itself. Read it with that in mind."
)
# Not seen by a reader: joined to a number they would hide it.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Found:
    """Words that may identify somebody.

    Parameters
    ----------
    rule, label : str
        Which rule, in code and for a person.
    place : str
        Where the text stands; may be kept in a manifest.
    words : str
        What was found; for the screen only.
    """

    rule: str
    label: str
    place: str
    words: str


@dataclass(frozen=True)
class Screening:
    """What the rules found in some texts.

    Parameters
    ----------
    found : tuple of Found
        In reading order; empty where nothing was found.
    """

    found: tuple[Found, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.found

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Place and label of each finding, each once and without the words: what may be kept."""
        return tuple(dict.fromkeys((found.place, found.label) for found in self.found))

    @property
    def sentence(self) -> str:
        """How much was found, without the words."""
        if self.passed:
            return f"No identifying words were found. {NO_GUARANTEE}"
        places = "; ".join(f"{place}: {label}" for place, label in self.places)
        return f"Words that may identify somebody were found ({places})."


def screen(texts: Iterable[tuple[str, str]], roster: Roster | None = None) -> Screening:
    """Look through texts, each with its place.

    Parameters
    ----------
    texts : iterable of (str, str)
        Place and text.
    roster : Roster, optional
        The service's own names.

    Returns
    -------
    Screening

    Examples
    --------
    >>> [found.label for found in screen([("note", "Her nephew Dave rang 01632 960123")]).found]
    ['telephone number', 'name beside a relation or a role']
    """
    rules = (*RULES, *((roster.rule(),) if roster else ()))
    found = []
    for place, text in texts:
        read = plain(text[:MOST_LETTERS])
        found += [Found(rule.name, rule.label, place, words) for rule in rules for words in rule.find(read)]
        if len(text) > MOST_LETTERS:
            found.append(Found(TOO_LONG, TOO_LONG_LABEL, place, ""))
    return Screening(tuple(found))


def plain(text: str) -> str:
    """The text as it is read: full-width digits as usual ones, no unseen letters, every space a plain one.

    Examples
    --------
    >>> plain("NHS\\u200b\\u00a0９４３")
    'NHS 943'
    """
    return _SPACE.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFKC", text)))
