"""Which themes come back: counts by the versioned codebook."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.measures.context import repeated
from msp_qi.schema.answers import THEME

THEME_LABELS = {answer.code: answer.label for answer in THEME}
COLUMNS = ("theme", "label", "concerns", "people")
_NONE = "No concern was recorded in the last {months} months."


@dataclass(frozen=True)
class Themes:
    """Concerns by theme in one service over a stretch of months.

    Parameters
    ----------
    table : DataFrame
        theme, label, concerns, people (how many had more than one concern of this theme); most concerns first.
    months : int
        How many months, ending with the last month that has a concern anywhere in the data.
    sentence : str
        The commonest theme, with its count.
    """

    table: pd.DataFrame
    months: int
    sentence: str


def themes(data: AuditData, service: str, months: int, as_of: pd.Timestamp) -> Themes:
    """Count the concerns of one service by theme.

    Parameters
    ----------
    data : AuditData
        As loaded; without the table ``concerns`` there is nothing to count.
    service : str
        Which service.
    months : int
        How many of the latest months.
    as_of : Timestamp
        The day of the report: a concern dated later is a slip of the pen and no month of its is the latest.

    Returns
    -------
    Themes
    """
    if "concerns" not in data.tables:
        return Themes(pd.DataFrame(columns=list(COLUMNS)), months, _NONE.format(months=months))
    rows = data.tables["concerns"]
    rows = rows[~repeated("concerns", rows)]
    rows = rows[rows["date_raised"] <= as_of]
    months_raised = rows["date_raised"].dt.to_period("M")
    recent = months_raised > months_raised.max() - months
    here = rows[rows["service"].eq(service) & recent & rows["theme"].notna()]
    table = _count(here)
    return Themes(table, months, _sentence(table, months))


def _count(rows: pd.DataFrame) -> pd.DataFrame:
    by_person = rows.groupby(["theme", "person_id"]).size()
    again = (by_person > 1).groupby("theme").sum()
    counts = rows.groupby("theme").size().rename("concerns").reset_index()
    counts["label"] = counts["theme"].map(THEME_LABELS)
    counts["people"] = counts["theme"].map(again).fillna(0).astype("int64")
    ordered = counts.sort_values(["concerns", "label"], ascending=[False, True], ignore_index=True)
    return ordered[list(COLUMNS)]


def _sentence(table: pd.DataFrame, months: int) -> str:
    if table.empty:
        return _NONE.format(months=months)
    total = int(table["concerns"].sum())
    first = table.iloc[0]
    return (
        f"Commonest theme of the last {months} months: {first['label'].lower()}, "
        f"{first['concerns']} of {total} concerns."
    )
