"""Periods of published tables, so that overlapping ones are noticed."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from msp_qi.errors import UserError

FORMS = "2026-04 (a month), 2026Q2 (a quarter of the calendar), 2026 (a year) or 2026-04-01/2026-09-30 (two dates)"


@dataclass(frozen=True)
class Span:
    """First and last day of a period."""

    first: date
    last: date

    def overlaps(self, other: "Span") -> bool:
        """Whether a day lies in both."""
        return self.first <= other.last and other.first <= self.last


def span(period: str) -> Span:
    """The days of a period.

    Raises
    ------
    UserError
        Where it is none of the forms.

    Examples
    --------
    >>> span("2026Q2").overlaps(span("2026-06")), span("2026-04-01/2026-06-30") == span("2026Q2")
    (True, True)
    """
    ends = period.split("/")
    try:
        if len(ends) == 2:
            found = Span(date.fromisoformat(ends[0]), date.fromisoformat(ends[1]))
        else:
            whole = pd.Period(period)
            found = Span(whole.start_time.date(), whole.end_time.date())
    except (ValueError, AttributeError) as wrong:
        raise UserError(f"The period {period!r} cannot be read; write it as {FORMS}.") from wrong
    if found.first > found.last:
        raise UserError(f"The period {period!r} ends before it begins; put the earlier date first.")
    return found
