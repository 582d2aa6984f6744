"""What a batch has read and checked once, for its own notebooks to take up instead of reading the files again."""

import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msp_qi.data.validate import CheckResult

# Set for the batch's own processes alone; it names a file in a folder that only this person can open.
VARIABLE = "MSP_QI_READ_ONCE"


@contextmanager
def kept(place: str, checked: CheckResult, private: Path) -> Iterator[None]:
    """Keep what was read, for as long as the batch runs.

    Parameters
    ----------
    place : str
        Where the data are, as each notebook is told.
    checked : CheckResult
        The data as read and checked.
    private : Path
        A folder that goes with the batch.
    """
    path = private / "checked"
    path.write_bytes(pickle.dumps((place, checked)))
    os.environ[VARIABLE] = str(path)
    try:
        yield
    finally:
        del os.environ[VARIABLE]


def taken_up(place: str) -> CheckResult | None:
    """What the batch has kept of this place.

    Parameters
    ----------
    place : str
        Where the data are.

    Returns
    -------
    CheckResult or None
        None outside a batch, or where it has read another place.
    """
    path = os.environ.get(VARIABLE, "")
    if not place or not path:
        return None
    kept_place, checked = pickle.loads(Path(path).read_bytes())
    return checked if kept_place == place else None
