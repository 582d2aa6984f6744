"""Stream the cells of one sheet of a workbook, as text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from msp_qi.data.grid import MAX_CELLS, MAX_COLUMNS, MAX_TEXT, Cell, Origin, is_filled
from msp_qi.data.xlsx_package import Package
from msp_qi.data.xml_stream import Attributes
from msp_qi.errors import UserError

# "own": shown in a format that adds marks or letters; an int: shown with that many digits, zeros in front.
Looks = Literal["number", "own", "date", "time"] | int

LAST_SHEET_ROW = 1_048_576
LAST_SHEET_COLUMN = MAX_COLUMNS
MAX_MERGES = 10_000
LAST_DAY_SERIAL = 2_958_465  # 31 December 9999
SAFE_DIGITS = 15
# No program writes a number with more characters than this; a longer one is text.
MOST_CHARACTERS_OF_A_NUMBER = 400

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_PLAIN_DIGITS = re.compile(r"-?(?:0|[1-9][0-9]*)")


@dataclass(frozen=True)
class Look:
    """What a workbook shares between its sheets: texts, how numbers look, and where days are counted from."""

    strings: Sequence[str]
    looks: Sequence[Looks]
    from_1904: bool


class SheetReader:
    """Collect the cells that hold something; blank cells cost neither memory nor rows.

    Parameters
    ----------
    look : Look
        From the workbook.
    name : str
        File and sheet, for messages.
    max_rows : int
        More filled rows than this are refused.
    """

    def __init__(self, look: Look, name: str, max_rows: int) -> None:
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[str] = []
        self.hidden_rows: list[int] = []
        self._look, self._name, self._max_rows = look, name, max_rows
        self.hidden_columns: list[tuple[int, int]] = []
        self._row = self._column = self._cells = self._size = 0
        self._type, self._style = "n", 0
        self._value: list[str] = []
        self._formula = self._has_value = self._collecting = self._phonetic = False

    def read(self, package: Package, part: str) -> None:
        """Stream one sheet."""
        package.parse(part, self._start, self._end, self._text)

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" or name == "t":
            if name == "v" and self._has_value:
                raise ValueError(f"two values in row {self._row}, column {self._column}")
            self._collecting = not self._phonetic
            self._has_value = True
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and len(self.hidden_columns) < MAX_MERGES:
            self._start_column(attributes)

    def _merge(self, reference: str) -> None:
        if len(self.merged) < MAX_MERGES:
            self.merged.append(reference)

    def _start_column(self, attributes: Attributes) -> None:
        width = attributes.get("width", "")
        if attributes.get("hidden") in ("1", "true") or (width and float(width) == 0):
            self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        if not 1 <= self._row <= LAST_SHEET_ROW:
            raise ValueError(f"row {self._row}")
        self._column = 0
        if attributes.get("hidden") in ("1", "true") or attributes.get("ht") in ("0", "0.0"):
            self.hidden_rows.append(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        given = attributes.get("r", "")
        reference = _REFERENCE.fullmatch(given)
        if given and (reference is None or int(reference[2]) != self._row):
            raise ValueError(f"cell {given} in row {self._row}")
        self._column = column_number(reference[1]) if reference else self._column + 1
        if not 1 <= self._column <= LAST_SHEET_COLUMN:
            raise ValueError(f"column {self._column}")
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._value = []
        self._formula = self._has_value = False

    def _text(self, text: str) -> None:
        if self._collecting:
            self._value.append(text)

    def _end(self, name: str) -> None:
        if name == "v" or name == "t":
            self._collecting = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and (self._has_value or self._formula):
            self._end_cell("".join(self._value))

    def _end_cell(self, value: str) -> None:
        if self._formula and not value and self._type != "str":
            self._keep(Cell("formula", "no saved value"))
            return
        cell = self._cell(value)
        if is_filled(cell.text):
            self._keep(cell)

    def _cell(self, value: str) -> Cell:
        if self._type == "s":
            return Cell(self._look.strings[_index(value)] if value else "")
        if self._type == "b":
            return (
                Cell("TRUE" if value.strip() in ("1", "true") else "FALSE", "true or false")
                if value
                else Cell("")
            )
        if self._type == "e":
            return Cell(value, "error")
        if self._type == "d":
            return Cell(value.removesuffix("T00:00:00"), "date")
        if self._type in ("str", "inlineStr"):
            return Cell(unescape(value))
        return number_cell(value.strip(), self._number_look(), self._look.from_1904)

    def _number_look(self) -> Looks:
        looks = self._look.looks
        return looks[self._style] if 0 <= self._style < len(looks) else "number"

    def _keep(self, cell: Cell) -> None:
        self._cells += 1
        self._size += len(cell.text)
        row = self.rows.setdefault(self._row, {})
        if self._column in row:
            raise ValueError(f"two cells in row {self._row}, column {self._column}")
        row[self._column] = cell
        if len(self.rows) > self._max_rows:
            raise UserError(
                f"{self._name} has more than {self._max_rows:,} filled rows; split it into several files in "
                "one folder, or allow more with max_rows."
            )
        if self._cells > MAX_CELLS or self._size > MAX_TEXT:
            raise too_full(self._name)


def too_full(name: str) -> UserError:
    """What is said of a sheet or file that holds more than can be read on a small machine."""
    return UserError(
        f"{name} has more than {MAX_CELLS:,} filled cells or {MAX_TEXT:,} characters; split it into several files in "
        "one folder."
    )


def _index(value: str) -> int:
    """A place in a list, counted from 0; a negative one would be counted from the end."""
    place = int(value)
    if place < 0:
        raise ValueError(f"text number {place}")
    return place


def column_number(letters: str) -> int:
    """The number of a column, counted from 1.

    Examples
    --------
    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def unescape(text: str) -> str:
    """Text without the escapes that Excel writes for control characters.

    Examples
    --------
    >>> unescape("line_x000D_ and _x005F_x000D_")
    'line\\r and _x000D_'
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def number_cell(value: str, look: Looks, from_1904: bool) -> Cell:
    """A number as a person sees it: 42.0 is 42, a date is ISO, zeros in front stay.

    Examples
    --------
    >>> number_cell("42.0", "number", False).text, number_cell("42", 4, False).text
    ('42', '0042')
    >>> number_cell("46115", "date", False)
    Cell(text='2026-04-03', origin='date')
    """
    origin: Origin = "number in a 1904 workbook" if from_1904 else "number"
    if look in ("date", "time"):
        moment = _moment(value, from_1904)
        return Cell(value, origin) if moment is None else Cell(moment, "date")
    text = _number_text(value)
    if isinstance(look, int) and text.isdecimal():
        text = text.zfill(look)
    return Cell(text, "number in a format of its own" if look == "own" and not from_1904 else origin)


def _number_text(value: str) -> str:
    if len(value) > MOST_CHARACTERS_OF_A_NUMBER or _PLAIN_DIGITS.fullmatch(value):
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    if number != number or abs(number) == float("inf"):
        return value
    if number.is_integer() and abs(number) < 1e21:
        return str(int(number))
    return f"{number:.{SAFE_DIGITS}g}"


def _moment(value: str, from_1904: bool) -> str | None:
    try:
        serial = float(value[:MOST_CHARACTERS_OF_A_NUMBER])
    except ValueError:
        return None
    if not 0 <= serial <= LAST_DAY_SERIAL:
        return None
    if serial < 1:
        return f"{datetime.min + timedelta(seconds=round(serial * 86_400)):%H:%M:%S}"
    base = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    try:
        moment = datetime(base.year, base.month, base.day) + timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return None
    return (
        moment.strftime("%Y-%m-%d")
        if moment.time() == datetime.min.time()
        else moment.strftime("%Y-%m-%d %H:%M:%S")
    )
