"""The rows behind every number of one service: which case counted, which did not, and where it stands in the file."""

import pandas as pd

from msp_qi.briefs.document import Block, Document, Heading, Paragraph, TableBlock
from msp_qi.briefs.practice_sections import drawn_findings
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import month, stretch
from msp_qi.measures.indicator import Indicator

PAGE = "rows_behind"
TITLE = "Which rows?"


def anchor(indicator_name: str, period: pd.Timestamp) -> str:
    """Where the rows of one number stand on the page.

    Examples
    --------
    >>> anchor("outcome_revisited", pd.Timestamp("2026-04-01"))
    'outcome_revisited-2026-04'
    """
    return f"{indicator_name}-{period:%Y-%m}"


def rows_page(study: Study) -> Document:
    """Every number of a service with its rows.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    Document
    """
    blocks: list[Block] = [
        Paragraph(
            "For every count on the page Is practice personal: the cases, whether each was counted and shown, and the "
            "row of the file that says so. For any other number: msp-qi rows."
        )
    ]
    for finding in drawn_findings(study.findings):
        blocks.append(Heading(finding.indicator.title))
        blocks.append(_table(study, finding.indicator, finding.series["period"]))
    return study.document(TITLE, stretch(study.measures.table["period"]), blocks)


def _table(study: Study, indicator: Indicator, periods: pd.Series) -> TableBlock | Paragraph:
    behind = study.measures.rows_behind(indicator, study.service)
    known = behind["period"].isin(periods)
    if not known.any():
        return Paragraph("No row of this service speaks of it.")
    rows = behind[known].assign(
        Month=lambda found: found["period"].map(month),
        anchor=lambda found: found["period"].map(lambda period: anchor(indicator.name, period)),
    )
    first = ~rows["anchor"].duplicated()
    table = rows.rename(
        columns={
            "record": "Case",
            "counted": "Counted?",
            "rating": "Rating",
            "source_file": "File",
            "source_sheet": "Sheet",
            "source_row": "Row",
        }
    )
    return TableBlock(
        f"Rows behind: {indicator.title}",
        table[["Month", "Case", "Counted?", "Rating", "File", "Sheet", "Row"]],
        anchors=tuple(rows["anchor"].where(first, "")),
    )
