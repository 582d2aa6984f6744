"""One sentence for each service: what changed, and whether somebody should look first."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.measures.catalogue import named

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


def statuses(verdicts: pd.DataFrame) -> dict[str, Status]:
    """Sum up the verdicts of each service.

    Parameters
    ----------
    verdicts : DataFrame
        service, indicator, verdict, as ``verdict_table`` gives them.

    Returns
    -------
    dict of str to Status
    """
    return {str(service): _status(rows) for service, rows in verdicts.groupby("service")}


def _status(rows: pd.DataFrame) -> Status:
    titles = {
        verdict: [named(name).title for name in group["indicator"]]
        for verdict, group in rows.groupby("verdict")
    }
    worse, better = titles.get("worsened", []), titles.get("improved", [])
    unsure = len(titles.get("cannot tell", []))
    said = [f"Got worse: {_listed(worse)}."] if worse else []
    said += [f"Improved: {_listed(better)}."] if better else []
    said += [] if said else ["No clear change."]
    if unsure:
        said.append(f"{unsure} of {len(rows)} cannot be told yet.")
    return Status(" ".join(said), needs_look=bool(worse))


def _listed(titles: list[str]) -> str:
    names = "; ".join(titles[:MOST_LISTED])
    rest = len(titles) - MOST_LISTED
    return f"{names}; and {rest} more" if rest > 0 else names
