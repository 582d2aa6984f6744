"""The synthetic years as a workbook, so that it goes the whole road that a real one goes."""

import tempfile
from functools import cache
from pathlib import Path

from msp_qi.data.demo import MONTHS, PLANTED, demo_months, demo_tables, plant, truths
from msp_qi.data.template import write_workbook

DEMO_NAME = "synthetic_years.xlsx"
TRUTHS_NAME = "synthetic_truths.csv"


def write_demo(folder: Path, seed: int = 2026, services: int = len(PLANTED), months: int = MONTHS) -> Path:
    """Write the synthetic workbook, and beside it what was planted in it.

    Parameters
    ----------
    folder : Path
        Where; made if it is not there.
    seed : int
        The same seed makes the same rows.
    services, months : int
        How much to make.

    Returns
    -------
    Path
        The workbook. ``TRUTHS_NAME`` in the same folder says for each service which truth was planted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    planted = plant(services, months)
    path = folder / DEMO_NAME
    write_workbook(demo_tables(seed, planted, months), path)
    truths(planted, demo_months(months)).to_csv(folder / TRUTHS_NAME, index=False)
    return path


@cache
def demo_workbook() -> str:
    """A synthetic workbook in a temporary folder, for a notebook that was given no data."""
    return str(write_demo(Path(tempfile.mkdtemp(prefix="msp_qi_"))))
