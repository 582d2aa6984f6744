"""Notebook 07: one person's outcomes, for that person and those who support them. Never one person beside another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from msp_qi.briefs.document import Block, Bullets, Document, Heading, Notice, Paragraph, TableBlock
from msp_qi.briefs.person_lists import (
    breach_blocks,
    goal_blocks,
    restriction_blocks,
    sharing_blocks,
    trigger_blocks,
)
from msp_qi.briefs.person_series import journey_blocks, verdict_words, weekly_blocks
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import day
from msp_qi.learning.person import records as people_records
from msp_qi.learning.person.breaches import breaches_of
from msp_qi.learning.person.goals import Ladder, ladders_of
from msp_qi.learning.person.journeys import Journeys, journeys_of
from msp_qi.learning.person.lists import Judged, number
from msp_qi.learning.person.overlap import MarkedDay, Overlap, asked_day, chosen_day, marked_days, overlaps
from msp_qi.learning.person.records import PersonRecords, records_of
from msp_qi.learning.person.restrictions import DRIFT, UNSET, Restrictions, restrictions_of
from msp_qi.learning.person.series import ONE_PERSON, Series
from msp_qi.learning.person.sharing import Sharing, sharing_of
from msp_qi.learning.person.triggers import triggers_of
from msp_qi.learning.person.weekly import weekly_series
from msp_qi.schema.fields import table as schema_table

TITLE = "One person's outcomes"
NOBODY = (
    "Nothing about one person is collected for this service: no weekly ratings, journeys, goals, triggers, breaches, "
    "restrictions, consent boundaries or shares. That is not the same as nothing having happened."
)
SEVERAL = (
    "{count} charts are looked at together. Where nothing has changed, up to one in twenty shows a sign by "
    "chance alone."
)


Found = TypeVar("Found")


@dataclass(frozen=True)
class Outcomes:
    """All that is computed about one person."""

    records: PersonRecords
    weekly: tuple[Series, ...]
    marked: MarkedDay | None
    overlaps: tuple[Overlap, ...]
    ladders: tuple[Ladder, ...]
    journeys: Journeys | None
    triggers: Judged | None
    breaches: Judged | None
    restrictions: Restrictions | None
    sharing: Sharing | None

    @property
    def charts(self) -> tuple[Series, ...]:
        """Every series that is judged, those without any answer left out."""
        found = self.weekly
        if self.journeys is not None:
            found = (*found, self.journeys.success, self.journeys.attempts, self.journeys.checkins)
        return tuple(series for series in found if not series.empty)

    @property
    def to_look_at(self) -> tuple[str, ...]:
        """What somebody should look at first, each in one sentence."""
        return tuple(line for line in (*_of_lists(self), *_of_series(self)) if line)


def people(study: Study) -> pd.DataFrame:
    """Everybody of the service about whom there is more than a concern, the latest entry first.

    Parameters
    ----------
    study : Study
        One service's data.

    Returns
    -------
    DataFrame
        Person, Weeks rated, Journeys, Other entries, Latest entry.
    """
    names = {
        "person_id": "Person",
        "weeks": "Weeks rated",
        "journeys": "Journeys",
        "others": "Other entries",
        "last_entry": "Latest entry",
    }
    return people_records.people(study.data, study.service, study.made_at).rename(columns=names)


def person_page(study: Study, person: str = "", compare_from: str = "") -> Document:
    """One person's weeks, goals, journeys, triggers, breaches, restrictions and consent.

    Parameters
    ----------
    study : Study
        One service's data.
    person : str
        The pseudonym; empty for the one with the latest entry, those with weekly ratings or journeys first.
    compare_from : str
        A day such as ``2026-05-01`` about which weeks are compared; empty for the day a plan was agreed, or else of
        a change of the service.

    Returns
    -------
    Document
        Internal only.

    Raises
    ------
    UserError
        When nobody of that name is in the service, or the day is no date.
    """
    known = people_records.people(study.data, study.service, study.made_at)
    if not person and known.empty:
        return study.document(TITLE, "nobody followed", [Notice(NOBODY, kind="warning")])
    chosen = person or (people_records.followed(known) or tuple(known["person_id"]))[0]
    found = outcomes(study, chosen, compare_from)
    blocks = [*_opening(found), *_sections(found), Heading("What not to conclude"), Paragraph(ONE_PERSON)]
    return study.document(
        f"{TITLE}: {chosen}", _extent(found.records), blocks, person=chosen, compare_from=compare_from
    )


def outcomes(study: Study, person: str, compare_from: str = "") -> Outcomes:
    """Compute everything about one person."""
    records = records_of(study.data, study.service, person, study.made_at)
    days = (asked_day(compare_from),) if compare_from else marked_days(study.data, records)
    marked = chosen_day(days, records)
    weekly = weekly_series(records)
    return Outcomes(
        records,
        weekly,
        marked,
        overlaps(records, marked) if marked is not None and weekly else (),
        ladders_of(records),
        journeys_of(records),
        triggers_of(records),
        breaches_of(records),
        restrictions_of(records),
        sharing_of(study.data, records),
    )


def _extent(records: PersonRecords) -> str:
    days = [
        records.tables[name][field] for name, field in people_records.WHEN.items() if name in records.tables
    ]
    known = pd.concat(days).dropna() if days else pd.Series(dtype="datetime64[us]")
    return f"{day(known.min())} to {day(known.max())}" if len(known) else "no dated entry"


def _opening(found: Outcomes) -> list[Block]:
    blocks: list[Block] = []
    for name, count in found.records.left_out.items():
        sheet = schema_table(name).sheet
        rows = "1 row is" if count == 1 else f"{count} rows are"
        said = f"{sheet}: {rows} dated later than this report, or not at all, and counted nowhere."
        blocks.append(Notice(said, kind="warning"))
    blocks += [_lacking(name, fields) for name, fields in found.records.lacking.items()]
    blocks.append(Heading("In short"))
    if found.to_look_at:
        blocks += [Paragraph("Look at these first:", strong=True), Bullets(found.to_look_at)]
    else:
        blocks.append(Paragraph("Nothing on this page calls for a look before the rest.", strong=True))
    if found.charts:
        blocks.append(TableBlock("What was followed, and whether it changed", _summary(found.charts)))
        blocks.append(Paragraph(SEVERAL.format(count=len(found.charts))))
    return blocks


def _lacking(name: str, fields: tuple[str, ...]) -> Notice:
    sheet = schema_table(name)
    labels = ", ".join(sheet.field(field).label for field in fields)
    return Notice(
        f"The sheet {sheet.sheet} has no column for: {labels}. Not collected is not the same as not done; what this "
        "page says of these it cannot know.",
        kind="warning",
    )


def _summary(charts: tuple[Series, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Followed": [series.measure.title for series in charts],
            "At first": [series.first for series in charts],
            "Lately": [series.last for series in charts],
            "Change": [verdict_words(series).capitalize() for series in charts],
            "Serves": [series.measure.requirement for series in charts],
        }
    )


def _of_series(found: Outcomes) -> list[str]:
    return [
        f"{series.measure.title}: {verdict_words(series)}."
        for series in found.charts
        if series.verdict == "worsened"
    ]


def _of_lists(found: Outcomes) -> list[str]:
    return [
        *_of_restrictions(found.restrictions),
        _count(
            found.breaches,
            "breach",
            "breaches",
            "not reviewed in time, or the person not shown to have been told",
        ),
        _count(found.triggers, "trigger", "triggers", "not acted on in time"),
        _count(found.sharing, "share", "shares", "to look at beside what the person had agreed"),
    ]


def _of_restrictions(found: Restrictions | None) -> list[str]:
    if found is None or found.table.empty:
        return []
    judged = found.table["judgement"]
    drifted = found.table.loc[judged.isin(DRIFT), "restriction_id"].tolist()
    unset = found.table.loc[judged.isin(UNSET), "restriction_id"].tolist()
    return [
        f"{number(len(ids), 'restriction')} {words}: {', '.join(map(str, ids))}."
        for ids, words in ((drifted, "drifted"), (unset, "in force with no review day ahead"))
        if ids
    ]


def _count(found: Judged | None, one: str, many: str, words: str) -> str:
    count = 0 if found is None else len(found.to_look_at)
    return f"{number(count, one, many)} {words}." if count else ""


def _sections(found: Outcomes) -> list[Block]:
    records = found.records
    weekly = weekly_blocks(found.weekly, found.marked, found.overlaps) if found.weekly else None
    journeys = journey_blocks(found.journeys, found.marked) if found.journeys is not None else None
    goals = goal_blocks(found.ladders) if found.ladders else None
    parts: list[tuple[str, str, list[Block] | None]] = [
        ("How the weeks felt", "weekly_ratings", weekly),
        ("Steps towards what the person wants", "risk_enablement", goals),
        ("Journeys", "journeys", journeys),
        ("Triggers: did somebody think again?", "triggers", _maybe(found.triggers, trigger_blocks)),
        ("Breaches of the plan", "breaches", _maybe(found.breaches, breach_blocks)),
        ("Restrictions", "restrictions", _maybe(found.restrictions, restriction_blocks)),
        ("What may be shared, and what was", "consent_boundaries", _maybe(found.sharing, sharing_blocks)),
    ]
    return [
        block
        for title, table, blocks in parts
        for block in (Heading(title, anchor=table), *(blocks or [_nothing(records, table)]))
    ]


def _maybe(found: Found | None, blocks: Callable[[Found], list[Block]]) -> list[Block] | None:
    return None if found is None else blocks(found)


def _nothing(records: PersonRecords, table: str) -> Block:
    sheet = schema_table(table).sheet
    if records.rows(table) is None:
        return Notice(f"Not collected: nothing is filled in on the sheet {sheet}. That is not a zero.")
    return Notice(f"Nothing is written down about this person on the sheet {sheet}. That is not a zero.")
