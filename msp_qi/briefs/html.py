"""A document as one self-contained html page, or as a fragment for a notebook."""

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from msp_qi.briefs.address import relative
from msp_qi.briefs.cells import rows_of, weights_of
from msp_qi.briefs.density import closeness
from msp_qi.briefs.document import ChartBlock, Document, TableBlock
from msp_qi.briefs.order import NOTICE_WORDS, TO_FILL_IN, mark_of, origin_lines
from msp_qi.briefs.sections import sections_of
from msp_qi.briefs.theme import THEME
from msp_qi.charts.text import clean, one_line

# Nothing is fetched, nothing runs: the browser refuses it even if some text slipped through.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


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


def _context(document: Document) -> dict[str, object]:
    sections = sections_of(document.blocks)
    return {
        "document": document,
        "home": relative(document.home) if document.home else "",
        "layout": document.layout,
        "origin": origin_lines(document.provenance),
        "mark": mark_of(document.profile),
        "sections": sections,
        "closeness": closeness([(found.wide, found.blocks) for found in sections]),
    }


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
    made.filters |= {"line": one_line, "rows": rows_of, "kind": _kind, "drawn": _drawn, "widths": _widths}
    made.globals |= {"theme": THEME, "policy": POLICY, "notice_words": NOTICE_WORDS, "to_fill_in": TO_FILL_IN}
    return made


def _finalize(value: object) -> object:
    """Whatever is printed loses its control characters first; our own markup stays as it is."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)


def _kind(block: object) -> str:
    return type(block).__name__


def _drawn(block: ChartBlock, number: int) -> Markup:
    """The figure: its words are escaped by the chart itself."""
    return Markup(block.chart.html(sentence=block.sentence, salt=str(number)))


def _widths(block: TableBlock) -> tuple[int, ...]:
    """Of a hundred, for each column."""
    weights = weights_of(block)
    return tuple(round(100 * weight / sum(weights)) for weight in weights)
