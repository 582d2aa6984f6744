"""Audited cases, with what other tables say about each."""

import pandas as pd

from msp_qi.measures.context import Context
from msp_qi.schema.audit_items import AUDIT_ITEMS
from msp_qi.settings import METHOD_SHARE

CASE = ["service", "case_id"]
ITEMS = tuple(item.name for item in AUDIT_ITEMS)
STAGES = ("concern", "planning", "review", "closure")
NOTE_ELEMENTS = ("understanding_text", "support_text", "review_trigger_text")
FEWEST_OPTIONS = 2


def audited_cases(context: Context) -> pd.DataFrame:
    """The case audits with ``core`` (of the random draw), ``read``, ``audited`` (both) and ``follows_method``.

    A case was read when a date of audit is given, or when at least one audit item is answered.
    """
    rows = context.tables["case_audits"]
    answers = rows[[name for name in ITEMS if name in rows]]
    core = rows["sampled_as"].eq("random")
    read = rows["audit_date"].notna() | answers.notna().any(axis=1)
    apply = (answers != "na").sum(axis=1)
    met = (answers == "met").sum(axis=1)
    return rows.assign(
        core=core,
        read=read,
        audited=core & read,
        items_that_apply=apply,
        follows_method=met >= METHOD_SHARE * apply,
    )


def with_options(context: Context) -> pd.DataFrame:
    """Audited cases with ``options_complete``: two or more options, each accepted or declined, with the reason."""
    rows = context.rows("case_audits", audited_cases)
    options = context.tables["options"]
    complete = options["decision"].isin(("accepted", "declined")) & options["reason"].notna()
    by_case = complete.groupby([options[name] for name in CASE])
    enough = by_case.all() & (by_case.size() >= FEWEST_OPTIONS)
    return rows.assign(options_complete=_of_case(rows, enough))


def with_risk_notes(context: Context) -> pd.DataFrame:
    """Audited cases with ``has_understanding_text``, ``has_support_text`` and ``has_review_trigger_text``."""
    rows = context.rows("case_audits", audited_cases)
    notes = context.tables["risk_notes"]
    case = [notes[name] for name in CASE]
    found = {f"has_{name}": _of_case(rows, notes[name].notna().groupby(case).any()) for name in NOTE_ELEMENTS}
    return rows.assign(**found)


def stages_of_cases(context: Context) -> pd.DataFrame:
    """A row for each audited case and stage, with ``stage`` and ``level`` (how the person took part)."""
    rows = context.rows("case_audits", audited_cases)
    parts = [rows.assign(stage=stage, level=rows[f"involved_{stage}"]) for stage in STAGES]
    return pd.concat(parts, ignore_index=True)


def _of_case(rows: pd.DataFrame, facts: "pd.Series[bool]") -> "pd.Series[bool]":
    """A fact about each case, on the rows of the audits; a case that is not there has it not."""
    wanted = pd.MultiIndex.from_frame(rows[CASE])
    return pd.Series(facts.reindex(wanted, fill_value=False).to_numpy(), index=rows.index)
