"""Which files are there to read, and one file as grids of text."""

from collections.abc import Sequence
from pathlib import Path

from msp_qi.data.csv_files import read_csv
from msp_qi.data.grid import Grid, shown
from msp_qi.data.headings import known_headings
from msp_qi.data.issues import Issue
from msp_qi.data.mapping import MAPPING_NAME
from msp_qi.data.ods import read_ods
from msp_qi.data.parquet import read_parquet
from msp_qi.data.workbook import read_workbook
from msp_qi.errors import UserError
from msp_qi.schema.field import Table

WORKBOOKS = (".xlsx", ".xlsm", ".ods")
CSV_FILES = (".csv", ".tsv", ".txt")
# Refused by the reader of workbooks, with what to save them as.
OLD_WORKBOOKS = (".xls", ".xlsb")
PARQUET = ".parquet"
# Kept by a file manager or a spreadsheet program for itself.
_NOT_DATA = (".", "~$", "__MACOSX")
READABLE = ", ".join((*WORKBOOKS, *CSV_FILES, PARQUET))
# How the annotated copy that a check leaves beside a file is called; it is never read as data.
CHECKED = "_checked.xlsx"


def find_files(place: Path) -> tuple[list[Path], list[Issue]]:
    """The files to read, and a note for each other file that lies in the folder.

    Parameters
    ----------
    place : Path
        A file or a folder; of a folder only the files directly in it.

    Returns
    -------
    tuple of list of Path and list of Issue

    Raises
    ------
    UserError
        There is nothing there to read.
    """
    try:
        is_file, is_folder = place.is_file(), place.is_dir()
    except OSError:
        is_file = is_folder = False
    if not is_file and not is_folder:
        raise UserError(
            f"There is no file or folder {shown(place.name or str(place))}; check the name and the folder."
        )
    if is_file:
        return [place], []
    try:
        children = sorted(child for child in place.iterdir() if not child.name.startswith(_NOT_DATA))
        inside = [child for child in children if _is_file(child)]
    except OSError as error:
        raise UserError(
            f"The folder {name_of(place)} cannot be opened ({error.strerror}); check your rights."
        ) from error
    readable = (*WORKBOOKS, *CSV_FILES, PARQUET)
    copies = {child for child in inside if child.name.casefold().endswith(CHECKED)}
    files = [child for child in inside if child.suffix.lower() in readable and child not in copies]
    if not files:
        raise UserError(
            f"The folder {name_of(place)} holds no file to read; put {READABLE} files directly into it."
        )
    fix = "It was not read; save it as xlsx or csv if it holds data."
    issues = [
        Issue("note", child.name, "", None, "", "", f"a file of one of the kinds {READABLE}", fix)
        for child in inside
        if child not in files and child not in copies and child.name != MAPPING_NAME
    ]
    fix = (
        "By its name it is the marked copy that a check leaves, so it was not read; rename it if it is data."
    )
    issues += [Issue("note", copy.name, "", None, "", "", "a file of data", fix) for copy in sorted(copies)]
    fix = "Only files directly in the folder are read, and this is none; move what it holds, or check it by itself."
    issues += [
        Issue("warning", child.name, "", None, "", "", "a file", fix)
        for child in children
        if child not in inside
    ]
    return files, issues


def name_of(place: Path) -> str:
    """The name of a file or folder, also where it was given as ``.``."""
    return place.name or place.absolute().name or str(place)


def _is_file(child: Path) -> bool:
    try:
        return child.is_file()
    except OSError:  # a link that leads round in a circle
        return False


def _refuse_other_kinds(file: Path) -> None:
    """A file that was named by itself and that by its name can hold no table."""
    if file.name.startswith("~$"):
        raise UserError(
            f"{file.name} is only the mark that Excel leaves while {file.name[2:]} is open; check {file.name[2:]}."
        )
    if file.suffix.lower() not in (*WORKBOOKS, *OLD_WORKBOOKS, *CSV_FILES, PARQUET):
        raise UserError(
            f"{shown(file.name)} is of none of the kinds that can be read ({READABLE}); save it as one of them."
        )


def read_file(file: Path, tables: Sequence[Table], max_rows: int) -> tuple[Grid, ...]:
    """One file as grids of text, by its ending.

    Parameters
    ----------
    file : Path
        A workbook, a csv or a Parquet file.
    tables : sequence of Table
        What it may hold: finds the separator of a csv file.
    max_rows : int
        A sheet or csv file with more filled rows is refused.

    Returns
    -------
    tuple of Grid

    Raises
    ------
    UserError
        The file cannot be read.
    """
    _refuse_other_kinds(file)
    try:
        if file.suffix.lower() in CSV_FILES:
            return (read_csv(file, lambda cells: known_headings(cells, tables), max_rows),)
        if file.suffix.lower() == ".ods":
            return read_ods(file, max_rows)
        if file.suffix.lower() == PARQUET:
            return (read_parquet(file, max_rows),)
        return read_workbook(file, max_rows)
    except OSError as error:
        raise UserError(
            f"{file.name} cannot be opened ({error.strerror or error}); close it elsewhere and try again."
        ) from error
    except MemoryError as error:
        raise UserError(f"{file.name} does not fit into memory; split it into smaller files.") from error
