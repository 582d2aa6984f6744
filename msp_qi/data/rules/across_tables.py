"""Checks from one table to another, and between a person's rows."""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from msp_qi.data.rules.rule import Context, Hit, hits, label_of

# Table and field that name a row of another table, and the table and field that must hold it.
REFERENCES = (
    ("briefings", "loop_id", "learning_loops", "loop_id"),
    ("verifications", "loop_id", "learning_loops", "loop_id"),
    ("information_shares", "brief_id", "briefings", "brief_id"),
    ("restrictions", "reintroduced_of", "restrictions", "restriction_id"),
)


def case_without_concern(context: Context) -> Iterator[Hit]:
    """Rows about a case that the concerns table does not hold for that service."""
    concerns = context.frames["concerns"][["service", "case_id"]].dropna()
    known = set(concerns.itertuples(index=False, name=None))
    near = {(service, _plain(case)): case for service, case in known}
    places = {case: service for service, case in sorted(known, reverse=True)}
    for table, frame in context.loaded():
        if table.name == "concerns" or not context.has(table.name, "service", "case_id"):
            continue
        for row in frame[["service", "case_id"]].dropna().itertuples():
            if (row.service, row.case_id) not in known:
                close = near.get((row.service, _plain(str(row.case_id))))
                other = places.get(row.case_id)
                detail = f'Did you mean "{close}"?' if close else f"It is there for {other}." if other else ""
                yield Hit(table.name, label_of(row.Index), "case_id", detail)


def reference_without_row(context: Context) -> Iterator[Hit]:
    """A loop, briefing or restriction that is named and stands in no row of its own table."""
    titles = {table.name: table.title for table in context.tables}
    for name, field, other, key in REFERENCES:
        if context.has(name, "service", field) and context.has(other, "service", key):
            frame = context.frames[name]
            known = _pairs(context.frames[other], key)
            lost = [index for index, pair in _named(frame, field) if pair not in known]
            yield from (Hit(name, label_of(index), field, titles[other]) for index in lost)


def loop_verified_by_its_owner(context: Context) -> list[Hit]:
    """Changes that the role which owns the loop is said to have verified."""
    loops = context.frames["learning_loops"].dropna(subset=["service", "loop_id", "owner_role"])
    owners = dict(zip(_keys(loops, "loop_id"), context.role(loops["owner_role"]), strict=True))
    checks = context.frames["verifications"]
    owner = pd.Series([owners.get(key) for key in _keys(checks, "loop_id")], index=checks.index, dtype="str")
    return hits("verifications", checks, context.role(checks["verifier_role"]).eq(owner), "verifier_role")


def audited_before_raised(context: Context) -> list[Hit]:
    """Audits drawn for a month that ended before the concern was raised."""
    concerns = context.frames["concerns"].dropna(subset=["service", "case_id", "date_raised"])
    raised = dict(zip(_keys(concerns, "case_id"), concerns["date_raised"], strict=True))
    audits = context.frames["case_audits"]
    first = pd.Series(
        [raised.get(key) for key in _keys(audits, "case_id")], index=audits.index, dtype="M8[us]"
    )
    month = first.dt.to_period("M").dt.to_timestamp()
    return hits("case_audits", audits, audits["audit_month"] < month, "audit_month")


def capacity_differs_from_concern(context: Context) -> list[Hit]:
    """Audits that record capacity where the concern says it was lacking, or the other way round."""
    concerns = context.frames["concerns"].dropna(subset=["service", "case_id", "lacked_capacity"])
    lacked = dict(zip(_keys(concerns, "case_id"), concerns["lacked_capacity"], strict=True))
    audits = context.frames["case_audits"]
    said = pd.Series([lacked.get(key) for key in _keys(audits, "case_id")], index=audits.index, dtype="str")
    statement = audits["capacity_statement"]
    differ = (statement.eq("assessed_has") & said.eq("yes")) | (
        statement.eq("assessed_lacks") & said.eq("no")
    )
    return hits("case_audits", audits, differ, "capacity_statement")


def person_in_two_services(context: Context) -> Iterator[Hit]:
    """A pseudonym that stands for somebody in more than one service: its first row in each later service."""
    concerns = context.frames["concerns"][["person_id", "service"]].dropna().drop_duplicates()
    first = concerns.groupby("person_id")["service"].transform("first")
    for index in concerns.index[concerns["service"] != first]:
        yield Hit("concerns", int(index), "person_id", str(first[index]))


def person_with_two_pseudonyms(context: Context) -> Iterator[Hit]:
    """Pseudonyms of one service that differ only by case, marks or zeros in front: the later one's first row."""
    usual: dict[tuple[str, str], str] = {}
    for table, frame in context.loaded():
        if context.has(table.name, "service", "person_id"):
            people = frame[["service", "person_id"]].dropna().drop_duplicates()
            for row in people.itertuples():
                service, person = str(row.service), str(row.person_id)
                first = usual.setdefault((service, _plain(person)), person)
                if first != person:
                    yield Hit(table.name, label_of(row.Index), "person_id", first)


def _plain(case: str) -> str:
    """An id without case, marks and a ``.0`` at its end, and each of its numbers without zeros in front."""
    whole = re.sub(r"(?<=[0-9])\.0+$", "", case)
    parts = "".join(
        letter if letter.isdigit() else f" {letter} " for letter in whole.casefold() if letter.isalnum()
    )
    return "".join(part.lstrip("0") if part.isdigit() else part for part in parts.split())


def _keys(frame: pd.DataFrame, key: str) -> list[tuple[str, str]]:
    return list(zip(frame["service"], frame[key], strict=True))


def _pairs(frame: pd.DataFrame, key: str) -> set[tuple[str, str]]:
    return set(_keys(frame.dropna(subset=["service", key]), key))


def _named(frame: pd.DataFrame, field: str) -> Iterable[tuple[object, tuple[str, str]]]:
    filled = frame.dropna(subset=["service", field])
    return zip(filled.index, _keys(filled, field), strict=True)
