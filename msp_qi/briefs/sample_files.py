"""Write the certificate and the audit sheet, and never destroy what somebody has filled in."""

import tempfile
from itertools import count
from pathlib import Path

from msp_qi.briefs.monthly_sample import MonthlySample, certificate_name
from msp_qi.data.atomic import write_whole
from msp_qi.data.sampling.certificate import Certificate
from msp_qi.data.sampling.sample import sample_of
from msp_qi.data.sampling.sheet import ROW, Rows, audit_sheet
from msp_qi.data.template import write_workbook
from msp_qi.errors import EXIT_FAILED, UserError


def save_sample(sample: MonthlySample, output: str, slug: str = "") -> str:
    """Write the certificate as json and the audit sheet to fill in.

    Parameters
    ----------
    sample : MonthlySample
        The draw that holds.
    output : str
        Folder; empty when a person only looks at the notebook.
    slug : str
        Added to the file names, where a folder holds several services.

    Returns
    -------
    str
        What was written and what was left as it is.

    Raises
    ------
    UserError
        When a file cannot be written.
    """
    if not output:
        return "Not saved: give a folder as output to save the certificate and the audit sheet."
    path = Path(output) / certificate_name(sample.certificate, slug)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        said = [_save_certificate(sample, path), *_save_sheet(sample, sheet_path(path))]
    except OSError as error:
        name = Path(error.filename or path).name
        raise UserError(
            f"{name} cannot be written ({error.strerror or error}); close it elsewhere and try again.",
            EXIT_FAILED,
        ) from error
    return "\n".join(line for line in said if line)


def sheet_path(certificate: Path) -> Path:
    """The audit sheet that belongs to a certificate.

    Examples
    --------
    >>> sheet_path(Path("sample_2026-10.json")).name
    'audit_sheet_2026-10.xlsx'
    """
    return certificate.with_name(f"audit_sheet_{certificate.stem.removeprefix('sample_')}.xlsx")


def _save_certificate(sample: MonthlySample, path: Path) -> str:
    if path.exists() and sample.certificate == sample.earlier:
        return f"{path.name} was there already; the same draw holds."
    write_whole(path, sample.certificate.to_json().encode("utf-8"))
    return f"Wrote {path.name}"


def _save_sheet(sample: MonthlySample, path: Path) -> list[str]:
    if not _rows(sample.certificate):
        return ["No audit sheet: no case is to be read."]
    content = _sheet(sample.certificate)
    if path.exists():
        there = path.read_bytes()
        if there == content:
            return [f"{path.name} was there already and is still to be filled in."]
        if sample.earlier is None or there != _sheet(sample.earlier):
            return [
                f"{path.name} was left as it is: it has been filled in or changed since it was made.",
                *_save_additions(sample, path),
            ]
    write_whole(path, content)
    return [f"Wrote {path.name}"]


def _save_additions(sample: MonthlySample, path: Path) -> list[str]:
    """Somebody has begun to fill in the sheet: rows that were drawn since come in a sheet of their own."""
    if sample.earlier is None or sample.earlier == sample.certificate:
        return []
    before, now = _rows(sample.earlier), _rows(sample.certificate)
    gone = sorted(case for _, case, _ in before - now)
    said = [f"Take out of {path.name}: the rows of {', '.join(gone)}."] if gone else []
    if now - before:
        numbers = (number for number in count(1) if not _addition(path, number).exists())
        extra = _addition(path, next(numbers))
        write_whole(extra, _sheet(sample.certificate, now - before))
        said.append(f"Wrote {extra.name} with the rows that were added.")
    return said


def _addition(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}_added_{number}.xlsx")


def _rows(certificate: Certificate) -> Rows:
    table = sample_of(certificate).table
    return set(table[list(ROW)].itertuples(index=False, name=None))


def _sheet(certificate: Certificate, rows: Rows | None = None) -> bytes:
    with tempfile.TemporaryDirectory(prefix="msp_qi-") as folder:
        path = Path(folder) / "sheet.xlsx"
        write_workbook(audit_sheet(certificate, rows), path, to_fill_in=True)
        return path.read_bytes()
