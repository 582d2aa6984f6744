"""What a report depends on, in one hash: data, parameters, notebook and version."""

import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from msp_qi import __version__
from msp_qi.data.files import find_files
from msp_qi.data.load import mapping_file

_PROGRAM = (".py", ".j2", ".css")


def data_hash(data: Path, mapping: Path | None = None) -> str:
    """The hash of every file that is read, with its name, and of the mapping file.

    Parameters
    ----------
    data : Path
        A file or a folder.
    mapping : Path, optional
        How an export names its columns.

    Returns
    -------
    str
        A sha256; the same as long as no file is added, taken away, renamed or changed.

    Raises
    ------
    UserError
        When there is nothing to read.
    """
    read, _ = find_files(data)
    described_by = mapping_file(data, mapping)
    read += [described_by] if described_by is not None and described_by.is_file() else []
    return hash_of([(path.name, file_hash(path)) for path in read])


def fingerprint(data: str, service: str, notebook: Path) -> str:
    """What one report depends on.

    Parameters
    ----------
    data : str
        From :func:`data_hash`.
    service : str
        Full name.
    notebook : Path
        As shipped.

    Returns
    -------
    str
        A sha256.
    """
    return hash_of([data, service, notebook.name, _notebook_hash(notebook), program_hash()])


def file_hash(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as file:
        digest = sha256()
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


@cache
def _notebook_hash(notebook: Path) -> str:
    return file_hash(notebook)


@cache
def program_hash() -> str:
    """The version and the program itself: who works on msp_qi changes one without the other."""
    package = Path(str(files("msp_qi")))
    source = sorted(path for path in package.rglob("*") if path.suffix in _PROGRAM)
    return hash_of(
        [__version__, *((path.relative_to(package).as_posix(), file_hash(path)) for path in source)]
    )


def hash_of(parts: Sequence[object]) -> str:
    """The sha256 of texts, lists and tuples, as json."""
    return sha256(json.dumps(parts).encode("utf-8")).hexdigest()
