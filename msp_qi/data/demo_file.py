"""The synthetic year as a workbook, so that it goes the whole road that a real one goes."""

import tempfile
from functools import cache
from pathlib import Path

from msp_qi.data.demo import demo_tables
from msp_qi.data.template import write_workbook

DEMO_NAME = "synthetic_year.xlsx"


def write_demo(folder: Path, seed: int = 2026) -> Path:
    """Write the synthetic workbook.

    Parameters
    ----------
    folder : Path
        Where; made if it is not there.
    seed : int
        The same seed makes the same rows.

    Returns
    -------
    Path
        The workbook.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / DEMO_NAME
    write_workbook(demo_tables(seed), path)
    return path


@cache
def demo_workbook() -> str:
    """A synthetic workbook in a temporary folder, for a notebook that was given no data."""
    return str(write_demo(Path(tempfile.mkdtemp(prefix="msp_qi_"))))
