"""How many cases give which precision: so that nobody takes 4 of 4 for 100 %."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from msp_qi.stats.comparison import per_cent
from msp_qi.stats.intervals import exact_interval

FEWEST, MOST = 4, 50
SHARES = (1.0, 0.9, 0.75, 0.5)


def precision_table(
    sizes: Sequence[int] = tuple(range(FEWEST, MOST + 1)), shares: Sequence[float] = SHARES
) -> pd.DataFrame:
    """The exact interval for each number of cases and each share.

    Parameters
    ----------
    sizes : sequence of int
        Numbers of cases.
    shares : sequence of float
        Wanted shares of 0 to 1; the nearest whole number of cases is taken, halves upwards.

    Returns
    -------
    DataFrame
        cases, wanted_share, shown (cases that show it), share (shown / cases), lower, upper (of 0 to 1).

    References
    ----------
    Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404.

    Examples
    --------
    >>> precision_table([4], [1.0]).round(3).to_dict("records")[0]["lower"]
    0.398
    """
    pairs: list[tuple[int, float]] = [(size, share) for size in sizes for share in shares]
    table = pd.DataFrame(pairs, columns=["cases", "wanted_share"])
    table["shown"] = [math.floor(size * share + 0.5) for size, share in pairs]
    table["share"] = table["shown"] / table["cases"]
    table["lower"], table["upper"] = exact_interval(table["shown"].to_numpy(), table["cases"].to_numpy())
    return table


def range_words(shown: int, cases: int) -> str:
    """The exact interval in words.

    Examples
    --------
    >>> range_words(4, 4), range_words(6, 8), range_words(0, 4)
    ('40 to 100 %', '35 to 97 %', '0 to 60 %')
    """
    lower, upper = exact_interval(shown, cases)
    return f"{per_cent(float(lower)).removesuffix(' %')} to {per_cent(float(upper))}"


def precision_sentence(cases: int) -> str:
    """What a full score of so many cases says, and what it does not.

    Examples
    --------
    >>> precision_sentence(4)
    '4 of 4 is 40 to 100 %, not 100 %.'
    """
    return f"{cases} of {cases} is {range_words(cases, cases)}, not 100 %."


def precision_words(sizes: Sequence[int], shares: Sequence[float] = SHARES[::2]) -> pd.DataFrame:
    """The table as a person reads it: a row for each number of cases.

    Parameters
    ----------
    sizes : sequence of int
        Numbers of cases.
    shares : sequence of float
        A column for each.

    Returns
    -------
    DataFrame
        Cases read, and for each share a cell such as ``"3 of 4: 19 to 99 %"``.
    """
    columns: dict[str, Any] = {"Cases read": [str(size) for size in sizes]}
    for share in shares:
        shown = [math.floor(size * share + 0.5) for size in sizes]
        name = "All of them" if share == 1 else f"About {per_cent(share)}"
        columns[name] = [
            f"{count} of {size}: {range_words(count, size)}" for count, size in zip(shown, sizes, strict=True)
        ]
    return pd.DataFrame(columns)
