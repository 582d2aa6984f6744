"""A document: ordered blocks that any renderer can lay out. A brief, a report page and a check page are documents."""

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from msp_qi.charts.chart import Chart

Profile = Literal["internal", "board"]


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
    """

    caption: str
    table: pd.DataFrame = field(repr=False)
    links: dict[tuple[int, str], str] = field(default_factory=dict)
    fillable: bool = False
    row_headers: bool = True
    anchors: tuple[str, ...] = ()


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
        ``"internal"`` marks every page "Internal: contains small numbers".
    home : str
        Relative address of the page that lists all pages; empty for none.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    provenance: Provenance
    profile: Profile = "internal"
    home: str = ""
