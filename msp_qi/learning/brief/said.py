"""What a kind of brief says from the data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Gap:
    """Something that was not done as agreed, or is not shown.

    Parameters
    ----------
    about : str
        For the first column of an action plan.
    sentence : str
        The fact.
    requirements : tuple of str
        Of the guide; they choose the dilemma.
    indicator : str
        What should move when it is mended; empty where nothing counts it.
    """

    about: str
    sentence: str
    requirements: tuple[str, ...] = ()
    indicator: str = ""


@dataclass(frozen=True)
class Said:
    """Sentences, each a fact that the data show.

    Parameters
    ----------
    happened : tuple of str
        What happened, without a day, a name or a place.
    worked : tuple of str
        What was done as agreed.
    gaps : tuple of Gap
        What was not.
    """

    happened: tuple[str, ...]
    worked: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
