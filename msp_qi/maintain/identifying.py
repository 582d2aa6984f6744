"""The page docs/identifying-text.md: how often the rules for identifying text are right, on labelled texts."""

import csv
import hashlib
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from msp_qi.disclosure.identifying import NO_GUARANTEE, read_roster, screen
from msp_qi.disclosure.identifying.catalogue import RULES
from msp_qi.disclosure.identifying.roster import LABEL, NAME
from msp_qi.disclosure.identifying.screen import MOST_LETTERS
from msp_qi.maintain.recording import share

TEMPLATE = "identifying.md"
LABELLED = "tests/labelled/identifying.csv"
ROSTER = "tests/labelled/roster.txt"
BARE_NAME = "name"
ANY = "any"
LABELS = {
    **{rule.name: rule.label for rule in RULES},
    NAME: LABEL,
    BARE_NAME: "name with nothing beside it",
    ANY: "**a text with anything identifying**",
}


class Score(NamedTuple):
    """How often one rule is right: texts."""

    right: int
    wrong: int
    missed: int


class Judged(NamedTuple):
    """One labelled text: which half, what was labelled, what was found."""

    held_out: bool
    labels: frozenset[str]
    found: frozenset[str]


def judged(root: Path) -> list[Judged]:
    """Every labelled text, screened."""
    roster = read_roster(root / ROSTER)
    with (root / LABELLED).open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["labels"]) for row in csv.DictReader(file)]
    return [
        Judged(
            _held_out(text),
            frozenset(labels.split()),
            frozenset(found.rule for found in screen([("", text)], roster).found),
        )
        for text, labels in rows
    ]


def _held_out(text: str) -> bool:
    return int(hashlib.sha256(text.encode("utf-8")).hexdigest(), 16) % 2 == 1


def scores(texts: list[Judged]) -> dict[str, Score]:
    """The score of each rule, and of all together by text."""
    made = {}
    for name in LABELS:
        pairs = [
            (bool(each.found), bool(each.labels))
            if name == ANY
            else (name in each.found, name in each.labels)
            for each in texts
        ]
        made[name] = Score(pairs.count((True, True)), pairs.count((True, False)), pairs.count((False, True)))
    return made


def _table(texts: list[Judged]) -> str:
    lines = ["| rule | findings that were right | labelled texts that were found |", "| --- | --- | --- |"]
    for name, (right, wrong, missed) in scores(texts).items():
        lines.append(f"| {LABELS[name]} | {share(right, right + wrong)} | {share(right, right + missed)} |")
    return "\n".join(lines)


def identifying_page(root: Path) -> str:
    """``docs/identifying-text.md`` as markdown."""
    every = judged(root)
    held = [each for each in every if each.held_out]
    tuned = [each for each in every if not each.held_out]
    template = files("msp_qi.maintain").joinpath(TEMPLATE).read_text(encoding="utf-8")
    return template.format(
        labelled=LABELLED,
        no_guarantee=NO_GUARANTEE,
        examples="\n".join(f"| {rule.label} | {rule.example} |" for rule in RULES),
        most=MOST_LETTERS,
        size=len(every),
        clean=sum(not each.labels for each in every),
        held_size=len(held),
        held=_table(held),
        tuned_size=len(tuned),
        tuned=_table(tuned),
    )
