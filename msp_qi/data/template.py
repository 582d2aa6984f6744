"""Write the templates, and filled tables in the same lay-out."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from msp_qi.data.audit_data import SOURCE_COLUMNS
from msp_qi.data.cells import read_cell
from msp_qi.data.cover import TITLE, add_cover
from msp_qi.data.grid import MAX_CELL_LENGTH, Cell, clean, column_letter
from msp_qi.data.layout import COVER_SHEET, DICTIONARY_SHEET, EXAMPLE_MARK, LISTS_SHEET
from msp_qi.data.template_sheets import (
    ROWS_TO_FILL,
    Formats,
    add_dictionary_sheet,
    add_lists_sheet,
    add_table_sheet,
    column_width,
    row_height,
)
from msp_qi.errors import UserError
from msp_qi.schema.field import Field, Kind, Table
from msp_qi.schema.fields import TABLES

WORKBOOK = "msp_qi_workbook.xlsx"
STARTER = "msp_qi_starter.xlsx"
CSV_FOLDER = "csv"
# A fixed date, so that the same schema gives the same bytes.
CREATED = datetime(2026, 1, 1)
DATED: tuple[Kind, ...] = ("date", "date and time", "month")
# A spreadsheet program may take text that starts with one of these for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_templates(folder: str | Path, tables: Sequence[Table] = TABLES) -> list[Path]:
    """Write the workbook, the small starter workbook and one csv file for each table.

    Parameters
    ----------
    folder : str or Path
        Made where it is not there; files of the same name are replaced.
    tables : sequence of Table
        What to make templates of.

    Returns
    -------
    list of Path
        The files written.
    """
    place = Path(folder)
    (place / CSV_FOLDER).mkdir(parents=True, exist_ok=True)
    written = [place / WORKBOOK, place / STARTER]
    _write(written[0], tables, None)
    _write(written[1], [cut for table in tables if (cut := table.starter) is not None], None)
    for table in tables:
        path = place / CSV_FOLDER / f"{table.name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerow([field.name for field in table.fields])
        written.append(path)
    return written


def write_workbook(
    frames: Mapping[str, pd.DataFrame],
    path: str | Path,
    tables: Sequence[Table] = TABLES,
    to_fill_in: bool = False,
) -> None:
    """Write filled tables in the lay-out of the template, without the example row.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Table name to rows, typed as the loader types them: choice codes, dates, text. A table that is
        absent is left out of the workbook; ``SOURCE_COLUMNS`` are not written.
    path : str or Path
        The workbook to write.
    tables : sequence of Table
        What the columns mean.
    to_fill_in : bool
        A person will fill in the rest, so every column of the template is there. Otherwise an optional column that
        the frame does not have is left out: read again it would count as left blank, and nobody collected it.

    Raises
    ------
    UserError
        A table, a column, an answer or a text cannot be written; the sentence names it.
    """
    known = {table.name: table for table in tables}
    for name, frame in frames.items():
        if name not in known:
            raise UserError(f"There is no table {name}; the tables are {', '.join(known)}.")
        allowed = {field.name for field in known[name].fields} | set(SOURCE_COLUMNS)
        if unknown := [str(column) for column in frame.columns if column not in allowed]:
            raise UserError(f"The table {name} has no column {unknown[0]}.")
    written = [table for table in tables if table.name in frames]
    if not to_fill_in:
        written = [_collected(table, frames[table.name]) for table in written]
    _write(Path(path), written, frames)


def _collected(table: Table, frame: pd.DataFrame) -> Table:
    """The table with its required fields and those that the frame has."""
    fields = tuple(field for field in table.fields if field.required or field.name in frame)
    return replace(table, fields=fields)


def _write(path: Path, tables: Sequence[Table], frames: Mapping[str, pd.DataFrame] | None) -> None:
    with Workbook(str(path), {"in_memory": True}) as book:
        book.set_properties({"title": TITLE, "created": CREATED})
        for name in (COVER_SHEET, *(table.sheet for table in tables), DICTIONARY_SHEET, LISTS_SHEET):
            book.add_worksheet(name)
        formats = Formats(book)
        add_cover(book, formats, tables, example=frames is None)
        lists = add_lists_sheet(book, formats, tables)
        for table in tables:
            frame = frames[table.name] if frames is not None else pd.DataFrame()
            sheet = add_table_sheet(book, formats, table, lists, len(frame) + ROWS_TO_FILL)
            if frames is None:
                _write_example(sheet, formats, table)
            else:
                _write_rows(sheet, formats, table, frame)
        add_dictionary_sheet(book, formats, tables)


def _write_example(sheet: Worksheet, formats: Formats, table: Table) -> None:
    sheet.set_row(1, row_height((field.example, column_width(field)) for field in table.fields))
    for column, field in enumerate(table.fields):
        form = formats.example(field.kind)
        value = read_cell(Cell(field.example), field).value
        if column == 0:
            sheet.write_string(1, column, EXAMPLE_MARK, form)
        elif field.kind in DATED:
            sheet.write_datetime(1, column, value, form)
        elif field.kind == "whole number":
            sheet.write_number(1, column, value, form)
        else:
            sheet.write_string(1, column, field.example, form)


def _write_rows(sheet: Worksheet, formats: Formats, table: Table, frame: pd.DataFrame) -> None:
    for column, field in enumerate(table.fields):
        if field.name not in frame:
            continue
        labels = {answer.code: answer.label for answer in field.answers}
        plain, quoted = formats.body(field.kind), formats.body(field.kind, quote_prefix=True)
        for row, value in enumerate(frame[field.name].tolist(), start=1):
            if pd.isna(value):
                continue
            place = f"{table.name}, row {row + 1}, column {column_letter(column + 1)} ({field.label})"
            if field.kind == "date and time" and value.time() == time():
                # As a number, midnight could not be told from a date without a time.
                sheet.write_string(row, column, f"{value:%d/%m/%Y %H:%M}", plain)
            elif field.kind in DATED:
                sheet.write_datetime(row, column, value, plain)
            elif field.kind == "whole number":
                sheet.write_number(row, column, value, plain)
            else:
                text = _text(field, labels, str(value), place)
                form = quoted if text.startswith(FORMULA_STARTS) else plain
                sheet.write_string(row, column, text, form)


def _text(field: Field, labels: Mapping[str, str], value: str, place: str) -> str:
    """The text of a cell; a string is written as a string, whatever it starts with."""
    if field.kind == "choice":
        if value not in labels:
            raise UserError(f'{place} holds "{value}"; the answers are {", ".join(labels)}.')
        return labels[value]
    text = clean(value)
    if len(text.encode("utf-16-le")) // 2 > MAX_CELL_LENGTH:
        raise UserError(
            f"{place} is longer than the {MAX_CELL_LENGTH:,} characters that a cell holds; shorten it."
        )
    return text
