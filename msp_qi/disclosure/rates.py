"""Shares that can leave the service: never a numerator, never a percentage that would give one away."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from msp_qi.disclosure.cells import labelled
from msp_qi.disclosure.frame import ProtectedFrame
from msp_qi.disclosure.rules import Rules
from msp_qi.errors import UserError
from msp_qi.settings import BASE, POINTS, K
from msp_qi.stats.arguments import Column

Kind = Literal["percentage", "few", "nearly all", "too few"]
TOO_FEW = "too few to report"
FEW, NEARLY_ALL = "fewer than {k}", "all but fewer than {k}"
PERCENTAGE, ABOUT = "{percent} %", "{words} (base about {base})"
NO_FIGURE = "no figure"


@dataclass(frozen=True)
class ProtectedRate:
    """What may be shown of one share; the true counts are not in it.

    Parameters
    ----------
    kind : {"percentage", "few", "nearly all", "too few"}
        Which of the four ways it is shown.
    words : str
        The share in words, without its base.
    percent : int or None
        To the nearest 5 points; None where there is no percentage to show.
    base : int or None
        The rounded base; None where it is too few to report.
    least, most : float
        Between what the share lies, from 0 to 1, as far as the words say; NaN where nothing is reported.
    """

    kind: Kind
    words: str
    percent: int | None
    base: int | None
    least: float
    most: float

    def __str__(self) -> str:
        return self.words if self.base is None else ABOUT.format(words=self.words, base=self.base)


@dataclass(frozen=True)
class ProtectedRates:
    """Many protected shares, in the order given.

    Parameters
    ----------
    rates : tuple of ProtectedRate
        One for each row.
    """

    rates: tuple[ProtectedRate, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Each as it is shown, with its base."""
        return tuple(map(str, self.rates))

    def by(self, rows: Column, columns: Column, name: str = "") -> ProtectedFrame:
        """As a table of two sides, e.g. services by indicators.

        Parameters
        ----------
        rows, columns : column
            To which row and column each share belongs, in the order of the shares; no two in one place.
        name : str
            Heading of the column of row labels.

        Returns
        -------
        ProtectedFrame
            Text only; "no figure" where there is none.
        """
        across, down = (pd.Series(list(labels), dtype=object) for labels in (columns, rows))  # type: ignore[arg-type]
        places = pd.MultiIndex.from_arrays([down, across])
        if len(places) != len(self.rates):
            raise UserError(
                f"There are {len(self.rates)} shares and {len(places)} labels; give one for each."
            )
        if places.has_duplicates:
            row, column = places[places.duplicated()][0]
            raise UserError(f"{row} has two shares for {column}; give one.")
        wide = pd.Series(self.words, index=places, dtype=object).unstack(fill_value=NO_FIGURE)
        wide = wide.reindex(index=down.unique(), columns=across.unique())
        lines = [[label, *line] for label, line in zip(wide.index, wide.to_numpy(), strict=True)]
        return ProtectedFrame.of_words([name, *wide.columns], lines)


def protect_rate(numerator: int, denominator: int, k: int = K, base: int = BASE) -> ProtectedRate:
    """What may be shown of one share.

    Parameters
    ----------
    numerator, denominator : int
        How many, of how many.
    k : int
        Fewer than ``k`` are never told.
    base : int
        What the denominator is rounded to, half up.

    Returns
    -------
    ProtectedRate
        ``str`` of it is what is shown: "too few to report" where the denominator is below 10, "fewer than 5" where
        the numerator is, "all but fewer than 5" where the rest is, else the percentage to the nearest 5 points.

    Raises
    ------
    UserError
        A count that is missing, no whole number or below 0, more than all, or a setting as in `protect_table`.

    Examples
    --------
    >>> for met, read in [(18, 20), (7, 9), (12, 23), (2, 31)]:
    ...     print(protect_rate(met, read))
    all but fewer than 5 (base about 20)
    too few to report
    50 % (base about 25)
    fewer than 5 (base about 30)
    """
    return protect_rates([numerator], [denominator], k, base).rates[0]


def protect_rates(numerator: Column, denominator: Column, k: int = K, base: int = BASE) -> ProtectedRates:
    """What may be shown of many shares; see `protect_rate`.

    Parameters
    ----------
    numerator, denominator : column of int
        A row a share.
    k, base : int
        As in `protect_rate`.

    Returns
    -------
    ProtectedRates

    Raises
    ------
    UserError
        As in `protect_rate`; also where the columns differ in length.

    Examples
    --------
    >>> protect_rates([18, 7], [20, 9]).words
    ('all but fewer than 5 (base about 20)', 'too few to report')
    """
    rules = Rules(k, base)
    met, of = (list(column) for column in (numerator, denominator))  # type: ignore[arg-type]
    if len(met) != len(of):
        raise UserError(
            f"There are {len(met)} numerators and {len(of)} denominators; they must match row by row."
        )
    if not met:
        return ProtectedRates(())
    counts = labelled(
        pd.DataFrame({"numerator": met, "denominator": of}, index=range(1, len(met) + 1))
    ).counts
    over = counts[:, 0] > counts[:, 1]
    if over.any():
        row = int(np.argmax(over))
        raise UserError(
            f"Row {row + 1}: the numerator {counts[row, 0]} is above its denominator {counts[row, 1]}; correct it."
        )
    return ProtectedRates(tuple(_protected(met_, of_, rules) for met_, of_ in counts.tolist()))


def _protected(met: int, of: int, rules: Rules) -> ProtectedRate:
    if of < rules.least_base:
        return ProtectedRate("too few", TOO_FEW, None, None, np.nan, np.nan)
    base = rules.round(of)
    # By what is shown, not by the true base: the least base that is rounded to this one.
    few = (rules.k - 1) / max(rules.least_base, rules.span(base)[0])
    if met < rules.k:
        return ProtectedRate("few", FEW.format(k=rules.k), None, base, 0.0, few)
    if of - met < rules.k:
        return ProtectedRate("nearly all", NEARLY_ALL.format(k=rules.k), None, base, 1.0 - few, 1.0)
    # Half up to the nearest so many points, in whole numbers.
    percent = (200 * met + POINTS * of) // (2 * POINTS * of) * POINTS
    share = percent / 100
    return ProtectedRate("percentage", PERCENTAGE.format(percent=percent), percent, base, share, share)
