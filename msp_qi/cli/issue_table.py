"""Issues as a table that can be read in a terminal of 80 columns, and as json."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from msp_qi.data.grid import counted
from msp_qi.data.issues import Issue, Severity
from msp_qi.data.validate import CheckResult

WIDTH = 80
_PLACE, _COLUMN = 10, 20
# Rows, or columns, of one issue that are named; the others are counted.
MOST_ROWS_NAMED = 3
# The same words about more files or sheets than this are told once; `--all` tells each.
MOST_PLACES_TOLD = 3
# Different wrong values of one column that are each told; more of them are counted, and `--all` tells each.
MOST_VALUES_TOLD = 10
_TITLES: dict[Severity, str] = {
    "error": "ERRORS: the cell or row cannot be used",
    "warning": "WARNINGS: used as it is, and probably wrong",
    "note": "NOTES: worth knowing",
}


def issue_table(issues: Sequence[Issue], every_one: bool = False) -> str:
    """The issues grouped by severity and place; the same thing in many rows is told once, with its count.

    Parameters
    ----------
    issues : sequence of Issue
        In the order of file, sheet and row.
    every_one : bool
        Tell each one.

    Returns
    -------
    str
        No line is longer than ``WIDTH``; empty where there is no issue.
    """
    lines: list[str] = []
    for severity, title in _TITLES.items():
        found = [issue for issue in issues if issue.severity == severity]
        if found:
            lines += [f"{title} ({len(found):,})", "=" * WIDTH]
            lines += _one_severity(found, every_one)
    return "\n".join(lines)


def _one_severity(issues: Sequence[Issue], every_one: bool) -> Iterator[str]:
    everywhere = [] if every_one else _told_of_many_places(issues)
    told = {id(issue) for alike in everywhere for issue in alike}
    groups: dict[tuple[object, ...], list[Issue]] = {}
    for place, issue in enumerate(issue for issue in issues if id(issue) not in told):
        same = (issue.file, issue.sheet, issue.column, issue.expected, place if every_one else None)
        groups.setdefault(same, []).append(issue)
    where = ""
    for group in [*everywhere, *(part for alike in groups.values() for part in _told_apart(alike))]:
        first = group[0]
        if (heading := _heading(group)) != where:
            where = heading
            yield from textwrap.wrap(heading, WIDTH)
            yield from _columns("Row", "Column", ["What it is, and what to do"])
            yield "-" * WIDTH
        yield from _columns(_rows(group), _named(first.column), _words(group))
        yield ""


def _told_of_many_places(issues: Sequence[Issue]) -> list[list[Issue]]:
    """Issues that say the same words of the same row in many files or sheets."""
    groups: dict[tuple[object, ...], list[Issue]] = {}
    for issue in issues:
        same = (issue.row, issue.column, issue.value, issue.expected, issue.fix)
        groups.setdefault(same, []).append(issue)
    return [alike for alike in groups.values() if len({_place(issue) for issue in alike}) > MOST_PLACES_TOLD]


def _place(issue: Issue) -> str:
    return f"{issue.file}, sheet {issue.sheet}" if issue.sheet else issue.file


def _heading(group: Sequence[Issue]) -> str:
    """The file and sheet of a group, or the first of many."""
    places = list(dict.fromkeys(map(_place, group)))
    if len(places) <= MOST_PLACES_TOLD:
        return "; ".join(places)
    return f"{'; '.join(places[:MOST_PLACES_TOLD])} and {len(places) - MOST_PLACES_TOLD:,} more"


def _told_apart(group: Sequence[Issue]) -> list[list[Issue]]:
    """A few different values are each told; only where they are many does the first stand for all."""
    kinds: dict[tuple[str, str], list[Issue]] = {}
    for issue in group:
        kinds.setdefault((issue.value, issue.fix), []).append(issue)
    return list(kinds.values()) if len(kinds) <= MOST_VALUES_TOLD else [list(group)]


def _rows(group: Sequence[Issue]) -> str:
    """The first rows by number, and how many more there are."""
    numbers = list(dict.fromkeys(str(issue.row) for issue in group if issue.row is not None))
    if len(numbers) > MOST_ROWS_NAMED:
        return f"{', '.join(numbers[:MOST_ROWS_NAMED])} and {len(numbers) - MOST_ROWS_NAMED:,} more"
    return ", ".join(numbers) or "whole"


def _named(column: str) -> str:
    """The heading, or the first of many."""
    headings = column.split(", ")
    if len(headings) <= MOST_ROWS_NAMED + 1:
        return column
    return f"{', '.join(headings[:MOST_ROWS_NAMED])} and {len(headings) - MOST_ROWS_NAMED} more"


def _words(group: Sequence[Issue]) -> list[str]:
    first = group[0]
    found = f'Found "{first.value}". ' if first.value else ""
    alike = len({(issue.value, issue.fix) for issue in group}) == 1
    times = f"{counted(len(group), 'time')}{'. ' if alike else ', the first: '}" if len(group) > 1 else ""
    return [f"{times}{found}Expected: {first.expected}.", f"-> {first.fix}"]


def _columns(place: str, column: str, words: Sequence[str]) -> Iterator[str]:
    """Three columns side by side, each wrapped in its own width."""
    third = [line for text in words for line in textwrap.wrap(text, WIDTH - _PLACE - _COLUMN - 2)]
    cells = [textwrap.wrap(place, _PLACE), textwrap.wrap(column, _COLUMN), third]
    for number in range(max(map(len, cells))):
        left, middle, right = (cell[number] if number < len(cell) else "" for cell in cells)
        yield f"{left:<{_PLACE}} {middle:<{_COLUMN}} {right}".rstrip()


def as_json(result: CheckResult) -> str:
    """The result for a program: places, words and counts. The values of cells are left out, since json is kept.

    Parameters
    ----------
    result : CheckResult
        From ``msp_qi.data.validate.check``.

    Returns
    -------
    str
        ``ok``, ``files`` (name, sha256), ``rows`` by table, ``issues`` without their value.
    """
    left_out = ("value", "quoted")
    issues = [
        {key: said for key, said in asdict(issue).items() if key not in left_out} | {"fix": issue.kept_fix}
        for issue in result.issues
    ]
    return json.dumps(
        {
            "ok": result.ok,
            "files": [asdict(source) for source in result.data.sources],
            "rows": {name: len(frame) for name, frame in result.data.tables.items()},
            "issues": issues,
        },
        ensure_ascii=False,
        indent=2,
    )
