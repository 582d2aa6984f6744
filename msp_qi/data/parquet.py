"""Read a Parquet file as text, where the optional package pyarrow is installed."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from msp_qi.data.grid import MAX_CELLS, MAX_FILE_BYTES, MAX_ROWS, Cell, Grid, is_filled
from msp_qi.data.xlsx_package import MAX_UNPACKED_BYTES
from msp_qi.data.xlsx_sheet import number_cell
from msp_qi.errors import UserError

# A text that is stored once for all rows comes out once for each of these.
ROWS_AT_ONCE = 100


def read_parquet(path: Path, max_rows: int = MAX_ROWS) -> Grid:
    """A Parquet file as a grid of text, its column names in row 1.

    Parameters
    ----------
    path : Path
        The file.
    max_rows : int
        More rows than this are refused.

    Returns
    -------
    Grid

    Raises
    ------
    UserError
        pyarrow is not installed, the file is no Parquet file, or it is too large; the sentence says which.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UserError(
            f"{path.name} is a Parquet file, which needs the package pyarrow: install msp_qi[parquet], or save the "
            "table as csv."
        ) from None
    if path.stat().st_size > MAX_FILE_BYTES:
        raise UserError(
            f"{path.name} is larger than {MAX_FILE_BYTES // 1024**2} MB; split it into smaller files."
        )
    try:
        with pyarrow.parquet.ParquetFile(path) as source:
            _refuse_too_much(path.name, source.metadata, max_rows)
            _refuse_what_no_cell_holds(path.name, source.schema_arrow)
            return Grid(path.name, "", dict(_rows(path.name, source)))
    except OverflowError as error:
        raise UserError(
            f"{path.name} holds a day before the year 1 or after 9999, which no cell shows; export the dates as text."
        ) from error
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UserError(
            f"{path.name} is damaged or no Parquet file; export it again, or save it as csv."
        ) from error


def _refuse_too_much(name: str, metadata: Any, max_rows: int) -> None:
    if metadata.num_rows > max_rows:
        raise UserError(
            f"{name} has more than {max_rows:,} rows; split it into several files in one folder, or allow more with "
            "max_rows."
        )
    unpacked = sum(metadata.row_group(place).total_byte_size for place in range(metadata.num_row_groups))
    if metadata.num_rows * metadata.num_columns > MAX_CELLS or unpacked > MAX_UNPACKED_BYTES:
        raise UserError(f"{name} is too large once unpacked; split it into smaller files.")


def _refuse_what_no_cell_holds(name: str, schema: Any) -> None:
    """Lists, records, bytes and lengths of time have no one spelling as text."""
    from pyarrow import types

    for column in schema:
        kind = column.type.value_type if types.is_dictionary(column.type) else column.type
        strange = (
            types.is_nested,
            types.is_binary,
            types.is_large_binary,
            types.is_fixed_size_binary,
            types.is_duration,
        )
        if any(test(kind) for test in strange):
            raise UserError(
                f'{name} holds values of the kind {kind} in the column "{column.name}"; export the column as text or '
                "leave it out."
            )


def _rows(name: str, source: Any) -> Iterator[tuple[int, dict[int, Cell]]]:
    yield 1, {column: Cell(heading) for column, heading in enumerate(source.schema_arrow.names, start=1)}
    row, size = 1, 0
    for batch in source.iter_batches(batch_size=ROWS_AT_ONCE):
        columns = [column.to_pylist() for column in batch.columns]
        for values in zip(*columns, strict=True):
            row += 1
            cells = {
                place: cell
                for place, value in enumerate(values, start=1)
                if (cell := _cell(value)) is not None
            }
            size += sum(len(cell.text) for cell in cells.values())
            # A text that is stored once and repeated a million times is small in the file only.
            if size > MAX_UNPACKED_BYTES:
                raise UserError(f"{name} is too large once unpacked; split it into smaller files.")
            if cells:
                yield row, cells


def _cell(value: object) -> Cell | None:
    if value is None or value != value:
        return None
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE", "true or false")
    if isinstance(value, int | float | Decimal):
        return number_cell(str(value), "number", False)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return Cell(value.isoformat(sep=" "), "date")
    if isinstance(value, datetime):
        return Cell(value.strftime("%Y-%m-%d %H:%M:%S").removesuffix(" 00:00:00"), "date")
    if isinstance(value, date | time):
        return Cell(value.isoformat(), "date")
    text = value if isinstance(value, str) else str(value)
    return Cell(text) if is_filled(text) else None
