"""One service's data, read, counted and judged once, for all of its pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import pandas as pd

from msp_qi import __version__
from msp_qi.briefs.document import Block, Document, Layout
from msp_qi.briefs.prepared import taken_up
from msp_qi.briefs.wording import provenance
from msp_qi.data.audit_data import AuditData
from msp_qi.data.demo_file import demo_workbook
from msp_qi.data.place import apart
from msp_qi.data.validate import CheckResult, check
from msp_qi.errors import UserError
from msp_qi.learning.changes import Change, changes_of
from msp_qi.learning.findings import Finding, findings
from msp_qi.measures.compute import Measures, compute
from msp_qi.measures.context import context_of
from msp_qi.measures.indicator import Indicator
from msp_qi.measures.rows import rows_of


@dataclass(frozen=True)
class Study:
    """What every page about one service starts from.

    Parameters
    ----------
    checked : CheckResult
        The data as loaded and checked.
    service : str
        Which service.
    made_at : Timestamp
        When the page is made.
    counted : Measures, optional
        What a batch has counted already.
    """

    checked: CheckResult
    service: str
    made_at: pd.Timestamp
    counted: Measures | None = field(default=None, repr=False)

    @property
    def data(self) -> AuditData:
        """The tables."""
        return self.checked.data

    @cached_property
    def measures(self) -> Measures:
        """All counts of all services."""
        return self.counted or compute(self.data, as_of=self.made_at)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The service's indicators, judged."""
        return findings(self.measures, self.service)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The service's recorded changes."""
        return changes_of(self.data, self.service)

    def document(
        self, title: str, subtitle: str, blocks: Sequence[Block], layout: Layout = "report", **parameters: str
    ) -> Document:
        """A page about this service, with its provenance and its way home."""
        asked = {"service": self.service, **{name: value for name, value in parameters.items() if value}}
        origin = provenance(self.data, __version__, self.made_at, **asked)
        return Document(
            title, f"{self.service}, {subtitle}", tuple(blocks), origin, home="../index.html", layout=layout
        )


def study(data: str, service: str = "", as_of: str | pd.Timestamp | None = None) -> Study:
    """Read and check a workbook, and take one service from it.

    Parameters
    ----------
    data : str
        A workbook, a csv file or a folder of them; empty for the synthetic years. For an export, the mapping
        file may follow behind ``" | mapped by "``.
    service : str
        Which service; empty for the first in the data.
    as_of : str or Timestamp, optional
        The day of the report; now by default.

    Returns
    -------
    Study

    Raises
    ------
    UserError
        When the data cannot be read or hold no such service.
    """
    prepared = taken_up(data, service) if as_of is None else None
    if prepared is not None:
        one = service or prepared.checked.data.services[0]
        return Study(prepared.checked, one, prepared.made_at, prepared.measures)
    made_at = pd.Timestamp.now() if as_of is None else pd.Timestamp(as_of)
    place, mapping = apart(data)
    checked = check(place or demo_workbook(), as_of=made_at, mapping=mapping)
    known = checked.data.services
    if not known:
        raise UserError("The data name no service: fill in the column Service.")
    if service and service not in known:
        asked = "" if place else " No data were named, so that these are the synthetic years."
        raise UserError(f'There is no service "{service}" in the data; there are: {", ".join(known)}.{asked}')
    return Study(checked, service or known[0], made_at)


def rows_behind(
    indicator: Indicator | str,
    service: str,
    period: str | pd.Timestamp | None = None,
    data: str | Study = "",
) -> pd.DataFrame:
    """The rows behind one number, or behind all numbers of one indicator.

    Parameters
    ----------
    indicator : Indicator or str
        Which number; the name is enough.
    service : str
        Which service.
    period : str or Timestamp, optional
        A month such as ``"2026-04"`` or a quarter such as ``"2026Q2"``; all months where none is given.
    data : str or Study
        Where the data are, as for :func:`study`, or what it made of them; empty for the synthetic years.

    Returns
    -------
    DataFrame
        A row for every row that was looked at, with what it adds and where it stands in its file; see
        :func:`msp_qi.measures.rows.rows_of`.

    Raises
    ------
    UserError
        When the indicator was not collected, the period is none, or there is no such service or indicator.
    """
    given = data if isinstance(data, Study) else study(data, service)
    every: Literal["M", "Q"] = "Q" if "Q" in str(period).upper() else "M"
    return rows_of(given.data, context_of(given.data, given.made_at), indicator, service, period, every)
