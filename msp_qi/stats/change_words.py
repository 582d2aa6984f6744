"""What chart and comparison say together of a change, in words."""

from collections.abc import Sequence

import pandas as pd

from msp_qi.stats.comparison import opened, per_cent
from msp_qi.stats.constants import LEVEL
from msp_qi.stats.layout import ALL
from msp_qi.stats.result import ComparisonResult

POINTS = "the chart has points beyond its limits but no lasting shift"

DRIFTED = "; take care, the series was not steady before the change"

# What signal and effect say together.
JOINED = {
    ("signal", "improved"): "improved: chart and comparison agree",
    ("signal", "worsened"): "worsened: chart and comparison agree",
    (
        "signal",
        "no clear difference",
    ): "they disagree: the chart signals, the comparison shows no clear difference",
    ("signal", "cannot tell"): "the chart signals; the comparison cannot tell",
    ("none", "improved"): "they disagree: the comparison shows improvement, the chart does not signal",
    ("none", "worsened"): "they disagree: the comparison shows worsening, the chart does not signal",
    ("none", "no clear difference"): "no sign of change in either",
    ("none", "cannot tell"): "cannot tell",
    ("points", "improved"): f"improved by the comparison; {POINTS}",
    ("points", "worsened"): f"worsened by the comparison; {POINTS}",
    ("points", "no clear difference"): f"no clear difference; {POINTS}",
    ("points", "cannot tell"): f"the comparison cannot tell; {POINTS}",
    ("too few", "improved"): "improved by the comparison; too few points for the chart to say",
    ("too few", "worsened"): "worsened by the comparison; too few points for the chart to say",
    ("too few", "no clear difference"): "no clear difference; too few points for the chart to say",
    ("too few", "cannot tell"): "cannot tell: too few points and too few cases",
}


def verdict_text(
    label: str,
    table: pd.DataFrame,
    pooled: ComparisonResult | None,
    by_chance: tuple[float, float],
    left_out: Sequence[object],
) -> str:
    """The change, a line a service, who was left out, what chance would give, and the pooled effect.

    Parameters
    ----------
    label : str
        Of the change.
    table : DataFrame
        Of `ChangeVerdicts`: group, joined, p_adjusted.
    pooled : ComparisonResult or None
    by_chance : tuple of float
        False signals expected over all charts, and the chance of at least one.
    left_out : sequence
        Services with no point on one side.
    """
    lines = [
        f"{opened(said)}." if name == ALL else f"{name}: {said}."
        for name, said in zip(table["group"], table["joined"], strict=True)
    ]
    if left_out:
        lines.append(
            f"Left out, with points on one side of the change only: {', '.join(map(str, left_out))}."
        )
    if len(table) > 1:
        expected, chance = by_chance
        kept = int((table["p_adjusted"] <= LEVEL).sum())
        lines.append(f"{kept} of {len(table)} comparisons stand out after allowing for how many were made.")
        lines.append(
            f"With no change at all, chance would make about {expected:.1f} of {len(table)} charts show a shift, "
            f"and at least one with a chance of {per_cent(chance)}."
        )
    return "\n".join([label, *lines, *([pooled.text] if pooled is not None else [])])
