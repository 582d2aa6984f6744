"""The one kind of table that a board page takes: text only, made from protected figures."""

from collections.abc import Callable, Sequence

import pandas as pd


class ProtectedFrame(pd.DataFrame):
    """A table of text that was made from protected figures.

    Whatever is worked out from it is a plain DataFrame again, so that a number joined to it later is noticed.

    Examples
    --------
    >>> from msp_qi.disclosure.table import protect_table
    >>> shown = protect_table([[3, 12], [9, 8]]).frame("service")
    >>> type(shown).__name__, type(shown.assign(true=1)).__name__
    ('ProtectedFrame', 'DataFrame')
    """

    @property
    def _constructor(self) -> Callable[..., pd.DataFrame]:
        return pd.DataFrame

    @classmethod
    def of_words(cls, columns: Sequence[object], lines: Sequence[Sequence[object]]) -> "ProtectedFrame":
        """Protected values and labels, as the text that they are shown as."""
        words = [[str(value) for value in line] for line in lines]
        return cls(pd.DataFrame(words, columns=[str(name) for name in columns], dtype=str))
