"""A list of what happened, judged row by row: the shape that triggers, breaches, restrictions and shares have."""

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Judged:
    """Rows with what is to be said of each.

    Parameters
    ----------
    table : DataFrame
        A row for each thing that happened, the latest first; ``judgement`` says in words how it stands and ``look``
        (bool) whether somebody should look first.
    met, due : int
        Of those that could be expected by the day of the report, how many were done as agreed.
    sentence : str
        What happened, how sure, what not to conclude.
    as_of : Timestamp
        The day of the report.
    """

    table: pd.DataFrame = field(repr=False)
    met: int
    due: int
    sentence: str
    as_of: pd.Timestamp

    @property
    def to_look_at(self) -> pd.DataFrame:
        """The rows to look at first."""
        return self.table[self.table["look"].astype(bool)]


def number(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    Examples
    --------
    >>> number(1, "breach", "breaches"), number(2, "day")
    ('1 breach', '2 days')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


def filled(text: pd.Series) -> "pd.Series[bool]":
    """Whether anything but white space is written."""
    return text.fillna("").astype(str).str.strip().ne("")


def words_for(*cases: "tuple[pd.Series[bool], str]", otherwise: str) -> "pd.Series[str]":
    """The words of the first case that holds in each row."""
    found = pd.Series(otherwise, index=cases[0][0].index, dtype="str")
    for mask, words in reversed(cases):
        found = found.mask(mask.astype(bool), words)
    return found
