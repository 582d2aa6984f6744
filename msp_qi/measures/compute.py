"""Count every indicator for all services and months at once, and find the rows behind any number."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS, AuditData
from msp_qi.errors import UserError
from msp_qi.measures.catalogue import INDICATORS
from msp_qi.measures.counting import counted_tables, was_moderated
from msp_qi.measures.indicator import Indicator

MEASURE_COLUMNS = ("service", "period", "indicator", "numerator", "denominator", "value")

SHOWN = "counted, and shown"
NOT_SHOWN = "counted, and not shown"
LEFT_OUT = "left out"
FIRST_RATING, MODERATED_RATING = "first", "moderated"


@dataclass(frozen=True)
class Measures:
    """Every count, and the way back to the rows.

    Parameters
    ----------
    table : DataFrame
        Columns ``MEASURE_COLUMNS``; period is the first day of the month, value is numerator / denominator
        (0 to 1, NaN where the denominator is 0). Every service has every month from the first to the last of
        the whole data, so that a gap is seen as a gap.
    not_collected : tuple of str
        Indicators whose table, or a column that they need, is in no file: not a zero.
    uncounted : DataFrame
        Rows that can be counted nowhere: table, reason and source columns.
    data : AuditData
        What was counted.
    indicators : tuple of Indicator
        What it was counted by.
    """

    table: pd.DataFrame
    not_collected: tuple[str, ...]
    uncounted: pd.DataFrame
    data: AuditData
    indicators: tuple[Indicator, ...] = INDICATORS

    def series(self, service: str) -> pd.DataFrame:
        """The rows of one service, in order of indicator and month."""
        return self.table[self.table["service"] == service].reset_index(drop=True)

    def lacking(self, service: str) -> dict[str, tuple[str, ...]]:
        """What is not collected for one service: never a zero, and not in ``table``.

        Parameters
        ----------
        service : str
            A service of the data.

        Returns
        -------
        dict of str to tuple of str
            Name of each indicator that is not collected to the fields that no file of the service has.
        """
        return {
            found.name: self.data.lacking(found.table, found.needs, service)
            for found in self.indicators
            if not self.data.collected(found.table, found.needs, service)
        }


def compute(
    data: AuditData, indicators: tuple[Indicator, ...] = INDICATORS, as_of: str | pd.Timestamp | None = None
) -> Measures:
    """Count the indicators.

    Parameters
    ----------
    data : AuditData
        As loaded.
    indicators : tuple of Indicator
        What to count.
    as_of : str or Timestamp, optional
        The day of the report, today by default; a month after it is a slip of the pen and is not counted.

    Returns
    -------
    Measures
    """
    today = pd.Timestamp.now() if as_of is None else pd.Timestamp(as_of)
    pairs = [
        (service, found)
        for service in data.services
        for found in indicators
        if data.collected(found.table, found.needs, service)
    ]
    names = {found.name for _, found in pairs}
    collected = [found for found in indicators if found.name in names]
    tables = counted_tables(data)
    counts = [_count(tables[found.table], data, found) for found in collected]
    table = _on_grid(counts, pairs, _months(tables, collected, today))
    absent = tuple(found.name for found in indicators if found.name not in names)
    return Measures(table, absent, _uncounted(data.tables, collected, today), data, indicators)


def rows_behind(
    data: AuditData, indicator: Indicator, service: str, period: str | pd.Timestamp | None = None
) -> pd.DataFrame:
    """The rows behind one number, or behind all numbers of one indicator.

    Parameters
    ----------
    data : AuditData
        As loaded.
    indicator : Indicator
        Which number.
    service : str
        Which service.
    period : str or Timestamp, optional
        Any day of the month, e.g. ``"2026-04"``; all months, in order, where none is given.

    Returns
    -------
    DataFrame
        period (the first of the month), case_id, counted (``SHOWN``, ``NOT_SHOWN`` or ``LEFT_OUT``), rating
        (``FIRST_RATING``, or ``MODERATED_RATING`` where a moderated rating stands in place of it), source_file,
        source_sheet, source_row; a row for every row of the table in that service and month.

    Raises
    ------
    UserError
        When the indicator's table was not collected, or there is no such service.
    """
    _refuse_what_is_not_there(data, indicator, service)
    rows = counted_tables(data)[indicator.table]
    months = _month_start(rows[indicator.period_field])
    here = rows["service"].eq(service) & months.notna()
    if period is not None:
        here &= months.eq(_month_start(pd.Series([pd.Timestamp(period)])).iloc[0])
    shown, counted = _shown_and_counted(rows, data, indicator)
    behind = rows.assign(
        period=months,
        counted=pd.Series(LEFT_OUT, index=rows.index).mask(counted, NOT_SHOWN).mask(shown, SHOWN),
        rating=_rating(data, indicator, rows),
    )
    columns = ["period", "case_id", "counted", "rating", *SOURCE_COLUMNS]
    found: pd.DataFrame = behind.loc[here, columns].sort_values("period", kind="stable", ignore_index=True)
    return found


def _rating(data: AuditData, indicator: Indicator, rows: pd.DataFrame) -> pd.Series:
    rating = pd.Series(FIRST_RATING, index=rows.index)
    return (
        rating.mask(was_moderated(data, rows), MODERATED_RATING)
        if indicator.table == "case_audits"
        else rating
    )


def _refuse_what_is_not_there(data: AuditData, indicator: Indicator, service: str) -> None:
    if indicator.table not in data.tables:
        raise UserError(f'"{indicator.title}" is not collected: the data hold no table {indicator.table}.')
    if service not in data.services:
        raise UserError(
            f'There is no service "{service}" in the data; there are: {", ".join(data.services)}.'
        )
    if lacking := data.lacking(indicator.table, indicator.needs, service):
        raise UserError(
            f'"{indicator.title}" is not collected: no file of {service} has the column {" or ".join(lacking)} in '
            f"{indicator.table}."
        )


def _shown_and_counted(
    rows: pd.DataFrame, data: AuditData, indicator: Indicator
) -> "tuple[pd.Series[bool], pd.Series[bool]]":
    counted = indicator.in_denominator(rows) & data.recorded(indicator.table, indicator.needs)
    return counted & indicator.in_numerator(rows), counted


def _count(rows: pd.DataFrame, data: AuditData, indicator: Indicator) -> pd.DataFrame:
    shown, counted = _shown_and_counted(rows, data, indicator)
    frame = pd.DataFrame(
        {
            "service": rows["service"],
            "period": _month_start(rows[indicator.period_field]),
            "indicator": indicator.name,
            "numerator": shown.astype("int64"),
            "denominator": counted.astype("int64"),
        }
    )
    sums: pd.DataFrame = frame.groupby(["service", "period", "indicator"], as_index=False).sum()
    return sums


def _month_start(dates: pd.Series) -> pd.Series:
    starts: pd.Series = dates.dt.to_period("M").dt.to_timestamp()
    return starts


def _months(
    tables: Mapping[str, pd.DataFrame], collected: list[Indicator], today: pd.Timestamp
) -> pd.DatetimeIndex:
    fields = {(found.table, found.period_field) for found in collected}
    dates = [tables[table][name] for table, name in fields]
    known = pd.concat([column[column <= today] for column in dates]) if dates else pd.Series(dtype="M8[s]")
    if known.empty:
        return pd.DatetimeIndex([])
    return pd.period_range(known.min(), known.max(), freq="M").to_timestamp()


def _on_grid(
    counts: list[pd.DataFrame], pairs: list[tuple[str, Indicator]], months: pd.DatetimeIndex
) -> pd.DataFrame:
    """A row for each pair of service and collected indicator in each month, a gap being a denominator of 0."""
    cells = [(service, found.name, month) for service, found in pairs for month in months]
    if not cells:
        return pd.DataFrame(columns=list(MEASURE_COLUMNS))
    grid = pd.MultiIndex.from_tuples(cells, names=["service", "indicator", "period"])
    found = pd.concat(counts).set_index(["service", "indicator", "period"])
    table = found.reindex(grid, fill_value=0).reset_index()
    table["value"] = table["numerator"] / table["denominator"].where(table["denominator"] > 0)
    return table[list(MEASURE_COLUMNS)]


def _uncounted(
    tables: Mapping[str, pd.DataFrame], collected: list[Indicator], today: pd.Timestamp
) -> pd.DataFrame:
    parts = []
    for table, period_field in sorted({(found.table, found.period_field) for found in collected}):
        rows = tables[table]
        reason = pd.Series("", index=rows.index)
        reason = reason.mask(rows[period_field] > today, "the month lies in the future")
        for name in ("sampled_as", period_field, "service"):
            reason = reason.mask(rows[name].isna(), f"{name} is missing or cannot be read")
        lost = rows.assign(table=table, reason=reason)[reason.ne("")]
        parts.append(lost[["table", "reason", *SOURCE_COLUMNS]])
    empty = pd.DataFrame(columns=["table", "reason", *SOURCE_COLUMNS])
    return pd.concat(parts, ignore_index=True) if parts else empty
