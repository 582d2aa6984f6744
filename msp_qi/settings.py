"""Figures that an organisation may want to change, each in one place."""

from dataclasses import dataclass


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
    """

    label: str
    latest_days: int
    looks_for: str


VERIFICATION_POINTS = (
    VerificationPoint("Within 72 hours", 3, "Staff on shift can say what changed."),
    VerificationPoint(
        "4 to 6 weeks", 42, "Somebody other than the owner sees it done, not only written down."
    ),
    VerificationPoint("8 to 12 weeks", 84, "The next audits and the person say that it holds."),
)

# A share of fewer cases than this is not put into words as strength or weakness.
MINIMUM_CASES = 5

# How many of the latest months a brief and a summary call "recent".
RECENT_MONTHS = 6

# What one person's plan allows. The guide says "immediate" and "agreed timescales" and names no number: these are
# starting points, to be replaced by those of the local policy. Calendar days, because the person lives on all of them.
TRIGGER_DAYS = 7
BREACH_HOURS = 24
DEVIATION_REVIEW_DAYS = 7
DEVIATION_BRIEF_DAYS = 28
# A review so many days before the day it was due is that review, and not the one before it.
EARLY_REVIEW_DAYS = 7

# Shares of a handful of contacts jump about from week to week: with more weeks than this they are drawn by month.
MOST_WEEKS_OF_SHARES = 30
# How many of the first and of the last weeks or months a sentence sets side by side.
WEEKS_AT_EACH_END = 8
MONTHS_AT_EACH_END = 3
