"""What the loader hands on: typed tables, the issues found, and where it all came from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from msp_qi.data.issues import Issue

# Every loaded table carries these beside its fields, so that any number can be followed to its rows.
SOURCE_COLUMNS = ("source_file", "source_sheet", "source_row")


@dataclass(frozen=True)
class Source:
    """One file that was read.

    Parameters
    ----------
    name : str
        File name without its folder.
    sha256 : str
        Hash of its bytes.
    """

    name: str
    sha256: str


class Absence(NamedTuple):
    """A column that a sheet or csv file does not have, so that nothing there is said about it."""

    file: str
    sheet: str
    table: str
    field: str


@dataclass(frozen=True)
class AuditData:
    """Tables read from files that a person filled in.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Table name to rows. Columns: the table's field names, then ``SOURCE_COLUMNS``. Text, ids and choice
        codes are ``str``, dates and months are ``datetime64``, whole numbers are ``Int64``. A cell that was
        wrong is missing here and has an issue. A table that no file holds is absent, not empty; so is an
        optional table in which no row is filled in.
    issues : tuple of Issue
        In the order of file, sheet, row.
    sources : tuple of Source
        The files read.
    absent : frozenset of Absence
        The columns that a loaded sheet does not have, or that could not be told: not collected, which is
        something else than left blank.
    """

    tables: Mapping[str, pd.DataFrame]
    issues: tuple[Issue, ...]
    sources: tuple[Source, ...]
    absent: frozenset[Absence] = frozenset()

    def recorded(self, table: str, fields: Collection[str]) -> "pd.Series[bool]":
        """The rows of a table whose file has a column for every one of the fields.

        Parameters
        ----------
        table : str
            A table that was loaded.
        fields : collection of str
            Names of fields.

        Returns
        -------
        Series of bool
            On the index of the table.
        """
        return self.recorded_in(self.tables[table], table, fields)

    def recorded_in(self, rows: pd.DataFrame, table: str, fields: Collection[str]) -> "pd.Series[bool]":
        """The same for rows that were made from a table and kept their source columns."""
        without = [gap[:2] for gap in self.absent if gap.table == table and gap.field in fields]
        if not without:
            return pd.Series(True, index=rows.index)
        places = pd.MultiIndex.from_frame(rows[["source_file", "source_sheet"]])
        return pd.Series(~places.isin(without), index=rows.index)

    def collected(self, table: str, fields: Collection[str], service: str) -> bool:
        """Whether some file of a service could say something about all of the fields.

        Parameters
        ----------
        table : str
            Name of a table, loaded or not.
        fields : collection of str
            Names of fields.
        service : str
            Which service; for one without a row in the table, every row of the others stands in.

        Returns
        -------
        bool
        """
        if table not in self.tables:
            return False
        if not any(gap.table == table and gap.field in fields for gap in self.absent):
            return True
        if self.tables[table].empty:
            return False
        return bool(self.recorded(table, fields)[self._rows_of(table, service)].any())

    def lacking(self, table: str, fields: Collection[str], service: str) -> tuple[str, ...]:
        """Those of the fields that no file of a service has a column for; see :meth:`collected`."""
        return tuple(name for name in fields if not self.collected(table, (name,), service))

    def _rows_of(self, table: str, service: str) -> "pd.Series[bool]":
        here = self.tables[table]["service"].eq(service)
        return here if here.any() else pd.Series(True, index=here.index)

    def services_of(self, table: str) -> frozenset[str]:
        """The services that have a row in a table."""
        return self._services_by_table[table]

    @cached_property
    def _services_by_table(self) -> dict[str, frozenset[str]]:
        return {
            name: frozenset(rows["service"].dropna().unique() if "service" in rows else ())
            for name, rows in self.tables.items()
        }

    @property
    def services(self) -> tuple[str, ...]:
        """Every service that any table names, in alphabetical order."""
        return tuple(sorted(frozenset().union(*self._services_by_table.values())))

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues that stop a cell or a row from being used."""
        return tuple(issue for issue in self.issues if issue.severity == "error")
