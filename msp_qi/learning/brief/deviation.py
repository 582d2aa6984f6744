"""The facts after something was shared beyond what the person had agreed."""

import pandas as pd

from msp_qi.learning.brief.said import Gap, Said
from msp_qi.learning.brief.subject import Subject
from msp_qi.learning.brief.words import month_words, person_words, role_words, times
from msp_qi.learning.person import sharing
from msp_qi.measures.compute import Measures
from msp_qi.measures.working_days import deadline

OVERRIDDEN = "That was without consent because of a risk, which is recorded."
CAN_BE_RIGHT = "Sharing without consent can be right where somebody is at risk."
OWN_THEME = "information"
WITHIN = sharing.ALLOWED.words
# What is said of the loop of the latest deviation, by its judgement.
_LOOPS = {
    "not reviewed by a manager in time": f"A manager did not review it within {WITHIN}.",
    "reviewed, but no brief in time": f"A manager reviewed it, but the team was not briefed within {WITHIN}.",
    "neither reviewed nor briefed in time": f"It was neither reviewed by a manager nor briefed within {WITHIN}.",
}


def deviation_facts(measures: Measures, subject: Subject) -> Said:
    """What the data say of the deviations from consent in one case; the latest is told.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    subject : Subject
        With its records.

    Returns
    -------
    Said
    """
    assert subject.records is not None and subject.concern is not None
    found = sharing.sharing_of(measures.data, subject.records)
    assert found is not None
    rows = found.table[found.table["judgement"].isin(sharing.DEVIATION)]
    latest = rows.iloc[0]
    happened = [_shared(latest, person_words(subject.concern["age_band"]))]
    if len(rows) > 1:
        happened.append(f"In this case it is recorded {times(len(rows))}; this is the latest.")
    if latest["judgement"] == sharing.OVERRIDE:
        happened.append(OVERRIDDEN)
    if subject.theme not in ("", OWN_THEME):
        happened.append(f"The concern is about {subject.theme_label}.")
    happened.append(CAN_BE_RIGHT)
    worked, gaps = _followed(measures, latest)
    return Said(tuple(happened), worked, gaps)


def _shared(row: pd.Series, who: str) -> str:
    role = role_words(row["recipient_role"])
    outside = f"somebody outside the service ({role})" if role else "somebody outside the service"
    when = month_words(row["shared_on"])
    return f"Information about {who} was shared with {outside} {when}, beyond what they had agreed."


def _followed(measures: Measures, row: pd.Series) -> tuple[tuple[str, ...], tuple[Gap, ...]]:
    worked, gaps = [], []
    if row["loop"] == sharing.CLOSED:
        worked.append(f"A manager reviewed it and the team was briefed within {WITHIN}.")
    elif row["loop"] == sharing.STILL_TIME:
        worked.append(f"The time for the manager's review and this brief ({WITHIN}) is not over yet.")
    else:
        gaps.append(Gap("Review and briefing", _LOOPS[row["loop"]], ("O3f",), "deviation_loop_closed"))
    last = deadline(pd.Series([row["shared_on"]]), measures.context.timescales["follow_up"]).iloc[0]
    if pd.notna(row["followup_on"]):
        worked.append("Somebody told the person afterwards what was shared and what came of it.")
    elif last <= measures.context.as_of:
        said = "It is not shown that somebody told the person afterwards."
        gaps.append(Gap("Telling the person", said, ("N4",), "followed_up"))
    if pd.isna(row["authoriser_role"]):
        gaps.append(Gap("Who decides", "It is not recorded which role decided to share.", ("O3f",)))
    else:
        worked.append("The role that decided to share is recorded.")
    return tuple(worked), tuple(gaps)
