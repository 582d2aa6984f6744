"""Learning loops with what was verified, deviations from consent, and themes that recur."""

import pandas as pd

from msp_qi.measures.context import Context, sources
from msp_qi.measures.working_days import deadline
from msp_qi.settings import LOOK_BACK_DAYS, RECURRING_CONCERNS

LOOP = ["service", "loop_id"]
LOOK_BACK = pd.Timedelta(days=LOOK_BACK_DAYS)
RECORDS_ALONE = "record_check"
EMBEDDED = "embedded"


def same_role(first: pd.Series, second: pd.Series) -> "pd.Series[bool]":
    """Whether two columns name the same role, whatever the capitals and spaces; false where one is empty."""
    one, other = (roles.fillna("").str.casefold().str.split().str.join(" ") for roles in (first, second))
    return one.eq(other) & one.ne("")


def verified_loops(context: Context) -> pd.DataFrame:
    """Learning loops with ``verify_by``, ``fell_due`` and ``verified``.

    The clock starts with the first briefing, else with the change of plan, else with the end of the concern. A loop
    is verified when somebody in another role than the owner found the change embedded, by more than records.
    """
    loops = context.tables["learning_loops"]
    start = _first_briefing(context, loops).fillna(loops["plan_change_date"]).fillna(loops["concluded_on"])
    last = deadline(start, context.timescales["verification"])
    return loops.assign(
        verify_by=last.dt.normalize(), fell_due=last <= context.as_of, verified=_verified(context, loops)
    )


def _first_briefing(context: Context, loops: pd.DataFrame) -> pd.Series:
    if "briefings" not in context.tables:
        return pd.Series(pd.NaT, index=loops.index, dtype="datetime64[s]")
    issued = context.tables["briefings"].dropna(subset=LOOP).groupby(LOOP)["issued_on"].min()
    return pd.Series(issued.reindex(pd.MultiIndex.from_frame(loops[LOOP])).to_numpy(), index=loops.index)


def _verified(context: Context, loops: pd.DataFrame) -> "pd.Series[bool]":
    looks = independent_looks(context)
    good = looks[looks["independent"] & looks["result"].eq(EMBEDDED)]
    found = pd.MultiIndex.from_frame(good[LOOP])
    return pd.Series(pd.MultiIndex.from_frame(loops[LOOP]).isin(found), index=loops.index)


def independent_looks(context: Context) -> pd.DataFrame:
    """Verifications with ``independent``: by a known role other than the owner's, and by more than records."""
    looks = context.tables["verifications"]
    owners = context.tables["learning_loops"].dropna(subset=LOOP).drop_duplicates(LOOP)
    owner = looks[LOOP].merge(owners[[*LOOP, "owner_role"]], how="left", on=LOOP)["owner_role"]
    owner = pd.Series(owner.to_numpy(), index=looks.index, dtype="str")
    somebody_else = looks["verifier_role"].notna() & owner.notna() & ~same_role(looks["verifier_role"], owner)
    happened = looks["verified_on"] <= context.as_of
    return looks.assign(independent=somebody_else & looks["method"].ne(RECORDS_ALONE) & happened)


def deviations(context: Context) -> pd.DataFrame:
    """Shares with ``deviated`` (not shown to be within what was agreed), ``fell_due`` and ``closed``.

    A deviation is closed when a manager reviewed it and a briefing was issued, both in time.
    """
    rows = context.tables["information_shares"]
    last = deadline(rows["shared_on"], context.timescales["deviation"])
    inside = rows["within_boundary"].eq("yes") & rows["basis"].ne("override")
    closed = (rows["review_on"] <= last) & (rows["brief_issued_on"] <= last)
    return rows.assign(deviated=~inside, fell_due=last <= context.as_of, closed=closed)


def recurring_themes(context: Context) -> pd.DataFrame:
    """A row for each service, month and theme that recurred in the look-back, with ``verified_action``.

    Returns
    -------
    DataFrame
        service, theme, month, case_id and source of the latest concern of the theme, verified_action: an action on the
        theme that a role other than the owner's verified in the look-back up to the end of the month. Months
        without the whole look-back in the service's data are not there.
    """
    concerns = context.tables["concerns"].dropna(subset=["service", "theme", "date_raised"])
    concerns = concerns[concerns["date_raised"] <= context.as_of]
    concerns = concerns.assign(first=concerns.groupby("service")["date_raised"].transform("min"))
    crossed = concerns[["service", "theme", "case_id", "date_raised", "first", *sources(concerns)]].merge(
        _month_ends(context).to_frame("end"), how="cross"
    )
    history = crossed["end"] - crossed["first"]
    recent = crossed[_in_look_back(crossed["date_raised"], crossed["end"]) & (history >= LOOK_BACK)]
    group = ["service", "theme", "end"]
    often = recent[recent.groupby(group)["case_id"].transform("size") >= RECURRING_CONCERNS]
    latest = often.sort_values("date_raised").drop_duplicates(group, keep="last").reset_index(drop=True)
    month = latest["end"].dt.to_period("M").dt.to_timestamp()
    return latest.assign(month=month, verified_action=_verified_action(context, latest))


def _in_look_back(date: pd.Series, end: pd.Series) -> "pd.Series[bool]":
    return (date <= end) & (end - date < LOOK_BACK)


def _month_ends(context: Context) -> pd.Series:
    """The ends of the months from the first that the core tables speak of to that of the report."""
    days = context.core_days()
    if not days:
        return pd.Series([], dtype="datetime64[s]")
    months = pd.period_range(min(days), context.as_of, freq="M")
    return pd.Series((months.to_timestamp() + pd.offsets.MonthEnd(0)).as_unit("s"))


def _verified_action(context: Context, themes: pd.DataFrame) -> "pd.Series[bool]":
    actions = context.tables["actions"]
    both = actions[["verified_by_role", "owner_role"]].notna().all(axis=1)
    good = both & ~same_role(actions["verified_by_role"], actions["owner_role"])
    pairs = (
        themes[["service", "theme", "end"]]
        .reset_index()
        .merge(actions.loc[good, ["service", "theme", "verified_on"]], on=["service", "theme"])
    )
    acted = pairs.loc[_in_look_back(pairs["verified_on"], pairs["end"]), "index"]
    return pd.Series(themes.index.isin(acted), index=themes.index)
