"""The register: every loop, where it stands, what comes next, and by how much that is overdue."""

import pandas as pd

from msp_qi.learning.loops.chain import Chain
from msp_qi.learning.loops.looks import by_key, why_not_verified
from msp_qi.learning.loops.steps import BRIEFED, FIRST_STEP, HOLDS, PLAN, STEPS, VERIFIED
from msp_qi.learning.themes import THEME_LABELS

REGISTER_COLUMNS = (
    "loop_id", "case_id", "theme", "owner_role", "concluded_on", "stands_at", "next_step", "due_by",
    "days_overdue", "reopened", "came_back", "to_note",
)  # fmt: skip
NOT_RECORDED = "not recorded"
ENDED = "Ended: nothing to change, with a reason"
REOPENED = "Re-opened"


def register_table(chain: Chain, came_back: pd.Series, as_of: pd.Timestamp) -> pd.DataFrame:
    """Every loop of a service: overdue verifications first, then re-opened loops, then what else is overdue.

    Parameters
    ----------
    chain : Chain
        The loops of one service.
    came_back : Series of int
        Index loop_id: concerns of its theme raised since it was verified.
    as_of : Timestamp
        The day of the report.

    Returns
    -------
    DataFrame
        ``REGISTER_COLUMNS``: due_by is the last day in time, days_overdue how many days ago that was (0 where it has
        not passed, or where no day is known), to_note what a reader must know, in words.
    """
    rows = chain.table[chain.table["has_loop"]].reset_index(drop=True)
    following = _next(rows, chain.collected)
    due = _due(rows, following)
    late = (as_of.normalize() - due).dt.days.fillna(0).clip(lower=0).astype("int64")
    back = by_key(rows["loop_id"], came_back).fillna(0).astype("int64")
    made = pd.DataFrame(
        {
            "loop_id": rows["loop_id"],
            "case_id": rows["case_id"],
            "theme": rows["theme"].map(THEME_LABELS),
            "owner_role": rows["owner_role"],
            "concluded_on": rows["concluded_on"],
            "stands_at": _stands_at(rows),
            "next_step": following.map({step.name: step.next_words for step in STEPS}).fillna(""),
            "due_by": due,
            "days_overdue": late,
            "reopened": rows["reopened"],
            "came_back": back,
            "to_note": _to_note(rows, chain, back),
        }
    )
    ordered = made.assign(group=_group(following, made)).sort_values(
        ["group", "days_overdue", "due_by", "loop_id"], ascending=[True, False, True, True], kind="stable"
    )
    return ordered[list(REGISTER_COLUMNS)].reset_index(drop=True)


def _next(rows: pd.DataFrame, collected: dict[str, bool]) -> pd.Series:
    """The first step not reached; a step that is not collected is passed over where a later one was reached."""
    found = pd.Series("", index=rows.index, dtype="str")
    for step in reversed(STEPS):
        passed = rows[step.name]
        if not collected[step.name]:
            later = [rows[each.name] for each in STEPS[STEPS.index(step) + 1 :]]
            passed = pd.concat(later, axis=1).any(axis=1) if later else passed
        found = found.mask(~passed, step.name)
    return found.mask(rows["ended"], "")


def _due(rows: pd.DataFrame, step: pd.Series) -> pd.Series:
    found: pd.Series = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[s]")
    for each in STEPS:
        found = found.mask(step.eq(each.name), rows[f"{each.name}_due"].astype("datetime64[s]"))
    return pd.Series(found.dt.normalize(), index=rows.index)


def _stands_at(rows: pd.DataFrame) -> pd.Series:
    found = pd.Series(FIRST_STEP, index=rows.index, dtype="str")
    for step in STEPS:
        found = found.mask(rows[step.name], step.title)
    return found.mask(rows["reopened"], REOPENED).mask(rows["ended"], ENDED)


def _group(following: pd.Series, made: pd.DataFrame) -> pd.Series:
    """0 overdue verification, 1 re-opened, 2 anything else overdue, 3 not yet due, 4 nothing to do."""
    verification, overdue = following.isin([VERIFIED, HOLDS]), made["days_overdue"] > 0
    found = pd.Series(3, index=made.index)
    found = found.mask(following.eq(""), 4).mask(overdue, 2).mask(made["reopened"], 1)
    return found.mask(verification & overdue, 0)


def _to_note(rows: pd.DataFrame, chain: Chain, back: pd.Series) -> pd.Series:
    why = by_key(rows["loop_id"], why_not_verified(chain.looks.table, rows)).fillna("")
    again = [
        f"Re-opened: found not embedded on {_day(day)}." if pd.notna(day) else ""
        for day in rows["not_embedded_on"]
    ]
    parts = [
        pd.Series(again, index=rows.index, dtype="str").where(rows["reopened"], ""),
        why.where(~rows[VERIFIED] & ~rows["reopened"], ""),
        _when("Lately found only partly embedded.", rows[VERIFIED] & ~rows[HOLDS] & _partly(rows, chain)),
        back.map(_came_back).astype("str").where(rows[VERIFIED] | rows["reopened"], ""),
        _when(
            "The change to the plan has no day.",
            rows["plan_change_text"].notna() & rows["plan_change_date"].isna(),
        ),
        _when(
            "No words say what changed.", rows["plan_change_date"].notna() & rows["plan_change_text"].isna()
        ),
        _when("Briefed, but the plan is not shown to have changed.", _out_of_order(rows, chain)),
        _when("The owner's role is not recorded.", rows["owner_role"].isna()),
        _when("The end of the concern is not recorded.", rows["concluded_on"].isna()),
    ]
    said = [" ".join(filter(None, words)) for words in zip(*parts, strict=True)]
    return pd.Series(said, index=rows.index, dtype="str")


def _partly(rows: pd.DataFrame, chain: Chain) -> "pd.Series[bool]":
    last = chain.looks.table.dropna(subset=["result"]).drop_duplicates("loop_id", keep="last")
    return by_key(rows["loop_id"], last.set_index("loop_id")["result"]).eq("partly")


def _out_of_order(rows: pd.DataFrame, chain: Chain) -> "pd.Series[bool]":
    return rows["told_on"].notna() & ~rows[BRIEFED] & ~rows[PLAN] & chain.collected[PLAN]


def _when(words: str, where: "pd.Series[bool]") -> pd.Series:
    return pd.Series("", index=where.index, dtype="str").mask(where, words)


def _came_back(concerns: int) -> str:
    if not concerns:
        return ""
    return f"Its theme came back: {concerns} concern{'s' if concerns > 1 else ''} since it was verified."


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B %Y}"


def in_words(register: pd.DataFrame) -> str:
    """How many loops are overdue, verification first.

    Parameters
    ----------
    register : DataFrame
        ``REGISTER_COLUMNS``.

    Returns
    -------
    str
    """
    late = register[register["days_overdue"] > 0]
    looks = late["next_step"].isin([step.next_words for step in STEPS if step.name in (VERIFIED, HOLDS)])
    again = int(register["reopened"].sum())
    loops = "loop" if len(register) == 1 else "loops"
    said = f"Of {len(register)} {loops}, {int(looks.sum())} wait for a look that is overdue"
    said += f", and {int((~looks).sum())} for a plan change or a briefing that is overdue."
    return said + (
        f" {again} {'is' if again == 1 else 'are'} re-opened: found not embedded after all." if again else ""
    )
