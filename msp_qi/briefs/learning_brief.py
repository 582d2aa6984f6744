"""Notebook 08: the one-page learning brief. Facts come from the data; interpretation is left blank for its author."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from msp_qi.briefs.document import Blank, Block, Bullets, ChartBlock, Document, Heading, Paragraph, TableBlock
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import day, out_of
from msp_qi.charts.indicators import FLAT, indicator_chart
from msp_qi.errors import UserError
from msp_qi.learning.dilemmas import dilemmas_for
from msp_qi.learning.findings import Finding
from msp_qi.learning.focus import strongest, weakest
from msp_qi.learning.themes import THEME_LABELS, Themes, themes
from msp_qi.settings import MINIMUM_CASES, RECENT_MONTHS, VERIFICATION_POINTS

TITLE = "Learning brief"
TOO_FEW = f"Fewer than {MINIMUM_CASES} cases were read for each question: too few to say."


@dataclass(frozen=True)
class BriefFacts:
    """What the sections of a brief are written from.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.
    themes : Themes
        Its concerns by theme.
    theme : str
        The theme of this brief, as code; empty where no concern was recorded.
    strong, weak : tuple of Finding
        The service's strongest and weakest indicators.
    """

    study: Study
    themes: Themes
    theme: str
    strong: tuple[Finding, ...]
    weak: tuple[Finding, ...]

    @property
    def theme_label(self) -> str:
        """The theme in words."""
        return THEME_LABELS.get(self.theme, "no concern recorded")

    def found(self, name: str) -> Finding | None:
        """The finding of that indicator, if it was collected."""
        return next((finding for finding in self.study.findings if finding.indicator.name == name), None)


def learning_brief(study: Study, theme: str = "") -> Document:
    """Write the brief of one service about one theme.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.
    theme : str
        Code of the theme; empty for the commonest of the last months.

    Returns
    -------
    Document

    Raises
    ------
    UserError
        When the codebook has no such theme.
    """
    if theme and theme not in THEME_LABELS:
        raise UserError(f'There is no theme "{theme}"; there are: {", ".join(THEME_LABELS)}.')
    counted = themes(study.measures, study.service, RECENT_MONTHS)
    commonest = "" if counted.table.empty else str(counted.table.loc[0, "theme"])
    facts = BriefFacts(study, counted, theme or commonest, strongest(study.findings), weakest(study.findings))
    blocks = [block for section in SECTIONS for block in (Heading(section.title), *section.write(facts))]
    title = f"{TITLE}: {facts.theme_label.lower()}"
    return study.document(title, f"made {day(study.made_at)}", blocks, layout="brief", theme=facts.theme)


def _what_happened(facts: BriefFacts) -> tuple[Block, ...]:
    table = facts.themes.table
    here = table[table["theme"] == facts.theme]
    count = int(here["concerns"].sum())
    again = int(here["people"].sum())
    total = int(table["concerns"].sum())
    text = f"Concerns about this theme in the last {RECENT_MONTHS} months: {count} of {total}."
    if not total:
        text = f"No concern was recorded in the last {RECENT_MONTHS} months."
    if again:
        people = "1 person" if again == 1 else f"{again} people"
        text += f" It came back for {people}."
    return (Paragraph(text), Blank("What happened, in two sentences: no name, place or exact date", lines=2))


def _what_mattered(facts: BriefFacts) -> tuple[Block, ...]:
    voice = facts.found("outcome_in_own_words")
    blank = Blank(
        "What the person wanted, in your summary (a quote only with their recorded consent)", lines=1
    )
    if voice is None:
        return (blank,)
    return (
        Paragraph(f"Cases read lately with the outcome in the person's own words: {out_of(*voice.recent)}."),
        blank,
    )


def _what_worked(facts: BriefFacts) -> tuple[Block, ...]:
    return _listed("What goes best lately:", facts.strong)


def _what_we_learned(facts: BriefFacts) -> tuple[Block, ...]:
    return (*_listed("What needs attention first:", facts.weak), Blank("Why we think so", lines=1))


def _listed(opening: str, found: tuple[Finding, ...]) -> tuple[Block, ...]:
    if not found:
        return (Paragraph(TOO_FEW),)
    changed = {"improved": "; improved", "worsened": "; got worse"}
    said = tuple(
        f"{finding.indicator.title}: {finding.recent_words}{changed.get(finding.verdict, '')}."
        for finding in found
    )
    return (Paragraph(opening), Bullets(said))


def _what_changes(facts: BriefFacts) -> tuple[Block, ...]:
    made = [
        (
            change.title,
            "",
            f"{'started' if change.date <= facts.study.made_at else 'starts'} {day(change.date)}",
        )
        for change in facts.study.changes[-1:]
    ]
    rows = [*made, ("", "", ""), ("", "", "")][:3]
    table = pd.DataFrame(rows, columns=["Action", "Owner (role)", "By when"])
    return (TableBlock("Actions", table, fillable=True, row_headers=False),)


def _discuss(facts: BriefFacts) -> tuple[Block, ...]:
    weak = tuple(name for finding in facts.weak for name in finding.indicator.requirements)
    chosen = dilemmas_for((*weak, "R3", "P4"), most=2)
    return (Bullets(tuple(dilemma.question for dilemma in chosen)),)


def _how_we_know(facts: BriefFacts) -> tuple[Block, ...]:
    rows = [
        (point.label, day(facts.study.made_at + pd.Timedelta(days=point.latest_days)), point.looks_for, "")
        for point in VERIFICATION_POINTS
    ]
    table = pd.DataFrame(
        rows, columns=["When", "At the latest", "What we look for", "Checked by (role), result"]
    )
    block = TableBlock("Verification, by somebody other than the owner", table, fillable=True)
    if not facts.weak:
        return (block,)
    weakest_found = facts.weak[0]
    chart = indicator_chart(weakest_found, facts.study.changes, FLAT)
    return (ChartBlock(chart, weakest_found.sentence), block)


@dataclass(frozen=True)
class Section:
    """One block of the brief: its heading and what writes it."""

    title: str
    write: Callable[[BriefFacts], tuple[Block, ...]]


SECTIONS: tuple[Section, ...] = (
    Section("What happened", _what_happened),
    Section("What mattered to the person", _what_mattered),
    Section("What worked", _what_worked),
    Section("What we learned", _what_we_learned),
    Section("What changes", _what_changes),
    Section("Discuss in team or supervision", _discuss),
    Section("How we will know", _how_we_know),
)
