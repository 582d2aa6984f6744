"""What a kind of brief says from the data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """Sentences, each a fact that the data show.

    Parameters
    ----------
    happened : tuple of str
        What happened, without a day, a name or a place.
    worked, learned : tuple of str
        What was done as agreed, and what was not or is not shown.
    """

    happened: tuple[str, ...]
    worked: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()
