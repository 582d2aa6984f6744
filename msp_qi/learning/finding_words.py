"""What one indicator's series says, in plain words: what happened, how sure that is, and what not to conclude."""

import re
from collections.abc import Hashable, Mapping
from typing import cast

import numpy as np
import pandas as pd

from msp_qi.measures.indicator import Indicator
from msp_qi.settings import RECENT_MONTHS
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.constants import ENOUGH_POINTS
from msp_qi.stats.result import Verdict

_PLURAL = re.compile(r"(?<=ss)es\b|(?<!s)s\b")
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
NO_SIGN = "That is no sign that all is well."
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
    if present < ENOUGH_POINTS:
        some = {0: "no month has", 1: "only 1 month has"}.get(present, f"only {present} months have")
        return f"Too few months to judge a change: {some} anything to count, and {ENOUGH_POINTS} are needed. {NO_SIGN}"
    lie = "lies" if useful == 1 else "lie"
    return (
        f"Too few months to judge a change: only {useful} of {present} {lie} off the middle line, and {ENOUGH_POINTS} "
        f"are needed. {NO_SIGN}"
    )


def _halves(found: Indicator, series: pd.DataFrame) -> str:
    """The earlier and the later half of the counted months, as they were judged against each other."""
    counted = series[series["denominator"] > 0]
    later = np.arange(len(counted)) >= len(counted) / 2
    halves = (counted[~later], counted[later])
    if found.lasting > 1:
        first, second = (per_cent(float(half["value"].mean())) for half in halves)
        return f"{first} in an average month of the earlier half, {second} in one of the later half"
    first, second = (
        value_words(found, int(half["numerator"].sum()), int(half["denominator"].sum())) for half in halves
    )
    return f"{first} in the earlier half of the months, {second} in the later half"


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
    share = f"{numerator / denominator * indicator.per:.1f} for every {indicator.per}"
    return (
        f"{things(numerator, indicator.numerator)} and {things(denominator, indicator.denominator)} ({share})"
    )


def things(count: int, words: str) -> str:
    """So many of what an indicator counts, in words that fit one of it as well.

    Examples
    --------
    >>> things(1, "near misses"), things(1, "concerns raised in the month"), things(2, "incidents")
    ('1 near miss', '1 concern raised', '2 incidents')
    """
    named = words.removesuffix(" in the month")
    return f"{count} {_PLURAL.sub('', named, count=1) if count == 1 else named}"


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
    '41 concerns raised'
    """
    if indicator.kind == "count":
        return things(numerator, indicator.numerator)
    if not denominator:
        return "none to count"
    if indicator.kind == "rate":
        return f"{numerator} against {denominator} ({numerator / denominator * indicator.per:.1f} per {indicator.per})"
    return f"{numerator} of {denominator} ({per_cent(numerator / denominator)})"
