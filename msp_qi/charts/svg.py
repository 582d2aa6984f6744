"""Make matplotlib's SVG fit to stand inside a page: no prologue, no shared ids, named for a screen reader."""

import re
from hashlib import sha256
from html import escape

from msp_qi.charts.style import FONT_STACK
from msp_qi.charts.text import FAMILY, one_line

_DROPPED = re.compile(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>|<!--.*?-->", re.DOTALL)
_EMPTY = re.compile(r"<defs>\s*</defs>|<g>\s*</g>")
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_SPACE = re.compile(r"\s*\n\s*")
_DIGITS = re.compile(r"(\.\d\d)\d+")
_MARK_ID = re.compile(r'(\bid="|\bhref="#|url\(#)(?=[mph][0-9a-f]{8})')
_GROUP_ID = re.compile(r'^<g id="[^"]*"')
_UPRIGHT = re.compile(r' transform="rotate\(-?0 [^"]*"')
_FAMILY = f"font-family: '{FAMILY}'"
_PIXELS_PER_POINT = 96 / 72


def inline(raw: str, *, title: str, alt: str, size: tuple[float, float], salt: str = "") -> str:
    """The drawing as ``<svg role="img">``: only its own ids, no request, as wide as the page allows.

    Parameters
    ----------
    raw : str
        What matplotlib wrote.
    title, alt : str
        Name and description; escaped here.
    size : tuple of float
        Width and height in points.
    salt : str
        Something that differs between two equal charts on one page.

    Returns
    -------
    str
        Starts with ``<svg``; the ids come from the content, so that the same chart is the same text.
    """
    body = _DROPPED.sub("", raw[raw.index("<svg") :])
    body = body[body.index(">") + 1 : body.rindex("</svg>")]
    words = f"<title>{escape(one_line(title))}</title><desc>{escape(one_line(alt))}</desc>"
    key = "c" + sha256("\0".join((salt, words, body)).encode()).hexdigest()[:12]
    body = _EMPTY.sub("", _TAG.sub(lambda tag: _tidy(tag[0], key), body)).strip()
    words = words.replace("<title>", f'<title id="{key}-t">').replace("<desc>", f'<desc id="{key}-d">')
    return f"{_opening(size, key)}{words}{body}</svg>"


def _opening(size: tuple[float, float], key: str) -> str:
    wide, high = size
    return (
        f'<svg role="img" aria-labelledby="{key}-t {key}-d" viewBox="0 0 {wide:g} {high:g}" '
        f'width="{wide * _PIXELS_PER_POINT:.0f}" height="{high * _PIXELS_PER_POINT:.0f}" '
        f'style="max-width:100%;height:auto;font-family:{FONT_STACK};stroke-linejoin:round">'
    )


def _tidy(tag: str, key: str) -> str:
    """One tag: ids salted with the key, coordinates to a hundredth of a point, the font left to the root."""
    tag = _UPRIGHT.sub("", _GROUP_ID.sub("<g", tag))
    tag = tag.replace("xlink:href", "href").replace(f"; {_FAMILY}", "").replace(f"{_FAMILY}; ", "")
    return _MARK_ID.sub(rf"\g<1>{key}-", _DIGITS.sub(r"\1", _SPACE.sub(" ", tag)))


def standalone(svg: str) -> str:
    """The same drawing as a file of its own."""
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) + "\n"
