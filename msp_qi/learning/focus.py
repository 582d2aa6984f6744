"""What is strong and what is weak in one service, by the latest months, with enough cases to say so."""

from msp_qi.learning.findings import Finding
from msp_qi.settings import MINIMUM_CASES

# What is shown in fewer than half of the cases is not a strength, unless it is improving.
STRONG_SHARE = 0.5


def _by_share(found: tuple[Finding, ...]) -> list[Finding]:
    enough = [
        finding
        for finding in found
        if finding.recent[1] >= max(MINIMUM_CASES, finding.indicator.minimum) and finding.good_share >= 0
    ]
    return sorted(enough, key=lambda finding: finding.good_share)


def weakest(found: tuple[Finding, ...], most: int = 3) -> tuple[Finding, ...]:
    """The indicators with the least good practice lately, weakest first; those always good are not weak.

    Parameters
    ----------
    found : tuple of Finding
        The findings of one service.
    most : int
        How many at the most.

    Returns
    -------
    tuple of Finding
        Empty where no indicator has ``MINIMUM_CASES`` recent cases.
    """
    return tuple(finding for finding in _by_share(found) if finding.good_share < 1)[:most]


def strongest(found: tuple[Finding, ...], most: int = 3) -> tuple[Finding, ...]:
    """The indicators with the most good practice lately, strongest first: at least ``STRONG_SHARE``, or improving.

    Parameters
    ----------
    found : tuple of Finding
        The findings of one service.
    most : int
        How many at the most.

    Returns
    -------
    tuple of Finding
        Empty where no indicator has ``MINIMUM_CASES`` recent cases.
    """
    weak = {finding.indicator.name for finding in weakest(found, most)}
    ordered = [finding for finding in reversed(_by_share(found)) if _is_strong(finding)]
    return tuple(finding for finding in ordered if finding.indicator.name not in weak)[:most]


def _is_strong(finding: Finding) -> bool:
    return finding.good_share >= STRONG_SHARE or finding.verdict == "improved"
