"""Notebook 01: can these rows be trusted?"""

from collections.abc import Iterable

import pandas as pd

from msp_qi.briefs.document import Block, Document, Heading, Notice, Paragraph, TableBlock
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import rows_not_counted, stretch
from msp_qi.data.issues import Issue
from msp_qi.learning.agreement import agreement_words, double_rating
from msp_qi.learning.rated_twice import rated_twice
from msp_qi.schema.fields import TABLES

TITLE = "Can these rows be trusted?"
# Of each kind; nobody reads a longer table, and a browser is slow with it.
MOST_SHOWN = 500
_KINDS = {
    "error": "Errors: the cell or row cannot be used",
    "warning": "Warnings: used as it is, and probably wrong",
    "note": "Notes: worth knowing",
}


def check_page(study: Study) -> Document:
    """What was read for one service, and what is wrong with it.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    Document
    """
    issues = service_issues(study)
    blocks: list[Block] = [Paragraph(_in_short(issues), strong=True)]
    lost = rows_not_counted(study.measures)
    if lost:
        blocks.append(Notice(lost, kind="warning"))
    blocks += [Heading("What was read"), TableBlock("Rows by table", _rows_read(study))]
    blocks += _double_rating(study)
    for severity, heading in _KINDS.items():
        found = [issue for issue in issues if issue.severity == severity]
        if found:
            blocks += [Heading(heading), _issue_table(heading, found[:MOST_SHOWN])]
        if len(found) > MOST_SHOWN:
            more = f"{len(found) - MOST_SHOWN:,} more are not shown; mend these first, and check again."
            blocks.append(Paragraph(more))
    return study.document(TITLE, stretch(study.measures.table["period"]), blocks)


def _double_rating(study: Study) -> list[Block]:
    """Whether two auditors answer alike; nothing where no second ratings are collected."""
    if "second_ratings" not in study.data.tables:
        return []
    found = double_rating(study.data, study.service)
    words = agreement_words(found.table)
    table = [TableBlock("Alike, item by item", words)] if len(words) else []
    enough = rated_twice(study.data, study.service).text
    return [Heading("Do two auditors agree?"), Paragraph(found.text), Paragraph(enough), *table]


def service_issues(study: Study) -> tuple[Issue, ...]:
    """The issues of this service's rows, and those of whole files or of rows that name no service.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    tuple of Issue
    """
    elsewhere = {
        (file, sheet, row)
        for table in study.data.tables.values()
        for file, sheet, row in _places(table[table["service"].notna() & table["service"].ne(study.service)])
    }
    return tuple(
        issue for issue in study.checked.issues if (issue.file, issue.sheet, issue.row) not in elsewhere
    )


def _places(rows: pd.DataFrame) -> Iterable[tuple[str, str, int]]:
    return zip(rows["source_file"], rows["source_sheet"], rows["source_row"], strict=True)


def _in_short(issues: tuple[Issue, ...]) -> str:
    if not issues:
        return "Nothing was found wrong with the rows of this service."
    counts = pd.Series([issue.severity for issue in issues]).value_counts()
    said = ", ".join(
        f"{counts[kind]} {kind}{'s' if counts[kind] > 1 else ''}" for kind in _KINDS if kind in counts
    )
    return f"Look at: {said}. Mend them in the workbook, save it, and run the check again."


def _rows_read(study: Study) -> pd.DataFrame:
    rows = []
    for table in TABLES:
        if table.name in study.data.tables:
            count = str(study.data.tables[table.name]["service"].eq(study.service).sum())
        else:
            count = "not collected"
        rows.append((table.title, count))
    return pd.DataFrame(rows, columns=["Table", "Rows of this service"])


def _issue_table(caption: str, issues: list[Issue]) -> TableBlock:
    table = pd.DataFrame(
        {
            "Where": [issue.place for issue in issues],
            "Found": [issue.value for issue in issues],
            "Expected": [issue.expected for issue in issues],
            "What to do": [issue.fix for issue in issues],
        }
    )
    return TableBlock(caption, table)
