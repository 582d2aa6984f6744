"""What every comparison shares: its verdict, its refusals, its words."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from msp_qi.errors import UserError
from msp_qi.stats.arguments import one_of
from msp_qi.stats.constants import CONFIDENCE, LEVEL, MOST_NEEDED, POWER, TOLERANCE
from msp_qi.stats.intervals import Interval, normal_quantile
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


def check_options(direction: str, groups: Sequence[str], confidence: float) -> None:
    """What every comparison is asked with."""
    one_of(direction, DIRECTIONS, "direction")
    if isinstance(groups, str) or len(groups) != len(BEFORE_AFTER):
        raise UserError(f"groups is {groups!r}; give the names of the two sides, e.g. {BEFORE_AFTER!r}.")
    normal_quantile(confidence)


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


def verdict_words(
    verdict: Verdict,
    interval: Interval,
    null: float,
    groups: Sequence[str],
    *,
    n_needed: int | None = None,
    what: str = "in each group",
) -> str:
    """The verdict as a sentence, and, where nothing is clear, how many would make it so."""
    if verdict == "cannot tell":
        side = moved(interval, null)
        return (
            f"It is {side} in {groups[1]} than in {groups[0]}; whether that is good the numbers cannot tell."
        )
    if verdict == "no clear difference":
        return f"No clear difference.{needed_words(n_needed, what)}"
    return f"{verdict.capitalize()}."


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


def points(share: float) -> str:
    """A difference of two shares in percentage points, rounded as `per_cent` rounds.

    Examples
    --------
    >>> points(0.125), points(-0.3), points(0.0)
    ('+13', '-30', '+0')
    """
    return per_cent(share, signed=True).removesuffix(" %")


def point_s(share: float) -> str:
    """The unit that follows `points`.

    Examples
    --------
    >>> point_s(0.01), point_s(0.2)
    ('percentage point', 'percentage points')
    """
    return "percentage point" if points(share) in ("+1", "-1") else "percentage points"


def amount(value: float) -> str:
    """An exposure as it is printed.

    Examples
    --------
    >>> amount(1250000.0), amount(3.25)
    ('1,250,000', '3.25')
    """
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:g}"


def ratio_words(ratio: float, what: str = "ratio") -> str:
    """A ratio, also where one side or both have none.

    Examples
    --------
    >>> ratio_words(1.5), ratio_words(np.inf, "rate ratio")
    ('a ratio of 1.50', 'a rate ratio without end, over none')
    """
    if np.isnan(ratio):
        return f"no {what}, with none on either side"
    return f"a {what} without end, over none" if np.isinf(ratio) else f"a {what} of {ratio:.2f}"


def ratio_range(interval: Interval) -> str:
    """An interval of a ratio.

    Examples
    --------
    >>> ratio_range((0.5, 2.0)), ratio_range((0.73, np.inf))
    ('0.50 to 2.00', '0.73 or more')
    """
    lower, upper = interval
    return f"{lower:.2f} or more" if np.isinf(upper) else f"{lower:.2f} to {upper:.2f}"


def needed_words(n_needed: int | None, what: str = "in each group") -> str:
    """How many would show a difference of this size."""
    if n_needed is None:
        return ""
    power = per_cent(POWER)
    return f" To show a difference of this size, {about(n_needed)} {what} are needed (power {power})."


def about(number: int) -> str:
    """A number needed, in words where it is out of any service's reach.

    Examples
    --------
    >>> about(1204), about(154829)
    ('about 1,204', 'more than 10,000')
    """
    return f"about {number:,}" if number <= MOST_NEEDED else f"more than {MOST_NEEDED:,}"


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


@dataclass(frozen=True)
class Comparison:
    """What is compared, before the answer is known.

    Parameters
    ----------
    question, groups, n, values, table
        As in ComparisonResult.
    method : Method
        How it is compared.
    """

    question: str
    groups: tuple[str, ...]
    n: tuple[int, ...]
    values: tuple[float, ...]
    method: Method
    table: pd.DataFrame

    def refused(
        self, reason: str, *, least: int | None = None, seen: int | None = None, what: str = "in each group"
    ) -> ComparisonResult:
        """A result that says why the data cannot answer, and what would be needed.

        Parameters
        ----------
        reason : str
            A sentence, with the least number in it.
        least : int, optional
            The number per side below which there is no answer at all.
        seen : int, optional
            The number that would show the difference seen, where one was seen.
        what : str
            Where that number is needed.
        """
        needed = None if seen is None else max(seen, least or 0)
        text = f"Cannot tell: {reason}{needed_words(needed, what)}"
        n_needed = least if needed is None else needed
        return self.answered(np.nan, UNKNOWN, np.nan, text, verdict="cannot tell", n_needed=n_needed)

    def answered(
        self,
        effect: float,
        interval: Interval,
        p: float,
        text: str,
        *,
        verdict: Verdict,
        n_needed: int | None = None,
        details: Mapping[str, float] | None = None,
        series: pd.DataFrame | None = None,
    ) -> ComparisonResult:
        """The result; its text opens with the question."""
        return ComparisonResult(
            question=self.question,
            groups=tuple(self.groups),
            n=tuple(self.n),
            values=tuple(self.values),
            effect=effect,
            effect_name=self.method.effect_name,
            interval=interval,
            interval_name=self.method.interval_name,
            p=p,
            test=self.method.test,
            assumption=self.method.assumption,
            verdict=verdict,
            n_needed=n_needed,
            text=f"{self.question} {text}",
            table=self.table,
            details={} if details is None else details,
            series=series,
        )
