"""Write a file whole or not at all."""

import os
import tempfile
from pathlib import Path


def write_whole(path: str | Path, content: bytes, *, private: bool = False) -> Path:
    """Write to a temporary file in the same folder, flush it to disk, then give it its name.

    Parameters
    ----------
    path : str or Path
        Its folder must exist. A file that is there already is replaced in one step.
    content : bytes
        All of it.
    private : bool
        Only its owner may read it, where the system knows of owners.

    Returns
    -------
    Path
        Where it was written.
    """
    path = Path(path)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".msp_qi-", suffix=".part")
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
    return path


def _usual_mode() -> int:
    """mkstemp makes a file that only its owner reads; a report has the mode of any other new file."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
