"""Lay out a document as a Word file on A4."""

import docx
from docx.document import Document as Word
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.shared import Mm

from msp_qi.briefs.density import closeness
from msp_qi.briefs.document import Document
from msp_qi.briefs.docx.blocks import add_block
from msp_qi.briefs.docx.columns import begin_column, end_part
from msp_qi.briefs.docx.elements import add_field, add_text, add_words
from msp_qi.briefs.docx.package import bytes_of
from msp_qi.briefs.docx.styles import EDGE, ORIGIN_STYLE, Setting, set_styles, setting_of
from msp_qi.briefs.order import ORIGIN, mark_of, origin_lines
from msp_qi.briefs.sections import Section, sections_of
from msp_qi.charts.text import one_line

A4 = (Mm(210), Mm(297))


def to_docx(document: Document) -> bytes:
    """The document as a Word file.

    Parameters
    ----------
    document : Document
        What is said.

    Returns
    -------
    bytes
        No name of a person or machine in its properties, no date; the same document gives the same bytes.
    """
    sections = sections_of(document.blocks)
    setting = setting_of(document.layout, closeness([(found.wide, found.blocks) for found in sections]))
    word = docx.Document()
    set_styles(word, setting)
    _set_page(word, setting, mark_of(document.profile))
    add_text(word, document.title, "Title")
    if document.subtitle:
        add_text(word, document.subtitle, "Subtitle")
    _add_sections(word, sections, setting, side_by_side=document.layout == "brief")
    _add_origin(word, document)
    return bytes_of(word, one_line(document.title))


def _set_page(word: Word, setting: Setting, mark: str) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = Mm(setting.side_mm)
    section.top_margin = section.bottom_margin = Mm(setting.edge_mm)
    section.header_distance = section.footer_distance = Mm(setting.edge_mm / 2.2)
    top, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (top, foot):
        paragraph.style = word.styles[EDGE]
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
    add_words(top, mark, bold=True)
    add_words(foot, "Page ")
    add_field(foot, "PAGE")
    add_words(foot, " of ")
    add_field(foot, "NUMPAGES")


def _add_sections(word: Word, sections: tuple[Section, ...], setting: Setting, *, side_by_side: bool) -> None:
    at = 0
    while at < len(sections):
        pair = sections[at : at + 2]
        if side_by_side and len(pair) == 2 and not any(section.wide for section in pair):
            end_part(word, columns=1)
            begin_column(word, _add_section(word, pair[0], setting, width_mm=setting.half_mm), at_top=True)
            begin_column(word, _add_section(word, pair[1], setting, width_mm=setting.half_mm))
            end_part(word, columns=2)
        else:
            _add_section(word, pair[0], setting, width_mm=setting.width_mm)
            pair = pair[:1]
        at += len(pair)


def _add_section(word: Word, section: Section, setting: Setting, width_mm: float) -> int:
    """Add its heading and blocks; the number of its first paragraph."""
    first = len(word.paragraphs)
    if section.heading:
        add_text(word, section.heading.text, "Heading 1")
    for block in section.blocks:
        add_block(word, block, setting, width_mm)
    return first


def _add_origin(word: Word, document: Document) -> None:
    lines = origin_lines(document.provenance)
    if document.layout == "brief":
        paragraph = word.add_paragraph(style=ORIGIN_STYLE)
        for name, value in lines:
            add_words(paragraph, f"{one_line(name)}: ", bold=True)
            add_words(paragraph, f"{one_line(value)}. ")
        return
    add_text(word, ORIGIN, "Heading 2")
    for name, value in lines:
        paragraph = word.add_paragraph(style=ORIGIN_STYLE)
        add_words(paragraph, f"{one_line(name)}: ", bold=True)
        add_words(paragraph, one_line(value))
