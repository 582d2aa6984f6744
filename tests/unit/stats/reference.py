"""Slow, plain references, written from the published definitions with loops and no array operations."""

import math
import statistics


def useful_sides(values, line):
    """-1 or 1 for each point that is present and off the line."""
    return [
        (1 if value > line else -1)
        for value in values
        if value is not None and not math.isclose(value, line, rel_tol=1e-12, abs_tol=1e-13)
    ]


def runs_of(sides):
    """Lengths of runs of like sides."""
    lengths = []
    for place, side in enumerate(sides):
        if place and side == sides[place - 1]:
            lengths[-1] += 1
        else:
            lengths.append(1)
    return lengths


def present(values):
    return [value for value in values if value is not None]


def anhoej(values, line):
    """n_useful, longest run and crossings of one segment, excluded points already taken out."""
    sides = useful_sides(values, line)
    lengths = runs_of(sides)
    return len(sides), max(lengths, default=None), len(lengths) - 1 if lengths else None


def cut(values, ends):
    """Split a series after each 1-based end."""
    pieces, start = [], 0
    for end in sorted({*ends, len(values)}):
        pieces.append(values[start:end])
        start = end
    return [piece for piece in pieces if piece]


def mean_moving_range(values, screen=True):
    """Neighbours only, none across a gap, screened once."""
    ranges = [
        abs(values[i] - values[i - 1])
        for i in range(1, len(values))
        if values[i] is not None and values[i - 1] is not None
    ]
    if not ranges:
        return None
    average = statistics.fmean(ranges)
    if not screen:
        return average
    kept = [found for found in ranges if found < 3.267 * average]
    return statistics.fmean(kept) if kept else None


def mdc_marks(values, mean, lower, upper):
    """The rule that marks each point by precedence, and the way it points; a missing point has None."""

    def side(value):
        if value is None or math.isclose(value, mean, rel_tol=1e-12, abs_tol=1e-13):
            return 0
        return 1 if value > mean else -1

    n = len(values)
    sides = [side(value) for value in values]
    outside = [
        value is not None and lower is not None and (value > upper or value < lower) for value in values
    ]
    near = [
        value is not None
        and lower is not None
        and not outside[i]
        and (value > mean + (upper - mean) * 2 / 3 or value < mean - (mean - lower) * 2 / 3)
        for i, value in enumerate(values)
    ]
    run = [False] * n
    trend = [0] * n
    two = [False] * n
    for start in range(n - 6):
        window = range(start, start + 7)
        if sides[start] != 0 and len({sides[i] for i in window}) == 1:
            for i in window:
                run[i] = True
        if all(values[i] is not None for i in window):
            steps = [values[i + 1] - values[i] for i in list(window)[:-1]]
            for way in (1, -1):
                if all(step * way > 0 for step in steps):
                    for i in window:
                        trend[i] = way
    for start in range(n - 2):
        window = range(start, start + 3)
        if abs(sum(sides[i] for i in window)) == 3 and sum(near[i] for i in window) >= 2:
            for i in window:
                two[i] = two[i] or near[i]
    found = []
    for i in range(n):
        if values[i] is None:
            found.append((None, 0))
        elif outside[i]:
            found.append(("outside", sides[i]))
        elif trend[i]:
            found.append(("trend_of_seven", trend[i]))
        elif two[i]:
            found.append(("two_of_three", sides[i]))
        elif run[i]:
            found.append(("run_of_seven", sides[i]))
        else:
            found.append((None, 0))
    return found
