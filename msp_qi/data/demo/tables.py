"""Every synthetic table of a stretch of months, from one seed."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from msp_qi.data.demo import cases, living, plans, team
from msp_qi.data.demo.dice import Dice, Row
from msp_qi.data.demo.planted import LAST_MONTH, MONTHS, PLANTED, PlantedService
from msp_qi.data.demo.words import PARTS, Wording
from msp_qi.data.sampling.draw import Plan, draw_core
from msp_qi.data.sampling.sample import SEED, SIZE
from msp_qi.schema.fields import TABLES

Rows = Iterator[tuple[str, Row]]


def demo_months(months: int = MONTHS) -> pd.DatetimeIndex:
    """The first days of the months; a longer stretch ends in the same month."""
    last = pd.Period(LAST_MONTH, freq="M")
    return pd.period_range(end=last, periods=months, freq="M").to_timestamp()


def demo_tables(
    seed: int = 2026, services: tuple[PlantedService, ...] = PLANTED, months: int = MONTHS
) -> dict[str, pd.DataFrame]:
    """Make the synthetic tables.

    Parameters
    ----------
    seed : int
        The same seed makes the same tables, and each service the same rows whatever other services there are.
    services : tuple of PlantedService
        What to make, from ``plant``.
    months : int
        How many months of data.

    Returns
    -------
    dict of str to DataFrame
        Every table of the schema, with the columns of the schema.

    Examples
    --------
    >>> tables = demo_tables(months=2)
    >>> len(tables["case_audits"]) > 0
    True
    """
    collected: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for number, service in enumerate(services, start=1):
        rows = list(_service_rows(seed, service, number, demo_months(months)))
        turn = demo_months(months)[min(service.turns_at, months - 1)]
        for table, row in living.with_their_cases(rows, number, turn):
            collected[table].append(row)
    return {table.name: _frame(table.name, collected[table.name]) for table in TABLES}


def _frame(name: str, rows: list[Row]) -> pd.DataFrame:
    table = next(table for table in TABLES if table.name == name)
    return pd.DataFrame(rows, columns=[field.name for field in table.fields])


def _service_rows(seed: int, service: PlantedService, number: int, months: pd.DatetimeIndex) -> Rows:
    last_day = months[-1] + pd.offsets.MonthEnd(0)
    dice = Dice(np.random.default_rng([seed, number]), last_day, Wording(PARTS + 31 * seed + 7 * number))
    reported = months[: service.stops_at]
    raised: dict[str, Row] = {}
    for position, month in enumerate(reported):
        chance = service.chance(position)
        for count in range(_concerns(dice, service)):
            case = cases.concern(dice, service, number, month, count, chance)
            raised[str(case["case_id"])] = case
            yield "concerns", case
            yield from _beside(dice, case, chance, service.truth == "drifts" and position >= service.turns_at)
        yield from _audits(dice, raised, month, service, chance)
        yield from living.living_rows(dice, service, number, position, month)
        yield from team.month_rows(dice, service.name, number, month, chance)
    if service.change:
        yield "changes", _change(service, months)


def _concerns(dice: Dice, service: PlantedService) -> int:
    """About as many every month: one more or less in a busy service, none or one in a tiny one."""
    whole = int(service.concerns)
    return whole + dice.between(-1, 1) if whole else int(dice.happens(service.concerns))


def _audits(
    dice: Dice, raised: Mapping[str, Row], month: pd.Timestamp, service: PlantedService, chance: float
) -> Rows:
    """The month's random core, drawn as `msp-qi sample` draws it, with its second ratings."""
    open_cases = {case: "" for case, row in raised.items() if _current(row, month)}
    plan = Plan(f"{month:%Y-%m}", SIZE, SEED)
    core, rate_twice, _ = draw_core(plan, service.name, open_cases, (), ())
    for case in core:
        audit = cases.audit(dice, raised[case], month, service, chance)
        yield "case_audits", audit
        if case in rate_twice and "audit_date" in audit:
            yield from (("second_ratings", row) for row in cases.second_ratings(dice, audit))


def _current(case: Row, month: pd.Timestamp) -> bool:
    concluded = case["date_concluded"]
    return concluded is None or pd.Timestamp(str(concluded)) >= month


def _beside(dice: Dice, case: Row, chance: float, drifting: bool) -> Rows:
    """Everything that is recorded beside one concern."""
    yield from plans.plan_rows(dice, case, chance, drifting)
    yield from team.sharing_rows(dice, case, chance)
    yield from team.loop_rows(dice, case, chance)
    answered = team.feedback_row(dice, case, chance)
    if answered is not None:
        yield "feedback", answered


def _change(service: PlantedService, months: pd.DatetimeIndex) -> Row:
    started = months[min(service.turns_at, len(months) - 1)]
    return {
        "service": service.name,
        "change_date": started,
        "title": service.change,
        "requirement": "P1",
        "balancing_requirement": "P4",
    }
