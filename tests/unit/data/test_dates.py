from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_qi.data.dates import (
    EXCEL_DAY_ZERO,
    FIRST_YEAR,
    LAST_YEAR,
    read_day,
    read_moment,
    read_month,
    serial_day,
    serial_moment,
)

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2026",
        "3/4/2026",
        "2026-04-03",
        "2026-04-03 00:00:00",
        "2026-04-03T14:30",
        "2026-04-03T00:00:00Z",
        "2026-04-03 22:59:59+00:00",
        "03/04/2026 00:00:00",
        "03/04/2026 14:30",
        "3 April 2026",
        "3 apr 2026",
    ],
)
def test_the_third_of_april_is_read_day_first(text):
    assert read_day(text) == date(2026, 4, 3)


@pytest.mark.parametrize(
    "text,fix",
    [
        ("03/04/26", "four digits"),
        ("3-Apr-26", "four digits"),
        ("04/23/2026", "if this is 23 April 2026, write 23/04/2026"),
        ("31/02/2026", "no such day"),
        ("29/02/2025", "no such day"),
        ("00/04/2026", "no such day"),
        ("03/04/1026", "The year 1026 cannot be right: write a year from 1990 to 2100"),
        ("03/04/2206", "The year 2206 cannot be right"),
        ("03.04.2026", "Use slashes, day first: 03/04/2026 if the day is 3"),
        ("03-04-2026", "Use slashes, day first"),
        ("2026/04/03", "Write day, month and year"),
        ("3 Avril 2026", "Write day, month and year"),
        ("yesterday", "Write day, month and year"),
        # Midnight of the 4th in the summer of England, which a program has turned into Greenwich time.
        ("2026-04-03T23:00:00Z", '"Z" names a time zone'),
        ("2026-04-03T10:00:00+05:30", '"+05:30" names a time zone'),
        ("03/04/2026 25:99", "Write day, month and year"),
        ("٠٣/٠٤/٢٠٢٦", "Write day, month and year"),
    ],
)
def test_what_is_no_clear_day_is_never_guessed(text, fix):
    assert fix in read_day(text)


@pytest.mark.parametrize(
    "text", ["04/2026", "4/2026", "2026-04", "Apr 2026", "april 2026", "17/04/2026", "2026-04-17"]
)
def test_april_is_the_first_of_april(text):
    assert read_month(text) == date(2026, 4, 1)


@pytest.mark.parametrize("text", ["13/2026", "2026-00", "Apr 26", "2026", "04/26", "Month 4"])
def test_what_is_no_clear_month_is_a_sentence(text):
    assert isinstance(read_month(text), str)


def test_excels_serial_numbers_against_known_days():
    assert serial_day("43831") == date(2020, 1, 1)
    assert serial_day("46115") == date(2026, 4, 3)
    assert serial_day("42") is None
    assert serial_day("99999") is None


@given(DAYS)
def test_every_day_is_read_back_in_every_form(day):
    forms = (
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
    )
    assert {read_day(form) for form in forms} == {day}
    assert serial_day(str((day - EXCEL_DAY_ZERO).days)) == day


@given(DAYS, st.integers(0, 40))
def test_the_month_of_a_day_is_its_first_day(day, more):
    assert read_month(f"{day:%m/%Y}") == day.replace(day=1)
    later = min(day + timedelta(days=more), date(LAST_YEAR, 12, 31))
    assert read_month(later.isoformat()) == later.replace(day=1)


@given(st.text(max_size=40))
def test_any_text_is_a_day_in_range_or_a_sentence(text):
    for read in (read_day, read_month):
        found = read(text)
        assert found.endswith(".") if isinstance(found, str) else FIRST_YEAR <= found.year <= LAST_YEAR


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2026 14:30",
        "3/4/2026  14:30:00",
        "2026-04-03 14:30:00",
        "2026-04-03T14:30",
        "3 April 2026 14:30",
        "3 April 2026, 14:30",
    ],
)
def test_a_moment_is_read_day_first_with_its_time(text):
    assert read_moment(text) == datetime(2026, 4, 3, 14, 30)


@pytest.mark.parametrize(
    "text,fix",
    [
        ("03/04/2026", "The time is missing: write it behind the date, such as 03/04/2026 14:30"),
        ("14:30", "Write the day, then the time"),
        ("03/04/2026 24:30", "no such time of day"),
        ("03/04/2026 14:75", "no such time of day"),
        ("31/02/2026 14:30", "no such day"),
        ("04/23/2026 14:30", "if this is 23 April 2026"),
        ("03/04/2026 2.30pm", "the time of 24 hours"),
        ("afternoon", "the time of 24 hours"),
        # In summer this is half past three on the clocks of England.
        (
            "2026-04-03T14:30:00Z",
            '"Z" names a time zone; write the day and time that the clocks in England showed',
        ),
        ("2026-04-03 14:30:00+05:00", '"+05:00" names a time zone'),
    ],
)
def test_a_moment_that_cannot_be_told_is_never_guessed(text, fix):
    assert fix in read_moment(text)


@given(st.datetimes(datetime(FIRST_YEAR, 1, 1), datetime(LAST_YEAR, 12, 31)))
def test_a_serial_with_a_fraction_is_the_second_that_excel_means(moment):
    moment = moment.replace(microsecond=0)
    days = (moment.date() - EXCEL_DAY_ZERO).days
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    assert serial_moment(f"{days}.{f'{seconds / 86_400:.10f}'.partition('.')[2]}") == moment


def test_a_serial_without_a_fraction_is_no_moment():
    assert serial_moment("46115") is None
