"""Notebook 04: did a named change work?"""

import numpy as np
import pandas as pd

from msp_qi.briefs.document import Block, ChartBlock, Document, Heading, Notice, Paragraph, TableBlock
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import NOT_A_ZERO, day, stretch
from msp_qi.charts.change import change_chart
from msp_qi.charts.chart import Chart
from msp_qi.charts.indicators import UNITS, indicator_chart
from msp_qi.errors import UserError
from msp_qi.learning.changes import BALANCING, WANTED, Change, ChangeEffect, effects, together
from msp_qi.learning.findings import Finding
from msp_qi.learning.nothing_counted import nothing_counted
from msp_qi.measures.catalogue import serving
from msp_qi.schema.requirements import REQUIREMENTS, requirement
from msp_qi.stats import Change as Mark
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.constants import FEWEST_PER_SIDE

TITLE = "Did the change work?"
NO_CHANGE = (
    "No change is recorded for this service. Add a row to the sheet Changes, or give a date and a requirement, "
    "and this page compares the cases before with the cases after."
)
LAST_MONTHS = (
    "What lasts for months is not added up: the last month before stands against the latest month ({titles})."
)
# What each verdict is called where several are counted, and where one is told.
COUNTED = {
    "improved": "improved",
    "worsened": "got worse",
    "no clear difference": "without a clear difference",
    "cannot tell": "too few to tell",
}
BY_MORE = "by more than chance would explain. That the change did it is not shown."
PLAINLY = {
    "improved": f"It is better after the change than before, {BY_MORE}",
    "worsened": f"It is worse after the change than before, {BY_MORE}",
    "no clear difference": "Before and after do not differ clearly. That is no proof that nothing changed.",
    "cannot tell": "There is too little to compare. Do not conclude that the change failed, or that it worked.",
}
NOT_YET = "This day lies ahead of the report: there is no time after it yet to compare."
NOTHING_COUNTED = "There is nothing to count for this service, so nothing can be compared."
AMONG_MANY = " With several compared at once, a difference like this can be chance."
ONLY_APART = "{id} is counted for each person apart and never pooled: see One person's outcomes."


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
    silent = nothing_counted(study.measures, study.service)
    blocks: list[Block] = [Notice(said, kind="warning") for said in silent]
    blocks += [] if changes else [Notice(NO_CHANGE)]
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
    return Change(service, f"A change on {day(date)}", date, requirement_id)


def _one_change(study: Study, change: Change) -> list[Block]:
    blocks: list[Block] = [Heading(change.title), Paragraph(_meant(change))]
    if change.date > study.made_at:
        return [*blocks, Notice(NOT_YET)]
    if not study.findings:
        return [*blocks, Notice(NOTHING_COUNTED)]
    found = effects(study.measures, change)
    joint = together(found)
    if joint is None or not any(effect.role == WANTED for effect in found):
        blocks.append(Notice(_nothing(change)))
    if joint is None:
        return blocks
    verdicts = dict(zip(joint.table["name"], joint.table["verdict_adjusted"], strict=True))
    blocks += [
        Paragraph(_in_short(found, verdicts), strong=True),
        TableBlock("Before and after, all at once", _table(found, verdicts), row_headers=False),
        Paragraph(
            _several(len(found), joint.test)
            + "The month of the change counts as after. A difference after a change is no proof that the change "
            + "made it."
            + _one_month(found)
        ),
    ]
    for effect in found:
        blocks += _one_effect(study, effect, verdicts[effect.indicator.name])
    return blocks


def _several(count: int, test: str) -> str:
    if count == 1:
        return ""
    return f"{count} comparisons are made together; the last column allows for that ({test}). "


def _one_month(found: tuple[ChangeEffect, ...]) -> str:
    """What is in force month after month is compared at the last month of each side."""
    lasting = [effect.indicator.title for effect in found if effect.indicator.lasting > 1]
    if not lasting:
        return ""
    return f" {LAST_MONTHS.format(titles='; '.join(lasting))}"


def _meant(change: Change) -> str:
    wanted = requirement(change.requirement).sentence
    said = f"Date of the change: {day(change.date)}. Meant to improve {change.requirement}: {wanted}."
    if change.balancing:
        said += f" Must not get worse: {change.balancing}, {requirement(change.balancing).sentence}."
    return said


def _nothing(change: Change) -> str:
    serves = serving(change.requirement)
    if serves and all(found.apart for found in serves):
        return ONLY_APART.format(id=change.requirement)
    if serves:
        return f"What counts {change.requirement} is not collected here: {NOT_A_ZERO}"
    return f"{change.requirement} is told by other requirements: name one of these as what the change was meant for."


def _in_short(found: tuple[ChangeEffect, ...], verdicts: dict[str, str]) -> str:
    """How many of each role went which way."""
    said = []
    for role, opening in ((WANTED, "Meant to improve"), (BALANCING, "Must not get worse")):
        here = [verdicts[effect.indicator.name] for effect in found if effect.role == role]
        if here:
            counts = [f"{here.count(word)} {COUNTED[word]}" for word in dict.fromkeys(here)]
            said.append(f"{opening}: {', '.join(counts)}")
    return ". ".join(said) + "."


def _table(found: tuple[ChangeEffect, ...], verdicts: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Role": [effect.role.capitalize() for effect in found],
            "Indicator": [effect.indicator.title for effect in found],
            "Before": [_side(effect, 0) for effect in found],
            "After": [_side(effect, 1) for effect in found],
            "Verdict": [COUNTED[verdicts[effect.indicator.name]].capitalize() for effect in found],
        }
    )


def _side(effect: ChangeEffect, side: int) -> str:
    comparison, found = effect.comparison, effect.indicator
    n, value = comparison.n[side], comparison.values[side]
    if np.isnan(value):
        return "none to count"
    if found.kind == "rate":
        return f"{value:.1f} per {found.per}"
    return f"{per_cent(value)} of {n}"


def _one_effect(study: Study, effect: ChangeEffect, verdict: str) -> list[Block]:
    comparison = effect.comparison
    finding = next(found for found in study.findings if found.indicator == effect.indicator)
    run_chart = f"As a run chart of all months: {finding.sentence[0].lower()}{finding.sentence[1:]}"
    blocks: list[Block] = [
        Heading(f"{effect.indicator.title} ({effect.role})", level=3),
        Paragraph(PLAINLY[verdict], strong=True),
        Paragraph(comparison.text + (AMONG_MANY if verdict != comparison.verdict else "")),
    ]
    if comparison.verdict == "cannot tell" or finding.series["value"].notna().sum() == 0:
        blocks.append(ChartBlock(indicator_chart(finding, (effect.change,)), run_chart))
    else:
        blocks.append(ChartBlock(_drawn(finding, effect, verdict), run_chart))
    return [
        *blocks,
        Paragraph(_series_words(effect, verdict)),
        Paragraph(f"Test: {comparison.test}. Interval: {comparison.interval_name}. {comparison.assumption}"),
    ]


def _drawn(finding: Finding, effect: ChangeEffect, verdict: str) -> Chart:
    """The series with both periods, the effect below it, and the line as it would have gone on."""
    month = effect.change.date.to_period("M").to_timestamp()
    return change_chart(
        finding.spc,
        effect.comparison,
        Mark(month, effect.change.title),
        finding.indicator.name,
        interrupted=effect.interrupted,
        title=f"{effect.indicator.title}: {COUNTED[verdict]} after {effect.change.title}",
        unit=UNITS.get(finding.indicator.kind, "number"),
        n=finding.series["denominator"],
    )


def _series_words(effect: ChangeEffect, verdict: str) -> str:
    """What the interrupted series adds; where it is refused, the reason and how many points it takes.

    Its ranges are too narrow at any length that a service has (docs/calibration.md): of 64 quiet series of made-up
    services it called 15 changed. So it is never called a change by itself.
    """
    found, details = effect.interrupted, effect.interrupted.details
    if not details:
        return f"As an interrupted series: too few points, {FEWEST_PER_SIDE} are needed on each side of the change."
    share = effect.indicator.kind == "proportion"
    scale, unit = (100, " points") if share else (1, f" per {effect.indicator.per}")
    level = _range(found.effect, found.interval, scale, unit)
    slope = _range(
        details["slope_change"], (details["slope_change_lower"], details["slope_change_upper"]), scale, unit
    )
    return (
        f"As an interrupted series: with the change the level moved by {level}, and the slope by {slope} a month. "
        f"With so few points these ranges are narrower than they should be. {_borne_out(found.verdict, verdict)}"
    )


def _borne_out(series: str, verdict: str) -> str:
    if series not in ("improved", "worsened"):
        return "By itself it shows no clear change."
    if series == verdict:
        return "It points the same way as the comparison of cases."
    return "The comparison of cases does not bear it out: do not call it a change."


def _range(value: float, interval: tuple[float, float], scale: float, unit: str) -> str:
    lower, upper = (f"{end * scale:+.1f}" for end in interval)
    return f"{value * scale:+.1f}{unit} (95 % interval {lower} to {upper})"
