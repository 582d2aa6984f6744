"""Load what a person filled in: one workbook (xlsx, ods), one csv or Parquet file, or a folder of them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from msp_qi.data.assemble import Assembled, assemble
from msp_qi.data.audit_data import Absence, AuditData, Source
from msp_qi.data.files import CSV_FILES, PARQUET, find_files, name_of, read_file
from msp_qi.data.grid import MAX_ROWS, Grid, counted
from msp_qi.data.headings import (
    best_fitting,
    fits,
    named,
    named_within,
    near_table,
    nearest_headings,
    texts_of,
)
from msp_qi.data.issues import Issue, Severity
from msp_qi.data.layout import COVER_SHEET, HELP_SHEETS
from msp_qi.data.mapped import as_mapped, entry_for, unused
from msp_qi.data.mapping import MAPPING_NAME, ExportMapping, read_mapping
from msp_qi.errors import UserError
from msp_qi.schema.field import Table
from msp_qi.schema.fields import TABLES

# More sheets than this are too many to read in a message.
MOST_SHEETS_LISTED = 3


def load(
    path: str | Path,
    tables: Sequence[Table] = TABLES,
    max_rows: int = MAX_ROWS,
    mapping: str | Path | None = None,
) -> AuditData:
    """Read tables from one workbook, one csv or Parquet file, or a folder of such files.

    Parameters
    ----------
    path : str or Path
        The file or the folder; of a folder only the files directly in it.
    tables : sequence of Table
        The tables to look for.
    max_rows : int
        A sheet or csv file with more filled rows is refused.
    mapping : str or Path, optional
        A file that says how an export names its columns and answers; if not given, a ``mapping.toml`` that
        lies in the folder is used, and a note says so.

    Returns
    -------
    AuditData
        A wrong cell is missing in its table and has an issue; every filled row is in a table or in an issue.

    Raises
    ------
    UserError
        There is nothing there, or the one file cannot be read at all. In a folder such a file is an issue.
    """
    place = Path(path)
    files, issues = find_files(place)
    mapped_by = mapping_file(place, mapping)
    said = read_mapping(mapped_by, tuple(tables)) if mapped_by is not None else None
    headings = _all_headings(tables, said)
    read = {file: _read(file, headings, max_rows, issues, alone=not place.is_dir()) for file in files}
    grids = [grid for found in read.values() for grid in found]
    issues += unused(said, grids)
    loaded = _assemble_all(_choose_all(grids, tables, said, issues), issues)
    missing = [table for table in tables if table.required and table.name not in loaded.tried]
    issues += _absent(place, missing, grids)
    names = [table.name for table in tables if table.name in loaded.frames]
    # A sheet of the template that nobody filled in is a table that nobody collects, unless it is required.
    required = {table.name for table in tables if table.required}
    joined = {name: _joined(loaded.frames[name]) for name in names}
    kept = {name: frame for name, frame in joined.items() if name in required or not frame.empty}
    used = [file for file, found in read.items() if found] + ([mapped_by] if mapped_by is not None else [])
    sources = tuple(Source(file.name, _sha256(file)) for file in used)
    return AuditData(kept, sort_issues(issues), sources, frozenset(loaded.absent))


def known_tables(
    place: Path, mapping: str | Path | None = None, tables: Sequence[Table] = TABLES
) -> Sequence[Table]:
    """The tables, and those of the mapping under the headings of the export.

    Parameters
    ----------
    place : Path
        The file or folder.
    mapping : str or Path, optional
        As for :func:`load`.
    tables : sequence of Table
        The tables to look for.

    Returns
    -------
    sequence of Table
    """
    file = mapping_file(place, mapping)
    return _all_headings(tables, read_mapping(file, tuple(tables)) if file is not None else None)


def _all_headings(tables: Sequence[Table], said: ExportMapping | None) -> Sequence[Table]:
    return [*tables, *(entry.table for entry in said.tables)] if said is not None else tables


@dataclass(frozen=True)
class _Loaded:
    frames: dict[str, list[pd.DataFrame]]
    tried: set[str]
    absent: set[Absence]


def _assemble_all(chosen: Iterable[tuple[Grid, Table]], issues: list[Issue]) -> _Loaded:
    loaded = _Loaded({}, set(), set())
    for grid, table in chosen:
        assembled = assemble(grid, table)
        issues += [*grid.issues, *_worth_telling(assembled, table)]
        loaded.tried.add(table.name)
        if assembled.frame is not None:
            if table.required and assembled.frame.empty:
                issues.append(grid.issue("warning", "at least one filled row", "No row is filled in yet."))
            loaded.frames.setdefault(table.name, []).append(assembled.frame)
            loaded.absent.update(
                Absence(grid.file, grid.sheet, table.name, name) for name in assembled.absent
            )
    return loaded


def mapping_file(place: Path, mapping: str | Path | None) -> Path | None:
    """The mapping that was given, or else the one that lies in the folder; None where there is neither."""
    if mapping is not None:
        return Path(mapping)
    inside = place / MAPPING_NAME
    return inside if place.is_dir() and inside.is_file() else None


def _choose_all(
    grids: Sequence[Grid], tables: Sequence[Table], said: ExportMapping | None, issues: list[Issue]
) -> Iterator[tuple[Grid, Table]]:
    """Grids with their tables: by the mapping where it speaks of them, by name and headings elsewhere."""
    entries = [(grid, entry_for(grid, said)) for grid in grids]
    for grid, entry in entries:
        if entry is not None and said is not None:
            yield as_mapped(grid, entry, said.name), entry.table
    yield from _choose_tables([grid for grid, entry in entries if entry is None], tables, issues)


def _worth_telling(assembled: Assembled, table: Table) -> Iterator[Issue]:
    """The issues, but for notes about an optional sheet of the template that nobody has filled in."""
    untouched = not table.required and assembled.frame is not None and assembled.frame.empty
    return (issue for issue in assembled.issues if not (untouched and issue.severity == "note"))


def sort_issues(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Issues in the order of file, sheet and row; what concerns a whole sheet comes first."""
    return tuple(sorted(issues, key=lambda issue: (issue.file, issue.sheet, issue.row or 0)))


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def _read(
    file: Path, tables: Sequence[Table], max_rows: int, issues: list[Issue], alone: bool
) -> tuple[Grid, ...]:
    """The grids of a file; among others, a file that cannot be read is an issue and not the end."""
    try:
        return read_file(file, tables, max_rows)
    except UserError as error:
        if alone:
            raise
        issues.append(Issue("error", file.name, "", None, "", "", "a file that can be read", str(error)))
        return ()


def _choose_tables(
    grids: Sequence[Grid], tables: Sequence[Table], issues: list[Issue]
) -> Iterator[tuple[Grid, Table]]:
    """Which grid holds which table; a grid that holds none, or goes by a wrong name, gets an issue."""
    named_well = {
        (grid.file, table.name) for grid in grids if (table := named(grid.sheet, tables)) is not None
    }
    for grid in grids:
        if grid.rows and (grid.sheet not in HELP_SHEETS or any(fits(grid, table) for table in tables)):
            chosen, issue = _choose_table(grid, tables, named_well)
            issues.extend([issue] if issue is not None else [])
            if chosen is not None:
                yield grid, chosen


def _choose_table(
    grid: Grid, tables: Sequence[Table], named_well: set[tuple[str, str]]
) -> tuple[Table | None, Issue | None]:
    """By its name, unless its headings are those of another table."""
    claimed = named(grid.sheet, tables) if grid.sheet else named_within(Path(grid.file).stem, tables)
    fitting = [table for table in tables if fits(grid, table)]
    only = best_fitting(grid, fitting)
    if claimed is not None and (claimed in fitting or only is None):
        return claimed, None
    second_copy = claimed is None and only is not None and (grid.file, only.name) in named_well
    if only is None or second_copy:
        return None, _unknown(grid, tables, only)
    return only, _misnamed(grid, only) if grid.sheet or claimed is not None else None


def _misnamed(grid: Grid, table: Table) -> Issue:
    what = f'the sheet name "{table.sheet}"' if grid.sheet else f'"{table.name}" in the file name'
    fix = f"It was read as {table.sheet}, since it has the headings of that table; rename it."
    return grid.issue("warning", what, fix)


def _unknown(grid: Grid, tables: Sequence[Table], fitting: Table | None) -> Issue:
    severity: Severity = "warning" if grid.sheet else "error"
    rows = f"{counted(len(grid.rows), 'filled row')} not read"
    sheets = ", ".join(table.sheet for table in tables[:MOST_SHEETS_LISTED])
    sheets += f" and {len(tables) - MOST_SHEETS_LISTED} more" if len(tables) > MOST_SHEETS_LISTED else ""
    alike = nearest_headings(texts_of(grid), tables)
    near = fitting or near_table(grid.sheet or Path(grid.file).stem, tables) or (alike[0] if alike else None)
    if near is not None:
        fix = f'{rows}. Did you mean "{near.sheet}"? Give it that name and the headings of the template.'
        return grid.issue("error", f"a sheet of the template ({sheets})", fix)
    return grid.issue(
        severity, f"a sheet of the template ({sheets})", f"{rows}; if it holds data, use the template."
    )


def _absent(place: Path, missing: Sequence[Table], grids: Sequence[Grid]) -> list[Issue]:
    """A required table that nobody gave; a warning only where the file was never meant to hold it.

    One csv file is one table, and an audit sheet is made for the cases that were drawn: its cover lists its sheets.
    """
    one_csv = place.suffix.lower() in (*CSV_FILES, PARQUET) and not place.is_dir()
    cover = next((grid for grid in grids if grid.sheet == COVER_SHEET and not place.is_dir()), None)
    listed = {cells[1].text for cells in cover.rows.values() if 1 in cells} if cover is not None else set()
    return [
        Issue(
            "warning" if one_csv or (cover is not None and table.sheet not in listed) else "error",
            name_of(place),
            "" if one_csv or place.is_dir() else table.sheet,
            None,
            "",
            "",
            f'the table "{table.sheet}"',
            f"Nothing can be counted without it; {_where(table, cover is not None and table.sheet not in listed)}.",
        )
        for table in missing
    ]


def _where(table: Table, made_without: bool) -> str:
    if made_without:
        return "this workbook was made without it, so put it into one folder with the workbook that holds it"
    return f"add the sheet, or {table.name}.csv, from the templates"
