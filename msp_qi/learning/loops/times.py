"""How long each step takes from the end of the concern, with open loops counted for as long as they were watched."""

import warnings
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from msp_qi.learning.loops.chain import Chain
from msp_qi.learning.loops.steps import PLAN, STEPS, VERIFIED, Step
from msp_qi.settings import MINIMUM_CASES
from msp_qi.stats import ComparisonResult, compare_time_to
from msp_qi.stats.constants import CONFIDENCE, TOLERANCE
from msp_qi.stats.time_to import kaplan_meier_median

QUARTER = 0.25
CURVE_COLUMNS = ("days", "open_before", "got_there", "left", "share", "lower", "upper")


@dataclass(frozen=True)
class StepTime:
    """The time from the end of the concern to one step.

    Parameters
    ----------
    step : Step
        Which step.
    times : DataFrame
        days (from the end of the concern to the step or, for an open loop, to the day of the report) and closed
        (whether the step was reached); a row a loop.
    median : float
        Days within which half got there (Kaplan-Meier); infinite where fewer than half have.
    interval : tuple of float
        95 % interval of the median (log-log); NaN or infinite where it has no such end.
    curve : DataFrame
        ``CURVE_COLUMNS``, from :func:`curve_of`.
    undated : int
        Loops that are left out because a day is not recorded.
    """

    step: Step
    times: pd.DataFrame = field(repr=False)
    median: float
    interval: tuple[float, float]
    curve: pd.DataFrame = field(repr=False)
    undated: int = 0

    @property
    def n(self) -> int:
        """How many loops were timed."""
        return len(self.times)

    @property
    def closed(self) -> int:
        """How many of them got there."""
        return int(self.times["closed"].sum())

    @property
    def still_open(self) -> int:
        """How many have not got there by the day of the report."""
        return self.n - self.closed

    @property
    def quarter(self) -> float:
        """Days within which a quarter got there; infinite where fewer than a quarter have."""
        reached = self.curve.loc[self.curve["share"] >= QUARTER - TOLERANCE, "days"]
        return float(reached.iloc[0]) if len(reached) else np.inf

    @property
    def headline(self) -> str:
        """Half of them, within so many days."""
        if not self.n:
            return "No loop has a day to count from"
        if self.n < MINIMUM_CASES:
            verb = self.step.verb.rstrip(",")
            verb = verb.replace("were ", "was ") if self.closed == 1 else verb
            return f"{self.closed} of {self.n} {verb}: too few to say how long it takes"
        if not self.closed:
            return f"None of {self.n} loops has got there yet"
        if np.isinf(self.median):
            return f"Fewer than half of {self.n} loops {self.step.verb} by the day of the report"
        return f"Half of {self.n} loops {self.step.verb} within {_days(self.median)}"

    @property
    def sentence(self) -> str:
        """What happened, how sure we are, and what not to conclude."""
        if self.n < MINIMUM_CASES:
            return f"{self.headline}.{self._left_out}"
        if not self.closed:
            return (
                f"{self.headline}. That is no proof that it will not happen: some are young.{self._left_out}"
            )
        said = f"{self.headline}{self._sure}: {self.closed} got there; {_still(self.still_open)}."
        if np.isinf(self.median) and np.isfinite(self.quarter):
            said += f" A quarter did within {_days(self.quarter)}."
        return (
            f"{said} Open ones count for as long as they have been watched: open does not mean failed, and the line "
            f"does not say why they wait.{self._left_out}"
        )

    @property
    def _sure(self) -> str:
        low, high = self.interval
        if np.isinf(self.median) or np.isnan(low):
            return ""
        return (
            f" (95 % sure: {low:.0f} days or more)"
            if np.isinf(high)
            else f" (95 % sure: {low:.0f} to {high:.0f})"
        )

    @property
    def _left_out(self) -> str:
        if not self.undated:
            return ""
        undated = "1 has" if self.undated == 1 else f"{self.undated} have"
        return f" {undated} no day for it and cannot be timed."


def _still(number: int) -> str:
    return "none is still open" if not number else f"{number} {'is' if number == 1 else 'are'} still open"


def _days(days: float) -> str:
    return f"{days:g} {'day' if days == 1 else 'days'}"


def step_times(chain: Chain, as_of: pd.Timestamp) -> tuple[StepTime, ...]:
    """Time every step that is collected.

    Parameters
    ----------
    chain : Chain
        The loops of one service.
    as_of : Timestamp
        The day of the report: loops that are open then have been watched until then.

    Returns
    -------
    tuple of StepTime
        In order of the steps.
    """
    return tuple(_timed(chain, step, as_of) for step in STEPS if chain.collected[step.name])


def _timed(chain: Chain, step: Step, as_of: pd.Timestamp) -> StepTime:
    times, undated = _times(chain, step, as_of)
    days, closed = times["days"].to_numpy(dtype=float), times["closed"].to_numpy(dtype=float)
    median, interval = kaplan_meier_median(days, closed)
    return StepTime(step, times, median, interval, curve_of(days, closed), undated)


def _times(chain: Chain, step: Step, as_of: pd.Timestamp) -> tuple[pd.DataFrame, int]:
    rows = chain.table[chain.table["has_loop"]]
    rows = rows if step.name == PLAN else rows[~rows["ended"]]
    # A loop that was re-opened had been verified once: that is when it got there.
    once = step.name == VERIFIED
    reached = rows[step.name] | rows["reopened"] if once else rows[step.name]
    day = rows["first_verified_on"] if once else rows[f"{step.name}_on"]
    day = day.where(reached)
    dated = rows["concluded_on"].notna() & (day.notna() | ~reached)
    end = day.fillna(as_of.normalize())
    days = (end - rows["concluded_on"]).dt.days.clip(lower=0).astype("float64")
    made = pd.DataFrame({"days": days, "closed": reached, "concluded_on": rows["concluded_on"]})
    return made[dated].reset_index(drop=True), int((~dated).sum())


def curve_of(days: "np.ndarray", closed: "np.ndarray") -> pd.DataFrame:
    """The share that has got there, day by day (Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452).

    Parameters
    ----------
    days : array of float
        Time to the step, or the time watched.
    closed : array of 0 or 1
        1 where the step was reached.

    Returns
    -------
    DataFrame
        ``CURVE_COLUMNS``, a row for each day on which a loop got there or left: open_before (how many were open and
        watched until then), got_there, left (open to the end of the watch), share (0 to 1) and its 95 % band
        (log-log; NaN where none can be given: before the first, and where all have got there).

    Examples
    --------
    >>> curve_of(np.array([2.0, 3.0, 5.0]), np.array([1, 0, 1]))[["days", "open_before", "share"]].values.tolist()
    [[2.0, 3.0, 0.33333333333333337], [5.0, 1.0, 1.0]]
    """
    closed = closed == 1
    if not closed.any():
        return pd.DataFrame(columns=list(CURVE_COLUMNS), dtype="float64")
    found = stats.ecdf(stats.CensoredData(uncensored=days[closed], right=days[~closed])).sf
    with warnings.catch_warnings():
        # SciPy warns where the band does not exist; it is left out there.
        warnings.simplefilter("ignore", RuntimeWarning)
        band: Any = found.confidence_interval(CONFIDENCE, method="log-log")
    at = found.quantiles
    happened = (days[:, None] == at) & closed[:, None]
    curve = pd.DataFrame(
        {
            "days": at,
            "open_before": (days[:, None] >= at).sum(axis=0),
            "got_there": happened.sum(axis=0),
            "left": ((days[:, None] == at) & ~closed[:, None]).sum(axis=0),
            "share": 1 - found.probabilities,
            "lower": 1 - band.high.probabilities,
            "upper": 1 - band.low.probabilities,
        }
    )
    return curve[curve["got_there"] > 0].reset_index(drop=True)


@dataclass(frozen=True)
class Faster:
    """Whether loops of late are verified sooner than earlier ones."""

    since: pd.Timestamp
    comparison: ComparisonResult
    sentence: str


def faster(times: tuple[StepTime, ...]) -> Faster | None:
    """Compare concerns of the earlier half of the time with those of the later half, at the step of verification.

    One comparison only, at one step: comparing every step would find a difference by chance four times as often.

    Parameters
    ----------
    times : tuple of StepTime
        From :func:`step_times`.

    Returns
    -------
    Faster or None
        None where no step of verification was timed.
    """
    found = next((each for each in times if each.step.name == VERIFIED and each.n), None)
    if found is None:
        return None
    rows = found.times
    since = (
        rows["concluded_on"].min() + (rows["concluded_on"].max() - rows["concluded_on"].min()) / 2
    ).normalize()
    sides = [rows[rows["concluded_on"] < since], rows[rows["concluded_on"] >= since]]
    compared = compare_time_to(
        *(
            column
            for side in sides
            for column in (side["days"].tolist(), side["closed"].astype(int).tolist())
        ),
        question="Are changes verified sooner than before?",
    )
    return Faster(since, compared, _compared_words(since, compared, sides))


def _compared_words(since: pd.Timestamp, compared: ComparisonResult, sides: list[pd.DataFrame]) -> str:
    day = f"{since.day} {since:%B %Y}"
    got = [f"{int(side['closed'].sum())} of {len(side)}" for side in sides]
    if np.isnan(compared.effect):
        return (
            f"Loops verified, of concerns that ended before {day}: {got[0]}; from then on: {got[1]}. "
            "Too few to say whether it is quicker now."
        )
    medians = [f"half within {_days(value)}" if np.isfinite(value) else "fewer than half so far"
               for value in compared.values]  # fmt: skip
    ends = {
        "improved": "Changes are verified sooner than before, by more than chance would do",
        "worsened": "Changes are verified later than before, by more than chance would do",
    }.get(compared.verdict, "No clear difference in how soon changes are verified")
    last = (
        "The numbers cannot say what made the difference."
        if compared.verdict in ("improved", "worsened")
        else "That does not mean that there is none: there may be too few loops to see one."
    )
    return (
        f"{ends}. Concerns that ended before {day}: {medians[0]} ({got[0]} loops verified); from then on: {medians[1]} "
        f"({got[1]}). {last}"
    )
