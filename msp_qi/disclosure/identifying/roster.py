"""The service's own list of names, where it gives one."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msp_qi.disclosure.identifying.rule import IdentifyingRule
from msp_qi.errors import UserError

NAME = "roster"
LABEL = "name on the roster"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORTEST = 2  # letters; an initial alone is no name


@dataclass(frozen=True)
class Roster:
    """Every part of every name, as it is compared.

    Parameters
    ----------
    parts : frozenset of str
        In small letters, without accents.
    """

    parts: frozenset[str]

    def rule(self) -> IdentifyingRule:
        """The rule that finds these names."""
        return IdentifyingRule(NAME, LABEL, self._find, "")

    def _find(self, text: str) -> Iterator[str]:
        for match in _WORD.finditer(text):
            word = match[0]
            if any(_plain(part) in self.parts for part in (word, *word.split("-"))):
                yield word


def roster_of(lines: list[str]) -> Roster:
    """A roster from names, one a line; what stands behind a comma or a tab is part of the name as well.

    Examples
    --------
    >>> list(roster_of(["Siân Pugh"]).rule().find("Told sian's sister"))
    ["sian's"]
    """
    words = (match[0] for line in lines for match in _WORD.finditer(line))
    plain = {_plain(part) for word in words for part in (word, *word.split("-"))}
    return Roster(frozenset(part for part in plain if len(part) >= _SHORTEST))


def read_roster(path: str | Path) -> Roster:
    """Read a text file with one name a line.

    Raises
    ------
    UserError
        Where it cannot be read or holds no name.
    """
    path = Path(path)
    try:
        roster = roster_of(path.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"The roster {path.name} cannot be read; give a text file (UTF-8) with one name a line."
        ) from error
    if not roster.parts:
        raise UserError(f"The roster {path.name} holds no name; write one name a line.")
    return roster


def _plain(word: str) -> str:
    bare = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word).replace("’", "'").casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
