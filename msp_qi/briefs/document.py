"""A document: ordered blocks that any renderer can lay out; briefs, report and check pages are such."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from msp_qi.charts.chart import Chart
from msp_qi.data.atomic import write_whole
from msp_qi.errors import UserError

Profile = Literal["internal", "board"]
Layout = Literal["report", "brief"]
Format = Literal["html", "docx", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 for a section, 3 below it. The document's title is the only level 1."""

    text: str
    level: int = 2
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Plain text. ``strong`` for the one sentence that must be read."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of short plain sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Notice:
    """Something the reader must know before the rest, e.g. rows that could not be counted."""

    text: str
    kind: Literal["information", "warning"] = "information"


@dataclass(frozen=True)
class Blank:
    """A place that a person must fill: facts come from data, interpretation from the author."""

    prompt: str
    lines: int = 2


@dataclass(frozen=True)
class TableBlock:
    """A table with a caption and header row.

    Parameters
    ----------
    caption : str
        What the table shows.
    table : DataFrame
        Columns are shown under their own names; the index is not shown.
    links : mapping
        ``{(row position, column name): address}`` for cells that lead somewhere, relative addresses only.
    fillable : bool
        Empty cells are drawn as places to write in.
    row_headers : bool
        The first column names the row (``<th scope="row">``).
    anchors : tuple of str
        An id for each row, so that another page can lead to it; empty for none.
    folded : bool
        In html the table stays closed until a reader opens it: the details behind a chart.
    """

    caption: str
    table: pd.DataFrame = field(repr=False)
    links: dict[tuple[int, str], str] = field(default_factory=dict)
    fillable: bool = False
    row_headers: bool = True
    anchors: tuple[str, ...] = ()
    folded: bool = False


@dataclass(frozen=True)
class ChartBlock:
    """A chart with its sentence under it."""

    chart: Chart
    sentence: str = ""


Block = Heading | Paragraph | Bullets | Notice | Blank | TableBlock | ChartBlock


@dataclass(frozen=True)
class Provenance:
    """Where the figures come from: no path, no case value."""

    data: tuple[tuple[str, str], ...]
    """File name and sha256 of each file."""
    version: str
    made_at: str
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Document:
    """What is said, in which order; how it looks is the renderer's affair.

    Parameters
    ----------
    title : str
        The only heading of level 1.
    subtitle : str
        Service and period.
    blocks : tuple of Block
        In reading order.
    provenance : Provenance
        Printed small at the end.
    profile : str
        ``"internal"`` marks every page "Internal: contains small numbers". ``"board"`` takes protected figures only;
        `board_document` has the type checker say so as well.
    home : str
        Relative address of the page that lists all pages; empty for none.
    layout : str
        ``"brief"`` is set close, to print on one A4 page.

    Raises
    ------
    UserError
        Where a board page is given a table or chart that is not protected, or a number in a sentence.

    Examples
    --------
    >>> page = Document("Title", "Elm View", (Paragraph("All well."),), Provenance((), "0.1", "today"))
    >>> "<p>All well.</p>" in page.html()
    True
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    provenance: Provenance
    profile: Profile = "internal"
    home: str = ""
    layout: Layout = "report"

    def __post_init__(self) -> None:
        if self.profile == "board":
            from msp_qi.briefs.board import refuse_unprotected  # it knows the blocks, not the other way round

            refuse_unprotected(self)

    def html(self) -> str:
        """The document as one self-contained page."""
        from msp_qi.briefs.html import to_html  # the renderer knows the blocks, not the other way round

        return to_html(self)

    def docx(self) -> bytes:
        """The document as a Word file that a person can go on writing in."""
        from msp_qi.briefs.docx import to_docx

        return to_docx(self)

    def pdf(self) -> bytes:
        """The document as a tagged PDF."""
        from msp_qi.briefs.pdf import to_pdf

        return to_pdf(self)

    def rendered(self, format_: Format) -> bytes:
        """The document as the bytes of a file of that format."""
        made = {"html": lambda: self.html().encode("utf-8"), "docx": self.docx, "pdf": self.pdf}
        return made[format_]()

    def save(self, path: str | Path) -> Path:
        """Write the document whole or not at all.

        Parameters
        ----------
        path : str or Path
            Its ending says how: ``.html``, ``.docx`` or ``.pdf``; its folder must exist.

        Returns
        -------
        Path
            Where it was written.

        Raises
        ------
        UserError
            Where the name has another ending, the folder is not there, or a library for it is not installed.
        """
        path = Path(path)
        format_ = _format_of(path)
        if not path.parent.is_dir():
            raise UserError(f"There is no folder {path.parent.name} to save {path.name} in; make it first.")
        return write_whole(path, self.rendered(format_))

    def _repr_html_(self) -> str:
        """Its body only, with a style that touches nothing else in the notebook."""
        from msp_qi.briefs.html import to_fragment

        return to_fragment(self)


def _format_of(path: Path) -> Format:
    for format_ in FORMATS:
        if path.suffix.lower() == f".{format_}":
            return format_
    endings = ", ".join(f".{format_}" for format_ in FORMATS[:-1])
    raise UserError(f"A page cannot be saved as {path.name}; end the name in {endings} or .{FORMATS[-1]}.")
