"""The facts of one concern: when, about whom by age band, how soon."""

import pandas as pd

from msp_qi.learning.brief.said import Gap, Said
from msp_qi.learning.brief.subject import Subject
from msp_qi.learning.brief.words import month_words, person_words
from msp_qi.learning.person.restrictions import DRIFT, restrictions_of
from msp_qi.learning.recurring.wording import listed
from msp_qi.measures.compute import Measures
from msp_qi.measures.views.concerns import stages, with_history
from msp_qi.measures.working_days import deadline

BACK = "The same person had a concern in the year before."
BACK_ON_THEME = "The same person had a concern about the same in the year before."
DANGER = "There was immediate danger."
DRIFTED = Gap(
    "Restrictions",
    "A restriction came back without a reason, or is past its review without one.",
    ("O2g",),
    "restriction_drift",
)


def concern_facts(measures: Measures, subject: Subject) -> Said:
    """What the data say of one concern.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    subject : Subject
        With its concern.

    Returns
    -------
    Said
    """
    in_time, late = _stages(measures, subject)
    danger_worked, danger_gaps = _danger(measures, subject)
    return Said(
        (opening(subject), *_before(measures, subject), *((DANGER,) if _in_danger(subject) else ())),
        (*danger_worked, *in_time),
        (*danger_gaps, *late, *_drift(subject)),
    )


def opening(subject: Subject) -> str:
    """Month, theme and age band of the concern."""
    assert subject.concern is not None
    about = f" about {subject.theme_label}" if subject.theme_label else ""
    raised, who = month_words(subject.concern["date_raised"]), person_words(subject.concern["age_band"])
    return f"A concern{about} was raised {raised}, for {who}."


def _before(measures: Measures, subject: Subject) -> tuple[str, ...]:
    rows = measures.context.rows("concerns", with_history)
    here = rows[rows["service"].eq(subject.service) & rows["case_id"].eq(subject.case)].iloc[0]
    if here["repeated_theme"]:
        return (BACK_ON_THEME,)
    return (BACK,) if here["repeated"] else ()


def _in_danger(subject: Subject) -> bool:
    return subject.concern is not None and subject.concern["immediate_danger"] == "yes"


def _danger(measures: Measures, subject: Subject) -> tuple[tuple[str, ...], tuple[Gap, ...]]:
    if not _in_danger(subject) or subject.concern is None:
        return (), ()
    allowed = measures.context.timescales["immediate_danger"]
    times = pd.DataFrame([subject.concern[["aware_at", "protective_action_at"]]]).apply(pd.to_datetime)
    last = deadline(times["aware_at"], allowed).iloc[0]
    aware, acted = times["aware_at"].iloc[0], times["protective_action_at"].iloc[0]
    if aware <= acted <= last:
        return (f"Somebody acted on the danger within {allowed.words}.",), ()
    said = f"It is not shown that somebody acted on the danger within {allowed.words}."
    return (), (Gap("Immediate danger", said, ("N1",), "danger_acted_on_in_time"),)


def _stages(measures: Measures, subject: Subject) -> tuple[tuple[str, ...], tuple[Gap, ...]]:
    rows = measures.context.rows("concerns", stages)
    own = rows[rows["service"].eq(subject.service) & rows["case_id"].eq(subject.case)]
    due = own[own["fell_due"] | own["done"]]
    late = due.loc[due["late"] & due["fell_due"], "stage"].tolist()
    in_time = due.loc[~due["late"], "stage"].tolist()
    worked = (f"In the agreed time: {listed(in_time)}.",) if in_time else ()
    slow = Gap("Agreed times", f"Over the agreed time: {listed(late)}.", ("G3b",), "stages_late")
    return worked, (slow,) if late else ()


def _drift(subject: Subject) -> tuple[Gap, ...]:
    found = restrictions_of(subject.records) if subject.records is not None else None
    drifted = found is not None and bool(found.table["judgement"].isin(DRIFT).any())
    return (DRIFTED,) if drifted else ()
