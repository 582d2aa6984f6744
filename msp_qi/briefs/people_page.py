"""A page of its own for every person who is followed, and the list that leads to them."""

from pathlib import Path

import pandas as pd

from msp_qi.briefs.document import Block, Document, Notice, Paragraph, TableBlock
from msp_qi.briefs.person_page import NOBODY, TITLE, outcomes, person_page
from msp_qi.briefs.save import NOT_SAVED, save
from msp_qi.briefs.slugs import slugs
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import day
from msp_qi.learning.person.lists import number
from msp_qi.learning.person.records import followed, people, people_with, records_of, without_person
from msp_qi.learning.person.restrictions import BOTH, DRIFT, NO_REASON, OVERDUE, restrictions_of

DRIFTED = {"restriction_id": "Restriction", "kind": "Kind", "judgement": "How it stands"}
DRIFT_ORDER = (BOTH, NO_REASON, OVERDUE)
NO_ENTRY = "no day up to this report"
NOTHING_COUNTED = "nothing can be counted: look at the dates"
ALONE = (
    "Each person has a page of their own, so that it can be read with that person and nobody else's figures are on it. "
    "The list is in the order of the pseudonyms; people are not compared or ranked, and nothing is added up over them."
)


def save_people(study: Study, output: str, name: str, person: str = "", compare_from: str = "") -> str:
    """Save the page of the person asked for; without one, a page for each who is followed and the list of them.

    Parameters
    ----------
    study : Study
        One service's data.
    output : str
        Folder; empty when a person only looks at the notebook.
    name : str
        File name, without its ending, of the page or of the list.
    person, compare_from : str
        As for `person_page`.

    Returns
    -------
    str
        A sentence that says what was done.

    Raises
    ------
    UserError
        As for `person_page`.
    """
    if not output:
        return NOT_SAVED
    if person:
        return save(person_page(study, person, compare_from), output, name)
    table = people(study.data, study.service, study.made_at)
    chosen = tuple(sorted(followed(table) or tuple(table["person_id"].head(1))))
    files = {who: f"person_{slug}.html" for who, slug in slugs(chosen, "person").items()}
    for who, file in files.items():
        save(person_page(study, who, compare_from), output, Path(file).stem)
    save(people_page(study, table, files), output, name)
    return f"Saved {name}.html and {number(len(files), 'page')} of one person each."


def people_page(study: Study, table: pd.DataFrame, files: dict[str, str]) -> Document:
    """The list of the people who have a page.

    Parameters
    ----------
    study : Study
        One service's data.
    table : DataFrame
        From `msp_qi.learning.person.records.people`.
    files : dict of str to str
        Person to the name of their page.

    Returns
    -------
    Document
    """
    if not files:
        return study.document(TITLE, "nobody followed", [Notice(NOBODY, kind="warning")])
    rows = table.set_index("person_id").loc[list(files)]
    looks = [len(outcomes(study, who).to_look_at) for who in files]
    shown = pd.DataFrame(
        {
            "Person": list(files),
            "Weeks rated": rows["weeks"].tolist(),
            "Journeys": rows["journeys"].tolist(),
            "Other entries": rows["others"].tolist(),
            "Latest entry": [day(last) if pd.notna(last) else NO_ENTRY for last in rows["last_entry"]],
            "To look at first": [
                NOTHING_COUNTED if pd.isna(last) else number(count, "matter") if count else "nothing"
                for count, last in zip(looks, rows["last_entry"], strict=True)
            ],
        }
    )
    links = {(at, "Person"): file for at, file in enumerate(files.values())}
    blocks: list[Block] = [
        Paragraph(ALONE),
        TableBlock("People with a page", shown, links=links),
        *_others(study, tuple(who for who in table["person_id"] if who not in files)),
    ]
    return study.document(TITLE, number(len(files), "person", "people"), blocks)


def _others(study: Study, others: tuple[str, ...]) -> list[Block]:
    blocks: list[Block] = []
    if others:
        who = "1 more person has" if len(others) == 1 else f"{len(others)} more people have"
        blocks.append(
            Paragraph(
                f"{who} goals, triggers, breaches, restrictions or consent recorded, but no weekly ratings or "
                "journeys. Their pages are made one at a time: give the pseudonym as person."
            )
        )
    drifted = _drifted(study, others)
    if len(drifted):
        back = int(drifted[DRIFTED["judgement"]].isin((NO_REASON, BOTH)).sum())
        blocks.append(
            Paragraph(
                f"{number(len(drifted), 'restriction')} of these people {'has' if len(drifted) == 1 else 'have'} "
                f"drifted; {back or 'none'} of them {'were' if back > 1 else 'was'} brought back without a reason. "
                "Ask with each person whether less would do.",
                strong=True,
            )
        )
        blocks.append(TableBlock("Restrictions that have drifted, those without a reason first", drifted))
    lost = without_person(study.data, study.service)
    if lost:
        rows = "1 row is about a case" if lost == 1 else f"{lost} rows are about cases"
        blocks.append(
            Notice(
                f"{rows} of which no concern says whose it is: fill in Person (pseudonym) in Concerns.",
                "warning",
            )
        )
    return blocks


def _drifted(study: Study, others: tuple[str, ...]) -> pd.DataFrame:
    """Every drifted restriction of the people who have no page: a restriction must not slip by for want of one."""
    rows = []
    for who in sorted(people_with(study.data, study.service, "restrictions").intersection(others)):
        judged = restrictions_of(records_of(study.data, study.service, who, study.made_at))
        if judged is not None:
            table = judged.table[judged.table["judgement"].isin(DRIFT)]
            rows += [(who, *row) for row in zip(*(table[name] for name in DRIFTED), strict=True)]
    rows.sort(key=lambda row: DRIFT_ORDER.index(row[-1]))
    return pd.DataFrame(rows, columns=["Person", *DRIFTED.values()])
