"""A document's blocks as sections, for a layout that sets short ones side by side."""

from dataclasses import dataclass, replace

from msp_qi.briefs.document import Block, ChartBlock, Heading, TableBlock
from msp_qi.briefs.order import in_order


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


def sections_of(blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """The blocks under their second-level headings; narrow sections stand two by two.

    Parameters
    ----------
    blocks : tuple of Block
        In reading order.

    Returns
    -------
    tuple of Section
    """
    found: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in in_order(blocks):
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
