"""What ``msp-qi sample`` does, step by step."""

from collections.abc import Sequence
from pathlib import Path

from msp_qi.briefs.certificate_page import sample_page, sample_warnings
from msp_qi.briefs.monthly_sample import certificate_name, settle
from msp_qi.briefs.sample_files import save_sample
from msp_qi.briefs.slugs import slugs
from msp_qi.data.atomic import write_whole
from msp_qi.data.load import load
from msp_qi.data.sampling.draw import Reason
from msp_qi.data.sampling.sample import draw_sample, sample_of
from msp_qi.errors import EXIT_FAILED, EXIT_WELL, UserError


def draw_and_write(
    data: Path,
    month: str,
    size: int,
    seed: int,
    service: str,
    by: str | None,
    out: Path,
    exclude: Sequence[str],
    replace: Sequence[str],
    targeted: bool,
    mapping: Path | None = None,
) -> tuple[int, str]:
    """Draw, write the page, the certificate and the audit sheet, and say what was done.

    Parameters
    ----------
    data : Path
        A workbook, a csv file or a folder of them.
    month, size, seed, service, by, targeted
        As for :func:`msp_qi.data.sampling.sample.draw_sample`; one service or, where empty, all of them.
    out : Path
        Folder; made where it is not there.
    exclude, replace : sequence of str
        Each a case number, ``=`` and the reason.
    mapping : Path, optional
        How an export names its columns.

    Returns
    -------
    status : int
        0, or 1 where an earlier draw stands and today's would differ.
    said : str
        Plain words.
    """
    loaded = load(data, mapping=mapping)
    drawn = draw_sample(
        loaded,
        month,
        size,
        seed,
        by=by,
        services=[service] if service else [],
        targeted=targeted,
        exclude=[_reason(service, text, "--exclude") for text in exclude],
        replace=[_reason(service, text, "--replace") for text in replace],
    )
    slug = slugs(loaded.services)[service] if service else ""
    certificate = out / certificate_name(drawn.certificate, slug)
    holds = settle(drawn, loaded, certificate)
    if holds.words:
        return EXIT_FAILED, holds.words
    written = save_sample(holds, str(out), slug)
    page = write_whole(certificate.with_suffix(".html"), sample_page(holds, home="").html().encode("utf-8"))
    warned = [f"Warning: {words}" for words in sample_warnings(holds)]
    lines = [*warned, sample_of(holds.certificate).text, written, f"Open {page}"]
    return EXIT_WELL, "\n".join(lines)


def _reason(service: str, text: str, option: str) -> Reason:
    case, equals, reason = text.partition("=")
    if not service:
        raise UserError(
            f"{option} needs --service as well: a case number alone does not say whose case it is."
        )
    if not equals or not case.strip() or not reason.strip():
        raise UserError(f'{option} "{text}" cannot be read; write the case number, = and the reason.')
    return Reason(service, case.strip(), reason)
