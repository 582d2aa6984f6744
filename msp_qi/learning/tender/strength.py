"""How strongly a share may be put into words: by the lower end of its interval, from protected figures alone."""

from dataclasses import dataclass
from math import ceil, floor

from msp_qi.disclosure.rates import ProtectedRate
from msp_qi.disclosure.rules import Rules
from msp_qi.settings import POINTS
from msp_qi.stats.intervals import wilson_interval


@dataclass(frozen=True)
class Strength:
    """A way to say it.

    Parameters
    ----------
    above : float
        The whole interval must lie above this share, 0 to 1.
    words : str
        What stands before the claim.
    """

    above: float
    words: str


DEFAULT = Rules()
# What floating arithmetic may leave of a whole number.
_ROUNDING = 1e-9
# Strongest first.
STRENGTHS: tuple[Strength, ...] = (
    Strength(0.90, "Nearly all of the"),
    Strength(0.75, "More than three quarters of the"),
    Strength(0.50, "More than half of the"),
)


@dataclass(frozen=True)
class Limits:
    """A 95 % interval as it may be shown.

    Parameters
    ----------
    lower, upper : float
        From 0 to 1; never inside the interval of the true counts.
    """

    lower: float
    upper: float

    @property
    def shown(self) -> tuple[int, int]:
        """In whole percent, rounded outwards."""
        return floor(self.lower * 100 + _ROUNDING), ceil(self.upper * 100 - _ROUNDING)


def limits(rate: ProtectedRate, rules: Rules = DEFAULT) -> Limits | None:
    """The interval that every count behind a protected share would allow.

    It is worked out from what is shown and not from the true counts: so it gives nothing away, and is somewhat wider
    than the interval of the true counts, never narrower.

    Parameters
    ----------
    rate : ProtectedRate
        From `protect_rate`.
    rules : Rules
        The settings it was made with.

    Returns
    -------
    Limits or None
        None where nothing may be reported.

    References
    ----------
    Wilson 1927, doi:10.1080/01621459.1927.10502953

    Examples
    --------
    >>> from msp_qi.disclosure.rates import protect_rate
    >>> limits(protect_rate(210, 240)).shown
    (82, 96)
    >>> limits(protect_rate(7, 9)) is None
    True
    """
    if rate.base is None:
        return None
    fewest = max(rules.least_base, rules.span(rate.base)[0])
    half = POINTS / 200 if rate.kind == "percentage" else 0.0
    least, most = max(0.0, rate.least - half), min(1.0, rate.most + half)
    lower, _ = wilson_interval(least * fewest, fewest)
    _, upper = wilson_interval(most * fewest, fewest)
    return Limits(float(lower), float(upper))


def strength(found: Limits | None) -> Strength | None:
    """The strongest words that the interval allows; None where it allows no claim.

    Parameters
    ----------
    found : Limits or None
        From `limits`.

    Examples
    --------
    >>> strength(Limits(0.76, 0.94)).words
    'More than three quarters of the'
    >>> strength(Limits(0.48, 0.9)) is None
    True
    """
    if found is None:
        return None
    return next((each for each in STRENGTHS if found.lower > each.above), None)
