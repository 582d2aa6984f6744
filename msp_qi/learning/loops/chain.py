"""Each loop of a service and how far it got: one row a loop, or a concluded concern that has none."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.learning.loops.looks import Looks, by_key, judged, looks_of
from msp_qi.learning.loops.steps import BRIEFED, HOLDS, PLAN, STEPS, VERIFIED, step
from msp_qi.measures.compute import Measures
from msp_qi.measures.context import Context
from msp_qi.measures.working_days import deadline

_UNIT = ["loop_id", "case_id", "theme", "owner_role", "concluded_on"]
_SAID = ["plan_change_text", "plan_change_date", "no_change_reason"]


@dataclass(frozen=True)
class Chain:
    """The loops of one service.

    Parameters
    ----------
    table : DataFrame
        A row a loop, or a concluded concern without one (``has_loop`` False): loop_id, case_id, theme, owner_role,
        concluded_on, told_on (the first briefing, in order or not), has_loop, ended (nothing was to change, with a
        reason, and nothing followed), reopened, and for each step of ``STEPS`` ``<step>`` (reached, after the steps
        before it), ``<step>_on`` (the day, missing where none is recorded), ``<step>_due`` (the last moment in time)
        and ``<step>_over`` (that moment has passed).
        first_verified_on and not_embedded_on are from :func:`judged`.
    collected : mapping of str to bool
        Whether the service records what each step is told from.
    looks : Looks
        Every look at a loop.
    notes : tuple of str
        What could not be counted, in words.
    """

    table: pd.DataFrame
    collected: dict[str, bool]
    looks: Looks
    notes: tuple[str, ...]


def chain_of(measures: Measures, service: str) -> Chain:
    """Follow every loop of a service from the end of its concern.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    service : str
        Which service.

    Returns
    -------
    Chain
        With an empty table where no loop of the service is recorded.
    """
    context = measures.context
    collected = {found.name: _collected(measures, service, found.table, found.fields) for found in STEPS}
    collected[HOLDS] &= collected[BRIEFED]
    loops = _loops(context, service)
    looks = looks_of(context, service, loops)
    briefings = loop_briefings(measures, service)
    notes = _notes(context, loops, looks, briefings)
    started = _until(loops, ["concluded_on", "plan_change_date"], context.as_of)
    started["briefed_on"] = by_key(started["loop_id"], _first_briefing(measures, briefings))
    begun = started[["concluded_on", "plan_change_date", "briefed_on"]].notna().any(axis=1) | ~loops["later"]
    table = pd.concat([started[begun], _without_loop(context, service, loops)], ignore_index=True)
    undated = int(table[["concluded_on", "plan_change_date", "briefed_on"]].isna().all(axis=1).sum())
    notes = (*notes, *_undated(undated))
    return Chain(_followed(table, context, collected, looks), collected, looks, notes)


def _undated(number: int) -> tuple[str, ...]:
    """A loop without any day: nobody can show that its time is not over."""
    if not number:
        return ()
    loops = "1 loop has no day" if number == 1 else f"{number} loops have no day"
    return (f"{loops} to count from: nobody can say when a step was due, so each step counts as due.",)


def _collected(measures: Measures, service: str, table: str, fields: tuple[str, ...]) -> bool:
    data = measures.data
    if table not in data.tables or service not in data.services_of(table):
        return False
    if table == "learning_loops":
        return any(data.collected(table, names, service) for names in (fields, ("no_change_reason",)))
    return not data.lacking(table, fields, service)


def _loops(context: Context, service: str) -> pd.DataFrame:
    """The loops of the service; where a loop does not say when its concern was concluded, the concern does.

    ``later`` marks loops whose only dates lie after the day of the report.
    """
    wanted = [*_UNIT, *_SAID]
    if "learning_loops" not in context.tables:
        return _typed([*wanted, "has_loop", "later"])
    rows = context.tables["learning_loops"]
    rows = rows[rows["service"].eq(service) & rows["loop_id"].notna()].drop_duplicates("loop_id")
    ended = _concluded(context, service).drop_duplicates("case_id").set_index("case_id")["date_concluded"]
    made = rows[wanted].assign(has_loop=True)
    made["concluded_on"] = made["concluded_on"].fillna(by_key(made["case_id"], ended))
    dates = made[["concluded_on", "plan_change_date"]]
    return made.assign(later=(dates > context.as_of).any(axis=1)).reset_index(drop=True)


def _concluded(context: Context, service: str) -> pd.DataFrame:
    if "concerns" not in context.tables:
        return _typed(["case_id", "theme", "date_concluded"])
    rows = context.tables["concerns"]
    return rows[rows["service"].eq(service) & rows["date_concluded"].notna()]


def _without_loop(context: Context, service: str, loops: pd.DataFrame) -> pd.DataFrame:
    """The concluded concerns that no loop names."""
    rows = _concluded(context, service)
    if loops.empty or rows.empty:
        return _typed(["case_id", "theme", "concluded_on", "has_loop"])
    bare = rows[(rows["date_concluded"] <= context.as_of) & ~rows["case_id"].isin(loops["case_id"].dropna())]
    made = bare[["case_id", "theme"]].assign(concluded_on=bare["date_concluded"], has_loop=False)
    return made.astype({"case_id": "str", "theme": "str"})


def _typed(names: list[str]) -> pd.DataFrame:
    """No rows, with the types that a loaded table has."""
    kinds = dict.fromkeys(
        ("concluded_on", "plan_change_date", "date_concluded", "issued_on"), "datetime64[s]"
    )
    kinds |= dict.fromkeys(("has_loop", "later"), "bool")
    kinds |= dict.fromkeys(("staff_due", "staff_reached", "check_passed"), "Int64")
    return pd.DataFrame({name: pd.Series(dtype=kinds.get(name, "str")) for name in names})


def _until(loops: pd.DataFrame, names: list[str], as_of: pd.Timestamp) -> pd.DataFrame:
    """Dates after the day of the report have not happened."""
    return loops.assign(**{name: loops[name].where(loops[name] <= as_of) for name in names})


def loop_briefings(measures: Measures, service: str) -> pd.DataFrame:
    """The briefings of one service, earliest first; empty where they are not collected.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    service : str
        Which service.

    Returns
    -------
    DataFrame
        The fields of the table ``briefings``.
    """
    if "briefings" not in measures.context.tables:
        return _typed(
            ["brief_id", "loop_id", "channel", "issued_on", "staff_due", "staff_reached", "check_passed"]
        )
    rows = measures.context.tables["briefings"]
    return rows[rows["service"].eq(service)].sort_values("issued_on", kind="stable").reset_index(drop=True)


def _first_briefing(measures: Measures, briefings: pd.DataFrame) -> pd.Series:
    """By loop, the first briefing that reached somebody; where no column says whom, the first."""
    happened = briefings["issued_on"] <= measures.context.as_of
    reached = briefings["staff_reached"].fillna(0) > 0
    if len(briefings):
        reached |= ~measures.data.recorded_in(briefings, "briefings", ("staff_reached",))
    return briefings[happened & reached].groupby("loop_id")["issued_on"].min()


def _notes(context: Context, loops: pd.DataFrame, looks: Looks, briefings: pd.DataFrame) -> tuple[str, ...]:
    known = set(loops["loop_id"])
    named = briefings["loop_id"].notna()
    future = (
        int(loops["later"].sum()) + looks.in_the_future + int((briefings["issued_on"] > context.as_of).sum())
    )
    counted = (
        (looks.of_no_loop, "look names", "looks name", "a loop that is in no row of the sheet Learning loops"),
        (int((named & ~briefings["loop_id"].isin(known)).sum()), "briefing names", "briefings name",
         "a loop that is in no row of the sheet Learning loops"),
        (int((~named).sum()), "briefing names", "briefings name", "no loop: counted for reach, not for a loop"),
        (future, "row has", "rows have", "a date after the day of this report, which has not happened and is left out"),
    )  # fmt: skip
    return tuple(
        f"{count} {one if count == 1 else more} {what}." for count, one, more, what in counted if count
    )


@dataclass(frozen=True)
class _Track:
    """How far the loops are: every step so far reached, the day of the last one, and when the next clock starts."""

    reached: "pd.Series[bool]"
    day: pd.Series
    clock: pd.Series


def _followed(
    table: pd.DataFrame, context: Context, collected: dict[str, bool], looks: Looks
) -> pd.DataFrame:
    """Add, step by step, whether and when each loop reached it and by when it was due."""
    changed = table["plan_change_text"].notna() & table["plan_change_date"].notna()
    said = changed | table["no_change_reason"].notna()
    start = table["concluded_on"].fillna(table["plan_change_date"]).fillna(table["briefed_on"])
    start = start.astype("datetime64[s]")
    rows = table.assign(changed=changed, told_on=table["briefed_on"])
    begun = _Track(pd.Series(True, index=rows.index), start, start)
    rows, planned = _reach(rows, begun, PLAN, said, table["plan_change_date"], context, collected)
    first = rows["briefed_on"]
    rows, told = _reach(rows, planned, BRIEFED, first.notna(), first, context, collected)
    rows = rows.join(_verdicts(rows, looks, told.day.where(told.reached)))
    again = _Track(told.reached, told.day, told.clock.where(~rows["reopened"], rows["not_embedded_on"]))
    seen = rows["verified_on"]
    rows, verified = _reach(rows, again, VERIFIED, seen.notna(), seen, context, collected)
    # Both looks count from the briefing; the last is never due before the one that must come first.
    last = _Track(verified.reached, verified.day, told.clock)
    held = rows["holds_on"]
    rows, _ = _reach(rows, last, HOLDS, held.notna(), held, context, collected)
    later = rows[f"{VERIFIED}_due"] > rows[f"{HOLDS}_due"]
    rows[f"{HOLDS}_due"] = rows[f"{HOLDS}_due"].mask(later, rows[f"{VERIFIED}_due"])
    rows[f"{HOLDS}_over"] &= rows[f"{VERIFIED}_over"]
    nothing_followed = table["briefed_on"].isna() & ~table["loop_id"].isin(looks.table["loop_id"])
    ended = said & ~changed & table["plan_change_text"].isna() & nothing_followed
    return rows.assign(ended=ended, has_loop=rows["has_loop"].astype(bool))


def _reach(
    rows: pd.DataFrame,
    track: _Track,
    name: str,
    done: "pd.Series[bool]",
    done_on: pd.Series,
    context: Context,
    collected: dict[str, bool],
) -> tuple[pd.DataFrame, _Track]:
    """One step further. A step that is not collected holds nobody up, and is reached by nobody."""
    due = deadline(track.clock.astype("datetime64[s]"), context.timescales[step(name).timescale])
    over = due.isna() | (due <= context.as_of)
    reached = track.reached & done & collected[name]
    day = done_on.astype("datetime64[s]").where(reached)
    day = day.where(~(day < track.day), track.day)
    made: dict[str, pd.Series] = {name: reached, f"{name}_on": day, f"{name}_due": due, f"{name}_over": over}
    clock = due.mask(reached, day.fillna(track.clock))
    onward = _Track(reached if collected[name] else track.reached, day.fillna(track.day), clock)
    return rows.assign(**made), onward


def _verdicts(rows: pd.DataFrame, looks: Looks, since: pd.Series) -> pd.DataFrame:
    """What the looks say, on the index of the rows."""
    loops = rows["loop_id"].notna()
    said = judged(looks.table, pd.Series(since[loops].to_numpy(), index=rows.loc[loops, "loop_id"]))
    found = said.reindex(rows["loop_id"]).set_axis(rows.index)
    return found.assign(reopened=found["reopened"].eq(True))
