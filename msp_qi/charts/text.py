"""Words on a chart: what may not be drawn, how wide a line is, and where it breaks."""

import re
import unicodedata
from functools import lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

# matplotlib ships this font, so that a layout measured with it is the same on every machine.
# It is also wider than the fonts that a browser will pick: what fits here, fits there.
FAMILY = "DejaVu Sans"

# Control characters but tab and line feed, direction overrides (they can make a figure read backwards),
# half characters and the two that XML forbids.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_GLUE = re.compile(r" (?=[%£])")
NO_BREAK = "\u00a0"
WIDE = 1.3  # ems, for a letter that the font lacks


def clean(words: object) -> str:
    """The words without characters that print as nothing or turn text round.

    Examples
    --------
    >>> clean("Elm\\x07 View\\u202e")
    'Elm View'
    """
    return _UNWANTED.sub("", str(words))


def one_line(words: object) -> str:
    """Cleaned, and every stretch of white space a single space."""
    return " ".join(clean(words).split())


@lru_cache(maxsize=2)
def _font(bold: bool) -> FT2Font:
    return get_font(findfont(FontProperties(family=FAMILY, weight="bold" if bold else "normal")))


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> float:
    """Width of one letter as a part of the type size; a letter the font lacks counts as wide."""
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    font = _font(bold)
    if not font.get_char_index(ord(letter)):
        return WIDE
    return float(font.load_char(ord(letter), flags=LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM)


@lru_cache(maxsize=4096)
def has_letter(letter: str) -> bool:
    """Whether the font that comes with us has a shape for the letter; white space needs none."""
    return letter.isspace() or bool(_font(False).get_char_index(ord(letter)))


def width(words: str, size: float, bold: bool = False) -> float:
    """Width in points of one line at a type size."""
    return size * sum(_advance(letter, bold) for letter in words)


def wrap(words: object, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """Lines of at most ``room`` points; a word too long for a line is broken, nothing is cut off.

    Examples
    --------
    >>> wrap("seen alone in March", 10, 60)
    ('seen alone', 'in March')
    """
    lines: list[str] = []
    line = ""
    for word in _GLUE.sub(NO_BREAK, one_line(words)).split(" "):
        together = f"{line} {word}" if line else word
        if width(together, size, bold) <= room:
            line = together
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, size, room, bold)
        lines.extend(full)
    return (*lines, line) if line else tuple(lines)


def _broken(word: str, size: float, room: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
