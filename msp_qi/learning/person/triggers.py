"""What the plan names as a reason to think again, and whether somebody did, in time."""

import pandas as pd

from msp_qi.learning.person.lists import Judged, filled, number, words_for
from msp_qi.learning.person.records import PersonRecords
from msp_qi.measures.working_days import deadline
from msp_qi.settings import Timescale, timescale

ALLOWED = timescale("trigger")
ADJUSTED = "plan adjusted in time"
KEPT = "left as it is in time, with the reason"
LATE = "decided, but too late"
NO_DAY = "reason written, but not the day: not shown in time"
STILL_TIME = "still within the time"
NOTHING = "nothing recorded"
IN_TIME = (ADJUSTED, KEPT)
CAUTION = (
    "Leaving the plan as it is can be right: what counts is that somebody decided, gave the reason and wrote down the "
    "day. More triggers can mean that people notice more."
)


def triggers_of(records: PersonRecords, allowed: Timescale = ALLOWED) -> Judged | None:
    """Judge each trigger: acted on in time, or not.

    Parameters
    ----------
    records : PersonRecords
        One person's rows.
    allowed : Timescale
        How long it may take.

    Returns
    -------
    Judged or None
        None where triggers are not collected. ``table``: trigger_date, trigger_type, plan_adjusted_on, days,
        no_change_reason, judgement, look. A trigger on which nothing is recorded counts as not acted on; one whose
        time has not run out is not due.
    """
    rows = records.rows("triggers")
    if rows is None:
        return None
    rows = rows.sort_values("trigger_date", ascending=False, kind="stable").reset_index(drop=True)
    decided = records.done(rows["plan_adjusted_on"])
    days = (decided - rows["trigger_date"]).dt.days
    last = deadline(rows["trigger_date"], allowed)
    reason, on_time = filled(rows["no_change_reason"]), (days >= 0) & (decided <= last)
    judgement = words_for(
        (on_time & reason, KEPT),
        (on_time, ADJUSTED),
        (decided.notna(), LATE),
        (last > records.as_of, STILL_TIME),
        (reason, NO_DAY),
        otherwise=NOTHING,
    )
    due = judgement.ne(STILL_TIME)
    table = rows[["trigger_date", "trigger_type", "no_change_reason"]].assign(
        plan_adjusted_on=decided,
        days=days.astype("Int64"),
        judgement=judgement,
        look=due & ~judgement.isin(IN_TIME),
    )
    met = int(judgement.isin(IN_TIME).sum())
    return Judged(
        table, met, int(due.sum()), _sentence(table, met, int(due.sum()), allowed.words), records.as_of
    )


def _sentence(table: pd.DataFrame, met: int, due: int, within: str) -> str:
    if table.empty:
        return "No trigger is recorded. Either none came up, or nobody wrote it down: ask."
    if not due:
        return f"{number(len(table), 'trigger')}, with time still running: {within} are allowed."
    said = f"{met} of {number(due, 'trigger')} {'was' if met == 1 else 'were'} acted on within {within}."
    late, silent = (
        int(table["judgement"].eq(LATE).sum()),
        int(table["judgement"].isin((NOTHING, NO_DAY)).sum()),
    )
    if late:
        said += f" {late} {'was' if late == 1 else 'were'} decided too late."
    if silent:
        said += f" For {silent} no day of a decision is recorded, which counts as not acted on."
    return said
