"""The ledger's file: read whole, checked, and written whole or not at all."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from msp_qi.data.atomic import write_whole
from msp_qi.errors import UserError

FORMAT, VERSION = "msp_qi release ledger", 1
NOTE = "Private: holds true small counts. Keep it inside the service; never publish or send it."
_WAIT_SECONDS = 30


@dataclass(frozen=True)
class TableRelease:
    """One publication of a table: its true counts, its settings, and which figures were hidden (totals last)."""

    on: str
    k: int
    base: int
    counts: list[list[int]]
    hidden: list[list[int]]


@dataclass
class TableEntry:
    """All publications of one table."""

    name: str
    period: str
    profile: str
    rows: list[str]
    columns: list[str]
    releases: list[TableRelease] = field(default_factory=list)


@dataclass
class SeriesEntry:
    """What stands published of one series: group, period, numerator and denominator of each point."""

    name: str
    profile: str
    kind: str
    points: list[tuple[str, str, int, int]] = field(default_factory=list)


@dataclass
class Contents:
    """Everything that was published."""

    tables: list[TableEntry] = field(default_factory=list)
    series: list[SeriesEntry] = field(default_factory=list)


@contextmanager
def opened(path: Path) -> Iterator[Contents]:
    """The contents, to be added to; written when the block ends well, and by one program at a time.

    Raises
    ------
    UserError
        Where there is no such folder, the file is damaged, or another program holds it.
    """
    if not path.parent.is_dir():
        raise UserError(
            f"There is no folder {path.parent.name} for the release ledger {path.name}; make it first."
        )
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=_WAIT_SECONDS)
    try:
        with lock:
            contents = read(path)
            yield contents
            written = _as_bytes(contents)
            if not path.exists() or path.read_bytes() != written:
                write_whole(path, written, private=True)
    except Timeout as held:
        raise UserError(
            f"Another program is using the release ledger {path.name}; try again when it is done."
        ) from held


def read(path: Path) -> Contents:
    """The contents of the file; empty where there is none yet.

    Raises
    ------
    UserError
        Where the file is not what was written: nothing may be published on the strength of a guess.
    """
    if not path.exists():
        return Contents()
    try:
        found = json.loads(path.read_bytes().decode("utf-8"))
        if (found["format"], found["version"]) != (FORMAT, VERSION) or found["sha256"] != _hash(
            found["contents"]
        ):
            raise ValueError
        return _contents(found["contents"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as damaged:
        raise UserError(
            f"The release ledger {path.name} cannot be read, so nobody can tell what was published before; put back a "
            "copy of it. If there is none, rename it and begin a new one, and do not publish an old period again."
        ) from damaged


def _contents(found: dict[str, Any]) -> Contents:
    tables = [
        TableEntry(**{**each, "releases": [TableRelease(**one) for one in each["releases"]]})
        for each in found["tables"]
    ]
    series = [
        SeriesEntry(
            **{**each, "points": [(*map(str, one[:2]), int(one[2]), int(one[3])) for one in each["points"]]}
        )
        for each in found["series"]
    ]
    return Contents(tables, series)


def _as_bytes(contents: Contents) -> bytes:
    plain = asdict(contents)
    whole = {"format": FORMAT, "version": VERSION, "note": NOTE, "sha256": _hash(plain), "contents": plain}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _hash(contents: object) -> str:
    return hashlib.sha256(json.dumps(contents, sort_keys=True).encode("utf-8")).hexdigest()
