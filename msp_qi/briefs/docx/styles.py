"""How a Word file looks: one font that every office machine has, and sizes for a report and for a brief of one page."""

from dataclasses import dataclass

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from msp_qi.briefs.document import Layout
from msp_qi.briefs.docx.elements import border
from msp_qi.briefs.order import LANGUAGE
from msp_qi.briefs.theme import THEME

FONT = "Arial"
TO_FILL = "To fill in"
PLACE_TO_WRITE = "Place to write"
NOTICE = "Notice"
ORIGIN_STYLE = "Origin"
EDGE = "Page edge"
CELL = "Table cell"
_GUTTER_MM = 7.0
_A4_WIDTH_MM = 210.0
# Attributes by which the theme's fonts would win over ours.
_THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


@dataclass(frozen=True)
class Setting:
    """Sizes of one layout.

    Parameters
    ----------
    points : float
        Type size of the text.
    gap : float
        Points between paragraphs.
    row_mm : float
        Height of a line or a table row to write in.
    chart_mm : float
        The most that a chart may be high; 0 for as wide as the page.
    side_mm, edge_mm : float
        Margins left and right, above and below.
    """

    points: float
    gap: float
    row_mm: float
    chart_mm: float
    side_mm: float
    edge_mm: float

    @property
    def width_mm(self) -> float:
        """Width of the text."""
        return _A4_WIDTH_MM - 2 * self.side_mm

    @property
    def half_mm(self) -> float:
        """Width of one of two columns."""
        return (self.width_mm - _GUTTER_MM) / 2


REPORT = Setting(points=11, gap=6, row_mm=9, chart_mm=0, side_mm=20, edge_mm=20)
# From the usual setting of a brief to closer ones, by `density.closeness`.
BRIEF = (
    Setting(points=9, gap=2, row_mm=5.5, chart_mm=50, side_mm=13, edge_mm=13),
    Setting(points=8.5, gap=1.5, row_mm=5, chart_mm=43, side_mm=13, edge_mm=12),
    Setting(points=8, gap=1, row_mm=4.6, chart_mm=36, side_mm=13, edge_mm=11),
)


def setting_of(layout: Layout, closeness: int) -> Setting:
    """The sizes of a layout; a brief is set the closer the more it holds."""
    return BRIEF[closeness] if layout == "brief" else REPORT


def set_styles(word: Word, setting: Setting) -> None:
    """Give the file our font, sizes, colours and language; headings stay the built-in ones."""
    brief = setting is not REPORT
    size, gap = setting.points, setting.gap
    _set_language(word)
    _look(_built_in(word, "Normal"), size, after=gap)
    _look(_built_in(word, "Title"), size * 1.65, after=0, bold=True, colour=THEME.accent)
    _look(_built_in(word, "Subtitle"), size * 1.1, after=gap, colour=THEME.quiet)
    for level, times in ((1, 1.2 if brief else 1.45), (2, 1.08 if brief else 1.18), (3, 1.0)):
        heading = _built_in(word, f"Heading {level}")
        _look(heading, size * times, before=gap * 2, after=gap, bold=True, colour=THEME.accent)
        heading.paragraph_format.keep_with_next = True
    if brief:
        border(_built_in(word, "Heading 1"), top=THEME.accent)
    _look(_built_in(word, "List Bullet"), size, after=gap / 2)
    bullets = _built_in(word, "List Bullet").paragraph_format
    bullets.left_indent, bullets.first_line_indent = Mm(4.5), Mm(-4)
    _look(_built_in(word, "Caption"), size, before=gap, after=gap / 2, bold=True, colour=THEME.ink)
    _built_in(word, "Caption").paragraph_format.keep_with_next = True
    _look(_added(word, CELL), size * (0.95 if brief else 0.9), after=0)
    _look(_added(word, TO_FILL), size, after=0, colour=THEME.quiet, italic=True)
    _built_in(word, TO_FILL).paragraph_format.keep_with_next = True
    _add_place_to_write(word, setting)
    _look(_added(word, NOTICE), size, after=gap)
    border(word.styles[NOTICE], left=THEME.warning)
    _look(_added(word, ORIGIN_STYLE), 6.5 if brief else 8.5, before=gap, after=0, colour=THEME.quiet)
    _look(_added(word, EDGE), 8, after=0)


def _add_place_to_write(word: Word, setting: Setting) -> None:
    style = _added(word, PLACE_TO_WRITE)
    _look(style, setting.points, after=0)
    style.paragraph_format.line_spacing = Mm(setting.row_mm)
    border(style, bottom=THEME.edge, between=THEME.edge, kind="dotted")


def _built_in(word: Word, name: str) -> ParagraphStyle:
    style = word.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _added(word: Word, name: str) -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = word.styles["Normal"]
    return style


def _look(
    style: ParagraphStyle,
    size: float,
    *,
    before: float = 0,
    after: float,
    bold: bool = False,
    italic: bool = False,
    colour: str = THEME.ink,
) -> None:
    font, spacing = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(round(size * 2) / 2), bold, italic
    font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
    for attribute in _THEME_FONTS:
        style.element.rPr.rFonts.attrib.pop(qn(f"w:{attribute}"), None)
    for attribute in ("cs", "eastAsia"):
        style.element.rPr.rFonts.set(qn(f"w:{attribute}"), FONT)
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.0
    for parent, name in ((style.element.pPr, "w:pBdr"), (style.element.rPr, "w:spacing")):
        for unwanted in parent.findall(qn(name)):
            parent.remove(unwanted)


def _set_language(word: Word) -> None:
    for found in word.styles.element.iter(qn("w:lang")):
        for attribute in list(found.attrib):
            found.set(attribute, LANGUAGE)
