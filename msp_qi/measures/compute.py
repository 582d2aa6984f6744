"""Count every indicator for all services and periods at once."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.measures.catalogue import INDICATORS
from msp_qi.measures.collected import is_collected, lacking_fields
from msp_qi.measures.context import Context, context_of
from msp_qi.measures.entries import LEFT_OUT, entries
from msp_qi.measures.indicator import Indicator
from msp_qi.measures.periods import periods_of
from msp_qi.measures.rows import rows_of
from msp_qi.measures.uncounted import uncounted
from msp_qi.settings import TIMESCALES, Timescale

MEASURE_COLUMNS = ("service", "period", "indicator", "numerator", "denominator", "value")
APART_COLUMNS = ("service", "part", "period", "indicator", "numerator", "denominator", "value")

Every = Literal["month", "quarter"]
SECONDS_A_DAY = 24 * 60 * 60
_FREQUENCY: dict[Every, Literal["M", "Q"]] = {"month": "M", "quarter": "Q"}


@dataclass(frozen=True)
class Measures:
    """Every count, and the way back to the rows.

    Parameters
    ----------
    table : DataFrame
        Columns ``MEASURE_COLUMNS``; period is the first day of the month or quarter. value is numerator /
        denominator (0 to 1 for a proportion; so many per ``indicator.per`` for a rate; the number for a count) and
        NaN where the denominator is 0. Every service has every period from the first to the last of the whole data,
        so that a gap is seen as a gap.
    apart : DataFrame
        Columns ``APART_COLUMNS``: what is counted for each person or team and never pooled; for a person, period is
        the Monday of the week and a rating's value is the median of the week, and only periods with a row are there.
    between : DataFrame
        Columns ``MEASURE_COLUMNS``, a row an event of each "days between" indicator: period is the day of the event,
        value and denominator the days since the one before (NaN and 0 for the first).
    not_collected : tuple of str
        Indicators whose table, or a column that they need, is in no file: not a zero.
    uncounted : DataFrame
        Rows that can be counted nowhere: table, reason and source columns.
    data : AuditData
        What was counted.
    context : Context
        The tables as they were counted, and the day.
    indicators : tuple of Indicator
        What it was counted by.
    """

    table: pd.DataFrame
    apart: pd.DataFrame
    between: pd.DataFrame
    not_collected: tuple[str, ...]
    uncounted: pd.DataFrame
    data: AuditData
    context: Context
    indicators: tuple[Indicator, ...] = INDICATORS
    every: Every = "month"

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
            Name of each indicator that is not collected to the fields, as ``table.field``, that no file of the
            service has.
        """
        found = {each.name: lacking_fields(self.data, each, service) for each in self.indicators}
        return {name: fields for name, fields in found.items() if fields}

    def rows_behind(
        self, indicator: Indicator | str, service: str, period: str | pd.Timestamp | None = None
    ) -> pd.DataFrame:
        """The rows behind one number, or behind all numbers of one indicator; see :func:`rows_of`."""
        return rows_of(self.data, self.context, indicator, service, period, _FREQUENCY[self.every])


def compute(
    data: AuditData,
    indicators: tuple[Indicator, ...] = INDICATORS,
    as_of: str | pd.Timestamp | None = None,
    every: Every = "month",
    timescales: tuple[Timescale, ...] = TIMESCALES,
) -> Measures:
    """Count the indicators.

    Parameters
    ----------
    data : AuditData
        As loaded.
    indicators : tuple of Indicator
        What to count.
    as_of : str or Timestamp, optional
        The day of the report, today by default. What fell due after it is not late yet, and a month after it is a
        slip of the pen and is not counted.
    every : {"month", "quarter"}
        How long a period is.
    timescales : tuple of Timescale
        What is agreed locally.

    Returns
    -------
    Measures
    """
    context = context_of(data, as_of, timescales)
    pairs = [
        (service, each)
        for service in data.services
        for each in indicators
        if is_collected(data, each, service)
    ]
    names = {each.name for _, each in pairs}
    collected = [each for each in indicators if each.name in names]
    counts = {each.name: _counting(entries(each, context, data), context) for each in collected}
    allowed = {(service, each.name) for service, each in pairs}
    pooled = [pair for pair in pairs if not pair[1].apart and pair[1].kind != "days between"]
    periods = periods_of(context, _FREQUENCY[every])
    return Measures(
        _on_grid(counts, pooled, periods, _FREQUENCY[every]),
        _apart(counts, collected, allowed),
        _between(counts, collected, allowed),
        tuple(each.name for each in indicators if each.name not in names),
        uncounted(data, context, collected),
        data,
        context,
        indicators,
        every,
    )


def _counting(made: pd.DataFrame, context: Context) -> pd.DataFrame:
    """The entries that count somewhere: of a known service and a day that is not in the future."""
    known = made["service"].notna() & context.happened(made["dated"]) & made["counted"].ne(LEFT_OUT)
    return made[known]


def _period(dates: pd.Series, frequency: Literal["M", "Q", "W"]) -> pd.Series:
    first: pd.Series = dates.dt.to_period(frequency).dt.to_timestamp().astype("datetime64[s]")
    return first


def _on_grid(
    counts: dict[str, pd.DataFrame],
    pairs: list[tuple[str, Indicator]],
    periods: pd.DatetimeIndex,
    frequency: Literal["M", "Q"],
) -> pd.DataFrame:
    """A row for each pair of service and collected indicator in each period, a gap being a denominator of 0."""
    if not pairs or periods.empty:
        return pd.DataFrame(columns=list(MEASURE_COLUMNS))
    parts = []
    for name in dict.fromkeys(each.name for _, each in pairs):
        made = counts[name]
        sums = made.assign(period=_period(made["dated"], frequency)).groupby(["service", "period"])
        parts.append(sums[["numerator", "denominator"]].sum().reset_index().assign(indicator=name))
    keys = ["service", "indicator", "period"]
    named_pairs = pd.DataFrame([(service, each.name) for service, each in pairs], columns=keys[:2])
    grid = pd.MultiIndex.from_frame(named_pairs.merge(periods.to_frame(name="period"), how="cross"))
    table = pd.concat(parts).set_index(keys).reindex(grid, fill_value=0).reset_index()
    return _valued(table, pairs)[list(MEASURE_COLUMNS)]


def _valued(table: pd.DataFrame, pairs: list[tuple[str, Indicator]]) -> pd.DataFrame:
    by_name = {each.name: each for _, each in pairs}
    counts = table["indicator"].map({name: each.kind == "count" for name, each in by_name.items()})
    table["denominator"] = table["denominator"].where(~counts, _reporting(table))
    per = table["indicator"].map({name: each.per for name, each in by_name.items()})
    return table.assign(value=table["numerator"] / table["denominator"].where(table["denominator"] > 0) * per)


def _reporting(table: pd.DataFrame) -> pd.Series:
    """1 from the first to the last period with a row of a service, else 0: a true zero is not a silence."""
    group = [table["service"], table["indicator"]]
    some = (table["numerator"] > 0).astype("int64")
    begun = some.groupby(group).cummax()
    to_come = some[::-1].groupby([column[::-1] for column in group]).cummax()[::-1]
    return (begun * to_come).astype("int64")


def _apart(
    counts: dict[str, pd.DataFrame], collected: list[Indicator], allowed: set[tuple[str, str]]
) -> pd.DataFrame:
    parts = []
    for each in collected:
        if each.apart:
            made = _where_collected(counts[each.name].dropna(subset=["part"]), each, allowed)
            period = _period(made["dated"], "W" if each.apart == "person_id" else "M")
            groups = made.assign(period=period).groupby(["service", "part", "period"])
            sums = groups[["numerator", "denominator"]].sum()
            ratio = sums["numerator"] / sums["denominator"].where(sums["denominator"] > 0) * each.per
            value = groups["numerator"].median() if each.kind == "rating" else ratio
            parts.append(sums.assign(value=value, indicator=each.name).reset_index())
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(APART_COLUMNS))
    return found[list(APART_COLUMNS)]


def _between(
    counts: dict[str, pd.DataFrame], collected: list[Indicator], allowed: set[tuple[str, str]]
) -> pd.DataFrame:
    parts = []
    for each in collected:
        if each.kind == "days between":
            made = _where_collected(counts[each.name], each, allowed)
            events = made[made["numerator"] > 0].sort_values(["service", "dated"], kind="stable")
            since: pd.Series = events.groupby("service")["dated"].diff()
            days = since.dt.total_seconds() / SECONDS_A_DAY
            parts.append(
                events[["service", "numerator"]].assign(
                    period=events["dated"], indicator=each.name, denominator=days.fillna(0), value=days
                )
            )
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(MEASURE_COLUMNS))
    return found[list(MEASURE_COLUMNS)]


def _where_collected(made: pd.DataFrame, each: Indicator, allowed: set[tuple[str, str]]) -> pd.DataFrame:
    return made[made["service"].isin([service for service, name in allowed if name == each.name])]
