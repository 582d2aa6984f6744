"""What lasted from when to when, a row each, with the days that matter marked and what is wrong said beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
from matplotlib.figure import Figure

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.marks import Mark, draw_legend, legend_rows
from msp_qi.charts.months import MONTHS
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, width, wrap

WIDE = 7.2 * POINTS_PER_INCH
MARGIN, LINE, GAP = 8.0, 11.0, 9.0
NAMES, SAID = 128.0, 150.0
AXIS, THICK = 26.0, 8.0
SPAN = Mark("s", COLOURS.period, COLOURS.frame, 1.5, "in force")
LOUD = Mark("s", COLOURS.signal_tint, COLOURS.signal, 1.5, "in force, and to be looked at")
TODAY = "day of this report"


@dataclass(frozen=True)
class Moment:
    """A day that is marked on a row; ``up`` lifts it, so that two marks of one week can both be seen."""

    day: pd.Timestamp
    mark: Mark
    up: float = 0.0


@dataclass(frozen=True)
class TimeRow:
    """One row.

    Parameters
    ----------
    name : str
        At the left.
    start, end : Timestamp
        What lasted; ``end`` is missing (NaT) while it goes on. Both missing for a row of marks only.
    moments : tuple of Moment
        Days marked.
    words : str
        At the right: how it stands.
    loud : bool
        Whether somebody should look first.
    """

    name: str
    start: pd.Timestamp = field(default=pd.NaT)  # type: ignore[assignment]
    end: pd.Timestamp = field(default=pd.NaT)  # type: ignore[assignment]
    moments: tuple[Moment, ...] = ()
    words: str = ""
    loud: bool = False


def timeline_chart(
    rows: Sequence[TimeRow], today: pd.Timestamp, *, title: str, alt: str, data: pd.DataFrame
) -> Chart:
    """Draw rows on one calendar.

    Parameters
    ----------
    rows : sequence of TimeRow
        From the top.
    today : Timestamp
        The day of the report; what goes on is drawn up to it.
    title, alt : str
        What was found; for a screen reader, row by row.
    data : DataFrame
        The rows behind it.

    Returns
    -------
    Chart
    """
    heights = [_height(row) for row in rows]
    keys = _keys(rows)
    legend = legend_rows(keys, WIDE - 2 * MARGIN)
    high = len(legend) * LINE + 4 + AXIS + sum(heights) + 16
    return Chart(
        title=one_line(title),
        alt=alt,
        data=data.reset_index(drop=True),
        draw=lambda figure: _draw(figure, rows, heights, today, legend, high),
        size=(WIDE / POINTS_PER_INCH, high / POINTS_PER_INCH),
    )


def _height(row: TimeRow) -> float:
    lines = max(len(_name_lines(row)), len(_said_lines(row)), 1)
    return lines * LINE + GAP


def _name_lines(row: TimeRow) -> tuple[str, ...]:
    return wrap(row.name, TYPE.small, NAMES, bold=row.loud)


def _said_lines(row: TimeRow) -> tuple[str, ...]:
    return wrap(row.words, TYPE.small, SAID - 6, bold=row.loud)


def _keys(rows: Sequence[TimeRow]) -> tuple[Mark, ...]:
    found = [LOUD if row.loud else SPAN for row in rows if not pd.isna(row.start)]
    found += [moment.mark for row in rows for moment in row.moments]
    return tuple(dict.fromkeys(found))


def _draw(
    figure: Figure,
    rows: Sequence[TimeRow],
    heights: Sequence[float],
    today: pd.Timestamp,
    legend: tuple[tuple[Mark, ...], ...],
    high: float,
) -> None:
    canvas = Canvas(figure)
    foot = len(legend) * LINE + 4 + AXIS
    days = [day for row in rows for day in (row.start, row.end, *(moment.day for moment in row.moments))]
    known = [_number(day) for day in (*days, today) if not pd.isna(day)]
    span = max(max(known) - min(known), 28.0)
    ends = (min(known) - 0.03 * span, max(known) + 0.03 * span)
    panel = Panel(MARGIN + NAMES + 8, foot, WIDE - SAID, high - 14, ends, (0.0, 1.0))
    _calendar(canvas, panel)
    at = panel.x(_number(today))
    canvas.line([at, at], [panel.bottom, panel.top], COLOURS.ink, thickness=1.0, dashes="dashed")
    side = "right" if at > (panel.left + panel.right) / 2 else "left"
    canvas.words(at, panel.top + 3, TODAY, size=TYPE.small, colour=COLOURS.quiet, side=side)  # type: ignore[arg-type]
    top = panel.top
    for row, height in zip(rows, heights, strict=True):
        _row(canvas, panel, row, top - height / 2, today)
        canvas.line(
            [MARGIN, WIDE - MARGIN], [top - height, top - height], COLOURS.grid, thickness=0.6, layer=0.5
        )
        top -= height
    draw_legend(canvas, legend, MARGIN, 4, LINE)


def _number(day: pd.Timestamp) -> float:
    return float(pd.Timestamp(day).timestamp() / 86_400)


def _row(canvas: Canvas, panel: Panel, row: TimeRow, middle: float, today: pd.Timestamp) -> None:
    for lines, left in ((_name_lines(row), MARGIN), (_said_lines(row), panel.right + 6)):
        for number, line in enumerate(lines):
            height = middle - 3 + ((len(lines) - 1) / 2 - number) * LINE
            loud = row.loud and left > MARGIN
            canvas.words(
                left,
                height,
                line,
                size=TYPE.small,
                bold=row.loud,
                colour=COLOURS.signal if loud else COLOURS.ink,
            )
    if not pd.isna(row.start):
        going = pd.isna(row.end)
        start, end = panel.x(_number(row.start)), panel.x(_number(today if going else row.end))
        mark = LOUD if row.loud else SPAN
        hatch = "////" if row.loud else ""
        end = max(end, start + 2)
        canvas.box(
            start,
            middle - THICK / 2,
            end,
            middle + THICK / 2,
            mark.fill,
            edge=mark.edge,
            hatch=hatch,
            layer=2,
        )
        if going:  # an arrow head: it goes on
            canvas.polygon(
                [end, end + 5, end],
                [middle - THICK / 2 - 1, middle, middle + THICK / 2 + 1],
                mark.edge,
                layer=3,
            )
    for moment in row.moments:
        mark = moment.mark
        canvas.marks(
            [panel.x(_number(moment.day))],
            [middle + moment.up],
            mark.shape,
            size=5.5 + mark.larger,
            fill=mark.fill,
            edge=mark.edge,
            layer=5,
        )


def _calendar(canvas: Canvas, panel: Panel) -> None:
    """Firsts of months, as many as have room, with the year below the first and each January."""
    low, high = (pd.Timestamp(end, unit="D") for end in panel.x_range)
    months = pd.date_range(low, high, freq="MS")
    slot = (panel.right - panel.left) / max(len(months), 1)
    room = width("Sep", TYPE.small) + 6
    every = next(step for step in (1, 2, 3, 4, 6, 12, 24, 60, 1200) if step * slot >= room)
    shown = [month for month in months if (month.year * 12 + month.month - 1) % every == 0] or list(
        months[:1]
    )
    canvas.line(
        [panel.left, panel.right], [panel.bottom, panel.bottom], COLOURS.frame, thickness=1.0, layer=1.2
    )
    year = None
    for month in shown:
        at = panel.x(_number(month))
        canvas.line([at, at], [panel.bottom, panel.top], COLOURS.grid, thickness=0.8, layer=0.4)
        name = MONTHS[month.month - 1]
        canvas.words(at, panel.bottom - LINE, name, size=TYPE.small, colour=COLOURS.quiet, side="center")
        if month.year != year:
            year = month.year
            words = str(year)
            canvas.words(
                at, panel.bottom - 2 * LINE, words, size=TYPE.small, colour=COLOURS.quiet, side="center"
            )
