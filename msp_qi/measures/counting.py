"""Which rating counts where a case was rated twice: the moderated one where there is one, else the first."""

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.schema.audit_items import AUDIT_ITEMS

KEY = ("service", "case_id", "audit_month")
SECOND, MODERATED = "second", "moderated"
ITEMS = tuple(item.name for item in AUDIT_ITEMS)


def rows_rated(data: AuditData, stage: str) -> pd.DataFrame:
    """The second or the moderated ratings, one row a case and month.

    Parameters
    ----------
    data : AuditData
        As loaded.
    stage : {"second", "moderated"}
        Which.

    Returns
    -------
    DataFrame
        ``KEY`` and the audit items that the table holds. Two rows of one stage for the same case and month
        contradict each other, and neither is taken.
    """
    columns = [*KEY, *ITEMS]
    if "second_ratings" not in data.tables:
        return pd.DataFrame(columns=columns)
    table = data.tables["second_ratings"]
    rows = table[table["rating_stage"].eq(stage)].dropna(subset=list(KEY))
    rows = rows[[name for name in columns if name in rows]]
    return rows[~rows.duplicated(list(KEY), keep=False)].reset_index(drop=True)


def counting_ratings(data: AuditData) -> pd.DataFrame:
    """The case audits with the answers that count.

    Parameters
    ----------
    data : AuditData
        As loaded.

    Returns
    -------
    DataFrame
        A copy of ``case_audits``, same rows, same order, same index. An item answered in the moderated rating of
        that case and month stands in place of the first answer; an item that moderation left blank keeps the
        first. Both originals stay in their own tables.
    """
    audits = data.tables["case_audits"].copy()
    moderated = rows_rated(data, MODERATED)
    items = [name for name in ITEMS if name in audits and name in moderated]
    if moderated.empty or not items:
        return audits
    keyed = pd.MultiIndex.from_frame(audits[list(KEY)])
    answers = moderated.set_index(list(KEY))[items].reindex(keyed).set_axis(audits.index)
    for name in items:
        audits[name] = answers[name].where(answers[name].notna(), audits[name])
    return audits


def counted_tables(data: AuditData) -> dict[str, pd.DataFrame]:
    """Every table as it is counted: the case audits with the answers that count, the others as they are.

    Parameters
    ----------
    data : AuditData
        As loaded.

    Returns
    -------
    dict of str to DataFrame
        Name of each table to its rows, same index as in ``data``.
    """
    tables = dict(data.tables)
    if "case_audits" in tables:
        tables["case_audits"] = counting_ratings(data)
    return tables


def was_moderated(data: AuditData, audits: pd.DataFrame) -> "pd.Series[bool]":
    """Which case audits have a moderated rating.

    Parameters
    ----------
    data : AuditData
        As loaded.
    audits : DataFrame
        Rows with the columns ``KEY``.

    Returns
    -------
    Series of bool
        Index of ``audits``.
    """
    moderated = pd.MultiIndex.from_frame(rows_rated(data, MODERATED)[list(KEY)])
    return pd.Series(pd.MultiIndex.from_frame(audits[list(KEY)]).isin(moderated), index=audits.index)
