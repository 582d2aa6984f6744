"""Every free text of a service in one table, and what is recorded beside it."""

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS, AuditData
from msp_qi.learning.voice.evidence import capacity_claim, capacity_shown
from msp_qi.learning.voice.places import FREE_TEXT, Place
from msp_qi.learning.voice.words import may_be_another_language, read, says_nothing

KEY = ["service", "case_id"]
TEXT_COLUMNS = [
    *KEY,
    "table",
    "field",
    "own_words",
    "whole",
    "this_case",
    *SOURCE_COLUMNS,
    "text",
    "empty",
    "foreign",
]

Cases = set[tuple[object, object]]


def texts_of(data: AuditData, service: str | None) -> pd.DataFrame:
    """Every free text that is filled in.

    Parameters
    ----------
    data : AuditData
        As loaded.
    service : str, optional
        One service; all of them by default.

    Returns
    -------
    DataFrame
        ``TEXT_COLUMNS``; ``empty`` where it says nothing, ``foreign`` where it may not be English.
    """
    parts = [_texts(data.tables[place.table], place) for place in FREE_TEXT if place.table in data.tables]
    parts = [part for part in parts if len(part)]
    if not parts:
        return pd.DataFrame(columns=TEXT_COLUMNS)
    every = pd.concat(parts, ignore_index=True)
    here = every if service is None else every[every["service"].eq(service)].reset_index(drop=True)
    here = here.assign(text=here["text"].map(read))
    here = here[here["text"].ne("")].reset_index(drop=True)
    return here.assign(
        empty=here["text"].map(says_nothing).astype(bool),
        foreign=here["text"].map(may_be_another_language).astype(bool),
    )[TEXT_COLUMNS]


def _texts(rows: pd.DataFrame, place: Place) -> pd.DataFrame:
    given = rows[rows[place.field].notna()] if place.field in rows else rows.iloc[:0]
    return given[[*KEY, *SOURCE_COLUMNS]].assign(**place._asdict(), text=given[place.field])


def people_of(data: AuditData, texts: pd.DataFrame) -> list[tuple[object, object, bool]]:
    """Whose record each text is from: the person's code where the concern gives one, else the case itself."""
    known: dict[tuple[object, object], object] = {}
    if "concerns" in data.tables:
        rows = data.tables["concerns"].dropna(subset=["person_id"])
        known = dict(zip(zip(rows["service"], rows["case_id"], strict=True), rows["person_id"], strict=True))
    cases = zip(texts["service"], texts["case_id"], strict=True)
    return [(case[0], known.get(case, case[1]), case in known) for case in cases]


def cases_with_capacity_shown(data: AuditData) -> Cases:
    """Cases where an audit has evidence of capacity that says more than the claim."""
    if "case_audits" not in data.tables:
        return set()
    rows = data.tables["case_audits"].dropna(subset=["capacity_evidence"])
    shown = rows["capacity_evidence"].map(_is_evidence).astype(bool)
    return _cases(rows[shown])


def _is_evidence(text: str) -> bool:
    known = read(text)
    return not says_nothing(known) and (capacity_shown(known) or not capacity_claim(known))


def cases_with_conversation(data: AuditData) -> Cases:
    """Cases where a dated conversation says what may be shared, or for what purpose."""
    if "consent_boundaries" not in data.tables:
        return set()
    rows = data.tables["consent_boundaries"].dropna(subset=["conversation_date"])
    return _cases(rows[rows[["items", "purpose"]].notna().any(axis=1)])


def _cases(rows: pd.DataFrame) -> Cases:
    return set(zip(rows["service"], rows["case_id"], strict=True))
