"""What a chart says in words: the alt text, and a title that states the finding."""

from collections.abc import Sequence

import numpy as np

from msp_qi.charts.icon_words import icon_words
from msp_qi.charts.numbers import NUMBER, PERCENT, value_words
from msp_qi.charts.reading import Reading
from msp_qi.charts.text import one_line
from msp_qi.stats.constants import ENOUGH_POINTS, FIRM_LIMITS

TOO_FEW = "too few points to judge"
NO_DATA = "no data to draw"
ONLY_RANGES = "too few people behind each figure to draw a point"
NO_SIGNAL = "no sign of change"


def few_words(useful: int, line: str) -> str:
    """Why a segment is not judged.

    Examples
    --------
    >>> few_words(7, "median")
    'too few points to judge: only 7 lie off the median'
    >>> few_words(11, "median")
    'not judged: all 11 points off the median lie on one side'
    """
    if useful >= ENOUGH_POINTS:
        return f"not judged: all {useful} points off the {line} lie on one side"
    return (
        f"{TOO_FEW}: only {useful} lie off the {line}" if useful else f"{TOO_FEW}: none lies off the {line}"
    )


def nothing_words(reading: Reading) -> str:
    """Why a chart has no point."""
    return ONLY_RANGES if reading.ranges else NO_DATA


def finding(reading: Reading) -> str:
    """The finding of a chart in a few words."""
    if not reading.present.any():
        return nothing_words(reading)
    if reading.findings:
        return "; ".join(reading.findings)
    return NO_SIGNAL if reading.enough else TOO_FEW


def headline(reading: Reading) -> str:
    """The finding for a title: the icons' words, or the signal that ends last and how many more there are."""
    if not reading.present.any():
        return nothing_words(reading)
    if reading.icons:
        return icon_words(reading.icons[0], reading.icons[1])
    latest = max(reading.stretches, key=lambda found: (found.rows[-1], len(found.rows)), default=None)
    first = latest.words if latest else next(iter(reading.findings), "")
    if not first:
        return NO_SIGNAL if reading.enough else TOO_FEW
    more = len(reading.findings) - 1
    return f"{first}, and {more} more sign{'s' if more > 1 else ''}" if more else first


def title_words(measure: str, reading: Reading, unit: str = PERCENT) -> str:
    """A title that states the finding: "Outcomes asked: 9 in a row above the median (62 %)"."""
    line = reading.segments[-1].centre if reading.segments else np.nan
    level = "" if np.isnan(line) else f" ({reading.line} {value_words(line, unit)})"
    name = one_line(measure)
    return f"{name}: {headline(reading)}{level}" if name else _sentence(f"{headline(reading)}{level}")


def alt_words(
    title: str, reading: Reading, unit: str, changes: Sequence[tuple[str, str]] = (), kind: str = "Run chart"
) -> str:
    """The alt text: title, period, number of points, line, signal, last value, changes."""
    said = [f"{kind}: {one_line(title).rstrip('.')}", _extent(reading)]
    if reading.present.any():
        said += [_lines(reading, unit), _sentence(finding(reading)), *_read_as(reading), _last(reading, unit)]
    if reading.ranges:
        many = len(reading.ranges) > 1
        said.append(
            f"{len(reading.ranges)} period{'s' * many} with too few people to show the figure, drawn as a bar"
        )
    target = reading.target[~np.isnan(reading.target)]
    if len(target):
        said.append(f"Target {value_words(float(target[-1]), unit)}")
    said += [f"Change in {when}: {what}" if when else f"Change: {what}" for when, what in changes]
    return ". ".join(part for part in said if part) + "."


def _read_as(reading: Reading) -> list[str]:
    """The icons, where the chart has them, and what the limits are worth."""
    said = [_sentence(icon_words(reading.icons[0], reading.icons[1]))] if reading.icons else []
    firm = not any(segment.provisional and segment.enough for segment in reading.segments)
    return said if firm else [*said, f"The limits are provisional until {FIRM_LIMITS} points set them"]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _extent(reading: Reading) -> str:
    shown, all_rows = int(reading.present.sum()), len(reading.y)
    if not shown:
        return f"No points in {all_rows} periods" if reading.ranges else f"No values in {all_rows} periods"
    points = "1 point" if shown == 1 else f"{shown} points"
    between = (
        f"{reading.axis.words(0)} to {reading.axis.words(all_rows - 1)}"
        if all_rows > 1
        else reading.axis.words(0)
    )
    gaps = _absent(reading)
    return f"{points}, {between}" + (f", {gaps} without a value" if gaps else "")


def _absent(reading: Reading) -> int:
    """Periods without a value, those that have no row among them."""
    positions = reading.axis.positions
    span = round(max(positions) - min(positions)) + 1 if positions else 0
    return span - int(reading.present.sum())


def _lines(reading: Reading, unit: str) -> str:
    levels = [
        value_words(segment.centre, unit) for segment in reading.segments if not np.isnan(segment.centre)
    ]
    if not levels:
        return ""
    said = f"{_sentence(reading.line)} {' then '.join(levels)}"
    low, high = reading.lower[~np.isnan(reading.lower)], reading.upper[~np.isnan(reading.upper)]
    if len(low) and len(high):
        said += f", limits {value_words(float(low[-1]), unit)} to {value_words(float(high[-1]), unit)}"
    return said


def _last(reading: Reading, unit: str) -> str:
    if reading.last_range:
        row, least, most = reading.last_range
        return f"{reading.axis.words(row)}: between {value_words(least, unit)} and {value_words(most, unit)}"
    if reading.last is None:
        return ""
    n = reading.n[reading.last]
    of = "" if np.isnan(n) else f" (n {value_words(float(n), NUMBER)})"
    value = value_words(float(reading.y[reading.last]), unit)
    if reading.axis.kind == "order":
        return f"Last value {value}{of}"
    when = f"{'in' if reading.axis.kind == 'months' else 'on'} {reading.axis.words(reading.last)}"
    return f"Last value {value}{of} {when}"
