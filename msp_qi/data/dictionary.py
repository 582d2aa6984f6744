"""The data dictionary: every field in words, for the workbook's sheet and for the documentation."""

from collections.abc import Sequence
from typing import NamedTuple

from msp_qi.schema.field import Field, Table
from msp_qi.schema.fields import TABLES

KIND_WORDS = {
    "id": "Text, zeros in front are kept",
    "text": "Text",
    "choice": "One answer from the list",
    "date": "Date, day first",
    "date and time": "Date and time, day first",
    "month": "Month",
    "whole number": "Whole number",
}
# A list longer than this is named, not printed: it stands in full on the sheet of lists.
MOST_ANSWERS_PRINTED = 15


class DictionaryRow(NamedTuple):
    """One field in words; the names are the columns of the dictionary."""

    sheet: str
    heading: str
    name_in_csv: str
    kind: str
    must_be_filled: str
    what_to_fill_in: str
    answers: str
    what_good_looks_like: str
    the_guide_says: str
    care_act_principle: str
    serves: str


def dictionary_rows(tables: Sequence[Table] = TABLES) -> list[DictionaryRow]:
    """Every field of the tables, in order.

    Parameters
    ----------
    tables : sequence of Table
        What to describe.

    Returns
    -------
    list of DictionaryRow
        One for each field.
    """
    return [_row(table, field) for table in tables for field in table.fields]


def dictionary_headings() -> list[str]:
    """The headings of the dictionary, as a person reads them.

    Examples
    --------
    >>> dictionary_headings()[:3]
    ['Sheet', 'Heading', 'Name in csv']
    """
    return [
        name.replace("_", " ").capitalize().replace("Care act", "Care Act") for name in DictionaryRow._fields
    ]


def dictionary_markdown(tables: Sequence[Table] = TABLES) -> str:
    """The data dictionary as Markdown, one section for each table.

    Parameters
    ----------
    tables : sequence of Table
        What to describe.

    Returns
    -------
    str
        Ends in a line break.
    """
    lines = [
        "# Data dictionary",
        "",
        "Generated from `msp_qi/schema/` by `make generate`; do not edit. The same stands on the sheet",
        "`Dictionary` of every template. Dates are read day first; an empty cell means not recorded. Headings",
        "marked with a star stand in the starter workbook as well.",
    ]
    explained: set[str] = set()
    for table in tables:
        lines += ["", f"## {table.title}", "", *_about(table), "", *_fields_table(table)]
        lines += _audit_items([field for field in table.fields if field.name not in explained])
        explained |= {field.name for field in table.fields if field.good}
    return "\n".join(lines) + "\n"


def _row(table: Table, field: Field) -> DictionaryRow:
    return DictionaryRow(
        table.sheet,
        field.label,
        field.name,
        _kind(field),
        "Yes" if field.required else "No",
        field.help,
        _answers(field),
        field.good,
        field.guide,
        field.principle,
        ", ".join(field.serves),
    )


def _kind(field: Field) -> str:
    words = KIND_WORDS[field.kind]
    return f"{words}, {field.between[0]} to {field.between[1]}" if field.between else words


def _answers(field: Field) -> str:
    if len(field.answers) > MOST_ANSWERS_PRINTED:
        return f"One of {len(field.answers)} answers, such as: {field.answers[0].label}"
    return "; ".join(f"{answer.label} ({answer.code})" for answer in field.answers)


def _about(table: Table) -> list[str]:
    labels = [table.field(name).label for name in table.key]
    needed = "Required." if table.required else "Optional."
    return [
        f"{table.purpose} {needed}",
        "",
        f"Sheet `{table.sheet}`, csv file `{table.name}.csv`. One row is known by: {', '.join(labels)}.",
    ]


def _fields_table(table: Table) -> list[str]:
    head = ["Heading", "Name in csv", "Kind", "Must be filled", "What to fill in", "Answers", "Serves"]
    lines = [_line(head), _line(["---"] * len(head))]
    for field in table.fields:
        row = _row(table, field)
        cells = [
            row.heading + " \\*" * field.starter,
            f"`{row.name_in_csv}`",
            row.kind,
            row.must_be_filled,
            row.what_to_fill_in,
        ]
        lines.append(_line([*cells, row.answers, row.serves]))
    return lines


def _audit_items(fields: Sequence[Field]) -> list[str]:
    """What good looks like, for the fields that say so: quotations too long for a table cell."""
    lines: list[str] = []
    for field in fields:
        if field.good or field.guide:
            lines += ["", f"### {field.label}", ""]
            said = (
                ("What good looks like", field.good),
                ("The guide says", field.guide),
                ("Care Act principle", field.principle),
            )
            lines += [f"- **{what}:** {_safe(words)}" for what, words in said if words]
    return lines


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_safe, cells)) + " |"


def _safe(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
