"""What an indicator is: one question of the guide as a numerator over a denominator."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

Direction = Literal["up", "down", "none"]
Condition = Callable[[pd.DataFrame], "pd.Series[bool]"]


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
        The date that says in which month a row counts.
    needs : tuple of str
        The fields that it is counted from: where a file has no column for one of them, the indicator is not
        collected there, which is something else than not met.
    in_denominator : callable
        Table to a boolean Series: the rows that count.
    in_numerator : callable
        Table to a boolean Series: the rows that show it. Only rows of the denominator are ever counted.
    numerator, denominator, left_out : str
        The same in words, and what is left out and why.
    direction : str
        ``"up"``: more is better; ``"down"``: less is better; ``"none"``: neither.
    principle : str
        The Care Act principle.
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
