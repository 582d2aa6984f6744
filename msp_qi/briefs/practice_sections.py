"""Which indicators stand under which heading of the guide."""

from dataclasses import dataclass

from msp_qi.learning.findings import Finding
from msp_qi.schema.requirements import requirement


@dataclass(frozen=True)
class Part:
    """One part of the guide, as it is headed on the page.

    Parameters
    ----------
    title : str
        Heading.
    sections : tuple of str
        Sections of ``requirements.csv``.
    drawn : bool
        Each indicator has a chart of its own; otherwise it stands in the table alone.
    """

    title: str
    sections: tuple[str, ...]
    drawn: bool = True


PARTS: tuple[Part, ...] = (
    Part("The three principles", ("Principles",)),
    Part("What it does not mean", ("Not mean",)),
    Part("Four recording standards", ("Recording",)),
    Part("What commissioners and inspectors ask", ("Commissioner", "CQC", "Tender"), drawn=False),
    Part("Plans, restrictions and sharing", ("Example 1", "Example 2", "Example 3"), drawn=False),
    Part("Governance and learning", ("Governance", "Learning loop"), drawn=False),
)


def of_part(part: Part, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings of one part, by the first requirement that each serves.

    Parameters
    ----------
    part : Part
        From ``PARTS``.
    found : tuple of Finding
        Of one service.

    Returns
    -------
    tuple of Finding
        In the order of the requirements.
    """
    here = [each for each in found if section_of(each) in part.sections]
    return tuple(sorted(here, key=lambda each: part.sections.index(section_of(each))))


def section_of(finding: Finding) -> str:
    """The section of the guide that an indicator belongs to."""
    return requirement(finding.indicator.requirements[0]).section


def drawn_findings(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that have a chart of their own on the page, in its order."""
    return tuple(each for part in PARTS if part.drawn for each in of_part(part, found))
