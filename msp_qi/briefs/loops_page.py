"""Notebook 06: did the learning stick?"""

import pandas as pd
from pandas.api.typing import NaTType

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
from msp_qi.briefs.loops_blocks import deviations, moved, themes
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import day, out_of, rows_not_counted, stretch
from msp_qi.charts.indicators import indicator_chart
from msp_qi.charts.loop_funnel import loop_funnel_chart
from msp_qi.charts.time_to import time_to_chart
from msp_qi.learning.loops.funnel import funnel_sentence, funnel_title
from msp_qi.learning.loops.loop import Loops, loops
from msp_qi.learning.loops.register import NOT_RECORDED, in_words
from msp_qi.learning.loops.steps import STEPS
from msp_qi.settings import MINIMUM_CASES

TITLE = "Did the learning stick?"
FIRST_ROWS = 10
RULES = (
    "A step counts only when the steps before it were reached, so a bar is never longer than the one above it.",
    "A concern that ended without a learning loop counts: it stays at the first step.",
    "A loop too young to have reached a step is not a failure: it is shown as not yet due. The shares count only those "
    "whose time for the step is over.",
    "Where nothing was to change, with a reason, there is nothing to brief or verify: the loop ends there.",
    "A loop that its owner alone looked at, or that was looked up in records alone, counts as not verified.",
)


def loops_page(study: Study) -> Document:
    """The learning loops of one service: what is overdue, how far loops get, how long it takes, whether it worked.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    Document
    """
    found = loops(study.measures, study.service)
    lost = rows_not_counted(study.measures)
    blocks: list[Block] = [Notice(lost, kind="warning")] if lost else []
    blocks += [Notice(found.missing, kind="warning")] if found.missing else _followed(found)
    blocks += [*_reach(study, found), *moved(found), *deviations(found), *themes(found), *_register(found)]
    return study.document(TITLE, stretch(study.measures.table["period"]), blocks)


def _followed(found: Loops) -> list[Block]:
    return [*_in_short(found), *_funnel(found), *_times(found)]


def _in_short(found: Loops) -> list[Block]:
    blocks: list[Block] = [
        Heading("In short"),
        Paragraph(f"{funnel_title(found.funnel)}.", strong=True),
        Paragraph(in_words(found.register)),
    ]
    unknown = [step.title for step in STEPS if not found.chain.collected[step.name]]
    if unknown:
        steps = ", ".join(f'"{title}"' for title in unknown)
        blocks.append(
            Notice(f"Nothing that was read for this service tells of {steps}: not collected is not a zero.")
        )
    blocks += [Bullets(found.chain.notes)] if found.chain.notes else []
    late = found.overdue
    if not late.empty:
        first = f"the first {FIRST_ROWS} of {len(late)}; all stand in the register below"
        caption = f"See to these first ({first if len(late) > FIRST_ROWS else len(late)})"
        blocks.append(TableBlock(caption, register_words(late.head(FIRST_ROWS))))
    return blocks


def register_words(register: pd.DataFrame) -> pd.DataFrame:
    """The register as people read it.

    Parameters
    ----------
    register : DataFrame
        Rows of ``Loops.register``.

    Returns
    -------
    DataFrame
        Loop, Theme, Owner (role), Stands at, Next step, To note.
    """
    steps = zip(register["next_step"], register["due_by"], register["days_overdue"], strict=True)
    return pd.DataFrame(
        {
            "Loop": register["loop_id"],
            "Theme": register["theme"].fillna(NOT_RECORDED),
            "Owner (role)": register["owner_role"].fillna(NOT_RECORDED),
            "Stands at": register["stands_at"],
            "Next step": [_next(*each) for each in steps],
            "To note": register["to_note"],
        }
    )


def _next(step: str, due: pd.Timestamp | NaTType, late: int) -> str:
    if not step:
        return "Nothing more to do"
    if pd.isna(due):
        return f"{step}; by when is not known"
    if not late:
        return f"{step} by {day(due)}"
    return f"{step}: due by {day(due)}, {late} {'day' if late == 1 else 'days'} overdue"


def _funnel(found: Loops) -> list[Block]:
    by_when = (f"{step.title}: {step.meaning} Due within {step.allowed}." for step in STEPS)
    return [
        Heading("How far the learning gets"),
        ChartBlock(
            loop_funnel_chart(found.funnel, title=funnel_title(found.funnel)), funnel_sentence(found.funnel)
        ),
        Paragraph("How the steps are counted", strong=True),
        Bullets((*RULES, *by_when)),
    ]


def _times(found: Loops) -> list[Block]:
    blocks: list[Block] = [Heading("How long it takes")]
    if not any(each.n for each in found.times):
        return [*blocks, Paragraph("No loop has a day to count from, so nothing can be timed.")]
    bare = len(found.without_loop)
    if bare:
        ended = (
            "1 concern that ended without one is"
            if bare == 1
            else f"{bare} concerns that ended without one are"
        )
        blocks.append(Paragraph(f"Only learning loops are timed: {ended} not in these lines."))
    for each in found.times:
        if each.n < MINIMUM_CASES or not each.closed:
            blocks.append(Paragraph(f"{each.step.title}: {each.sentence}"))
            continue
        drawn = time_to_chart(
            each.times,
            each.curve,
            title=each.headline,
            median=each.median,
            axis="days since the concern ended",
        )
        blocks += [Heading(each.step.title, level=3), ChartBlock(drawn, each.sentence)]
    return (
        [*blocks, Heading("Is it quicker than before?", level=3), Paragraph(found.faster.sentence)]
        if (found.faster)
        else blocks
    )


def _reach(study: Study, found: Loops) -> list[Block]:
    blocks: list[Block] = [Heading("Who was briefed"), Paragraph(found.reach.sentence)]
    over_time = next((each for each in study.findings if each.indicator.name == "briefing_reach"), None)
    if over_time is not None and over_time.series["denominator"].sum():
        blocks.append(ChartBlock(indicator_chart(over_time, study.changes), over_time.sentence))
    rows = found.reach.table
    if rows.empty:
        return blocks
    last = rows.tail(FIRST_ROWS).iloc[::-1]
    caption = f"The last {len(last)} of {len(rows)} briefings" if len(rows) > len(last) else "Every briefing"
    return [*blocks, TableBlock(caption, _briefings(last))]


def _briefings(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Briefing": rows["brief_id"],
            "Loop": rows["loop_id"].fillna("none"),
            "Issued on": [day(issued) for issued in rows["issued_on"]],
            "How": rows["channel"].fillna(NOT_RECORDED),
            "Staff reached": _parts(rows["staff_reached"], rows["staff_due"]),
            "Could say it afterwards": _parts(rows["check_passed"], rows["staff_reached"]),
        }
    )


def _parts(parts: pd.Series, wholes: pd.Series) -> list[str]:
    return [
        NOT_RECORDED if pd.isna(part) or pd.isna(whole) else out_of(int(part), int(whole))
        for part, whole in zip(parts, wholes, strict=True)
    ]


def _register(found: Loops) -> list[Block]:
    if found.register.empty:
        return []
    blocks: list[Block] = [
        Heading("Register of learning loops", anchor="register"),
        TableBlock(
            f"Every loop ({len(found.register)}), overdue verifications first",
            register_words(found.register),
            folded=len(found.register) > FIRST_ROWS,
        ),
    ]
    bare = found.without_loop
    if not bare.empty:
        shown = bare.head(FIRST_ROWS)
        table = pd.DataFrame(
            {"Case": shown["case_id"], "Concluded on": [day(date) for date in shown["concluded_on"]]}
        )
        caption = f"Concluded concerns without a learning loop: the latest {len(shown)} of {len(bare)}"
        blocks.append(TableBlock(caption, table))
    return blocks
