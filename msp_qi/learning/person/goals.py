"""The goal ladder: the graded steps towards something the person wants to do, which were planned and which reached."""

from dataclasses import dataclass, field

import pandas as pd

from msp_qi.learning.person.records import PersonRecords

REACHED, LATE, OVERDUE, AHEAD, NO_DAY = (
    "reached",
    "reached later than planned",
    "due and not reached",
    "not due yet",
    "no day planned",
)
IS_REACHED = (REACHED, LATE)
CAUTION = (
    "A step that takes longer is not a failure of the person: ask whether the step, the support or the day "
    "was wrong."
)


@dataclass(frozen=True)
class Ladder:
    """One goal of one person.

    Parameters
    ----------
    case : str
        The case it belongs to.
    goal : str
        The goal in the person's words; where no step is described apart from it, the one of the last step.
    table : DataFrame
        A row a step, the first first: step_no, step, planned_date, achieved_date, status, days_late (reached or
        still open; missing where nothing was due), owner_role, review_trigger.
    reached, due : int
        Of the steps due by the day of the report, how many are reached.
    sentence : str
        How far, which step is next.
    """

    case: str
    goal: str
    table: pd.DataFrame = field(repr=False)
    reached: int
    due: int
    sentence: str


def ladders_of(records: PersonRecords) -> tuple[Ladder, ...]:
    """Every goal of a person, the one planned last first.

    Parameters
    ----------
    records : PersonRecords
        One person's rows.

    Returns
    -------
    tuple of Ladder
        One ladder for each goal. Where a case describes no step apart from the goal, the goals may be the steps: they
        are one ladder, unless a step number comes twice.
    """
    rows = records.rows("risk_enablement")
    if rows is None or rows.empty:
        return ()
    found = []
    for case, steps in rows.groupby("case_id"):
        several = steps["step_text"].notna().any() or steps["step_no"].dropna().duplicated().any()
        parts = [part for _, part in steps.groupby("goal_text", dropna=False)] if several else [steps]
        found += [_ladder(records, str(case), part) for part in parts]
    return tuple(sorted(found, key=_latest, reverse=True))


def _latest(ladder: Ladder) -> tuple[pd.Timestamp, str]:
    last = ladder.table["planned_date"].max()
    return (pd.Timestamp(0) if pd.isna(last) else pd.Timestamp(last)), ladder.case


def _ladder(records: PersonRecords, case: str, steps: pd.DataFrame) -> Ladder:
    ordered = steps.sort_values(["step_no", "planned_date"], na_position="last").reset_index(drop=True)
    achieved = records.done(ordered["achieved_date"])
    planned = ordered["planned_date"]
    due = planned <= records.as_of
    end = achieved.fillna(records.as_of.normalize())
    table = pd.DataFrame(
        {
            "step_no": ordered["step_no"],
            "step": ordered["step_text"].fillna(ordered["goal_text"]),
            "planned_date": planned,
            "achieved_date": achieved,
            "status": _status(planned, achieved, due),
            "days_late": (end - planned).dt.days.where((due | achieved.notna()) & (end > planned)),
            "owner_role": ordered["owner_role"],
            "review_trigger": ordered["review_trigger"],
        }
    )
    names = ordered["goal_text"].dropna()
    reached = int((due & achieved.notna()).sum())
    return Ladder(
        case, str(names.iloc[-1]) if len(names) else "", table, reached, int(due.sum()), _sentence(table, due)
    )


def _status(planned: pd.Series, achieved: pd.Series, due: "pd.Series[bool]") -> pd.Series:
    status = pd.Series(AHEAD, index=planned.index).mask(due, OVERDUE).mask(planned.isna(), NO_DAY)
    status = status.mask(achieved.notna(), REACHED)
    return status.mask(achieved > planned, LATE)


def _sentence(table: pd.DataFrame, due: "pd.Series[bool]") -> str:
    reached = table["status"].isin(IS_REACHED)
    if not due.any():
        said = f"None of {_steps(len(table))} is due yet."
    else:
        done, are = int((reached & due).sum()), "is" if due.sum() == 1 else "are"
        said = f"{done} of {_steps(int(due.sum()))} due {are} reached."
    early = int((reached & ~due).sum())
    if early:
        said += f" {_steps(early)} more {'is' if early == 1 else 'are'} reached without having been due."
    return f"{said} {_next(table[~reached])}"


def _next(left: pd.DataFrame) -> str:
    if left.empty:
        return "The whole ladder is climbed: ask the person what they want next."
    first = left.iloc[0]
    step = "the next step" if pd.isna(first["step_no"]) else f"step {int(first['step_no'])}"
    if first["status"] == OVERDUE:
        days = int(first["days_late"]) if pd.notna(first["days_late"]) else 0
        return f"Next is {step}, {days} {'day' if days == 1 else 'days'} past the day planned."
    return f"Next is {step}: {first['status']}."


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"
