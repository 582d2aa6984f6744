"""Notebook 04: did a named change work?"""

import pandas as pd

from msp_qi.briefs.document import Block, ChartBlock, Document, Heading, Notice, Paragraph, TableBlock
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import NOT_A_ZERO, day, stretch
from msp_qi.charts.comparison import comparison_chart
from msp_qi.charts.indicators import indicator_chart
from msp_qi.errors import UserError
from msp_qi.learning.changes import Change, ChangeEffect, effects
from msp_qi.measures.catalogue import serving
from msp_qi.schema.requirements import REQUIREMENTS, requirement
from msp_qi.stats.comparison import per_cent

TITLE = "Did the change work?"
NO_CHANGE = (
    "No change is recorded for this service. Add a row to the sheet Changes, or give a date and a requirement, "
    "and this page compares the cases before with the cases after."
)


def change_page(study: Study, change_date: str = "", requirement_id: str = "") -> Document:
    """Before and after each recorded change, or one ad-hoc date.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.
    change_date : str
        An ad-hoc date as ``2026-05-01``; empty for the recorded changes.
    requirement_id : str
        With ``change_date``: what it was meant to improve, e.g. ``"P1"``.

    Returns
    -------
    Document

    Raises
    ------
    UserError
        When the date is no date, or no requirement has that id.
    """
    changes = (_ad_hoc(study.service, change_date, requirement_id),) if change_date else study.changes
    blocks: list[Block] = [] if changes else [Notice(NO_CHANGE)]
    for change in changes:
        blocks += _one_change(study, change)
    period = stretch(study.measures.table["period"])
    return study.document(TITLE, period, blocks, change_date=change_date, requirement=requirement_id)


def _ad_hoc(service: str, change_date: str, requirement_id: str) -> Change:
    try:
        date = pd.Timestamp(pd.to_datetime(change_date, format="%Y-%m-%d"))
    except ValueError:
        raise UserError(f'The change date "{change_date}" is no date; write it as 2026-05-01.') from None
    known = [found.id for found in REQUIREMENTS]
    if requirement_id not in known:
        raise UserError(f'There is no requirement "{requirement_id}"; there are: {", ".join(known)}.')
    return Change(service, f"a change on {day(date)}", date, requirement_id)


def _one_change(study: Study, change: Change) -> list[Block]:
    wanted = requirement(change.requirement).sentence
    blocks: list[Block] = [
        Heading(change.title),
        Paragraph(f"Started on {day(change.date)}. Meant to improve {change.requirement}: {wanted}."),
    ]
    found = effects(study.measures, change)
    if not found and serving(change.requirement):
        blocks.append(Notice(f"What counts {change.requirement} is not collected here: {NOT_A_ZERO}"))
    elif not found:
        blocks.append(
            Notice(f"No indicator counts {change.requirement} yet, so there is nothing to compare.")
        )
    for effect in found:
        blocks += _one_effect(study, effect)
    return blocks


def _one_effect(study: Study, effect: ChangeEffect) -> list[Block]:
    comparison = effect.comparison
    finding = next(found for found in study.findings if found.indicator == effect.indicator)
    return [
        Heading(effect.indicator.title, level=3),
        Paragraph(comparison.text, strong=True),
        ChartBlock(comparison_chart(comparison, title=f"Before and after: {comparison.verdict}")),
        ChartBlock(indicator_chart(finding, (effect.change,)), finding.sentence),
        TableBlock("Before and after", _table(effect)),
        Paragraph(
            f"Test: {comparison.test}. Interval: {comparison.interval_name}. {comparison.assumption} "
            "The month of the change counts as after."
        ),
    ]


def _table(effect: ChangeEffect) -> pd.DataFrame:
    table = effect.comparison.table
    return pd.DataFrame(
        {
            "Cases": table["group"].str.capitalize(),
            "Counted": table["n"].astype(str),
            "Share shown": [per_cent(value) if pd.notna(value) else "none" for value in table["value"]],
            "95 % interval": [
                f"{per_cent(lower)} to {per_cent(upper)}" if pd.notna(lower) else "none"
                for lower, upper in zip(table["lower"], table["upper"], strict=True)
            ],
        }
    )
