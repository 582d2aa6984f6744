"""Themes by the codebook: which is the commonest, and the run chart of each."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from msp_qi.learning.one_sided import judged_run_chart
from msp_qi.learning.recurring.history import LABELS, NO_THEME, History
from msp_qi.learning.recurring.wording import counted, share, themes_listed
from msp_qi.settings import FALSE_DISCOVERY, RECURRING_CONCERNS
from msp_qi.stats import SpcResult, compare_rates
from msp_qi.stats.categories import leading_p
from msp_qi.stats.constants import ENOUGH_POINTS, LEVEL


@dataclass(frozen=True)
class Commonest:
    """Themes of the last year, the commonest first.

    Parameters
    ----------
    table : DataFrame
        theme, label, concerns (in the last year), people (pseudonyms among these), of (all concerns of the year).
    leads : bool
        Whether the first is truly ahead of the second, or the only one.
    sentence : str
        The commonest, whether it truly leads, and what that does not say.
    """

    table: pd.DataFrame
    leads: bool
    sentence: str

    @property
    def named(self) -> pd.DataFrame:
        """The rows that have a theme."""
        return self.table[self.table["theme"] != NO_THEME]

    @property
    def first(self) -> list[str]:
        """The label of the commonest; several where they tie; none where no theme is recorded."""
        named = self.named
        return [str(label) for label in named.loc[named["concerns"] == named["concerns"].max(), "label"]]


@dataclass(frozen=True)
class Monthly:
    """The run charts of the themes.

    Parameters
    ----------
    counts : DataFrame
        Index month (those reported), a column a theme: concerns, 0 where there was none.
    spc : SpcResult or None
        A group a theme that is charted, in months that are silent a missing value; None where none is charted.
    charted : tuple of str
        Themes with at least ``RECURRING_CONCERNS`` concerns in all months.
    signals : tuple of str
        Those whose run chart shows a signal.
    halves : dict of str to float
        For each theme with enough points: exact p of its earlier against its later months where its chart signals,
        else 1.
    """

    counts: pd.DataFrame
    spc: SpcResult | None
    charted: tuple[str, ...]
    signals: tuple[str, ...]
    halves: dict[str, float]


def commonest(history: History) -> Commonest:
    """Count the themes of the last year.

    Parameters
    ----------
    history : History
        The concerns of one service.

    Returns
    -------
    Commonest
    """
    rows = history.last_year
    table = (
        rows.groupby("theme")
        .agg(concerns=("theme", "size"), people=("person_id", "nunique"))
        .reset_index()
        .assign(label=lambda found: found["theme"].map(LABELS), of=len(rows))
        .sort_values(["concerns", "label"], ascending=[False, True], ignore_index=True)
    )
    named = table[table["theme"] != NO_THEME]
    first = [int(count) for count in named["concerns"][:2]]
    leads = len(first) == 1 or (len(first) > 1 and leading_p(*first) < LEVEL)
    return Commonest(
        table[["theme", "label", "concerns", "people", "of"]],
        leads,
        _commonest_sentence(named, leads, history.stretch),
    )


def _commonest_sentence(named: pd.DataFrame, leads: bool, stretch: str) -> str:
    if named.empty:
        return f"No concern with a theme was raised in {stretch}, so no theme can be called common."
    count, of = int(named["concerns"].iloc[0]), int(named["of"].iloc[0])
    first = named.loc[named["concerns"] == count, "label"].tolist()
    if len(named) == 1 and of < RECURRING_CONCERNS:
        return (
            f"{first[0]} is the only theme in {stretch}: {share(count, of, 'concern')}. So few cannot show what is "
            "common."
        )
    if len(named) == 1:
        return (
            f"{first[0]} is the only theme in {stretch}: {share(count, of, 'concern')}. That can mean that "
            "everybody picks the same answer, so check how themes are chosen."
        )
    end = "A common theme is one that staff notice and report; it need not be the one that does most harm."
    if len(first) > 1:
        names = themes_listed(list(first))
        return (
            f"{names} were named most in {stretch}, each in {share(count, of, 'concern')}: none leads. {end}"
        )
    other, next_ = themes_listed([str(named["label"].iloc[1])]), int(named["concerns"].iloc[1])
    sure = (
        f"It clearly leads the next, {other}, with {next_}."
        if leads
        else f"It does not clearly lead: {other} has {next_}, and chance could swap them."
    )
    return f"{first[0]} was named most in {stretch}: {share(count, of, 'concern')}. {sure} {end}"


def monthly(history: History) -> Monthly:
    """Draw up the run chart of each theme: concerns a month, neither more nor fewer being better.

    Parameters
    ----------
    history : History
        The concerns of one service.

    Returns
    -------
    Monthly
    """
    counts = counts_by_month(history)
    sums = counts.sum()
    charted = tuple(str(theme) for theme in counts.columns if sums[theme] >= RECURRING_CONCERNS)
    if not charted:
        return Monthly(counts, None, (), (), {})
    # A silent month has no value; a month that was reported and has none of the theme has 0.
    wide = counts[list(charted)].reindex(history.months).rename_axis("month").reset_index()
    tidy = wide.melt(id_vars="month", var_name="theme", value_name="concerns")
    spc = judged_run_chart(tidy["concerns"], tidy["month"], tidy["theme"])
    summary = spc.summary.set_index("group")
    enough = [theme for theme in charted if summary.loc[theme, "enough_points"]]
    signals = tuple(theme for theme in enough if summary.loc[theme, "runs_signal"])
    halves = {theme: _p_of_halves(counts[theme]) if theme in signals else 1.0 for theme in enough}
    return Monthly(counts, spc, charted, signals, halves)


def counts_by_month(history: History) -> pd.DataFrame:
    """Concerns by reported month and theme, themes in the order of the codebook, none where there was none."""
    rows = history.concerns
    counts = pd.crosstab(rows["month"], rows["theme"]) if len(rows) else pd.DataFrame(dtype="int64")
    themes = [theme for theme in LABELS if theme in counts.columns]
    return counts.reindex(index=history.reported, columns=themes, fill_value=0)


def _p_of_halves(counts: pd.Series) -> float:
    later = np.arange(len(counts)) >= len(counts) / 2
    halves = [counts[~later], counts[later]]
    found = compare_rates(
        int(halves[0].sum()), len(halves[0]), int(halves[1].sum()), len(halves[1]), direction="neutral"
    )
    return 1.0 if np.isnan(found.p) else found.p


def monthly_sentence(found: Monthly, adjusted: dict[str, float]) -> str:
    """What the run charts of the themes say together.

    Parameters
    ----------
    found : Monthly
        The run charts.
    adjusted : dict of str to float
        The p of each theme, allowing for everything that was looked at.

    Returns
    -------
    str
    """
    if not found.charted:
        return (
            f"No theme has {RECURRING_CONCERNS} concerns in all the months, so there is nothing to chart. "
            "That does not show that nothing recurs."
        )
    few = len(found.charted) - len(found.halves)
    moved = [theme for theme in found.signals if adjusted[theme] <= FALSE_DISCOVERY]
    unsure = [theme for theme in found.signals if theme not in moved]
    said = []
    for theme in moved:
        counts = found.counts[theme]
        half = -(-len(counts) // 2)
        said.append(
            f"{LABELS[theme]} has moved by more than chance would do: {counted(int(counts[:half].sum()), 'concern')} "
            f"in the first {counted(half, 'month')}, {int(counts[half:].sum())} in the last {len(counts) - half}."
        )
    if unsure:
        said.append(
            f"There is a sign of change for {themes_listed([LABELS[theme] for theme in unsure])}, but with so many "
            "charts looked at together it may be chance."
        )
    if not said and found.halves:
        said.append(f"None of the {len(found.halves)} charts that can be judged shows a sign of change.")
    if few:
        charts = f"{few} of {counted(len(found.charted), 'chart')}"
        said.append(
            f"{charts} cannot be judged: fewer than {ENOUGH_POINTS} months lie off the middle line, or all of "
            "these lie on one side of it."
        )
    said.append(
        "More concerns can mean more harm or more trust, and fewer can mean less of either: read the cases."
    )
    return " ".join(said)
