"""Claims that are picked from a list, not written: capacity assumed, shared with consent, consented."""

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS, AuditData
from msp_qi.learning.voice.gather import KEY, Cases
from msp_qi.learning.voice.words import says_nothing
from msp_qi.schema.fields import table as schema_table


def claims_in_answers(
    name: str, data: AuditData, beside: Cases, service: str | None
) -> tuple[str, int, pd.DataFrame]:
    """The claims of one kind that an answer makes, and those with nothing beside them.

    Parameters
    ----------
    name : str
        ``"capacity_claimed"`` or ``"consent_claimed"``.
    data : AuditData
        As loaded.
    beside : set of (service, case_id)
        Cases with something that bears the claim out.
    service : str, optional
        One service; all of them by default.

    Returns
    -------
    tuple
        The name, how many claims there are, and those with nothing beside them. Where the column or table that would
        bear them out is not collected, there is nothing to ask: no claim is counted.
    """
    parts = _capacity(data, beside) if name == "capacity_claimed" else _consent(data, beside)
    here = [part if service is None else part[part["service"].eq(service)] for part in parts]
    claims = pd.concat(here, ignore_index=True) if here else _NONE
    return name, len(claims), claims[claims["bare"].astype(bool)].drop(columns="bare")


_NONE = pd.DataFrame(columns=[*KEY, "table", "field", "words", *SOURCE_COLUMNS, "bare"])


def _capacity(data: AuditData, beside: Cases) -> list[pd.DataFrame]:
    if "case_audits" not in data.tables:
        return []
    rows = data.tables["case_audits"]
    asked = data.recorded("case_audits", ("capacity_statement", "capacity_evidence"))
    assumed = rows[asked & rows["capacity_statement"].eq("assumed").fillna(False).astype(bool)]
    blank = assumed["capacity_evidence"].map(_is_blank).astype(bool)
    return [_claims(assumed, "case_audits", "capacity_statement", blank & ~_among(assumed, beside))]


def _is_blank(text: object) -> bool:
    return not isinstance(text, str) or says_nothing(text)


def _consent(data: AuditData, beside: Cases) -> list[pd.DataFrame]:
    if "consent_boundaries" not in data.tables:
        return []
    bounds = data.tables["consent_boundaries"]
    agreed = bounds[bounds["consented"].isin(["yes", "partly"])]
    parts = [_claims(agreed, "consent_boundaries", "consented", agreed["conversation_date"].isna())]
    if "information_shares" in data.tables:
        shares = data.tables["information_shares"]
        shared = shares[shares["basis"].eq("consent").fillna(False).astype(bool)]
        parts.append(_claims(shared, "information_shares", "basis", ~_among(shared, beside)))
    return parts


def _claims(rows: pd.DataFrame, table: str, field: str, bare: "pd.Series[bool]") -> pd.DataFrame:
    labels = {answer.code: answer.label for answer in schema_table(table).field(field).answers}
    words = rows[field].map(lambda code: labels[code])
    return rows[[*KEY, *SOURCE_COLUMNS]].assign(table=table, field=field, words=words, bare=bare)


def _among(rows: pd.DataFrame, cases: Cases) -> "pd.Series[bool]":
    pairs = zip(rows["service"], rows["case_id"], strict=True)
    return pd.Series([pair in cases for pair in pairs], index=rows.index, dtype=bool)
