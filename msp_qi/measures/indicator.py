"""What an indicator is: one question of the guide as a numerator over a denominator."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from msp_qi.measures.context import View
from msp_qi.schema.assurance import quality_statement
from msp_qi.settings import MINIMUM_CASES

Direction = Literal["up", "down", "none"]
Kind = Literal["proportion", "rate", "count", "rating", "days between"]
Condition = Callable[[pd.DataFrame], "pd.Series[bool]"]

CHARTS: dict[Kind, str] = {
    "proportion": "run chart of the share",
    "rate": "run chart of the rate",
    "count": "run chart of the number",
    "rating": "run chart for each person",
    "days between": "chart of the days between",
}
TEAM_CHART = "the share of each team with its interval"


def every_row(rows: pd.DataFrame) -> "pd.Series[bool]":
    """A condition that every row meets."""
    return pd.Series(True, index=rows.index)


@dataclass(frozen=True)
class Exposure:
    """What a rate is out of, where that stands in another table than what is counted.

    Parameters
    ----------
    table, period_field : str
        The table, and the date that says in which month a row counts.
    needs : tuple of str
        The fields that it is counted from.
    in_denominator : callable
        Table to a boolean Series: the rows that count.
    """

    table: str
    period_field: str
    needs: tuple[str, ...]
    in_denominator: Condition = every_row


@dataclass(frozen=True)
class Sums:
    """Columns of whole numbers that are added up, where a row stands for more than one thing.

    Parameters
    ----------
    numerator, denominator : str
        Columns of the table or of the view; a missing number counts as none. Without a denominator, rows are counted.
    """

    numerator: str
    denominator: str = ""


@dataclass(frozen=True)
class Indicator:
    """One countable question.

    Parameters
    ----------
    name : str
        Name in tables and code, e.g. ``"outcome_in_own_words"``.
    title : str
        Short heading for charts and tables.
    question : str
        The question in plain words.
    requirements : tuple of str
        Ids of the guide's requirements that it serves, e.g. ``("P1",)``.
    table : str
        The table whose rows it counts.
    period_field : str
        The date that says in which month a row counts: a field of the table or a column of the view.
    needs : tuple of str
        The fields that it is counted from, ``"table.field"`` where they stand in another table: where a file has
        no column for one of them, the indicator is not collected there, which is something else than not met.
    in_denominator : callable
        Rows to a boolean Series: those that count.
    in_numerator : callable
        Rows to a boolean Series: those that show it. Only rows of the denominator are ever counted.
    numerator, denominator, left_out : str
        The same in words, and what is left out and why.
    direction : {"up", "down", "none"}
        ``"up"``: more is better; ``"down"``: less is better; ``"none"``: neither.
    principle : str
        The Care Act principle.
    kind : {"proportion", "rate", "count", "rating", "days between"}
        What the value is.
    view : callable, optional
        Makes the rows that are counted from the tables; the table as it is where there is none.
    sums : Sums, optional
        Columns to add up instead of counting rows.
    exposure : Exposure, optional
        Where the denominator stands in another table.
    per : int
        A rate is given for so many of the denominator.
    apart : str
        A column, such as the person, whose values are counted apart and never pooled.
    balancing : str
        Name of the indicator to be read beside it: what a gain in this one must not cost, or what shows it from
        another side.
    lasting : int
        For how many months running the same thing is counted, about: a month then adds less news than its count,
        and a difference between months is judged by the count divided by this.
    minimum : int
        A share of fewer than this is not put into words.
    """

    name: str
    title: str
    question: str
    requirements: tuple[str, ...]
    table: str
    period_field: str
    needs: tuple[str, ...]
    in_denominator: Condition
    in_numerator: Condition
    numerator: str
    denominator: str
    left_out: str
    direction: Direction
    principle: str
    kind: Kind = "proportion"
    view: View | None = field(default=None, compare=False)
    sums: Sums | None = None
    exposure: Exposure | None = None
    per: int = 1
    apart: str = ""
    balancing: str = ""
    lasting: int = 1
    minimum: int = MINIMUM_CASES

    @property
    def quality_statement(self) -> str:
        """The CQC quality statement of its first requirement."""
        return quality_statement(self.requirements[0])

    @property
    def chart(self) -> str:
        """What it is drawn as."""
        return TEAM_CHART if self.apart == "team" else CHARTS[self.kind]

    @property
    def definition(self) -> str:
        """How it is counted, in plain sentences."""
        left_out = self.left_out
        if left_out.startswith("Nothing"):
            left_out = f"Left out: n{left_out[1:]}"
        return f"Shown: {self.numerator}. Out of: {self.denominator}. {left_out}"

    @property
    def own_needs(self) -> tuple[str, ...]:
        """The fields it needs of its own table."""
        return tuple(name for name in self.needs if "." not in name)

    @property
    def needs_by_table(self) -> dict[str, tuple[str, ...]]:
        """The fields it needs, by table, its own table first."""
        found: dict[str, tuple[str, ...]] = {self.table: self.own_needs}
        for name in self.needs:
            if "." in name:
                table, wanted = name.split(".")
                found[table] = (*found.get(table, ()), wanted)
        if self.exposure:
            found[self.exposure.table] = (*found.get(self.exposure.table, ()), *self.exposure.needs)
        return found
