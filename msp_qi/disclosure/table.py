"""A table of counts that can leave the service: small numbers hidden, so that no total gives them away."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from msp_qi.disclosure.audit import Audit, Bounds, intervals
from msp_qi.disclosure.cells import Cells, Counts, labelled
from msp_qi.disclosure.figures import Mask, parts, small, with_totals
from msp_qi.disclosure.frame import ProtectedFrame
from msp_qi.disclosure.hide import hide
from msp_qi.disclosure.paths import Place
from msp_qi.disclosure.rules import HIDDEN, Rules, Shown
from msp_qi.disclosure.text import NotPeople, ProtectedText, protected_text
from msp_qi.settings import BASE, K

ALL = "All"
NOTE = (
    "The letter {} means a number from {}, or one that is hidden so that nobody can work out another. Other numbers "
    "are rounded to the nearest {}, totals on their own, so that they need not add up. {} means none."
)


@dataclass(frozen=True)
class ProtectedTable:
    """What may be shown of a table of counts; the true counts are not in it.

    Parameters
    ----------
    rows, columns : tuple
        The labels.
    cells : tuple of tuple of int or str
        0 for none, ``"c"`` for a hidden count, else the count rounded half up to the nearest ``base``.
    row_totals, column_totals : tuple of int or str
        Each rounded from its own true value, so that they need not add up.
    grand_total : int or str
        Likewise.
    k, base : int
        The settings that it was made with.
    warnings : tuple of str
        What hiding cannot mend, each with what to do. For inside only: they name lines with a small total.
    """

    rows: tuple[object, ...]
    columns: tuple[object, ...]
    cells: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
    grand_total: Shown
    k: int
    base: int
    warnings: tuple[str, ...] = field(default=(), repr=False)
    # Which cells hold 1 to k - 1, for the audit: never shown, and no count.
    _small: tuple[Place, ...] = field(default=(), repr=False, compare=False)

    def frame(self, name: str = "", total: str = ALL) -> ProtectedFrame:
        """As it is shown, totals in the last row and column.

        Parameters
        ----------
        name : str
            Heading of the column of row labels.
        total : str
            What the totals are called.

        Returns
        -------
        ProtectedFrame
            Text only.
        """
        lines = [
            [label, *line, every]
            for label, line, every in zip(self.rows, self.cells, self.row_totals, strict=True)
        ]
        lines.append([total, *self.column_totals, self.grand_total])
        return ProtectedFrame.of_words([name, *self.columns, total], lines)

    @property
    def note(self) -> ProtectedText:
        """What its symbol and its numbers mean, to stand under it."""
        return protected_text(
            NOTE, NotPeople(HIDDEN), NotPeople(f"1 to {self.k - 1}"), NotPeople(self.base), NotPeople(0)
        )

    def audit(self) -> Audit:
        """The exact interval that a reader can derive for every small cell from everything shown.

        Returns
        -------
        Audit
            A reader is taken to know the rules: that a 0 is none, that a number was rounded, that ``c`` is 1 or more
            (small, or hidden for the sake of another), and that rows and columns add up.
        """
        figures = [[*line, every] for line, every in zip(self.cells, self.row_totals, strict=True)]
        figures.append([*self.column_totals, self.grand_total])
        hidden: Mask = np.array([[each == HIDDEN for each in line] for line in figures])
        numbers = np.array(
            [[0 if each == HIDDEN else each for each in line] for line in figures], dtype=np.int64
        )
        found = intervals(Bounds.read(numbers, hidden, Rules(self.k, self.base)), list(self._small))
        return _told(self, found[:, 0], found[:, 1])

    def _repr_html_(self) -> str:
        """As it is shown, for a notebook."""
        return self.frame().to_html(index=False, border=0)


def _told(
    table: ProtectedTable,
    lowest: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    highest: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> Audit:
    holds = (lowest <= 1) & (highest >= table.k - 1)
    listed = pd.DataFrame(
        {
            "row": [table.rows[row] for row, _ in table._small],
            "column": [table.columns[column] for _, column in table._small],
            "lowest": lowest.astype(np.int64),
            "highest": highest,
            "holds": holds,
        }
    )
    failed = int((~holds).sum())
    range_ = f"1 to {table.k - 1}"
    if failed:
        text = f"Do not publish this table: a reader can work out {failed} of its numbers from {range_} more closely."
    else:
        text = f"Every hidden number from {range_} could as well be any other from {range_}."
    return Audit(listed, not failed, text)


def protect_table(cells: Cells, k: int = K, base: int = BASE) -> ProtectedTable:
    """Hide the small numbers of a table of counts, and as much beside them as keeps them hidden.

    Parameters
    ----------
    cells : DataFrame, array or list of lists
        Whole numbers of people, cases or concerns; every one counted in one cell only. A DataFrame keeps its labels.
        Totals are worked out here; leave them out.
    k : int
        Counts from 1 to ``k - 1`` are hidden.
    base : int
        The others are rounded half up to the nearest ``base``.

    Returns
    -------
    ProtectedTable

    Raises
    ------
    UserError
        No cell at all, a cell that is missing or no whole number of 0 or more, ``k`` below 2, ``base`` below 1, or a
        ``base`` that would round ``k`` to 0.

    Notes
    -----
    For every small number the interval that a reader can derive from everything shown is found by flows in the network
    of rows and columns (Cox 1995, doi:10.1080/01621459.1995.10476637; Fischetti & Salazar-González 2000,
    doi:10.1080/01621459.2000.10474282). Where it does not contain all of 1 to ``k - 1``, the figures are hidden that
    cost least: cells before totals, small before large as they are shown, then by position. A zero is never hidden.

    Examples
    --------
    >>> table = protect_table([[1, 1, 20], [10, 10, 10]])
    >>> table.cells, table.row_totals, table.column_totals, table.grand_total
    ((('c', 'c', 'c'), (10, 10, 10)), (20, 30), (10, 10, 30), 50)
    >>> table.audit().holds
    True
    """
    rules, given = Rules(k, base), labelled(cells)
    figures = with_totals(given.counts)
    hidden = hide(figures, rules)
    # Where everything above 0 is hidden nothing limits a small number, so there always is an answer.
    assert hidden is not None
    return protected(figures, hidden, rules, given.rows, given.columns)


def protected(
    figures: Counts, hidden: Mask, rules: Rules, rows: tuple[object, ...], columns: tuple[object, ...]
) -> ProtectedTable:
    """The table as it is shown, from true figures and which of them are hidden."""
    shown = [
        [HIDDEN if shut else rules.show(count) for count, shut in zip(line, mask, strict=True)]
        for line, mask in zip(figures.tolist(), hidden.tolist(), strict=True)
    ]
    few = np.argwhere(small(figures[:-1, :-1], rules))
    return ProtectedTable(
        rows=rows,
        columns=columns,
        cells=tuple(tuple(line[:-1]) for line in shown[:-1]),
        row_totals=tuple(line[-1] for line in shown[:-1]),
        column_totals=tuple(shown[-1][:-1]),
        grand_total=shown[-1][-1],
        k=rules.k,
        base=rules.base,
        warnings=_warnings(figures, rules, rows, columns),
        _small=tuple((row, column) for row, column in few.tolist()),
    )


def _warnings(
    figures: Counts, rules: Rules, rows: tuple[object, ...], columns: tuple[object, ...]
) -> tuple[str, ...]:
    """Lines whose small total is made of several cells."""
    open_ = small(figures, rules) & (parts(figures) > 1)
    named = [("Row", rows[at]) for at in np.flatnonzero(open_[:-1, -1])]
    named += [("Column", columns[at]) for at in np.flatnonzero(open_[-1, :-1])]
    return tuple(
        f"{kind} {label} holds fewer than {rules.k} in all, spread over several cells: a reader who guesses that its "
        "hidden total is small can narrow them; join it with another before you share the table."
        for kind, label in named
    )
