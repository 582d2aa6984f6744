"""From a sentence of the guide to its fields, its indicators, its chart and the reports that show it, and back."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.errors import UserError
from msp_qi.measures.catalogue import COMPOSITIONS, Composition, serving
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
    def table(self) -> pd.DataFrame:
        """A row an indicator: what is shown, out of what, what is left out, direction, chart and date."""
        return pd.DataFrame(
            [
                {
                    "indicator": found.name,
                    "shown": found.numerator,
                    "out of": found.denominator,
                    "left out": found.left_out,
                    "better": {"up": "more", "down": "less", "none": "neither"}[found.direction],
                    "chart": found.chart,
                    "from": f"{schema_table(found.table).sheet}, by {found.period_field}",
                }
                for found in self.indicators
            ]
        )

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
            lines += [
                f"Indicator {found.name}: {found.title}",
                f"  Shown: {found.numerator}. Out of: {found.denominator}. {found.left_out}",
                f"  Drawn as: {found.chart}. Principle: {found.principle}.",
            ]
        return "\n".join([*lines, f"Reports: {', '.join(self.reports)}"])


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
