"""The facts of a brief, put together for its kind."""

from collections.abc import Callable
from dataclasses import dataclass

from msp_qi.disclosure.identifying import Roster
from msp_qi.learning.brief.audits import AuditFacts, audited, many_cases, one_case
from msp_qi.learning.brief.breach import breach_facts
from msp_qi.learning.brief.concern import concern_facts
from msp_qi.learning.brief.deviation import deviation_facts
from msp_qi.learning.brief.kinds import KindName
from msp_qi.learning.brief.owner import owner_of
from msp_qi.learning.brief.said import Gap, Said
from msp_qi.learning.brief.subject import Subject
from msp_qi.learning.brief.theme import theme_facts, theme_year
from msp_qi.learning.brief.voice import Voice, voice_of
from msp_qi.measures.compute import Measures

FACTS: dict[KindName, Callable[[Measures, Subject], Said]] = {
    "concern": concern_facts,
    "deviation": deviation_facts,
    "breach": breach_facts,
    "theme": theme_facts,
}


@dataclass(frozen=True)
class Facts:
    """Everything that the data say for one brief.

    Parameters
    ----------
    said : Said
        What happened, what worked and what did not, for its kind.
    audits : AuditFacts
        What the audits of the case, or of the cases of the theme, found.
    voice : Voice or None
        What is recorded of the person's wish; None for a theme.
    owner : str
        Role that owns the learning loop; empty where none is recorded in words for a role.
    """

    said: Said
    audits: AuditFacts
    voice: Voice | None
    owner: str

    @property
    def worked(self) -> tuple[str, ...]:
        """What was done as agreed: for its kind, then by the audits."""
        return (*self.said.worked, *self.audits.worked)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What was not, in the same order."""
        return (*self.said.gaps, *self.audits.gaps)

    @property
    def weak_requirements(self) -> tuple[str, ...]:
        """Requirements of the gaps, each once."""
        return tuple(dict.fromkeys(name for gap in self.gaps for name in gap.requirements))


def facts_of(measures: Measures, subject: Subject, roster: Roster | None = None) -> Facts:
    """Gather the facts.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    subject : Subject
        What the brief is about.
    roster : Roster, optional
        The service's own names, for the screen of a quote.

    Returns
    -------
    Facts
        No case number, no free text, no day, no name; a quote only as ``Voice`` allows it.
    """
    read = audited(measures.context, subject.service)
    said = FACTS[subject.kind.name](measures, subject)
    if subject.case:
        own = read[read["case_id"].eq(subject.case)]
        return Facts(said, one_case(own), voice_of(own, subject, roster), owner_of(measures, subject))
    cases = theme_year(measures, subject)
    return Facts(said, many_cases(read[read["case_id"].isin(cases)]), None, owner_of(measures, subject))
