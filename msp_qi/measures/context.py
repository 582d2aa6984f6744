"""What counting starts from: the tables as they are counted, the day of the report and the agreed timescales."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS, AuditData
from msp_qi.measures.counting import counted_tables
from msp_qi.schema.fields import TABLES
from msp_qi.settings import TIMESCALES, Timescale

View = Callable[["Context"], pd.DataFrame]

KEYS = {table.name: table.key for table in TABLES}

# What every service starts with: the months in which these have a row are those that the data speak of.
CORE = (("concerns", "date_raised"), ("case_audits", "audit_month"))


@dataclass(frozen=True)
class Context:
    """Everything that a view may look at.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Each table as it is counted: a row once, with the ratings that count.
    as_of : Timestamp
        The day of the report: what fell due after it is not late yet.
    timescales : mapping of str to Timescale
        By name.
    """

    tables: Mapping[str, pd.DataFrame]
    as_of: pd.Timestamp
    timescales: Mapping[str, Timescale]
    _made: dict[View, pd.DataFrame] = field(default_factory=dict, compare=False, repr=False)

    def rows(self, table: str, view: View | None = None) -> pd.DataFrame:
        """The rows of a table, or of a view, which is made once.

        Parameters
        ----------
        table : str
            Name of the table.
        view : callable, optional
            Makes the rows.

        Returns
        -------
        DataFrame
        """
        if view is None:
            return self.tables[table]
        if view not in self._made:
            self._made[view] = view(self)
        return self._made[view]

    def happened(self, dates: pd.Series) -> "pd.Series[bool]":
        """Which days, or times of a day, are not after the day of the report; a missing one is not among them.

        Parameters
        ----------
        dates : Series of datetime64
            Days or times.

        Returns
        -------
        Series of bool
            Index of ``dates``.
        """
        return dates < self.as_of.normalize() + pd.Timedelta(days=1)

    def core_days(self) -> list[pd.Timestamp]:
        """The first and the last day of each core table that has one, up to the day of the report."""
        columns = [self.tables[table][name] for table, name in CORE if table in self.tables]
        happened = [column[self.happened(column)] for column in columns]
        return [day for column in happened for day in (column.min(), column.max()) if pd.notna(day)]


def context_of(
    data: AuditData,
    as_of: str | pd.Timestamp | None = None,
    timescales: tuple[Timescale, ...] = TIMESCALES,
) -> Context:
    """Make ready for counting.

    Parameters
    ----------
    data : AuditData
        As loaded.
    as_of : str or Timestamp, optional
        The day of the report, today by default.
    timescales : tuple of Timescale
        What is agreed locally.

    Returns
    -------
    Context
    """
    today = pd.Timestamp.now() if as_of is None else pd.Timestamp(as_of)
    tables = {name: rows[~repeated(name, rows)] for name, rows in counted_tables(data).items()}
    return Context(tables, today, {found.name: found for found in timescales})


def repeated(table: str, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Rows whose key an earlier row already has: they are counted once.

    Parameters
    ----------
    table : str
        Name of the table.
    rows : DataFrame
        Its rows.

    Returns
    -------
    Series of bool
        Index of ``rows``.
    """
    key = [name for name in KEYS[table] if name in rows]
    return rows[key].notna().all(axis=1) & rows.duplicated(key)


def sources(rows: pd.DataFrame) -> list[str]:
    """The columns that lead back to the file, where the rows have them."""
    return [name for name in SOURCE_COLUMNS if name in rows]
