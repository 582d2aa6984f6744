"""Type one cell by the rule of its field: ids keep zeros, dates are never guessed, choices are matched."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from msp_qi.data import dates
from msp_qi.data.grid import MAX_CELL_LENGTH, Cell, clean, has_unprintable, one_line
from msp_qi.data.issues import Severity
from msp_qi.schema.field import Answer, Field, Kind

# Excel keeps this many digits of a number; the rest become zeros.
EXCEL_DIGITS = 15
MAX_WHOLE_NUMBER = 10**EXCEL_DIGITS
# More answers than this are too many to read in a message.
MOST_ANSWERS_LISTED = 12

_EXCEL_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|#{2,})")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[Ee]\+?[0-9]{1,3}")
_FLOAT_ID = re.compile(r"[0-9]+\.0+")
_DECIMAL_ID = re.compile(r"[0-9]+\.[0-9]+")
_KEPT_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_WHOLE = re.compile(r"([0-9]+)(?:\.0+)?")
_FROM_1904 = "Format the cell as a date: this workbook counts days from 1904, so the number is unclear."
_SAME_MARKS = str.maketrans({"\u2018": "'", "\u2019": "'", "\u2013": "-", "\u2014": "-", "\u2011": "-"})

Value = str | date | int | None


class Reading(NamedTuple):
    """The value of a cell (None where it is missing) and, where there is a problem, what to say about it."""

    value: Value
    severity: Severity | None = None
    expected: str = ""
    fix: str = ""


def read_cell(cell: Cell, field: Field) -> Reading:
    """Type a cell by the rule of its field.

    Parameters
    ----------
    cell : Cell
        Text and what it was in the file.
    field : Field
        The column.

    Returns
    -------
    Reading
        A blank cell has no value and no problem. A wrong cell has no value and severity ``"error"``.

    Examples
    --------
    >>> from msp_qi.schema.fields import CONCERNS
    >>> read_cell(Cell("0042"), CONCERNS.field("case_id")).value
    '0042'
    >>> read_cell(Cell("Ye"), CONCERNS.field("immediate_danger")).fix
    'Did you mean "Yes"?'
    """
    text = clean(cell.text)
    if cell.origin == "text" and (kept := _KEPT_AS_TEXT.fullmatch(text)):
        return _without_wrapping(kept[1], field)
    unreadable = _unreadable(text, cell)
    if unreadable is not None:
        return unreadable
    if not text:
        return Reading(None)
    for marker in field.markers:
        if text == marker.code:
            return Reading(
                None, "note", f"a value; {marker.code} says: {marker.label}", "It is missing here, not zero."
            )
    reading = _READERS[field.kind](Cell(text, cell.origin), field)
    if reading.severity is None and has_unprintable(cell.text):
        return Reading(reading.value, "note", "text without invisible characters", "They were left out.")
    return reading


def _without_wrapping(text: str, field: Field) -> Reading:
    """What stands in ``="0042"``, by which exports keep Excel from taking an id for a number."""
    reading = read_cell(Cell(text.replace('""', '"')), field)
    if reading.severity is not None:
        return reading
    return reading._replace(severity="note", expected="a value alone", fix='The ="…" around it was left out.')


def _unreadable(text: str, cell: Cell) -> Reading | None:
    if cell.origin == "no saved value":
        fix = "Open the file in Excel, save it and try again, or type the value in place of the formula."
        return _wrong("a value, not a formula whose result was never saved", fix)
    if cell.origin == "error" or _EXCEL_ERROR.fullmatch(text):
        return _wrong(
            "a value, not an Excel error", "Type the value, or leave the cell empty if it is not known."
        )
    if cell.origin == "other format":
        return _wrong(
            "a date in the format that the mapping states",
            "Mend the cell, or the format in the mapping file.",
        )
    if len(text) > MAX_CELL_LENGTH:
        fix = "Shorten it, and look for a quotation mark that is never closed."
        return _wrong(f"at most {MAX_CELL_LENGTH:,} characters in a cell", fix)
    return None


def _wrong(expected: str, fix: str) -> Reading:
    return Reading(None, "error", expected, fix)


def _read_text(cell: Cell, field: Field) -> Reading:
    if cell.origin == "date":
        fix = "Excel may have made a date of other words; if so, format the cell as Text and type them again."
        return Reading(cell.text, "note", "words, and not a date", fix)
    return Reading(cell.text)


def _read_id(cell: Cell, field: Field) -> Reading:
    text = one_line(cell.text)
    again = "Format the column as Text in Excel and type the whole number again."
    if cell.origin in ("date", "true or false"):
        what = "a date" if cell.origin == "date" else f"the answer {text}"
        return _wrong(f"a {field.label.lower()}, not {what}", again.replace("number", "id"))
    if _SCIENTIFIC.fullmatch(text):
        return _wrong("all the digits: Excel has shortened this number", again)
    if _FLOAT_ID.fullmatch(text):
        fix = f"A program has made a number of it: write {text.partition('.')[0]}, and any zeros that stood in front."
        return Reading(text, "warning", f"a {field.label.lower()} without .0 at its end", fix)
    if cell.origin.startswith("number"):
        return _read_number_as_id(text, cell, again)
    if text.startswith("'") and text.strip("'"):
        fix = "By it Excel keeps a number as text; it was left out."
        return Reading(text.strip("'"), "note", "no apostrophe in front", fix)
    return Reading(text)


def _read_number_as_id(text: str, cell: Cell, again: str) -> Reading:
    if len(text.lstrip("-")) > EXCEL_DIGITS:
        return Reading(
            text, "warning", f"text: Excel keeps only the first {EXCEL_DIGITS} digits of a number", again
        )
    if cell.origin == "number in a format of its own":
        fix = f"It was read as {text}; format the column as Text in Excel and type what the cell shows."
        return Reading(text, "warning", "text: the cell shows more than the number in it", fix)
    if _DECIMAL_ID.fullmatch(text):
        return Reading(
            text, "warning", "text: Excel leaves out zeros at the end of a number such as 1.10", again
        )
    return Reading(text)


def _read_whole_number(cell: Cell, field: Field) -> Reading:
    found = _WHOLE.fullmatch(one_line(cell.text))
    low, high = field.between or (0, MAX_WHOLE_NUMBER - 1)
    if not found or cell.origin == "date" or not low <= int(found[1]) <= high:
        expected = f"a whole number from {low} to {high}" if field.between else "a whole number, 0 or more"
        return _wrong(expected, f"Write it in digits only, such as {min(3, high)}, or leave the cell empty.")
    return Reading(int(found[1]))


def _read_date(cell: Cell, field: Field) -> Reading:
    return _read_when(cell, dates.read_day, dates.EXPECTED_DAY)


def _read_moment(cell: Cell, field: Field) -> Reading:
    text = one_line(cell.text)
    if cell.origin == "number in a 1904 workbook" and dates.serial_day(text) is not None:
        return _wrong(dates.EXPECTED_MOMENT, _FROM_1904)
    serial = dates.serial_moment(text)
    if serial is not None:
        fix = f"It was read as {serial:%d/%m/%Y %H:%M}, which Excel means by it; format the cell as date and time."
        return Reading(serial, "warning", dates.EXPECTED_MOMENT, fix)
    moment = dates.read_moment(text)
    return Reading(moment) if isinstance(moment, datetime) else _wrong(dates.EXPECTED_MOMENT, moment)


def _read_month(cell: Cell, field: Field) -> Reading:
    reading = _read_when(cell, dates.read_month, dates.EXPECTED_MONTH)
    if not isinstance(reading.value, date):
        return reading
    first, day = reading.value.replace(day=1), dates.read_day(one_line(cell.text))
    if isinstance(day, date) and day != first:
        fix = f"It was read as {first:%B %Y}; look at the year too: Excel takes Apr-25 for 25 April of this year."
        return Reading(first, "note", dates.EXPECTED_MONTH, fix)
    return reading._replace(value=first)


def _read_when(cell: Cell, read: Callable[[str], date | str], expected: str) -> Reading:
    text = one_line(cell.text)
    serial = dates.serial_day(text)
    if serial is not None and cell.origin == "number in a 1904 workbook":
        return _wrong(expected, _FROM_1904)
    if serial is not None:
        fix = f"It was read as {serial:%d/%m/%Y}, the day Excel means by it; format the cell as a date."
        return Reading(serial, "warning", expected, fix)
    day = read(text)
    if isinstance(day, str):
        return _wrong(expected, day)
    if time := dates.time_of_day(text):
        return Reading(day, "note", "a day without a time", f"The time {time} was left out.")
    return Reading(day)


def _read_choice(cell: Cell, field: Field) -> Reading:
    spellings = _spellings(field.answers)
    key = answer_key(cell.text)
    meant = spellings.get(key, ())
    if len(meant) == 1:
        return Reading(meant[0].code)
    if meant:
        labels = " or ".join(f'"{answer.label}"' for answer in meant)
        return _wrong(_expected_choice(field), f"This could mean {labels}: pick one from the list.")
    close = get_close_matches(key[:100], spellings, n=1, cutoff=0.6)
    if close:
        return _wrong(_expected_choice(field), f'Did you mean "{spellings[close[0]][0].label}"?')
    return _wrong(_expected_choice(field), "Pick an answer from the list, or leave the cell empty.")


def _expected_choice(field: Field) -> str:
    labels = [answer.label for answer in field.answers]
    if len(labels) > MOST_ANSWERS_LISTED:
        return f'one of the {len(labels)} answers in the list, such as "{labels[0]}"'
    return "one of: " + "; ".join(labels)


def answer_key(text: str) -> str:
    """A spelling without case, extra spaces and curly marks, so that two spellings can be compared.

    Examples
    --------
    >>> answer_key("  Can’t   TELL ")
    "can't tell"
    """
    return one_line(text).translate(_SAME_MARKS).casefold()


@lru_cache(maxsize=256)
def _spellings(answers: tuple[Answer, ...]) -> Mapping[str, tuple[Answer, ...]]:
    """Every spelling to the answers it may mean; a code or a label goes before an ``also``."""
    found: dict[str, tuple[Answer, ...]] = {}
    for answer in answers:
        for spelling in answer.also:
            key = answer_key(spelling)
            found[key] = (*(other for other in found.get(key, ()) if other != answer), answer)
    for answer in answers:
        for spelling in (answer.label, answer.code):
            found[answer_key(spelling)] = (answer,)
    return found


_READERS: Mapping[Kind, Callable[[Cell, Field], Reading]] = {
    "id": _read_id,
    "text": _read_text,
    "choice": _read_choice,
    "date": _read_date,
    "date and time": _read_moment,
    "month": _read_month,
    "whole number": _read_whole_number,
}
