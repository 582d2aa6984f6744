"""What a field, an answer and a table are: the types behind every template column and every check."""

from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["id", "text", "choice", "date", "date and time", "month", "whole number"]


@dataclass(frozen=True)
class Answer:
    """One allowed answer of a choice field.

    Parameters
    ----------
    code : str
        What the tables and csv files hold, e.g. ``"not_met"``.
    label : str
        What a person picks from the list, e.g. ``"Not met"``.
    also : tuple of str
        Other spellings that people type and that mean the same, e.g. ``("N/A",)``.
    """

    code: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One column: its heading, its type, its help and the requirements it serves.

    Parameters
    ----------
    name : str
        Column name in csv files and in code.
    label : str
        Heading that a person sees in the workbook.
    kind : str
        How a cell is read; ``"id"`` keeps its zeros, ``"month"`` is a date whose day does not matter.
    help : str
        What to fill in, in one or two plain sentences; shown beside the cell.
    example : str
        What the example row shows. An example row is never loaded.
    answers : tuple of Answer
        The allowed answers of a choice field, in the order of the list.
    required : bool
        A row without it cannot be counted: an error, not a gap.
    serves : tuple of str
        Requirement ids of the guide, e.g. ``("P1",)``.
    principle : str
        The Care Act principle, for audit items.
    good : str
        What good looks like, for audit items.
    guide : str
        The guide's own sentence, for audit items.
    markers : tuple of Answer
        What published tables write in place of a value, e.g. ``[c]``: information, and never a zero.
    between : tuple of int and int, optional
        Lowest and highest value of a whole number, e.g. ``(1, 5)`` for a rating.
    starter : bool
        Stands in the small starter workbook as well.
    ahead : bool
        A date that says when something is due or planned, so that it may lie in the future.
    """

    name: str
    label: str
    kind: Kind
    help: str
    example: str
    answers: tuple[Answer, ...] = ()
    required: bool = False
    serves: tuple[str, ...] = ()
    principle: str = ""
    good: str = ""
    guide: str = ""
    markers: tuple[Answer, ...] = ()
    between: tuple[int, int] | None = None
    starter: bool = False
    ahead: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """The allowed codes, in the order of the list."""
        return tuple(answer.code for answer in self.answers)


@dataclass(frozen=True)
class Table:
    """One sheet of the workbook, or one csv file.

    Parameters
    ----------
    name : str
        Name in code and of the csv file, e.g. ``"case_audits"``.
    sheet : str
        Name of the sheet that a person sees.
    title, purpose : str
        One line each for the cover sheet and the dictionary.
    fields : tuple of Field
        Columns, in order.
    key : tuple of str
        Fields that together name one row; two rows with the same key are an issue.
    required : bool
        Data without this table cannot be counted at all.
    """

    name: str
    sheet: str
    title: str
    purpose: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    required: bool = False

    @property
    def starter(self) -> "Table | None":
        """The table as it stands in the starter workbook, None where it does not stand there."""
        fields = tuple(field for field in self.fields if field.starter)
        return replace(self, fields=fields) if fields else None

    def field(self, name: str) -> Field:
        """The field of that name.

        Raises
        ------
        KeyError
            When the table has no such field.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no field {name}")
