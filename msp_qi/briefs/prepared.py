"""What a batch has read, checked and counted once, for its notebooks to take up service by service."""

import os
import pickle
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pandas as pd

from msp_qi.data.one_service import Parts
from msp_qi.data.validate import CheckResult
from msp_qi.learning.status import Status, statuses
from msp_qi.measures.compute import Measures, compute
from msp_qi.measures.one_service import counted

# Set for the batch's own processes alone; it names a folder that only this person can open.
VARIABLE = "MSP_QI_PREPARED"
# Counting many services together costs little more than counting one; so many are held in memory at once.
_TOGETHER = 100
_SHARED = "shared"


@dataclass(frozen=True)
class Prepared:
    """One service's part of the data, checked and counted.

    Parameters
    ----------
    checked : CheckResult
        The part of the data, and its issues; for all services together, the whole.
    measures : Measures, optional
        The counts of one service.
    made_at : Timestamp
        The moment that the pages of this batch speak of.
    """

    checked: CheckResult
    measures: Measures | None
    made_at: pd.Timestamp


@dataclass(frozen=True)
class Overview:
    """What is said of all services together.

    Parameters
    ----------
    checked : CheckResult
        The data as read and checked.
    made_at : Timestamp
        The moment that the pages speak of.
    status : mapping of str to Status
        Of every service with something to count.
    periods : Series
        The months that the data speak of.
    uncounted : DataFrame
        The rows that are counted nowhere; see :class:`Measures`.
    """

    checked: CheckResult
    made_at: pd.Timestamp
    status: Mapping[str, Status]
    periods: pd.Series
    uncounted: pd.DataFrame


def prepare(
    checked: CheckResult, made_at: pd.Timestamp, place: str, services: Collection[str], folder: Path
) -> Overview:
    """Count all services, and write what the pages of some of them need.

    Parameters
    ----------
    checked : CheckResult
        The data as read and checked.
    made_at : Timestamp
        The moment that the pages speak of.
    place : str
        Where the data are, as each notebook is told.
    services : collection of str
        Those that notebooks will be run for; an empty name for those about all of them.
    folder : Path
        Made here; a file for each service.

    Returns
    -------
    Overview
    """
    folder.mkdir()
    parts, status, lost = Parts(checked, made_at), dict[str, Status](), []
    periods = pd.Series(dtype="datetime64[s]")
    for some in _chunks(checked.data.services):
        measures = compute(parts.data(some), as_of=made_at)
        status |= {name: found for name, found in statuses(measures).items() if name in some}
        periods = periods if measures.table.empty else measures.table["period"].drop_duplicates()
        lost.append(measures.uncounted)
        for service, counts in counted(measures).items():
            if service in some and service in services:
                (folder / _name(service)).write_bytes(pickle.dumps((parts.checked(service), counts)))
    if "" in services:
        (folder / _name("")).write_bytes(pickle.dumps((checked, None)))
    uncounted = _once(lost)
    (folder / _SHARED).write_bytes(pickle.dumps((place, made_at, uncounted)))
    return Overview(checked, made_at, status, periods, uncounted)


def taken_up(place: str, service: str) -> Prepared | None:
    """What the batch has prepared of a service.

    Parameters
    ----------
    place : str
        Where the data are.
    service : str
        Full name; empty for all of them.

    Returns
    -------
    Prepared or None
        None outside a batch, or where it has read another place.
    """
    folder = Path(os.environ.get(VARIABLE, ""))
    if not place or not (folder / _SHARED).is_file() or not (folder / _name(service)).is_file():
        return None
    read_place, made_at, uncounted = pickle.loads((folder / _SHARED).read_bytes())
    if read_place != place:
        return None
    checked, counts = pickle.loads((folder / _name(service)).read_bytes())
    measures = None if counts is None else counts.measures(checked.data, uncounted, made_at)
    return Prepared(checked, measures, made_at)


def _chunks(services: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for first in range(0, len(services), _TOGETHER):
        yield services[first : first + _TOGETHER]


def _once(lost: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows that are counted nowhere; those that name no service were met with every chunk."""
    rows = pd.concat(lost, ignore_index=True)
    return rows.drop_duplicates().sort_values(list(rows.columns), kind="stable", ignore_index=True)


def _name(service: str) -> str:
    return sha256(service.encode("utf-8")).hexdigest()
