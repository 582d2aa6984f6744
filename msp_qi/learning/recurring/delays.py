"""Delays by stage: which stage is late most, how long each takes, and what is still open."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS
from msp_qi.learning.recurring.history import History
from msp_qi.learning.recurring.wording import between, counted, share
from msp_qi.measures.compute import Measures
from msp_qi.measures.views.concerns import STAGES, stages
from msp_qi.measures.working_days import bank_holidays
from msp_qi.stats.categories import leading_p
from msp_qi.stats.constants import LEVEL
from msp_qi.stats.time_to import kaplan_meier_median


@dataclass(frozen=True)
class Delays:
    """The stages that fell due in the last year.

    Parameters
    ----------
    table : DataFrame
        A row a stage, in order: stage, allowed (the timescale in words), due (how many fell due), late, still_open (of
        the late), median_days (working days from start to end, open ones counted as not ended yet; infinite where
        fewer than half have ended, NaN where there are none) and timed (how many the median is of).
    worst : str
        The stage that is late most; empty where none is late.
    clear : bool
        Whether it is truly ahead of the next.
    sentence : str
        Which stage is late most, how sure that is, what not to conclude.
    """

    table: pd.DataFrame
    worst: str
    clear: bool
    sentence: str


def delays_of(measures: Measures, history: History) -> Delays:
    """Count late stages and their working days.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    history : History
        The concerns of the same data.

    Returns
    -------
    Delays
    """
    if "concerns" not in measures.context.tables:
        return Delays(pd.DataFrame(), "", False, "No concern was recorded, so no stage was due.")
    rows = measures.context.rows("concerns", stages)
    due = rows["service"].eq(history.service) & rows["fell_due"] & history.in_last_year(rows["due_by"])
    here = rows[due].merge(_dated(measures), how="left", on=[*SOURCE_COLUMNS, "stage"])
    table = pd.DataFrame([_one(measures, stage, here[here["stage"] == stage]) for stage, *_ in STAGES])
    late = table[table["late"] > 0].sort_values("late", ascending=False, kind="stable")["stage"].tolist()
    others = [stage for stage in table["stage"] if stage not in late[:1]]
    second = (late[1:] or others)[0]
    clear = bool(late) and leading_p(*_only_one(here, late[0], second)) < LEVEL
    worst = late[0] if late else ""
    return Delays(table, worst, clear, _sentence(table, worst, second, clear, history.stretch))


def _dated(measures: Measures) -> pd.DataFrame:
    """From when to when each stage ran, for the rows that the view of stages has."""
    rows = measures.context.tables["concerns"]
    parts = [
        rows[list(SOURCE_COLUMNS)].assign(stage=stage, start=rows[start], end=rows[end])
        for stage, start, end, _ in STAGES
    ]
    return pd.concat(parts, ignore_index=True)


def _one(measures: Measures, stage: str, rows: pd.DataFrame) -> dict[str, object]:
    allowed = next(timescale for name, _, _, timescale in STAGES if name == stage)
    days, done = _working_days(rows, measures.context.as_of)
    return {
        "stage": stage,
        "allowed": measures.context.timescales[allowed].words,
        "due": len(rows),
        "late": int(rows["late"].sum()),
        "still_open": int((rows["late"] & ~rows["done"]).sum()),
        "median_days": kaplan_meier_median(days, done)[0] if len(days) else np.nan,
        "timed": len(days),
    }


def _working_days(rows: pd.DataFrame, as_of: pd.Timestamp) -> tuple[np.ndarray, np.ndarray]:
    """Working days of each stage so far, and 1 where it has ended; dates in the wrong order are left out."""
    ended = rows["end"].notna() & (rows["end"] <= as_of)
    until = rows["end"].where(ended, as_of)
    in_order = (rows["start"].dt.normalize() <= until.dt.normalize()) & rows["start"].notna()
    days = working_days(rows.loc[in_order, "start"], until[in_order])
    return days, ended[in_order].to_numpy(dtype=float)


def working_days(start: pd.Series, end: pd.Series) -> np.ndarray:
    """Working days from one day to another, counted as the timescales are.

    A stage is in time exactly when this is at most what its timescale allows.

    Parameters
    ----------
    start, end : Series of datetime64
        None missing; start not after end.

    Returns
    -------
    array of float

    Examples
    --------
    >>> days = lambda *texts: pd.Series(pd.to_datetime(list(texts)))
    >>> working_days(days("2026-04-02", "2026-04-04"), days("2026-04-07", "2026-04-04"))  # over Easter
    array([1., 0.])
    """
    began, last = (dates.to_numpy().astype("datetime64[D]") for dates in (start, end))
    # A clock that starts at a weekend starts with the working day before it, as the timescales have it.
    first = np.busday_offset(began, 0, roll="backward", holidays=bank_holidays())
    days = np.busday_count(first, last, holidays=bank_holidays()).astype(float)
    return np.where(began == last, 0.0, days)


def _sentence(table: pd.DataFrame, worst: str, second: str, clear: bool, stretch: str) -> str:
    due, late = int(table["due"].sum()), int(table["late"].sum())
    if not due:
        return f"No stage fell due in {stretch}, so nothing can be said about delays."
    if not late:
        return (
            f"No stage was late in {stretch}: 0 of {due}; the true share may lie anywhere from {between(0, due)}. "
            "Being in time does not show that it was done well."
        )
    counts = {str(row["stage"]): (int(row["late"]), int(row["due"])) for row in table.to_dict("records")}
    if late == counts[worst][0]:
        what = f"In {stretch}, of {counted(due, 'stage')} only the {worst} was late: {share(*counts[worst])}."
        sure = (
            "No other stage was late" if clear else "So few can be chance: another stage may be late as often"
        )
    else:
        most = share(*counts[worst])
        what = f"In {stretch}, {share(late, due, 'stage')} were late. The {worst} was late most: {most}."
        other = f"the {second}, with {counts[second][0]} of {counts[second][1]}"
        sure = (
            f"That is clearly more than {other}" if clear else f"It may be chance that it is ahead of {other}"
        )
    return (
        f"{what} {sure}.{_still_open(int(table['still_open'].sum()))} A missing date counts as late, so ask first "
        "whether the date is missing or the step."
    )


def _still_open(late: int) -> str:
    return f" Of the late, {late} {'is' if late == 1 else 'are'} still open." if late else ""


def _only_one(rows: pd.DataFrame, first: str, second: str) -> tuple[int, int]:
    """Concerns late in the first stage and not in the second, and the other way round (McNemar's exact test)."""
    cases = [set(rows.loc[rows["stage"].eq(stage) & rows["late"], "case_id"]) for stage in (first, second)]
    return len(cases[0] - cases[1]), len(cases[1] - cases[0])
