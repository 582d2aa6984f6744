"""How many loops reach each step: counted in order, and only where the time for the step is over."""

import pandas as pd

from msp_qi.learning.loops.chain import Chain
from msp_qi.learning.loops.steps import FIRST_STEP, PLAN, STEPS
from msp_qi.settings import MINIMUM_CASES
from msp_qi.stats import wilson_interval
from msp_qi.stats.comparison import per_cent

FUNNEL_COLUMNS = (
    "step", "title", "collected", "reached", "missed", "waiting", "ended",
    "due", "due_reached", "before", "before_reached",
)  # fmt: skip
NO_SCORE = "What nobody wrote down may still have been done: do not read this as a score of people."


def funnel_table(chain: Chain) -> pd.DataFrame:
    """Count the loops at each step.

    Parameters
    ----------
    chain : Chain
        The loops of one service.

    Returns
    -------
    DataFrame
        ``FUNNEL_COLUMNS``, a row a step, the end of the concern first. reached, missed (the time for it is over),
        waiting (not yet due) and ended (nothing was to change, so nothing to brief or verify) make up all loops. due
        are those whose time for the step is over, due_reached how many of these reached it; before are those of
        them that had reached the step before, before_reached how many of these went on. So a step that was reached
        early joins the share when its time is over, as one that was not does.
    """
    rows, all_of_them = chain.table, len(chain.table)
    first = ("concluded", FIRST_STEP, True, *(all_of_them, 0, 0, 0), *(all_of_them,) * 4)
    made: list[tuple[object, ...]] = [first]
    before = pd.Series(True, index=rows.index)
    for step in STEPS:
        ended = rows["ended"] if step.name != PLAN else pd.Series(False, index=rows.index)
        reached, over = rows[step.name], rows[f"{step.name}_over"] & ~ended
        missed, waiting = over & ~reached, ~over & ~reached & ~ended
        asked = over & before
        counts = (reached, missed, waiting, ended, over, over & reached, asked, asked & reached)
        made.append(
            (step.name, step.title, chain.collected[step.name], *(int(found.sum()) for found in counts))
        )
        before = reached if chain.collected[step.name] else before
    return pd.DataFrame(made, columns=list(FUNNEL_COLUMNS))


def funnel_title(table: pd.DataFrame) -> str:
    """What happened: how many loops came to the end, of those whose time is over."""
    last = table[table["collected"]].iloc[-1]
    if last["step"] == "concluded" or not last["due"]:
        return "No concern ended long enough ago to say how far its learning got"
    done, due = int(last["due_reached"]), int(last["due"])
    share = f" ({per_cent(done / due)})" if due >= MINIMUM_CASES else ""
    return f"{last['title']}: {done} of {due} concerns whose time is over{share}"


def funnel_sentence(table: pd.DataFrame) -> str:
    """Where most loops stop, how sure that is, and what not to conclude."""
    steps = table[table["collected"] & table["step"].ne("concluded")]
    last = steps.iloc[-1] if len(steps) else None
    if last is None or last["due"] < MINIMUM_CASES:
        due = 0 if last is None else int(last["due"])
        ended = "concern" if due == 1 else "concerns"
        return f"Only {due} {ended} ended long enough ago for the last step: too few for a share. {NO_SCORE}"
    lost = steps["before"] - steps["before_reached"]
    worst = steps.iloc[int(lost.to_numpy().argmax())]
    low, high = (float(bound) for bound in wilson_interval(int(last["due_reached"]), int(last["due"])))
    most = (
        f'Most stop before "{worst["title"]}": {int(lost.max())} of the {int(worst["before"])} that got so far '
        "and were due did not reach it."
        if lost.max()
        else "None whose time is over has stopped on the way."
    )
    return (
        f"{most} We can be 95 % sure that the share at the last step lies between {per_cent(low)} and "
        f"{per_cent(high)}, no closer. {NO_SCORE}"
    )
