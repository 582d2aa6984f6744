"""The frame: the cases that a month's sample is drawn from.

A case is in the frame of a month when it was current in it: raised on or before its last day, and not concluded
before its first. The guide asks for involvement "at every stage that is reasonably possible — from initial concern to
protection planning to closure" and for outcomes "revisited during reviews": so the frame holds the case raised
yesterday, the one closed this month, and the one open for a year whose review dates may have drifted.
"""

from dataclasses import dataclass

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.errors import UserError
from msp_qi.schema.field import Table
from msp_qi.schema.fields import TABLES

STAGE = "stage"
NOT_RECORDED = "not_recorded"
RAISED, OPEN, CONCLUDED = "raised", "open", "concluded"
STAGE_WORDS = {
    RAISED: "raised in the month",
    OPEN: "open from before",
    CONCLUDED: "concluded in the month",
}
FRAME_RULE = (
    "The frame holds every case raised by the last day of the month and not concluded before its first day: "
    "just raised, under way, or just closed."
)
_MISSING = "Nothing can be drawn: the data hold no table concerns; add the sheet Concerns of the template."


@dataclass(frozen=True)
class Frames:
    """The frames of all services.

    Parameters
    ----------
    table : DataFrame
        service, case_id, stratum (empty where not stratified), raised (day); one row a case.
    unplaced : mapping of str to int
        Service to rows without a case number or a readable date: they cannot be drawn.
    without_service : int
        Rows that name no service.
    """

    table: pd.DataFrame
    unplaced: dict[str, int]
    without_service: int

    def of(self, service: str) -> dict[str, str]:
        """Case number to stratum, for one service."""
        rows = self.table[self.table["service"] == service]
        return dict(zip(rows["case_id"].tolist(), rows["stratum"].tolist(), strict=True))


def strata_names(concerns: Table | None = None) -> tuple[str, ...]:
    """What a draw can be stratified by: the stage, or any choice field of the concerns table."""
    table = concerns or next(found for found in TABLES if found.name == "concerns")
    return (STAGE, *(field.name for field in table.fields if field.kind == "choice"))


def frames(data: AuditData, month: str, by: str | None = None) -> Frames:
    """Every service's frame of a month.

    Parameters
    ----------
    data : AuditData
        As loaded.
    month : str
        Such as ``"2026-10"``.
    by : str, optional
        What to stratify by, of ``strata_names()``.

    Returns
    -------
    Frames

    Raises
    ------
    UserError
        When there is no table of concerns, or nothing to stratify by under that name.
    """
    if "concerns" not in data.tables:
        raise UserError(_MISSING)
    if by is not None and (by not in strata_names() or (by != STAGE and by not in data.tables["concerns"])):
        raise UserError(
            f'A sample cannot be stratified by "{by}"; choose one of {", ".join(strata_names())}.'
        )
    rows = data.tables["concerns"]
    placed = rows["case_id"].notna() & rows["date_raised"].notna()
    lost = rows.loc[rows["service"].notna() & ~placed, "service"].value_counts()
    first = pd.Period(month, freq="M").start_time
    current = _current(rows, first) & placed & rows["service"].notna()
    return Frames(
        _cases(rows[current], first, by),
        {str(service): int(count) for service, count in lost.items()},
        int(rows["service"].isna().sum()),
    )


def _current(rows: pd.DataFrame, first: pd.Timestamp) -> "pd.Series[bool]":
    after = first + pd.offsets.MonthBegin(1)
    return (rows["date_raised"] < after) & ~(rows["date_concluded"] < first)


def _cases(rows: pd.DataFrame, first: pd.Timestamp, by: str | None) -> pd.DataFrame:
    """One row a case; a case number given twice counts as its latest concern."""
    cases = pd.DataFrame(
        {
            "service": rows["service"].astype(str),
            "case_id": rows["case_id"].astype(str),
            "stratum": _stratum(rows, first, by),
            "raised": rows["date_raised"],
        }
    )
    ordered = cases.sort_values(["service", "case_id", "raised", "stratum"])
    return ordered.drop_duplicates(["service", "case_id"], keep="last").reset_index(drop=True)


def _stratum(rows: pd.DataFrame, first: pd.Timestamp, by: str | None) -> pd.Series:
    if by is None:
        return pd.Series("", index=rows.index, dtype="str")
    if by != STAGE:
        return rows[by].fillna(NOT_RECORDED).astype("str")
    after = first + pd.offsets.MonthBegin(1)
    stage = pd.Series(OPEN, index=rows.index, dtype="str").mask(rows["date_raised"] >= first, RAISED)
    return stage.mask(rows["date_concluded"] < after, CONCLUDED)
