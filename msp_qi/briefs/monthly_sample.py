"""The draw that holds: a new one, or the one that was drawn before and already stands in the folder."""

from dataclasses import dataclass, replace
from pathlib import Path

from msp_qi.briefs.study import Study
from msp_qi.data.audit_data import AuditData
from msp_qi.data.sampling.certificate import Certificate, read_certificate
from msp_qi.data.sampling.draw import ServiceDraw
from msp_qi.data.sampling.sample import SEED, SIZE, Sample, draw_sample
from msp_qi.data.sampling.verify import frame_differences


@dataclass(frozen=True)
class MonthlySample:
    """The cases to read in a month, and whether they were drawn just now.

    Parameters
    ----------
    certificate : Certificate
        The draw that holds.
    data : AuditData
        The data of today.
    words : str
        Why an earlier draw stands although today another would come out; empty where that is not so.
    earlier : Certificate, optional
        What stood in the folder before.
    """

    certificate: Certificate
    data: AuditData
    words: str = ""
    earlier: Certificate | None = None


def monthly_sample(
    study: Study, month: str = "", size: int = SIZE, seed: int = SEED, output: str = "", by: str = ""
) -> MonthlySample:
    """Draw one service's sample, unless its draw of that month already stands in the folder.

    Parameters
    ----------
    study : Study
        One service's data.
    month : str
        Such as ``"2026-10"``; empty for the last month of the data that is over.
    size, seed : int
        Cases of the random core; another seed, another draw.
    output : str
        The service's folder; empty when a person only looks.
    by : str
        Stratify by ``"theme"``, ``"stage"`` or another list of the concerns; empty for plain chance.

    Returns
    -------
    MonthlySample
    """
    one = [study.service]
    drawn = draw_sample(study.data, month, size, seed, by=by or None, services=one, drawn_at=study.made_at)
    return settle(drawn, study.data, Path(output) / certificate_name(drawn.certificate) if output else None)


def certificate_name(certificate: Certificate, slug: str = "") -> str:
    """The file name of a certificate.

    Examples
    --------
    >>> from msp_qi.data.sampling.draw import Plan
    >>> certificate_name(Certificate(Plan("2026-10", 8, 7), (), "", "", ()), "ash-house")
    'sample_2026-10_ash-house.json'
    """
    return f"sample_{certificate.plan.month}{'_' if slug else ''}{slug}.json"


def settle(sample: Sample, data: AuditData, path: Path | None) -> MonthlySample:
    """Which draw holds: a month is drawn once, and a case that was drawn is not drawn away again.

    Parameters
    ----------
    sample : Sample
        Drawn today.
    data : AuditData
        From which.
    path : Path, optional
        Where a certificate of the month may stand.

    Returns
    -------
    MonthlySample
        The earlier draw where there is one, unless today's only adds replacements to it.
    """
    fresh = sample.certificate
    if path is None or not path.exists():
        return MonthlySample(fresh, data)
    earlier = read_certificate(path)
    if _core(earlier) == _core(fresh):
        return MonthlySample(earlier, data, "", earlier)
    if _only_adds_replacements(earlier, fresh):
        return MonthlySample(fresh, data, "", earlier)
    words = (
        f"The draw of {earlier.drawn_at} stands, and {path.name} was not changed. Today another would come out: "
        f"{_why(earlier, fresh, data)} To draw anew on purpose, move the old files away first."
    )
    return MonthlySample(earlier, data, words, earlier)


def _core(certificate: Certificate) -> tuple[object, ...]:
    """What makes two certificates the same draw: not when, by which version or from which file."""
    return certificate.plan, certificate.draws


def _only_adds_replacements(earlier: Certificate, fresh: Certificate) -> bool:
    if earlier.plan != fresh.plan or len(earlier.draws) != len(fresh.draws):
        return False
    return all(
        _without_replacements(old) == _without_replacements(new)
        and new.replaced[: len(old.replaced)] == old.replaced
        for old, new in zip(earlier.draws, fresh.draws, strict=True)
    )


def _without_replacements(draw: ServiceDraw) -> ServiceDraw:
    return replace(draw, core=(), rate_twice=(), replaced=(), targeted={}, also_targeted=0)


def _why(earlier: Certificate, fresh: Certificate, data: AuditData) -> str:
    if earlier.plan != fresh.plan:
        plan = earlier.plan
        return f"that one has size {plan.size}, seed {plan.seed}, stratified by {plan.by or 'nothing'}."
    if [draw.service for draw in earlier.draws] != [draw.service for draw in fresh.draws]:
        return f"that one is of {', '.join(draw.service for draw in earlier.draws)}."
    changed = frame_differences(earlier, data)
    if changed:
        return " ".join(changed)
    return "other cases are left out, replaced or added on purpose."
