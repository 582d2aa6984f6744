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
HOW_SURE = (
    "The prompts follow simple rules. They miss things, and some are wrong: docs/recording-quality.md of msp_qi says "
    "how many, on made-up texts. Trust the record, not the prompt."
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
    summary = TableBlock("What was looked at, and what asks to be read again", _summary(found))
    blocks += [Notice(INTERNAL), summary, Paragraph(HOW_SURE)]
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
            "Looked at": [_base(*each) for each in summary[["checked", "of"]].values.tolist()],
            "Ask to be read again": summary["prompted"].astype("str"),
            "In how many cases": summary["cases"].astype("str"),
        }
    )


def _base(checked: int, things: str) -> str:
    """E.g. "1 text that says something"; the plurals are those of ``reasons.py``."""
    if checked != 1:
        return f"{checked} {things}"
    one = things.replace("texts", "text").replace("claims", "claim")
    return f"1 {one.replace('that ask for', 'that asks for').replace('that say ', 'that says ')}"


def _not_english(count: int) -> str:
    said = "1 text is" if count == 1 else f"{count} texts are"
    return f"{said} perhaps not in English: whether these are the person's own words, somebody who reads them must say."


def _one(reason: Reason, rows: pd.DataFrame, level: int) -> list[Block]:
    table = _by_words(rows)
    shown, more = table.head(MOST_ROWS), len(table) - MOST_ROWS
    rest = [Paragraph(f"{more} more stand in the prompts of msp_qi.recording_quality.")] if more > 0 else []
    return [
        Heading(reason.label, level=level),
        Paragraph(f"Ask: {reason.question}"),
        TableBlock(f"{reason.label}: open these", shown),
        *rest,
    ]


def _by_words(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for each wording, those of most cases first, with the cases to open and the row each stands in."""
    alone = rows["words"].str.casefold() + rows["table"] + rows["field"]
    alike = alone.where(rows["group"].eq(0), rows["group"].astype("str"))
    groups = sorted((same for _, same in rows.groupby(alike, sort=False)), key=len, reverse=True)
    table = pd.DataFrame([_wording(same) for same in groups])
    unused = [name for name, none in (("Plainer", ""), ("People", "0")) if table[name].eq(none).all()]
    return table.drop(columns=unused)


def _wording(same: pd.DataFrame) -> dict[str, str]:
    first = same.iloc[0]
    return {
        "Words": str(first["words"]),
        "Plainer": str(first["plainer"]),
        "People": str(first["people"]),
        "Where": _where(first["table"], first["field"]),
        "Cases": _cases(same),
    }


def _cases(rows: pd.DataFrame) -> str:
    several = rows["source_file"].nunique() > 1
    cases = [
        f"{row.case_id} ({f'{row.source_file}, ' if several else ''}row {row.source_row})"
        for row in rows.head(MOST_CASES).itertuples()
    ]
    more = f" and {len(rows) - MOST_CASES} more" if len(rows) > MOST_CASES else ""
    return ", ".join(cases) + more


def _where(table: object, field: object) -> str:
    sheet = schema_table(str(table))
    return f"{sheet.sheet}: {sheet.field(str(field)).label}"
