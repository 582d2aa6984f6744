"""Double rating: do two auditors who read the same case answer alike?

Both original ratings and the moderated one are kept. All five answers count for "alike" and for AC1: where one
auditor writes "not applicable" and the other "not met", they disagree on whether the case counts at all. Weighted kappa
needs an order, and only met, partly met and not met have one: pairs with "not applicable" or "cannot tell" are left out
of kappa, and their number is given. A blank is no rating: such a pair is not compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.errors import UserError
from msp_qi.measures.counting import ITEMS, KEY, MODERATED, SECOND, counting_ratings, rows_rated
from msp_qi.schema import answers
from msp_qi.schema.audit_items import AUDIT_ITEMS
from msp_qi.stats.agreement import AgreementResult, agreement
from msp_qi.stats.comparison import per_cent
from msp_qi.stats.constants import CONFIDENCE, TOLERANCE
from msp_qi.stats.intervals import Interval, normal_quantile

# Under this many pairs (overall: cases) figures describe what was seen and say nothing of other cases.
FEWEST_PAIRS = 20
OVERALL = "overall"
ORDERED = ("met", "partly", "not_met")
ALL_ANSWERS = tuple(answer.code for answer in answers.AUDIT)
DESCRIPTIVE = "descriptive only"
COLUMNS = (
    "item",
    "label",
    "cases",
    "pairs",
    "alike",
    "agreement",
    "kappa_pairs",
    "kappa",
    "kappa_low",
    "kappa_high",
    "ac1",
    "ac1_low",
    "ac1_high",
    "descriptive_only",
)
UNKNOWN: Interval = (np.nan, np.nan)


@dataclass(frozen=True)
class AgreementTable:
    """How far two auditors agree.

    Parameters
    ----------
    table : DataFrame
        Columns ``COLUMNS``, a row an item and one ``OVERALL``: pairs compared, alike (pairs), agreement (0 to 1),
        linearly weighted kappa of ``kappa_pairs``, Gwet's AC1; intervals are missing where ``descriptive_only``.
    ratings : DataFrame
        service, case_id, audit_month, item, first, second, moderated, counts: every pair, nothing overwritten.
    text : str
        A sentence or two.
    """

    table: pd.DataFrame
    ratings: pd.DataFrame
    text: str


def double_rating(data: AuditData, service: str | None = None) -> AgreementTable:
    """Compare the first and the second rating of every case that was rated twice.

    Parameters
    ----------
    data : AuditData
        As loaded.
    service : str, optional
        One service; all of them by default.

    Returns
    -------
    AgreementTable

    Raises
    ------
    UserError
        When the data hold no such service.

    References
    ----------
    Cohen 1968, doi:10.1037/h0026256; Gwet 2008, doi:10.1348/000711006X126600. Overall, the items of one case hang
    together, so the interval is the jackknife over cases: Miller 1974, doi:10.1093/biomet/61.1.1.
    """
    if service is not None and service not in data.services:
        raise UserError(
            f'There is no service "{service}" in the data; there are: {", ".join(data.services)}.'
        )
    ratings = _ratings(data, service)
    pairs = ratings.dropna(subset=["first", "second"])
    rows = [_item_row(item.name, item.label, pairs[pairs["item"] == item.name]) for item in AUDIT_ITEMS]
    rows.append(_overall_row(pairs))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return AgreementTable(table, ratings, _text(table, "second_ratings" in data.tables))


def _ratings(data: AuditData, service: str | None) -> pd.DataFrame:
    parts = {
        "first": data.tables.get("case_audits", pd.DataFrame(columns=[*KEY, *ITEMS])),
        "second": rows_rated(data, SECOND),
        "moderated": rows_rated(data, MODERATED),
        "counts": counting_ratings(data) if "case_audits" in data.tables else rows_rated(data, ""),
    }
    joined = _long(parts["second"], "second")
    for name in ("first", "moderated", "counts"):
        rows = parts[name]
        once = rows[~rows.duplicated(list(KEY), keep=False)]
        joined = joined.merge(_long(once, name), on=[*KEY, "item"], how="left")
    here = joined if service is None else joined[joined["service"] == service]
    return here[[*KEY, "item", "first", "second", "moderated", "counts"]].reset_index(drop=True)


def _long(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    items = [item for item in ITEMS if item in rows]
    long = rows[[*KEY, *items]].melt(id_vars=list(KEY), value_vars=items, var_name="item", value_name=name)
    types = {"service": "str", "case_id": "str", "audit_month": "datetime64[us]", "item": "str", name: "str"}
    return long.astype(types)


def _item_row(name: str, label: str, pairs: pd.DataFrame) -> dict[str, object]:
    """One item: every pair is another case, so the large-sample intervals hold."""
    known = _in_order(pairs)
    kappa, ac1 = _kappa(known), _ac1(pairs)
    alike = int(pairs["first"].eq(pairs["second"]).sum())
    few, few_known = len(pairs) < FEWEST_PAIRS, len(known) < FEWEST_PAIRS
    return {
        "item": name,
        "label": label,
        "cases": len(pairs),
        "pairs": len(pairs),
        "alike": alike,
        "agreement": alike / len(pairs) if len(pairs) else np.nan,
        "kappa_pairs": len(known),
        "kappa": kappa.kappa if kappa else np.nan,
        **_limits("kappa", kappa.kappa_interval if kappa and not few_known else UNKNOWN),
        "ac1": ac1.ac1 if ac1 else np.nan,
        **_limits("ac1", ac1.ac1_interval if ac1 and not few else UNKNOWN),
        "descriptive_only": few,
    }


def _overall_row(pairs: pd.DataFrame) -> dict[str, object]:
    """All items together: a case is one unit, however many items it has."""
    case = pairs.groupby(list(KEY)).ngroup()
    cases = int(case.nunique())
    few = cases < FEWEST_PAIRS
    kappa, ac1 = (UNKNOWN, UNKNOWN) if few else _jackknife(pairs, case)
    row = _item_row(OVERALL, "All items", pairs) | {"cases": cases, "descriptive_only": few}
    return row | _limits("kappa", kappa) | _limits("ac1", ac1)


def _jackknife(pairs: pd.DataFrame, case: "pd.Series[int]") -> tuple[Interval, Interval]:
    """Intervals of kappa and AC1 from leaving out one case at a time (Miller 1974)."""
    each = np.array([_coefficients(pairs[case != number]) for number in sorted(set(case))])
    count = len(each)
    errors = np.sqrt((count - 1) / count * ((each - each.mean(axis=0)) ** 2).sum(axis=0))
    width = normal_quantile(CONFIDENCE) * errors
    whole = np.array(_coefficients(pairs))
    low, high = np.maximum(whole - width, -1.0), np.minimum(whole + width, 1.0)
    return (float(low[0]), float(high[0])), (float(low[1]), float(high[1]))


def _coefficients(pairs: pd.DataFrame) -> tuple[float, float]:
    kappa, ac1 = _kappa(_in_order(pairs)), _ac1(pairs)
    return kappa.kappa if kappa else np.nan, ac1.ac1 if ac1 else np.nan


def _in_order(pairs: pd.DataFrame) -> pd.DataFrame:
    return pairs[pairs["first"].isin(ORDERED) & pairs["second"].isin(ORDERED)]


def _kappa(pairs: pd.DataFrame) -> AgreementResult | None:
    if pairs.empty:
        return None
    first, second = pairs["first"].tolist(), pairs["second"].tolist()
    return agreement(first, second, categories=ORDERED, weights="linear")


def _ac1(pairs: pd.DataFrame) -> AgreementResult | None:
    if pairs.empty:
        return None
    return agreement(pairs["first"].tolist(), pairs["second"].tolist(), categories=ALL_ANSWERS)


def _limits(name: str, interval: Interval) -> dict[str, object]:
    return {f"{name}_low": interval[0], f"{name}_high": interval[1]}


def _text(table: pd.DataFrame, collected: bool) -> str:
    if not collected:
        return "Double rating is not collected: the data hold no table second_ratings."
    whole = table[table["item"] == OVERALL].to_dict("records")[0]
    if not whole["pairs"]:
        return "No case has been rated by two auditors yet."
    said = (
        f"Two auditors gave the same answer to {whole['alike']} of {whole['pairs']} questions "
        f"({per_cent(whole['agreement'])}), in {_cases(whole['cases'])}"
    )
    if whole["descriptive_only"]:
        return f"{said}: {DESCRIPTIVE}, because {FEWEST_PAIRS} cases are needed to say more."
    items = table[table["item"].ne(OVERALL) & table["pairs"].gt(0)].sort_values("agreement", kind="stable")
    least = " and ".join(items["label"].head(2).tolist())
    return f"{said}; AC1 {_span(whole, 'ac1')}, weighted kappa {_span(whole, 'kappa')}. Least alike: {least}."


def _span(row: Mapping[Any, Any], name: str) -> str:
    value, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
    if np.isnan(value):
        return "cannot be computed"
    # All alike leaves no error to compute: a width of 0 would look like certainty.
    return f"{value:.2f} ({low:.2f} to {high:.2f})" if high - low > TOLERANCE else f"{value:.2f}, no interval"


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"


def agreement_words(table: pd.DataFrame) -> pd.DataFrame:
    """The table as a person reads it: items with at least one pair, and all items.

    Parameters
    ----------
    table : DataFrame
        Of an :class:`AgreementTable`.

    Returns
    -------
    DataFrame
        Item, Alike, Weighted kappa, AC1; in place of both coefficients "descriptive only" where there are too few.
    """
    rows = []
    for row in table[table["pairs"].gt(0)].to_dict("records"):
        few = row["descriptive_only"]
        rows.append(
            (
                row["label"],
                f"{row['alike']} of {row['pairs']} ({per_cent(row['agreement'])})",
                DESCRIPTIVE if few or row["kappa_pairs"] < FEWEST_PAIRS else _span(row, "kappa"),
                DESCRIPTIVE if few else _span(row, "ac1"),
            )
        )
    return pd.DataFrame(rows, columns=["Item", "Alike", "Weighted kappa", "AC1"])
