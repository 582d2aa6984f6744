"""Notebook 02: which cases do we read this month? The sampling certificate as a page."""

import pandas as pd

from msp_qi.briefs.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Notice,
    Paragraph,
    Provenance,
    TableBlock,
)
from msp_qi.briefs.monthly_sample import MonthlySample
from msp_qi.data.sampling.certificate import Certificate
from msp_qi.data.sampling.draw import ServiceDraw
from msp_qi.data.sampling.history import drawn_before, held_already, not_known
from msp_qi.data.sampling.month import month_words
from msp_qi.data.sampling.order import order_key
from msp_qi.data.sampling.sample import sample_of
from msp_qi.data.sampling.targeted import TARGETED, targeted_words
from msp_qi.data.sampling.words import MAY_RECUR, TARGETED_APART, by_words, recipe_words, stratum_words
from msp_qi.learning.precision import precision_sentence, precision_words

TITLE = "Which cases do we read this month?"
# Digits of a case's order that are shown; the json beside the page holds them all.
DIGITS_SHOWN = 8
FEWER_IS_WIDER = "The fewer cases, the wider the range; put months together before you judge."
WHOLE_FRAME = (
    "Where every case of a month is read, the count is exact for that month, and the range says how far it speaks "
    "for practice beyond it."
)
PRECISION_SIZES = (4, 8, 20, 50)


def sample_page(sample: MonthlySample, home: str = "../index.html") -> Document:
    """The certificate on one page: who was drawn, from what, how, and what so few cases can say.

    Parameters
    ----------
    sample : MonthlySample
        The draw that holds.
    home : str
        Relative address of the page that lists all pages; empty for none.

    Returns
    -------
    Document
    """
    certificate = sample.certificate
    one = len(certificate.draws) == 1
    who = certificate.draws[0].service if one else f"{len(certificate.draws)} services"
    blocks: list[Block] = [Notice(words, "warning") for words in sample_warnings(sample)]
    blocks += [Paragraph(line, strong=one) for line in sample_of(certificate).text.splitlines()]
    blocks += _one(sample, certificate.draws[0]) if one else _several(certificate)
    blocks += [*_precision(certificate), *_method(certificate)]
    origin = Provenance(
        tuple((source.name, source.sha256) for source in certificate.sources),
        certificate.version,
        certificate.drawn_at,
        (
            ("Month", certificate.plan.month),
            ("Size", str(certificate.plan.size)),
            ("Seed", str(certificate.plan.seed)),
        ),
    )
    subtitle = f"{who}, {month_words(certificate.plan.month)}: sampling certificate"
    return Document(TITLE, subtitle, tuple(blocks), origin, home=home, layout="brief" if one else "report")


def sample_warnings(sample: MonthlySample) -> list[str]:
    """What must be known before anybody reads a case, in sentences."""
    certificate = sample.certificate
    held = held_already(sample.data, certificate.plan, certificate.draws)
    drawn_at = pd.Timestamp(certificate.drawn_at)
    frame = not_known(sample.data, certificate.plan, certificate.draws, drawn_at)
    return [words for words in (sample.words, held, *frame) if words]


def _one(sample: MonthlySample, draw: ServiceDraw) -> list[Block]:
    blocks: list[Block] = []
    if draw.core:
        blocks += [Heading("Random core"), TableBlock("In the order of the draw", _core(sample, draw))]
    blocks += [Heading("Added on purpose"), *_targeted(sample.certificate, draw)]
    if draw.excluded or draw.replaced:
        blocks += [Heading("Left out and replaced"), TableBlock("With the recorded reason", _left_out(draw))]
    return blocks


def _core(sample: MonthlySample, draw: ServiceDraw) -> pd.DataFrame:
    plan = sample.certificate.plan
    before = drawn_before(sample.data, plan, draw.service)
    columns = {
        "Case": list(draw.core),
        "Rated by": ["two auditors" if case in draw.rate_twice else "one auditor" for case in draw.core],
        "Drawn before": [month_words(before[case]) if case in before else "" for case in draw.core],
        "Order": [order_key(plan.seed, plan.month, draw.service, case)[:DIGITS_SHOWN] for case in draw.core],
    }
    if plan.by:
        columns[by_words(plan.by).capitalize()] = [
            stratum_words(plan.by, draw.frame[case]) for case in draw.core
        ]
    return pd.DataFrame(columns)


def _targeted(certificate: Certificate, draw: ServiceDraw) -> list[Block]:
    blocks: list[Block] = []
    if draw.targeted:
        why = [targeted_words(names).capitalize() for names in draw.targeted.values()]
        table = pd.DataFrame({"Case": list(draw.targeted), "Why": why})
        blocks += [TableBlock("Read them, and keep them out of every chart", table)]
    said = [TARGETED_APART if draw.targeted else "No case was added on purpose."]
    if draw.also_targeted:
        said.append(f"Random core with such a reason too: {draw.also_targeted}; it stays random.")
    looked = [rule for rule in TARGETED if rule.name in certificate.not_looked_for]
    if looked:
        said.append(f"Not looked for: {'; '.join(rule.words for rule in looked)}.")
    return [*blocks, Paragraph(" ".join(said))]


def _left_out(draw: ServiceDraw) -> pd.DataFrame:
    rows = [(wish.case_id, "left out before the draw", wish.reason) for wish in draw.excluded]
    rows += [
        (
            done.case_id,
            f"replaced by {done.replaced_by}" if done.replaced_by else "not replaced: no case is left",
            done.reason,
        )
        for done in draw.replaced
    ]
    return pd.DataFrame(rows, columns=["Case", "What was done", "Reason"])


def _several(certificate: Certificate) -> list[Block]:
    table = pd.DataFrame(
        {
            "Service": [draw.service for draw in certificate.draws],
            "In the frame": [len(draw.frame) for draw in certificate.draws],
            "Random core": [", ".join(draw.core) for draw in certificate.draws],
            "Rated by two": [", ".join(draw.rate_twice) for draw in certificate.draws],
            "Added on purpose": [", ".join(draw.targeted) for draw in certificate.draws],
        }
    )
    left_out = [_left_out(draw).assign(Service=draw.service) for draw in certificate.draws]
    rows = pd.concat(left_out, ignore_index=True)
    blocks: list[Block] = [Heading("Who was drawn"), TableBlock("Case numbers by service", table)]
    if len(rows):
        names = ["Service", "Case", "What was done", "Reason"]
        blocks += [Heading("Left out and replaced"), TableBlock("With the recorded reason", rows[names])]
    return [*blocks, Paragraph(TARGETED_APART)]


def _precision(certificate: Certificate) -> list[Block]:
    cores = {len(draw.core) for draw in certificate.draws if draw.core}
    sizes = sorted({*PRECISION_SIZES, *cores}) if len(certificate.draws) == 1 else list(PRECISION_SIZES)
    said = precision_sentence(sizes[0] if not cores else min(cores))
    whole = any(draw.core and len(draw.core) == len(draw.frame) for draw in certificate.draws)
    return [
        Heading("How sure can we be?"),
        Paragraph(f"{said} {FEWER_IS_WIDER}{' ' + WHOLE_FRAME if whole else ''}"),
        TableBlock(
            "What practice may be when so many of the cases read show it (95 % range)", precision_words(sizes)
        ),
    ]


def _method(certificate: Certificate) -> list[Block]:
    frames = [
        f"{draw.service}: {len(draw.frame)} cases, sha256 {draw.frame_hash}" for draw in certificate.draws
    ]
    return [
        Heading("How anybody can draw it again"),
        Bullets((*recipe_words(certificate.plan), *(f"Frame of {words}" for words in frames))),
        Paragraph(MAY_RECUR),
    ]
