"""A document as one self-contained html page, or as a fragment for a notebook."""

from dataclasses import dataclass, replace
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from msp_qi.briefs.address import relative
from msp_qi.briefs.cells import rows_of
from msp_qi.briefs.density import closeness
from msp_qi.briefs.document import Block, ChartBlock, Document, Heading, Profile, TableBlock
from msp_qi.briefs.theme import THEME
from msp_qi.charts.text import clean, one_line

INTERNAL_MARK = "Internal: contains small numbers"
NOTICE_WORDS = {"information": "Please note", "warning": "Warning"}
# Nothing is fetched, nothing runs: the browser refuses it even if some text slipped through.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_HASH_SHOWN = 12


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, up to the next heading of its level or above."""

    heading: Heading | None
    blocks: tuple[Block, ...]
    alone: bool = False

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width of a brief: a table, a chart, or nothing to stand beside."""
        return self.alone or any(isinstance(block, (TableBlock, ChartBlock)) for block in self.blocks)


def to_html(document: Document) -> str:
    """The document as one page; no request leaves it, it needs no script and prints on A4.

    Parameters
    ----------
    document : Document
        What is said.

    Returns
    -------
    str
        Encode it as UTF-8.

    Raises
    ------
    ValueError
        Where an address is not relative.
    """
    return environment().get_template("document.html.j2").render(_context(document))


def to_fragment(document: Document) -> str:
    """The body of the document, for a notebook: its style reaches only itself."""
    return environment().get_template("fragment.html.j2").render(_context(document))


def mark_of(profile: Profile) -> str:
    """What stands on every page of that profile."""
    return INTERNAL_MARK if profile == "internal" else ""


def _context(document: Document) -> dict[str, object]:
    sections = _sections(_in_order(document.blocks))
    return {
        "document": document,
        "home": relative(document.home) if document.home else "",
        "layout": document.layout,
        "mark": mark_of(document.profile),
        "sections": sections,
        "closeness": closeness([(found.wide, found.blocks) for found in sections]),
    }


def _in_order(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Headings never skip a level: a third-level one before any second-level one becomes the second."""
    found: list[Block] = []
    above = 1
    for block in blocks:
        if isinstance(block, Heading):
            block = replace(block, level=min(max(block.level, 2), above + 1))
            above = block.level
        found.append(block)
    return tuple(found)


def _sections(blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    found: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            found.append((block, []))
        else:
            found[-1][1].append(block)
    return _paired([Section(heading, tuple(inside)) for heading, inside in found if heading or inside])


def _paired(sections: list[Section]) -> tuple[Section, ...]:
    """Narrow sections stand two by two; the odd one before a wide one takes the whole width."""
    left = False
    for number, section in enumerate(sections):
        follows = number + 1 < len(sections) and not sections[number + 1].wide
        if section.wide or left:
            left = False
        elif follows:
            left = True
        else:
            sections[number] = replace(section, alone=True)
    return tuple(sections)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates: everything that is put in is escaped, and a name that is not there is an error."""
    made = Environment(
        loader=PackageLoader("msp_qi.briefs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.finalize = _finalize
    made.filters |= {"line": one_line, "rows": rows_of, "kind": _kind, "drawn": _drawn, "short": _short}
    made.globals |= {"theme": THEME, "policy": POLICY, "notice_words": NOTICE_WORDS}
    return made


def _finalize(value: object) -> object:
    """Whatever is printed loses its control characters first; our own markup stays as it is."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)


def _kind(block: object) -> str:
    return type(block).__name__


def _drawn(block: ChartBlock, number: int) -> Markup:
    """The figure: its words are escaped by the chart itself."""
    return Markup(block.chart.html(sentence=block.sentence, salt=str(number)))


def _short(sha256: str) -> str:
    return sha256[:_HASH_SHOWN]
