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
