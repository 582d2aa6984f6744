"""Why a service has nothing to count, in words: no row, cases added on purpose only, or nothing that applies."""

import pandas as pd

from msp_qi.measures.compute import Measures
from msp_qi.measures.context import CORE
from msp_qi.measures.counting import ITEMS

NO_CONCERN = "The data hold no concern of this service up to the day of the report: nothing can be said about concerns."
NO_AUDIT = (
    "The data hold no audited case of this service up to the day of the report: nothing can be said about what records "
    "show."
)
ONLY_TARGETED = (
    "No case of the random core was read: all were added on purpose. Only cases drawn at random are counted, because "
    "only they stand for all cases."
)
NOTHING_APPLIES = 'In every case that was read, each audit item was answered "not applicable".'


def nothing_counted(measures: Measures, service: str) -> tuple[str, ...]:
    """What a reader must know before a page full of "none to count".

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    service : str
        Which service.

    Returns
    -------
    tuple of str
        Empty where there are concerns and audited cases to count.
    """
    said = []
    concerns, audits = (_rows(measures, *core, service) for core in CORE)
    if not len(concerns):
        said.append(NO_CONCERN)
    core = audits[audits["sampled_as"].eq("random")] if len(audits) else audits
    if not len(audits):
        said.append(NO_AUDIT)
    elif not len(core):
        said.append(ONLY_TARGETED)
    elif (core[[name for name in ITEMS if name in core]] == "na").all(axis=None):
        said.append(NOTHING_APPLIES)
    return tuple(said)


def _rows(measures: Measures, table: str, dated: str, service: str) -> pd.DataFrame:
    """The rows of a service up to the day of the report."""
    rows = measures.context.tables.get(table, pd.DataFrame({"service": [], dated: pd.to_datetime([])}))
    return rows[rows["service"].eq(service) & measures.context.happened(rows[dated])]
