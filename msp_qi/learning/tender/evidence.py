"""Which claims the data of all services bear out, over the last twelve months."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.disclosure.rates import ProtectedRate, protect_rate
from msp_qi.disclosure.series import ProtectedSeries, protect_series
from msp_qi.learning.tender.claims import CLAIMS, Claim
from msp_qi.learning.tender.strength import Limits, limits, strength
from msp_qi.measures.catalogue import named
from msp_qi.measures.compute import Measures
from msp_qi.measures.indicator import Indicator

MONTHS = 12
ALL_SERVICES = "All services"
NOT_COLLECTED = "Not collected."
NOTHING = "Nothing to count in the period."
TOO_FEW = "Too few cases to report."
NOT_BORNE_OUT = "The figures do not show it for more than half."


@dataclass(frozen=True)
class Evidence:
    """A claim that the data bear out.

    Parameters
    ----------
    claim : Claim
        What is said.
    indicator : Indicator
        How it is counted.
    statement : str
        The claim, as strong as the interval allows.
    rate : ProtectedRate
        The share over the whole period.
    interval : Limits
        95 %.
    services : int
        How many services it comes from.
    series : ProtectedSeries
        The same by quarter, as far back as the data go.
    beside : ProtectedRate or None
        The share of the indicator without which it would mislead, over the same period.
    """

    claim: Claim
    indicator: Indicator
    statement: str
    rate: ProtectedRate
    interval: Limits
    services: int
    series: ProtectedSeries
    beside: ProtectedRate | None


@dataclass(frozen=True)
class NotYet:
    """A claim that is left out.

    Parameters
    ----------
    claim : Claim
        What cannot be said.
    why : str
        In a sentence without a number.
    """

    claim: Claim
    why: str


@dataclass(frozen=True)
class TenderEvidence:
    """What can be said, and what cannot yet.

    Parameters
    ----------
    first, last : Timestamp or None
        First day of the first and of the last month of the period; None where the data hold no whole month.
    evidenced : tuple of Evidence
        In the order of the claims.
    not_yet : tuple of NotYet
        The others.
    """

    first: pd.Timestamp | None
    last: pd.Timestamp | None
    evidenced: tuple[Evidence, ...]
    not_yet: tuple[NotYet, ...]


def tender_evidence(measures: Measures, claims: tuple[Claim, ...] = CLAIMS) -> TenderEvidence:
    """Weigh every claim against the last ``MONTHS`` whole months of all services together.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``, by month.
    claims : tuple of Claim
        What one would like to say.

    Returns
    -------
    TenderEvidence
    """
    table = measures.table
    this_month = measures.context.as_of.normalize().replace(day=1)
    table = table[(table["period"] < this_month) & (table["denominator"] > 0)]
    if table.empty:
        return TenderEvidence(
            None, None, (), tuple(NotYet(claim, _absent(measures, claim)) for claim in claims)
        )
    last = table["period"].max()
    first = last - pd.DateOffset(months=MONTHS - 1)
    found = [_weigh(measures, claim, table, first) for claim in claims]
    return TenderEvidence(
        first,
        last,
        tuple(each for each in found if isinstance(each, Evidence)),
        tuple(each for each in found if isinstance(each, NotYet)),
    )


def _absent(measures: Measures, claim: Claim) -> str:
    return NOT_COLLECTED if claim.indicator in measures.not_collected else NOTHING


def _weigh(measures: Measures, claim: Claim, table: pd.DataFrame, first: pd.Timestamp) -> Evidence | NotYet:
    rows = table[table["indicator"] == claim.indicator]
    lately = rows[rows["period"] >= first]
    if lately.empty:
        return NotYet(claim, _absent(measures, claim))
    rate = _share(lately)
    interval = limits(rate)
    if interval is None:
        return NotYet(claim, TOO_FEW)
    strong = strength(interval)
    if strong is None:
        return NotYet(claim, NOT_BORNE_OUT)
    statement = f"{strong.words} {claim.says}"
    services = int(lately["service"].nunique())
    series = _by_quarter(rows, measures.context.as_of)
    by = table[(table["indicator"] == claim.beside) & (table["period"] >= first)]
    beside = _share(by) if claim.beside else None
    return Evidence(claim, named(claim.indicator), statement, rate, interval, services, series, beside)


def _share(rows: pd.DataFrame) -> ProtectedRate:
    return protect_rate(int(rows["numerator"].sum()), int(rows["denominator"].sum()))


def _by_quarter(rows: pd.DataFrame, as_of: pd.Timestamp) -> ProtectedSeries:
    """Whole quarters only: one that is not over would look like a fall."""
    quarters = rows["period"].dt.to_period("Q")
    over = quarters.dt.end_time < as_of
    rows, quarter = rows[over], quarters[over].dt.start_time
    if rows.empty:
        return protect_series(pd.DataFrame(columns=["service", "period", "numerator", "denominator"]))
    sums = rows.groupby(quarter)[["numerator", "denominator"]].sum()
    every = pd.date_range(sums.index.min(), sums.index.max(), freq="QS")
    whole = sums.reindex(every, fill_value=0).astype("int64")
    # As names: on an axis of time the months within a quarter would look like months without a figure.
    names = [f"{quarter.year} Q{quarter.quarter}" for quarter in every]
    return protect_series(whole.assign(period=names, service=ALL_SERVICES))
