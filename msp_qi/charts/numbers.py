"""Values and their scale in the unit of the measure: "63 %", "4.5", "12 days"."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from msp_qi.errors import UserError
from msp_qi.stats.comparison import per_cent

PERCENT = "percent"
NUMBER = "number"
# What callers write for them.
_MEANT = {"%": PERCENT, "per cent": PERCENT, "": NUMBER}
_STEPS = (1, 2, 2.5, 5, 10)
_MOST_STEPS = 5


def unit_of(unit: str, values: Iterable[float]) -> str:
    """The unit as charts know it: ``"%"`` is percent, and no word is a plain number.

    Raises
    ------
    UserError
        Where it is percent and a value lies outside 0 to 1.

    Examples
    --------
    >>> unit_of("%", [0.2, 0.9]), unit_of("", [12.0]), unit_of("days", [12.0])
    ('percent', 'number', 'days')
    """
    meant = _MEANT.get(unit.strip(), unit)
    wrong = [value for value in values if not 0 <= value <= 1 + 1e-9 and not math.isnan(value)]
    if meant == PERCENT and wrong:
        worst = max(wrong, key=lambda value: abs(value - 0.5))
        raise UserError(
            f"A percentage is drawn from values of 0 to 1, and one is {worst:g}; divide, or name the unit."
        )
    return meant


def value_words(value: float, unit: str = PERCENT, *, signed: bool = False) -> str:
    """A value as it is written on a chart.

    Parameters
    ----------
    value : float
        A proportion (0 to 1) where the unit is percent.
    unit : str
        ``"percent"``, ``"number"``, or a word that follows the number.
    signed : bool
        A plus sign before what is above nought.

    Examples
    --------
    >>> value_words(0.625), value_words(4.5, "number"), value_words(12, "days"), value_words(0.2, signed=True)
    ('63 %', '4.5', '12 days', '+20 %')
    """
    if not math.isfinite(value):
        return "no value" if math.isnan(value) else "without end"
    plus = "+" if signed and value > 0 else ""
    if unit == PERCENT:
        return f"{plus}{per_cent(value)}"
    number = _without_minus_nought(f"{value:.3g}" if abs(value) < 100 else f"{value:,.0f}")
    return f"{plus}{number}" if unit == NUMBER else f"{plus}{number} {unit}"


def tick_words(value: float, unit: str = PERCENT) -> str:
    """A value beside the axis: the unit is written there only where it is a sign."""
    return value_words(value, unit if unit == PERCENT else NUMBER)


def _without_minus_nought(words: str) -> str:
    return words.removeprefix("-") if words.strip("-0.") == "" else words


@dataclass(frozen=True)
class Scale:
    """The values at which the axis is labelled; the first and last are its ends."""

    ticks: tuple[float, ...]

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest value of the axis."""
        return self.ticks[0], self.ticks[-1]


def scale(values: list[float], unit: str = PERCENT) -> Scale:
    """Ends and labels of the value axis: 0 to 100 % for a proportion, round numbers for the rest.

    Examples
    --------
    >>> scale([0.2]).ticks
    (0.0, 0.25, 0.5, 0.75, 1.0)
    >>> scale([3, 17], "days").ticks
    (0.0, 5.0, 10.0, 15.0, 20.0)
    """
    if unit == PERCENT:
        return Scale((0.0, 0.25, 0.5, 0.75, 1.0))
    known = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(0.0, *known), max(0.0, *known)
    high = high if high > low else 1.0
    step = _round_up((high - low) / _MOST_STEPS)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Scale(tuple(round(number * step, 10) for number in range(first, last + 1)))


def _round_up(value: float) -> float:
    """The next larger of 1, 2, 2.5 and 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _STEPS if step * power >= value * (1 - 1e-9))
