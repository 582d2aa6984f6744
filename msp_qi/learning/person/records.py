"""Everything that is recorded about one person, gathered from the tables that name the person or one of their cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.errors import UserError
from msp_qi.schema.fields import table as schema_table

BY_PERSON = ("weekly_ratings", "journeys")
BY_CASE = (
    "risk_enablement",
    "triggers",
    "breaches",
    "restrictions",
    "consent_boundaries",
    "information_shares",
)
# The day a row is about. A goal may lie ahead; everything else has happened.
WHEN = {
    "weekly_ratings": "week_starting",
    "journeys": "journey_date",
    "triggers": "trigger_date",
    "breaches": "breach_at",
    "restrictions": "start_date",
    "consent_boundaries": "conversation_date",
    "information_shares": "shared_on",
}
MAY_LACK_DATE = ("consent_boundaries",)
LAST_ENTRY = {**WHEN, "risk_enablement": "achieved_date"}
_MOST_NAMED = 5


@dataclass(frozen=True)
class PersonRecords:
    """One person of one service.

    Parameters
    ----------
    service, person : str
        Who; ``person`` is a pseudonym.
    as_of : Timestamp
        The day of the report. Rows dated later are left out.
    tables : mapping of str to DataFrame
        The person's rows, by table name. A table that was not collected is absent; one without a row about this
        person is empty.
    cases : DataFrame
        The person's concerns.
    left_out : mapping of str to int
        Table to number of the person's rows that are dated later than the report, or have no date.
    lacking : mapping of str to tuple of str
        Table to the fields that no file of the service has a column for.
    """

    service: str
    person: str
    as_of: pd.Timestamp
    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    cases: pd.DataFrame = field(repr=False)
    left_out: Mapping[str, int] = field(default_factory=dict)
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def rows(self, table: str) -> pd.DataFrame | None:
        """The person's rows of a table; None where it was not collected."""
        return self.tables.get(table)

    def done(self, days: pd.Series) -> pd.Series:
        """Days that have been; one later than the report is a slip of the pen and counts as not done."""
        return days.where(days <= self.as_of)


def records_of(data: AuditData, service: str, person: str, as_of: pd.Timestamp) -> PersonRecords:
    """Gather one person's rows.

    Parameters
    ----------
    data : AuditData
        As loaded.
    service, person : str
        Who.
    as_of : Timestamp
        The day of the report.

    Returns
    -------
    PersonRecords

    Raises
    ------
    UserError
        When no row of this service is about that person.
    """
    cases = _cases(data, service)
    own = cases[cases["person_id"] == person]
    tables: dict[str, pd.DataFrame] = {}
    left_out: dict[str, int] = {}
    for name in (*BY_PERSON, *BY_CASE):
        if name not in data.tables:
            continue
        rows = data.tables[name]
        mine = rows["person_id"].eq(person) if name in BY_PERSON else rows["case_id"].isin(own["case_id"])
        here = rows[rows["service"].eq(service) & mine]
        kept = here[_can_be_told(here, name, as_of)]
        tables[name] = kept.reset_index(drop=True)
        if len(kept) < len(here):
            left_out[name] = len(here) - len(kept)
    if own.empty and not left_out and all(rows.empty for rows in tables.values()):
        raise UserError(_unknown(service, person, people(data, service, as_of)["person_id"].tolist()))
    lacking = {
        name: data.lacking(name, tuple(_fields(name)), service) for name, rows in tables.items() if len(rows)
    }
    return PersonRecords(
        service,
        person,
        as_of,
        tables,
        own.reset_index(drop=True),
        left_out,
        {name: fields for name, fields in lacking.items() if fields},
    )


def records_of_case(data: AuditData, service: str, case: str, as_of: pd.Timestamp) -> PersonRecords:
    """Gather what is recorded about one case, also where no pseudonym says whose it is.

    Parameters
    ----------
    data : AuditData
        As loaded.
    service, case : str
        Which.
    as_of : Timestamp
        The day of the report; rows dated later are left out.

    Returns
    -------
    PersonRecords
        With an empty ``person`` and only the tables that name a case.
    """
    tables = {}
    for name in BY_CASE:
        if name in data.tables:
            rows = data.tables[name]
            here = rows[rows["service"].eq(service) & rows["case_id"].eq(case)]
            tables[name] = here[_can_be_told(here, name, as_of)].reset_index(drop=True)
    own = _cases(data, service)
    return PersonRecords(service, "", as_of, tables, own[own["case_id"].eq(case)].reset_index(drop=True))


def people(data: AuditData, service: str, as_of: pd.Timestamp) -> pd.DataFrame:
    """Everybody about whom there is more than a concern, the latest entry first.

    Parameters
    ----------
    data : AuditData
        As loaded.
    service : str
        Which service.
    as_of : Timestamp
        Entries dated later do not make an entry the latest.

    Returns
    -------
    DataFrame
        person_id, weeks (rows of weekly ratings), journeys (rows), others (rows that name one of their cases),
        last_entry (day). Nothing is averaged or ranked.
    """
    entries = pd.concat([_entries(data, service, name, as_of) for name in (*BY_PERSON, *BY_CASE)])
    kind = entries["table"].map({"weekly_ratings": "weeks", "journeys": "journeys"}).fillna("others")
    counts = pd.crosstab(entries["person_id"], kind).reindex(
        columns=["weeks", "journeys", "others"], fill_value=0
    )
    table = counts.assign(last_entry=entries.groupby("person_id")["day"].max())
    table = table.reset_index().sort_values(["last_entry", "person_id"], ascending=[False, True])
    table["person_id"] = table["person_id"].astype("str")
    return table.reset_index(drop=True).rename_axis(columns=None)


def followed(table: pd.DataFrame) -> tuple[str, ...]:
    """Of the people listed, those with weekly ratings or journeys, in the order listed."""
    return tuple(table.loc[(table["weeks"] > 0) | (table["journeys"] > 0), "person_id"])


def without_person(data: AuditData, service: str) -> int:
    """Rows about a case of which no concern says whose it is: they stand on nobody's page."""
    cases = _cases(data, service)["case_id"]
    lost = 0
    for name in BY_CASE:
        if name in data.tables:
            here = data.tables[name][data.tables[name]["service"].eq(service)]
            lost += int((~here["case_id"].isin(cases)).sum())
    return lost


def _fields(name: str) -> list[str]:
    return [column.name for column in schema_table(name).fields]


def _entries(data: AuditData, service: str, name: str, as_of: pd.Timestamp) -> pd.DataFrame:
    """person_id, table and day of every row of a table."""
    if name not in data.tables:
        return pd.DataFrame({"person_id": [], "table": [], "day": pd.to_datetime([])})
    rows = data.tables[name]
    rows = rows[rows["service"].eq(service)]
    if name in BY_CASE:
        rows = rows.merge(_cases(data, service)[["case_id", "person_id"]], on="case_id", how="inner")
    day = rows[LAST_ENTRY[name]]
    found = pd.DataFrame({"person_id": rows["person_id"], "day": day.where(day <= as_of), "table": name})
    return found[found["person_id"].notna()]


def people_with(data: AuditData, service: str, name: str) -> frozenset[str]:
    """The people that a row of a table is about, where the table says which case a row belongs to.

    Parameters
    ----------
    data : AuditData
        As loaded.
    service : str
        Whose people.
    name : str
        One of ``BY_CASE``.

    Returns
    -------
    frozenset of str
    """
    if name not in data.tables:
        return frozenset()
    rows, cases = data.tables[name], _cases(data, service)
    about = rows.loc[rows["service"].eq(service), "case_id"]
    return frozenset(cases.loc[cases["case_id"].isin(about), "person_id"].dropna())


def _cases(data: AuditData, service: str) -> pd.DataFrame:
    """The service's concerns whose person is known; a case number counts once."""
    if "concerns" not in data.tables:
        return pd.DataFrame({"case_id": pd.Series(dtype="str"), "person_id": pd.Series(dtype="str")})
    rows = data.tables["concerns"]
    known = rows["service"].eq(service) & rows["person_id"].notna() & rows["case_id"].notna()
    return rows[known].drop_duplicates("case_id")


def _can_be_told(rows: pd.DataFrame, name: str, as_of: pd.Timestamp) -> "pd.Series[bool]":
    if name not in WHEN:
        return pd.Series(True, index=rows.index)
    day = rows[WHEN[name]]
    return (day <= as_of) | (day.isna() & (name in MAY_LACK_DATE))


def _unknown(service: str, person: str, known: list[str]) -> str:
    if not known:
        return f'There is nobody "{person}" in {service}: no sheet about one person is filled in there.'
    some = ", ".join(known[:_MOST_NAMED])
    return (
        f'There is nobody "{person}" in {service}; msp_qi.people(study) lists all {len(known)}, '
        f"for example {some}."
    )
