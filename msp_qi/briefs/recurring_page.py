"""Notebook 05: what keeps recurring, and has anybody acted on it?"""

from collections.abc import Callable

import pandas as pd

from msp_qi.briefs import recurring_blocks, recurring_themes
from msp_qi.briefs.document import Block, Document, Heading, Notice, Paragraph, TableBlock
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import NOT_A_ZERO, rows_not_counted, stretch
from msp_qi.learning.finding_words import rate_words
from msp_qi.learning.recurring.history import LABELS
from msp_qi.learning.recurring.together import Recurring
from msp_qi.learning.recurring.together import recurring as recurring_of
from msp_qi.learning.recurring.wording import between, counted, listed, share
from msp_qi.schema.fields import table as schema_table
from msp_qi.settings import RECENT_MONTHS

TITLE = "What keeps recurring?"
NOTHING = (
    "No concern of this service can be counted, so nothing can be said about what keeps recurring. That is not the "
    "same as nothing recurring."
)


def recurring(study: Study) -> Recurring:
    """Themes, people, delays, restrictions and actions of one service, as tables and sentences.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    Recurring
    """
    return recurring_of(study.measures, study.service, study.findings)


def recurring_page(study: Study) -> Document:
    """Everything about what recurs in one service: in short, then section by section.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    Document
    """
    found = recurring(study)
    blocks: list[Block] = _warnings(study, found)
    if len(found.history.concerns):
        blocks += [
            Heading("In short"),
            TableBlock("Six questions", recurring_summary(found), row_headers=False),
        ]
        blocks.append(Paragraph(found.multiplicity))
        for title, section in SECTIONS:
            blocks += [Heading(title), *section(study, found)]
    return study.document(TITLE, stretch(study.measures.table["period"]), blocks)


SECTIONS: tuple[tuple[str, Callable[[Study, Recurring], list[Block]]], ...] = (
    ("Themes", recurring_themes.themes),
    ("New or vanished themes", recurring_themes.turns),
    ("Concerns that come back", recurring_blocks.people),
    ("Delays by stage", recurring_blocks.delays),
    ("Restrictions introduced", recurring_blocks.restrictions),
    ("What was done about it", recurring_blocks.register),
)


def recurring_summary(found: Recurring) -> pd.DataFrame:
    """Six questions, each with its count and how sure the answer is.

    Parameters
    ----------
    found : Recurring
        From ``msp_qi.recurring``.

    Returns
    -------
    DataFrame
        Question, Counted, How sure.
    """
    rows = [_theme(found), _turns(found), _people(found), _delays(found), _restrictions(found), _acted(found)]
    return pd.DataFrame(rows, columns=["Question", f"Counted, {found.history.stretch}", "How sure?"])


Answer = tuple[str, str, str]
ONLY = "it is the only theme named"
LEADS, NOT_CLEAR = "it clearly leads", "not clear: chance could swap it with the next"


def _theme(found: Recurring) -> Answer:
    question, named = "Which theme is named most?", found.commonest.named
    if named.empty:
        return question, "no theme was recorded", "cannot tell"
    first = found.commonest.first
    each = ", each" if len(first) > 1 else ":"
    count = share(int(named["concerns"].iloc[0]), int(named["of"].iloc[0]), "concern")
    sure = LEADS if found.commonest.leads else NOT_CLEAR
    return question, f"{listed(first)}{each} {count}", ONLY if len(named) == 1 else sure


def _turns(found: Recurring) -> Answer:
    question = "Did a theme vanish or appear?"
    tests = counted(found.looks[1], "look")
    if not found.looks[1]:
        return question, "too few concerns to look", "cannot tell"
    if not found.pairs:
        return question, "none that chance would not explain", f"{tests}, none stands out"
    said = [f"{LABELS[pair.found.theme]} {pair.found.kind}" for pair in found.pairs]
    return question, f"{listed(said)}: was it renamed?", f"clear, after allowing for {tests}"


def _people(found: Recurring) -> Answer:
    question = "Do the same people come back?"
    back, of = found.repeats.judged
    if not of:
        again = len(found.repeats.table)
        people = counted(again, "person", "people") if again else "nobody"
        return question, f"{people} so far", "no share yet: not a year of history"
    return question, share(back, of, "concern"), f"the true share may be {between(back, of)}"


def _delays(found: Recurring) -> Answer:
    question, table = "Which stage is late most?", found.delays.table
    due = int(table["due"].sum())
    if not found.delays.worst:
        return (
            question,
            f"none late of {counted(due, 'stage')} that fell due",
            "see the section" if due else "cannot tell",
        )
    worst = table[table["stage"] == found.delays.worst].iloc[0]
    count = f"{found.delays.worst.capitalize()}: {share(int(worst['late']), int(worst['due']))} late"
    return question, count, LEADS if found.delays.clear else NOT_CLEAR


def _restrictions(found: Recurring) -> Answer:
    question, introduced = "Are more restrictions introduced?", found.findings.get("restrictions_introduced")
    if introduced is None:
        return question, "not collected", "cannot tell"
    said: dict[str, str] = {"improved": "fewer, by more than chance", "worsened": "more, by more than chance"}
    sure = said.get(introduced.verdict, introduced.verdict)
    raised = introduced.recent[1]
    counted_ = rate_words(introduced.indicator, *introduced.recent) if raised else "no concern raised"
    return question, f"In the last {RECENT_MONTHS} months: {counted_}", sure


def _acted(found: Recurring) -> Answer:
    question, register = "Does each recurring theme have a verified action?", found.register
    if register.table.empty:
        return question, "no theme recurs", "nothing to act on yet"
    if not register.collected:
        return question, "actions are not collected", "cannot tell"
    have = len(register.table) - len(register.without)
    return question, share(have, len(register.table), "recurring theme"), "counted in full: no chance in it"


def _warnings(study: Study, found: Recurring) -> list[Block]:
    said = [rows_not_counted(study.measures)]
    if "concerns" not in study.data.tables:
        sheet = schema_table("concerns").sheet
        said.append(f"The sheet {sheet} is not collected, {NOT_A_ZERO}")
    if found.history.concerns.empty:
        said.append(NOTHING)
    if found.history.left_out:
        rows = counted(found.history.left_out, "concern")
        said.append(
            f"Not counted here: {rows} of this service without a date, or dated after the day of this report."
        )
    said.append(found.history.silence)
    return [Notice(words, kind="warning") for words in said if words]
