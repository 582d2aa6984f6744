"""Making Data Count icons, by name; drawing them is another room's work."""

import numpy as np
from numpy.typing import NDArray

from msp_qi.stats.grouped import Bools

VARIATION_ICONS = (
    "common_cause",
    "improvement_high",
    "improvement_low",
    "concern_high",
    "concern_low",
    "neutral_high",
    "neutral_low",
    "too_few_points",
)
ASSURANCE_ICONS = ("pass", "fail", "inconsistent", "empty", "too_few_points")

KINDS = {
    "common_cause": "common_cause",
    "special_cause_improvement": "improvement",
    "special_cause_concern": "concern",
    "special_cause_neutral_high": "neutral",
    "special_cause_neutral_low": "neutral",
}
ASSURANCES = {"consistent_pass": "pass", "consistent_fail": "fail", "inconsistent": "inconsistent"}

Words = NDArray[np.object_]


def variation_icons(variation: Words, heading: NDArray[np.float64], enough: Bools) -> Words:
    """The icon of each segment; ``heading`` is 1 for high, -1 for low."""
    kind = np.array([KINDS.get(str(word), "common_cause") for word in variation], dtype=object)
    side = np.where(heading > 0, "_high", "_low").astype(object)
    named = np.where(kind == "common_cause", kind, kind + side)
    return np.where(
        enough & np.array([word is not None for word in variation], dtype=bool), named, "too_few_points"
    )


def assurance_icons(assurance: Words, enough: Bools) -> Words:
    """The icon of each segment; ``"empty"`` where there is no target to assure."""
    named = np.array([ASSURANCES.get(str(word), "empty") for word in assurance], dtype=object)
    return np.where(enough | (named == "empty"), named, "too_few_points")
