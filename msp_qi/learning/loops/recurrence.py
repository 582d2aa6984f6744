"""Themes beside their loops: does a theme come back, and has somebody verified an action on it?"""

import pandas as pd

from msp_qi.learning.loops.chain import Chain
from msp_qi.learning.loops.looks import another_role
from msp_qi.learning.loops.steps import VERIFIED
from msp_qi.learning.themes import THEME_LABELS
from msp_qi.measures.context import Context
from msp_qi.settings import LOOK_BACK_DAYS, RECURRING_CONCERNS

RECURRENCE_COLUMNS = (
    "theme", "label", "concerns", "recurring", "loops", "verified", "verified_since", "came_back", "before",
    "verified_action",
)  # fmt: skip
NOT_KNOWN = "not collected"


def came_back(chain: Chain, context: Context, service: str) -> pd.Series:
    """Concerns of a loop's theme that were raised after it was first verified.

    Parameters
    ----------
    chain : Chain
        The loops of one service.
    context : Context
        The tables as they are counted.
    service : str
        Which service.

    Returns
    -------
    Series of int
        Index loop_id, the verified loops only.
    """
    loops = chain.table[chain.table["has_loop"] & chain.table["first_verified_on"].notna()]
    raised = _raised(context, service)
    counts = [
        int((raised["theme"].eq(theme) & (raised["date_raised"] > seen) & raised["case_id"].ne(case)).sum())
        for theme, seen, case in zip(
            loops["theme"], loops["first_verified_on"], loops["case_id"], strict=True
        )
    ]
    return pd.Series(counts, index=loops["loop_id"], dtype="int64")


def _raised(context: Context, service: str) -> pd.DataFrame:
    if "concerns" not in context.tables:
        return pd.DataFrame({"theme": [], "date_raised": pd.to_datetime([]), "case_id": []})
    rows = context.tables["concerns"]
    here = rows["service"].eq(service) & (rows["date_raised"] <= context.as_of) & rows["theme"].notna()
    return rows.loc[here, ["theme", "date_raised", "case_id"]]


def recurrence_table(chain: Chain, context: Context, service: str) -> pd.DataFrame:
    """A row a theme that has a concern in the look-back or a loop.

    Parameters
    ----------
    chain : Chain
        The loops of one service.
    context : Context
        The tables as they are counted.
    service : str
        Which service.

    Returns
    -------
    DataFrame
        ``RECURRENCE_COLUMNS``, most concerns first: concerns in the last ``LOOK_BACK_DAYS`` days, recurring (at least
        ``RECURRING_CONCERNS``), its loops, verified (how many now are), verified_since (the day a loop of it was
        first verified), came_back (concerns raised after that day) and before (in as many days up to it; missing
        where the data do not reach back so far), verified_action ("yes", "no", ``NOT_KNOWN``, or empty where the
        theme does not recur).
    """
    raised, loops = _raised(context, service), chain.table[chain.table["has_loop"]]
    recent = raised[raised["date_raised"] > context.as_of - pd.Timedelta(days=LOOK_BACK_DAYS)]
    counts = recent["theme"].value_counts()
    names = list(dict.fromkeys([*counts.index, *sorted(loops["theme"].dropna().unique())]))
    acted = _acted(context, service)
    made = [
        _one(name, int(counts.get(name, 0)), raised[raised["theme"].eq(name)], loops[loops["theme"].eq(name)],
             (context.as_of.normalize(), raised["date_raised"].min()), acted)
        for name in names
    ]  # fmt: skip
    return pd.DataFrame(made, columns=list(RECURRENCE_COLUMNS)).astype({"before": "Int64"})


def _one(
    theme: str,
    recent: int,
    raised: pd.DataFrame,
    loops: pd.DataFrame,
    ends: tuple[pd.Timestamp, pd.Timestamp],
    acted: set[str] | None,
) -> tuple[object, ...]:
    since = loops["first_verified_on"].min()
    recurring = recent >= RECURRING_CONCERNS
    action = "" if not recurring else NOT_KNOWN if acted is None else "yes" if theme in acted else "no"
    back, before = (0, pd.NA) if pd.isna(since) else _around(raised["date_raised"], since, ends)
    verified = int(loops[VERIFIED].sum())
    label = THEME_LABELS.get(theme, theme)
    return theme, label, recent, recurring, len(loops), verified, since, back, before, action


def _around(
    dates: pd.Series, since: pd.Timestamp, ends: tuple[pd.Timestamp, pd.Timestamp]
) -> tuple[int, object]:
    """Concerns after a day, and in as many days up to it."""
    last, first = ends
    start = since - (last - since)
    back = int((dates > since).sum())
    return back, int(((dates > start) & (dates <= since)).sum()) if first <= start else pd.NA


def _acted(context: Context, service: str) -> set[str] | None:
    """Themes with an action that another role than its owner's verified in the look-back; None: no action recorded."""
    if "actions" not in context.tables:
        return None
    rows = context.tables["actions"]
    rows = rows[rows["service"].eq(service) & rows["theme"].notna()]
    if rows.empty:
        return None
    since = context.as_of - pd.Timedelta(days=LOOK_BACK_DAYS)
    recent = (rows["verified_on"] > since) & (rows["verified_on"] <= context.as_of)
    return set(rows.loc[recent & another_role(rows["verified_by_role"], rows["owner_role"]), "theme"])
