"""Figures that an organisation may want to change, each in one place."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class VerificationPoint:
    """When somebody looks again, and what they look for.

    Parameters
    ----------
    label : str
        As it stands in the brief.
    latest_days : int
        Days after the briefing by which it must have happened.
    looks_for : str
        What is checked then.
    earliest_days : int
        Days after the briefing before which it would be too early to say.
    """

    label: str
    latest_days: int
    looks_for: str
    earliest_days: int = 0


VERIFICATION_POINTS = (
    VerificationPoint("Within 72 hours", 3, "Staff on shift can say what changed."),
    VerificationPoint(
        "4 to 6 weeks", 42, "Somebody other than the owner sees it done, not only written down.", 28
    ),
    VerificationPoint("8 to 12 weeks", 84, "The next audits and the person say that it holds.", 56),
)

Unit = Literal["hours", "working days", "days"]


@dataclass(frozen=True)
class Timescale:
    """How long something may take before it counts as late.

    Parameters
    ----------
    name : str
        Name in code.
    within : str
        What must have happened, as it stands behind "within 5 working days".
    value : int
        How many.
    unit : {"hours", "working days", "days"}
        Working days leave out weekends and the bank holidays of England.
    source : str
        Where the figure comes from.
    """

    name: str
    within: str
    value: int
    unit: Unit
    source: str

    @property
    def words(self) -> str:
        """E.g. ``"24 hours"``, ``"1 working day"``."""
        return f"{self.value} {self.unit if self.value != 1 else self.unit.removesuffix('s')}"


_STAGES = (
    "One safeguarding adults board: Summary of Stages and Timescales of "
    "the Safeguarding Process (plcsab.proceduresonline.com); guidance only, areas differ"
)
_LOCAL = "No national figure: a starting point to be agreed locally"

TIMESCALES: tuple[Timescale, ...] = (
    Timescale(
        "immediate_danger",
        "of knowing about immediate danger",
        24,
        "hours",
        _LOCAL + " (procedures say: immediate)",
    ),
    Timescale("breach_review", "of a breach", 24, "hours", _LOCAL + " (the guide says: immediate)"),
    Timescale("decision", "of the concern", 1, "working days", _STAGES),
    Timescale("enquiry_start", "of the decision", 5, "working days", _STAGES),
    Timescale("plan", "of the start of the enquiry", 20, "working days", _STAGES),
    Timescale("conclusion", "of the concern", 60, "working days", _LOCAL),
    Timescale("advocate_start", "of the offer", 10, "working days", _LOCAL),
    Timescale("trigger", "of the trigger", 5, "working days", _LOCAL),
    Timescale("follow_up", "of sharing", 5, "working days", _LOCAL),
    Timescale("deviation", "of the deviation", 20, "working days", _LOCAL),
    Timescale("plan_change", "of the end of the concern", 14, "days", _LOCAL),
    Timescale("loop_briefing", "of the change to the plan", 14, "days", _LOCAL),
    Timescale(
        "first_verification",
        "of the briefing",
        VERIFICATION_POINTS[1].latest_days,
        "days",
        "The second of the three looks",
    ),
    Timescale(
        "verification",
        "of the briefing",
        VERIFICATION_POINTS[-1].latest_days,
        "days",
        "The last of the three looks",
    ),
)

# A share of fewer cases than this is not put into words as strength or weakness.
MINIMUM_CASES = 5

# How many of the latest months a brief and a summary call "recent".
RECENT_MONTHS = 6

# Of the changes that are told from many charts looked at together, at most this share should be chance.
FALSE_DISCOVERY = 0.05

# A concern is a repeat when the same person had one within so many days before.
LOOK_BACK_DAYS = 365

# A theme recurs when a service had so many concerns about it within the look-back.
RECURRING_CONCERNS = 3

# A review held so many days before it was due is that review, held early.
REVIEW_EARLY_DAYS = 7

# An answer on the scale from 1 to 5 counts as "yes" from here.
GOOD_RATING = 4

# A case follows the method when at least this share of the audit items that apply are met.
METHOD_SHARE = 0.8

# Shares of a handful of contacts jump about from week to week: with more weeks than this they are drawn by month.
MOST_WEEKS_OF_SHARES = 30
# How many of the first and of the last weeks or months a sentence sets side by side.
WEEKS_AT_EACH_END = 8
MONTHS_AT_EACH_END = 3

# What leaves the service is protected: a count from 1 to K - 1 is never shown, the others to the nearest BASE.
K = 5
BASE = 5
# For what may be read by people who know those it is about.
STRICT_K = 8
# A share of fewer than this is "too few to report", and is not drawn.
MIN_BASE = 10
# A share is shown to the nearest so many percentage points.
POINTS = 5


def timescale(name: str) -> Timescale:
    """The timescale of that name.

    Examples
    --------
    >>> timescale("decision").words
    '1 working day'
    """
    return next(found for found in TIMESCALES if found.name == name)
