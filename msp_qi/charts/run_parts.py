"""The pieces of a run chart about its points, each drawn by one function."""

from msp_qi.charts.brackets import brackets, draw_bracket
from msp_qi.charts.canvas import Canvas, Panel
from msp_qi.charts.labels import PADDING, Placed, row_heights
from msp_qi.charts.marks import draw_points
from msp_qi.charts.numbers import PERCENT, Scale, tick_words
from msp_qi.charts.reading import Reading, Segment
from msp_qi.charts.run_lines import END_ROOM, ROW, extent, with_gaps
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import width
from msp_qi.charts.wording import few_words

NOTE_ROW = 16.0
RANGE_WIDTH = 3.2
NO_VALUES = "no values in these periods"


def grid(canvas: Canvas, panel: Panel, scale: Scale, unit: str = PERCENT) -> None:
    """Faint lines at the labelled values."""
    for value in scale.ticks:
        height = panel.y(value)
        canvas.line([panel.left, panel.right], [height, height], COLOURS.grid, thickness=0.8, layer=0.6)
        canvas.words(
            panel.left - 6,
            height - 3,
            tick_words(value, unit),
            size=TYPE.small,
            colour=COLOURS.quiet,
            side="right",
        )


def series(canvas: Canvas, panel: Panel, reading: Reading, *, small: bool = False) -> None:
    """The values: a line with gaps where a month is missing, and a mark for each point or a bar for each range."""
    for row, least, most in reading.ranges:
        at = panel.x(reading.axis.positions[row])
        canvas.line(
            [at, at], [panel.y(least), panel.y(most)], COLOURS.frame, thickness=RANGE_WIDTH, layer=2.5
        )
    x, y = with_gaps(reading)
    colour = COLOURS.common if reading.icons else COLOURS.series
    canvas.line(panel.x(x), panel.y(y), colour, thickness=1.4, layer=3)
    draw_points(canvas, panel, reading, 2.6 if small else _mark_size(len(reading.y)))
    if not reading.present.any() and not reading.ranges:
        middle = (panel.left + panel.right) / 2, (panel.bottom + panel.top) / 2
        half = width(NO_VALUES, TYPE.label) / 2 + 3
        canvas.box(middle[0] - half, middle[1] - 3, middle[0] + half, middle[1] + 9, COLOURS.paper, layer=5)
        canvas.words(*middle, NO_VALUES, colour=COLOURS.quiet, side="center")


def _mark_size(points: int) -> float:
    """Smaller marks where there are many."""
    return 5.2 if points <= 24 else 4.2 if points <= 40 else 3.4


def signals(canvas: Canvas, panel: Panel, reading: Reading, top: float) -> None:
    """Tint and bracket each marked stretch, and say on the chart what holds for a whole part."""
    positions = reading.axis.positions
    tinted = () if reading.icons else reading.stretches  # where points have kinds, these say good or bad
    for first, last in _neighbours(sorted({row for stretch in tinted for row in stretch.rows})):
        left, right = panel.x(positions[first] - 0.5), panel.x(positions[last] + 0.5)
        canvas.box(left, panel.bottom, right, panel.top, COLOURS.signal_tint, layer=0.55)
    for bracket in brackets(reading, panel):
        draw_bracket(canvas, bracket, COLOURS.ink if reading.icons else COLOURS.signal)
    for row, (segment, words, colour) in enumerate(part_notes(reading)):
        _part_note(canvas, panel, reading, segment, words, colour, top - (row + 1) * NOTE_ROW + 5)


def _neighbours(rows: list[int]) -> list[tuple[int, int]]:
    """First and last of each group of rows that follow each other."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def part_notes(reading: Reading) -> list[tuple[Segment, str, str]]:
    """What holds for a whole part: its words and their colour."""
    found = []
    for segment in reading.segments:
        if not segment.enough and reading.present[list(segment.rows)].any():
            found.append((segment, few_words(segment.useful, reading.line), COLOURS.quiet))
        elif segment.words:
            found.append((segment, segment.words, COLOURS.signal))
    return found


def _part_note(
    canvas: Canvas, panel: Panel, reading: Reading, segment: Segment, words: str, colour: str, foot: float
) -> None:
    start, end = (panel.x(place) for place in extent(reading, segment))
    wide = width(words, TYPE.label, bold=True)
    left = min(start, panel.right + END_ROOM - wide)
    canvas.box(left - 1, foot - 2, left + wide + 1, foot + 8, COLOURS.paper, layer=5)
    canvas.words(left, foot, words, colour=colour, bold=True)
    if segment.words:
        edge = foot - 4
        canvas.line(
            [start, start, end, end], [edge - 3, edge, edge, edge - 3], colour, thickness=1.2, layer=5
        )


def change_flags(canvas: Canvas, panel: Panel, placed: Placed, base: float, top: float) -> None:
    """A dashed line for each change, from the axis up to its words."""
    edges = row_heights(placed.flags, ROW)
    for flag in placed.flags:
        foot = top + edges[flag.level]
        canvas.line([flag.at, flag.at], [base, foot], COLOURS.ink, thickness=1.1, dashes="dashed", layer=1.8)
        if not flag.left < flag.at < flag.right:
            pole = [foot, foot + len(flag.lines) * ROW]
            canvas.line([flag.at, flag.at], pole, COLOURS.ink, thickness=1.1, layer=1.8)
        leftward = flag.right == flag.at
        at = flag.right - PADDING if leftward else flag.left + PADDING
        for number, line in enumerate(flag.lines):
            height = foot + (len(flag.lines) - number - 1) * ROW + 2.5
            canvas.words(at, height, line, size=TYPE.small, side="right" if leftward else "left")
