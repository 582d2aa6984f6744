"""The facts about a theme that comes back."""

import pandas as pd

from msp_qi.learning.brief.said import Said
from msp_qi.learning.brief.subject import Subject
from msp_qi.learning.themes import themes
from msp_qi.measures.compute import Measures
from msp_qi.measures.views.learning import recurring_themes
from msp_qi.settings import LOOK_BACK_DAYS, RECENT_MONTHS

VERIFIED = "An action on this theme was verified by another role than its owner's."
NOT_VERIFIED = "No action on this theme is verified by another role than its owner's."


def theme_facts(measures: Measures, subject: Subject) -> Said:
    """How often the theme came up, for how many people again, and whether an action on it was verified.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    subject : Subject
        With its theme; empty where no concern is recorded.

    Returns
    -------
    Said
    """
    if "concerns" not in measures.context.tables or not subject.theme:
        return Said((f"No concern is recorded in the last {RECENT_MONTHS} months.",))
    table = themes(measures.data, subject.service, RECENT_MONTHS).table
    here = table[table["theme"] == subject.theme]
    count, again, total = int(here["concerns"].sum()), int(here["people"].sum()), int(table["concerns"].sum())
    were = "concern was" if total == 1 else "concerns were"
    happened = [f"In the last {RECENT_MONTHS} months {count} of {total} {were} about {subject.theme_label}."]
    if again:
        happened.append(f"It came back for {'1 person' if again == 1 else f'{again} people'} in that time.")
    verified = _verified(measures, subject)
    worked = (VERIFIED,) if verified else ()
    return Said(tuple(happened), worked, (NOT_VERIFIED,) if verified is False else ())


def theme_year(measures: Measures, subject: Subject) -> "pd.Series[str]":
    """Case numbers of the service's concerns about the theme in the last year of the data."""
    if "concerns" not in measures.context.tables:
        return pd.Series(dtype="str")
    rows = measures.context.tables["concerns"]
    latest = rows.loc[rows["date_raised"] <= measures.context.as_of, "date_raised"].max()
    in_year = latest - rows["date_raised"] < pd.Timedelta(days=LOOK_BACK_DAYS)
    here = rows["service"].eq(subject.service) & rows["theme"].eq(subject.theme) & in_year
    cases: pd.Series[str] = rows.loc[here, "case_id"]
    return cases


def _verified(measures: Measures, subject: Subject) -> bool | None:
    """None where actions are not collected or the theme does not recur."""
    if "actions" not in measures.context.tables:
        return None
    if subject.service not in measures.data.services_of("actions"):
        return None
    rows = measures.context.rows("concerns", recurring_themes)
    own = rows[rows["service"].eq(subject.service) & rows["theme"].eq(subject.theme)]
    return bool(own.sort_values("month")["verified_action"].iloc[-1]) if len(own) else None
