"""Journeys with the check-ins that were missed."""

import pandas as pd

from msp_qi.measures.context import Context


def with_missed_checkins(context: Context) -> pd.DataFrame:
    """Journeys with ``checkins_missed``: due less made, none made where that is blank, never below 0."""
    rows = context.tables["journeys"]
    missed = rows["checkins_due"] - rows["checkins_made"].fillna(0)
    return rows.assign(checkins_missed=missed.clip(lower=0))
