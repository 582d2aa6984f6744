"""Read a mapping file: how an export of a case-management system calls its columns, answers and dates."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from msp_qi.data.cells import answer_key, read_cell
from msp_qi.data.grid import Cell
from msp_qi.data.headings import heading_key
from msp_qi.data.mapping_lines import Lines
from msp_qi.errors import UserError
from msp_qi.schema.field import Field, Kind, Table
from msp_qi.schema.fields import TABLES

MAPPING_NAME = "mapping.toml"
MAX_MAPPING_BYTES = 1_000_000
FORMATS: Mapping[str, Kind] = {
    "date_format": "date",
    "date_and_time_format": "date and time",
    "month_format": "month",
}
_TABLE_KEYS = ("table", "file", "sheet", "ignore", "columns", "constants", "answers", *FORMATS)
_DIRECTIVES = set("dmbBYHMSIp")


@dataclass(frozen=True)
class TableMapping:
    """How one table stands in the export.

    Parameters
    ----------
    table : Table
        The table, each mapped field under the heading that the export gives it.
    file, sheet : str
        Where it is: a file name, ``*`` for any letters; a sheet name. Empty for any.
    columns : mapping of str to int
        Heading in the export to the line of the mapping file that names it.
    constants : mapping of str to str
        Field to what every row holds.
    answers : mapping of str to mapping of str to str
        Field to what its codes mean, by :func:`msp_qi.data.cells.answer_key`.
    formats : mapping of str to str
        Kind of field to its format, such as ``{"date": "%d-%b-%Y"}``.
    ignore : tuple of str
        Headings of the export that are left out on purpose.
    line : int
        Where it begins in the mapping file.
    """

    table: Table
    file: str
    sheet: str
    columns: Mapping[str, int]
    constants: Mapping[str, str]
    answers: Mapping[str, Mapping[str, str]]
    formats: Mapping[str, str]
    ignore: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class ExportMapping:
    """A mapping file: its name and what it says of each table."""

    name: str
    tables: tuple[TableMapping, ...]


def read_mapping(path: Path, tables: tuple[Table, ...] = TABLES) -> ExportMapping:
    """Read and check a mapping file.

    Parameters
    ----------
    path : Path
        In TOML; ``data_templates/mapping_example.toml`` shows every part.
    tables : tuple of Table
        The tables it may speak of.

    Returns
    -------
    ExportMapping

    Raises
    ------
    UserError
        It is not there or no TOML, or it names a key, table, field, answer or format that does not exist; the
        sentence names the line.
    """
    try:
        if path.stat().st_size > MAX_MAPPING_BYTES:
            raise UserError(
                f"{path.name} is too large for a mapping file; look at the example in data_templates."
            )
        text = path.read_text(encoding="utf-8-sig")
        given = tomllib.loads(text)
    except OSError as error:
        raise UserError(
            f"The mapping file {path.name} cannot be opened ({error.strerror}); check its name."
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(
            f"{path.name} is not text in UTF-8; open it in an editor such as Notepad and save it as UTF-8."
        ) from error
    except RecursionError as error:
        raise UserError(f"{path.name} is no mapping file; look at the example in data_templates.") from error
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path.name} cannot be read as TOML ({error}); mend that place.") from error
    return _mapping(given, Lines(path.name, text), tables)


def _mapping(given: Mapping[str, object], lines: Lines, tables: tuple[Table, ...]) -> ExportMapping:
    lines.refuse_unknown(given, ("table", *FORMATS), 0)
    listed = given.get("table")
    if not isinstance(listed, list) or not listed:
        raise UserError(f"{lines.name} maps no table; begin one with a line [[table]].")
    formats = _formats(given, lines, 0)
    found = tuple(
        _table(entry, lines, number, tables, formats) for number, entry in enumerate(listed, start=1)
    )
    for entry in found:
        if len(found) > 1 and not entry.file and not entry.sheet:
            raise lines.error(entry.line, "says of no file or sheet where the table is; add file or sheet")
    return ExportMapping(lines.name, found)


def _table(
    entry: object, lines: Lines, number: int, tables: tuple[Table, ...], formats: Mapping[str, str]
) -> TableMapping:
    if not isinstance(entry, Mapping):
        raise UserError(f"{lines.name} must begin each table with a line [[table]], in double brackets.")
    lines.refuse_unknown(entry, _TABLE_KEYS, number)
    known = {table.name: table for table in tables}
    name = lines.word(entry, "table", number)
    if name not in known:
        raise lines.unknown("table", name, known, number)
    table = known[name]
    columns = _columns(lines.words(entry, "columns", number), lines, number, table)
    constants = _constants(lines.words(entry, "constants", number), lines, number, table, columns)
    headings = {field: heading for heading, field in columns.items()}
    fields = tuple(replace(field, label=headings.get(field.name, field.label)) for field in table.fields)
    return TableMapping(
        replace(table, fields=fields),
        lines.word(entry, "file", number, ""),
        lines.word(entry, "sheet", number, ""),
        {heading: lines.line(heading, number) for heading in columns},
        constants,
        _answers(entry.get("answers", {}), lines, number, table),
        {**formats, **_formats(entry, lines, number)},
        _ignored(entry.get("ignore", []), lines, number),
        lines.line("table", number),
    )


def _columns(given: Mapping[str, str], lines: Lines, number: int, table: Table) -> Mapping[str, str]:
    fields = {field.name: field for field in table.fields}
    taken: dict[str, str] = {}
    for heading, name in given.items():
        if name not in fields:
            raise lines.unknown("field", name, fields, number, heading)
        if name in taken:
            raise lines.error(
                lines.line(heading, number), f'maps "{heading}" to {name}, as "{taken[name]}" is already'
            )
        taken[name] = heading
    _refuse_twins(given, heading_key, lines, number)
    _refuse_headings_of_others(given, lines, number, table)
    return given


def _refuse_headings_of_others(given: Mapping[str, str], lines: Lines, number: int, table: Table) -> None:
    """A heading of the export that is, in the template, the heading of a field that is not mapped."""
    labels = {
        heading_key(field.label): field.name for field in table.fields if field.name not in given.values()
    }
    for heading, name in given.items():
        other = labels.get(heading_key(heading), name)
        if other != name:
            line = lines.line(heading, number)
            raise lines.error(
                line, f'maps "{heading}" to {name}, but it is the heading of {other}; map {other} as well'
            )


def _constants(
    given: Mapping[str, str], lines: Lines, number: int, table: Table, columns: Mapping[str, str]
) -> Mapping[str, str]:
    fields = {field.name: field for field in table.fields}
    for name, value in given.items():
        if name not in fields:
            raise lines.unknown("field", name, fields, number, name)
        if name in columns.values():
            raise lines.error(
                lines.line(name, number), f"gives {name} a constant value and a column; keep one of them"
            )
        _refuse_wrong_value(value, fields[name], lines, lines.line(name, number))
    return given


def _answers(given: object, lines: Lines, number: int, table: Table) -> Mapping[str, Mapping[str, str]]:
    if not isinstance(given, Mapping):
        raise lines.error(lines.line("answers", number), "must be a part such as [table.answers.theme]")
    fields = {field.name: field for field in table.fields}
    found: dict[str, Mapping[str, str]] = {}
    for name in given:
        if name not in fields:
            raise lines.unknown("field", name, fields, number, name)
        codes = lines.words(given, name, number)
        for code, meant in codes.items():
            _refuse_wrong_value(meant, fields[name], lines, lines.line(code, number))
        found[name] = {answer_key(code): meant for code, meant in codes.items()}
        _refuse_twins(codes, answer_key, lines, number)
    return found


def _refuse_twins(given: Iterable[str], key: Callable[[str], str], lines: Lines, number: int) -> None:
    """Two names that the reader cannot tell apart, since it looks at neither case nor spaces."""
    first: dict[str, str] = {}
    for name in given:
        other = first.setdefault(key(name), name)
        if other != name:
            raise lines.error(
                lines.line(name, number), f'holds "{name}", which is read as "{other}"; keep one of them'
            )


def _refuse_wrong_value(value: str, field: Field, lines: Lines, line: int) -> None:
    reading = read_cell(Cell(value), field)
    if reading.severity == "error" or reading.value is None:
        raise lines.error(
            line, f'gives {field.name} the value "{value}", which it cannot take. {reading.fix}'.rstrip(".? ")
        )


def _ignored(given: object, lines: Lines, number: int) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(heading, str) for heading in given):
        raise lines.error(lines.line("ignore", number), 'must list headings, such as ignore = ["Worker"]')
    return tuple(heading_key(heading) for heading in given)


def _formats(given: Mapping[str, object], lines: Lines, number: int) -> Mapping[str, str]:
    return {
        kind: _format(lines.word(given, key, number), kind, lines, lines.line(key, number))
        for key, kind in FORMATS.items()
        if key in given
    }


def _format(text: str, kind: Kind, lines: Lines, line: int) -> str:
    """A format that leaves nothing to guess: four digits of the year, and every part that the kind needs."""
    letters = [part[:1] for part in text.replace("%%", "").split("%")[1:]]
    if twice := [letter for letter in letters if letters.count(letter) > 1]:
        raise lines.error(line, f"has %{twice[0]} twice; keep one of them")
    parts = set(letters)
    if "y" in parts:
        raise lines.error(
            line, "has %y, and two digits do not tell the century; export the year in four digits, %Y"
        )
    if unknown := sorted(parts - _DIRECTIVES):
        near = get_close_matches(unknown[0], _DIRECTIVES, n=1)
        raise lines.error(
            line, f"has %{unknown[0]}, which is not known; use {', '.join('%' + p for p in (near or 'dmbY'))}"
        )
    needed = [("d", "the day, %d")] if kind != "month" else []
    needed += [("mbB", "the month, %m or %b"), ("Y", "the year, %Y")]
    needed += [("HI", "the hour, %H"), ("M", "the minute, %M")] if kind == "date and time" else []
    for either, words in needed:
        if not parts & set(either):
            raise lines.error(line, f'"{text}" lacks {words}')
    return text
