"""Sharing beyond what the person agreed: was it reviewed by a manager, and were staff briefed?"""

from msp_qi.measures.catalogue import named
from msp_qi.measures.compute import Measures
from msp_qi.measures.views.learning import deviations
from msp_qi.stats.comparison import per_cent

INDICATOR = "deviation_loop_closed"


def deviation_words(measures: Measures, service: str) -> str:
    """One line about the loop after a deviation (O3f).

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    service : str
        Which service.

    Returns
    -------
    str
    """
    if INDICATOR in measures.lacking(service) or service not in measures.data.services_of(
        "information_shares"
    ):
        return "Sharing beyond what the person agreed is not collected for this service, which is not a zero."
    rows = measures.context.rows("information_shares", deviations)
    rows = rows[
        rows["service"].eq(service) & (rows["shared_on"] <= measures.context.as_of) & rows["deviated"]
    ]
    if rows.empty:
        return "No sharing beyond what the person agreed is recorded."
    allowed = measures.context.timescales["deviation"].words
    due = rows[rows["fell_due"]]
    times = "once" if len(rows) == 1 else f"{len(rows)} times"
    said = f"Shared beyond what the person agreed, or not shown to be within it: {times}."
    if due.empty:
        return f"{said} None is {allowed} old yet, so none is late."
    closed, reviewed = int(due["closed"].sum()), int(due["review_on"].notna().sum())
    briefed = int(due["brief_issued_on"].notna().sum())
    return (
        f"{said} {closed} of the {len(due)} whose time is over ({per_cent(closed / len(due))}) were both reviewed by a "
        f"manager and briefed within {allowed}; early or late, {reviewed} were reviewed and {briefed} briefed. "
        f"{named(INDICATOR).left_out}"
    )
