"""The first sheet of the workbook: what a care manager needs to know before filling in one row."""

from collections.abc import Iterator, Sequence

from xlsxwriter import Workbook

from msp_qi.data.layout import COVER_SHEET, DICTIONARY_SHEET, LISTS_SHEET
from msp_qi.data.template_sheets import Formats, row_height
from msp_qi.schema.field import Table

TITLE = "Making Safeguarding Personal: audit workbook"
_WIDTH = 112

_STEPS = (
    "Save a copy under a new name, in a folder that only people who may see these cases can open.",
    "Begin with the sheets that are needed. {rows}",
    "Dark headings must be filled. Pale headings may stay empty: an empty cell means 'not recorded'. "
    "An optional sheet in which you fill in no row is 'not collected': it is never counted as a zero.",
    "Click into a cell to see what to write. Rest the mouse on a heading to see what good looks like.",
    "Pick answers from the lists. 'Not applicable' leaves the count; an empty answer counts as not met.",
    "Check the workbook: msp-qi check followed by the name of the file. It names every cell to mend.",
)
_EXAMPLE = (
    "Fill in one row for each concern or case, below the grey example row. The example row is never counted; you may "
    "leave it or delete it."
)
_NO_EXAMPLE = "Fill in the rows that are there, and leave the service and the case number as they are."
_RULES = (
    "Dates are day first: 03/04/2026 is 3 April 2026. Write the year with four digits.",
    "No names, addresses, dates of birth or NHS numbers: use case numbers and a made-up code for the person.",
    "Write the name of the service the same way every time.",
    "Do not rename sheets or headings and do not merge cells; you may sort, filter and hide columns.",
    "A case that was drawn and not audited stays in, without a date: it counts as drawn and not done.",
)


def add_cover(
    book: Workbook, formats: Formats, tables: Sequence[Table], title: str = TITLE, example: bool = True
) -> None:
    """Fill the cover sheet.

    Parameters
    ----------
    book : Workbook
        Already has the sheet.
    formats : Formats
        Of that workbook.
    tables : sequence of Table
        The sheets to list.
    title : str
        The first line.
    example : bool
        The sheets begin with an example row; otherwise they hold rows already.
    """
    sheet = book.get_worksheet_by_name(COVER_SHEET)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, _WIDTH)
    styles = {
        "title": formats.add(bold=True, font_size=18, font_color="#1F4E79"),
        "heading": formats.add(bold=True, font_size=13, font_color="#1F4E79"),
        "text": formats.add(text_wrap=True),
        "name": formats.add(bold=True, text_wrap=True),
        "link": formats.add(bold=True, font_color="#0563C1", underline=1),
    }
    for row, (style, name, words) in enumerate(_lines(tables, title, example)):
        if style == "link":
            sheet.write_url(row, 0, f"internal:'{name}'!A1", styles["link"], name)
        elif name:
            sheet.write_string(row, 0, name, styles[style])
        if words:
            sheet.write_string(row, 1, words, styles["text"])
            sheet.set_row(row, row_height([(words, _WIDTH)]))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.activate()


def _lines(tables: Sequence[Table], title: str, example: bool) -> Iterator[tuple[str, str, str]]:
    """Style, first cell and second cell of each row."""
    yield "title", title, ""
    yield "text", "", ""
    yield "heading", "What this is for", ""
    yield (
        "text",
        "",
        (
            "To show, month by month, whether safeguarding is personal in your service: whether people's own "
            "outcomes are recorded and looked at again, whether they are involved, and whether what is "
            "done is the least restrictive."
        ),
    )
    yield "text", "", ""
    yield "heading", "How to fill it in", ""
    for number, step in enumerate(_STEPS, start=1):
        yield "name", f"Step {number}", step.format(rows=_EXAMPLE if example else _NO_EXAMPLE)
    yield "text", "", ""
    yield "heading", "Five rules", ""
    for number, rule in enumerate(_RULES, start=1):
        yield "name", f"Rule {number}", rule
    yield "text", "", ""
    yield "heading", "The sheets", ""
    for table in tables:
        yield "link", table.sheet, table.purpose + (" Needed." if table.required else " Optional.")
    yield (
        "link",
        DICTIONARY_SHEET,
        "Every column in words, with the allowed answers and what good looks like.",
    )
    yield "link", LISTS_SHEET, "The answers behind the dropdown lists. Please leave them as they are."
