"""One sentence for each service: what changed, and whether somebody should look first."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.learning.findings import verdict_table
from msp_qi.measures.catalogue import named
from msp_qi.measures.compute import Measures

# A month with one of these was reported.
_REPORTED = ("concerns_raised", "sample_completed")

# More titles than this are counted, not listed.
MOST_LISTED = 2


@dataclass(frozen=True)
class Status:
    """What an index says of one service.

    Parameters
    ----------
    sentence : str
        What got worse, what improved, and how much cannot be told.
    needs_look : bool
        Something got worse.
    """

    sentence: str
    needs_look: bool


def statuses(measures: Measures) -> dict[str, Status]:
    """Sum up the verdicts of each service, and say where it has fallen silent.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.

    Returns
    -------
    dict of str to Status
    """
    silent = _silent_since(measures.table)
    verdicts = verdict_table(measures)
    return {
        str(service): _status(rows, silent.get(str(service), ""))
        for service, rows in verdicts.groupby("service")
    }


def _silent_since(table: pd.DataFrame) -> dict[str, str]:
    """Services without a single case in the last month of the data, and since when."""
    # What falls due goes on without anybody reporting, so only what somebody recorded breaks the silence.
    reported = table["indicator"].isin(_REPORTED) & (table["numerator"] > 0)
    counted = table[reported]
    last = counted.groupby("service")["period"].max()
    never = {str(service): "No case was counted." for service in set(table["service"]) - set(last.index)}
    quiet = last[last < table["period"].max()]
    return never | {
        str(service): f"No case was counted after {month:%B %Y}." for service, month in quiet.items()
    }


def _status(rows: pd.DataFrame, silent: str) -> Status:
    titles = {
        verdict: [named(name).title for name in group["indicator"]]
        for verdict, group in rows.groupby("verdict")
    }
    worse, better = titles.get("worsened", []), titles.get("improved", [])
    unsure = len(titles.get("cannot tell", []))
    said = [silent] if silent else []
    said += [f"Got worse: {_listed(worse)}."] if worse else []
    said += [f"Improved: {_listed(better)}."] if better else []
    if not worse and not better and unsure < len(rows):
        said.append("No clear change.")
    if unsure:
        said.append(f"Too few cases to tell for {unsure} of {len(rows)} questions.")
    return Status(" ".join(said), needs_look=bool(worse or silent))


def _listed(titles: list[str]) -> str:
    names = "; ".join(titles[:MOST_LISTED])
    rest = len(titles) - MOST_LISTED
    return f"{names}; and {rest} more" if rest > 0 else names
