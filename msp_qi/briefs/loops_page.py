"""Notebook 06: did the learning stick?"""

import pandas as pd
from pandas.api.typing import NaTType, NAType

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
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import day, out_of, rows_not_counted, stretch
from msp_qi.charts.comparison import comparison_chart
from msp_qi.charts.indicators import indicator_chart
from msp_qi.charts.loop_funnel import loop_funnel_chart
from msp_qi.charts.time_to import time_to_chart
from msp_qi.learning.loops.funnel import funnel_sentence, funnel_title
from msp_qi.learning.loops.loop import Loops, loops
from msp_qi.learning.loops.moved import Moved, moved_table, moved_words
from msp_qi.learning.loops.recurrence import NOT_KNOWN
from msp_qi.learning.loops.register import NOT_RECORDED, in_words
from msp_qi.learning.loops.steps import STEPS
from msp_qi.settings import LOOK_BACK_DAYS, MINIMUM_CASES, RECURRING_CONCERNS

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
NO_CHANGE = (
    "No change to practice is recorded for this service, so there is no indicator to follow. Add a row to the sheet "
    "Changes to see whether practice moved."
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
    blocks += [*_reach(study, found), *_moved(found), *_deviations(found), *_themes(found), *_register(found)]
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


def _moved(found: Loops) -> list[Block]:
    blocks: list[Block] = [Heading("Did practice move?")]
    if not found.moved:
        return [*blocks, Paragraph(NO_CHANGE)]
    for each in found.moved:
        blocks += _one_change(each)
    return blocks


def _one_change(each: Moved) -> list[Block]:
    change = each.change
    blocks: list[Block] = [
        Heading(f"{change.title}, from {day(change.date)}", level=3),
        Paragraph(moved_words(each), strong=True),
    ]
    if each.not_compared:
        blocks.append(Paragraph(f"Not shares, so not compared here: {', '.join(each.not_compared)}."))
    table = moved_table(each)
    if not table.empty:
        blocks.append(
            TableBlock("Before and after, the month of the change counted as after", _compared(table))
        )
    for effect in each.effects[:1]:
        name = f"{effect.indicator.title}: {effect.comparison.verdict}"
        blocks.append(ChartBlock(comparison_chart(effect.comparison, title=name), effect.comparison.text))
    return blocks


def _compared(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Indicator": table["indicator"],
            "Read as": table["role"],
            "Before": [_value(*pair) for pair in zip(table["before"], table["before_n"], strict=True)],
            "After": [_value(*pair) for pair in zip(table["after"], table["after_n"], strict=True)],
            "Verdict": table["verdict"],
        }
    )


def _value(share: float, n: int) -> str:
    return out_of(round(share * n), n) if n and pd.notna(share) else "none to count"


def _deviations(found: Loops) -> list[Block]:
    return [Heading("Sharing beyond what the person agreed"), Paragraph(found.deviations)]


def _themes(found: Loops) -> list[Block]:
    rows = found.themes
    if rows.empty:
        return []
    table = pd.DataFrame(
        {
            "Theme": rows["label"],
            f"Concerns, last {LOOK_BACK_DAYS} days": rows["concerns"].astype(str),
            "Loops verified": [out_of(*pair) for pair in zip(rows["verified"], rows["loops"], strict=True)],
            "Since it was first verified": [
                _since(*each)
                for each in zip(rows["verified_since"], rows["came_back"], rows["before"], strict=True)
            ],
            "Action verified by somebody else": rows["verified_action"].replace("", "does not recur"),
        }
    )
    open_themes = rows.loc[rows["verified_action"].eq("no"), "label"].str.lower()
    said = "Every recurring theme has an action that somebody else verified."
    if not open_themes.empty:
        said = f"Recurring, with no action that somebody else verified: {'; '.join(open_themes)}."
    elif rows["verified_action"].eq(NOT_KNOWN).any():
        said = "Actions on themes are not collected for this service, which is not a zero."
    elif not rows["recurring"].any():
        said = "No theme recurs."
    return [
        Heading("Did the theme come back?"),
        Paragraph(
            f"{said} A theme recurs with {RECURRING_CONCERNS} concerns or more in {LOOK_BACK_DAYS} days. More concerns "
            "after a change can mean that people speak up: read the cases before you say that it failed."
        ),
        TableBlock("Themes, their loops and what came after", table),
    ]


def _since(since: pd.Timestamp | NaTType, back: int, before: int | NAType) -> str:
    if pd.isna(since):
        return "not verified yet"
    said = f"{back} since {day(since)}" if back else f"none since {day(since)}"
    said = f"Came back: {said}" if back else said
    return said if pd.isna(before) else f"{said}; {before} in as many days before"


def _register(found: Loops) -> list[Block]:
    if found.register.empty:
        return []
    blocks: list[Block] = [
        Heading("Register of learning loops", anchor="register"),
        TableBlock(
            f"Every loop ({len(found.register)}), overdue verifications first", register_words(found.register)
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
