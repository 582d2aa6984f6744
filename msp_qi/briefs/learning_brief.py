"""Notebook 08: the one-page learning brief. Facts come from the data; interpretation is left blank for its author."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from msp_qi.briefs.brief import Brief
from msp_qi.briefs.document import (
    Blank,
    Block,
    Bullets,
    ChartBlock,
    Heading,
    Paragraph,
    TableBlock,
)
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import day, out_of
from msp_qi.charts.indicators import FLAT, indicator_chart
from msp_qi.disclosure.identifying import Roster
from msp_qi.learning.brief.facts import Facts, facts_of
from msp_qi.learning.brief.kinds import CONCERN, THEME
from msp_qi.learning.brief.subject import Subject, subject_of
from msp_qi.learning.findings import Finding
from msp_qi.learning.focus import strongest, weakest
from msp_qi.learning.supervision.bank import BANK
from msp_qi.settings import MINIMUM_CASES, VERIFICATION_POINTS

TOO_FEW = f"fewer than {MINIMUM_CASES} cases were read for each question: too few to say."
NOT_AUDITED = {
    False: "No audit of this case is recorded.",
    True: f"Fewer than {MINIMUM_CASES} cases of this theme were read.",
}
NOTHING_SHOWN = "The records show nothing that was done as agreed."
NO_GAP = "The records show no gap."
MOST_FACTS, MOST_OF_SERVICE = 4, 2
ACTION_ROWS = 3
# A chart of one month says less than its sentence.
FEWEST_MONTHS = 3
NONE_READ = (
    "No case of the monthly random sample was read lately: nothing can be said of the person's own words."
)
# Belong to every brief where the audits found too little for two dilemmas.
ALWAYS = ("R3", "P4")


@dataclass(frozen=True)
class BriefFacts:
    """What the sections of a brief are written from.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.
    subject : Subject
        What it is about.
    facts : Facts
        What the data say of that.
    strong, weak : tuple of Finding
        The service's strongest and weakest indicators.
    quote : bool
        Whether the person's words may be printed: somebody has confirmed it.
    """

    study: Study
    subject: Subject
    facts: Facts
    strong: tuple[Finding, ...]
    weak: tuple[Finding, ...]
    quote: bool

    def found(self, name: str) -> Finding | None:
        """The finding of that indicator, if it was collected."""
        return next((finding for finding in self.study.findings if finding.indicator.name == name), None)


def learning_brief(
    study: Study,
    theme: str = "",
    case: str = "",
    kind: str = "",
    confirmed_by: str = "",
    roster: Roster | None = None,
) -> Brief:
    """Write the brief of one service about one case or one theme.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.
    theme : str
        Code of a theme; with neither theme nor case, the commonest of the last months.
    case : str
        A case number. It chooses the facts and is never written.
    kind : str
        ``"concern"``, ``"deviation"``, ``"breach"`` or ``"theme"``; empty to choose by what is recorded.
    confirmed_by : str
        Who has read it; only then are words quoted, where the person agreed to that.
    roster : Roster, optional
        The service's own names, which no quote may hold.

    Returns
    -------
    Brief

    Raises
    ------
    UserError
        Where the case, the theme or the kind is not there, or both a case and a theme are given.
    """
    subject = subject_of(study.measures, study.service, case, theme, kind)
    facts = BriefFacts(
        study,
        subject,
        facts_of(study.measures, subject, roster),
        strongest(study.findings),
        weakest(study.findings),
        bool(confirmed_by.strip()),
    )
    blocks = [block for section in SECTIONS for block in (Heading(section.title), *section.write(facts))]
    about = f": {subject.theme_label}" if subject.theme_label and subject.kind in (CONCERN, THEME) else ""
    id_ = _id(study, subject)
    document = study.document(
        f"{subject.kind.title}{about}",
        f"made {day(study.made_at)}",
        blocks,
        layout="brief",
        kind=subject.kind.name,
        theme=subject.theme,
        brief=id_,
    )
    voice = facts.facts.voice
    return Brief(document, id_, subject.kind.name, study.made_at, bool(voice and voice.quote and facts.quote))


def _id(study: Study, subject: Subject) -> str:
    """The same data and subject give the same id; nobody without the data can tell the case from it."""
    parts = (*(source.sha256 for source in study.data.sources), subject.service, subject.kind.name)
    told = "\0".join((*parts, subject.theme, subject.case))
    return "B" + hashlib.sha256(told.encode("utf-8")).hexdigest()[:8]


def _what_happened(facts: BriefFacts) -> tuple[Block, ...]:
    return (
        Paragraph(" ".join(facts.facts.said.happened)),
        Blank("What happened, in two sentences: no name, place or exact date", lines=2),
    )


def _what_mattered(facts: BriefFacts) -> tuple[Block, ...]:
    voice = facts.facts.voice
    if voice is None:
        read = facts.found("outcome_in_own_words")
        said = ""
        if read is not None and read.recent[1]:
            said = f"In the cases read lately the wish is in the person's own words: {out_of(*read.recent)}."
        elif read is not None:
            said = NONE_READ
        return (*_paragraph((said,) if said else ()), Blank("What people wanted, in your summary", lines=1))
    if voice.quote and facts.quote:
        words = f"In their words, which they agreed may be quoted: “{voice.quote}”"
        return (*_paragraph(voice.facts), Paragraph(words), Blank("What that means for us", lines=1))
    hint = ""
    if voice.quote:
        hint = " (they agreed to be quoted: their words are printed when you confirm by name)"
    if voice.held_back:
        hint = f" (they agreed to be quoted, but the quote is left out: {voice.held_back})"
    return (*_paragraph(voice.facts), Blank(f"What the person wanted, in your summary{hint}", lines=1))


def _paragraph(said: tuple[str, ...]) -> tuple[Block, ...]:
    return (Paragraph(" ".join(said)),) if said else ()


def _what_worked(facts: BriefFacts) -> tuple[Block, ...]:
    return _listed(facts, facts.facts.worked, facts.strong, NOTHING_SHOWN)


def _what_we_learned(facts: BriefFacts) -> tuple[Block, ...]:
    own = tuple(gap.sentence for gap in facts.facts.gaps)
    return (*_listed(facts, own, facts.weak, NO_GAP), Blank("Why we think so", lines=1))


def _listed(
    facts: BriefFacts, own: tuple[str, ...], service: tuple[Finding, ...], otherwise: str
) -> tuple[Block, ...]:
    """The facts of the case or theme; where there are none, what stands out in the whole service."""
    if own:
        return (Bullets(own[:MOST_FACTS]),)
    enough = MINIMUM_CASES if facts.subject.kind is THEME else 1
    opening = otherwise if facts.facts.audits.cases >= enough else NOT_AUDITED[facts.subject.kind is THEME]
    if not service:
        return (Paragraph(f"{opening} In the whole service: {TOO_FEW}"),)
    said = tuple(_service_words(finding) for finding in service[:MOST_OF_SERVICE])
    return (Paragraph(f"{opening} In the whole service lately:"), Bullets(said))


def _service_words(finding: Finding) -> str:
    changed = {"improved": "; improved", "worsened": "; got worse"}.get(finding.verdict, "")
    better = "; fewer is better" if finding.indicator.direction == "down" else ""
    return f"{finding.indicator.title}: {finding.recent_words}{changed}{better}."


def _what_changes(facts: BriefFacts) -> tuple[Block, ...]:
    about = [gap.about for gap in facts.facts.gaps] or [finding.indicator.title for finding in facts.weak]
    rows = [(name, "", "", "") for name in (*about[: ACTION_ROWS - 1], *[""] * ACTION_ROWS)[:ACTION_ROWS]]
    columns = ["About", "What we will do, and what will show that it worked", "Owner (role)", "By when"]
    owner = facts.facts.owner
    said = (f"Owner of the learning loop, as recorded: {owner}.",) if owner else ()
    return (
        *_paragraph(said),
        TableBlock("Actions", pd.DataFrame(rows, columns=columns), fillable=True),
    )


def _discuss(facts: BriefFacts) -> tuple[Block, ...]:
    kind, weak = facts.subject.kind.dilemmas, facts.facts.weak_requirements
    service = tuple(name for finding in facts.weak for name in finding.indicator.requirements)
    chosen = BANK.chosen((*kind[:1], *weak, *kind[1:], *service, *ALWAYS), most=3)
    return (Bullets(tuple(prompt.words for prompt in chosen)),)


def _how_we_will_know(facts: BriefFacts) -> tuple[Block, ...]:
    rows = [
        (
            point.label,
            day(facts.study.made_at + pd.Timedelta(days=point.latest_days)),
            point.looks_for,
            "",
            "",
        )
        for point in VERIFICATION_POINTS
    ]
    columns = ["When", "At the latest", "What we look for", "Checked by (role)", "Result"]
    block = TableBlock(
        "Verification, by somebody other than the owner", pd.DataFrame(rows, columns=columns), fillable=True
    )
    shown = _to_watch(facts)
    if shown is None:
        return (Paragraph("Too few months are counted yet to draw a chart."), block)
    return (ChartBlock(indicator_chart(shown, facts.study.changes, FLAT), shown.sentence), block)


def _to_watch(facts: BriefFacts) -> Finding | None:
    """The indicator that should move: of the kind, of the first gap, else the service's weakest."""
    of_gaps = [gap.indicator for gap in facts.facts.gaps]
    weak = [finding.indicator.name for finding in facts.weak]
    for name in (*facts.subject.kind.indicators, *of_gaps, *weak):
        found = facts.found(name)
        if found is not None and found.series["value"].notna().sum() >= FEWEST_MONTHS:
            return found
    return None


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
    Section("How we will know", _how_we_will_know),
)
