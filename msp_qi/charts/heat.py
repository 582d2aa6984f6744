"""Shares by row and month as shaded cells, each with its counts: dark is much, and the numbers stand in every cell."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas
from msp_qi.charts.chart import Chart
from msp_qi.charts.months import MONTHS
from msp_qi.charts.numbers import value_words
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, width
from msp_qi.errors import UserError

WIDE = 7.2 * POINTS_PER_INCH
MARGIN, CELL, HEAD = 8.0, 26.0, 30.0
# A cell narrower than this holds no counts that could be read, so fewer months are drawn.
NARROWEST = 24.0
DARK = 0.6


def heat_table(rows: pd.DataFrame, order: Sequence[str], *, title: str, counted: str = "cases") -> Chart:
    """Draw counts by row and month.

    Parameters
    ----------
    rows : DataFrame
        row, period (first of the month), numerator, denominator; a row for each cell, denominator 0 where nothing
        was counted.
    order : sequence of str
        The rows from the top.
    title : str
        Says what was found.
    counted : str
        What was counted.

    Returns
    -------
    Chart
        ``data`` holds the cells that are drawn: the latest months where not all find room.

    Raises
    ------
    UserError
        Where there is no cell to draw.
    """
    if rows.empty:
        raise UserError("There is no month to draw.")
    left = MARGIN + max(width(one_line(name), TYPE.label) for name in order) + 8
    room = int((WIDE - MARGIN - left) // NARROWEST)
    periods = sorted(rows["period"].unique())[-room:]
    drawn = rows[rows["period"].isin(periods)].reset_index(drop=True)
    high = HEAD + CELL * len(order) + 4
    return Chart(
        title=one_line(title),
        alt=_alt(one_line(title), drawn, order, counted),
        data=drawn,
        draw=lambda figure: _draw(figure, drawn, order, periods, left, high),
        size=(WIDE / POINTS_PER_INCH, high / POINTS_PER_INCH),
    )


def _draw(
    figure: Figure,
    drawn: pd.DataFrame,
    order: Sequence[str],
    periods: Sequence[pd.Timestamp],
    left: float,
    high: float,
) -> None:
    canvas = Canvas(figure)
    wide = min((WIDE - MARGIN - left) / len(periods), 2 * NARROWEST)
    keys = zip(drawn["row"], drawn["period"], strict=True)
    counts = zip(drawn["numerator"], drawn["denominator"], strict=True)
    cells = dict(zip(keys, counts, strict=True))
    for number, name in enumerate(order):
        top = high - HEAD - number * CELL
        canvas.words(left - 8, top - CELL / 2 - 3, one_line(name), side="right")
        for place, period in enumerate(periods):
            _cell(canvas, left + place * wide, top, wide, *cells[(name, period)])
    for place, period in enumerate(periods):
        _month(canvas, left + (place + 0.5) * wide, high, pd.Timestamp(period), first=place == 0)


def _cell(canvas: Canvas, left: float, top: float, wide: float, shown: int, counted: int) -> None:
    share = shown / counted if counted else 0.0
    fill = _shade(share) if counted else COLOURS.paper
    canvas.box(left + 1, top - CELL + 1, left + wide - 1, top - 1, fill, edge=COLOURS.grid)
    words = f"{shown}/{counted}" if counted else "–"
    colour = COLOURS.paper if counted and share >= DARK else COLOURS.ink
    canvas.words(left + wide / 2, top - CELL / 2 - 3, words, size=TYPE.small, colour=colour, side="center")


def _month(canvas: Canvas, middle: float, high: float, period: pd.Timestamp, *, first: bool) -> None:
    name = MONTHS[period.month - 1]
    canvas.words(middle, high - HEAD + 5, name, size=TYPE.small, colour=COLOURS.quiet, side="center")
    if first or period.month == 1:
        canvas.words(
            middle, high - 11, str(period.year), size=TYPE.small, colour=COLOURS.quiet, side="center"
        )


def _shade(share: float) -> str:
    """Between paper and the colour of a series, by the share; darker is always more."""
    paper, full = to_rgb(COLOURS.paper), to_rgb(COLOURS.series)
    mixed = (round(255 * (one + (other - one) * share)) for one, other in zip(paper, full, strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)


def _alt(title: str, drawn: pd.DataFrame, order: Sequence[str], counted: str) -> str:
    sums = drawn.groupby("row")[["numerator", "denominator"]].sum().to_numpy(dtype=int)
    totals = dict(zip(sorted(drawn["row"].unique()), sums, strict=True))
    said = "; ".join(_total(name, *(int(value) for value in totals[name])) for name in order)
    months = drawn["period"].nunique()
    return f"Heat table of {counted} by month: {title.rstrip('.')}. Over {months} months: {said}."


def _total(name: str, shown: int, counted: int) -> str:
    share = f" ({value_words(shown / counted)})" if counted else ""
    return f"{name} {shown} of {counted}{share}"
