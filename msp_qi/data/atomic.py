"""Write a file whole or not at all."""

import json
import os
import tempfile
from hashlib import sha256
from pathlib import Path

# How a file that is not whole yet is called; what a kill has left of these is swept up by the next batch.
UNFINISHED = (".msp_qi-", ".part")
# Set by a batch for one notebook; it names a file to which a line is added for each file that was written.
JOURNAL = "MSP_QI_WRITTEN"


def write_whole(
    path: str | Path, content: bytes, journal: str | Path | None = None, *, private: bool = False
) -> Path:
    """Write to a temporary file in the same folder, flush it to disk, then give it its name.

    Parameters
    ----------
    path : str or Path
        Its folder must exist. A file that is there already is replaced in one step.
    content : bytes
        All of it.
    journal : str or Path, optional
        Where to note that it was written; what ``JOURNAL`` names when not given.
    private : bool
        Only its owner may read it, where the system knows of owners.

    Returns
    -------
    Path
        Where it was written.
    """
    path = Path(path)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED[0], suffix=UNFINISHED[1])
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            Path(temporary).chmod(_usual_mode())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _note(path, content, journal or os.environ.get(JOURNAL))
    return path


def _note(path: Path, content: bytes, journal: str | Path | None) -> None:
    if journal:
        with Path(journal).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps([str(path.resolve()), sha256(content).hexdigest()]) + "\n")


def written(journal: Path) -> dict[Path, str]:
    """What was written since the journal was named in ``JOURNAL``.

    Parameters
    ----------
    journal : Path
        Need not be there.

    Returns
    -------
    dict of Path to str
        Each file and the sha256 of what was last written to it.
    """
    lines = journal.read_text(encoding="utf-8").splitlines() if journal.exists() else []
    return {Path(path): digest for path, digest in map(json.loads, lines)}


def _usual_mode() -> int:
    """mkstemp makes a file that only its owner reads; a report has the mode of any other new file."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
