"""The lines of a run chart: limits, centre lines and target, with their names and values at the end."""

import numpy as np

from msp_qi.charts.canvas import Canvas, Panel
from msp_qi.charts.found import Floats
from msp_qi.charts.labels import spread
from msp_qi.charts.numbers import value_words
from msp_qi.charts.reading import Reading, Segment
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import width, wrap

ROW = 11.0
END_ROOM = 86.0
LETTERS = 7.0  # from the foot of a line of words to its top


def limits(canvas: Canvas, panel: Panel, reading: Reading) -> None:
    """The band between the control limits, its edges dotted; a step for each point."""
    for segment in reading.segments:
        x, lower = _stairs(reading, segment, reading.lower)
        _, upper = _stairs(reading, segment, reading.upper)
        for part in _unbroken(lower + upper):
            canvas.area(panel.x(x[part]), panel.y(lower[part]), panel.y(upper[part]), COLOURS.band)
        for edge in (lower, upper):
            if not np.isnan(edge).all():
                canvas.line(
                    panel.x(x), panel.y(edge), COLOURS.frame, thickness=0.9, dashes="dotted", layer=1.5
                )


def _stairs(reading: Reading, segment: Segment, values: Floats) -> tuple[Floats, Floats]:
    """Half a period to the left and to the right of each point, at its value."""
    rows = list(segment.rows)
    at = np.asarray(reading.axis.positions)[rows]
    return np.column_stack([at - 0.5, at + 0.5]).ravel(), np.repeat(values[rows], 2)


def _unbroken(values: Floats) -> list[slice]:
    """The stretches without a missing value."""
    known = np.concatenate([[False], ~np.isnan(values), [False]])
    edges = np.flatnonzero(known[1:] != known[:-1])
    return [slice(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def centre_lines(canvas: Canvas, panel: Panel, reading: Reading) -> None:
    """The centre line of each part: solid over the points that set it, dashed where it is carried on."""
    for segment in reading.segments:
        if np.isnan(segment.centre):
            continue
        start, end = extent(reading, segment)
        set_until = _set_until(reading, segment)
        height = panel.y(segment.centre)
        canvas.line(
            panel.x(np.array([start, set_until])), [height, height], COLOURS.ink, thickness=1.5, layer=2.5
        )
        if set_until < end:
            across = panel.x(np.array([set_until, end]))
            canvas.line(across, [height, height], COLOURS.ink, thickness=1.5, dashes="dashed", layer=2.5)


def extent(reading: Reading, segment: Segment) -> tuple[float, float]:
    """Where a part begins and ends along the time axis."""
    positions = reading.axis.positions
    return positions[segment.rows[0]] - 0.5, positions[segment.rows[-1]] + 0.5


def _set_until(reading: Reading, segment: Segment) -> float:
    """Where the points that set the line end; the end of the segment where they all do."""
    rows = np.asarray(segment.rows)
    counted = reading.included[rows] & reading.present[rows]
    end = reading.axis.positions[segment.rows[-1]] + 0.5
    if not (counted & ~reading.in_baseline[rows]).any() or not (counted & reading.in_baseline[rows]).any():
        return end
    return reading.axis.positions[int(rows[np.flatnonzero(reading.in_baseline[rows])[-1]])] + 0.5


def baseline_words(reading: Reading, label: str) -> tuple[str, ...]:
    """Which points set the last centre line, where not all do or where somebody said so."""
    words = label
    if not words and reading.segments:
        segment = reading.segments[-1]
        rows = np.asarray(segment.rows)
        if _set_until(reading, segment) < extent(reading, segment)[1]:
            setting = rows[reading.in_baseline[rows]]
            words = f"set by {reading.axis.words(int(setting[0]))} to {reading.axis.words(int(setting[-1]))}"
    return wrap(words, TYPE.small, END_ROOM) if words else ()


def end_labels(
    canvas: Canvas, panel: Panel, reading: Reading, unit: str, line_words: tuple[str, ...]
) -> None:
    """Names and values at the right end of the lines; none covers another."""
    blocks = [block for block in _end_blocks(reading, unit, line_words) if not np.isnan(block[0])]
    heights = [len(lines) * ROW for _, lines, _ in blocks]
    wished = [
        panel.y(value) + (ROW - height) / 2 for (value, _, _), height in zip(blocks, heights, strict=True)
    ]
    middles = spread(wished, heights, panel.bottom - 12, panel.top + 12)
    for (_, lines, colour), middle, height in zip(blocks, middles, heights, strict=True):
        for number, line in enumerate(lines):
            canvas.words(
                panel.right + 6,
                middle + height / 2 - (number + 1) * ROW + 3,
                line,
                size=TYPE.small if line in line_words else TYPE.label,
                colour=colour,
                bold=line not in line_words,
            )
    _earlier_labels(canvas, panel, reading, unit)


def _end_blocks(
    reading: Reading, unit: str, line_words: tuple[str, ...]
) -> list[tuple[float, tuple[str, ...], str]]:
    blocks: list[tuple[float, tuple[str, ...], str]] = []
    if reading.segments:
        centre = reading.segments[-1].centre
        blocks.append((centre, (*_end_lines(reading.line, centre, unit), *line_words), COLOURS.ink))
    for name, values, colour in (
        ("target", reading.target, COLOURS.target),
        ("upper limit", reading.upper, COLOURS.quiet),
        ("lower limit", reading.lower, COLOURS.quiet),
    ):
        known = values[~np.isnan(values)]
        if len(known):
            value = float(known[-1])
            blocks.append((value, _end_lines(name, value, unit), colour))
    return blocks


def _end_lines(name: str, value: float, unit: str) -> tuple[str, ...]:
    """Name and value, the value on its own line where both do not fit on one."""
    words = f"{name} {value_words(value, unit)}"
    if width(words, TYPE.label, bold=True) <= END_ROOM:
        return (words,)
    return tuple(
        line
        for part in (name, value_words(value, unit))
        for line in wrap(part, TYPE.label, END_ROOM, bold=True)
    )


def _earlier_labels(canvas: Canvas, panel: Panel, reading: Reading, unit: str) -> None:
    """The value of each centre line but the last, on the line itself where the points leave room."""
    for segment in reading.segments[:-1]:
        start, end = (panel.x(place) for place in extent(reading, segment))
        words = value_words(segment.centre, unit)
        wide = width(words, TYPE.label, bold=True)
        if np.isnan(segment.centre) or end - start < wide + 4:
            continue
        words_on_line(canvas, panel, reading, segment.centre, (start, end), words)


def words_on_line(
    canvas: Canvas,
    panel: Panel,
    reading: Reading,
    value: float,
    span: tuple[float, float],
    words: str,
    colour: str = COLOURS.ink,
) -> None:
    """Words above or below a level line, where the series leaves most room."""
    wide = width(words, TYPE.label, bold=True)
    ends = (span[0] + 2, max(span[1] - wide - 2, span[0] + 2))
    left, foot = _clearest(panel, reading, value, ends, wide)
    canvas.box(left - 1, foot - 1, left + wide + 1, foot + 8, COLOURS.paper, layer=4.5)
    canvas.words(left, foot, words, bold=True, colour=colour)


def _clearest(
    panel: Panel, reading: Reading, value: float, span: tuple[float, float], wide: float
) -> tuple[float, float]:
    """The place above or below the line that lies farthest from the series."""
    x, y = with_gaps(reading)
    fine = np.linspace(panel.x(float(np.nanmin(x))), panel.x(float(np.nanmax(x))), 8 * len(x))
    known = ~np.isnan(y)
    if not known.any():
        return span[0], panel.y(value) + 3
    heights = np.interp(fine, panel.x(x[known]), panel.y(y[known]))
    line = panel.y(value)
    places = [
        (left, foot)
        for left in np.linspace(*span, num=12).tolist()
        for foot in (line + 3, line - LETTERS - 4)
    ]

    def room(place: tuple[float, float]) -> float:
        left, foot = place
        under = (fine >= left - 3) & (fine <= left + wide + 3)
        if not under.any():
            return np.inf
        return float(np.abs(heights[under] - (foot + LETTERS / 2)).min())

    return max(places, key=room)


def with_gaps(reading: Reading) -> tuple[Floats, Floats]:
    """The points, with a missing one between periods that do not follow each other."""
    x = np.asarray(reading.axis.positions, dtype=float)
    jumps = np.flatnonzero(np.diff(x) > 1.5) + 1
    parts = [segment.rows[0] for segment in reading.segments[1:]]
    places = np.unique(np.concatenate([jumps, parts])).astype(int)
    return np.insert(x, places, np.nan), np.insert(reading.y, places, np.nan)


def target_line(canvas: Canvas, panel: Panel, reading: Reading) -> None:
    """The target, dash and dot; a step where it changes."""
    known = ~np.isnan(reading.target)
    if known.any():
        at = np.asarray(reading.axis.positions)
        x = np.column_stack([at - 0.5, at + 0.5]).ravel()
        canvas.line(
            panel.x(x),
            panel.y(np.repeat(reading.target, 2)),
            COLOURS.target,
            thickness=1.3,
            dashes="dashdot",
            layer=2,
        )
