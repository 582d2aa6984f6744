"""Which few reasons make up most of what happened: bars from the largest down, with the share so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.numbers import value_words
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, width, wrap
from msp_qi.errors import UserError

WIDE = 7.2 * POINTS_PER_INCH
MARGIN, ROW, GAP, HEAD = 8.0, 11.0, 9.0, 20.0
MOST_NAME = 190.0
COUNT_ROOM, TOTAL_ROOM = 62.0, 66.0
MOST = 0.8  # the first bars that make up four fifths are drawn full


@dataclass(frozen=True)
class Bar:
    """One reason: its name wrapped, how often, and the share of it and of all before it."""

    lines: tuple[str, ...]
    count: float
    share: float
    so_far: float
    chief: bool


def pareto_chart(
    labels: Sequence[Any], counts: Sequence[float], *, title: str = "", counted: str = "cases"
) -> Chart:
    """Draw counts by reason, the largest first.

    Parameters
    ----------
    labels : sequence
        The reasons.
    counts : sequence of float
        How often each; 0 or more.
    title : str
        Says what was found; empty for the largest reason and its share.
    counted : str
        What was counted, e.g. ``"concerns"``.

    Returns
    -------
    Chart
        ``data``: label, count, share, cumulative_share (both 0 to 1), as drawn.

    Raises
    ------
    UserError
        Where labels and counts do not match, or a count is missing or below 0.

    Examples
    --------
    >>> print(pareto_chart(["Delay", "No advocate"], [9, 3], counted="concerns").title)
    Delay: 75 % of 12 concerns
    """
    table = _table(labels, counts)
    total = float(table["count"].sum())
    bars = _bars(table)
    name = one_line(title) or _title(table, counted)
    high = HEAD + sum(_height(bar) for bar in bars) + 4
    return Chart(
        title=name,
        alt=_alt(name, table, total, counted),
        data=table,
        draw=lambda figure: _draw(figure, bars, high, one_line(counted), total),
        size=(WIDE / POINTS_PER_INCH, max(high, 40.0) / POINTS_PER_INCH),
    )


def _table(labels: Sequence[Any], counts: Sequence[float]) -> pd.DataFrame:
    if len(labels) != len(counts):
        raise UserError(f"There are {len(labels)} labels and {len(counts)} counts; they must match.")
    values = pd.to_numeric(pd.Series(list(counts), dtype=object), errors="coerce").to_numpy(dtype=float)
    if np.isnan(values).any() or (values < 0).any():
        raise UserError(
            "A count is missing or below 0; a Pareto chart needs a count of 0 or more for each label."
        )
    table = pd.DataFrame({"label": [one_line(label) for label in labels], "count": values})
    table = table.sort_values("count", ascending=False, kind="stable", ignore_index=True)
    total = float(values.sum()) or 1.0
    return table.assign(share=table["count"] / total, cumulative_share=table["count"].cumsum() / total)


def _bars(table: pd.DataFrame) -> tuple[Bar, ...]:
    before = table["cumulative_share"] - table["share"]
    chief = (before < MOST - 1e-9) & (table["count"] > 0)
    rows = zip(table["label"], table["count"], table["share"], table["cumulative_share"], chief, strict=True)
    return tuple(
        Bar(
            wrap(label, TYPE.label, MOST_NAME, bold=bool(few)) or ("",),
            float(count),
            float(share),
            float(so_far),
            bool(few),
        )
        for label, count, share, so_far, few in rows
    )


def _height(bar: Bar) -> float:
    return len(bar.lines) * ROW + GAP


def _title(table: pd.DataFrame, counted: str) -> str:
    if table.empty or not table["count"].sum():
        return f"No {one_line(counted)}"
    first, total = table.iloc[0], float(table["count"].sum())
    return f"{first['label']}: {value_words(float(first['share']))} of {total:.0f} {one_line(counted)}"


def _draw(figure: Figure, bars: Sequence[Bar], high: float, counted: str, total: float) -> None:
    canvas = Canvas(figure)
    if not total:
        canvas.words(MARGIN, 14, "nothing to count", colour=COLOURS.quiet)
        return
    left = MARGIN + max(width(line, TYPE.label, bold=bar.chief) for bar in bars for line in bar.lines) + 10
    panel = Panel(left, 0, WIDE - COUNT_ROOM - TOTAL_ROOM, high, (0, bars[0].count), (0, 1))
    top = high - HEAD
    canvas.words(left, high - 12, counted, size=TYPE.small, colour=COLOURS.quiet)
    canvas.words(WIDE - MARGIN, high - 12, "so far", size=TYPE.small, colour=COLOURS.quiet, side="right")
    canvas.line([left, left], [2, top + 2], COLOURS.frame)
    for bar in bars:
        _bar(canvas, panel, bar, top)
        top -= _height(bar)


def _bar(canvas: Canvas, panel: Panel, bar: Bar, top: float) -> None:
    middle = top - _height(bar) / 2
    half = min(_height(bar), ROW + GAP) / 2 - 3
    fill = COLOURS.series if bar.chief else COLOURS.band
    canvas.box(panel.left, middle - half, panel.x(bar.count), middle + half, fill, edge=COLOURS.series)
    for number, line in enumerate(bar.lines):
        foot = middle - 3 + ((len(bar.lines) - 1) / 2 - number) * ROW
        canvas.words(panel.left - 8, foot, line, side="right", bold=bar.chief)
    words = f"{bar.count:.0f} ({value_words(bar.share)})"
    canvas.words(panel.x(bar.count) + 5, middle - 3, words)
    canvas.words(WIDE - MARGIN, middle - 3, value_words(bar.so_far), colour=COLOURS.quiet, side="right")


def _alt(name: str, table: pd.DataFrame, total: float, counted: str) -> str:
    if not total:
        return f"Pareto chart: {name}."
    said = [
        f"{label} {count:.0f} ({value_words(float(share))}, so far {value_words(float(so_far))})"
        for label, count, share, so_far in table.itertuples(index=False, name=None)
    ]
    counts = f"{total:.0f} {one_line(counted)}"
    return f"Pareto chart: {name.rstrip('.')}. {counts}. Largest first: {'; '.join(said)}."
