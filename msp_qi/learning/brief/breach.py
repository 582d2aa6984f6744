"""The facts after an agreed boundary was broken."""

from msp_qi.learning.brief.said import Said
from msp_qi.learning.brief.subject import Subject, breaches_in
from msp_qi.learning.brief.words import month_words, person_words, times
from msp_qi.learning.person import breaches
from msp_qi.learning.person.lists import number
from msp_qi.measures.compute import Measures

NO_FAULT = "A breach is not the person's fault."


def breach_facts(measures: Measures, subject: Subject) -> Said:
    """What the data say of the breaches in one case.

    Parameters
    ----------
    measures : Measures
        Not used: breaches are judged by the agreed time alone.
    subject : Subject
        With its records.

    Returns
    -------
    Said
    """
    assert subject.records is not None and subject.concern is not None
    rows = breaches_in(subject.records)
    who, last = person_words(subject.concern["age_band"]), month_words(rows["breach_at"].iloc[0])
    when = last if len(rows) == 1 else f"{times(len(rows))}, the last time {last}"
    happened = (f"A boundary in the safety plan of {who} was broken {when}.", NO_FAULT)
    within = breaches.ALLOWED.words
    due = rows[rows["judgement"].ne(breaches.STILL_TIME)]
    in_time = int(due["judgement"].eq(breaches.IN_TIME).sum())
    of = number(len(due), "breach", "breaches")
    worked, learned = [], []
    if in_time:
        worked.append(f"Reviewed within {within}: {in_time} of {of}.")
    if in_time < len(due):
        learned.append(f"Not shown to be reviewed within {within}: {len(due) - in_time} of {of}.")
    told, not_told = (int(rows["person"].eq(words).sum()) for words in (breaches.TOLD, breaches.NOT_TOLD))
    outside = told + not_told
    if told:
        worked.append(f"The person was told what was shared outside, and why: {told} of {outside}.")
    if not_told:
        learned.append(
            f"The person is not shown to have been told what was shared outside, and why: {not_told} of {outside}."
        )
    return Said(happened, tuple(worked), tuple(learned))
