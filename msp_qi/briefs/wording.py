"""Small pieces of wording that several pages share, each written once."""

import pandas as pd

from msp_qi.briefs.document import Provenance
from msp_qi.data.audit_data import AuditData
from msp_qi.measures.compute import Measures
from msp_qi.stats.comparison import per_cent

NOT_A_ZERO = "which is not the same as not met: no file that was read has the columns for it."


def month(date: pd.Timestamp) -> str:
    """A month as people write it.

    Examples
    --------
    >>> month(pd.Timestamp("2026-04-01"))
    'Apr 2026'
    """
    return date.strftime("%b %Y")


def day(date: pd.Timestamp) -> str:
    """A day as people write it.

    Examples
    --------
    >>> day(pd.Timestamp("2026-04-03"))
    '3 April 2026'
    """
    return f"{date.day} {date:%B %Y}"


def out_of(numerator: int, denominator: int) -> str:
    """A share that always carries its n.

    Examples
    --------
    >>> out_of(3, 4), out_of(0, 0)
    ('3 of 4 (75 %)', 'none to count')
    """
    return (
        f"{numerator} of {denominator} ({per_cent(numerator / denominator)})"
        if denominator
        else "none to count"
    )


def stretch(periods: pd.Series) -> str:
    """First and last month of a series; one month by itself."""
    if periods.empty:
        return "no months"
    first, last = month(periods.min()), month(periods.max())
    return first if first == last else f"{first} to {last}"


def rows_not_counted(measures: Measures) -> str:
    """One sentence about rows that are counted nowhere; empty where there are none."""
    return uncounted_words(measures.uncounted)


def uncounted_words(lost: pd.DataFrame) -> str:
    """The same from the rows themselves; see ``Measures.uncounted``."""
    if lost.empty:
        return ""
    counts = lost["reason"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    reasons = "; ".join(f"{count} because {reason}" for reason, count in counts.items())
    rows = "1 row of the data is" if len(lost) == 1 else f"{len(lost)} rows of the data are"
    return f"{rows} counted nowhere: {reasons}. See Check the data for the places."


def provenance(data: AuditData, version: str, made_at: pd.Timestamp, **parameters: str) -> Provenance:
    """Where a document's figures come from.

    Parameters
    ----------
    data : AuditData
        What was read.
    version : str
        Version of msp_qi.
    made_at : Timestamp
        When the document was made.
    **parameters : str
        What was asked for.

    Returns
    -------
    Provenance
    """
    return Provenance(
        data=tuple((source.name, source.sha256) for source in data.sources),
        version=version,
        made_at=f"{day(made_at)}, {made_at:%H:%M}",
        parameters=tuple(parameters.items()),
    )
