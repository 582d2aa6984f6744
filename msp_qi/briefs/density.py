"""How closely a brief is set so that it prints on one A4 page: an estimate of its lines from its words."""

import math
from collections.abc import Sequence

from msp_qi.briefs.document import Blank, Block, Bullets, Heading, Notice, Paragraph, TableBlock

# Letters on a line of the full width, and of half of it, at the usual size in print.
FULL, HALF = 125, 58
CHART_LINES = 15
HEADING_LINES = 1.6
# Lines that an A4 page holds at the usual size; above each, the brief is set one step closer.
STEPS = (55.5, 60.5)


Sections = Sequence[tuple[bool, Sequence[Block]]]


def closeness(sections: Sections) -> int:
    """0 for the usual setting, 1 and 2 for closer ones.

    Parameters
    ----------
    sections : sequence of (wide, blocks)
        In order; narrow ones stand two by two.
    """
    needed = lines_of(sections)
    return sum(needed > step for step in STEPS)


def lines_of(sections: Sections) -> float:
    """About how many lines the sections take at the usual size."""
    lines, waiting = 0.0, 0.0
    for wide, blocks in sections:
        here = HEADING_LINES + sum(_lines(block, FULL if wide else HALF) for block in blocks)
        if wide or waiting:
            lines, waiting = lines + (here + waiting if wide else max(here, waiting)), 0.0
        else:
            waiting = here
    return lines + waiting


def _lines(block: Block, room: int) -> float:
    if isinstance(block, (Paragraph, Notice)):
        return _of(block.text, room) + 0.3
    if isinstance(block, Bullets):
        return sum(_of(item, room - 4) for item in block.items) + 0.3
    if isinstance(block, Blank):
        return _of(block.prompt, room) + 1.3 * block.lines + 0.3
    if isinstance(block, Heading):
        return HEADING_LINES
    if isinstance(block, TableBlock):
        return 2.5 + sum(_row(row, room) for row in block.table.itertuples(index=False, name=None))
    return CHART_LINES + _of(block.sentence, room)


def _row(row: Sequence[object], room: int) -> float:
    each = room / max(len(row), 1)
    return max((_of(str(value), int(each * 1.4)) for value in row), default=1.0) + 0.35


def _of(words: str, room: int) -> float:
    return float(max(1, math.ceil(len(words) / max(room, 1)))) if words else 0.0
