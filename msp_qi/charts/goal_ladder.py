"""The goal ladder: the steps as rungs, the first at the bottom; a rung that is reached is solid."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas
from msp_qi.charts.chart import Chart
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line, wrap
from msp_qi.learning.person.goals import AHEAD, IS_REACHED, LATE, NO_DAY, OVERDUE, REACHED, Ladder

WIDE = 7.2 * POINTS_PER_INCH
MARGIN, LINE, GAP = 8.0, 12.0, 10.0
LADDER = (14.0, 62.0)  # the rails
STEP_ROOM, SAID_LEFT = 206.0, 296.0


@dataclass(frozen=True)
class Rung:
    """One step, ready to be drawn."""

    lines: tuple[str, ...]
    said: tuple[str, ...]
    number: str
    status: str
    spoken: str

    @property
    def height(self) -> float:
        """Room it takes."""
        return max(len(self.lines), len(self.said), 2) * LINE + GAP


def goal_ladder(ladder: Ladder, *, title: str = "") -> Chart:
    """Draw one goal.

    Parameters
    ----------
    ladder : Ladder
        One goal of one person.
    title : str
        Says how far; empty for how many of the steps due are reached.

    Returns
    -------
    Chart
        ``data`` is the ladder's table.
    """
    rungs = [_rung(row) for row in ladder.table.to_dict("records")]
    high = sum(rung.height for rung in rungs) + 14
    name = one_line(title) or _title(ladder)
    return Chart(
        title=name,
        alt=_alt(name, rungs),
        data=ladder.table,
        draw=lambda figure: _draw(figure, rungs),
        size=(WIDE / POINTS_PER_INCH, high / POINTS_PER_INCH),
    )


def _title(ladder: Ladder) -> str:
    goal = one_line(ladder.goal).rstrip(".") or "Goal not recorded"
    if not ladder.due:
        return f"{goal}: no step is due yet"
    return f"{goal}: {ladder.reached} of {ladder.due} steps due are reached"


def _rung(row: "dict[object, object]") -> Rung:  # type: ignore[type-arg, unused-ignore]
    step = row["step_no"]
    number = "?" if pd.isna(step) else f"{int(step)}"  # type: ignore[call-overload]
    words = "Step not described" if pd.isna(row["step"]) else str(row["step"])  # type: ignore[call-overload]
    return Rung(
        wrap(words, TYPE.label, STEP_ROOM, bold=True),
        tuple(line for part in _said(row) for line in wrap(part, TYPE.small, WIDE - SAID_LEFT - MARGIN)),
        number,
        str(row["status"]),
        f"Step {number}, {words}: {'; '.join(part for part in _said(row) if part)}",
    )


def _said(row: "dict[object, object]") -> tuple[str, str]:  # type: ignore[type-arg, unused-ignore]
    """How it stands, and the two days."""
    late = row["days_late"]
    days = "" if pd.isna(late) else f", {late:.0f} day{'' if late == 1 else 's'} after the day planned"  # type: ignore[call-overload]
    stands = {
        REACHED: "Reached",
        LATE: f"Reached{days}",
        OVERDUE: f"Not reached{days}",
        AHEAD: "Not due yet",
        NO_DAY: "Not reached; no day was planned",
    }[str(row["status"])]
    planned, achieved = _day(row["planned_date"]), _day(row["achieved_date"])
    dates = [f"planned {planned}" if planned else "", f"reached {achieved}" if achieved else ""]
    return stands, ", ".join(part for part in dates if part)


def _day(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    day = pd.Timestamp(value)  # type: ignore[arg-type]
    return f"{day.day} {day:%b %Y}"


def _draw(figure: Figure, rungs: Sequence[Rung]) -> None:
    canvas = Canvas(figure)
    high = sum(rung.height for rung in rungs) + 14
    for rail in LADDER:
        canvas.line([rail, rail], [4, high - 4], COLOURS.frame, thickness=3.0, layer=1)
    foot = 7.0
    for rung in rungs:
        _draw_rung(canvas, rung, foot + rung.height / 2)
        foot += rung.height


def _draw_rung(canvas: Canvas, rung: Rung, middle: float) -> None:
    reached, overdue = rung.status in IS_REACHED, rung.status == OVERDUE
    colour = COLOURS.series if reached else COLOURS.signal if overdue else COLOURS.frame
    left, right = LADDER
    if reached:
        canvas.line([left, right], [middle, middle], colour, thickness=5.0, layer=2)
    else:
        canvas.line([left, right], [middle, middle], colour, thickness=2.0, dashes="dashed", layer=2)
    canvas.marks(
        [(left + right) / 2],
        [middle],
        "o",
        size=17,
        fill=colour if reached else COLOURS.paper,
        edge=colour,
        layer=3,
    )
    ink = COLOURS.paper if reached else COLOURS.signal if overdue else COLOURS.quiet
    canvas.words((left + right) / 2, middle - 3.5, rung.number, bold=True, colour=ink, side="center")
    _lines(canvas, rung.lines, right + 14, middle, TYPE.label, bold=True)
    _lines(canvas, rung.said, SAID_LEFT, middle, TYPE.small, first=COLOURS.signal if overdue else COLOURS.ink)


def _lines(
    canvas: Canvas,
    lines: Sequence[str],
    left: float,
    middle: float,
    size: float,
    *,
    bold: bool = False,
    first: str = COLOURS.ink,
) -> None:
    for number, line in enumerate(lines):
        height = middle - 3 + ((len(lines) - 1) / 2 - number) * LINE
        opening = number == 0
        colour = COLOURS.ink if bold else first if opening else COLOURS.quiet
        canvas.words(left, height, line, size=size, bold=bold or opening, colour=colour)


def _alt(name: str, rungs: Sequence[Rung]) -> str:
    return ". ".join([f"Goal ladder: {name.rstrip('.')}", *(rung.spoken for rung in rungs)]) + "."
