"""What each Making Data Count icon says, in short and in full."""

VARIATION = {
    "common_cause": ("no significant change", "Common cause: no significant change at the last point."),
    "improvement_high": ("improving, high values", "Special cause of improvement: high values."),
    "improvement_low": ("improving, low values", "Special cause of improvement: low values."),
    "concern_high": ("of concern, high values", "Special cause of concern: high values."),
    "concern_low": ("of concern, low values", "Special cause of concern: low values."),
    "neutral_high": ("unusually high", "Special cause: high values, neither good nor bad."),
    "neutral_low": ("unusually low", "Special cause: low values, neither good nor bad."),
    "too_few_points": ("too few points to judge", "Too few points to judge."),
}
ASSURANCE = {
    "pass": ("consistently passes the target", "The process will consistently pass the target."),
    "fail": (
        "consistently falls short of the target",
        "The process will consistently fall short of the target.",
    ),
    "inconsistent": ("hits and misses the target", "The process will hit and miss the target by chance."),
    "empty": ("no target", "There is no target to assure."),
    "too_few_points": ("too few points to judge the target", "Too few points to judge the target."),
}


def icon_words(variation: str, assurance: str) -> str:
    """Both icons in short; an absent target and a second "too few" are left out.

    Examples
    --------
    >>> icon_words("improvement_high", "inconsistent")
    'improving, high values; hits and misses the target'
    """
    said = VARIATION[variation][0]
    silent = assurance == "empty" or "too_few_points" in (variation, assurance)
    return said if silent else f"{said}; {ASSURANCE[assurance][0]}"
