"""Checks of a whole quarter: answers that turn round from one quarter to the next were probably swapped."""

from collections.abc import Iterator

import pandas as pd

from msp_qi.data.rules.ratings import RATED_AGAIN
from msp_qi.data.rules.rule import Context, Hit, label_of
from msp_qi.schema.field import Field, Table

# Three councils published swapped or impossible answers in 2024-25; nobody had compared with the quarter before.
MOSTLY, HARDLY = 0.8, 0.2
FEWEST_ANSWERS = 10
_PAIRS = ((("yes", "no"), "Yes"), (("met", "not_met"), "Met"))


def answers_swapped(context: Context) -> Iterator[Hit]:
    """Answers of a service that turn from nearly all yes to nearly all no, or back, between two quarters.

    A second rating is compared with the first rating of the same case and not with the quarter before.
    """
    for table, frame in context.loaded():
        if table.name == RATED_AGAIN:
            continue
        when = _period_field(table)
        if when is not None and context.has(table.name, "service", when.name):
            for field in table.fields:
                for codes, word in _PAIRS:
                    if set(codes) <= set(field.codes) and field.name in frame:
                        yield from _swaps(table, frame, field, when.name, codes, word)


def _period_field(table: Table) -> Field | None:
    """The date that says in which quarter a row counts: the first that must be filled."""
    return next((field for field in table.fields if field.required and field.kind in ("date", "month")), None)


def _swaps(
    table: Table, frame: pd.DataFrame, field: Field, when: str, codes: tuple[str, str], word: str
) -> Iterator[Hit]:
    clear = frame[frame[field.name].isin(codes) & frame["service"].notna() & frame[when].notna()]
    quarter = clear[when].dt.to_period("Q").rename("quarter")
    groups = clear[field.name].eq(codes[0]).groupby([clear["service"], quarter])
    said = {
        key: (float(share), int(n))
        for key, share, n in zip(groups.size().index, groups.mean(), groups.size(), strict=True)
    }
    for (service, now), (share, n) in said.items():
        share_before, n_before = said.get((service, now - 1), (share, 0))
        low, high = sorted((share, share_before))
        if min(n, n_before) >= FEWEST_ANSWERS and low <= HARDLY and high >= MOSTLY:
            shares = (
                f'In the quarter before, {share_before:.0%} of {n_before} answers were "{word}", '
                f"and in this one {share:.0%} of {n}"
            )
            here = clear[clear["service"].eq(service) & quarter.eq(now)]
            yield from _one_for_each_file(table, here, field, shares)


def _one_for_each_file(table: Table, rows: pd.DataFrame, field: Field, shares: str) -> Iterator[Hit]:
    for _, found in rows.groupby(["source_file", "source_sheet"], sort=True):
        span = f"rows {found['source_row'].min()} to {found['source_row'].max()}"
        yield Hit(table.name, label_of(found.index[0]), field.name, f"{shares} ({span})")
