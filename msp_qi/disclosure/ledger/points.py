"""Points of a series that were published: each stands where today's differs too little."""

import numpy as np
import pandas as pd

from msp_qi.disclosure.cells import Counts, labelled
from msp_qi.disclosure.ledger.file import Contents, SeriesEntry
from msp_qi.disclosure.ledger.standing import slight

COUNTED = ("numerator", "denominator")


def counted(table: pd.DataFrame, kind: str) -> Counts:
    """Numerator and denominator of each row, 0 for the denominator of a count.

    Raises
    ------
    UserError
        A count that is missing or no whole number of 0 or more.
    """
    if not len(table):
        return np.zeros((0, 2), dtype=np.int64)
    names = list(COUNTED if kind == "proportion" else COUNTED[:1])
    found = labelled(table[names].set_axis(range(1, len(table) + 1))).counts
    return found if kind == "proportion" else np.hstack([found, np.zeros_like(found)])


def stand(
    contents: Contents, name: str, profile: str, kind: str, keys: list[tuple[str, str]], new: Counts, k: int
) -> Counts:
    """The counts to publish, which are written down in the contents.

    A point stands where its numerator, its denominator or the rest differs by 1 to ``k - 1`` from what was published.
    """
    entry = _entry(contents, name, profile, kind)
    before = {(group, period): (met, of) for group, period, met, of in entry.points}
    earlier = np.array([before.get(key, tuple(pair)) for key, pair in zip(keys, new.tolist(), strict=True)])
    earlier = earlier.reshape(new.shape)
    close = np.asarray(slight(_with_rest(new), _with_rest(earlier), k).any(axis=1))
    kept = np.where(close[:, None], earlier, new)
    before |= {key: (met, of) for key, (met, of) in zip(keys, kept.tolist(), strict=True)}
    entry.points = [(*key, *pair) for key, pair in before.items()]
    return kept


def _with_rest(counts: Counts) -> Counts:
    return np.column_stack([counts, counts[:, 1] - counts[:, 0]])


def _entry(contents: Contents, name: str, profile: str, kind: str) -> SeriesEntry:
    for entry in contents.series:
        if (entry.name, entry.profile, entry.kind) == (name, profile, kind):
            return entry
    contents.series.append(SeriesEntry(name, profile, kind))
    return contents.series[-1]
