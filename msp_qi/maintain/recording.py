"""``docs/recording-quality.md``: how often the prompts on recording are right, on labelled made-up texts.

``python -m msp_qi.maintain.recording`` prints the figures; with ``--misses`` it lists every wrong prompt and every
missed one of the tuning half (of the other half never: rules may not be tuned on it).
"""

import csv
import hashlib
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS, AuditData
from msp_qi.learning.voice import recording_quality
from msp_qi.learning.voice.copies import ALIKE, LONG_WORDS, PEOPLE_LONG, PEOPLE_SHORT, SHORTEST_WORDS
from msp_qi.learning.voice.jargon import JARGON
from msp_qi.learning.voice.quality import FEWEST_WORDS, JARGON_ELSEWHERE, JARGON_OWN_WORDS, MOST_WORDS
from msp_qi.learning.voice.reasons import REASONS
from msp_qi.schema.fields import table as schema_table
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.intervals import wilson_interval

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = "recording_quality.md"
LABELLED = "tests/labelled/recording.csv"
ANY = "any"
# Prompted and labelled: right, wrong, missed.
_KINDS = ((True, True), (True, False), (False, True))
TUNING, HELD_OUT = "tuning", "held out"
FIRST, LATER, LAST, FRESH = "first", "later", "last", "fresh"
PARTS = (
    *((batch, TUNING) for batch in (FIRST, LATER, FRESH)),
    *((batch, HELD_OUT) for batch in (FIRST, LATER, LAST, FRESH)),
)
# Written when the rules stood, and no rule was changed for them.
UNTOUCHED = ((LAST, HELD_OUT), (FRESH, HELD_OUT))
LABELS = {
    "own": "not_own_words",
    "jargon": "jargon",
    "empty": "says_nothing",
    "short": "very_short",
    "long": "very_long",
    "capacity": "capacity_claimed",
    "consent": "consent_claimed",
    "copied": "copied",
}
# Of both halves of the later batch, before a rule was changed for it: right prompts, prompts, labels.
LATER_BEFORE = (43, 69, 102)
# The same of both halves of the fresh batch.
FRESH_BEFORE = (38, 55, 46)
_HEADINGS = {
    (FRESH, HELD_OUT): "Fresh batch, held out",
    (FRESH, TUNING): "Fresh batch, tuned on",
    (LAST, HELD_OUT): "Last batch, never tuned on",
    (LATER, HELD_OUT): "Later batch, held out",
    (LATER, TUNING): "Later batch, tuned on",
    (FIRST, HELD_OUT): "First batch, held out",
    (FIRST, TUNING): "First batch, tuned on",
}
_PLACES = {
    "outcome": ("case_audits", "outcome_text"),
    "success": ("reviews", "success_text"),
    "rationale": ("restrictions", "rationale_text"),
    "evidence": ("case_audits", "capacity_evidence"),
    "shared": ("breaches", "shared_why"),
}
_BESIDE = {
    "capacity": ("case_audits", {"capacity_evidence": "Explained it back in own words."}),
    "consent": (
        "consent_boundaries",
        {"conversation_date": "2026-04-08", "items": "Dates", "consented": "yes"},
    ),
}


class Score(NamedTuple):
    """How often one kind of prompt is right in one half."""

    batch: str
    half: str
    reason: str
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> tuple[int, int]:
        """Prompts that are right, of all prompts."""
        return self.right, self.right + self.wrong

    @property
    def recall(self) -> tuple[int, int]:
        """Labelled texts that are prompted, of all labelled ones."""
        return self.right, self.right + self.missed


def labelled(root: Path) -> list[dict[str, str]]:
    """The labelled texts, each with its half: by the hash of its group, so that copies stay together."""
    with (root / LABELLED).open(encoding="utf-8", newline="") as file:
        return [{**row, "half": _half(row)} for row in csv.DictReader(file)]


def _half(row: dict[str, str]) -> str:
    if row["batch"] == LAST:
        return HELD_OUT
    return HELD_OUT if int(hashlib.sha256(row["group"].encode()).hexdigest(), 16) % 2 else TUNING


def as_audit_data(rows: list[dict[str, str]]) -> AuditData:
    """The texts as cases of one service; a text's row in its file is its place in the list."""
    filled: dict[str, list[dict[str, object]]] = {}
    for number, row in enumerate(rows):
        key: dict[str, object] = {"service": "Made up", "case_id": f"C{number}", "source_row": number}
        table, field = _PLACES[row["where"]]
        filled.setdefault(table, []).append({**key, field: row["text"]})
        filled.setdefault("concerns", []).append({**key, "person_id": row["person"] or f"P{number}-own"})
        if row["beside"]:
            table, given = _BESIDE[row["beside"]]
            filled.setdefault(table, []).append({**key, **given, "source_row": -1})
    return AuditData({name: _frame(name, found) for name, found in filled.items()}, (), ())


def _frame(name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    columns = [*(field.name for field in schema_table(name).fields), *SOURCE_COLUMNS]
    frame = pd.DataFrame(rows).reindex(columns=columns)
    return frame.assign(source_file="labelled", source_sheet=name)


def found_and_labelled(rows: list[dict[str, str]]) -> list[tuple[set[str], set[str]]]:
    """For each text the reasons that were given and those that were labelled."""
    found: list[set[str]] = [set() for _ in rows]
    prompts = recording_quality(as_audit_data(rows), "Made up").prompts
    for row, reason in zip(prompts["source_row"].tolist(), prompts["reason"].tolist(), strict=True):
        if row >= 0:
            found[row].add(reason)
    return [
        (one, {LABELS[label] for label in row["labels"].split()})
        for one, row in zip(found, rows, strict=True)
    ]


def scores(root: Path) -> list[Score]:
    """Every reason in each half of each batch; they are judged apart, as if each were a service."""
    every = labelled(root)
    made = []
    for batch, half in PARTS:
        pairs = found_and_labelled([row for row in every if (row["batch"], row["half"]) == (batch, half)])
        for reason in REASONS:
            given = [(reason.name in found, reason.name in wanted) for found, wanted in pairs]
            made.append(Score(batch, half, reason.name, *(given.count(kind) for kind in _KINDS)))
        given = [(bool(found), bool(wanted)) for found, wanted in pairs]
        made.append(Score(batch, half, ANY, *(given.count(kind) for kind in _KINDS)))
    return made


def share(part: int, whole: int) -> str:
    """A share in words, with its 95 % interval (Wilson)."""
    if not whole:
        return "none"
    low, high = wilson_interval(part, whole)
    return f"{part} of {whole}, {per_cent(part / whole)} ({100 * float(low):.0f} to {100 * float(high):.0f})"


def _table(batch: str, half: str, found: list[Score]) -> list[str]:
    labels = {reason.name: reason.label for reason in REASONS} | {ANY: "a text with any prompt at all"}
    here = {score.reason: score for score in found if (score.batch, score.half) == (batch, half)}
    lines = ["| prompt | prompts that were right | labelled texts that were found |", "| --- | --- | --- |"]
    lines += [
        f"| {labels[name]} | {share(*one.precision)} | {share(*one.recall)} |" for name, one in here.items()
    ]
    return [*lines, f"| **all prompts** | {share(*_all(here)[0])} | {share(*_all(here)[1])} |"]


def _together(found: list[Score], parts: Sequence[tuple[str, str]]) -> dict[str, Score]:
    """Each reason over several parts."""
    made: dict[str, Score] = {}
    for score in found:
        if (score.batch, score.half) in parts:
            before = made.get(score.reason, Score(score.batch, score.half, score.reason, 0, 0, 0))
            made[score.reason] = before._replace(
                right=before.right + score.right,
                wrong=before.wrong + score.wrong,
                missed=before.missed + score.missed,
            )
    return made


def _all(here: dict[str, Score]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Precision and recall of all prompts together."""
    every = [score for score in here.values() if score.reason != ANY]
    right, wrong, missed = (
        sum(getattr(score, name) for score in every) for name in ("right", "wrong", "missed")
    )
    return (right, right + wrong), (right, right + missed)


def quality_page(root: Path) -> str:
    """``docs/recording-quality.md`` as markdown."""
    found, rows = scores(root), labelled(root)
    size = {part: sum((row["batch"], row["half"]) == part for row in rows) for part in PARTS}
    parts = [
        "\n".join([f"### {heading} ({size[part]} texts)", "", *_table(*part, found)])
        for part, heading in _HEADINGS.items()
    ]
    untouched = _together(found, UNTOUCHED)
    right, labels = _all(untouched)
    return (
        files("msp_qi.maintain")
        .joinpath(TEMPLATE)
        .read_text(encoding="utf-8")
        .format(
            labelled=LABELLED,
            before=LATER_BEFORE,
            fresh=FRESH_BEFORE,
            untouched_size=sum(size[part] for part in UNTOUCHED),
            right=share(*right),
            labels=share(*labels),
            worth=share(*untouched[ANY].precision),
            consent=share(*untouched["consent_claimed"].recall),
            opened=share(*untouched[ANY].recall),
            tables="\n\n".join(parts),
            long_words=LONG_WORDS,
            people_long=PEOPLE_LONG,
            shortest_words=SHORTEST_WORDS,
            people_short=PEOPLE_SHORT,
            alike=ALIKE,
            version=JARGON.version,
            terms=len(JARGON.terms),
            own_share=per_cent(JARGON_OWN_WORDS),
            other_share=per_cent(JARGON_ELSEWHERE),
            fewest=FEWEST_WORDS,
            most=MOST_WORDS,
        )
    )


def misses(root: Path) -> list[str]:
    """What was wrong or missed in the tuning half."""
    lines = []
    every = [row for row in labelled(root) if row["half"] == TUNING]
    for batch in (FIRST, LATER, FRESH):
        lines += _misses([row for row in every if row["batch"] == batch])
    return lines


def _misses(rows: list[dict[str, str]]) -> list[str]:
    lines = []
    for row, (found, wanted) in zip(rows, found_and_labelled(rows), strict=True):
        lines += [f"wrong   {name}: {row['text']}" for name in sorted(found - wanted)]
        lines += [f"missed  {name}: {row['text']}" for name in sorted(wanted - found)]
    return lines


if __name__ == "__main__":
    measured = scores(ROOT)
    for part in PARTS:
        print("", _HEADINGS[part], *_table(*part, measured), sep="\n")
    if "--misses" in sys.argv:
        print(*misses(ROOT), sep="\n")
