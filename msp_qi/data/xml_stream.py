"""Stream XML that nobody should trust: no document type, and nothing that the parser would have to keep whole."""

from collections.abc import Callable, Iterator, Mapping
from typing import IO
from xml.parsers import expat

Attributes = Mapping[str, str]
OnStart = Callable[[str, Attributes], None]

# A cell holds 32,767 characters, so no text or tag of a spreadsheet comes near this; the parser keeps a tag whole.
MAX_BYTES_BETWEEN_TAGS = 8 * 1024 * 1024
# The parser keeps something for every element that is still open.
MAX_DEPTH = 250
# The parser starts an unfinished tag again with every piece: small pieces would take minutes over a large one.
PIECE_BYTES = 4 * 1024 * 1024


def parse_xml(
    stream: IO[bytes],
    start: OnStart,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Send a stream through handlers that get names without namespaces.

    Parameters
    ----------
    stream : binary file
        The XML.
    start : callable
        Gets the name and the attributes of each element as it begins.
    end, text : callable, optional
        Get the name of each element as it ends, and the text between elements.

    Raises
    ------
    ValueError
        A document type, elements nested without end, or one text or tag of megabytes.
    ExpatError
        It is not well formed.
    """
    depth = 0

    def begin_element(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise ValueError("elements nested deeper than any program nests them")
        start(name.rpartition(":")[2], attributes)

    def end_element(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name.rpartition(":")[2])

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler = begin_element, end_element
    if text is not None:
        parser.CharacterDataHandler = text
    for piece in _pieces(stream):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    since_tag = 0
    while piece := stream.read(PIECE_BYTES):
        last = piece.rfind(b"<")
        since_tag = len(piece) - last if last >= 0 else since_tag + len(piece)
        if since_tag > MAX_BYTES_BETWEEN_TAGS:
            raise ValueError("a text or tag that fills megabytes")
        yield piece


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a workbook part declares a document type, which no spreadsheet program writes")
