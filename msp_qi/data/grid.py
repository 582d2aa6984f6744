"""What a sheet or a csv file holds before anybody decides what it means: text, cell by cell."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from msp_qi.data.issues import Issue, Severity

Origin = Literal[
    "text",
    "number",
    "number in a 1904 workbook",
    "number in a format of its own",
    "date",
    "other format",
    "true or false",
    "error",
    "no saved value",
]

MAX_FILE_BYTES = 100 * 1024 * 1024
MAX_ROWS = 100_000
MAX_CELLS = 1_000_000
# More text in one sheet than this is a trap: one long text that many cells share.
MAX_TEXT = 50_000_000
# Excel has no more columns.
MAX_COLUMNS = 16_384
# What one cell of Excel can hold; anything longer comes from a quote that was never closed.
MAX_CELL_LENGTH = 32_767
SHOWN_LENGTH = 80

# Control characters (BEL, ESC, ...), halves of a character, and marks that turn the reading direction round.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
# Among them those of Word and of old printers, which otherwise would join two words.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_INVISIBLE_PATTERN = re.compile(f"[{_INVISIBLE}]")


class Cell(NamedTuple):
    """One cell as text, and what it was in the file."""

    text: str
    origin: Origin = "text"


@dataclass(frozen=True)
class Grid:
    """One sheet or one csv file as text.

    Parameters
    ----------
    file, sheet : str
        Where it is from; ``sheet`` is empty for a csv file.
    rows : mapping of int to mapping of int to Cell
        Row number, as a person counts it, to column number (from 1) to cell. Blank cells are absent.
    merged : tuple of str
        Merged ranges, such as ``"B4:B7"``.
    hidden : bool
        The sheet is hidden from the person who fills it in.
    hidden_rows : tuple of int
        Rows that are hidden, by hand or by a filter.
    hidden_columns : tuple of tuple of int and int
        First and last number of each run of hidden columns.
    issues : tuple of Issue
        What was wrong with the file itself.
    """

    file: str
    sheet: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[str, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    issues: tuple[Issue, ...] = ()

    def issue(
        self,
        severity: Severity,
        expected: str,
        fix: str,
        row: int | None = None,
        column: str = "",
        value: str = "",
    ) -> Issue:
        """An issue at a place in this grid."""
        return Issue(severity, self.file, self.sheet, row, column, shown(value), expected, fix)


def clean(text: str) -> str:
    """The text without control characters and outer spaces, in composed Unicode form.

    Examples
    --------
    >>> clean(" Rose\\x07 House\\u00a0")
    'Rose House'
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _UNPRINTABLE.sub("", _LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", text.strip().strip(_INVISIBLE).strip())


def is_filled(text: str) -> bool:
    """Whether a cell holds anything that a person can see; quick for a long text.

    Examples
    --------
    >>> is_filled("\u00a0 \u200b"), is_filled(" 0 ")
    (False, True)
    """
    return text[:1].isalnum() or any(map(str.isalnum, text[:20])) or bool(clean(text))


def has_unprintable(text: str) -> bool:
    """Whether the text holds a character that nobody can see and no report should carry."""
    return not text.isprintable() and _UNPRINTABLE.search(text) is not None


def one_line(text: str) -> str:
    """The cleaned text on one line, single spaces, no invisible characters: for ids and names.

    Examples
    --------
    >>> one_line("Date \\n  raised\\u200b")
    'Date raised'
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_INVISIBLE_PATTERN.sub("", clean(text)).split())


def shown(text: str) -> str:
    """The text as a message shows it: one line, not too long."""
    if len(text) > SHOWN_LENGTH * 4:
        text = text[: SHOWN_LENGTH * 4]
    line = one_line(text)
    return line if len(line) <= SHOWN_LENGTH else line[: SHOWN_LENGTH - 1] + "…"


def counted(number: int, what: str) -> str:
    """A number and its noun.

    Examples
    --------
    >>> counted(1, "filled row"), counted(1200, "filled row")
    ('1 filled row', '1,200 filled rows')
    """
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def column_letter(number: int) -> str:
    """The letter of a column, counted from 1.

    Examples
    --------
    >>> column_letter(1), column_letter(28), column_letter(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while number:
        number, remainder = divmod(number - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters
