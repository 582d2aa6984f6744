"""The facts about a theme."""

import pandas as pd

from msp_qi.learning.brief.said import Gap, Said
from msp_qi.learning.brief.subject import Subject
from msp_qi.learning.themes import themes
from msp_qi.measures.compute import Measures
from msp_qi.measures.views.learning import recurring_themes
from msp_qi.settings import LOOK_BACK_DAYS, RECENT_MONTHS, RECURRING_CONCERNS

VERIFIED = "An action on this theme was verified by another role than its owner's."
NOT_VERIFIED = Gap(
    "A verified action",
    "No action on this theme is verified by another role than its owner's.",
    ("G3d",),
    "theme_with_verified_action",
)


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
        return Said((f"No concern with a theme is recorded in the last {RECENT_MONTHS} months.",))
    table = themes(measures.data, subject.service, RECENT_MONTHS, measures.context.as_of).table
    here = table[table["theme"] == subject.theme]
    count, again, total = int(here["concerns"].sum()), int(here["people"].sum()), int(table["concerns"].sum())
    were = "concern was" if total == 1 else "concerns were"
    last = f"{_latest(measures):%B %Y}"
    happened = [
        f"In the {RECENT_MONTHS} months up to {last}, {count} of {total} {were} about {subject.theme_label}."
    ]
    if again:
        happened.append(f"It came back for {'1 person' if again == 1 else f'{again} people'} in that time.")
    happened.append(_recurs(len(theme_year(measures, subject)), last))
    verified = _verified(measures, subject)
    worked = (VERIFIED,) if verified else ()
    return Said(tuple(happened), worked, (NOT_VERIFIED,) if verified is False else ())


def _recurs(count: int, last: str) -> str:
    if count >= RECURRING_CONCERNS:
        return f"It recurs: {count} concerns in the year up to {last}."
    return (
        f"It does not count as recurring: fewer than {RECURRING_CONCERNS} concerns in the year up to {last}."
    )


def _latest(measures: Measures) -> pd.Timestamp:
    """The latest concern of all services: what the data can speak of."""
    dates = measures.context.tables["concerns"]["date_raised"]
    return pd.Timestamp(dates[dates <= measures.context.as_of].max())


def theme_year(measures: Measures, subject: Subject) -> "pd.Series[str]":
    """Case numbers of the service's concerns about the theme in the last year of the data."""
    if "concerns" not in measures.context.tables:
        return pd.Series(dtype="str")
    rows = measures.context.tables["concerns"]
    since = _latest(measures) - rows["date_raised"]
    in_year = (since >= pd.Timedelta(0)) & (since < pd.Timedelta(days=LOOK_BACK_DAYS))
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
