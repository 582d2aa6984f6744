"""Each kind of block as Word has it."""

from io import BytesIO

from docx.document import Document as Word
from docx.shared import Mm

from msp_qi.briefs.document import (
    Blank,
    Block,
    Bullets,
    ChartBlock,
    Heading,
    Notice,
    Paragraph,
    TableBlock,
)
from msp_qi.briefs.docx.elements import add_text, add_words
from msp_qi.briefs.docx.styles import NOTICE, PLACE_TO_WRITE, TO_FILL, Setting
from msp_qi.briefs.docx.table import add_table
from msp_qi.briefs.order import NOTICE_WORDS, TO_FILL_IN
from msp_qi.charts.text import clean, one_line

DOTS_PER_INCH = 200


def add_block(word: Word, block: Block, setting: Setting, width_mm: float) -> None:
    """Add a block at the end.

    Parameters
    ----------
    word : Word
        The file.
    block : Block
        What is said; a heading is one below the section's.
    setting : Setting
        Sizes.
    width_mm : float
        Width of the column.
    """
    match block:
        case Heading():
            add_text(word, block.text, f"Heading {block.level - 1}")
        case Paragraph():
            add_words(word.add_paragraph(), block.text, bold=block.strong)
        case Bullets():
            for item in block.items:
                word.add_paragraph(clean(item), style="List Bullet")
        case Notice():
            paragraph = word.add_paragraph(style=NOTICE)
            add_words(paragraph, f"{NOTICE_WORDS[block.kind]}: ", bold=True)
            add_words(paragraph, block.text)
        case Blank():
            add_text(word, f"{TO_FILL_IN}: {block.prompt}", TO_FILL)
            for _ in range(block.lines):
                word.add_paragraph(style=PLACE_TO_WRITE)
        case ChartBlock():
            _add_chart(word, block, setting, width_mm)
        case TableBlock():
            add_text(word, block.caption, "Caption")
            add_table(word, block, setting, width_mm)


def _add_chart(word: Word, block: ChartBlock, setting: Setting, width_mm: float) -> None:
    add_text(word, block.chart.title, "Caption")
    wide, high = block.chart.size
    width = min(width_mm, setting.chart_mm * wide / high) if setting.chart_mm else width_mm
    picture = word.add_picture(BytesIO(block.chart.png(DOTS_PER_INCH, title=False)), width=Mm(width))
    named = picture._inline.docPr
    named.set("descr", one_line(block.chart.alt))
    named.set("title", one_line(block.chart.title))
    named.set("name", f"Chart {named.id}")
    word.paragraphs[-1].paragraph_format.keep_with_next = bool(block.sentence)
    if block.sentence:
        add_words(word.add_paragraph(), block.sentence)
