"""Did a change work? Cases before it against cases after it."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.measures.catalogue import serving
from msp_qi.measures.compute import Measures
from msp_qi.measures.indicator import Direction, Indicator
from msp_qi.stats import ComparisonResult, compare_proportions


@dataclass(frozen=True)
class Change:
    """A change to practice.

    Parameters
    ----------
    service, title : str
        Where and what.
    date : Timestamp
        When it started.
    requirement : str
        The requirement it was meant to improve, e.g. ``"P1"``.
    """

    service: str
    title: str
    date: pd.Timestamp
    requirement: str


@dataclass(frozen=True)
class ChangeEffect:
    """One change, one indicator, before and after.

    Parameters
    ----------
    change : Change
        What changed.
    indicator : Indicator
        What it was meant to improve.
    comparison : ComparisonResult
        Months before the month of the change against that month and later.
    """

    change: Change
    indicator: Indicator
    comparison: ComparisonResult


_BETTER: dict[Direction, Literal["increase", "decrease", "neutral"]] = {
    "up": "increase",
    "down": "decrease",
    "none": "neutral",
}


def changes_of(data: AuditData, service: str) -> tuple[Change, ...]:
    """The changes recorded for a service, earliest first; none where the table is absent.

    Parameters
    ----------
    data : AuditData
        As loaded.
    service : str
        Which service.

    Returns
    -------
    tuple of Change
    """
    if "changes" not in data.tables:
        return ()
    rows = data.tables["changes"]
    complete = rows["change_date"].notna() & rows["requirement"].notna() & rows["title"].notna()
    here = rows[rows["service"].eq(service) & complete].sort_values("change_date")
    return tuple(
        Change(service, title, date, requirement)
        for title, date, requirement in zip(
            here["title"], here["change_date"], here["requirement"], strict=True
        )
    )


def effects(measures: Measures, change: Change) -> tuple[ChangeEffect, ...]:
    """Compare every indicator that serves the change's requirement, before and after.

    The month in which the change started counts as after: a change that takes time to work then looks smaller,
    never larger.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    change : Change
        What changed, where and when.

    Returns
    -------
    tuple of ChangeEffect
        Empty where no indicator serves the requirement yet, or where none of these is collected.
    """
    lacking = measures.lacking(change.service)
    return tuple(
        ChangeEffect(change, found, _compare(measures, change, found))
        for found in serving(change.requirement)
        if found.name not in lacking
    )


def _compare(measures: Measures, change: Change, indicator: Indicator) -> ComparisonResult:
    series = measures.series(change.service)
    series = series[series["indicator"] == indicator.name]
    after = series["period"] >= change.date.to_period("M").to_timestamp()
    sums = series.groupby(after)[["numerator", "denominator"]].sum().reindex([False, True], fill_value=0)
    counts = sums.to_numpy(dtype=int)
    return compare_proportions(
        int(counts[0, 0]),
        int(counts[0, 1]),
        int(counts[1, 0]),
        int(counts[1, 1]),
        direction=_BETTER[indicator.direction],
        question=f'Did "{indicator.title}" change after "{change.title}"?',
    )
