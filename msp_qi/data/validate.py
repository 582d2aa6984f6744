"""Check what a person filled in: the reader's issues and the rules', in one table and one sentence."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.data.grid import counted, shown
from msp_qi.data.headings import field_names, heading_key, named
from msp_qi.data.issues import Issue, Severity
from msp_qi.data.load import load, sort_issues
from msp_qi.data.rules import RULES, Context, Hit, Rule
from msp_qi.schema.field import Field, Table
from msp_qi.schema.fields import TABLES

COLUMNS = tuple(field.name for field in fields(Issue))
_PLURAL: dict[Severity, str] = {"error": "errors", "warning": "warnings", "note": "notes"}


@dataclass(frozen=True)
class CheckResult:
    """What a check found.

    Parameters
    ----------
    data : AuditData
        What was loaded.
    issues : tuple of Issue
        The reader's and the rules', in the order of file, sheet and row.
    """

    data: AuditData
    issues: tuple[Issue, ...]

    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings and notes may be there."""
        return not any(issue.severity == "error" for issue in self.issues)

    @property
    def table(self) -> pd.DataFrame:
        """One row for each issue: severity, file, sheet, row (``Int64``), column, value, expected, fix."""
        frame = pd.DataFrame([asdict(issue) for issue in self.issues], columns=list(COLUMNS))
        types = dict.fromkeys(COLUMNS, "str") | {"row": "Int64"}
        return frame.astype(types)

    @property
    def text(self) -> str:
        """What was found and what was read, in one or two sentences."""
        return f"{self._found()} {self._read()}"

    def _found(self) -> str:
        counts = Counter(issue.severity for issue in self.issues)
        said = [
            f"{counts[one]} {one if counts[one] == 1 else many}"
            for one, many in _PLURAL.items()
            if counts[one]
        ]
        names = [source.name for source in self.data.sources]
        files = _and([*names[:3], *([counted(len(names) - 3, "more file")] if len(names) > 3 else [])])
        if not said:
            return f"Nothing to mend in {files}."
        worst = next(issue for severity in _PLURAL for issue in self.issues if issue.severity == severity)
        return f"{_and(said)} in {files}: look first at {worst.place}."

    def _read(self) -> str:
        rows = [f"{counted(len(frame), 'row')} of {name}" for name, frame in self.data.tables.items()]
        return f"Read: {_and(rows)}." if rows else "No table was read."


def check(
    source: str | Path | AuditData,
    as_of: date | None = None,
    tables: Sequence[Table] = TABLES,
    mapping: str | Path | None = None,
) -> CheckResult:
    """Load, and apply every rule.

    Parameters
    ----------
    source : str, Path or AuditData
        A file, a folder, or what :func:`msp_qi.data.load.load` gave.
    as_of : date, optional
        Dates after this day lie in the future; today if not given.
    tables : sequence of Table
        What the columns mean.
    mapping : str or Path, optional
        How an export names its columns; see :func:`msp_qi.data.load.load`.

    Returns
    -------
    CheckResult
        Issues as a tuple, as a table and as text.

    Raises
    ------
    UserError
        When the file cannot be read at all.
    """
    data = source if isinstance(source, AuditData) else load(source, tables, mapping=mapping)
    context = Context(data.tables, tables, as_of or date.today())
    found = [issue for rule in RULES if rule.applies(data.tables) for issue in _issues(rule, context, data)]
    return CheckResult(data, sort_issues([*data.issues, *found]))


def _issues(rule: Rule, context: Context, data: AuditData) -> Iterator[Issue]:
    """One issue for each row that the rule hits, with every column; wrong cells are not told twice."""
    wrong = _wrong_cells(data, context.tables)
    needs = [tuple(need.split(".")) for need in rule.needs]
    rows: dict[tuple[str, int, str], list[Hit]] = {}
    for hit in rule.function(context):
        place = context.frames[hit.table].loc[hit.index, ["source_file", "source_sheet", "source_row"]]
        fields = {hit.field, *(field for table, field in needs if table == hit.table)}
        absent = any((*place.iloc[:2], hit.table, field) in data.absent for field in fields)
        # What a file has no column for is not collected there, and is no gap.
        if not absent and (*place, hit.field) not in wrong:
            rows.setdefault((hit.table, hit.index, hit.detail), []).append(hit)
    for (table, index, detail), hits in rows.items():
        yield _issue(rule, context, table, index, [hit.field for hit in hits], detail)


def _issue(rule: Rule, context: Context, name: str, index: int, hit: list[str], detail: str) -> Issue:
    table = next(table for table in context.tables if table.name == name)
    row = context.frames[name].loc[index].to_dict()
    fix = rule.fix.format(detail=detail)
    return Issue(
        rule.severity,
        str(row["source_file"]),
        str(row["source_sheet"]),
        int(row["source_row"]),
        ", ".join(table.field(field).label for field in hit),
        shown(_as_typed(row[hit[0]], table.field(hit[0]))),
        rule.expected,
        fix[:1].upper() + fix[1:],
    )


def _as_typed(value: Any, field: Field) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%d/%m/%Y %H:%M}" if field.kind == "date and time" else f"{value:%d/%m/%Y}"
    words = value if isinstance(value, str) else "" if pd.isna(value) else str(value)
    return next((answer.label for answer in field.answers if answer.code == words), words)


def _wrong_cells(data: AuditData, tables: Sequence[Table]) -> set[tuple[str, str, int, str]]:
    """File, sheet, row and field of every cell that the reader could not use."""
    wrong = set()
    for issue in data.errors:
        for table in tables if named(issue.sheet, tables) is None else [named(issue.sheet, tables)]:
            field = field_names(table).get(heading_key(issue.column)) if table is not None else None
            if field is not None and issue.row is not None:
                wrong.add((issue.file, issue.sheet, issue.row, field.name))
    return wrong


def _and(words: list[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
