"""Is it a method, or somebody's style: do teams of one service differ in how far cases follow the method?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from msp_qi.measures.compute import Measures
from msp_qi.settings import METHOD_SHARE
from msp_qi.stats import exact_interval
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.constants import LEVEL

INDICATOR = "method_by_team"
# So many months: long enough for cases, short enough to speak of the team as it is.
MONTHS = 12
# A chi-squared test means little where fewer than this are expected in a cell (Cochran 1954, doi:10.2307/3001666).
FEWEST_EXPECTED = 5
NEVER_A_WORKER = "It says nothing about any one worker."


@dataclass(frozen=True)
class Teams:
    """The teams of one service beside each other.

    Parameters
    ----------
    table : DataFrame
        team, numerator (cases that follow the method), denominator (cases read), value, lower, upper (exact 95 %
        interval); a row a team, by name, never by value.
    sentence : str
        Whether they differ, how sure that is, and what not to conclude.
    """

    table: pd.DataFrame
    sentence: str


def teams(measures: Measures, service: str) -> Teams | None:
    """Set the teams of one service beside each other, over the last ``MONTHS`` months.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``, by month.
    service : str
        Which service.

    Returns
    -------
    Teams or None
        None where no team is recorded.
    """
    rows = measures.apart
    rows = rows[rows["service"].eq(service) & rows["indicator"].eq(INDICATOR)]
    if rows.empty:
        return None
    since = rows["period"].max() - pd.DateOffset(months=MONTHS - 1)
    sums = rows[rows["period"] >= since].groupby("part")[["numerator", "denominator"]].sum()
    lower, upper = exact_interval(sums["numerator"], sums["denominator"])
    table = sums.assign(value=sums["numerator"] / sums["denominator"], lower=lower, upper=upper)
    table = table.rename_axis("team").reset_index()
    return Teams(table, _sentence(table))


def _sentence(table: pd.DataFrame) -> str:
    counts = np.array([table["numerator"], table["denominator"] - table["numerator"]])
    if len(table) == 1:
        said = "Only one team is recorded, so that there is nothing to compare."
    elif not counts.sum(axis=1).all():
        follow = "all of the cases follow" if counts[0].any() else "none of the cases follows"
        said = f"In every team {follow} the method."
    else:
        tested = stats.chi2_contingency(counts, correction=False)
        if tested.expected_freq.min() < FEWEST_EXPECTED:
            said = "Too few cases were read to tell whether the teams differ."
        elif tested.pvalue <= LEVEL:
            said = "The teams differ by more than chance would explain: this is not yet one method."
        else:
            said = (
                "The teams differ no more than chance would make them. That is no proof that they work alike."
            )
    follows = f"A case follows the method when at least {per_cent(METHOD_SHARE)} of the audit items that apply are met."
    return f"{said} {NEVER_A_WORKER} {follows}"
