"""The sections of notebook 05 about people, delays, restrictions and what was done, one function each."""

import math

import pandas as pd

from msp_qi.briefs.document import Block, ChartBlock, Notice, Paragraph, TableBlock
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import NOT_A_ZERO, day
from msp_qi.charts.indicators import indicator_chart
from msp_qi.charts.pareto import pareto_chart
from msp_qi.learning.findings import Finding
from msp_qi.learning.recurring import together as parts
from msp_qi.learning.recurring.together import Recurring
from msp_qi.learning.recurring.wording import counted, listed, share, themes_listed
from msp_qi.measures.catalogue import named
from msp_qi.schema.fields import table as schema_table

# More people than this are counted and not listed.
MOST_PEOPLE = 20

# What the chart of an indicator does not show, said under it.
NOT_TO_CONCLUDE = {
    parts.REPEATED: "A concern that comes back does not show that the first answer was wrong.",
    parts.REPEATED_THEME: "Look at what the first plan was before you say that it failed.",
    parts.LATE: "Late does not mean badly done, and in time does not mean well done.",
    parts.INTRODUCED: "Fewer is better only where harm does not rise; read the next chart beside it.",
    parts.HARM: "It says what staff recorded about the risk, not how safe the person feels.",
    parts.ACTED: "A theme counts once in each month in which it recurs, and each month looks back over a year, so "
    "neighbouring months are alike: a long run here does not show a change.",
}


def people(study: Study, found: Recurring) -> list[Block]:
    """The share of concerns that come back, and who, by pseudonym."""
    made: list[Block] = [Paragraph(found.repeats.sentence, strong=True)]
    unknown = found.repeats.unknown
    if unknown:
        rows = counted(unknown, "concern has", "concerns have")
        made.append(
            Notice(f"{rows} no pseudonym, so nobody can tell whether the person came back.", "warning")
        )
    made += [*_indicator(study, found, parts.REPEATED), *_indicator(study, found, parts.REPEATED_THEME)]
    table = found.repeats.table
    if table.empty:
        return made
    shown = table.head(MOST_PEOPLE)
    rest = len(table) - len(shown)
    more = (
        f"; {counted(rest, 'more person', 'more people')} with fewer repeats or the same, not listed"
        if rest
        else ""
    )
    caption = f"Who came back in {found.history.stretch}, by pseudonym: internal, not for sharing{more}"
    columns = pd.DataFrame(
        {
            "Person": shown["person_id"],
            "Concerns": shown["concerns"].astype(str),
            "Came back within a year": shown["repeats"].astype(str),
            "On the same theme": shown["same_theme"].astype(str),
            "Themes": shown["themes"],
            "Latest": [day(pd.Timestamp(date)) for date in shown["latest"]],
        }
    )
    return [*made, TableBlock(caption, columns)]


def delays(study: Study, found: Recurring) -> list[Block]:
    """Which stage is late most, how long each takes, and the run chart of all stages."""
    lacking = study.measures.lacking(study.service)
    if parts.LATE in lacking:
        return [_not_collected(parts.LATE, lacking[parts.LATE])]
    table = found.delays.table
    made: list[Block] = []
    if found.delays.worst:
        leads = "is late most" if found.delays.clear else "is late most, but not clearly"
        title = f"The {found.delays.worst} {leads}: late stages, {found.history.stretch}"
        names = [name[:1].upper() + name[1:] for name in table["stage"]]
        chart = pareto_chart(names, table["late"].tolist(), title=title, counted="late stages")
        made.append(ChartBlock(chart, found.delays.sentence))
    else:
        made.append(Paragraph(found.delays.sentence, strong=True))
    made.append(TableBlock(f"Stages that fell due in {found.history.stretch}", _stage_table(table)))
    return [*made, *_indicator(study, found, parts.LATE)]


def _stage_table(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Stage": [name[:1].upper() + name[1:] for name in table["stage"]],
            "Agreed time": table["allowed"],
            "Late, of those due": [
                share(int(late), int(due)) for late, due in zip(table["late"], table["due"], strict=True)
            ],
            "Of the late, still open": table["still_open"].astype(str),
            "Half were done within": [
                _median(float(days), int(n))
                for days, n in zip(table["median_days"], table["timed"], strict=True)
            ],
        }
    )


def _median(days: float, n: int) -> str:
    if not n or math.isnan(days):
        return "none to time"
    if math.isinf(days):
        return f"fewer than half are done (n = {n})"
    return f"{days:g} working {'day' if days == 1 else 'days'} (n = {n})"


def restrictions(study: Study, found: Recurring) -> list[Block]:
    """Restrictions introduced per 10 concerns, with harm beside them."""
    return [
        Paragraph(found.balance_sentence, strong=True),
        *_indicator(study, found, parts.INTRODUCED),
        *_indicator(study, found, parts.HARM),
    ]


def register(study: Study, found: Recurring) -> list[Block]:
    """The theme register, and the run chart of themes with a verified action."""
    made: list[Block] = [Paragraph(found.register.sentence, strong=True)]
    table = found.register.table
    if not table.empty:
        made.append(TableBlock(f"Theme register, {found.history.stretch}", _register_table(found)))
        if found.register.collected:
            practice = int(table["practice"].sum())
            made.append(
                Paragraph(
                    "Opened, done and verified are each counted in these months, so an action opened earlier can be "
                    f"done here. To improve practice, and not for one person: {practice} of these actions."
                )
            )
        unlinked = table.loc[table["linked"] == "", "label"].tolist()
        if unlinked:
            made.append(
                Paragraph(
                    f"No indicator is tied to {themes_listed(unlinked)}: whether that work helps shows only in "
                    "whether the theme comes back."
                )
            )
    return [*made, *_indicator(study, found, parts.ACTED)]


def _register_table(found: Recurring) -> pd.DataFrame:
    table, known = found.register.table, found.register.collected
    made = pd.DataFrame(
        {
            "Theme": table["label"],
            "Concerns": table["concerns"].astype(str),
            "People": table["people"].astype(str),
            "Same person and theme again": table["again"].astype(str),
        }
    )
    for title, name in (
        ("Actions opened", "opened"),
        ("Done", "done"),
        ("Verified by another role", "verified"),
    ):
        made[title] = table[name].astype(str) if known else "not collected"
    made["Linked indicator"] = [
        f"{title}: {moved}" if title else "none known"
        for title, moved in zip(table["linked"], table["moved"], strict=True)
    ]
    return made


def _indicator(study: Study, found: Recurring, name: str) -> list[Block]:
    """The run chart of an indicator with its sentence, or why there is none."""
    finding = found.findings.get(name)
    if finding is not None and not finding.series["denominator"].any():
        return [
            Paragraph(f"{finding.indicator.title}: no month has anything to count yet, so there is no chart.")
        ]
    if finding is not None:
        return [ChartBlock(indicator_chart(finding, study.changes), _said(finding))]
    lacking = study.measures.lacking(study.service)
    return [_not_collected(name, lacking[name])] if name in lacking else []


def _said(finding: Finding) -> str:
    return f"{finding.sentence} {NOT_TO_CONCLUDE[finding.indicator.name]}"


def _not_collected(name: str, fields: tuple[str, ...]) -> Notice:
    places = []
    for each in fields:
        table, field = each.split(".")
        sheet = schema_table(table)
        places.append(f'"{sheet.field(field).label}" (sheet {sheet.sheet})')
    return Notice(f"{named(name).title}: not collected, {NOT_A_ZERO} It needs {listed(places)}.")
