"""What the audits of one case, or of the cases of one theme, found good and weak."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.learning.brief.item_words import ITEM_WORDS, ItemWords
from msp_qi.learning.brief.said import Gap
from msp_qi.measures.catalogue.items import ITEM_INDICATORS
from msp_qi.measures.context import Context
from msp_qi.measures.views.audits import audited_cases
from msp_qi.settings import MINIMUM_CASES

_INDICATORS = {indicator.needs[0]: indicator for indicator in ITEM_INDICATORS}
_IN_PART = {"partly": " (partly met)", "cannot_tell": " (cannot be told from the record)"}
# An item counts as a strength of a theme where it was met in at least this share.
STRONG_SHARE = 0.75


@dataclass(frozen=True)
class AuditFacts:
    """What the audits of some cases say.

    Parameters
    ----------
    cases : int
        How many were read.
    worked : tuple of str
        Sentences, the clearest first.
    gaps : tuple of Gap
        The weakest first.
    """

    cases: int
    worked: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


def audited(context: Context, service: str) -> pd.DataFrame:
    """The audits of a service that were done, targeted ones as well: a brief may speak of a case read on purpose."""
    if "case_audits" not in context.tables:
        return pd.DataFrame(columns=["case_id"])
    rows = context.rows("case_audits", audited_cases)
    return rows[rows["service"].eq(service) & rows["read"]].sort_values("audit_month", kind="stable")


def one_case(rows: pd.DataFrame) -> AuditFacts:
    """What the latest audit of one case found.

    Parameters
    ----------
    rows : DataFrame
        Its audits, the latest last.

    Returns
    -------
    AuditFacts
        Not met stands before partly met; a blank item says nothing.
    """
    if rows.empty:
        return AuditFacts(0)
    answers = rows.iloc[-1]
    worked = tuple(f"{found.met}." for found in ITEM_WORDS if answers.get(found.item) == "met")
    not_met = [_gap(found, ".") for found in ITEM_WORDS if answers.get(found.item) == "not_met"]
    in_part = [
        _gap(found, f"{_IN_PART[answers[found.item]]}.")
        for found in ITEM_WORDS
        if answers.get(found.item) in _IN_PART
    ]
    return AuditFacts(1, worked, (*not_met, *in_part))


def many_cases(rows: pd.DataFrame, least: int = MINIMUM_CASES) -> AuditFacts:
    """What the audits of several cases found together, as counts.

    Parameters
    ----------
    rows : DataFrame
        Audits, one or more a case; the latest of a case counts.
    least : int
        An item that applies to fewer cases says nothing.

    Returns
    -------
    AuditFacts
        Blank, partly met and cannot tell are not met, as everywhere; not applicable leaves the count.
    """
    latest = rows.drop_duplicates("case_id", keep="last")
    shares = []
    for found in ITEM_WORDS:
        if found.item in latest:
            applies = latest.loc[latest[found.item].ne("na"), found.item]
            if len(applies) >= max(least, 1):
                shares.append((found, int(applies.eq("met").sum()), len(applies)))
    best = sorted(shares, key=lambda share: -share[1] / share[2])
    worked = tuple(f"{found.met}: {met} of {of}." for found, met, of in best if met >= STRONG_SHARE * of)
    weak = [share for share in reversed(best) if share[1] < STRONG_SHARE * share[2]]
    return AuditFacts(
        len(latest), worked, tuple(_gap(found, f": {of - met} of {of}.") for found, met, of in weak)
    )


def _gap(found: ItemWords, end: str) -> Gap:
    indicator = _INDICATORS[found.item]
    return Gap(found.short, f"{found.gap}{end}", indicator.requirements, indicator.name)
