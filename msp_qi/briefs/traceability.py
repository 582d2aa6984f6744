"""From a sentence of the guide to its fields, its indicators, its chart and the reports that show it, and back."""

from dataclasses import dataclass

from msp_qi.errors import UserError
from msp_qi.measures.catalogue import COMPOSITIONS, Composition, named, serving
from msp_qi.measures.indicator import Indicator
from msp_qi.schema.assurance import guide_sentence, quality_statement
from msp_qi.schema.fields import TABLES
from msp_qi.schema.fields import table as schema_table
from msp_qi.schema.requirements import REQUIREMENTS, Requirement

# Section of the guide to the notebooks that show its indicators, the one with the chart first.
REPORTS: dict[str, tuple[str, ...]] = {
    "Principles": ("03_is_practice_personal", "08_learning_brief"),
    "Not mean": ("03_is_practice_personal", "08_learning_brief"),
    "Recording": ("03_is_practice_personal", "08_learning_brief"),
    "Commissioner": ("03_is_practice_personal", "08_learning_brief"),
    "CQC": ("03_is_practice_personal", "08_learning_brief"),
    "Example 1": ("07_one_persons_outcomes", "03_is_practice_personal", "08_learning_brief"),
    "Example 2": ("07_one_persons_outcomes", "03_is_practice_personal"),
    "Example 3": ("07_one_persons_outcomes", "03_is_practice_personal", "08_learning_brief"),
    "Governance": ("05_what_keeps_recurring", "03_is_practice_personal", "02_draw_the_sample"),
    "Learning loop": ("06_did_the_learning_stick", "04_did_the_change_work"),
    "Tender": ("03_is_practice_personal",),
}

DIRECTIONS = {
    "up": "More is better.",
    "down": "Less is better.",
    "none": "No direction: more is neither better nor worse.",
}
# Dates that no field holds, because a row counts in more than one month or in that of another date.
MADE_DATES = {
    "month": "each month in which it holds",
    "due_by": "the day each stage was due",
    "verify_by": "the day the verification was due",
    "counted_on": "the day of the conversation, else of the concern",
}


@dataclass(frozen=True)
class Trace:
    """One requirement, followed all the way.

    Parameters
    ----------
    requirement : Requirement
        Id and what it asks for.
    says, quality_statement : str
        The sentence of the guide, and the CQC quality statement.
    fields : tuple of str
        The fields that serve it, as ``sheet: heading``.
    indicators : tuple of Indicator
        What counts it.
    composition : Composition or None
        Where it repeats other requirements: which.
    reports : tuple of str
        The notebooks that show it.
    """

    requirement: Requirement
    says: str
    quality_statement: str
    fields: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    composition: Composition | None
    reports: tuple[str, ...]

    @property
    def counted_by(self) -> str:
        """How the requirement is told, in one line."""
        parts = [f"{found.title} ({found.name}): {found.chart}" for found in self.indicators]
        if self.composition and self.composition.adds:
            parts.append(self.composition.adds)
        return "; ".join(parts)

    @property
    def text(self) -> str:
        """Everything about the requirement, as lines to read."""
        lines = [
            f"{self.requirement.id}: {self.requirement.sentence}",
            f"The guide says: {self.says}",
            f"CQC quality statement: {self.quality_statement}",
            f"Fields: {'; '.join(self.fields) or 'those of the requirements it repeats'}",
        ]
        if self.composition:
            lines.append(f"Told by: {', '.join(self.composition.of) or self.composition.adds}")
        for found in self.indicators:
            lines += ["", f"Indicator {found.name}: {found.title}", *(f"  {line}" for line in told(found))]
        return "\n".join([*lines, "", f"Reports: {', '.join(self.reports)}"])


def told(found: Indicator) -> tuple[str, ...]:
    """Everything about one indicator, a line a matter.

    Parameters
    ----------
    found : Indicator
        From the catalogue.

    Returns
    -------
    tuple of str
        Question; how it is counted; direction, kind and least number; what stands beside it; the fields it needs;
        where and when it counts, and chart; principle, quality statement and requirements.

    Examples
    --------
    >>> from msp_qi.measures.catalogue import named
    >>> told(named("direct_voice"))[5]
    'Counts: Case audits, by Audit month. Drawn as: run chart of the share.'
    """
    beside = f"{named(found.balancing).title} ({found.balancing})"
    exposure = (
        f"; exposure: {_dated(found.exposure.table, found.exposure.period_field)}" if found.exposure else ""
    )
    fields = [
        f"{schema_table(table).sheet}: {_label(table, name)}"
        for table, names in found.needs_by_table.items()
        for name in names
    ]
    return (
        f"Question: {found.question}",
        found.definition,
        f"{DIRECTIONS[found.direction]} Kind: {found.kind}. Minimum n: {found.minimum}; fewer is called neither strong "
        "nor weak.",
        f"Read beside it: {beside}{exposure}.",
        f"From: {'; '.join(dict.fromkeys(fields))}.",
        f"Counts: {_dated(found.table, found.period_field)}. Drawn as: {found.chart}.",
        f"Care Act principle: {found.principle}. CQC quality statement: {found.quality_statement}. Serves: "
        f"{', '.join(found.requirements)}.",
    )


def _dated(table: str, period_field: str) -> str:
    """Where it is counted from and by which date, as the workbook calls them."""
    made = MADE_DATES.get(period_field)
    return f"{schema_table(table).sheet}, by {made or _label(table, period_field)}"


def _label(table: str, name: str) -> str:
    return schema_table(table).field(name).label


def trace(requirement_id: str) -> Trace:
    """Follow one requirement.

    Parameters
    ----------
    requirement_id : str
        ``"P1"`` to ``"T4"``; capitals do not matter.

    Returns
    -------
    Trace

    Raises
    ------
    UserError
        When there is no such requirement, with those that there are.

    Examples
    --------
    >>> [found.name for found in trace("P3").indicators]
    ['involved_at_every_stage', 'involved_throughout']
    """
    known = {found.id.casefold(): found for found in REQUIREMENTS}
    found = known.get(requirement_id.strip().casefold())
    if found is None:
        ids = ", ".join(each.id for each in REQUIREMENTS)
        raise UserError(f'There is no requirement "{requirement_id}"; there are: {ids}.')
    composition = next((each for each in COMPOSITIONS if each.requirement == found.id), None)
    return Trace(
        found,
        guide_sentence(found.id),
        quality_statement(found.id),
        tuple(
            f"{table.sheet}: {field.label}"
            for table in TABLES
            for field in table.fields
            if found.id in field.serves
        ),
        serving(found.id),
        composition,
        REPORTS[found.section],
    )
