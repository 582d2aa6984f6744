"""Check what a person filled in: the reader's issues and the rules', in one table and one sentence."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from msp_qi.data.audit_data import SOURCE_COLUMNS, AuditData
from msp_qi.data.grid import counted, one_line, shown
from msp_qi.data.headings import field_names, heading_key, named
from msp_qi.data.issues import Issue, Severity
from msp_qi.data.load import load, sort_issues
from msp_qi.data.rules import RULES, Context, Hit, Rule
from msp_qi.schema.field import Field, Table
from msp_qi.schema.fields import TABLES

COLUMNS = tuple(field.name for field in fields(Issue) if field.name != "quoted")
LONGEST_DETAIL = 300
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
        names = list(dict.fromkeys(issue.file for issue in self.issues)) or [
            source.name for source in self.data.sources
        ]
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
    rows = _Rows(data, tables)
    found = [issue for rule in RULES if rule.applies(data.tables) for issue in _issues(rule, context, rows)]
    return CheckResult(data, sort_issues([*data.issues, *found]))


class _Rows:
    """The loaded rows by index label; each column is made a mapping once, since every row may break a rule."""

    def __init__(self, data: AuditData, tables: Sequence[Table]) -> None:
        self.wrong, self.absent = _wrong_cells(data, tables), data.absent
        self.tables = {table.name: table for table in tables}
        self._frames, self._columns = data.tables, dict[tuple[str, str], dict[Any, Any]]()

    def value(self, table: str, index: int, column: str) -> Any:
        """One cell of a loaded table."""
        key = (table, column)
        if key not in self._columns:
            self._columns[key] = self._frames[table][column].to_dict()
        return self._columns[key][index]

    def place(self, table: str, index: int) -> tuple[str, str, int]:
        """File, sheet and row."""
        file, sheet, row = (self.value(table, index, column) for column in SOURCE_COLUMNS)
        return str(file), str(sheet), int(row)


def _issues(rule: Rule, context: Context, rows: _Rows) -> Iterator[Issue]:
    """One issue for each row that the rule hits, with every column; wrong cells are not told twice."""
    needs = [tuple(need.split(".")) for need in rule.needs]
    found: dict[tuple[str, int, str], list[Hit]] = {}
    for hit in rule.function(context):
        file, sheet, row = rows.place(hit.table, hit.index)
        fields = {hit.field, *(field for table, field in needs if table == hit.table)}
        absent = any((file, sheet, hit.table, field) in rows.absent for field in fields)
        # What a file has no column for is not collected there, and is no gap.
        if not absent and row not in rows.wrong.get((file, sheet, hit.field), ()):
            found.setdefault((hit.table, hit.index, hit.detail), []).append(hit)
    for (table, index, detail), hits in found.items():
        yield _issue(rule, rows, table, index, [hit.field for hit in hits], detail)


def _issue(rule: Rule, rows: _Rows, name: str, index: int, hit: list[str], detail: str) -> Issue:
    table = rows.tables[name]
    file, sheet, row = rows.place(name, index)
    # A service or a case may be written over two lines or ten pages, a message not.
    said = one_line(detail[:LONGEST_DETAIL]) + ("…" if len(detail) > LONGEST_DETAIL else "")
    fix = one_line(rule.fix.format(detail=said))
    return Issue(
        rule.severity,
        file,
        sheet,
        row,
        ", ".join(table.field(field).label for field in hit),
        shown(_as_typed(rows.value(name, index, hit[0]), table.field(hit[0]))),
        rule.expected,
        fix[:1].upper() + fix[1:],
        said if rule.quotes_a_cell else "",
    )


def _as_typed(value: Any, field: Field) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%d/%m/%Y %H:%M}" if field.kind == "date and time" else f"{value:%d/%m/%Y}"
    words = value if isinstance(value, str) else "" if pd.isna(value) else str(value)
    return next((answer.label for answer in field.answers if answer.code == words), words)


def _wrong_cells(data: AuditData, tables: Sequence[Table]) -> dict[tuple[str, str, str], set[int]]:
    """The rows, by file, sheet and field, of every cell that the reader could not use."""
    wrong: dict[tuple[str, str, str], set[int]] = {}
    meant: dict[tuple[str, str], set[str]] = {}
    for issue in data.errors:
        if (issue.sheet, issue.column) not in meant:
            meant[issue.sheet, issue.column] = _fields_meant(issue, tables)
        if issue.row is not None:
            for name in meant[issue.sheet, issue.column]:
                wrong.setdefault((issue.file, issue.sheet, name), set()).add(issue.row)
    return wrong


def _fields_meant(issue: Issue, tables: Sequence[Table]) -> set[str]:
    """Names of the fields that an issue's heading may stand for."""
    table = named(issue.sheet, tables)
    names = (
        field_names(found).get(heading_key(issue.column)) for found in (tables if table is None else [table])
    )
    return {field.name for field in names if field is not None}


def _and(words: list[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
