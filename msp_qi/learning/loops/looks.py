"""What the looks at a learning loop add up to: verified, re-opened, holding, or seen by the wrong eyes only."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.learning.loops.steps import HOLDS_FROM
from msp_qi.measures.context import Context
from msp_qi.measures.views.learning import EMBEDDED, RECORDS_ALONE

NOT_EMBEDDED = "not_embedded"
OTHERWISE = ("partly", NOT_EMBEDDED)
LOOK_COLUMNS = ("loop_id", "verified_on", "method", "result", "verifier_role", "independent")

_NONE = pd.DataFrame(
    {name: pd.Series(dtype="str") for name in LOOK_COLUMNS}
    | {"verified_on": pd.Series(dtype="datetime64[s]"), "independent": pd.Series(dtype="bool")}
)


@dataclass(frozen=True)
class Looks:
    """The looks at the loops of one service.

    Parameters
    ----------
    table : DataFrame
        ``LOOK_COLUMNS``, up to the day of the report, earliest first.
    of_no_loop : int
        Looks that name a loop which is in no row of the sheet of loops.
    in_the_future : int
        Looks dated after the day of the report.
    """

    table: pd.DataFrame
    of_no_loop: int = 0
    in_the_future: int = 0


def another_role(first: pd.Series, second: pd.Series) -> "pd.Series[bool]":
    """Whether two columns name two known roles, whatever the capitals and spaces; false where one is empty.

    Examples
    --------
    >>> another_role(pd.Series(["Team leader", "KEY  worker ", None]), pd.Series(["Key worker"] * 3)).tolist()
    [True, False, False]
    """
    one, other = (
        roles.astype("str").str.replace(r"\s+", " ", regex=True).str.strip().str.casefold()
        for roles in (first, second)
    )
    return one.notna() & other.notna() & one.ne(other)


def looks_of(context: Context, service: str, loops: pd.DataFrame) -> Looks:
    """The looks at the loops of one service that happened.

    Parameters
    ----------
    context : Context
        The tables as they are counted.
    service : str
        Which service.
    loops : DataFrame
        loop_id and owner_role of its loops, each once.

    Returns
    -------
    Looks
        Empty where verifications are not collected.
    """
    if "verifications" not in context.tables or "learning_loops" not in context.tables:
        return Looks(_NONE)
    rows = context.tables["verifications"]
    rows = rows[rows["service"].eq(service)]
    known = rows["loop_id"].isin(loops["loop_id"])
    owner = by_key(rows["loop_id"], loops.set_index("loop_id")["owner_role"])
    somebody_else = another_role(rows["verifier_role"], owner)
    rows = rows.assign(independent=somebody_else & rows["method"].notna() & rows["method"].ne(RECORDS_ALONE))
    happened = rows["verified_on"] <= context.as_of
    table = rows.loc[known & happened, list(LOOK_COLUMNS)].sort_values("verified_on", kind="stable")
    future = rows["verified_on"] > context.as_of
    return Looks(table.reset_index(drop=True), int((~known).sum()), int((known & future).sum()))


def judged(looks: pd.DataFrame, since: pd.Series) -> pd.DataFrame:
    """What the looks at each loop say, counted from the day of its briefing.

    A look that finds the change not embedded counts whoever looked: only good news needs another pair of eyes. Of
    two looks on one day, the worse counts.

    Parameters
    ----------
    looks : DataFrame
        ``LOOK_COLUMNS``.
    since : Series of datetime64
        Index loop_id: the day of the briefing; missing where a look cannot count yet.

    Returns
    -------
    DataFrame
        Index of ``since``; first_verified_on (the first look that counts), verified_on (the first that no look
        contradicts), not_embedded_on (the latest that found it not embedded), holds_on, reopened (verified once, and
        contradicted since).
    """
    start = by_key(looks["loop_id"], since)
    here = looks[looks["verified_on"] >= start].assign(start=start)
    good = here[here["independent"].astype(bool) & here["result"].eq(EMBEDDED)]
    bad = _latest(here[here["result"].eq(NOT_EMBEDDED)])
    otherwise = _latest(here[here["result"].isin(OTHERWISE)])
    late = good[good["verified_on"] >= good["start"] + pd.Timedelta(days=HOLDS_FROM)]
    found = {
        "first_verified_on": _first(good),
        "verified_on": _first(good[_after(good, bad)]),
        "not_embedded_on": bad,
        "holds_on": _first(late[_after(late, otherwise)]),
    }
    made = pd.DataFrame(
        {name: dates.reindex(since.index) for name, dates in found.items()}, index=since.index
    )
    return made.assign(reopened=made["first_verified_on"].notna() & made["verified_on"].isna())


def by_key(keys: pd.Series, values: pd.Series) -> pd.Series:
    """The value of each key, on the index of the keys; missing where there is none, also where there are no values."""
    return values.reindex(keys).set_axis(keys.index)


def _first(looks: pd.DataFrame) -> pd.Series:
    return looks.groupby("loop_id")["verified_on"].min()


def _latest(looks: pd.DataFrame) -> pd.Series:
    return looks.groupby("loop_id")["verified_on"].max()


def _after(looks: pd.DataFrame, last: pd.Series) -> "pd.Series[bool]":
    limit = by_key(looks["loop_id"], last)
    return limit.isna() | (looks["verified_on"] > limit)


def why_not_verified(looks: pd.DataFrame, loops: pd.DataFrame) -> pd.Series:
    """Why a loop that was looked at and is not verified is not, in words; empty where nobody looked.

    Parameters
    ----------
    looks : DataFrame
        ``LOOK_COLUMNS``.
    loops : DataFrame
        loop_id and owner_role, a row a loop.

    Returns
    -------
    Series of str
        Index loop_id.
    """
    owner = by_key(looks["loop_id"], loops.set_index("loop_id")["owner_role"])
    no_role = looks["verifier_role"].isna() | owner.isna()
    unknown = no_role | looks["method"].isna()
    seen = looks.assign(
        unknown=unknown,
        by_owner=~no_role & ~another_role(looks["verifier_role"], owner),
        by_records=looks["method"].eq(RECORDS_ALONE),
        embedded=looks["result"].eq(EMBEDDED),
    )
    words = {str(loop): _words(rows) for loop, rows in seen.groupby("loop_id")}
    return pd.Series(words, index=loops["loop_id"], dtype="str").fillna("")


def _words(rows: pd.DataFrame) -> str:
    """One reason: the eyes, the method, the day, or what was found."""
    if not rows["embedded"].any():
        last = rows["result"].dropna()
        return _FOUND.get(str(last.iloc[-1]), "") if len(last) else "Looked at, with no result written down."
    good = rows[rows["embedded"]]
    if good["by_owner"].all():
        return "Not verified: its owner alone found it embedded."
    if good["by_records"].all():
        return "Not verified: records alone were checked."
    if (good["by_owner"] | good["by_records"]).all():
        return "Not verified: seen only by its owner or in records."
    if (good["by_owner"] | good["by_records"] | good["unknown"]).all():
        return "Not verified: a role or the method is missing, so nobody can say that somebody else looked."
    return "Not verified: the look came before the change was made and told to staff."


_FOUND = {"partly": "Found only partly embedded.", NOT_EMBEDDED: "Found not embedded."}
