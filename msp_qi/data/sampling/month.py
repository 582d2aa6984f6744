"""The month of a draw: read strictly, or the last month of the data."""

import re

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.data.dates import FIRST_YEAR, LAST_YEAR
from msp_qi.errors import UserError

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_DATED = (("concerns", "date_raised"), ("concerns", "date_concluded"), ("case_audits", "audit_month"))


def read_month(text: str) -> str:
    """The month, if it is written like 2026-10.

    Raises
    ------
    UserError
        When it is not.

    Examples
    --------
    >>> read_month("2026-10")
    '2026-10'
    """
    found = _MONTH.fullmatch(text)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise UserError(f'The month "{text}" cannot be read; write year and month like 2026-10.')
    return text


def last_month(data: AuditData, as_of: pd.Timestamp) -> str:
    """The last month that is over and in which anything happened in the data; else the one that runs.

    A month is drawn once: drawn while it runs, a case raised on its last days could never be. A date after ``as_of``
    is a slip of the pen.

    Raises
    ------
    UserError
        When the data hold no date.
    """
    dates = [
        data.tables[table][column]
        for table, column in _DATED
        if table in data.tables and column in data.tables[table]
    ]
    begins = pd.Period(as_of, freq="M").start_time
    over = [column[column < begins].max() for column in dates]
    running = [column[column <= as_of].max() for column in dates]
    known = [day for day in over if pd.notna(day)] or [day for day in running if pd.notna(day)]
    if not known:
        raise UserError("The data hold no date up to today; give a month like 2026-10.")
    return f"{max(known):%Y-%m}"


def begun(month: str, as_of: pd.Timestamp) -> str:
    """The month, if it has begun: of one that has not, no case is known.

    Raises
    ------
    UserError
        When it has not.
    """
    if pd.Period(month, freq="M").start_time > as_of:
        over = pd.Period(as_of, freq="M") - 1
        raise UserError(f"{month_words(month)} has not begun; draw a month that is over, such as {over}.")
    return month


def month_words(month: str) -> str:
    """A month as people write it.

    Examples
    --------
    >>> month_words("2026-10")
    'October 2026'
    """
    return f"{pd.Period(month, freq='M').start_time:%B %Y}"
