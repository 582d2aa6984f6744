"""What each row adds to a number: the one place from which numbers and the rows behind them are made."""

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS, AuditData
from msp_qi.measures.context import Context
from msp_qi.measures.counting import was_moderated
from msp_qi.measures.indicator import Indicator

SHOWN = "counted, and shown"
NOT_SHOWN = "counted, and not shown"
LEFT_OUT = "left out"
EXPOSURE = "counted as exposure"
FIRST_RATING, MODERATED_RATING = "first", "moderated"

ENTRY_COLUMNS = (
    "service",
    "dated",
    "part",
    "record",
    "case_id",
    "numerator",
    "denominator",
    "counted",
    "rating",
)


def entries(indicator: Indicator, context: Context, data: AuditData) -> pd.DataFrame:
    """Every row that an indicator looks at, and what it adds.

    Parameters
    ----------
    indicator : Indicator
        What is counted.
    context : Context
        The tables as they are counted.
    data : AuditData
        As loaded: it knows which file has which columns.

    Returns
    -------
    DataFrame
        ``ENTRY_COLUMNS`` and the source columns. dated is the day that the row counts by, part the person or team
        that is counted apart (empty where nothing is), record what the row is known by, numerator and denominator
        what it adds (for a rating, the rating and 1).
    """
    rows = context.rows(indicator.table, indicator.view)
    counted = indicator.in_denominator(rows) & data.recorded_in(rows, indicator.table, indicator.own_needs)
    shown = counted & indicator.in_numerator(rows)
    own = _entries(indicator, rows, indicator.period_field, data).assign(
        numerator=_weight(rows, shown, indicator.sums.numerator if indicator.sums else ""),
        denominator=_denominator(indicator, rows, counted),
        counted=pd.Series(LEFT_OUT, index=rows.index).mask(counted, NOT_SHOWN).mask(shown, SHOWN),
    )
    return own if indicator.exposure is None else pd.concat([own, _exposed(indicator, context, data)])


def _denominator(indicator: Indicator, rows: pd.DataFrame, counted: "pd.Series[bool]") -> pd.Series:
    if indicator.exposure is not None:
        return pd.Series(0, index=rows.index)
    return _weight(rows, counted, indicator.sums.denominator if indicator.sums else "")


def _weight(rows: pd.DataFrame, which: "pd.Series[bool]", column: str) -> pd.Series:
    if not column:
        return which.astype("int64")
    return rows[column].fillna(0).where(which, 0).astype("int64")


def _exposed(indicator: Indicator, context: Context, data: AuditData) -> pd.DataFrame:
    exposure = indicator.exposure
    assert exposure is not None
    rows = context.tables[exposure.table]
    counted = exposure.in_denominator(rows) & data.recorded_in(rows, exposure.table, exposure.needs)
    made = _entries(indicator, rows, exposure.period_field, data)
    return made.assign(numerator=0, denominator=counted.astype("int64"), counted=EXPOSURE)[counted]


def _entries(indicator: Indicator, rows: pd.DataFrame, dated: str, data: AuditData) -> pd.DataFrame:
    absent = pd.Series(pd.NA, index=rows.index, dtype="str")
    made = rows[["service", *(name for name in SOURCE_COLUMNS if name in rows)]].assign(
        dated=rows[dated],
        part=rows[indicator.apart] if indicator.apart else "",
        record=_record(rows),
        case_id=rows.get("case_id", absent),
        rating=FIRST_RATING,
    )
    if indicator.table == "case_audits" and "sampled_as" in rows:
        made["rating"] = made["rating"].mask(was_moderated(data, rows), MODERATED_RATING)
    return made


def _record(rows: pd.DataFrame) -> pd.Series:
    """What a row is known by: the first of these that it has."""
    known = pd.Series(pd.NA, index=rows.index, dtype="str")
    for name in RECORD_NAMES:
        if name in rows:
            known = known.fillna(rows[name].astype("str"))
    return known


RECORD_NAMES = (
    "case_id",
    "restriction_id",
    "action_id",
    "share_id",
    "feedback_id",
    "session_id",
    "loop_id",
    "brief_id",
    "person_id",
    "topic",
)
