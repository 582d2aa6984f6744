"""Cases that are read on purpose, beside the random core. To add a reason, add one ``TargetedRule``."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from msp_qi.data.audit_data import AuditData

# "Repeat concern within 12 months": requirement G3a.
REPEAT_WITHIN_DAYS = 365

Cases = set[tuple[str, str]]


@dataclass(frozen=True)
class TargetedRule:
    """One reason to read a case on purpose.

    Parameters
    ----------
    name : str
        In code and in a certificate.
    words : str
        The reason as a person reads it.
    table : str
        Looked for only where the data hold this table.
    columns : tuple of str
        ... with these columns.
    find : callable
        That table and the first day of the month to (service, case number).
    """

    name: str
    words: str
    table: str
    columns: tuple[str, ...]
    find: Callable[[pd.DataFrame, pd.Timestamp], Cases]

    def collected(self, data: AuditData) -> bool:
        """Whether the data hold what it looks at."""
        return self.table in data.tables and set(self.columns) <= set(data.tables[self.table])


def _repeats(rows: pd.DataFrame, first: pd.Timestamp) -> Cases:
    """Raised in the month, when the same person had an earlier concern in the year before."""
    named = rows.dropna(subset=["service", "case_id", "person_id", "date_raised"])
    pairs = named[_in_month(named["date_raised"], first)].merge(
        named, on=["service", "person_id"], suffixes=("", "_before")
    )
    days = (pairs["date_raised"] - pairs["date_raised_before"]).dt.days
    again = days.between(1, REPEAT_WITHIN_DAYS) & pairs["case_id"].ne(pairs["case_id_before"])
    return _named(pairs[again])


def _dated(column: str) -> Callable[[pd.DataFrame, pd.Timestamp], Cases]:
    return lambda rows, first: _named(rows[_in_month(rows[column], first)])


def _in_month(days: pd.Series, first: pd.Timestamp) -> "pd.Series[bool]":
    return (days >= first) & (days < first + pd.offsets.MonthBegin(1))


def _named(rows: pd.DataFrame) -> Cases:
    known = rows.dropna(subset=["service", "case_id"])
    return set(zip(known["service"].astype(str), known["case_id"].astype(str), strict=True))


TARGETED: tuple[TargetedRule, ...] = (
    TargetedRule(
        "repeat_concern",
        "repeat concern: the same person within 12 months",
        "concerns",
        ("person_id", "date_raised"),
        _repeats,
    ),
    TargetedRule(
        "restriction",
        "restriction introduced in the month",
        "restrictions",
        ("case_id", "start_date"),
        _dated("start_date"),
    ),
    TargetedRule(
        "breach",
        "breach in the month",
        "breaches",
        ("case_id", "breach_at"),
        _dated("breach_at"),
    ),
)


def targeted_cases(data: AuditData, month: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Every case that a rule names in the month, with the rules' names.

    Parameters
    ----------
    data : AuditData
        As loaded.
    month : str
        Such as ``"2026-10"``.

    Returns
    -------
    dict
        (service, case number) to names of ``TARGETED``, in their order.
    """
    first = pd.Period(month, freq="M").start_time
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for rule in TARGETED:
        if rule.collected(data):
            for case in rule.find(data.tables[rule.table], first):
                found[case] = (*found.get(case, ()), rule.name)
    return found


def targeted_words(names: tuple[str, ...]) -> str:
    """The reasons in words."""
    return "; ".join(rule.words for rule in TARGETED if rule.name in names)
