"""The sections of notebook 06 on what came of the learning: practice, deviations and themes, one function each."""

import pandas as pd
from pandas.api.typing import NaTType, NAType

from msp_qi.briefs.document import Block, ChartBlock, Heading, Paragraph, TableBlock
from msp_qi.briefs.wording import day, out_of
from msp_qi.charts.comparison import comparison_chart
from msp_qi.learning.loops.loop import Loops
from msp_qi.learning.loops.moved import Moved, moved_table, moved_words
from msp_qi.learning.loops.recurrence import NOT_KNOWN
from msp_qi.settings import LOOK_BACK_DAYS, RECURRING_CONCERNS

NO_CHANGE = (
    "No change to practice is recorded for this service, so there is no indicator to follow. Add a row to the sheet "
    "Changes to see whether practice moved."
)


def moved(found: Loops) -> list[Block]:
    """What the linked indicators did after each recorded change."""
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


def deviations(found: Loops) -> list[Block]:
    """The loop after sharing beyond what was agreed."""
    return [Heading("Sharing beyond what the person agreed"), Paragraph(found.deviations)]


def themes(found: Loops) -> list[Block]:
    """Each theme: its loops, and whether it came back."""
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
