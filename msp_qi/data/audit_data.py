"""What the loader hands on: typed tables, the issues found, and where it all came from."""

from collections.abc import Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True)
class AuditData:
    """Tables read from files that a person filled in.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Table name to rows. Columns: the table's field names, then ``SOURCE_COLUMNS``. Text, ids and choice
        codes are ``str``, dates and months are ``datetime64``, whole numbers are ``Int64``. A cell that was
        wrong is missing here and has an issue. A table that no file holds is absent, not empty.
    issues : tuple of Issue
        In the order of file, sheet, row.
    sources : tuple of Source
        The files read.
    """

    tables: Mapping[str, pd.DataFrame]
    issues: tuple[Issue, ...]
    sources: tuple[Source, ...]

    @property
    def services(self) -> tuple[str, ...]:
        """Every service that any table names, in alphabetical order."""
        names: set[str] = set()
        for table in self.tables.values():
            names.update(table["service"].dropna().unique() if "service" in table else ())
        return tuple(sorted(names))

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues that stop a cell or a row from being used."""
        return tuple(issue for issue in self.issues if issue.severity == "error")
