"""Notebook 10: statements for a tender, each with its figure, and those that the data do not bear out yet."""

import pandas as pd

from msp_qi import __version__
from msp_qi.briefs.board import BoardBlock, BoardChart, BoardTable, board_document
from msp_qi.briefs.document import Bullets, Document, Heading, Notice, Paragraph
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import provenance
from msp_qi.charts.protected import protected_run_chart
from msp_qi.disclosure.frame import ProtectedFrame
from msp_qi.disclosure.text import NotPeople, ProtectedText, protected_text
from msp_qi.learning.tender.claims import CLAIMS
from msp_qi.learning.tender.evidence import Evidence, NotYet, TenderEvidence, tender_evidence
from msp_qi.measures.catalogue import named
from msp_qi.schema.assurance import guide_sentence

TITLE = "Tender evidence"
POINTS: dict[str, str] = {
    "T1": "Outcomes in people's own words",
    "T2": "Advocacy and support to communicate",
    "T3": "Positive risk-taking, with review triggers and oversight",
    "T4": "Recording that shows voice, options, reasons and results",
}
PROTECTED = (
    "All figures are protected, so that nobody can be known by them: shares are rounded to the nearest five points, "
    "numbers of cases to the nearest five, and small ones are not told."
)
WORDS = (
    "“More than half” stands where the whole interval lies above a half, “more than three quarters” where it lies "
    "above three quarters, and “nearly all” where it lies above nine tenths."
)
NO_TARGET = (
    "The figures show what was recorded in these services; they do not compare them with any other provider."
)


def tender_page(study: Study) -> Document:
    """Two to four statements for each of the guide's four tender points, over all services.

    Parameters
    ----------
    study : Study
        The data, counted; the service chosen in it makes no difference.

    Returns
    -------
    Document
        For outside: every figure is protected, and nothing is worded more strongly than its interval allows.
    """
    evidence = tender_evidence(study.measures)
    blocks: list[BoardBlock] = [Paragraph(_opening(evidence), strong=True)]
    blocks += [Bullets((WORDS, PROTECTED, NO_TARGET))]
    for point, title in POINTS.items():
        blocks += _point(point, title, evidence)
    blocks += _not_yet(evidence.not_yet)
    origin = provenance(study.data, __version__, study.made_at)
    return board_document(TITLE, _period(evidence), blocks, origin, home="../index.html")


def _period(evidence: TenderEvidence) -> str:
    if evidence.first is None or evidence.last is None:
        return "no whole month of data yet"
    return f"All services, {evidence.first:%B %Y} to {evidence.last:%B %Y}"


def _opening(evidence: TenderEvidence) -> ProtectedText:
    borne_out, every = len(evidence.evidenced), len(evidence.evidenced) + len(evidence.not_yet)
    if not borne_out:
        return protected_text(
            "None of {} statements is borne out by the data yet; the last table says what to record.",
            NotPeople(every),
        )
    return protected_text(
        "{} of {} statements are borne out by the data. The others are left out; the last table says what to record.",
        NotPeople(borne_out),
        NotPeople(every),
    )


def _point(point: str, title: str, evidence: TenderEvidence) -> list[BoardBlock]:
    found = [each for each in evidence.evidenced if each.claim.point == point]
    blocks: list[BoardBlock] = [Heading(title), Paragraph(f"The guide asks: {guide_sentence(point)}")]
    if not found:
        blocks.append(Notice("Nothing can be claimed here yet; the last table says what to record."))
    for each in found:
        blocks += _statement(each, evidence)
    return blocks


def _statement(each: Evidence, evidence: TenderEvidence) -> list[BoardBlock]:
    lower, upper = each.interval.shown
    figure = protected_text(
        "Figure: {}; {} interval {} to {}.",
        each.rate,
        NotPeople("95 %"),
        NotPeople(f"{lower} %"),
        NotPeople(f"{upper} %"),
    )
    counted = protected_text(
        "Method: {}, out of {}; {}.",
        NotPeople(each.indicator.numerator),
        NotPeople(each.indicator.denominator.replace(" in the month", "")),
        NotPeople("1 service" if each.services == 1 else f"{each.services} services together"),
    )
    items = [figure, f"Period: {_months(evidence)}.", counted, f"How we know: {each.claim.sure}"]
    if each.beside is not None:
        title = named(each.claim.beside).title
        items.insert(1, protected_text("{}: {}.", NotPeople(title), each.beside))
    blocks: list[BoardBlock] = [
        Heading(each.indicator.title, level=3),
        Paragraph(each.statement, strong=True),
    ]
    blocks.append(Bullets(tuple(items)))
    if len(each.series.points):
        title = f"{each.indicator.title}, by quarter"
        blocks.append(
            BoardChart(protected_run_chart(each.series, title=title, n_label="how many were counted"))
        )
    return blocks


def _months(evidence: TenderEvidence) -> str:
    assert evidence.first is not None and evidence.last is not None
    return f"{evidence.first:%B %Y} to {evidence.last:%B %Y}"


def _not_yet(left_out: tuple[NotYet, ...]) -> list[BoardBlock]:
    if not left_out:
        return []
    lines = [
        (POINTS[each.claim.point], _capital(each.claim.says), each.why, each.claim.record)
        for each in left_out
    ]
    table = ProtectedFrame.of_words(
        ("Tender point", "What one would like to say", "Why not", "What to record"), lines
    )
    return [Heading("Not yet evidenced"), BoardTable("Statements that are left out", table)]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def tender_summary(study: Study) -> pd.DataFrame:
    """Which statements are borne out, for a first look.

    Parameters
    ----------
    study : Study
        The data, counted.

    Returns
    -------
    DataFrame
        point, statement, figure; protected words only.
    """
    evidence = tender_evidence(study.measures)
    said = {each.claim: (each.statement, str(each.rate)) for each in evidence.evidenced}
    said |= {each.claim: (f"(not yet) {each.claim.says}", each.why) for each in evidence.not_yet}
    rows = [(POINTS[claim.point], *said[claim]) for claim in CLAIMS]
    return pd.DataFrame(rows, columns=["point", "statement", "figure"])
