"""What is wrong with the headings of a sheet, and which column each field is read from."""

from collections.abc import Iterator, Mapping

from msp_qi.data.grid import Cell, Grid, clean, column_letter, counted, shown
from msp_qi.data.headings import HeadingRow, near_heading
from msp_qi.data.issues import Issue
from msp_qi.schema.field import Field, Table

# More missing columns than this are a smaller sheet made on purpose, such as the starter.
MOST_COLUMNS_MISSED = 3

# More columns of one kind than this are counted and not each told.
MOST_LISTED = 50

Rows = Mapping[int, Mapping[int, Cell]]


def choose_columns(
    grid: Grid, table: Table, heading: HeadingRow, rows: Rows
) -> tuple[dict[str, int], list[Issue]]:
    """The column of each field, and an issue for each heading that is missing, unknown or there twice.

    Returns
    -------
    tuple of dict and list of Issue
        Field name to column number; a field whose column cannot be told is absent.
    """
    columns: dict[str, int] = {}
    issues: list[Issue] = []
    missing: list[Field] = []
    for field in table.fields:
        places = heading.columns_of(field)
        if not places:
            missing.append(field)
        else:
            column, issue = _one_of(grid, heading, field, places, rows)
            issues.extend([issue] if issue else [])
            if column is not None:
                columns[field.name] = column
    issues.extend(_missing(grid, heading, missing))
    issues.extend(_unknown(grid, table, heading, rows))
    issues.extend(_outside(grid, heading, rows))
    return columns, issues


def _missing(grid: Grid, heading: HeadingRow, missing: list[Field]) -> Iterator[Issue]:
    """What has no column: required, an error; a few, probably an accident; many, a smaller sheet on purpose."""
    optional = [field for field in missing if not field.required]
    for field in missing:
        expected = f'a column "{field.label}"'
        if field.required:
            fix = f'Add a column "{field.label}" (or "{field.name}") and fill it: no row can be counted without it.'
            yield grid.issue("error", expected, fix, heading.row, field.label)
        elif len(optional) <= MOST_COLUMNS_MISSED:
            fix = (
                "The column is missing, so this is not collected; add it from the template if it is recorded."
            )
            yield grid.issue("warning", expected, fix, heading.row, field.label)
    if len(optional) > MOST_COLUMNS_MISSED:
        labels = ", ".join(field.label for field in optional)
        fix = f"Not collected here, and not counted: {labels}. Use the full workbook to record them."
        yield grid.issue("note", "every column of the full template", fix, heading.row)


def _one_of(
    grid: Grid, heading: HeadingRow, field: Field, places: list[int], rows: Rows
) -> tuple[int | None, Issue | None]:
    if len(places) == 1:
        return places[0], None
    letters = " and ".join(column_letter(place) for place in places[:MOST_LISTED])
    letters += f" and {len(places) - MOST_LISTED:,} more" if len(places) > MOST_LISTED else ""
    name = heading.headings[places[0]]
    contents = {
        tuple(clean(cells[place].text) if place in cells else "" for cells in rows.values())
        for place in places
    }
    filled = [place for place in places if any(place in cells for cells in rows.values())]
    if len(contents) == 1 or len(filled) <= 1:
        fix = f"Columns {letters} have this heading and do not contradict each other; delete one of them."
        return (filled or places)[0], grid.issue(
            "warning", "one column with this heading", fix, heading.row, name
        )
    fix = f"Columns {letters} have this heading and differ, so none of them was read; delete the wrong one."
    return None, grid.issue("error", "one column with this heading", fix, heading.row, name)


def _unknown(grid: Grid, table: Table, heading: HeadingRow, rows: Rows) -> Iterator[Issue]:
    unknown = [(column, text) for column, text in heading.headings.items() if column not in heading.fields]
    if len(unknown) > MOST_LISTED:
        first, last = (column_letter(unknown[place][0]) for place in (MOST_LISTED, -1))
        fix = f"{len(unknown) - MOST_LISTED:,} more columns with such headings, from {first} to {last}, were not read."
        yield grid.issue("warning", f"headings of the table {table.sheet}", fix, heading.row, first)
    for column, text in unknown[:MOST_LISTED]:
        near = near_heading(text, table)
        filled = sum(column in cells for cells in rows.values())
        fix = f'Did you mean "{near.label}"? ' if near is not None and near.name not in heading.found else ""
        fix += f"The column was not read ({counted(filled, 'filled cell')})."
        yield grid.issue("warning", f"a heading of the table {table.sheet}", fix, heading.row, shown(text))


def _outside(grid: Grid, heading: HeadingRow, rows: Rows) -> Iterator[Issue]:
    """Cells under no heading at all, one issue for each column."""
    strays: dict[int, list[int]] = {}
    for row, cells in rows.items():
        for column in cells.keys() - heading.headings.keys():
            strays.setdefault(column, []).append(row)
    if len(strays) > MOST_LISTED:
        fix = f"{len(strays) - MOST_LISTED:,} more columns without a heading were not read; clear them."
        yield grid.issue("error", "a heading above every filled column", fix, heading.row)
    for column, found in sorted(strays.items())[:MOST_LISTED]:
        first = rows[found[0]][column].text
        fix = f"It was not read ({counted(len(found), 'filled cell')}); give the column its heading, or clear it."
        yield grid.issue(
            "error", "a heading above every filled column", fix, found[0], column_letter(column), first
        )
