"""The made-up services and the truths planted in them, so that a test can ask whether the product finds them."""

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

Truth = Literal["improves", "steady", "drifts", "changes nothing", "tiny", "stops", "copies", "repeats"]

LABEL = "(synthetic)"
LAST_MONTH = "2026-10"
# Two years: a year of history is needed before anybody can say that a concern came back within a year.
MONTHS = 24
_KINDS_OF_HOUSE = ("House", "Court", "Lodge", "Road", "Cottage", "Grove", "View", "Mews")
_TREES = (
    "Ash", "Birch", "Cedar", "Damson", "Elder", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch", "Maple", "Oak",
    "Pine", "Quince", "Rowan", "Sorrel", "Thorn", "Willow", "Yew",
)  # fmt: skip


@dataclass(frozen=True)
class PlantedService:
    """A made-up service and the truth planted in it.

    Parameters
    ----------
    name : str
        Always ends in ``LABEL``.
    truth : str
        What kind of truth it is.
    sentence : str
        What a careful reader should find.
    before, after : float
        Chance (0 to 1) that good practice is recorded before and after ``turns_at``.
    turns_at : int
        Month (0 is the first) in which the chance changes.
    concerns : float
        Concerns raised a month, on average.
    change : str
        A change to practice recorded in that month; empty for none.
    stops_at : int
        Month from which nothing is reported any more; None where it reports to the end.
    """

    name: str
    truth: Truth
    sentence: str
    before: float
    after: float
    turns_at: int = MONTHS // 2
    concerns: float = 9
    change: str = ""
    stops_at: int | None = None

    def chance(self, month: int) -> float:
        """The chance of good practice in a month."""
        return self.before if month < self.turns_at else self.after


def _archetypes(months: int) -> tuple[PlantedService, ...]:
    half, late = months // 2, (3 * months) // 4
    return (
        PlantedService(
            "", "improves", "improves after its change half-way", 0.40, 0.88, half,
            change="Outcome asked first at every visit",
        ),
        PlantedService("", "steady", "is good and steady: nothing to find", 0.86, 0.86, half),
        PlantedService("", "drifts", "drifts down, and restrictions come back", 0.85, 0.42, max(half - 1, 1)),
        PlantedService(
            "", "changes nothing", "made a change that made no difference", 0.60, 0.60, half,
            change="New recording form",
        ),
        PlantedService("", "tiny", "is tiny: too few cases to judge", 0.70, 0.70, half, concerns=0.7),
        PlantedService("", "stops", "stops reporting after three quarters", 0.72, 0.72, half, stops_at=late),
        PlantedService("", "copies", "is steady, with the same words copied from case to case", 0.62, 0.62, half),
        PlantedService("", "repeats", "is steady, with the same concern coming back", 0.70, 0.70, half),
    )  # fmt: skip


def plant(services: int = 8, months: int = MONTHS) -> tuple[PlantedService, ...]:
    """Any number of services; the eight kinds of truth come round again and again.

    Parameters
    ----------
    services : int
        How many.
    months : int
        How many months of data.

    Returns
    -------
    tuple of PlantedService

    Examples
    --------
    >>> [service.truth for service in plant(3)]
    ['improves', 'steady', 'drifts']
    """
    kinds = _archetypes(months)
    return tuple(replace(kinds[number % len(kinds)], name=_name(number)) for number in range(services))


def _name(number: int) -> str:
    round_, within = divmod(number, len(_TREES))
    house = _KINDS_OF_HOUSE[(within + round_) % len(_KINDS_OF_HOUSE)]
    again = f" {round_ // len(_KINDS_OF_HOUSE) + 1}" if round_ >= len(_KINDS_OF_HOUSE) else ""
    return f"{_TREES[within]} {house}{again} {LABEL}"


def truths(services: tuple[PlantedService, ...], months: pd.DatetimeIndex) -> pd.DataFrame:
    """What was planted: service, truth, from_month (empty where nothing turns) and the sentence.

    Parameters
    ----------
    services : tuple of PlantedService
        From ``plant``.
    months : DatetimeIndex
        The months of the data.

    Returns
    -------
    DataFrame
    """
    turning = {
        "improves": "turns_at",
        "drifts": "turns_at",
        "changes nothing": "turns_at",
        "stops": "stops_at",
    }
    rows = []
    for service in services:
        turn = getattr(service, turning[service.truth]) if service.truth in turning else None
        from_month = f"{months[turn]:%Y-%m}" if turn is not None and turn < len(months) else ""
        rows.append((service.name, service.truth, from_month, service.sentence))
    return pd.DataFrame(rows, columns=["service", "truth", "from_month", "sentence"])


PLANTED: tuple[PlantedService, ...] = plant()
