"""Concerns with their history, their stages, and what was learned from them."""

import pandas as pd

from msp_qi.measures.context import Context, sources
from msp_qi.measures.views.audits import CASE
from msp_qi.measures.working_days import deadline
from msp_qi.settings import LOOK_BACK_DAYS

# Stage, the date it starts from, the date it ends with, and its timescale.
STAGES = (
    ("decision", "date_raised", "decided_on", "decision"),
    ("start of the enquiry", "decided_on", "enquiry_started_on", "enquiry_start"),
    ("plan", "enquiry_started_on", "plan_agreed_on", "plan"),
    ("conclusion", "date_raised", "date_concluded", "conclusion"),
)
# An empty date there can mean that the stage was not needed, so it is late only when it came late.
_ONLY_WHEN_DONE = ("start of the enquiry",)


def with_history(context: Context) -> pd.DataFrame:
    """Concerns with ``has_history`` and with ``repeated`` and ``repeated_theme``.

    A concern has a history when the service's first concern lies the whole look-back before it and its person is
    known. It is a repeat when the same person had one on an earlier day within the look-back.
    """
    rows = context.tables["concerns"]
    look_back = pd.Timedelta(days=LOOK_BACK_DAYS)
    first = rows.groupby("service")["date_raised"].transform("min")
    long_enough = rows["date_raised"] - first >= look_back
    return rows.assign(
        has_history=long_enough & rows["person_id"].notna(),
        repeated=_since_last(rows, ["service", "person_id"]) <= look_back,
        repeated_theme=_since_last(rows, ["service", "person_id", "theme"]) <= look_back,
    )


def _since_last(rows: pd.DataFrame, group: list[str]) -> pd.Series:
    """Time since the last concern of the same group on an earlier day; missing where there is none."""
    known = rows.dropna(subset=[*group, "date_raised"])
    days = known[[*group, "date_raised"]].drop_duplicates().sort_values("date_raised")
    days["since"] = days.groupby(group)["date_raised"].diff()
    found = rows.merge(days, how="left", on=[*group, "date_raised"])["since"]
    return pd.Series(found.to_numpy(), index=rows.index)


def stages(context: Context) -> pd.DataFrame:
    """A row for each concern and stage that has started: ``stage``, ``due_by``, ``fell_due``, ``late``, ``done``.

    A conclusion that never came is late once it was due; so are a decision and, while the concern is open, a plan.
    """
    return pd.concat([_stage(context, *stage) for stage in STAGES], ignore_index=True)


def _stage(context: Context, stage: str, start: str, end: str, allowed: str) -> pd.DataFrame:
    rows = context.tables["concerns"]
    last = deadline(rows[start], context.timescales[allowed])
    done = rows[end].notna()
    needed = rows[start].notna()
    if stage in _ONLY_WHEN_DONE:
        needed &= done
    if stage == "plan":
        needed &= done | rows["date_concluded"].isna()
    late = ~(rows[end] <= last)
    made = rows[["service", "case_id", "theme", *sources(rows)]].assign(
        stage=stage, due_by=last.dt.normalize(), fell_due=last <= context.as_of, late=late, done=done
    )
    return made[needed]


def with_loop(context: Context) -> pd.DataFrame:
    """Concerns with ``plan_changed``: their loop says what changed and when, or why nothing did."""
    rows = context.tables["concerns"]
    loops = context.tables["learning_loops"]
    changed = loops["plan_change_text"].notna() & loops["plan_change_date"].notna()
    said = (changed | loops["no_change_reason"].notna()).groupby([loops[name] for name in CASE]).any()
    wanted = pd.MultiIndex.from_frame(rows[CASE])
    return rows.assign(plan_changed=said.reindex(wanted, fill_value=False).to_numpy())
