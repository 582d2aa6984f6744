"""Seeded chance in words: what happens, which of these, so many days later, and not after the last day."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from msp_qi.data.demo.words import Wording

Row = dict[str, object]


@dataclass(frozen=True)
class Dice:
    """A seeded generator that knows the last day of the data.

    Parameters
    ----------
    generator : numpy Generator
        Where all chance comes from.
    last_day : Timestamp
        Nothing is recorded after it.
    wording : Wording
        Where words come from: apart from the generator, so that other words change nothing else.
    """

    generator: np.random.Generator
    last_day: pd.Timestamp
    wording: Wording

    def happens(self, chance: float) -> bool:
        """Whether something with this chance happens."""
        return bool(self.generator.random() < chance)

    def yes_no(self, chance: float) -> str:
        """``"yes"`` with this chance."""
        return "yes" if self.happens(chance) else "no"

    def one_of(self, options: tuple[str, ...], weights: tuple[float, ...] | None = None) -> str:
        """One of the options, equally likely or by weight."""
        if weights is None:
            return options[int(self.generator.integers(len(options)))]
        shares = np.array(weights) / sum(weights)
        return options[int(self.generator.choice(len(options), p=shares))]

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both among them."""
        return int(self.generator.integers(low, high + 1))

    def later(self, date: object, low: int, high: int) -> pd.Timestamp | None:
        """So many days after a date; None where that is after the last day."""
        day = self.always_later(date, low, high)
        return day if day <= self.last_day else None

    def day_after(self, date: object, days: int) -> pd.Timestamp | None:
        """The day so many days after a date, without dice; None where that is after the last day."""
        day = pd.Timestamp(str(date)) + pd.Timedelta(days=days)
        return day if day <= self.last_day else None

    def always_later(self, date: object, low: int, high: int) -> pd.Timestamp:
        """So many days after a date, also after the last day: for what is only planned."""
        return pd.Timestamp(str(date)) + pd.Timedelta(days=self.between(low, high))

    def rating(self, mean: float) -> int:
        """A rating from 1 to 5 around a mean."""
        return int(np.clip(round(self.generator.normal(mean, 0.8)), 1, 5))

    def count(self, mean: float) -> int:
        """A count around a mean."""
        return int(self.generator.poisson(mean))
