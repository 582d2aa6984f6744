"""What stands under a run chart: months, years, n, and notes."""

import numpy as np

from msp_qi.charts.canvas import Canvas, Panel
from msp_qi.charts.months import Label
from msp_qi.charts.numbers import NUMBER, value_words
from msp_qi.charts.reading import Reading
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import width
from msp_qi.stats.constants import FIRM_LIMITS

ROW = 11.0
MARGIN = 8.0
TICK = 3.0
NONE = "–"
PROVISIONAL = f"The limits are provisional until {FIRM_LIMITS} points set them."
RANGE = "Grey bar: too few people to show the figure, which lies along it; a point marks its nearer end."
HOLLOW = "Hollow point: shown, and left out of every count."


def axis_height(reading: Reading) -> float:
    """Height of the rows of labels: months, years where there are any, n where it is known."""
    rows = 1 + (reading.axis.kind != "order") + _has_n(reading)
    return rows * ROW + 4


def _has_n(reading: Reading) -> bool:
    return not bool(np.isnan(reading.n).all())


def labels(reading: Reading, panel: Panel) -> tuple[Label, ...]:
    """The labels of the time axis that have room."""
    slot = panel.x(1.0) - panel.x(0.0)
    words = (
        [reading.axis.words(row) for row in range(len(reading.y))]
        if reading.axis.kind == "order"
        else ["30 Sep"]
    )
    widest = "Sep" if reading.axis.kind == "months" else max(words, key=len, default="")
    return reading.axis.labels((width(widest, TYPE.small) + 5) / slot)


def n_words(reading: Reading) -> tuple[str, ...]:
    """The n of each row; a dash where it is not known."""
    return tuple(NONE if np.isnan(n) else value_words(float(n), NUMBER) for n in reading.n)


def every_n_fits(reading: Reading, panel: Panel) -> bool:
    """Whether each month has room for its n."""
    slot = panel.x(1.0) - panel.x(0.0)
    return max((width(words, TYPE.small) for words in n_words(reading)), default=0.0) + 1.5 <= slot


def notes(reading: Reading, panel: Panel, n_label: str) -> tuple[str, ...]:
    """What n counts, its range where it is not under every month, and what a hollow point is."""
    found = []
    known = reading.n[~np.isnan(reading.n)]
    if len(known) and (n_label or not every_n_fits(reading, panel)):
        words = f"n: {n_label or 'number counted'}"
        if not every_n_fits(reading, panel):
            words += f", {_range(float(known.min()), float(known.max()))} a period"
        found.append(words)
    if (reading.present & ~reading.included).any():
        found.append(HOLLOW)
    if reading.ranges:
        found.append(RANGE)
    if any(segment.provisional and segment.enough for segment in reading.segments):
        found.append(PROVISIONAL)
    return tuple(found)


def _range(low: float, high: float) -> str:
    least, most = value_words(low, NUMBER), value_words(high, NUMBER)
    return least if least == most else f"{least} to {most}"


def time_labels(canvas: Canvas, panel: Panel, reading: Reading, base: float) -> None:
    """Axis, ticks, months with their years, and n under each month."""
    canvas.line([panel.left, panel.right], [base, base], COLOURS.frame, thickness=1.0, layer=1.2)
    shown = labels(reading, panel)
    for label in shown:
        at = panel.x(label.position)
        canvas.line([at, at], [base, base - TICK], COLOURS.frame, thickness=0.9)
        canvas.words(at, base - ROW, label.words, size=TYPE.small, colour=COLOURS.quiet, side="center")
        if label.year:
            canvas.words(at, base - 2 * ROW, label.year, size=TYPE.small, colour=COLOURS.quiet, side="center")
    if _has_n(reading):
        _n_row(canvas, panel, reading, base - axis_height(reading) + 4, {label.position for label in shown})


def _n_row(canvas: Canvas, panel: Panel, reading: Reading, foot: float, labelled: set[float]) -> None:
    every = every_n_fits(reading, panel)
    canvas.words(panel.left - 6, foot, "n", size=TYPE.small, bold=True, side="right")
    for position, words in zip(reading.axis.positions, n_words(reading), strict=True):
        if every or position in labelled:
            canvas.words(panel.x(position), foot, words, size=TYPE.small, side="center")


def footnotes(canvas: Canvas, lines: tuple[str, ...]) -> None:
    """Notes at the very bottom, the first highest."""
    for number, line in enumerate(reversed(lines)):
        canvas.words(MARGIN, 4 + number * ROW, line, size=TYPE.small, colour=COLOURS.quiet)
