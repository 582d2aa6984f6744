"""Pages that leave the service: only protected figures get onto them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msp_qi.briefs.document import (
    Blank,
    Block,
    Bullets,
    ChartBlock,
    Document,
    Heading,
    Layout,
    Notice,
    Paragraph,
    Provenance,
    TableBlock,
)
from msp_qi.charts.protected import ProtectedChart
from msp_qi.disclosure.frame import ProtectedFrame
from msp_qi.disclosure.text import refuse_numbers
from msp_qi.errors import UserError


@dataclass(frozen=True)
class BoardTable:
    """A protected table with its caption; see `TableBlock`."""

    caption: str
    table: ProtectedFrame
    folded: bool = False

    def block(self) -> TableBlock:
        """As the renderers know it."""
        return TableBlock(self.caption, self.table, folded=self.folded)


@dataclass(frozen=True)
class BoardChart:
    """A protected chart with its sentence; see `ChartBlock`."""

    chart: ProtectedChart
    sentence: str = ""

    def block(self) -> ChartBlock:
        """As the renderers know it."""
        return ChartBlock(self.chart, self.sentence)


BoardBlock = Heading | Paragraph | Bullets | Notice | Blank | BoardTable | BoardChart


def board_document(
    title: str,
    subtitle: str,
    blocks: Sequence[BoardBlock],
    provenance: Provenance,
    *,
    home: str = "",
    layout: Layout = "report",
) -> Document:
    """A page that leaves the service.

    Parameters
    ----------
    title, subtitle, provenance, home, layout
        As in `Document`.
    blocks : sequence of BoardBlock
        The type checker refuses any other table or chart.

    Returns
    -------
    Document
        With profile ``"board"``.

    Raises
    ------
    UserError
        As in `Document`.

    Examples
    --------
    >>> from msp_qi.disclosure.table import protect_table
    >>> shown = protect_table([[3, 12], [9, 8]]).frame("service")
    >>> page = board_document("Concerns", "Elm View", [BoardTable("By theme", shown)], Provenance((), "0.1", "today"))
    >>> page.profile
    'board'
    """
    made = tuple(block.block() if isinstance(block, (BoardTable, BoardChart)) else block for block in blocks)
    return Document(title, subtitle, made, provenance, profile="board", home=home, layout=layout)


def refuse_unprotected(document: Document) -> None:
    """Refuse a page that holds a figure which is not protected.

    Raises
    ------
    UserError
        Names the block and what to use instead.
    """
    refuse_numbers(document.title, f"The title {document.title!r}")
    for block in document.blocks:
        if isinstance(block, TableBlock) and not isinstance(block.table, ProtectedFrame):
            raise UserError(
                f"The table {block.caption!r} is not protected and cannot stand on a board page; make it with "
                "protect_table or protect_rates, and take its frame as it is."
            )
        if isinstance(block, ChartBlock) and not isinstance(block.chart, ProtectedChart):
            raise UserError(
                f"The chart {block.chart.title!r} is not protected and cannot stand on a board page; draw it with "
                "protected_run_chart, protected_small_multiples or protected_funnel."
            )
        for text in _texts(block):
            refuse_numbers(text, f"The text {text!r}")


def _texts(block: Block) -> Iterator[str]:
    """What somebody wrote: the words of a protected table or chart are protected with it."""
    if isinstance(block, (Heading, Paragraph, Notice)):
        yield block.text
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Blank):
        yield block.prompt
    else:
        yield block.caption if isinstance(block, TableBlock) else block.sentence
