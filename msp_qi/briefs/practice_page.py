"""Notebook 03: are outcomes, involvement and proportionality visible in the records, and is that changing?"""

import pandas as pd

from msp_qi.briefs.document import (
    Block,
    Bullets,
    ChartBlock,
    Document,
    Heading,
    Notice,
    Paragraph,
    TableBlock,
)
from msp_qi.briefs.practice_blocks import (
    danger_blocks,
    indicator_blocks,
    involvement_blocks,
    rare_blocks,
    team_blocks,
)
from msp_qi.briefs.practice_sections import PARTS, Part, of_part
from msp_qi.briefs.recording_page import recording_blocks
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import NOT_A_ZERO, rows_not_counted, stretch
from msp_qi.charts.indicators import small_charts
from msp_qi.learning.findings import Finding
from msp_qi.learning.nothing_counted import nothing_counted
from msp_qi.learning.voice import recording_quality
from msp_qi.measures.catalogue import named as indicator
from msp_qi.schema.fields import table as schema_table
from msp_qi.settings import FALSE_DISCOVERY, RECENT_MONTHS
from msp_qi.stats.comparison import per_cent

TITLE = "Is practice personal?"
RECORDING = "Records to read again"
ONE_METHOD = "One method, and what should be rare"
RARE = ("days_between_breaches", "days_between_deviations")
# More titles than this are counted, not listed.
MOST_NAMED = 6
SEVERAL_AT_ONCE = (
    "{count} series are looked at together. One is called improved or worsened only when its run chart shows a signal, "
    "when its two halves lie on different sides of the middle line, and when that would still be rare with so many "
    "looked at: at most {share} of what is called a change should be chance. It says that something changed, "
    "not why."
)


def practice_page(study: Study) -> Document:
    """Every indicator of one service: a summary first, then a chart, its sentence and its months.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    Document
    """
    blocks: list[Block] = []
    lost = rows_not_counted(study.measures)
    if lost:
        blocks.append(Notice(lost, kind="warning"))
    blocks += [Notice(said, kind="warning") for said in nothing_counted(study.measures, study.service)]
    blocks += _summary(study)
    for part in PARTS:
        if part.drawn:
            blocks += _part(study, part)
    beside = [*team_blocks(study), *(block for name in RARE for block in rare_blocks(study, name))]
    blocks += [Heading(ONE_METHOD), *beside] if beside else []
    blocks += [Heading(RECORDING), *recording_blocks(recording_quality(study.data, study.service), level=3)]
    period = stretch(study.measures.table["period"])
    return study.document(TITLE, period, blocks)


def summary_table(study: Study) -> pd.DataFrame:
    """A row an indicator: what it is, the latest count, and what happened.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    DataFrame
        Serves, Indicator, the latest months' count, Change; in the order of the guide.
    """
    return _table(tuple(found for part in PARTS for found in of_part(part, study.findings)))


def _table(found: tuple[Finding, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Serves": [", ".join(each.indicator.requirements) for each in found],
            "Indicator": [each.indicator.title for each in found],
            f"Last {RECENT_MONTHS} months": [each.recent_words for each in found],
            "Change": [each.verdict_words.capitalize() for each in found],
        }
    )


def _summary(study: Study) -> list[Block]:
    if not study.findings:
        nothing = Notice("There is nothing to count for this service.", kind="warning")
        return [nothing, *not_collected(study)]
    blocks: list[Block] = [Heading("In short"), *_in_words(study.findings)]
    for part in PARTS:
        found = of_part(part, study.findings)
        if found:
            links = {
                (row, "Indicator"): f"#{each.indicator.name}" for row, each in enumerate(found) if part.drawn
            }
            blocks.append(TableBlock(part.title, _table(found), row_headers=False, links=links))
    method = SEVERAL_AT_ONCE.format(count=len(study.findings), share=per_cent(FALSE_DISCOVERY))
    return [*blocks, Paragraph(method), *not_collected(study)]


def _in_words(found: tuple[Finding, ...]) -> list[Block]:
    """What got worse, what improved and what cannot be told, each with names or a number."""
    titles = {
        verdict: [each.indicator.title for each in found if each.verdict == verdict]
        for verdict in ("worsened", "improved", "no clear difference", "cannot tell")
    }
    lines = [
        f"{word}: {_listed(titles[verdict])}."
        for verdict, word in (("worsened", "Got worse"), ("improved", "Improved"))
        if titles[verdict]
    ]
    lines.append(f"No clear change: {len(titles['no clear difference'])} of {len(found)}.")
    lines.append(f"Too little to tell: {len(titles['cannot tell'])} of {len(found)}.")
    return [Bullets(tuple(lines))]


def _listed(titles: list[str]) -> str:
    named = "; ".join(titles[:MOST_NAMED])
    rest = len(titles) - MOST_NAMED
    return f"{named}; and {rest} more in the tables below" if rest > 0 else named


def not_collected(study: Study) -> list[Block]:
    """What no file of the service could say anything about, each with the columns it needs.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    list of Block
        Empty where everything is collected.
    """
    lacking = study.measures.lacking(study.service)
    if not lacking:
        return []
    lines = tuple(_one_lacking(name, fields) for name, fields in lacking.items())
    return [Paragraph(f"Not collected, {NOT_A_ZERO}", strong=True), Bullets(lines)]


def _one_lacking(name: str, fields: tuple[str, ...]) -> str:
    """The indicator with the sheets and headings that it needs."""
    by_table: dict[str, list[str]] = {}
    for field in fields:
        table, column = field.split(".")
        by_table.setdefault(table, []).append(schema_table(table).field(column).label)
    sheets = "; ".join(
        f"sheet {schema_table(table).sheet}: {', '.join(labels)}" for table, labels in by_table.items()
    )
    return f"{indicator(name).title} ({sheets})"


def _part(study: Study, part: Part) -> list[Block]:
    found = of_part(part, study.findings)
    if not found:
        return []
    blocks: list[Block] = [Heading(part.title)]
    drawn = small_charts(found, part.title)
    if drawn is not None:
        blocks.append(ChartBlock(drawn))
    if part.title == PARTS[0].title:
        blocks += involvement_blocks(study)
    if part.title == PARTS[1].title:
        blocks += danger_blocks(study)
    for each in found:
        blocks += indicator_blocks(study, each)
    return blocks
