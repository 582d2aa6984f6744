"""How the person took part, stage by stage and month by month."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.measures.compute import Measures
from msp_qi.measures.views.audits import STAGES, stages_of_cases
from msp_qi.settings import RECENT_MONTHS
from msp_qi.stats.comparison import per_cent

_TOOK_PART = ("led", "involved")
_DOES_NOT_APPLY = ("not_possible", "not_reached")
STAGE_NAMES = {stage: stage.capitalize() for stage in STAGES}


@dataclass(frozen=True)
class Involvement:
    """Involvement of one service by stage and month.

    Parameters
    ----------
    table : DataFrame
        row (name of the stage), period, numerator, denominator; a row for each stage and month.
    sentence : str
        Where people take part least, with its n.
    """

    table: pd.DataFrame
    sentence: str


def involvement(measures: Measures, service: str) -> Involvement | None:
    """Count how many led or were involved at each stage.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    service : str
        Which service.

    Returns
    -------
    Involvement or None
        None where the stages are not collected, or no case was audited.
    """
    if "involved_at_every_stage" in measures.lacking(service) or "case_audits" not in measures.data.tables:
        return None
    rows = measures.context.rows("case_audits", stages_of_cases)
    rows = rows[rows["service"].eq(service) & rows["audited"] & ~rows["level"].isin(_DOES_NOT_APPLY)]
    if rows.empty:
        return None
    table = _table(rows, measures)
    return Involvement(table, _sentence(table))


def _table(rows: pd.DataFrame, measures: Measures) -> pd.DataFrame:
    counted = pd.DataFrame(
        {
            "row": rows["stage"].map(STAGE_NAMES),
            "period": rows["audit_month"].dt.to_period("M").dt.to_timestamp(),
            "numerator": rows["level"].isin(_TOOK_PART).astype("int64"),
            "denominator": 1,
        }
    )
    sums = counted.groupby(["row", "period"])[["numerator", "denominator"]].sum()
    months = pd.period_range(counted["period"].min(), counted["period"].max(), freq="M").to_timestamp()
    grid = pd.MultiIndex.from_product([list(STAGE_NAMES.values()), months], names=["row", "period"])
    return sums.reindex(grid, fill_value=0).reset_index()


def _sentence(table: pd.DataFrame) -> str:
    months = sorted(table["period"].unique())[-RECENT_MONTHS:]
    sums = table[table["period"].isin(months)].groupby("row")[["numerator", "denominator"]].sum()
    sums = sums[sums["denominator"] > 0]
    if sums.empty:
        return f"In the last {RECENT_MONTHS} months no stage was reached in the cases that were read."
    least = str((sums["numerator"] / sums["denominator"]).idxmin())
    shown, counted = (int(value) for value in sums.loc[least].to_numpy())
    return (
        f"In the last {len(months)} months people took part least at {least.lower()}: {shown} of {counted} "
        f"({per_cent(shown / counted)}). Stages not reached, or not possible with a reason, are left out."
    )
