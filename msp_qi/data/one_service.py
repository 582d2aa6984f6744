"""What one service's pages need of the data: its own rows, and the few others that speak for the whole."""

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from msp_qi.data.audit_data import AuditData
from msp_qi.data.issues import Issue
from msp_qi.data.validate import CheckResult

_PLACE = ["source_file", "source_sheet", "source_row"]
Positions = NDArray[np.intp]


class Parts:
    """Data that can be taken service by service without going through all rows each time.

    Beside a service's rows a part holds the rows that name no service, and of each table the first row of each sheet
    (which columns a file has) and the rows with its first and last days (which months the data speak of). So whatever
    is counted for the service comes out as from the whole.

    Parameters
    ----------
    checked : CheckResult
        The whole.
    as_of : Timestamp
        The day of the report: later dates are slips of the pen.
    """

    def __init__(self, checked: CheckResult, as_of: pd.Timestamp) -> None:
        self._checked = checked
        tables = checked.data.tables
        self._always = {name: _always(rows, as_of) for name, rows in tables.items()}
        self._of = {name: _by_service(rows) for name, rows in tables.items()}
        self._general, self._own = _by_owner(checked)

    def data(self, services: Collection[str]) -> AuditData:
        """The part of the data that some services need; rows keep their index."""
        tables = {
            name: rows.iloc[self._positions(name, services)]
            for name, rows in self._checked.data.tables.items()
        }
        return replace(self._checked.data, tables=tables)

    def checked(self, service: str) -> CheckResult:
        """The part for one service, with the issues of its rows and those that are nobody's."""
        issues = sorted([*self._general, *self._own.get(service, ())])
        return CheckResult(self.data([service]), tuple(self._checked.issues[number] for number in issues))

    def _positions(self, table: str, services: Collection[str]) -> Positions:
        found = [self._always[table], *(self._of[table].get(service) for service in services)]
        return np.unique(np.concatenate([each for each in found if each is not None])).astype(np.intp)


def _always(rows: pd.DataFrame, as_of: pd.Timestamp) -> Positions:
    """Positions of the rows that every part holds."""
    nobodys = np.flatnonzero(rows["service"].isna()) if "service" in rows else np.arange(len(rows))
    sheets = np.flatnonzero(~rows.duplicated(_PLACE[:2]))
    return np.concatenate([nobodys, sheets, np.fromiter(_ends(rows, as_of), dtype=np.intp)])


def _ends(rows: pd.DataFrame, as_of: pd.Timestamp) -> Iterator[int]:
    """The first and the last row by each date: up to the moment of the report, and up to the end of its day."""
    for name in rows.select_dtypes("datetime"):
        dates = rows[name].to_numpy()
        for happened in (rows[name] <= as_of, rows[name] < as_of.normalize() + pd.Timedelta(days=1)):
            known = np.flatnonzero(happened)
            if len(known):
                yield from (int(known[dates[known].argmin()]), int(known[dates[known].argmax()]))


def _by_service(rows: pd.DataFrame) -> dict[str, Positions]:
    if "service" not in rows:
        return {}
    return {str(service): np.asarray(found) for service, found in rows.groupby("service").indices.items()}


def _by_owner(checked: CheckResult) -> tuple[list[int], dict[str, list[int]]]:
    """Positions of the issues that are nobody's, and of those of one service; a row of two services is neither's."""
    owners = _owners(checked)
    general: list[int] = []
    own: dict[str, list[int]] = {}
    for number, issue in enumerate(checked.issues):
        found = owners.get(_place(issue), set())
        if not found:
            general.append(number)
        elif len(found) == 1:
            own.setdefault(next(iter(found)), []).append(number)
    return general, own


def _owners(checked: CheckResult) -> dict[tuple[str, str, int | None], set[str]]:
    """The services whose rows stand where an issue is."""
    places = {_place(issue) for issue in checked.issues if issue.row is not None}
    owners: dict[tuple[str, str, int | None], set[str]] = {}
    for rows in checked.data.tables.values():
        if "service" in rows and places:
            known = rows[pd.MultiIndex.from_frame(rows[_PLACE]).isin(list(places)) & rows["service"].notna()]
            for file, sheet, row, service in known[[*_PLACE, "service"]].itertuples(index=False):
                owners.setdefault((file, sheet, row), set()).add(service)
    return owners


def _place(issue: Issue) -> tuple[str, str, int | None]:
    return issue.file, issue.sheet, issue.row
