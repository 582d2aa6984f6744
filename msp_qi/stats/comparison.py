"""What every comparison shares: its verdict, its refusals, its words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from msp_qi.stats.constants import CONFIDENCE, LEVEL, POWER, TOLERANCE
from msp_qi.stats.intervals import Interval
from msp_qi.stats.result import ComparisonResult, Verdict

DIRECTIONS = ("increase", "decrease", "neutral")
BEFORE_AFTER = ("before", "after")
UNKNOWN: Interval = (np.nan, np.nan)


@dataclass(frozen=True)
class Method:
    """How a comparison is made: what is compared, by which interval and test, under which assumption."""

    effect_name: str
    interval_name: str
    test: str
    assumption: str
    null: float = 0.0


def judge(p: float, interval: Interval, null: float, direction: str) -> Verdict:
    """Improved or worsened only where the test and the interval agree; neither where no direction is good."""
    lower, upper = interval
    clear = p < LEVEL and not lower <= null <= upper
    if np.isnan(p) or np.isnan(lower) or np.isnan(upper):
        return "cannot tell"
    if not clear:
        return "no clear difference"
    if direction == "neutral":
        return "cannot tell"
    return "improved" if (lower > null) == (direction == "increase") else "worsened"


def moved(interval: Interval, null: float) -> str:
    """``"higher"`` or ``"lower"``: where the interval lies."""
    return "higher" if interval[0] > null else "lower"


def verdict_words(verdict: Verdict, interval: Interval, null: float, groups: Sequence[str]) -> str:
    """The verdict as a sentence."""
    if verdict == "cannot tell":
        side = moved(interval, null)
        return (
            f"It is {side} in {groups[1]} than in {groups[0]}; whether that is good the numbers cannot tell."
        )
    return {"improved": "Improved.", "worsened": "Worsened.", "no clear difference": "No clear difference."}[
        verdict
    ]


def p_words(p: float) -> str:
    """A p-value as it is printed.

    Examples
    --------
    >>> p_words(0.0312), p_words(0.00001)
    ('p = 0.031', 'p < 0.001')
    """
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"


def per_cent(share: float, *, signed: bool = False) -> str:
    """A share of one as a percentage, halves away from zero as in a spreadsheet.

    Examples
    --------
    >>> per_cent(0.625), per_cent(-0.05, signed=True)
    ('63 %', '-5 %')
    """
    rounded = math.copysign(math.floor(abs(100 * share) + 0.5 + TOLERANCE), share)
    return f"{rounded or 0.0:{'+' if signed else ''}.0f} %"


def needed_words(n_needed: int | None, what: str = "in each group") -> str:
    """How many would show a difference of this size."""
    if n_needed is None:
        return ""
    return f" To show a difference of this size, about {n_needed} {what} are needed (power {POWER:.0%})."


def opened(words: str) -> str:
    """With a capital at the start."""
    return f"{words[:1].upper()}{words[1:]}"


def interval_name(method: str, confidence: float = CONFIDENCE) -> str:
    """E.g. ``"Newcombe hybrid score, 95 %"``.

    Examples
    --------
    >>> interval_name("Wilson")
    'Wilson, 95 %'
    """
    return f"{method}, {100 * confidence:g} %"


def table(
    groups: Sequence[str], n: Sequence[int], values: Sequence[float], *intervals: Interval
) -> pd.DataFrame:
    """A row a side: group, n, value and the interval of the value."""
    bounds = intervals or tuple(UNKNOWN for _ in groups)
    return pd.DataFrame(
        {
            "group": list(groups),
            "n": list(n),
            "value": list(values),
            "lower": [bound[0] for bound in bounds],
            "upper": [bound[1] for bound in bounds],
        }
    )


def refused(
    question: str,
    groups: Sequence[str],
    n: Sequence[int],
    values: Sequence[float],
    method: Method,
    reason: str,
    *,
    n_needed: int | None = None,
    rows: pd.DataFrame | None = None,
) -> ComparisonResult:
    """A result that says why the data cannot answer, and what would be needed."""
    return ComparisonResult(
        question=question,
        groups=tuple(groups),
        n=tuple(n),
        values=tuple(values),
        effect=np.nan,
        effect_name=method.effect_name,
        interval=UNKNOWN,
        interval_name=method.interval_name,
        p=np.nan,
        test=method.test,
        assumption=method.assumption,
        verdict="cannot tell",
        n_needed=n_needed,
        text=f"{question} Cannot tell: {reason}{needed_words(n_needed)}",
        table=table(groups, n, values) if rows is None else rows,
    )
