"""What one indicator's series says, in plain words: what happened, how sure that is, and what not to conclude."""

from collections.abc import Hashable, Mapping
from typing import cast

import numpy as np
import pandas as pd

from msp_qi.measures.indicator import Indicator
from msp_qi.settings import RECENT_MONTHS
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.constants import ENOUGH_POINTS
from msp_qi.stats.result import Verdict

VERDICT_WORDS: dict[Verdict, str] = {
    "improved": "improved",
    "worsened": "got worse",
    "no clear difference": "no clear change",
    "cannot tell": "too little to tell",
}
ONE_SIDED = (
    "The chart cannot judge a change: more than half of the months lie on the middle line, and all others on one side "
    "of it."
)
ALL_ALIKE = "Every month has the same value, so there is no change to judge."


def sentence(
    found: Indicator,
    verdict: Verdict,
    summary: Mapping[Hashable, object],
    series: pd.DataFrame,
    recent: tuple[int, int],
) -> str:
    """What stands under the chart of an indicator.

    Parameters
    ----------
    found : Indicator
        What was counted.
    verdict : str
        How its series was judged.
    summary : mapping
        The run chart's own row, with ``moved`` from `msp_qi.learning.judging.judge`.
    series : DataFrame
        numerator, denominator, value; a row a month.
    recent : tuple of int
        The latest numerator and denominator.

    Returns
    -------
    str
    """
    return f"{_what_happened(found, verdict, summary, series)} {_lately(found, *recent)}"


def _what_happened(
    found: Indicator, verdict: Verdict, summary: Mapping[Hashable, object], series: pd.DataFrame
) -> str:
    if verdict == "cannot tell":
        return _why_not(summary)
    if found.direction == "none" and summary["runs_signal"]:
        return "It has moved by more than chance would explain; more is neither better nor worse here."
    if verdict == "no clear difference" and summary["moved"]:
        return "There is a sign of change, but with so many charts looked at together it may be chance: read cases."
    if verdict == "no clear difference" and summary["runs_signal"]:
        return (
            "The months differ by more than chance, but not one clear way: call it neither better nor worse."
        )
    if verdict == "no clear difference":
        return (
            "No sign of change: the months differ no more than chance would make them. That is no proof that nothing "
            "changed."
        )
    return (
        f"It has {VERDICT_WORDS[verdict]}: {_halves(found, series)}. Chance alone would seldom do this; the chart "
        "cannot say why."
    )


def _why_not(summary: Mapping[Hashable, object]) -> str:
    present, useful = (int(cast(int, summary[name])) for name in ("n_present", "n_useful"))
    if useful >= ENOUGH_POINTS:
        return ONE_SIDED
    if present >= ENOUGH_POINTS and not useful:
        return ALL_ALIKE
    return (
        f"Too few months to judge a change: {present} {'has' if present == 1 else 'have'} cases, and {useful} of them "
        f"{'lies' if useful == 1 else 'lie'} off the middle line, where {ENOUGH_POINTS} are needed. That is no sign "
        "that all is well."
    )


def _halves(found: Indicator, series: pd.DataFrame) -> str:
    """The earlier and the later half of the counted months, as they were judged against each other."""
    counted = series[series["denominator"] > 0]
    later = np.arange(len(counted)) >= len(counted) / 2
    earlier_words, later_words = (_half(found, counted[half]) for half in (~later, later))
    return f"{earlier_words} in the earlier half of the months, {later_words} in the later half"


def _half(found: Indicator, months: pd.DataFrame) -> str:
    if found.lasting > 1:
        return f"{per_cent(float(months['value'].mean()))} in a usual month"
    return value_words(found, int(months["numerator"].sum()), int(months["denominator"].sum()))


def _lately(found: Indicator, numerator: int, denominator: int) -> str:
    if not denominator:
        return f"In the last {RECENT_MONTHS} months there was nothing to count."
    if found.lasting > 1:
        return f"In the latest month: {value_words(found, numerator, denominator)}."
    if found.kind == "rate":
        return f"In the last {RECENT_MONTHS} months: {rate_words(found, numerator, denominator)}."
    return f"In the last {RECENT_MONTHS} months: {value_words(found, numerator, denominator)}."


def rate_words(indicator: Indicator, numerator: int, denominator: int) -> str:
    """A rate in words that name what was counted and beside what.

    Parameters
    ----------
    indicator : Indicator
        A rate.
    numerator, denominator : int
        The counts; the denominator is not 0.

    Returns
    -------
    str

    Examples
    --------
    >>> from msp_qi.measures.catalogue import named
    >>> rate_words(named("restrictions_introduced"), 3, 40)
    '3 restrictions started and 40 concerns raised (0.8 for every 10)'
    """
    things, exposure = (
        words.removesuffix(" in the month") for words in (indicator.numerator, indicator.denominator)
    )
    share = f"{numerator / denominator * indicator.per:.1f} for every {indicator.per}"
    return f"{numerator} {things} and {denominator} {exposure} ({share})"


def value_words(indicator: Indicator, numerator: int, denominator: int) -> str:
    """A count in words that always carries its n.

    Parameters
    ----------
    indicator : Indicator
        What was counted.
    numerator, denominator : int
        The counts.

    Returns
    -------
    str

    Examples
    --------
    >>> from msp_qi.measures.catalogue import named
    >>> value_words(named("outcome_revisited"), 6, 8)
    '6 of 8 (75 %)'
    >>> value_words(named("restrictions_introduced"), 3, 40)
    '3 against 40 (0.8 per 10)'
    >>> value_words(named("concerns_raised"), 41, 6)
    '41'
    """
    if indicator.kind == "count":
        return str(numerator)
    if not denominator:
        return "none to count"
    if indicator.kind == "rate":
        return f"{numerator} against {denominator} ({numerator / denominator * indicator.per:.1f} per {indicator.per})"
    return f"{numerator} of {denominator} ({per_cent(numerator / denominator)})"
