"""A plotted series ready to be judged: values, the side of the line each lies on, and limits."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from msp_qi.stats import grouped
from msp_qi.stats.arguments import Floats
from msp_qi.stats.grouped import Bools, Ints, Runs


@dataclass(frozen=True)
class Judged:
    """One or many series in long form; a signal rule reads this and nothing else.

    Parameters
    ----------
    values : array
        NaN where there is no point or where it is excluded.
    line, lower, upper : array
        Centre line and limits at each row; NaN where there is none.
    segment : array of int
        Group and part of each row, counted from 0.
    count : int
        Number of segments.
    """

    values: Floats
    line: Floats
    lower: Floats
    upper: Floats
    segment: Ints
    count: int

    @cached_property
    def side(self) -> Floats:
        """-1, 0 or 1: below, on or above the line; NaN where there is no point."""
        return grouped.side(self.values, self.line, self.segment, self.count)

    @cached_property
    def useful(self) -> Bools:
        """Present, not excluded and not on the line."""
        return np.asarray(np.abs(self.side) == 1)

    @cached_property
    def n_useful(self) -> Ints:
        """Useful points in each segment."""
        return grouped.counts(self.useful, self.segment, self.count)

    @cached_property
    def useful_runs(self) -> Runs:
        """Runs on one side, over the useful points only."""
        return grouped.runs(self.side[self.useful], self.segment[self.useful])

    @cached_property
    def run_length(self) -> Ints:
        """Length of the run that each point is in; 0 for a point that is not useful."""
        length = np.zeros(len(self.values), dtype=np.int64)
        length[self.useful] = self.useful_runs.length[self.useful_runs.of_row]
        return length

    @cached_property
    def longest_run(self) -> Floats:
        """Longest run of each segment; NaN where no point is useful."""
        found = grouped.longest(self.useful_runs, self.count).astype(float)
        return np.where(self.n_useful == 0, np.nan, found)

    @cached_property
    def crossings(self) -> Floats:
        """How often the useful points cross the line; NaN where no point is useful."""
        number = np.bincount(self.useful_runs.segment, minlength=self.count).astype(float)
        return np.where(self.n_useful == 0, np.nan, number - 1)

    @cached_property
    def beyond(self) -> Bools:
        """Outside a limit; a point on the limit is inside."""
        above = grouped.side(self.values, self.upper, self.segment, self.count) == 1
        below = grouped.side(self.values, self.lower, self.segment, self.count) == -1
        return np.asarray(above | below)
