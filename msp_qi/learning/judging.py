"""From a run chart to a verdict: a signal, a clear side, and a difference that outlasts the number of charts."""

import numpy as np
import pandas as pd
from scipy import stats

from msp_qi.measures.indicator import Indicator
from msp_qi.settings import FALSE_DISCOVERY
from msp_qi.stats import SpcResult
from msp_qi.stats.many import benjamini_hochberg

# A signal has a direction when at least this share of one half of the points lies above the centre line and at
# most the rest of it in the other half; otherwise the series moved, but not one clear way.
CLEAR_SHARE = 2 / 3

IMPROVED, WORSENED, UNCLEAR, CANNOT_TELL = "improved", "worsened", "no clear difference", "cannot tell"


def judge(series: pd.DataFrame, spc: SpcResult, indicators: tuple[Indicator, ...]) -> pd.DataFrame:
    """A verdict for each series of many that are looked at together.

    A series has improved or worsened when its run chart shows a signal, when its two halves lie on different sides
    of the centre line, and when the counts of the two halves differ by more than chance would make them over all
    the series of the service (Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x).

    Parameters
    ----------
    series : DataFrame
        group, service, indicator, period, numerator, denominator; a row a point.
    spc : SpcResult
        The run charts of the groups.
    indicators : tuple of Indicator
        What was counted.

    Returns
    -------
    DataFrame
        Index group; verdict, and ``moved``: a signal with a clear side, whether or not it outlasts how many are seen.
    """
    summary = spc.summary.set_index("group")
    rising, falling = (side.reindex(summary.index, fill_value=False) for side in _sides(spc.points))
    signal = summary["runs_signal"].astype(bool)
    enough = summary["enough_points"].astype(bool)
    names = series.drop_duplicates("group").set_index("group").reindex(summary.index)
    directions = {found.name: found.direction for found in indicators}
    direction = names["indicator"].map(directions)
    moved = signal & (rising | falling) & enough & direction.ne("none")
    outlasts = moved & _outlasts(
        series, moved, names["service"], {found.name: found for found in indicators}, enough
    )
    better = (rising & direction.eq("up")) | (falling & direction.eq("down"))
    verdict = pd.Series(UNCLEAR, index=summary.index).mask(outlasts & better, IMPROVED)
    verdict = verdict.mask(outlasts & ~better, WORSENED).mask(~enough, CANNOT_TELL)
    return pd.DataFrame({"verdict": verdict, "moved": moved})


def _sides(points: pd.DataFrame) -> tuple["pd.Series[bool]", "pd.Series[bool]"]:
    """Whether the later half of the useful points lies above, or below, the centre line and the earlier half not."""
    useful = points[points["included"] & points["y"].notna()]
    later = useful.groupby("group").cumcount() >= useful.groupby("group")["y"].transform("size") / 2
    above = (useful["y"] > useful["cl"]).where(useful["y"] != useful["cl"])
    share = above.astype("float64").groupby([useful["group"], later]).mean().unstack()
    share = share.reindex(columns=[False, True])
    rising = (share[True] >= CLEAR_SHARE) & (share[False] <= 1 - CLEAR_SHARE)
    falling = (share[False] >= CLEAR_SHARE) & (share[True] <= 1 - CLEAR_SHARE)
    return rising, falling


def _outlasts(
    series: pd.DataFrame,
    moved: "pd.Series[bool]",
    services: pd.Series,
    indicators: dict[str, Indicator],
    enough: "pd.Series[bool]",
) -> "pd.Series[bool]":
    """Which of the moved series still differ when all series of their service are allowed for."""
    p = pd.Series(1.0, index=moved.index)
    counted = series[series["denominator"] > 0]
    for group, rows in counted[counted["group"].isin(moved.index[moved])].groupby("group"):
        p.loc[str(group)] = _p_of_halves(rows, indicators[str(rows["indicator"].iloc[0])])
    adjusted = p[enough].groupby(services[enough]).transform(lambda each: benjamini_hochberg(each.to_numpy()))
    return (adjusted <= FALSE_DISCOVERY).reindex(moved.index, fill_value=False)


def _p_of_halves(rows: pd.DataFrame, indicator: Indicator) -> float:
    """Two-sided p of the earlier half of the points against the later half.

    What lasts for months is counted once for as long as it lasts, about. Where a row adds many at once, such as the
    staff of one briefing, these go together and each is no news of its own: the months are compared and not the counts.
    """
    later = np.arange(len(rows)) >= len(rows) / 2
    if indicator.sums:
        values = rows["numerator"].to_numpy() / rows["denominator"].to_numpy()
        return float(stats.mannwhitneyu(values[~later], values[later]).pvalue)
    sums = rows.groupby(later)[["numerator", "denominator"]].sum().to_numpy(dtype=int) // indicator.lasting
    (k_1, n_1), (k_2, n_2) = sums
    if indicator.kind == "proportion":
        return float(stats.fisher_exact(np.array([[k_1, n_1 - k_1], [k_2, n_2 - k_2]])).pvalue)
    if k_1 + k_2 == 0:
        return 1.0
    # Two rates: given their sum, a count is binomial (Przyborowski and Wilenski 1940, doi:10.1093/biomet/31.3-4.313).
    return float(stats.binomtest(int(k_1), int(k_1 + k_2), n_1 / (n_1 + n_2)).pvalue)
