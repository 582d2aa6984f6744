"""The theme register: for each theme that recurs, what was done, who verified it, and whether anything moved."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.learning.findings import Finding
from msp_qi.learning.recurring.history import LABELS, NO_THEME, History
from msp_qi.learning.recurring.people import Repeats
from msp_qi.learning.recurring.wording import counted, listed
from msp_qi.measures.compute import Measures
from msp_qi.measures.views.learning import same_role
from msp_qi.settings import RECURRING_CONCERNS

REGISTER_COLUMNS = (
    "theme", "label", "concerns", "people", "again", "opened", "done", "verified", "practice", "linked", "moved",
)  # fmt: skip
PRACTICE = "practice"


@dataclass(frozen=True)
class ThemeLink:
    """The indicator that shows most directly whether work on a theme helps."""

    theme: str
    indicator: str


# Only where the guide ties the theme to a count; the other themes have no indicator of their own.
THEME_LINKS: tuple[ThemeLink, ...] = (
    ThemeLink("controlling", "breaches_reviewed"),
    ThemeLink("restriction", "restrictions_reasoned"),
    ThemeLink("information", "shared_outside_boundary"),
    ThemeLink("community", "triggers_acted_on"),
)


@dataclass(frozen=True)
class Register:
    """Themes that recur, each with its actions.

    Parameters
    ----------
    table : DataFrame
        ``REGISTER_COLUMNS``, most concerns first: concerns and people of the last year, and again, how many of
        these concerns were of the same person on the same theme within a year; actions on the theme opened,
        completed, and verified by another role than the owner's in that year, how many of all of these are to improve
        practice; the linked indicator's title (empty where none is known) and what it did.
    collected : bool
        Whether the service has actions at all; where not, the counts are 0 and say nothing.
    sentence : str
        How many have a verified action, and what that does not show.
    """

    table: pd.DataFrame
    collected: bool
    sentence: str

    @property
    def without(self) -> tuple[str, ...]:
        """Labels of the themes without a verified action."""
        return tuple(self.table.loc[self.table["verified"] == 0, "label"])


def register_of(
    measures: Measures, history: History, repeats: Repeats, findings: tuple[Finding, ...]
) -> Register:
    """Put the register together.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    history : History
        The concerns of the same data.
    repeats : Repeats
        Who came back, in the same data.
    findings : tuple of Finding
        The service's indicators, judged.

    Returns
    -------
    Register
    """
    themes = history.last_year[history.last_year["theme"] != NO_THEME]
    table = (
        themes.groupby("theme").agg(concerns=("theme", "size"), people=("person_id", "nunique")).reset_index()
    )
    table = table[table["concerns"] >= RECURRING_CONCERNS].assign(
        label=lambda rows: rows["theme"].map(LABELS)
    )
    table["again"] = table["theme"].map(repeats.by_theme).fillna(0).astype("int64")
    actions = _actions(measures, history)
    for name in ("opened", "done", "verified", "practice"):
        counts = actions.loc[actions[name], "theme"].value_counts()
        table[name] = table["theme"].map(counts).fillna(0).astype("int64")
    linked = {link.theme: _linked(link, findings) for link in THEME_LINKS}
    table["linked"] = [linked.get(theme, ("", ""))[0] for theme in table["theme"]]
    table["moved"] = [linked.get(theme, ("", ""))[1] for theme in table["theme"]]
    ordered = table.sort_values(["concerns", "label"], ascending=[False, True], ignore_index=True)
    collected = "actions" in measures.context.tables and history.service in measures.data.services_of(
        "actions"
    )
    return Register(
        ordered[list(REGISTER_COLUMNS)], collected, _sentence(ordered, collected, history.stretch)
    )


def _actions(measures: Measures, history: History) -> pd.DataFrame:
    """The service's actions, with what was done to each in the last year."""
    columns = ["theme", "opened", "done", "verified", "practice"]
    if "actions" not in measures.context.tables:
        return pd.DataFrame({name: pd.Series(dtype="str" if name == "theme" else "bool") for name in columns})
    rows = measures.context.tables["actions"]
    rows = rows[rows["service"].eq(history.service)]
    known = rows[["owner_role", "verified_by_role"]].notna().all(axis=1)
    # The rule of the indicator "Recurring themes with a verified action": one's own tick verifies nothing.
    by_another = known & ~same_role(rows["verified_by_role"], rows["owner_role"])
    as_of = measures.context.as_of
    in_year = {
        name: history.in_last_year(rows[name]) & (rows[name] <= as_of)
        for name in ("opened_on", "completed_on", "verified_on")
    }
    found = rows[["theme"]].assign(
        opened=in_year["opened_on"],
        done=in_year["completed_on"],
        verified=in_year["verified_on"] & by_another,
    )
    touched = found[["opened", "done", "verified"]].any(axis=1)
    return found.assign(practice=touched & rows["kind"].eq(PRACTICE))[columns]


def _linked(link: ThemeLink, findings: tuple[Finding, ...]) -> tuple[str, str]:
    for finding in findings:
        if finding.indicator.name == link.indicator:
            said = {"no clear difference": "no clear change", "cannot tell": "too few to tell"}
            return (
                finding.indicator.title,
                f"{said.get(finding.verdict, finding.verdict)}; {finding.recent_words}",
            )
    return "", ""


def _sentence(table: pd.DataFrame, collected: bool, stretch: str) -> str:
    if table.empty:
        return (
            f"No theme had {RECURRING_CONCERNS} concerns in {stretch}, so none counts as recurring. "
            "In a small service that can be chance."
        )
    themes = counted(len(table), "theme")
    recur = "recurs" if len(table) == 1 else "recur"
    if not collected:
        return (
            f"{themes} {recur} in {stretch}. Actions are not collected for this service, so whether anything was done "
            "cannot be told; that is not the same as nothing done."
        )
    without = [label.lower() for label in table.loc[table["verified"] == 0, "label"]]
    have = len(table) - len(without)
    gap = f" Without one: {listed(without)}." if without else ""
    return (
        f"{themes} {recur} in {stretch}; {have} of {len(table)} {'has' if have == 1 else 'have'} an action that "
        f"somebody other than its owner verified.{gap} A verified action shows that something was done, not that it "
        "helped: watch whether the theme comes back."
    )
