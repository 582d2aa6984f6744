"""Whom briefings reached, and who could say afterwards what changed."""

from dataclasses import dataclass, field

import pandas as pd

from msp_qi.learning.loops.chain import loop_briefings
from msp_qi.measures.compute import Measures
from msp_qi.stats import wilson_interval
from msp_qi.stats.comparison import per_cent

REACH_COLUMNS = ("brief_id", "loop_id", "issued_on", "channel", "staff_due", "staff_reached", "check_passed")


@dataclass(frozen=True)
class Reach:
    """The briefings of one service up to the day of the report.

    Parameters
    ----------
    table : DataFrame
        ``REACH_COLUMNS``, earliest first; staff_reached and check_passed never above what they are out of.
    due, reached : int
        Staff, over the briefings that say how many were due; a blank number reached counts as none.
    asked, could_say : int
        Staff reached by the briefings that say how many could say it afterwards, and how many could.
    sentence : str
        The same in words.
    """

    table: pd.DataFrame = field(repr=False)
    due: int
    reached: int
    asked: int
    could_say: int
    sentence: str


def reach(measures: Measures, service: str) -> Reach:
    """Add up the briefings of a service.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    service : str
        Which service.

    Returns
    -------
    Reach
    """
    rows = loop_briefings(measures, service).reindex(columns=list(REACH_COLUMNS))
    rows = rows[rows["issued_on"] <= measures.context.as_of].reset_index(drop=True)
    due, given = rows["staff_due"].astype("Int64"), rows["staff_reached"].astype("Int64")
    over = int((given > due).fillna(False).sum())
    got = given.where(~(given > due).fillna(False), due)
    passed = rows["check_passed"].astype("Int64")
    passed = passed.where(~(passed > got.fillna(0)).fillna(False), got.fillna(0))
    table = rows.assign(staff_due=due, staff_reached=got, check_passed=passed)
    counted = due.notna()
    checked = passed.notna() & got.notna()
    sums = (
        int(due[counted].sum()),
        int(got[counted].fillna(0).sum()),
        int(got[checked].sum()),
        int(passed[checked].sum()),
    )
    return Reach(table, *sums, _words(len(rows), int(checked.sum()), over, *sums))


def _words(briefings: int, checks: int, over: int, due: int, reached: int, asked: int, could_say: int) -> str:
    if not briefings:
        return "No briefing is recorded."
    said = f"{briefings} briefing{'s' if briefings > 1 else ''}: "
    said += (
        f"{_share(reached, due)} staff who were due were reached."
        if due
        else "none says how many staff were due."
    )
    if asked:
        said += f" {_share(could_say, asked)} who were reached could say afterwards what changed"
        said += "." if checks == briefings else f" ({checks} of the briefings say so)."
    else:
        said += " No briefing says how many staff could say afterwards what changed."
    if due:
        low, high = (float(bound) for bound in wilson_interval(reached, due))
        said += (
            f" With so many staff, the share reached is known to about {per_cent(low)} to {per_cent(high)}. "
            "Being told is not yet doing: only a look at practice shows that."
        )
    if over:
        say = "briefing says it" if over == 1 else "briefings say they"
        said += f" {over} {say} reached more than were due: counted as all who were due."
    return said


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({per_cent(part / whole)})"
