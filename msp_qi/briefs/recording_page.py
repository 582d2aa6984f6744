"""Recording quality: which records ask to be opened again, and why. Internal only: the words are from records."""

import pandas as pd

from msp_qi.briefs.document import Block, Document, Heading, Notice, Paragraph, TableBlock
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import stretch
from msp_qi.learning.voice import RecordingQuality, recording_quality
from msp_qi.learning.voice.reasons import REASONS, Reason
from msp_qi.schema.fields import table as schema_table

TITLE = "Is the person's voice in the record?"
INTERNAL = (
    "These words are from records. Use them to open the case and read it, in the service, and nowhere else: not on a "
    "page that leaves it, and not in anybody's supervision file. No worker is counted here."
)
# A page is for reading; all prompts stand in the table of the result.
MOST_ROWS = 30
MOST_CASES = 8


def recording_page(study: Study) -> Document:
    """The prompts of one service: a summary first, then each prompt with the words that triggered it.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    Document
    """
    period = stretch(study.measures.table["period"])
    return study.document(TITLE, period, recording_blocks(recording_quality(study.data, study.service)))


def recording_blocks(found: RecordingQuality, level: int = 2) -> list[Block]:
    """The same as blocks, to stand in another page.

    Parameters
    ----------
    found : RecordingQuality
        Of one service.
    level : int
        Of the headings: 3 below a heading of the other page.

    Returns
    -------
    list of Block
    """
    blocks: list[Block] = [Paragraph(found.sentence, strong=True)]
    if not found.texts and found.prompts.empty:
        return blocks
    blocks += [Notice(INTERNAL), TableBlock("What was looked at, and what asks to be read again", _summary(found))]
    if found.not_english:
        blocks.append(Paragraph(_not_english(found.not_english)))
    for reason in REASONS:
        rows = found.prompts[found.prompts["reason"] == reason.name]
        if len(rows):
            blocks += _one(reason, rows, level)
    return blocks


def _summary(found: RecordingQuality) -> pd.DataFrame:
    summary = found.summary
    return pd.DataFrame(
        {
            "Prompt": summary["label"],
            "Looked at": [f"{row.checked} {row.of}" for row in summary.itertuples()],
            "Ask to be read again": summary["prompted"].astype("str"),
            "In how many cases": summary["cases"].astype("str"),
        }
    )


def _not_english(count: int) -> str:
    said = "1 text is" if count == 1 else f"{count} texts are"
    return f"{said} perhaps not in English: whether these are the person's own words, somebody who reads them must say."


def _one(reason: Reason, rows: pd.DataFrame, level: int) -> list[Block]:
    table = _shared(rows) if reason.name == "copied" else _each(rows)
    shown, more = table.head(MOST_ROWS), len(table) - MOST_ROWS
    rest = [Paragraph(f"{more} more stand in the prompts of msp_qi.recording_quality.")] if more > 0 else []
    return [
        Heading(reason.label, level=level),
        Paragraph(f"Ask: {reason.question}"),
        TableBlock(f"{reason.label}: open these", shown),
        *rest,
    ]


def _each(rows: pd.DataFrame) -> pd.DataFrame:
    """A row a prompt: the case, where it stands, and the words."""
    table = pd.DataFrame(
        {
            "Case": rows["case_id"],
            "Where": [_where(row.table, row.field) for row in rows.itertuples()],
            "Words": rows["words"],
            "Plainer": rows["plainer"],
            "File": rows["source_file"],
            "Row": rows["source_row"].astype("str"),
        }
    )
    return table if rows["plainer"].ne("").any() else table.drop(columns="Plainer")


def _shared(rows: pd.DataFrame) -> pd.DataFrame:
    """A row a shared wording: the words, how many people have them, and the cases; most people first."""
    made = []
    for _, same in rows.groupby("group", sort=False):
        first = same.iloc[0]
        made.append((int(first["people"]), first["words"], _where(first["table"], first["field"]), _cases(same)))
    made.sort(key=lambda row: -row[0])
    table = pd.DataFrame(made, columns=["People", "Words", "Where", "Cases"])
    return table[["Words", "People", "Where", "Cases"]].astype({"People": "str"})


def _cases(rows: pd.DataFrame) -> str:
    cases = list(dict.fromkeys(rows["case_id"].astype("str")))
    more = f" and {len(cases) - MOST_CASES} more" if len(cases) > MOST_CASES else ""
    return ", ".join(cases[:MOST_CASES]) + more


def _where(table: object, field: object) -> str:
    sheet = schema_table(str(table))
    return f"{sheet.sheet}: {sheet.field(str(field)).label}"
