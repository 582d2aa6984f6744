"""Small parts of a Word file that python-docx has no call for."""

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle
from docx.text.paragraph import Paragraph

from msp_qi.charts.text import clean, one_line

# In the order that the schema of Word files asks for.
_SIDES = ("top", "left", "bottom", "between")
# Children of w:pPr that must stand behind the borders.
_BEHIND_BORDERS = tuple(
    f"w:{name}"
    for name in (
        "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
        "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
        "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId",
        "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip


def add_text(word: Word, text: str, style: str) -> Paragraph:
    """A paragraph of one line of words."""
    return word.add_paragraph(one_line(text), style=style)


def add_words(paragraph: Paragraph, words: str, *, bold: bool = False) -> None:
    """Words at the end of a paragraph."""
    run = paragraph.add_run(clean(words))
    run.bold = bold or None


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in itself, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def border(style: BaseStyle, kind: str = "single", **colours: str) -> None:
    """Lines around the paragraphs of a style: ``top``, ``left``, ``bottom``, ``between``, each with its colour."""
    lines = OxmlElement("w:pBdr")
    for side in _SIDES:
        if side in colours:
            line = OxmlElement(f"w:{side}")
            size = "24" if side == "left" else "6"
            for name, value in (("val", kind), ("sz", size), ("space", "2"), ("color", colours[side][1:])):
                line.set(qn(f"w:{name}"), value)
            lines.append(line)
    style.element.get_or_add_pPr().insert_element_before(lines, *_BEHIND_BORDERS)
