"""Which files are there to read, and one file as grids of text."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msp_qi.data.csv_files import read_csv
from msp_qi.data.grid import Grid, has_unprintable, one_line, shown
from msp_qi.data.headings import known_headings, nearest_headings
from msp_qi.data.issues import Issue, Severity
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
# Other spreadsheets: a month of data is missing where one of them lies among the files.
UNREADABLE_TABLES = (
    *OLD_WORKBOOKS,
    ".numbers",
    ".fods",
    ".xltx",
    ".xltm",
    ".ots",
    ".slk",
    ".dbf",
    ".mdb",
    ".accdb",
)
PARQUET = ".parquet"
# Kept by a file manager or a spreadsheet program for itself.
_NOT_DATA = ("._", ".DS_Store", ".~lock.", "~$", "__MACOSX")
READABLE_KINDS = (*WORKBOOKS, *CSV_FILES, PARQUET)
READABLE = ", ".join(READABLE_KINDS)
_PRINTABLE = "a name of letters that can be shown"
_UNPRINTABLE = "The name of the file holds characters that cannot be shown."
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
        if has_unprintable(place.name):
            raise UserError(f"{one_line(place.name)}: {_UNPRINTABLE} Rename it and try again.")
        return [place], []
    try:
        children = sorted(child for child in place.iterdir() if not _is_kept_by_a_program(child.name))
        children = [child for child in children if child.name != MAPPING_NAME or not child.is_file()]
    except OSError as error:
        raise UserError(
            f"The folder {name_of(place)} cannot be opened ({error.strerror}); check your rights."
        ) from error
    left_out = {child: issue for child in children if (issue := _left_out(child)) is not None}
    left_out |= _twins([child for child in children if child not in left_out])
    files = [child for child in children if child not in left_out]
    if not files:
        worst = next((issue for issue in left_out.values() if issue.severity == "error"), None)
        why = f" {worst.file}: {worst.fix}" if worst is not None else ""
        raise UserError(
            f"The folder {name_of(place)} holds no file to read; put {READABLE} files directly into it.{why}"
        )
    return files, list(left_out.values())


def _is_kept_by_a_program(name: str) -> bool:
    """Whether a file is a program's own: locks, previews, settings. A hidden file of a kind we read is not."""
    hidden = name.startswith(".") and not name.lower().endswith((*READABLE_KINDS, *UNREADABLE_TABLES))
    return hidden or name.startswith(_NOT_DATA)


def _left_out(child: Path) -> Issue | None:
    """Why something that lies in the folder is not read, None where it is."""
    severity: Severity = "warning"
    expected, kind = f"a file of one of the kinds {READABLE}", child.suffix.lower()
    if not _is_file(child):
        expected = "a file"
        fix = "Only files directly in the folder are read, and this is none; move what it holds, or check it by itself."
    elif child.name.casefold().endswith(CHECKED):
        severity, expected = "note", "a file of data"
        fix = "By its name it is the marked copy that a check leaves, so it was not read; rename it if it is data."
    elif kind in UNREADABLE_TABLES:
        severity, fix = "error", "What it holds was not read and is not counted; save it as xlsx or csv."
    elif kind not in READABLE_KINDS:
        severity, fix = "note", "It was not read; save it as xlsx or csv if it holds data."
    elif has_unprintable(child.name):
        severity, expected, fix = "error", _PRINTABLE, f"{_UNPRINTABLE} It was not read; rename it."
    elif child.name.startswith("."):
        expected, fix = (
            "a file that is not hidden",
            "It was not read; rename it without the full stop in front.",
        )
    else:
        return None
    return Issue(severity, one_line(child.name), "", None, "", "", expected, fix)


def _twins(files: Sequence[Path]) -> dict[Path, Issue]:
    """Files that are the same as an earlier one, byte for byte: read twice, every row would count twice."""
    first: dict[tuple[int, str], Path] = {}
    twins = {}
    sizes = Counter(map(_size, files))
    for file in files:
        if sizes[_size(file)] > 1 and (digest := _digest(file)):
            other = first.setdefault((_size(file), digest), file)
            if other is not file:
                fix = f"It is the same as {other.name}, byte for byte, and was read once; delete one of the two."
                twins[file] = Issue("warning", file.name, "", None, "", "", "each file once", fix)
    return twins


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _digest(file: Path) -> str:
    """Empty where the file cannot be opened, which is said when it is read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def name_of(place: Path) -> str:
    """The name of a file or folder, also where it was given as ``.``."""
    return one_line(place.name or place.absolute().name or str(place))


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
    if file.name.startswith(".~lock."):
        name = file.name.removeprefix(".~lock.").removesuffix("#")
        raise UserError(
            f"{file.name} is only the mark that LibreOffice leaves while {name} is open; check {name}."
        )
    if file.suffix.lower() not in (*OLD_WORKBOOKS, *READABLE_KINDS):
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
            return (_read_csv(file, tables, max_rows),)
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


def _read_csv(file: Path, tables: Sequence[Table], max_rows: int) -> Grid:
    def near(rows: list[list[str]]) -> int:
        found = nearest_headings(rows, tables)
        return len(found[1]) if found is not None else 0

    return read_csv(file, lambda cells: known_headings(cells, tables), near, max_rows)
