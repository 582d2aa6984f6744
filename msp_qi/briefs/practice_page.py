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
from msp_qi.briefs.rows_page import PAGE as ROWS_PAGE
from msp_qi.briefs.rows_page import anchor
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import NOT_A_ZERO, month, out_of, rows_not_counted, stretch
from msp_qi.charts.indicators import indicator_chart
from msp_qi.learning.findings import Finding
from msp_qi.measures.catalogue import named as indicator
from msp_qi.measures.indicator import Indicator
from msp_qi.schema.fields import table as schema_table
from msp_qi.settings import RECENT_MONTHS
from msp_qi.stats.comparison import per_cent

TITLE = "Is practice personal?"
SEVERAL_AT_ONCE = (
    "{count} charts are looked at together. Where nothing has changed, up to one in twenty shows a signal by "
    "chance alone: let one signal make you read cases, not draw conclusions."
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
    blocks += _summary(study)
    for finding in study.findings:
        blocks += _one(study, finding)
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
        Serves, Question, the latest months' count, What happened.
    """
    return pd.DataFrame(
        {
            "Serves": [", ".join(finding.indicator.requirements) for finding in study.findings],
            "Indicator": [finding.indicator.title for finding in study.findings],
            f"Last {RECENT_MONTHS} months": [out_of(*finding.recent) for finding in study.findings],
            "Change": [finding.verdict.capitalize() for finding in study.findings],
        }
    )


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
    lines = tuple(_one_lacking(indicator(name), fields) for name, fields in lacking.items())
    return [Paragraph(f"Not collected, {NOT_A_ZERO}", strong=True), Bullets(lines)]


def _one_lacking(found: Indicator, fields: tuple[str, ...]) -> str:
    sheet = schema_table(found.table)
    labels = ", ".join(sheet.field(name).label for name in fields)
    return f"{found.title} (sheet {sheet.sheet}: {labels})"


def _summary(study: Study) -> list[Block]:
    if not study.findings:
        nothing = Notice("There is nothing to count for this service.", kind="warning")
        return [nothing, *not_collected(study)]
    by_verdict = pd.Series([finding.verdict for finding in study.findings]).value_counts()
    counted = "; ".join(f"{verdict}: {count}" for verdict, count in by_verdict.items())
    return [
        Heading("In short"),
        Paragraph(f"Of {len(study.findings)} indicators: {counted}.", strong=True),
        TableBlock(
            "What the last months show, and whether it is changing", summary_table(study), row_headers=False
        ),
        Paragraph(SEVERAL_AT_ONCE.format(count=len(study.findings))),
        *not_collected(study),
    ]


def _one(study: Study, finding: Finding) -> list[Block]:
    found = finding.indicator
    return [
        Heading(found.title, anchor=found.name),
        Paragraph(found.question),
        ChartBlock(indicator_chart(finding, study.changes), finding.sentence),
        Paragraph(
            f"Shown: {found.numerator}. Out of: {found.denominator}. {found.left_out} "
            f"Serves {', '.join(found.requirements)}; Care Act principle: {found.principle.lower()}."
        ),
        _months(finding),
    ]


def _months(finding: Finding) -> TableBlock:
    series = finding.series
    table = pd.DataFrame(
        {
            "Month": [month(period) for period in series["period"]],
            "Shown": series["numerator"].astype(str),
            "Counted": series["denominator"].astype(str),
            "Share": [per_cent(value) if pd.notna(value) else "none" for value in series["value"]],
        }
    )
    links = {
        (row, "Counted"): f"{ROWS_PAGE}.html#{anchor(finding.indicator.name, period)}"
        for row, period in enumerate(series["period"])
    }
    return TableBlock(
        f"{finding.indicator.title}: month by month (follow a count to the rows behind it)",
        table,
        links=links,
    )
