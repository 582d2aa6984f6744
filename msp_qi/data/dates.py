"""Read a day or a month from text: day first, ISO, or a true Excel date; nothing is ever guessed."""

import re
from datetime import date, datetime, time, timedelta

FIRST_YEAR = 1990
LAST_YEAR = 2100
EXPECTED_DAY = "a date, day first, such as 03/04/2026 for 3 April 2026"
EXPECTED_MOMENT = "a date and a time, such as 03/04/2026 14:30"
WRITE_MONTH = "write the month and the year with four digits, such as 04/2026"
EXPECTED_MONTH = "a month such as 04/2026 or April 2026"

# Excel counts days from here; its leap day of 1900, which never was, lies before the first year that we take.
EXCEL_DAY_ZERO = date(1899, 12, 30)
FIRST_SERIAL = (date(FIRST_YEAR, 1, 1) - EXCEL_DAY_ZERO).days
LAST_SERIAL = (date(LAST_YEAR, 12, 31) - EXCEL_DAY_ZERO).days

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH_NUMBER = {name.casefold(): place for place, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBER |= {name[:3].casefold(): place for place, name in enumerate(MONTHS, start=1)} | {"sept": 9}

_CLOCK = r"((?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?)"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})/([0-9]{{1,2}})/([0-9]{{4}})(?:,? +{_CLOCK})?")
_ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})(?:[T ]{_CLOCK})?")
_ZONED = re.compile(r"(.*[T ]([0-9]{1,2}):[0-9:.]+) ?(Z|[+-][0-9]{2}:?[0-9]{2})")
_GREENWICH = ("Z", "+00:00", "+0000")
_NAMED = re.compile(r"([0-9]{1,2}) ([A-Za-z]+),? ([0-9]{4})")
_MOMENT = re.compile(r"(.*[0-9]),?[T ]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_SHORT_YEAR = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{2})|[0-9]{1,2}[ -][A-Za-z]+[ -][0-9]{2}")
_OTHER_MARKS = re.compile(r"([0-9]{1,2})[.-]([0-9]{1,2})[.-]([0-9]{4})")

_MONTH_SLASH = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_MONTH_ISO = re.compile(r"([0-9]{4})-([0-9]{2})")
_MONTH_NAMED = re.compile(r"([A-Za-z]+)[ -]([0-9]{4})")


def read_day(text: str) -> date | str:
    """The day, or the sentence that says how to mend it.

    Examples
    --------
    >>> read_day("03/04/2026")
    datetime.date(2026, 4, 3)
    >>> read_day("04/23/2026")
    'Days come first and there is no month 23; if this is 23 April 2026, write 23/04/2026.'
    """
    if zoned := _ZONED.fullmatch(text):
        # Clocks in England are never more than one hour ahead of Greenwich, so till then the day is the same.
        if zoned[3] not in _GREENWICH or int(zoned[2]) >= 23:
            return _in_england(zoned[3])
        text = zoned[1]
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups()[:3])
        return _day(day, month, year)
    if found := _ISO.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _NAMED.fullmatch(text):
        number = _MONTH_NUMBER.get(found[2].casefold())
        if number:
            return _day(int(found[1]), number, int(found[3]))
    return _how_to_mend(text)


def read_moment(text: str) -> datetime | str:
    """The day with the time, or the sentence that says how to mend it.

    Examples
    --------
    >>> read_moment("03/04/2026 14:30")
    datetime.datetime(2026, 4, 3, 14, 30)
    >>> read_moment("03/04/2026")
    'The time is missing: write it behind the date, such as 03/04/2026 14:30 (00:01 for midnight).'
    """
    if zoned := _ZONED.fullmatch(text):
        return _in_england(zoned[3])
    found = _MOMENT.fullmatch(text)
    day = read_day(found[1] if found else text)
    if isinstance(day, str):
        return day if found else "Write the day, then the time of 24 hours, such as 03/04/2026 14:30."
    if not found:
        return f"The time is missing: write it behind the date, such as {day:%d/%m/%Y} 14:30 (00:01 for midnight)."
    hour, minute, second = int(found[2]), int(found[3]), int(found[4] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return "There is no such time of day; write hours from 00 to 23 and minutes from 00 to 59."
    return datetime.combine(day, time(hour, minute, second))


def read_month(text: str) -> date | str:
    """The first day of the month, or the sentence that says how to mend it.

    Examples
    --------
    >>> read_month("Apr 2026"), read_month("04/2026"), read_month("2026-04")
    (datetime.date(2026, 4, 1), datetime.date(2026, 4, 1), datetime.date(2026, 4, 1))
    """
    if found := _MONTH_SLASH.fullmatch(text):
        return _month(int(found[1]), int(found[2]))
    if found := _MONTH_ISO.fullmatch(text):
        return _month(int(found[2]), int(found[1]))
    if found := _MONTH_NAMED.fullmatch(text):
        number = _MONTH_NUMBER.get(found[1].casefold())
        if number:
            return _day(1, number, int(found[2]))
    day = read_day(text)
    if isinstance(day, date):
        return day.replace(day=1)
    return f"{WRITE_MONTH[:1].upper()}{WRITE_MONTH[1:]}."


def serial_day(text: str) -> date | None:
    """The day that Excel means by a serial number, where the number is one.

    Examples
    --------
    >>> serial_day("46115")
    datetime.date(2026, 4, 3)
    """
    found = _SERIAL.fullmatch(text)
    if not found or not FIRST_SERIAL <= int(found[1]) <= LAST_SERIAL:
        return None
    return EXCEL_DAY_ZERO + timedelta(days=int(found[1]))


def serial_moment(text: str) -> datetime | None:
    """The day and time that Excel means by a serial number with a fraction, where the number is one.

    Examples
    --------
    >>> serial_moment("46115.6041666667")
    datetime.datetime(2026, 4, 3, 14, 30)
    """
    day = serial_day(text)
    if day is None or "." not in text:
        return None
    seconds = round(float("0." + text.partition(".")[2]) * 86_400)
    return datetime.combine(day, time()) + timedelta(seconds=seconds)


def time_of_day(text: str) -> str:
    """The time that stands behind a date, empty where there is none or where it is midnight."""
    zoned = _ZONED.fullmatch(text)
    text = zoned[1] if zoned else text
    found = _ISO.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    time = (found[4] or "") if found else ""
    return time if time.strip("0:.") else ""


def is_month_first(text: str) -> bool:
    """Whether a date with slashes can only have been written month first.

    Examples
    --------
    >>> is_month_first("04/23/2026"), is_month_first("04/03/2026")
    (True, False)
    """
    found = _DAY_FIRST.fullmatch(text)
    return found is not None and int(found[1]) <= 12 < int(found[2])


def is_unclear(text: str) -> bool:
    """Whether a date with slashes is another day where the month stands first.

    Examples
    --------
    >>> is_unclear("04/03/2026"), is_unclear("04/04/2026"), is_unclear("23/04/2026")
    (True, False, False)
    """
    found = _DAY_FIRST.fullmatch(text)
    return (
        found is not None and int(found[1]) <= 12 and int(found[2]) <= 12 and int(found[1]) != int(found[2])
    )


def _month(month: int, year: int) -> date | str:
    return _day(1, month, year) if 1 <= month <= 12 else f"There is no month {month}; {WRITE_MONTH}."


def _day(day: int, month: int, year: int) -> date | str:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"The year {year} cannot be right: write a year from {FIRST_YEAR} to {LAST_YEAR}."
    if month > 12 and 1 <= day <= 12:
        return (
            f"Days come first and there is no month {month}; "
            f"if this is {month} {MONTHS[day - 1]} {year}, write {month:02}/{day:02}/{year}."
        )
    try:
        return date(year, month, day)
    except ValueError:
        return "There is no such day in the calendar; write the right day, month and year."


def _in_england(zone: str) -> str:
    return (
        f'"{zone}" names a time zone; write the day and time that the clocks in England showed, without it.'
    )


def _how_to_mend(text: str) -> str:
    if _SHORT_YEAR.fullmatch(text):
        return "Write the year with four digits, such as 03/04/2026."
    if found := _OTHER_MARKS.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        return f"Use slashes, day first: {day:02}/{month:02}/{year} if the day is {day}."
    return "Write day, month and year, such as 03/04/2026, or leave the cell empty if it is not known."
