"""Publish through the ledger: what stood in an earlier report stands, where a difference would give people away."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from msp_qi.disclosure.cells import Cells, labelled
from msp_qi.disclosure.figures import with_totals
from msp_qi.disclosure.ledger.file import TableRelease, opened
from msp_qi.disclosure.ledger.points import COUNTED, counted, stand
from msp_qi.disclosure.ledger.tables import (
    AGAIN,
    AS_COUNTED,
    FIRST,
    STOOD,
    changed,
    entry_of,
    next_release,
)
from msp_qi.disclosure.rules import Rules
from msp_qi.disclosure.series import ProtectedSeries, SeriesKind, protect_series
from msp_qi.disclosure.table import ProtectedTable, protected
from msp_qi.disclosure.text import ProtectedText
from msp_qi.errors import UserError
from msp_qi.settings import BASE, K

BOARD = "board"


@dataclass(frozen=True)
class PublishedTable:
    """A table that may go out now.

    Parameters
    ----------
    table : ProtectedTable
        What is shown.
    text : ProtectedText
        The rule, for the page.
    stands : tuple
        Row and column of the cells whose earlier count stands. For inside only.
    inside : str
        What was done. For inside only: that a figure changed slightly is itself a small number.
    """

    table: ProtectedTable
    text: ProtectedText
    stands: tuple[tuple[object, object], ...] = field(repr=False)
    inside: str = field(repr=False)


@dataclass(frozen=True)
class PublishedSeries:
    """Points that may go out now.

    Parameters
    ----------
    series : ProtectedSeries
        What is shown.
    text : ProtectedText
        The rule, for the page.
    stands : tuple of tuple of str
        Group and period of the points whose earlier counts stand. For inside only.
    inside : str
        What was done. For inside only.
    """

    series: ProtectedSeries
    text: ProtectedText
    stands: tuple[tuple[str, str], ...] = field(repr=False)
    inside: str = field(repr=False)


@dataclass(frozen=True)
class ReleaseLedger:
    """The private list of what was published.

    Parameters
    ----------
    path : Path
        A json file that only the service can read; it need not exist yet. It holds true small counts.

    Notes
    -----
    The first publication of a table is protected like any other. At every later one, the counts that differ by 1 to
    ``k - 1`` stand as published, and figures are hidden until every small number of every publication could as well be
    any other from 1 to ``k - 1``, also for a reader who lays all of them side by side and knows exactly how each count
    changed. Where that cannot be had, the table stands as it was.
    """

    path: Path

    def publish_table(
        self,
        name: str,
        period: str,
        cells: Cells,
        *,
        k: int = K,
        base: int = BASE,
        profile: str = BOARD,
        on: date | None = None,
    ) -> PublishedTable:
        """Protect a table and write down that it goes out.

        Parameters
        ----------
        name : str
            Which table it is, always the same, e.g. ``"concerns by theme"``.
        period : str
            Which days it counts: ``"2026-04"``, ``"2026Q2"``, ``"2026"`` or ``"2026-04-01/2026-09-30"``.
        cells, k, base
            As in `protect_table`.
        profile : str
            Who it is for; each profile has a history of its own.
        on : date, optional
            The day of publication; today by default.

        Returns
        -------
        PublishedTable

        Raises
        ------
        UserError
            As in `protect_table`; also where the period cannot be read or overlaps one that is published, the rows or
            columns are others than before, or the ledger is damaged.
        """
        rules, given = Rules(k, base), labelled(cells)
        with opened(self.path) as contents:
            entry = entry_of(contents, name, period, profile, given)
            text = rule_of(k) if entry.releases else ProtectedText(FIRST)
            counts, hidden, inside = next_release(entry, given.counts, rules)
            made = TableRelease(
                (on or date.today()).isoformat(), k, base, counts.tolist(), hidden.astype(int).tolist()
            )
            if not entry.releases or changed(entry.releases[-1], made):
                entry.releases.append(made)
        table = protected(with_totals(counts), hidden, rules, given.rows, given.columns)
        differs = np.argwhere(counts != given.counts).tolist()
        stands = tuple((given.rows[row], given.columns[column]) for row, column in differs)
        return PublishedTable(table, text, stands, inside)

    def publish_series(
        self,
        name: str,
        table: pd.DataFrame,
        *,
        group: str = "service",
        period: str = "period",
        kind: SeriesKind = "proportion",
        k: int = K,
        base: int = BASE,
        profile: str = BOARD,
    ) -> PublishedSeries:
        """Protect the points of a chart, or the shares of a table, and write down that they go out.

        Parameters
        ----------
        name : str
            Which figure it is, always the same, e.g. the name of the indicator.
        table, group, period, kind, k, base
            As in :func:`msp_qi.protect_series`; no two rows of one group and period.
        profile : str
            Who it is for; each profile has a history of its own.

        Returns
        -------
        PublishedSeries

        Raises
        ------
        UserError
            As in :func:`msp_qi.protect_series`; also where two rows are of one group and period, or the ledger is
            damaged.
        """
        first = protect_series(table, group=group, period=period, kind=kind, k=k, base=base)
        keys = list(zip(map(str, table[group]), map(str, table[period]), strict=True))
        twice = pd.Series(keys, dtype=object).duplicated()
        if twice.any():
            raise UserError(f"There are two rows for {' in '.join(keys[int(twice.argmax())])}; give one.")
        new = counted(table, kind)
        with opened(self.path) as contents:
            kept = stand(contents, name, profile, kind, keys, new, k)
        stood = (kept != new).any(axis=1)
        inside = STOOD.format(count=int(stood.sum()), all=len(table), k=k) if stood.any() else AS_COUNTED
        again = table.assign(**{column: kept[:, at] for at, column in enumerate(COUNTED) if column in table})
        made = (
            protect_series(again, group=group, period=period, kind=kind, k=k, base=base)
            if stood.any()
            else first
        )
        stands = tuple(key for key, stands in zip(keys, stood, strict=True) if stands)
        return PublishedSeries(made, rule_of(k), stands, inside)


def rule_of(k: int) -> ProtectedText:
    """What a page says of figures that were published before."""
    return ProtectedText(AGAIN.format(k=k))
