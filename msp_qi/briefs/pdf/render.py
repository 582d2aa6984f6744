"""Compile the template with fonts that its libraries bring, so that the same input gives the same bytes everywhere."""

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
    content = content_of(document)
    return _compile("".join(letter if has_letter(letter) else NO_LETTER for letter in content))


def _compile(content: str) -> bytes:
    made = _compiler().compile(
        _template(), format="pdf", pdf_standards=[STANDARD], sys_inputs={"content": content}, timestamp=0
    )
    assert isinstance(made, bytes)  # a list is for pictures of pages
    return made


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
