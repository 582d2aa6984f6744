"""Before and after for several measures of one person: how many of 100 pairs of weeks got better, with its interval."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas, Panel
from msp_qi.charts.chart import Chart
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, wrap
from msp_qi.learning.person.overlap import Overlap

WIDE = 7.2 * POINTS_PER_INCH
MARGIN, ROW, LINE, AXIS, HEAD = 8.0, 30.0, 11.0, 28.0, 16.0
NAMES, RIGHT = 150.0, 104.0
TICKS = (0, 25, 50, 75, 100)
EVEN = 50.0
VERDICTS = {
    "improved": "better",
    "worsened": "worse",
    "no clear difference": "no clear difference",
    "cannot tell": "cannot tell",
}


def overlap_chart(found: Sequence[Overlap], *, title: str) -> Chart:
    """Draw the overlap of each measure on one scale, better to the right for all of them.

    Parameters
    ----------
    found : sequence of Overlap
        The measures.
    title : str
        Says what happened.

    Returns
    -------
    Chart
        ``data``: measure, better_of_100, lower, upper, weeks_before, weeks_after, verdict.
    """
    data = _table(found)
    high = AXIS + len(found) * ROW + HEAD
    return Chart(
        title=one_line(title),
        alt=". ".join(
            [f"Before-after chart: {one_line(title).rstrip('.')}", *(o.sentence.rstrip(".") for o in found)]
        )
        + ".",
        data=data,
        draw=lambda figure: _draw(figure, data),
        size=(WIDE / POINTS_PER_INCH, high / POINTS_PER_INCH),
    )


def _table(found: Sequence[Overlap]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "measure": overlap.measure.title,
                "better_of_100": 100 * overlap.comparison.effect,
                "lower": 100 * overlap.comparison.interval[0],
                "upper": 100 * overlap.comparison.interval[1],
                "weeks_before": overlap.comparison.n[0],
                "weeks_after": overlap.comparison.n[1],
                "verdict": overlap.comparison.verdict,
            }
            for overlap in found
        ]
    )


def _draw(figure: Figure, data: pd.DataFrame) -> None:
    canvas = Canvas(figure)
    panel = Panel(
        MARGIN + NAMES + 8, AXIS, WIDE - RIGHT, AXIS + len(data) * ROW, (0.0, 100.0), (0.0, float(len(data)))
    )
    for tick in TICKS:
        at = panel.x(tick)
        canvas.line([at, at], [panel.bottom, panel.top], COLOURS.grid, thickness=0.8, layer=0.6)
        canvas.words(at, panel.bottom - LINE, tick, size=TYPE.small, colour=COLOURS.quiet, side="center")
    words = "pairs of weeks of 100 in which the later one is better"
    middle = (panel.left + panel.right) / 2
    canvas.words(
        middle, panel.bottom - 2 * LINE - 2, words, size=TYPE.small, colour=COLOURS.quiet, side="center"
    )
    even = panel.x(EVEN)
    canvas.line([even, even], [panel.bottom, panel.top], COLOURS.ink, thickness=1.3, dashes="dashed")
    for at, words, side in (
        (even - 34, "← worse", "right"),
        (even, "no difference", "center"),
        (even + 34, "better →", "left"),
    ):
        canvas.words(at, panel.top + 4, words, size=TYPE.small, colour=COLOURS.quiet, side=side)  # type: ignore[arg-type]
    for number, row in enumerate(data.to_dict("records")):
        _row(canvas, panel, {str(name): value for name, value in row.items()}, len(data) - number - 0.5)


def _row(canvas: Canvas, panel: Panel, row: "dict[str, object]", place: float) -> None:
    height = panel.y(place)
    lines = (
        *wrap(row["measure"], TYPE.label, NAMES, bold=True),
        f"{row['weeks_before']} weeks before, {row['weeks_after']} after",
    )
    for number, line in enumerate(lines):
        at, last = height - 3 + ((len(lines) - 1) / 2 - number) * LINE, number == len(lines) - 1
        colour = COLOURS.quiet if last else COLOURS.ink
        size = TYPE.small if last else TYPE.label
        canvas.words(panel.left - 10, at, line, bold=not last, side="right", size=size, colour=colour)
    verdict = VERDICTS[str(row["verdict"])]
    loud = row["verdict"] in ("improved", "worsened")
    colour = COLOURS.better if row["verdict"] == "improved" else COLOURS.signal if loud else COLOURS.quiet
    canvas.words(panel.right + 10, height - 3, verdict, bold=loud, colour=colour, size=TYPE.small)
    value, lower, upper = (float(row[name]) for name in ("better_of_100", "lower", "upper"))  # type: ignore[arg-type]
    if np.isnan(value):
        return
    canvas.line([panel.x(lower), panel.x(upper)], [height, height], COLOURS.series, thickness=2.0, layer=3)
    for end in (lower, upper):
        canvas.line([panel.x(end)] * 2, [height - 4, height + 4], COLOURS.series, thickness=1.4, layer=3)
    canvas.marks([panel.x(value)], [height], "o", size=8)
