"""How many get to each step: a bar a step, with its share of all and of those at the step before."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.numbers import value_words
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, width, wrap
from msp_qi.errors import UserError

WIDE = 7.2 * POINTS_PER_INCH
MARGIN, LINE, BAR, GAP, HEAD, KEY = 8.0, 11.0, 15.0, 9.0, 30.0, 18.0
NAME_ROOM, SHARE_ROOM = 128.0, 88.0
NEEDED = ("title", "collected", "reached", "missed", "waiting", "ended", "due", "due_reached", "before",
          "before_reached")  # fmt: skip
NOT_COLLECTED = "not collected, which is not a zero"
OF_ALL, OF_BEFORE = ("of all that", "were due"), ("of those at", "the step before")
HATCH = "////"


@dataclass(frozen=True)
class Part:
    """One part of a bar."""

    name: str
    words: str
    fill: str
    hatch: str = ""


PARTS = (
    Part("reached", "reached", COLOURS.series),
    Part("missed", "not reached, time is over", COLOURS.paper),
    Part("waiting", "not yet due", COLOURS.paper, HATCH),
    Part("ended", "ended: nothing to change, with a reason", COLOURS.band),
)


@dataclass(frozen=True)
class Row:
    """One step, as it is drawn."""

    lines: tuple[str, ...]
    counts: dict[str, int]
    collected: bool
    shares: tuple[str, str]

    @property
    def words(self) -> str:
        """What stands below the bar."""
        if not self.collected:
            return NOT_COLLECTED
        rest = {"missed": "not reached", "waiting": "not yet due", "ended": "ended"}
        said = [f"{self.counts[name]} {what}" for name, what in rest.items() if self.counts[name]]
        return ", ".join([f"{self.counts['reached']} reached", *said])

    @property
    def height(self) -> float:
        """Room for the bar and the words below it, or for the lines of the name."""
        return max(BAR + LINE + 2, len(self.lines) * LINE) + GAP


def loop_funnel_chart(table: pd.DataFrame, *, title: str, counted: str = "concerns") -> Chart:
    """Draw how many got to each step.

    Parameters
    ----------
    table : DataFrame
        A row a step, in order: title, collected (False where nothing is known of the step), reached, missed, waiting,
        ended, due, due_reached, before, before_reached, as whole numbers.
    title : str
        Says what happened.
    counted : str
        What is counted, e.g. ``"concerns"``.

    Returns
    -------
    Chart
        ``data`` is the table.

    Raises
    ------
    UserError
        Where a column is missing, or there is no step.
    """
    lacking = [name for name in NEEDED if name not in table]
    if lacking or table.empty:
        wanted = f"the column {lacking[0]}" if lacking else "a row for each step"
        raise UserError(f"A chart of steps needs {wanted}.")
    rows = tuple(_row(values, first=not number) for number, values in enumerate(table.to_dict("records")))
    key = _key(rows)
    high = HEAD + sum(row.height for row in rows) + KEY * len(key) + 2
    return Chart(
        title=one_line(title),
        alt=_alt(title, rows, counted),
        data=table.reset_index(drop=True),
        draw=lambda figure: _draw(figure, rows, key, high, one_line(counted)),
        size=(WIDE / POINTS_PER_INCH, high / POINTS_PER_INCH),
    )


def _row(values: dict[object, object], *, first: bool) -> Row:
    counts = {name: int(str(values[name])) for name in NEEDED[2:]}
    collected = bool(values["collected"])
    shares = (
        _share(counts["due_reached"], counts["due"]),
        _share(counts["before_reached"], counts["before"]),
    )
    lines = wrap(values["title"], TYPE.label, NAME_ROOM, bold=True)
    return Row(lines, counts, collected, ("", "") if first or not collected else shares)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({value_words(part / whole)})" if whole else "none due"


def _key(rows: Sequence[Row]) -> tuple[tuple[Part, ...], ...]:
    """The parts that some bar has, in lines that fit."""
    seen = [part for part in PARTS if any(row.counts[part.name] for row in rows if row.collected)]
    lines: list[list[Part]] = []
    used = WIDE
    for part in seen:
        room = width(part.words, TYPE.small) + 32
        if used + room > WIDE - 2 * MARGIN:
            lines.append([])
            used = 0.0
        lines[-1].append(part)
        used += room
    return tuple(tuple(line) for line in lines)


def _draw(
    figure: Figure, rows: Sequence[Row], key: Sequence[Sequence[Part]], high: float, counted: str
) -> None:
    canvas = Canvas(figure)
    left = MARGIN + NAME_ROOM + 10
    whole = max(sum(rows[0].counts[part.name] for part in PARTS), 1)
    panel = Panel(left, 0, WIDE - 2 * SHARE_ROOM - 2 * MARGIN, high, (0, whole), (0, 1))
    canvas.words(left, high - 22, f"number of {counted}", size=TYPE.small, colour=COLOURS.quiet)
    for number, lines in enumerate((OF_ALL, OF_BEFORE)):
        for line, words in enumerate(lines):
            at = _share_at(number)
            canvas.words(
                at, high - 11 - line * LINE, words, size=TYPE.small, colour=COLOURS.quiet, side="right"
            )
    top = high - HEAD
    canvas.line([left, left], [top, KEY * len(key) + 4], COLOURS.frame)
    for row in rows:
        _draw_row(canvas, panel, row, top)
        top -= row.height
    _draw_key(canvas, key)


def _share_at(number: int) -> float:
    return WIDE - MARGIN - (1 - number) * (SHARE_ROOM + MARGIN)


def _draw_row(canvas: Canvas, panel: Panel, row: Row, top: float) -> None:
    for number, line in enumerate(row.lines):
        canvas.words(panel.left - 8, top - 11 - number * LINE, line, bold=True, side="right")
    if row.collected:
        start = 0
        for part in PARTS:
            end = start + row.counts[part.name]
            if end > start:
                box = (panel.x(start), top - BAR, panel.x(end), top)
                canvas.box(*box, part.fill, edge=COLOURS.series, hatch=part.hatch)
            start = end
    foot = top - BAR - LINE + 1 if row.collected else top - 11
    canvas.words(panel.left + 4, foot, row.words, size=TYPE.small, colour=COLOURS.quiet)
    for number, words in enumerate(row.shares):
        canvas.words(_share_at(number), top - 11, words, side="right", bold=not number)


def _draw_key(canvas: Canvas, key: Sequence[Sequence[Part]]) -> None:
    for number, line in enumerate(reversed(key)):
        foot, at = 5 + number * KEY, MARGIN
        for part in line:
            canvas.box(at, foot - 1, at + 14, foot + 8, part.fill, edge=COLOURS.series, hatch=part.hatch)
            canvas.words(at + 19, foot, part.words, size=TYPE.small, colour=COLOURS.quiet)
            at += width(part.words, TYPE.small) + 32


def _alt(title: str, rows: Sequence[Row], counted: str) -> str:
    said = [f"Bars of the number of {one_line(counted)} at each step: {one_line(title).rstrip('.')}"]
    for row in rows:
        words = f"{' '.join(row.lines)}: {row.words}"
        if row.shares[0]:
            words += f"; {row.shares[0]} of all that were due; {row.shares[1]} of those at the step before"
        said.append(words)
    return ". ".join(said) + "."
