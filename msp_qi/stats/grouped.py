"""Sums, means, medians and runs over many segments of one long array at once, without a loop."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from msp_qi.stats.arguments import Floats
from msp_qi.stats.constants import TOLERANCE

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Summing n values loses a few units of 2e-16 of the largest; a line may be off by that much.
SUMMING_NOISE = 1e-14


@dataclass(frozen=True)
class Runs:
    """Stretches of equal values: one entry a run, in row order.

    Parameters
    ----------
    of_row : array of int
        The run that each row belongs to.
    length, segment, value : array
        Rows in the run, the segment it lies in, and the value that repeats.
    """

    of_row: Ints
    length: Ints
    segment: Ints
    value: Floats


def sums(values: Floats, segment: Ints, count: int) -> Floats:
    """Sum of the present values in each segment; 0 where there is none."""
    return np.bincount(segment, weights=np.nan_to_num(values), minlength=count).astype(float)


def counts(mask: Bools, segment: Ints, count: int) -> Ints:
    """How many rows of the mask lie in each segment."""
    return np.bincount(segment[mask], minlength=count)


def means(values: Floats, segment: Ints, count: int) -> Floats:
    """Mean of the present values in each segment; NaN where there is none."""
    present = ~np.isnan(values)
    return divide(sums(values, segment, count), counts(present, segment, count).astype(float))


def medians(values: Floats, segment: Ints, count: int) -> Floats:
    """Median of the present values in each segment; NaN where there is none."""
    present = ~np.isnan(values)
    kept, where = values[present], segment[present]
    kept = kept[np.lexsort((kept, where))]
    size = np.bincount(where, minlength=count)
    first = np.cumsum(size) - size
    middle = np.full(count, np.nan)
    some = size > 0
    low = kept[(first + (size - 1) // 2)[some]]
    high = kept[(first + size // 2)[some]]
    middle[some] = low + (high - low) / 2
    return middle


def divide(top: Floats, bottom: Floats) -> Floats:
    """``top / bottom``, NaN where the bottom is zero or missing."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where((bottom == 0) | np.isnan(bottom), np.nan, top / bottom)


def steps(values: Floats, segment: Ints) -> Floats:
    """Each value less the one before it in the same segment; NaN for the first and beside a gap."""
    change = np.full(len(values), np.nan)
    if len(values) > 1:
        change[1:] = np.where(segment[1:] == segment[:-1], values[1:] - values[:-1], np.nan)
    return change


def side(values: Floats, line: Floats, segment: Ints, count: int) -> Floats:
    """-1 below the line, 0 on it, 1 above it, NaN where there is no point or no line.

    On the line is judged with a relative tolerance: the floating mean of 24 values of 0.1 is not 0.1.
    """
    size = np.fmax(np.abs(values), np.abs(line))
    largest = np.zeros(count)
    np.fmax.at(largest, segment, np.abs(values))
    near = np.maximum(TOLERANCE * size, SUMMING_NOISE * largest[segment])
    distance = values - line
    with np.errstate(invalid="ignore"):
        return np.where(np.abs(distance) <= near, 0.0, np.sign(distance))


def runs(values: Floats, segment: Ints) -> Runs:
    """Stretches of equal neighbouring values within a segment; a missing value stands alone."""
    size = len(values)
    starts = np.ones(size, dtype=bool)
    starts[1:] = (values[1:] != values[:-1]) | (segment[1:] != segment[:-1])
    first = np.flatnonzero(starts)
    of_row = np.cumsum(starts) - 1
    length = np.diff(np.append(first, size))
    return Runs(of_row.astype(np.int64), length.astype(np.int64), segment[first], values[first])


def longest(found: Runs, count: int) -> Ints:
    """Length of the longest run in each segment; 0 where there is none."""
    best = np.zeros(count, dtype=np.int64)
    np.maximum.at(best, found.segment, found.length)
    return best
