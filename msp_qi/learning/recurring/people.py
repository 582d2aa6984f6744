"""Who came back: people with an earlier concern within a year, by pseudonym."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.learning.recurring.history import LABELS, NO_THEME, History
from msp_qi.learning.recurring.wording import between, counted, level, share
from msp_qi.measures.compute import Measures
from msp_qi.measures.views.concerns import with_history
from msp_qi.settings import LOOK_BACK_DAYS


@dataclass(frozen=True)
class Repeats:
    """People who came back in the last year.

    Parameters
    ----------
    table : DataFrame
        A row a person: person_id, concerns (in the last year), repeats (of these, with a concern of the same person on
        an earlier day within the look-back), same_theme (the same, on the same theme), themes, latest; most repeats
        first.
    judged : tuple of int
        Repeats of the last year, out of the concerns that have a whole look-back before them.
    judged_theme : tuple of int
        The same for repeats on the same theme, out of those with a theme.
    by_theme : dict of str to int
        Repeats on the same theme, by theme.
    unknown : int
        Concerns of the last year without a pseudonym.
    sentence : str
        What happened, how sure that is, what not to conclude.
    """

    table: pd.DataFrame
    judged: tuple[int, int]
    judged_theme: tuple[int, int]
    by_theme: dict[str, int]
    unknown: int
    sentence: str


def repeats_of(measures: Measures, history: History) -> Repeats:
    """Find who came back.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    history : History
        The concerns of the same data.

    Returns
    -------
    Repeats
    """
    empty = pd.DataFrame(columns=["person_id", "concerns", "repeats", "same_theme", "themes", "latest"])
    if history.concerns.empty:
        return Repeats(empty, (0, 0), (0, 0), {}, 0, "No concern was raised, so nobody came back.")
    rows = measures.context.rows("concerns", with_history)
    rows = rows[rows["service"].eq(history.service) & (rows["date_raised"] <= measures.context.as_of)]
    year = rows[history.in_last_year(rows["date_raised"])]
    judged = year[year["has_history"]]
    with_theme = judged[judged["theme"].notna()]
    counts = (int(judged["repeated"].sum()), len(judged))
    counts_theme = (int(with_theme["repeated_theme"].sum()), len(with_theme))
    table = _people(year.dropna(subset=["person_id"])) if year["repeated"].any() else empty
    said = _sentence(counts, counts_theme, table, history.stretch)
    by_theme = {
        str(theme): int(count) for theme, count in year.groupby("theme")["repeated_theme"].sum().items()
    }
    return Repeats(table, counts, counts_theme, by_theme, int(year["person_id"].isna().sum()), said)


def _people(year: pd.DataFrame) -> pd.DataFrame:
    year = year.assign(label=year["theme"].fillna(NO_THEME).map(LABELS))
    found = year.groupby("person_id").agg(
        concerns=("repeated", "size"),
        repeats=("repeated", "sum"),
        same_theme=("repeated_theme", "sum"),
        latest=("date_raised", "max"),
    )
    found["themes"] = year.groupby("person_id")["label"].agg(_themes)
    came_back = found[found["repeats"] > 0].reset_index()
    ordered = came_back.sort_values(
        ["repeats", "same_theme", "latest", "person_id"],
        ascending=[False, False, False, True],
        ignore_index=True,
    )
    return ordered[["person_id", "concerns", "repeats", "same_theme", "themes", "latest"]]


def _themes(labels: "pd.Series[str]") -> str:
    counts = labels.value_counts()
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return "; ".join(f"{label} {count}" for label, count in ordered)


def _sentence(counts: tuple[int, int], theme: tuple[int, int], table: pd.DataFrame, stretch: str) -> str:
    again = counted(len(table), "person has", "people have")
    if not counts[1]:
        so_far = f"{again} come back so far" if len(table) else "Nobody has come back so far"
        return (
            f"{so_far} in {stretch}, but there is no share yet: a concern can only be judged when the data reach back "
            f"{LOOK_BACK_DAYS} days before it. Do not read this as few."
        )
    people = f"{again} come back." if len(table) else "Nobody has come back."
    return (
        f"{level(*counts)} concerns in {stretch} were about somebody who had one in the year before: "
        f"{share(*counts)} of those that can be judged; the true share may lie anywhere from {between(*counts)}. "
        f"On the same theme: {share(*theme)}. {people} Coming back is not always a failure: it can mean that people "
        "trust you enough to speak again. Ask each time whether the first plan worked."
    )
