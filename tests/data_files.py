"""Files for tests of the loader: written cell by cell, good and hostile."""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl

from msp_qi.data.template import STARTER, write_templates
from msp_qi.schema.audit_items import AUDIT_ITEMS
from msp_qi.schema.field import Field, Table
from msp_qi.schema.fields import CASE_AUDITS, CONCERNS

CONCERN = {"Service": "Ash House", "Case number": "0042", "Date raised": "03/04/2026", "Main theme": "Other"}
AUDIT = {
    "Service": "Ash House",
    "Case number": "0042",
    "Audit month": "04/2026",
    "Drawn as": "Random core",
}
Row = Mapping[str, object]


def labels(table: Table) -> list[str]:
    return [field.label for field in table.fields]


def field(label: str) -> Field:
    return next(field for table in (CONCERNS, CASE_AUDITS) for field in table.fields if field.label == label)


def write_xlsx(
    path: Path,
    concerns: Iterable[Row] = (CONCERN,),
    audits: Iterable[Row] = (AUDIT,),
    **sheets: Iterable[Row],
) -> Path:
    """A workbook with the two required sheets; each row a mapping from heading to value."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table, rows in ((CONCERNS, concerns), (CASE_AUDITS, audits)):
        sheet = book.create_sheet(table.sheet)
        sheet.append(labels(table))
        for row in rows:
            sheet.append([row.get(label) for label in labels(table)])
    book.save(path)
    return path


def filled_starter(folder: Path) -> Path:
    """The starter workbook with one concern and one audited case of Ash House, every item met."""
    write_templates(folder)
    drawn = {"Audit month": "04/2026", "Drawn as": "Random core", "Date audited": "20/04/2026"}
    words = {"Outcome wanted": "My own key.", "Whose words?": "The person"}
    rows = {
        "Concerns": CONCERN,
        "Case audits": CONCERN | drawn | words | {i.label: "Met" for i in AUDIT_ITEMS},
    }

    def edit(book: openpyxl.Workbook) -> None:
        for name, row in rows.items():
            for cell in book[name][1]:
                book[name].cell(3, cell.column).value = row.get(cell.value)

    return change(folder / STARTER, edit)


def change(path: Path, edit) -> Path:
    """Open a written workbook, let a function edit it, save it."""
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return path


def replace_part(path: Path, part: str, edit) -> Path:
    """Rewrite one part of the archive behind a workbook; ``edit`` takes and returns bytes, None drops it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = edit(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            if body is not None:
                archive.writestr(name, body)
    return path


def write_csv(path: Path, *lines: str, encoding: str = "utf-8", end: str = "\n") -> Path:
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return path


CONCERNS_HEAD = "service,case_id,person_id,date_raised,theme,age_band,immediate_danger,date_concluded"
CONCERNS_LINE = "Ash House,0042,P017,03/04/2026,other,,no,"


def sentences(issues, severity: str | None = None) -> str:
    return "\n".join(issue.sentence for issue in issues if severity in (None, issue.severity))
