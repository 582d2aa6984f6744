"""Where something stands in a mapping file, so that every mistake names its line."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from msp_qi.errors import UserError


class Lines:
    """The lines of a mapping file, in parts that begin with ``[[table]]``.

    Parameters
    ----------
    name : str
        File name, for messages.
    text : str
        The whole text.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._parts: list[list[tuple[int, str]]] = [[]]
        for number, line in enumerate(text.splitlines(), start=1):
            if re.match(r"\s*\[\[\s*table\s*\]\]", line):
                self._parts.append([])
            self._parts[-1].append((number, line))

    def line(self, key: str, part: int) -> int:
        """The line on which a key stands, or the first of its part."""
        lines = self._parts[part] if part < len(self._parts) else self._parts[-1]
        quoted = re.escape(key)
        for pattern in (
            rf"\s*[\"']?{quoted}[\"']?\s*=",
            rf"\s*\[.*\b{quoted}\b.*\]",
            rf".*[\"']{quoted}[\"']\s*=",
        ):
            for number, line in lines:
                if re.match(pattern, line):
                    return number
        return lines[0][0] if lines else 1

    def error(self, line: int, what: str) -> UserError:
        """A mistake on a line."""
        return UserError(f"{self.name}, line {line} {what}.")

    def unknown(self, what: str, name: str, known: Iterable[str], part: int, key: str = "") -> UserError:
        """A name that does not exist, with the nearest that does."""
        names = sorted(known)
        near = get_close_matches(name, names, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(names)}."
        return UserError(
            f'{self.name}, line {self.line(key or what, part)}: there is no {what} "{name}"; {hint}'
        )

    def refuse_unknown(self, given: Mapping[str, object], known: tuple[str, ...], part: int) -> None:
        """Refuse a key that nobody reads."""
        for key in given:
            if key not in known:
                raise self.unknown("key", key, known, part, key)

    def word(self, given: Mapping[str, object], key: str, part: int, default: str | None = None) -> str:
        """The text behind a key."""
        value = given.get(key, default)
        if not isinstance(value, str) or (not value and default is None):
            raise self.error(self.line(key, part), f'must say {key} = "..." in quotation marks')
        return value

    def words(self, given: Mapping[str, object], key: str, part: int) -> Mapping[str, str]:
        """The texts by name behind a key."""
        value = given.get(key, {})
        if not isinstance(value, Mapping):
            raise self.error(self.line(key, part), f"must be a part of its own, such as [table.{key}]")
        for name, words in value.items():
            if not isinstance(words, str):
                raise self.error(self.line(name, part), f'must say "{name}" = "..." in quotation marks')
        return value
