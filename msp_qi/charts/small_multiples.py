"""Many small run charts on a sheet or on pages, on one scale, so that the one that moved is found at once."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from msp_qi.charts.axis_parts import RANGE
from msp_qi.charts.canvas import POINTS_PER_INCH
from msp_qi.charts.chart import Chart
from msp_qi.charts.icon_words import icon_words
from msp_qi.charts.marks import legend_rows, marks
from msp_qi.charts.numbers import PERCENT, scale, unit_of, value_words
from msp_qi.charts.reading import Reading, Segment, read
from msp_qi.charts.small_drawn import (
    BETWEEN,
    ICONS_ROOM,
    LEFT,
    MARGIN,
    SHEET,
    Foot,
    Sheet,
    Small,
    draw,
    height,
    says_something,
)
from msp_qi.charts.style import TYPE
from msp_qi.charts.text import one_line, wrap
from msp_qi.charts.wording import TOO_FEW, finding
from msp_qi.errors import UserError
from msp_qi.stats.arguments import whole
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.constants import ENOUGH_POINTS, TOLERANCE
from msp_qi.stats.false_signals import over_many
from msp_qi.stats.result import SpcResult

MOST_TOLD = 20  # charts that the alt text goes through one by one


def small_multiples(
    result: SpcResult,
    *,
    names: Mapping[object, str] | None = None,
    title: str = "",
    unit: str = PERCENT,
    columns: int = 3,
) -> Chart:
    """Draw every series of a result, each small, on one sheet; `small_multiple_pages` where they are many.

    Parameters
    ----------
    result : SpcResult
        Of several series.
    names : mapping, optional
        A short name for each group; the group itself where there is none. Groups are drawn in this order,
        then the others.
    title : str
        Says what happened; empty for the number of charts with a sign of change.
    unit : str
        ``"percent"`` (values from 0 to 1), ``"number"``, or a word that follows the number.
    columns : int
        Charts side by side.

    Returns
    -------
    Chart

    Raises
    ------
    UserError
        Where there is no series to draw, or a percentage lies outside 0 to 1.

    Examples
    --------
    >>> from msp_qi.stats import run_chart
    >>> waits = [5, 6, 4, 7, 5, 6, 9, 9, 8, 9, 10, 9, 8, 10, 9, 11]
    >>> chart = small_multiples(run_chart(waits * 2, group=["Ash"] * 16 + ["Elm"] * 16, freeze=6), unit="days")
    >>> print(chart.title)
    2 of 2 show a sign of change
    """
    sheet = _sheet(result, names or {}, unit, columns)
    return _chart(sheet, sheet.charts, one_line(title) or _title(sheet.charts), result.points)


def small_multiple_pages(
    result: SpcResult,
    *,
    names: Mapping[object, str] | None = None,
    title: str = "",
    unit: str = PERCENT,
    columns: int = 3,
    rows: int = 6,
) -> list[Chart]:
    """Draw every series of a result, each small, on as many pages as they need.

    All pages share one scale, and each says how many of all the charts show a sign of change.

    Parameters
    ----------
    result, names, title, unit, columns
        As in `small_multiples`.
    rows : int
        Rows of charts on a page; 6 fill a sheet of A4.

    Returns
    -------
    list of Chart
        ``data`` of each holds its own series.

    Raises
    ------
    UserError
        As in `small_multiples`; also where ``rows`` or ``columns`` is no whole number above 0.

    Examples
    --------
    >>> from msp_qi.stats import run_chart
    >>> waits = [5, 6, 4, 7, 5, 6, 9, 9, 8, 9, 10, 9, 8, 10, 9, 11]
    >>> found = run_chart(waits * 2, group=["Ash"] * 16 + ["Elm"] * 16, freeze=6)
    >>> [chart.title for chart in small_multiple_pages(found, unit="days", columns=1, rows=1)]
    ['2 of 2 show a sign of change (page 1 of 2: Ash)', '2 of 2 show a sign of change (page 2 of 2: Elm)']
    """
    sheet = _sheet(result, names or {}, unit, columns)
    most = whole(rows, "rows", least=1) * columns
    pages = [sheet.charts[start : start + most] for start in range(0, len(sheet.charts), most)]
    name = one_line(title) or _title(sheet.charts)
    return [
        _chart(sheet, page, f"{name}{_page(number, pages)}", result.points)
        for number, page in enumerate(pages)
    ]


def _page(number: int, pages: Sequence[Sequence[Small]]) -> str:
    """Which page it is, and from whom to whom; nothing where there is one."""
    if len(pages) == 1:
        return ""
    ends = " to ".join(dict.fromkeys([pages[number][0].name, pages[number][-1].name]))
    return f" (page {number + 1} of {len(pages)}: {ends})"


def _sheet(result: SpcResult, names: Mapping[object, str], unit: str, columns: int) -> Sheet:
    whole(columns, "columns", least=1)
    groups = dict.fromkeys(result.points["group"])
    if not groups:
        raise UserError("There is no series to draw.")
    wide = (SHEET - MARGIN - LEFT + BETWEEN) / columns - BETWEEN
    order = dict.fromkeys([*(group for group in names if group in groups), *groups])
    charts = tuple(_small(result, group, names.get(group, str(group)), wide) for group in order)
    values = [float(value) for chart in charts for value in (*chart.reading.y, *chart.reading.centre)]
    unit = unit_of(unit, [float(value) for chart in charts for value in chart.reading.y])
    return Sheet(charts, columns, wide, scale(values, unit), unit, _notes(charts, result))


def _chart(sheet: Sheet, charts: Sequence[Small], name: str, points: pd.DataFrame) -> Chart:
    rows = [charts[start : start + sheet.columns] for start in range(0, len(charts), sheet.columns)]
    heights = [height(row) for row in rows]
    seen = {mark: None for chart in charts for mark, _ in marks(chart.reading)}
    foot = Foot(legend_rows(tuple(seen), SHEET - 2 * MARGIN), sheet.notes)
    here = points["group"].isin([chart.group for chart in charts])
    return Chart(
        title=name,
        alt=_alt(name, charts, sheet.unit),
        data=points[here].reset_index(drop=True),
        draw=lambda figure: draw(figure, sheet, rows, heights, foot),
        size=(SHEET / POINTS_PER_INCH, (sum(heights) + foot.high) / POINTS_PER_INCH),
    )


def _small(result: SpcResult, group: object, name: str, wide: float) -> Small:
    reading = read(result, group)
    found = _latest(reading)
    room = wide - 4 - (ICONS_ROOM if reading.icons else 0.0)
    lines, found_lines = (wrap(words, TYPE.small, room, bold=True) for words in (name, found))
    return Small(group, one_line(name), lines, found_lines, reading, found)


def _latest(reading: Reading) -> str:
    """The latest signal, or why there is none; what the icons say where the chart has them."""
    if reading.icons and reading.present.any():
        return icon_words(*reading.icons)
    latest = max(reading.stretches, key=lambda stretch: stretch.rows[-1], default=None)
    if latest is not None:
        return latest.words
    found = next((segment.words for segment in reversed(reading.segments) if segment.words), finding(reading))
    if found != TOO_FEW:
        return found
    many = any(segment.useful >= ENOUGH_POINTS for segment in reading.segments)
    return "not judged: all on one side" if many else "too few points"


def _notes(charts: Sequence[Small], result: SpcResult) -> tuple[str, ...]:
    """What a bar is, and what chance alone would give over all the charts."""
    any_range = any(chart.reading.ranges for chart in charts)
    ranged = wrap(RANGE, TYPE.small, SHEET - 2 * MARGIN) if any_range else ()
    parts = [(chart.reading, segment) for chart in charts for segment in chart.reading.segments]
    parts = [(reading, segment) for reading, segment in parts if segment.enough]
    if result.chart != "run" or result.rules != "anhoej" or len(parts) < 2:
        return ranged
    useful, setting = ([segment.useful for _, segment in parts], [_setting(*part) for part in parts])
    expected, chance = over_many(useful, setting)
    if expected < 1:
        said = (
            f"the chance of a signal in at least one of the {len(charts)} would still be {per_cent(chance)}"
        )
    else:
        said = f"chance would make about {expected:.2g} of all {len(charts)} signal"
    return (*ranged, *wrap(f"With no change at all, {said}.", TYPE.small, SHEET - 2 * MARGIN))


def _setting(reading: Reading, segment: Segment) -> int:
    """How many points off the line set the line of a part."""
    rows = list(segment.rows)
    off = reading.present & ~np.isclose(reading.y, reading.centre, rtol=TOLERANCE, atol=0)
    return int((reading.in_baseline & off)[rows].sum())


def _title(charts: Sequence[Small]) -> str:
    """How many have something to say."""
    if not any(chart.reading.icons for chart in charts):
        moved = sum(bool(chart.reading.findings) for chart in charts)
        return f"{moved} of {len(charts)} {'shows' if moved == 1 else 'show'} a sign of change"
    kinds = [chart.reading.icons[0].split("_")[0] for chart in charts]
    words = (("improvement", "improving"), ("concern", "of concern"), ("neutral", "unusually high or low"))
    said = [f"{kinds.count(kind)} {name}" for kind, name in words if kind in kinds]
    return f"{', '.join(said) or 'None with a special cause'}: the last points of {len(charts)} series"


def _alt(name: str, charts: Sequence[Small], unit: str) -> str:
    """Every chart where they are few; of many, those that signal, and how many do not."""
    said = [f"{len(charts)} small chart{'s' * (len(charts) != 1)} on one scale: {name.rstrip('.')}"]
    told = [chart for chart in charts if len(charts) <= MOST_TOLD or says_something(chart.reading)]
    said += [_told(chart, unit) for chart in told]
    rest = len(charts) - len(told)
    if rest:
        few = sum(not chart.reading.enough for chart in charts if chart not in told)
        said.append(
            f"The other {rest}: no sign of change" + (f", {few} of them with too few points" * bool(few))
        )
    return ". ".join(said) + "."


def _told(chart: Small, unit: str) -> str:
    last = None if chart.reading.last_range else chart.reading.last
    value = "" if last is None else f", last value {value_words(float(chart.reading.y[last]), unit)}"
    line = chart.reading.segments[-1].centre if chart.reading.segments else np.nan
    centre = "" if np.isnan(line) else f", {chart.reading.line} {value_words(line, unit)}"
    return f"{chart.name}: {chart.found}{centre}{value}"
