"""One measure of one person over time: its run chart, whether it moved, and the sentence."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from msp_qi.learning.judging import CLEAR_SHARE
from msp_qi.learning.person.chance import believed
from msp_qi.stats import SpcResult, run_chart
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.constants import ENOUGH_POINTS
from msp_qi.stats.person import nap
from msp_qi.stats.result import Verdict

Better = Literal["increase", "decrease"]
Every = Literal["week", "month"]
SHARE = "percent"
RATING = "rating"
COUNT = "count"

NOT_THE_CAUSE = "The chart cannot say why."
NOT_PROOF = "That is not proof that nothing changed."
ONE_PERSON = (
    "These are one person's figures. Never add them to another person's, and talk them over with the person "
    "first."
)


@dataclass(frozen=True)
class Measure:
    """What is followed.

    Parameters
    ----------
    name, title : str
        ``name`` stands in addresses, ``title`` on the page.
    unit : str
        ``"percent"`` (values 0 to 1), ``"rating"`` (1 to 5) or ``"count"``.
    better : str
        Which way is better; of a count it is only said which way it went.
    counted : str
        What n counts, e.g. ``"contacts"``; empty for a rating, which is one answer.
    thing : str
        How a sentence speaks of it: "control", "pressured contacts".
    requirement : str
        The requirement of the guide it serves.
    """

    name: str
    title: str
    unit: str
    better: Better
    thing: str
    requirement: str
    counted: str = ""


@dataclass(frozen=True)
class Series:
    """One measure of one person.

    Parameters
    ----------
    measure : Measure
        What is followed.
    every : str
        ``"week"`` or ``"month"``: what a point is.
    table : DataFrame
        A row a period, none left out: period, numerator, n, value. A rating has no numerator; a period without an
        answer has no value.
    spc : SpcResult
        Run chart about the median, its signals only where shuffled points would not give them.
    verdict : str
        ``"improved"``, ``"worsened"``, ``"no clear difference"`` or ``"cannot tell"``.
    first, last : str
        The level of the first and of the last periods with what it is of; ``first`` is that of all, and ``last`` is
        empty, where these would overlap.
    sentence : str
        What happened, how sure, and what not to conclude.
    notes : tuple of str
        Rows that could not be counted, and why.
    """

    measure: Measure
    every: Every
    table: pd.DataFrame = field(repr=False)
    spc: SpcResult = field(repr=False)
    verdict: Verdict
    first: str
    last: str
    sentence: str
    notes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is no value at all."""
        return not bool(self.table["value"].notna().any())


def judge(
    measure: Measure, every: Every, table: pd.DataFrame, ends: int, notes: tuple[str, ...] = ()
) -> Series:
    """Read a series.

    Parameters
    ----------
    measure : Measure
        What is followed.
    every : {"week", "month"}
        What a row is.
    table : DataFrame
        period, numerator, n, value; in order of time, with the absent periods.
    ends : int
        How many of the first and of the last periods the sentence sets side by side.
    notes : tuple of str
        Carried to the result.

    Returns
    -------
    Series
    """
    spc = believed(run_chart(table["value"], table["period"]))
    verdict = _verdict(spc, measure.better)
    first, last = _ends(table, measure, every, ends)
    said = [_what_happened(verdict, spc, measure, every), *(f"{words}." for words in (first, last) if words)]
    return Series(measure, every, table, spc, verdict, first, last, " ".join(said), notes)


def _verdict(spc: SpcResult, better: Better) -> Verdict:
    """A direction only where the chart signals and the later half is clearly above or below the earlier one.

    Clearly: in ``CLEAR_SHARE`` of all pairs of an earlier and a later point. Counting points above the middle line, as
    for shares of many cases, is no use for a rating, where many lie on the line.
    """
    if spc.summary.empty or not bool(spc.summary["enough_points"].iloc[0]):
        return "cannot tell"
    if not bool(spc.summary["runs_signal"].iloc[0]):
        return "no clear difference"
    early, late = np.array_split(spc.points["y"].dropna().to_numpy(dtype=float), 2)
    higher = nap(early, late)
    if 1 - CLEAR_SHARE < higher < CLEAR_SHARE:
        return "no clear difference"
    return "improved" if (higher >= CLEAR_SHARE) == (better == "increase") else "worsened"


def _what_happened(verdict: Verdict, spc: SpcResult, measure: Measure, every: Every) -> str:
    thing = measure.thing[:1].upper() + measure.thing[1:]
    if verdict == "cannot tell":
        return _too_few(spc, every)
    if verdict in ("improved", "worsened"):
        way = "up" if (verdict == "improved") == (measure.better == "increase") else "down"
        good = (
            "" if measure.unit == COUNT else f", which is {'better' if verdict == 'improved' else 'worse'},"
        )
        return f"{thing} went {way}{good} by more than chance would do. {NOT_THE_CAUSE}"
    if bool(spc.summary["runs_signal"].iloc[0]):
        return f"The {every}s differ by more than chance, but not one clear way: look at the chart."
    return f"No sign of change: the {every}s differ no more than chance would make them. {NOT_PROOF}"


def _too_few(spc: SpcResult, every: Every) -> str:
    if spc.summary.empty or not int(spc.summary["n_present"].iloc[0]):
        return f"There is no {every} with an answer, so there is nothing to judge."
    present, useful = (int(spc.summary[name].iloc[0]) for name in ("n_present", "n_useful"))
    have = "1 has an answer" if present == 1 else f"{present} have an answer"
    return (
        f"Too few {every}s to judge a change: {have} and {useful} of {'it' if present == 1 else 'them'} "
        f"{'lies' if useful == 1 else 'lie'} off the middle line; {ENOUGH_POINTS} are needed."
    )


def _ends(table: pd.DataFrame, measure: Measure, every: Every, ends: int) -> tuple[str, str]:
    """The first and the last periods side by side; one figure where they would overlap."""
    known = table[table["value"].notna()]
    if known.empty:
        return "", ""
    if len(known) < 2 * ends:
        return f"Over all: {_level(known, measure)}", ""
    return (
        f"First {ends} {every}s: {_level(known.head(ends), measure)}",
        f"Last {ends} {every}s: {_level(known.tail(ends), measure)}",
    )


def _level(rows: pd.DataFrame, measure: Measure) -> str:
    """A share with what it is of, or the middle rating with how many ratings."""
    if measure.unit == SHARE:
        done, of = int(rows["numerator"].sum()), int(rows["n"].sum())
        return f"{done} of {of} {measure.counted} ({per_cent(done / of)})"
    if measure.unit == COUNT:
        return f"{rows['value'].sum():.0f} {measure.counted}"
    ratings = "1 rating" if len(rows) == 1 else f"{len(rows)} ratings"
    return f"middle rating {rows['value'].median():g} ({ratings})"
