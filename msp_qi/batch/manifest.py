"""What has been made: a line for each report, written when everything else of it is on the disk."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from msp_qi.batch.fingerprint import file_hash
from msp_qi.data.atomic import write_whole

NAME = "manifest.jsonl"


@dataclass(frozen=True)
class Made:
    """One notebook that was run for one service.

    Parameters
    ----------
    service, notebook : str
        Full name; name of the notebook without its ending.
    folder : str
        Name of the service's folder.
    fingerprint : str
        What the report depends on; see :func:`msp_qi.batch.fingerprint.fingerprint`.
    outputs : mapping of str to str
        Each file in the folder that was written, and its sha256.
    made_on : str
        The day, such as ``"2026-10-03"``.
    version : str
        Of msp_qi.
    """

    service: str
    notebook: str
    folder: str
    fingerprint: str
    outputs: dict[str, str]
    made_on: str
    version: str

    def stands(self, out: Path) -> bool:
        """Whether every file is there as it was written."""
        return bool(self.outputs) and all(
            path.is_file() and file_hash(path) == digest
            for path, digest in ((out / self.folder / name, digest) for name, digest in self.outputs.items())
        )


class Manifest:
    """The lines of one folder of reports.

    Parameters
    ----------
    out : Path
        The folder.
    """

    def __init__(self, out: Path) -> None:
        self._path = out / NAME
        self.made = {(line.service, line.notebook): line for line in _read(self._path)}

    def get(self, service: str, notebook: str) -> Made | None:
        """The latest line about a report, or None."""
        return self.made.get((service, notebook))

    def add(self, made: Made) -> None:
        """Add a line, and return when it is on the disk."""
        self.made[made.service, made.notebook] = made
        with self._path.open("ab") as file:
            file.write(_line(made))
            file.flush()
            os.fsync(file.fileno())

    def tidy(self) -> None:
        """Write one line a report: what was made anew has left older lines."""
        write_whole(self._path, b"".join(_line(made) for made in self.made.values()))


def _line(made: Made) -> bytes:
    # The line break comes first as well, so that a line that a kill has cut off spoils no other.
    return b"\n" + json.dumps(asdict(made), ensure_ascii=False).encode("utf-8") + b"\n"


def _read(path: Path) -> Iterable[Made]:
    for line in path.read_bytes().splitlines() if path.is_file() else ():
        try:
            yield Made(**json.loads(line))
        except (ValueError, TypeError):  # cut off by a kill, or by another version of msp_qi
            continue
