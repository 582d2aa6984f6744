"""Does the same draw come out again? One sentence, and if not, why."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msp_qi.data.audit_data import AuditData
from msp_qi.data.grid import counted
from msp_qi.data.sampling.certificate import Certificate, read_certificate
from msp_qi.data.sampling.draw import Plan, Reason, ServiceDraw, draw_core
from msp_qi.data.sampling.frame import frames
from msp_qi.data.sampling.month import month_words
from msp_qi.errors import UserError

SAME = "The same draw comes out"


def verify_certificate(certificate: str | Path | Mapping[str, Any], data: AuditData) -> str:
    """Draw again from the certificate and from the data, and say whether the random core is the same.

    Parameters
    ----------
    certificate : str, Path or mapping
        The json file, its text, or what ``json.loads`` makes of it.
    data : AuditData
        As loaded today.

    Returns
    -------
    str
        "The same draw comes out ..." or what is different, service by service.

    Raises
    ------
    UserError
        When it is no certificate.
    """
    read = read_certificate(certificate)
    altered = [draw.service for draw in read.draws if not draws_itself(read.plan, draw)]
    if altered:
        return (
            f"The certificate does not draw itself: for {', '.join(altered)} its own frame and seed give other cases. "
            "It was changed after the draw."
        )
    differences = frame_differences(read, data)
    if not differences:
        services = counted(len(read.draws), "service")
        return f"{SAME} for {month_words(read.plan.month)}: {services}, the frames are unchanged."
    return " ".join(differences)


def draws_itself(plan: Plan, draw: ServiceDraw) -> bool:
    """Whether a recorded frame gives the recorded core, replacements and cases to rate twice."""
    return _again(plan, draw, draw.frame) == (draw.core, draw.rate_twice, draw.replaced)


def frame_differences(certificate: Certificate, data: AuditData) -> list[str]:
    """A sentence for each service whose frame today is not the recorded one."""
    today = frames(data, certificate.plan.month, certificate.plan.by)
    said = []
    for draw in certificate.draws:
        now = today.of(draw.service)
        if now != draw.frame:
            said.append(_difference(certificate.plan, draw, now))
    return said


def _difference(plan: Plan, draw: ServiceDraw, now: Mapping[str, str]) -> str:
    more, fewer = sorted(set(now) - set(draw.frame)), sorted(set(draw.frame) - set(now))
    moved = [case for case in set(now) & set(draw.frame) if now[case] != draw.frame[case]]
    parts = []
    if more:
        parts.append(f"{counted(len(more), 'case')} more ({_some(more)})")
    if fewer:
        parts.append(f"{counted(len(fewer), 'case')} fewer ({_some(fewer)})")
    if moved:
        parts.append(f"{counted(len(moved), 'case')} in another stratum ({_some(sorted(moved))})")
    again = _again(plan, draw, now)
    same = again is not None and again[0] == draw.core
    outcome = "the same cases would be drawn all the same" if same else "another draw comes out"
    return (
        f"{draw.service}: the frame has changed since {plan.month} was drawn: {', '.join(parts)}; {outcome}."
    )


def _again(plan: Plan, draw: ServiceDraw, frame: Mapping[str, str]) -> tuple[object, ...] | None:
    """The same draw from a frame; None where a case that was replaced is not even drawn from it."""
    excluded = tuple(wish.case_id for wish in draw.excluded)
    wishes = [Reason(draw.service, done.case_id, done.reason) for done in draw.replaced]
    try:
        return draw_core(plan, draw.service, frame, excluded, wishes)
    except UserError:
        return None


def _some(cases: list[str], most: int = 5) -> str:
    rest = len(cases) - most
    return ", ".join(cases[:most]) + (f" and {rest} more" if rest > 0 else "")
