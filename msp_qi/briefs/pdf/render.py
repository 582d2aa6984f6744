"""Compile the template with fonts that its libraries bring, so that the same input gives the same bytes everywhere."""

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import matplotlib as mpl

from msp_qi.briefs.document import Document
from msp_qi.briefs.pdf.content import content_of
from msp_qi.charts.text import has_letter
from msp_qi.errors import UserError

if TYPE_CHECKING:
    import typst

STANDARD: Final = "ua-1"
TEMPLATE = "document.typ"
NOT_INSTALLED = "A PDF needs one library more: run `pip install msp_qi[pdf]`, or ask for html or docx."
_SHAPE = re.compile(r"\bg[0-9A-F]{32}\b")
_PLACES = re.compile(r"(\d\.\d\d)\d+")
# Drawn where no font has the letter: PDF/UA allows no letter without a shape.
NO_LETTER = "□"


def to_pdf(document: Document) -> bytes:
    """The document as a tagged PDF.

    Parameters
    ----------
    document : Document
        What is said.

    Returns
    -------
    bytes
        PDF/UA-1: title, language, headings, lists, header rows and the alt text of charts are tagged. It holds no
        date and no attachment, and the same document gives the same bytes.

    Raises
    ------
    UserError
        Where typst is not installed.
    """
    made = _compiler().compile(
        _template(), format="pdf", pdf_standards=[STANDARD], sys_inputs=_inputs(document), timestamp=0
    )
    assert isinstance(made, bytes)  # a list is for pictures of several pages
    return made


def to_picture(document: Document) -> str:
    """The first page as it is printed, as an SVG picture.

    Parameters
    ----------
    document : Document
        What is said.

    Returns
    -------
    str
        Letters are drawn as shapes, so that it looks the same everywhere; give it an alt text where it is shown.
    """
    made = _compiler().compile(_template(), format="svg", sys_inputs=_inputs(document))
    first = made[0] if isinstance(made, list) else made
    assert first is not None  # only where the result goes to a file
    return _smaller(first.decode("utf-8"))


def _smaller(svg: str) -> str:
    """The same picture in half the letters: short names, hundredths of a point, nothing that goes without saying."""
    names = {name: f"g{number:x}" for number, name in enumerate(dict.fromkeys(_SHAPE.findall(svg)))}
    svg = (
        _SHAPE.sub(lambda match: names[match[0]], svg)
        .replace(' fill-rule="nonzero"', "")
        .replace(' y="0"', "")
    )
    return _PLACES.sub(r"\1", svg)


def _inputs(document: Document) -> dict[str, str]:
    content = content_of(document)
    return {"content": "".join(letter if has_letter(letter) else NO_LETTER for letter in content)}


@lru_cache(maxsize=1)
def _template() -> bytes:
    return files("msp_qi.briefs.pdf").joinpath(TEMPLATE).read_bytes()


@lru_cache(maxsize=1)
def _compiler() -> "typst.Compiler":
    try:
        import typst
    except ImportError as error:
        raise UserError(NOT_INSTALLED) from error
    fonts = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)
