"""Checks across cells, rows and tables. To add one: write a function that finds the cells, add one ``Rule``.

A function gets the loaded tables and says which cells it means; the rule says how bad it is, in which words.
Checks of a single cell (type, answer, required) need no rule: they follow from ``schema/fields.py``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from msp_qi.data.grid import one_line
from msp_qi.data.issues import Severity
from msp_qi.schema import answers
from msp_qi.schema.field import Table

# These say when something is due, so they may lie in the future.
MAY_LIE_AHEAD = ("review_due", "due_on", "planned_date", "change_date")
OFFERED = ("offered_declined", "offered_waiting")
NOT_OFFERED = ("not_offered", "not_needed")
SOMEBODYS_WORDS = ("person", "representative", "staff")


@dataclass(frozen=True)
class Hit:
    """One cell that a rule means.

    Parameters
    ----------
    table : str
        Name of the table.
    index : int
        Index label of the row in its frame.
    field : str
        Name of the field.
    detail : str
        Fills ``{detail}`` in the rule's fix.
    """

    table: str
    index: int
    field: str
    detail: str = ""


@dataclass(frozen=True)
class Context:
    """What a rule may look at.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        The loaded tables by name.
    tables : sequence of Table
        What their columns mean.
    as_of : date
        The day on which the check is made: later dates lie in the future.
    """

    frames: Mapping[str, pd.DataFrame]
    tables: Sequence[Table]
    as_of: date

    def loaded(self) -> Iterator[tuple[Table, pd.DataFrame]]:
        """The tables that were loaded, each with its rows."""
        for table in self.tables:
            if table.name in self.frames:
                yield table, self.frames[table.name]


Check = Callable[[Context], Iterable[Hit]]


@dataclass(frozen=True)
class Rule:
    """One check.

    Parameters
    ----------
    name : str
        Short name, in snake case.
    severity : str
        ``"error"``, ``"warning"`` or ``"note"``.
    needs : tuple of str
        ``"table.field"`` names that must be loaded for the rule to run; empty for a rule about every table.
    function : callable
        Finds the cells.
    expected, fix : str
        The words of the issue; ``fix`` may hold ``{detail}``.
    """

    name: str
    severity: Severity
    needs: tuple[str, ...]
    function: Check
    expected: str
    fix: str

    def applies(self, frames: Mapping[str, pd.DataFrame]) -> bool:
        """Whether everything that the rule needs was loaded."""
        pairs = (need.split(".") for need in self.needs)
        return all(table in frames and field in frames[table] for table, field in pairs)


def _hits(
    table: str, frame: pd.DataFrame, mask: "pd.Series[bool]", field: str, detail: str = ""
) -> list[Hit]:
    return [Hit(table, int(index), field, detail) for index in frame.index[mask.fillna(False).astype(bool)]]


def duplicate_rows(context: Context) -> Iterator[Hit]:
    """Rows after the first that name the same case (service, case and month, or whatever the key is)."""
    for table, frame in context.loaded():
        key = [name for name in table.key if name in frame]
        whole = frame[frame[key].notna().all(axis=1)]
        first = whole.groupby(key)["source_row"].transform("first")
        files = whole.groupby(key)["source_file"].transform("first")
        for index in whole.index[whole.duplicated(key)]:
            place = f"row {first[index]}"
            place += "" if files[index] == whole["source_file"][index] else f" of {files[index]}"
            yield Hit(table.name, int(index), key[-1], place)


def future_dates(context: Context) -> Iterator[Hit]:
    """Dates and months after the day of the check, but for those that say when something is due."""
    today = pd.Timestamp(context.as_of)
    tomorrow = today + pd.Timedelta(days=1)
    for table, frame in context.loaded():
        for field in table.fields:
            if field.kind in ("date", "date and time", "month") and field.name not in MAY_LIE_AHEAD:
                late = frame[field.name] >= tomorrow
                yield from _hits(table.name, frame, late, field.name, f"{today:%d/%m/%Y}")


def services_spelled_twice(context: Context) -> Iterator[Hit]:
    """Services whose names differ only by capitals or spaces: the rarer spelling, once for each table."""
    names = [frame["service"].dropna() for _, frame in context.loaded() if "service" in frame]
    counts = pd.concat(names).value_counts() if names else pd.Series(dtype="int64")
    usual: dict[str, str] = {}
    for name in sorted(map(str, counts.index), key=lambda name: (-counts[name], name)):
        usual.setdefault(one_line(name).casefold(), name)
    for table, frame in context.loaded():
        if "service" in frame:
            for index, name in frame["service"].dropna().drop_duplicates().items():
                if usual[one_line(name).casefold()] != name:
                    yield Hit(table.name, _label(index), "service", usual[one_line(name).casefold()])


def _label(index: object) -> int:
    """An index label of a frame; the loader counts rows, so it is an int."""
    assert isinstance(index, int)
    return index


def concluded_before_raised(context: Context) -> list[Hit]:
    """Concerns that were concluded before they were raised."""
    concerns = context.frames["concerns"]
    return _hits("concerns", concerns, concerns["date_concluded"] < concerns["date_raised"], "date_concluded")


def case_without_concern(context: Context) -> Iterator[Hit]:
    """Audits of a case that the concerns table does not hold for that service."""
    concerns = context.frames["concerns"][["service", "case_id"]].dropna()
    known = set(concerns.itertuples(index=False, name=None))
    near = {(service, _plain(case)): case for service, case in known}
    places = {case: service for service, case in sorted(known, reverse=True)}
    audits = context.frames["case_audits"][["service", "case_id"]].dropna()
    for row in audits.itertuples():
        if (row.service, row.case_id) not in known:
            close = near.get((row.service, _plain(str(row.case_id))))
            other = places.get(row.case_id)
            detail = f'Did you mean "{close}"? ' if close else f"It is there for {other}. " if other else ""
            yield Hit("case_audits", _label(row.Index), "case_id", detail)


def _plain(case: str) -> str:
    return "".join(letter for letter in case.casefold() if letter.isalnum()).lstrip("0")


def held_without_due_date(context: Context) -> list[Hit]:
    """Reviews that were held and never due."""
    audits = context.frames["case_audits"]
    return _hits(
        "case_audits", audits, audits["review_held"].notna() & audits["review_due"].isna(), "review_due"
    )


def offered_and_not_offered(context: Context) -> list[Hit]:
    """A date on which advocacy was offered, beside a status that says it was not."""
    audits = context.frames["case_audits"]
    mask = audits["advocacy_offered_date"].notna() & audits["advocacy_status"].isin(NOT_OFFERED)
    return _hits("case_audits", audits, mask, "advocacy_status")


def offered_without_date(context: Context) -> list[Hit]:
    """Advocacy that was offered on no recorded day."""
    audits = context.frames["case_audits"]
    mask = audits["advocacy_offered_date"].isna() & audits["advocacy_status"].isin(OFFERED)
    return _hits("case_audits", audits, mask, "advocacy_offered_date")


def _audit_items(context: Context) -> list[str]:
    table = next(table for table in context.tables if table.name == "case_audits")
    return [field.name for field in table.fields if field.answers == answers.AUDIT]


def item_left_blank(context: Context) -> Iterator[Hit]:
    """Audit items without an answer in a case that was audited."""
    audits = context.frames["case_audits"]
    for item in _audit_items(context):
        yield from _hits("case_audits", audits, audits["audit_date"].notna() & audits[item].isna(), item)


def answered_without_audit_date(context: Context) -> list[Hit]:
    """Cases with answers that nobody is said to have audited."""
    audits = context.frames["case_audits"]
    answered = audits[_audit_items(context)].notna().any(axis=1)
    return _hits("case_audits", audits, audits["audit_date"].isna() & answered, "audit_date")


def capacity_met_without_evidence(context: Context) -> list[Hit]:
    """Capacity that is assumed with no evidence and still rated as evidenced."""
    audits = context.frames["case_audits"]
    bare = (audits["capacity_statement"] == "assumed") & audits["capacity_evidence"].isna()
    return _hits("case_audits", audits, bare & (audits["a8_capacity"] == "met"), "a8_capacity")


def source_without_outcome(context: Context) -> list[Hit]:
    """Somebody is said to have given the outcome, and there is none."""
    audits = context.frames["case_audits"]
    mask = audits["outcome_source"].isin(SOMEBODYS_WORDS) & audits["outcome_text"].isna()
    return _hits("case_audits", audits, mask, "outcome_text")


def person_in_two_services(context: Context) -> Iterator[Hit]:
    """A pseudonym that stands for somebody in more than one service: its first row in each later service."""
    concerns = context.frames["concerns"][["person_id", "service"]].dropna().drop_duplicates()
    first = concerns.groupby("person_id")["service"].transform("first")
    for index in concerns.index[concerns["service"] != first]:
        yield Hit("concerns", int(index), "person_id", str(first[index]))


_REVIEW = ("case_audits.review_held", "case_audits.review_due")
_ADVOCACY = ("case_audits.advocacy_offered_date", "case_audits.advocacy_status")

RULES: tuple[Rule, ...] = (
    Rule(
        "duplicate_rows",
        "error",
        (),
        duplicate_rows,
        "each row once",
        "{detail} is about the same; delete the row that is wrong, or it counts twice.",
    ),
    Rule(
        "future_dates",
        "error",
        (),
        future_dates,
        "a day that has been",
        "The day of this check is {detail}; write the day on which it happened.",
    ),
    Rule(
        "services_spelled_twice",
        "warning",
        (),
        services_spelled_twice,
        "one spelling for one service",
        'Elsewhere it is "{detail}"; two spellings count as two services.',
    ),
    Rule(
        "concluded_before_raised",
        "error",
        ("concerns.date_concluded", "concerns.date_raised"),
        concluded_before_raised,
        "a day on or after the day the concern was raised",
        "Check which of the two dates is wrong; the day comes first: 03/04/2026 is 3 April.",
    ),
    Rule(
        "case_without_concern",
        "warning",
        ("concerns.service", "concerns.case_id", "case_audits.service", "case_audits.case_id"),
        case_without_concern,
        "a case that the concerns table holds for this service",
        "{detail}Check the case number, or add the concern.",
    ),
    Rule(
        "held_without_due_date",
        "warning",
        _REVIEW,
        held_without_due_date,
        "the day on which the review was due",
        "A review was held; write when it was due, or it counts as neither on time nor late.",
    ),
    Rule(
        "offered_and_not_offered",
        "error",
        _ADVOCACY,
        offered_and_not_offered,
        "a status that goes with the date on which advocacy was offered",
        "Either advocacy was offered, then pick another status, or it was not, then clear the date.",
    ),
    Rule(
        "offered_without_date",
        "warning",
        _ADVOCACY,
        offered_without_date,
        "the day on which advocacy was offered",
        "Write the day; an offer without a date counts as not evidenced.",
    ),
    Rule(
        "item_left_blank",
        "warning",
        ("case_audits.audit_date",),
        item_left_blank,
        "an answer, since the case was audited",
        "A blank counts as not met; pick an answer, 'Not applicable' and 'Cannot tell' among them.",
    ),
    Rule(
        "answered_without_audit_date",
        "warning",
        ("case_audits.audit_date",),
        answered_without_audit_date,
        "the day somebody read the record",
        "Audit answers are given; without the day the case counts as drawn and not done.",
    ),
    Rule(
        "capacity_met_without_evidence",
        "warning",
        ("case_audits.capacity_statement", "case_audits.capacity_evidence", "case_audits.a8_capacity"),
        capacity_met_without_evidence,
        "evidence, where capacity counts as evidenced",
        "Capacity is assumed and no evidence is written down; add the evidence or change the answer.",
    ),
    Rule(
        "source_without_outcome",
        "warning",
        ("case_audits.outcome_source", "case_audits.outcome_text"),
        source_without_outcome,
        "the outcome in the words of the one who gave it",
        "Somebody is named who gave the words; write them down, or pick 'Not recorded'.",
    ),
    Rule(
        "person_in_two_services",
        "note",
        ("concerns.person_id", "concerns.service"),
        person_in_two_services,
        "a pseudonym that stands for one person",
        "{detail} has this pseudonym too; if these are two people, give one of them another.",
    ),
)
