"""How a sheet of small run charts is drawn: one function for each piece."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from msp_qi.charts import run_lines, run_parts
from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.icons import draw_icon
from msp_qi.charts.marks import Mark, draw_legend
from msp_qi.charts.numbers import Scale, tick_words
from msp_qi.charts.reading import Reading
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import width

SHEET = 7.2 * POINTS_PER_INCH
LEFT, BETWEEN, PLOT, TITLE_ROW, FINDING_ROW, AXIS = 34.0, 14.0, 58.0, 11.0, 11.0, 15.0
ABOVE_PLOT = 8.0
LAST_ROOM = 30.0
MARGIN = 8.0
ICON, ICONS_ROOM = 18.0, 44.0
KINDS = ("variation", "assurance")
SMALLEST = 7.0


@dataclass(frozen=True)
class Small:
    """One small chart: its name and finding, whole and wrapped, and its series."""

    group: object
    name: str
    lines: tuple[str, ...]
    found_lines: tuple[str, ...]
    reading: Reading
    found: str


@dataclass(frozen=True)
class Sheet:
    """What all pages share: the charts in order, how wide each is, its scale and what stands below."""

    charts: tuple[Small, ...]
    columns: int
    wide: float
    axis: Scale
    unit: str
    notes: tuple[str, ...]


def height(row: Sequence[Small]) -> float:
    """Room that a row of charts takes, by the longest of its words."""
    lines = max(len(chart.lines) for chart in row)
    found = max(len(chart.found_lines) for chart in row)
    return lines * TITLE_ROW + found * FINDING_ROW + ABOVE_PLOT + PLOT + AXIS + BETWEEN


@dataclass(frozen=True)
class Foot:
    """What stands under all the charts: the legend, and what chance alone would give."""

    legend: tuple[tuple[Mark, ...], ...]
    notes: tuple[str, ...]

    @property
    def high(self) -> float:
        """Room it takes."""
        return (len(self.legend) + len(self.notes)) * TITLE_ROW + 6


def draw(
    figure: Figure,
    sheet: Sheet,
    rows: Sequence[Sequence[Small]],
    heights: Sequence[float],
    foot: Foot,
) -> None:
    """Every chart of a page, row by row, and what stands below them."""
    wide, axis = sheet.wide, sheet.axis
    canvas = Canvas(figure)
    draw_legend(canvas, foot.legend, MARGIN, 4 + len(foot.notes) * TITLE_ROW, TITLE_ROW)
    for number, line in enumerate(reversed(foot.notes)):
        canvas.words(MARGIN, 4 + number * TITLE_ROW, line, size=TYPE.small, colour=COLOURS.quiet)
    ends = [end for row in rows for chart in row for end in chart.reading.axis.ends]
    top = sum(heights) + foot.high - 4
    for row, height in zip(rows, heights, strict=True):
        for number, chart in enumerate(row):
            left = LEFT + number * (wide + BETWEEN)
            bottom = top - height + AXIS + BETWEEN
            alike = all(other.reading.axis.kind == chart.reading.axis.kind for line in rows for other in line)
            x_range = (min(ends), max(ends)) if alike else chart.reading.axis.ends
            panel = Panel(left, bottom, left + wide - LAST_ROOM, bottom + PLOT, x_range, axis.ends)
            _one(canvas, chart, panel, top, axis, sheet.unit, labelled=number == 0)
        top -= height


def _one(
    canvas: Canvas, chart: Small, panel: Panel, top: float, axis: Scale, unit: str, *, labelled: bool
) -> None:
    signal = says_something(chart.reading)
    loud = COLOURS.ink if chart.reading.icons else COLOURS.signal  # an icon says good or bad by itself
    for number, line in enumerate(chart.lines):
        canvas.words(panel.left, top - (number + 1) * TITLE_ROW, line, size=TYPE.small, bold=True)
    foot = top - len(chart.lines) * TITLE_ROW
    for number, line in enumerate(chart.found_lines):
        canvas.words(
            panel.left,
            foot - (number + 1) * FINDING_ROW,
            line,
            size=TYPE.small,
            colour=loud if signal else COLOURS.quiet,
            bold=signal,
        )
    _frame(canvas, panel, axis, unit, labelled=labelled)
    for kind, name, left in zip(KINDS, chart.reading.icons, (ICON + 4, 0.0), strict=False):
        if name != "empty":
            draw_icon(canvas, kind, name, panel.right + LAST_ROOM - ICON - left, top - ICON - 2, ICON)
    run_lines.limits(canvas, panel, chart.reading)
    run_lines.target_line(canvas, panel, chart.reading)
    run_lines.centre_lines(canvas, panel, chart.reading)
    run_parts.series(canvas, panel, chart.reading, small=True)
    _ends(canvas, chart, panel, unit)


def says_something(reading: Reading) -> bool:
    """Whether the words above a small chart are drawn as a signal."""
    if reading.icons:
        return reading.icons[0] not in ("common_cause", "too_few_points")
    return bool(reading.marked.any()) or any(segment.words for segment in reading.segments)


def _frame(canvas: Canvas, panel: Panel, axis: Scale, unit: str, *, labelled: bool) -> None:
    for tick in (axis.ticks[0], axis.ticks[-1]):
        height = panel.y(tick)
        canvas.line([panel.left, panel.right], [height, height], COLOURS.grid, thickness=0.8, layer=0.6)
        if labelled:
            words = tick_words(tick, unit)
            canvas.words(panel.left - 5, height - 3, words, size=SMALLEST, colour=COLOURS.quiet, side="right")


def _ends(canvas: Canvas, chart: Small, panel: Panel, unit: str) -> None:
    """First and last period under their own points, and the last value beside its point."""
    reading = chart.reading
    _periods(canvas, reading, panel)
    if reading.last is not None and reading.last_range is None:
        value = float(reading.y[reading.last])
        at = panel.x(reading.axis.positions[reading.last]) + 5
        canvas.words(at, panel.y(value) - 3, tick_words(value, unit), size=TYPE.small, bold=True)


def _periods(canvas: Canvas, reading: Reading, panel: Panel) -> None:
    """A series that is shorter than the sheet's others has its periods where it is, in one line if they are near."""
    axis, foot = reading.axis, panel.bottom - 10
    low, high = axis.ends
    start = panel.left if low <= panel.x_range[0] else panel.x(axis.positions[0]) - 3
    end = panel.right if high >= panel.x_range[1] else panel.x(axis.positions[-1]) + 3
    first, last = axis.words(0), axis.words(len(reading.y) - 1)
    if len(reading.y) > 1 and width(first, SMALLEST) + width(last, SMALLEST) + 8 <= end - start:
        canvas.words(start, foot, first, size=SMALLEST, colour=COLOURS.quiet)
        canvas.words(end, foot, last, size=SMALLEST, colour=COLOURS.quiet, side="right")
        return
    both = " to ".join(dict.fromkeys([first, last]))
    left = max(panel.left, min(start, panel.right - width(both, SMALLEST)))
    canvas.words(left, foot, both, size=SMALLEST, colour=COLOURS.quiet)
