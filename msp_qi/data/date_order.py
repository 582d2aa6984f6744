"""Whether the dates of a sheet were written day first: one that cannot be puts the others in doubt."""

from collections.abc import Callable, Iterator, Mapping

from msp_qi.data.dates import is_month_first, is_unclear
from msp_qi.data.grid import Grid, counted, one_line
from msp_qi.data.heading_checks import Rows
from msp_qi.data.headings import HeadingRow
from msp_qi.data.issues import Issue
from msp_qi.schema.field import Table


def month_first(
    grid: Grid, table: Table, heading: HeadingRow, rows: Rows, columns: Mapping[str, int]
) -> Iterator[Issue]:
    """A warning for each column of a sheet with unclear dates, where one date of the sheet can only be month first."""
    found: dict[int, dict[int, str]] = {}
    for field in table.fields:
        if field.kind in ("date", "date and time", "month") and field.name in columns:
            place = columns[field.name]
            found[place] = {
                row: one_line(cells[place].text).partition(" ")[0]
                for row, cells in rows.items()
                if place in cells
            }
    american = {place: _first(texts, is_month_first) for place, texts in found.items()}
    proof = next(((place, row) for place, row in american.items() if row is not None), None)
    for place, texts in found.items():
        unclear = [row for row, text in texts.items() if is_unclear(text)]
        if proof is None or not unclear:
            continue
        own = american[place]
        column, row = (place, own) if own is not None else proof
        where = "This one" if column == place else f'Row {row} of "{heading.headings[column]}"'
        fix = (
            f"{where} is month first, so {counted(len(unclear), 'other date')} in this column may be read as the "
            f"wrong day, first in row {unclear[0]}; check them all."
        )
        at = row if column == place else unclear[0]
        yield grid.issue("warning", "every date day first", fix, at, heading.headings[place], texts[at])


def _first(texts: Mapping[int, str], test: Callable[[str], bool]) -> int | None:
    return next((row for row, text in texts.items() if test(text)), None)
