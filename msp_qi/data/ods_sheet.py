"""Collect the cells of an OpenDocument spreadsheet as they stream by."""

import re

from msp_qi.data.grid import MAX_CELLS, MAX_TEXT, Cell, Grid, column_letter, is_filled, shown
from msp_qi.data.xlsx_sheet import LAST_SHEET_COLUMN, LAST_SHEET_ROW, MAX_MERGES, number_cell, too_full
from msp_qi.data.xml_stream import Attributes
from msp_qi.errors import UserError

_CELLS = ("table-cell", "covered-table-cell")
# Text inside these is no text of the cell: comments, drawings, reading aids.
_NO_TEXT = ("annotation", "frame", "custom-shape", "ruby-text")
_TIME = re.compile(r"PT([0-9]{1,4})H([0-9]{2})M([0-9]{2})(?:[.,][0-9]+)?S")
_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|Err:[0-9]+")


class OdsReader:
    """Collect the sheets; a repeated blank cell or row costs neither memory nor rows.

    Parameters
    ----------
    file : str
        File name, for messages.
    max_rows : int
        More filled rows in a sheet than this are refused.
    """

    def __init__(self, file: str, max_rows: int) -> None:
        self.grids: list[Grid] = []
        self._file, self._max_rows = file, max_rows
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._tables = self._silent = 0
        self._paragraph = self._in_cell = False
        self._start_sheet({})

    def start(self, name: str, attributes: Attributes) -> None:
        """The start of an element."""
        given = _plain(attributes)
        if name == "style":
            self._style = given.get("name", "")
        elif name == "table-properties" and given.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table":
            self._tables += 1
            if self._tables == 1:
                self._start_sheet(given)
        elif name == "table-source":
            self._foreign = True
        elif self._tables == 1:
            self._start_inside(name, given)

    def end(self, name: str) -> None:
        """The end of an element."""
        if name == "table":
            self._tables -= 1
            if self._tables == 0 and not self._foreign:
                self._end_sheet()
        elif self._tables == 1 and name in _NO_TEXT:
            self._silent -= 1
        elif self._tables == 1 and name == "p" and self._paragraph and not self._silent:
            self._paragraph = False
        elif self._tables == 1 and name in _CELLS:
            self._end_cell()
        elif self._tables == 1 and name == "table-row":
            self._end_row()

    def text(self, piece: str) -> None:
        """Text between elements."""
        if self._paragraph and not self._silent and self._tables == 1:
            self._pieces.append(piece)

    def _start_sheet(self, given: dict[str, str]) -> None:
        self._name = shown(given.get("name", ""))
        self._hidden = given.get("style-name", "") in self._hidden_styles
        # LibreOffice keeps copies of other files' sheets beside the real ones.
        self._foreign = "'#$" in given.get("name", "")
        self._rows: dict[int, dict[int, Cell]] = {}
        self._merged: list[str] = []
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._row = self._cells = self._size = self._columns = 0
        self._start_row({})

    def _start_inside(self, name: str, given: dict[str, str]) -> None:
        if name in _NO_TEXT:
            self._silent += 1
        elif name == "table-row":
            self._start_row(given)
        elif name == "table-column":
            self._start_columns(given)
        elif name in _CELLS:
            self._start_cell(given)
        elif self._silent or not self._in_cell:
            return
        elif name == "p":
            self._pieces += ["\n"] if self._pieces else []
            self._paragraph = True
        elif name == "s":
            self._pieces.append(" " * min(_repeat(given.get("c", "1")), 1_000))
            self._size += len(self._pieces[-1])
            if self._size > MAX_TEXT:
                raise too_full(f"{self._file}, sheet {self._name},")
        elif name in ("tab", "line-break"):
            self._pieces.append("\t" if name == "tab" else "\n")

    def _start_row(self, given: dict[str, str]) -> None:
        self._found: dict[int, Cell] = {}
        self._column = 0
        self._row_repeat = _repeat(given.get("number-rows-repeated", "1"))
        self._row_hidden = given.get("visibility", "visible") != "visible"
        self._paragraph = self._in_cell = False
        self._pieces: list[str] = []

    def _start_columns(self, given: dict[str, str]) -> None:
        repeat = _repeat(given.get("number-columns-repeated", "1"))
        if given.get("visibility", "visible") != "visible" and len(self._hidden_columns) < MAX_MERGES:
            self._hidden_columns.append((self._columns + 1, self._columns + repeat))
        self._columns += repeat

    def _start_cell(self, given: dict[str, str]) -> None:
        self._given, self._pieces, self._in_cell = given, [], True
        across, down = (
            _repeat(given.get("number-columns-spanned", "1")),
            _repeat(given.get("number-rows-spanned", "1")),
        )
        if (across > 1 or down > 1) and len(self._merged) < MAX_MERGES:
            first = f"{column_letter(self._column + 1)}{self._row + 1}"
            last = f"{column_letter(min(self._column + across, LAST_SHEET_COLUMN))}{self._row + down}"
            self._merged.append(f"{first}:{last}")

    def _end_cell(self) -> None:
        repeat = _repeat(self._given.get("number-columns-repeated", "1"))
        cell = _cell(self._given, "".join(self._pieces))
        self._in_cell = self._paragraph = False
        if cell is not None:
            if self._column + repeat > LAST_SHEET_COLUMN:
                raise ValueError(f"column {self._column + repeat}")
            self._found |= dict.fromkeys(range(self._column + 1, self._column + repeat + 1), cell)
        self._column += repeat

    def _end_row(self) -> None:
        if self._found:
            if self._row + self._row_repeat > LAST_SHEET_ROW:
                raise ValueError(f"row {self._row + self._row_repeat}")
            self._refuse_too_much()
            for row in range(self._row + 1, self._row + self._row_repeat + 1):
                self._rows[row] = dict(self._found)
                self._hidden_rows += [row] if self._row_hidden else []
        self._row += self._row_repeat

    def _refuse_too_much(self) -> None:
        name = f"{self._file}, sheet {self._name},"
        self._cells += len(self._found) * self._row_repeat
        self._size += sum(len(cell.text) for cell in self._found.values()) * self._row_repeat
        if len(self._rows) + self._row_repeat > self._max_rows:
            raise UserError(
                f"{name} has more than {self._max_rows:,} filled rows; split it into several files in "
                "one folder, or allow more with max_rows."
            )
        if self._cells > MAX_CELLS or self._size > MAX_TEXT:
            raise too_full(name)

    def _end_sheet(self) -> None:
        merged, hidden_rows = tuple(self._merged), tuple(self._hidden_rows)
        columns = tuple(self._hidden_columns)
        self.grids.append(
            Grid(self._file, self._name, self._rows, merged, self._hidden, hidden_rows, columns)
        )


def _plain(attributes: Attributes) -> dict[str, str]:
    """Attributes without namespaces; where two share a name, the standard's own goes first."""
    given: dict[str, str] = {}
    for key, value in attributes.items():
        space, _, name = key.rpartition(":")
        if space != "calcext" or value == "error":
            given[name] = "error" if given.get(name) == "error" else value
    return given


def _repeat(text: str) -> int:
    number = int(text)
    if not 1 <= number <= LAST_SHEET_ROW:
        raise ValueError(f"repeated {number} times")
    return number


def _cell(given: dict[str, str], seen: str) -> Cell | None:
    """The cell as text, None where it is blank."""
    kind = given.get("value-type", "")
    if given.get("formula") and (not kind or (kind == "string" and not seen and "string-value" not in given)):
        return Cell("formula", "no saved value") if not kind else None
    if kind == "error" or (given.get("formula") and _ERROR.fullmatch(seen)):
        return Cell(seen or "#VALUE!", "error")
    cell = _typed(kind, given, seen)
    return cell if is_filled(cell.text) else None


def _typed(kind: str, given: dict[str, str], seen: str) -> Cell:
    if kind in ("float", "percentage", "currency"):
        return _number(given["value"], seen)
    if kind == "date":
        return Cell(given["date-value"].removesuffix("T00:00:00").replace("T", " "), "date")
    if kind == "time":
        found = _TIME.fullmatch(given["time-value"])
        return Cell(f"{int(found[1]):02}:{found[2]}:{found[3]}" if found else seen, "date")
    if kind == "boolean":
        return Cell("TRUE" if given["boolean-value"] == "true" else "FALSE", "true or false")
    return Cell(seen or given.get("string-value", ""))


def _number(value: str, seen: str) -> Cell:
    """A number as a person sees it: zeros in front stay where the cell shows them."""
    cell = number_cell(value.strip(), "number", False)
    padded = seen.isdecimal() and seen.startswith("0") and seen.lstrip("0") == cell.text.lstrip("0")
    return Cell(seen, "number") if padded and len(seen) > len(cell.text) else cell
