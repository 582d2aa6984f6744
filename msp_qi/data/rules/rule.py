"""What a check is: a function that finds cells, and the words that say what is wrong with them."""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import SupportsIndex

import pandas as pd

from msp_qi.data.grid import one_line
from msp_qi.data.issues import Severity
from msp_qi.schema.field import Table


@dataclass(frozen=True)
class Hit:
    """One cell that a rule means.

    Parameters
    ----------
    table : str
        Name of the table.
    index : int
        Index label of the row in its frame.
    field : str
        Name of the field.
    detail : str
        Fills ``{detail}`` in the rule's fix.
    """

    table: str
    index: int
    field: str
    detail: str = ""


@dataclass(frozen=True)
class Context:
    """What a rule may look at.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        The loaded tables by name.
    tables : sequence of Table
        What their columns mean.
    as_of : date
        The day on which the check is made: later dates lie in the future.
    """

    frames: Mapping[str, pd.DataFrame]
    tables: Sequence[Table]
    as_of: date

    def loaded(self) -> Iterator[tuple[Table, pd.DataFrame]]:
        """The tables that were loaded, each with its rows."""
        for table in self.tables:
            if table.name in self.frames:
                yield table, self.frames[table.name]

    def has(self, table: str, *fields: str) -> bool:
        """Whether a table was loaded and has all of the fields."""
        return table in self.frames and set(fields) <= set(self.frames[table].columns)

    @staticmethod
    def role(names: "pd.Series[str]") -> "pd.Series[str]":
        """Roles without case and extra spaces, so that two spellings can be compared."""
        return names.map(lambda name: one_line(name).casefold(), na_action="ignore")


Check = Callable[[Context], Iterable[Hit]]


@dataclass(frozen=True)
class Rule:
    """One check.

    Parameters
    ----------
    name : str
        Short name, in snake case.
    severity : str
        ``"error"``, ``"warning"`` or ``"note"``.
    needs : tuple of str
        ``"table.field"`` names that must be loaded for the rule to run; empty for a rule about every table.
    function : callable
        Finds the cells.
    expected, fix : str
        The words of the issue; ``fix`` may hold ``{detail}``.
    quotes_a_cell : bool
        The detail is what stands in a cell, so it may be a name: it is shown, and left out of what is kept.
    """

    name: str
    severity: Severity
    needs: tuple[str, ...]
    function: Check
    expected: str
    fix: str
    quotes_a_cell: bool = False

    def applies(self, frames: Mapping[str, pd.DataFrame]) -> bool:
        """Whether everything that the rule needs was loaded."""
        pairs = (need.split(".") for need in self.needs)
        return all(table in frames and field in frames[table] for table, field in pairs)


def hits(table: str, frame: pd.DataFrame, mask: "pd.Series[bool]", field: str, detail: str = "") -> list[Hit]:
    """A hit for each row of a mask."""
    return [Hit(table, int(index), field, detail) for index in frame.index[mask.fillna(False).astype(bool)]]


def label_of(index: object) -> int:
    """An index label of a frame as a plain int; pandas hands it out as its own kind of integer too.

    Examples
    --------
    >>> label_of(pd.Series([7], index=[3]).index[0])
    3
    """
    if isinstance(index, SupportsIndex):
        return operator.index(index)
    raise TypeError(f"row labels are whole numbers, not {type(index).__name__}")
