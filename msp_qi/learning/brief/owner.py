"""The role that owns the learning loop of a case or of a theme."""

from msp_qi.learning.brief.subject import Subject
from msp_qi.learning.brief.words import role_words
from msp_qi.measures.compute import Measures


def owner_of(measures: Measures, subject: Subject) -> str:
    """The owner's role of the latest loop, in words for a role only.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    subject : Subject
        What the brief is about.

    Returns
    -------
    str
        Empty where no loop or no role is recorded.
    """
    if "learning_loops" not in measures.context.tables:
        return ""
    rows = measures.context.tables["learning_loops"]
    about = rows["case_id"].eq(subject.case) if subject.case else rows["theme"].eq(subject.theme)
    own = rows[rows["service"].eq(subject.service) & about & rows["owner_role"].notna()]
    return role_words(own.sort_values("concluded_on")["owner_role"].iloc[-1]) if len(own) else ""
