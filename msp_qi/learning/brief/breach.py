"""The facts after an agreed boundary was broken."""

from msp_qi.learning.brief.said import Gap, Said
from msp_qi.learning.brief.subject import Subject, breaches_in
from msp_qi.learning.brief.words import month_words, person_words, times
from msp_qi.learning.person import breaches
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
    about = (f"The concern is about {subject.theme_label}.",) if subject.theme_label else ()
    happened = (f"A boundary in the safety plan of {who} was broken {when}.", *about, NO_FAULT)
    within = breaches.ALLOWED.words
    due = rows[rows["judgement"].ne(breaches.STILL_TIME)]
    in_time = int(due["judgement"].eq(breaches.IN_TIME).sum())
    worked, gaps = [], []
    if in_time:
        worked.append(_counted(f"Reviewed within {within}", in_time, len(due)))
    if in_time < len(due):
        said = _counted(f"Not shown to be reviewed within {within}", len(due) - in_time, len(due))
        gaps.append(Gap("Review at once", said, ("O1d",), "breaches_reviewed"))
    told, not_told = (int(rows["person"].eq(words).sum()) for words in (breaches.TOLD, breaches.NOT_TOLD))
    outside = told + not_told
    if told:
        worked.append(_counted("The person was told what was shared outside, and why", told, outside))
    if not_told:
        said = "The person is not shown to have been told what was shared outside, and why"
        gaps.append(
            Gap("Telling the person", _counted(said, not_told, outside), ("O1d",), "told_what_and_why")
        )
    return Said(happened, tuple(worked), tuple(gaps))


def _counted(said: str, count: int, of: int) -> str:
    """With its count where there is more than one to count."""
    return f"{said}: {count} of {of}." if of > 1 else f"{said}."
