"""Two short sections side by side, as real columns: they are read one after the other, also by a screen reader."""

from copy import deepcopy

from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

_GUTTER_TWIPS = "397"  # 7 mm


def begin_column(word: Word, first: int, *, at_top: bool = False) -> None:
    """Let the paragraph of that number begin a column; ``at_top`` where it stands at the top of one already."""
    paragraph = word.paragraphs[first]
    paragraph.paragraph_format.space_before = Pt(0)
    if at_top:
        return
    run = paragraph.add_run()
    run.add_break(WD_BREAK.COLUMN)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, run._r)


def end_part(word: Word, columns: int) -> None:
    """End here what stands in so many columns; what follows may stand in another number of them."""
    # A paragraph of its own: some programs drop an empty one that ends a part, and a place to write is empty.
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.line_spacing = paragraph.paragraph_format.space_after = Pt(1)
    whole = word.element.body.sectPr
    part = deepcopy(whole)
    cols = part.find(qn("w:cols"))
    cols.set(qn("w:num"), str(columns))
    cols.set(qn("w:space"), _GUTTER_TWIPS)
    paragraph._p.get_or_add_pPr().append(part)
    if whole.find(qn("w:type")) is None:
        kind = OxmlElement("w:type")
        kind.set(qn("w:val"), "continuous")
        whole.insert_element_before(kind, "w:pgSz")
