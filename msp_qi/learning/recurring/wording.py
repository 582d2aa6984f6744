"""Counts and months in words, always with their n."""

import pandas as pd

from msp_qi.stats.comparison import per_cent
from msp_qi.stats.intervals import exact_interval

HALF = 0.5


def counted(number: int, thing: str, things: str = "") -> str:
    """A number with its noun.

    Examples
    --------
    >>> counted(1, "concern"), counted(0, "concern"), counted(2, "person", "people")
    ('1 concern', '0 concerns', '2 people')
    """
    return f"{number} {thing if number == 1 else things or f'{thing}s'}"


def share(numerator: int, denominator: int, thing: str = "") -> str:
    """A share with its n.

    Examples
    --------
    >>> share(3, 4), share(3, 4, "stage"), share(0, 0)
    ('3 of 4 (75 %)', '3 of 4 stages (75 %)', 'none to count')
    """
    if not denominator:
        return "none to count"
    of = counted(denominator, thing) if thing else str(denominator)
    return f"{numerator} of {of} ({per_cent(numerator / denominator)})"


def level(numerator: int, denominator: int) -> str:
    """How a sentence about a share opens: "most" only where its exact interval lies above a half.

    Examples
    --------
    >>> level(9, 10), level(3, 4), level(1, 40)
    ('Most', 'Some', 'Fewer than half of the')
    """
    if not numerator:
        return "None of the"
    lower, upper = (float(end) for end in exact_interval(numerator, denominator))
    if lower > HALF:
        return "Most"
    return "Fewer than half of the" if upper < HALF else "Some"


def between(numerator: int, denominator: int) -> str:
    """The exact 95 % interval of a share.

    Examples
    --------
    >>> between(9, 10)
    '55 to 100 %'
    """
    lower, upper = (float(end) for end in exact_interval(numerator, denominator))
    return f"{per_cent(lower).removesuffix(' %')} to {per_cent(upper)}"


def month(date: pd.Timestamp) -> str:
    """A month as people write it.

    Examples
    --------
    >>> month(pd.Timestamp("2026-04-01"))
    'Apr 2026'
    """
    return f"{date:%b %Y}"


def themes_listed(names: list[str]) -> str:
    """Names of themes in a sentence, in quotation marks: "Other" is a name, and some names hold an "or".

    Examples
    --------
    >>> themes_listed(["Neglect or missed care", "Other"])
    '"Neglect or missed care" and "Other"'
    """
    return listed([f'"{name}"' for name in names])


def listed(names: list[str]) -> str:
    """Names in a sentence.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
