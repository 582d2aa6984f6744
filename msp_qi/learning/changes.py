"""Did a change work? Cases before it against cases after it, and what must not get worse beside it."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.measures.catalogue import named, serving
from msp_qi.measures.compute import Measures
from msp_qi.measures.indicator import Direction, Indicator
from msp_qi.stats import (
    ComparisonResult,
    adjust_for_many,
    compare_proportions,
    compare_rates,
    interrupted_series,
)

Role = Literal["meant to improve", "must not get worse"]
WANTED: Role = "meant to improve"
BALANCING: Role = "must not get worse"


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
    balancing : str
        The requirement that must not get worse; empty where none is recorded.
    """

    service: str
    title: str
    date: pd.Timestamp
    requirement: str
    balancing: str = ""


@dataclass(frozen=True)
class ChangeEffect:
    """One change, one indicator, before and after.

    Parameters
    ----------
    change : Change
        What changed.
    indicator : Indicator
        What is compared.
    comparison : ComparisonResult
        Months before the month of the change against that month and later; of what is counted month after month, the
        last counted month of each, because adding months up would count the same thing many times.
    interrupted : ComparisonResult
        The same as an interrupted series: level and slope; refused in words where there are too few points.
    role : str
        ``WANTED`` or ``BALANCING``.
    """

    change: Change
    indicator: Indicator
    comparison: ComparisonResult
    interrupted: ComparisonResult
    role: Role


Better = Literal["increase", "decrease", "neutral"]
_BETTER: dict[Direction, Better] = {"up": "increase", "down": "decrease", "none": "neutral"}


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
        Change(service, title, date, requirement, balancing)
        for title, date, requirement, balancing in zip(
            here["title"],
            here["change_date"],
            here["requirement"],
            here["balancing_requirement"].fillna(""),
            strict=True,
        )
    )


def effects(measures: Measures, change: Change) -> tuple[ChangeEffect, ...]:
    """Compare every indicator of the change's requirement, and what must not get worse, before and after.

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
        What was meant to improve first. Empty where nothing counts the requirement here: no indicator, not
        collected, or only each person apart.
    """
    wanted = _comparable(measures, change, serving(change.requirement))
    beside = serving(change.balancing) if change.balancing else _read_beside(wanted)
    balancing = tuple(found for found in _comparable(measures, change, beside) if found not in wanted)
    return tuple(
        _effect(measures, change, found, role)
        for role, group in ((WANTED, wanted), (BALANCING, balancing))
        for found in group
    )


def together(found: tuple[ChangeEffect, ...]) -> ComparisonResult | None:
    """All comparisons of one change, allowing for how many they are.

    Parameters
    ----------
    found : tuple of ChangeEffect
        Of one change.

    Returns
    -------
    ComparisonResult or None
        From ``adjust_for_many``, names being those of the indicators; None where there is nothing to compare.
    """
    if not found:
        return None
    return adjust_for_many({effect.indicator.name: effect.comparison for effect in found})


def _comparable(
    measures: Measures, change: Change, indicators: tuple[Indicator, ...]
) -> tuple[Indicator, ...]:
    lacking = measures.lacking(change.service)
    return tuple(
        found
        for found in indicators
        if found.name not in lacking and not found.apart and found.kind in ("proportion", "rate")
    )


def _read_beside(wanted: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    return tuple(
        named(name) for name in dict.fromkeys(found.balancing for found in wanted if found.balancing)
    )


def _effect(measures: Measures, change: Change, found: Indicator, role: Role) -> ChangeEffect:
    series = measures.series(change.service)
    series = series[series["indicator"] == found.name]
    start = change.date.to_period("M").to_timestamp()
    interrupted = interrupted_series(
        series["value"],
        series["period"],
        change=start,
        direction=_BETTER[found.direction],
        question=f'Did the level or the slope of "{found.title}" change?',
    )
    return ChangeEffect(change, found, _compare(series, start, change, found), interrupted, role)


def _compare(series: pd.DataFrame, start: pd.Timestamp, change: Change, found: Indicator) -> ComparisonResult:
    after = series["period"] >= start
    if found.lasting > 1:
        counted = series["denominator"] > 0
        series = series[counted].groupby(after[counted]).tail(1)
    sums = series.groupby(after)[["numerator", "denominator"]].sum().reindex([False, True], fill_value=0)
    (k_1, n_1), (k_2, n_2) = sums.to_numpy(dtype=int).tolist()
    better = _BETTER[found.direction]
    question = f'Did "{found.title}" change after "{change.title}"?'
    if found.kind == "rate" and min(n_1, n_2) > 0:
        exposures = (n_1 / found.per, n_2 / found.per)
        return compare_rates(k_1, exposures[0], k_2, exposures[1], direction=better, question=question)
    # A side without any exposure has no rate; the refusal of a comparison without cases says so.
    k_1, k_2 = (0, 0) if found.kind == "rate" else (k_1, k_2)
    return compare_proportions(k_1, n_1, k_2, n_2, direction=better, question=question)
