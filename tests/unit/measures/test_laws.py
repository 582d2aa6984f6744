"""Laws of counting, tried on every indicator and on random small tables of everything."""

from dataclasses import replace
from functools import cache

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_qi.measures.catalogue import INDICATORS
from msp_qi.measures.compute import Every, Measures, compute
from msp_qi.measures.entries import LEFT_OUT
from tests.unit.measures.random_tables import AS_OF, BOTH_ENDS, SERVICES, random_data

SEEDS = st.integers(0, 10_000)
few_examples = settings(max_examples=3, deadline=None)
COUNTS = {each.name for each in INDICATORS if each.kind == "count"}
PROPORTIONS = {each.name for each in INDICATORS if each.kind == "proportion"}
KEYS = ["service", "indicator", "period"]
NUMBERS = ["numerator", "denominator"]


@cache
def measured(seed: int, every: Every = "month") -> Measures:
    return compute(random_data(seed), as_of=AS_OF, every=every)


def sums_of_rows(measures: Measures, name: str, service: str, by: list[str]) -> dict[object, list[int]]:
    rows = measures.rows_behind(name, service)
    if rows.empty:
        return {}
    assert rows.loc[rows["counted"].eq(LEFT_OUT), NUMBERS].eq(0).all(axis=None)
    return as_numbers(rows.groupby(by)[NUMBERS].sum())


def as_numbers(table: pd.DataFrame) -> dict[object, list[int]]:
    """Every row that is not nought, by its index."""
    some = table[table.any(axis=1)]
    return {
        key: [int(number) for number in numbers]
        for key, numbers in zip(some.index, some.to_numpy(), strict=True)
    }


@few_examples
@given(SEEDS, st.sampled_from(SERVICES))
def test_law_the_rows_behind_every_number_add_up_to_it(seed, service):
    measures = measured(seed)
    for name, of_it in measures.series(service).groupby("indicator"):
        told = as_numbers(of_it.set_index("period")[NUMBERS])
        found = sums_of_rows(measures, name, service, ["period"])
        inside = {period: sums for period, sums in found.items() if period in set(of_it["period"])}
        if name in COUNTS:
            told, inside = (
                {period: sums[0] for period, sums in each.items() if sums[0]} for each in (told, inside)
            )
        assert inside == told, (name, service)


@few_examples
@given(SEEDS)
def test_law_the_rows_behind_a_person_a_team_and_every_event_add_up(seed):
    measures = measured(seed)
    for (name, service), of_it in measures.apart.groupby(["indicator", "service"]):
        told = as_numbers(of_it.groupby("part")[NUMBERS].sum())
        assert sums_of_rows(measures, name, service, ["part"]) == told, (name, service)
    for (name, service), of_it in measures.between.groupby(["indicator", "service"]):
        assert measures.rows_behind(name, service)["numerator"].sum() == len(of_it), (name, service)
        assert of_it["period"].is_monotonic_increasing
        whole = (of_it["period"].iloc[-1] - of_it["period"].iloc[0]) / pd.Timedelta(days=1)
        assert abs(of_it["value"].sum() - whole) < 1e-6


@few_examples
@given(SEEDS)
def test_law_no_share_exceeds_the_whole_and_no_number_is_negative(seed):
    measures = measured(seed)
    for table in (measures.table, measures.apart):
        shares = table[table["indicator"].isin(PROPORTIONS)]
        assert (shares["numerator"] <= shares["denominator"]).all()
        assert (table[NUMBERS] >= 0).all(axis=None)
        assert table["value"].isna().eq(table["denominator"].eq(0)).all()


@few_examples
@given(SEEDS)
def test_law_nothing_is_mutated(seed):
    data = random_data(seed)
    before = {name: rows.copy(deep=True) for name, rows in data.tables.items()}
    measures = compute(data, as_of=AS_OF)
    for name in (
        "outcome_in_own_words",
        "restriction_drift",
        "theme_with_verified_action",
        "restrictions_introduced",
    ):
        measures.rows_behind(name, SERVICES[0])
    for name, rows in data.tables.items():
        pd.testing.assert_frame_equal(rows, before[name])


@few_examples
@given(SEEDS)
def test_law_a_quarter_is_the_sum_of_its_months(seed):
    months = measured(seed).table
    first = months["period"].dt.to_period("Q").dt.to_timestamp().astype("datetime64[s]")
    added = as_numbers(months.assign(period=first).groupby(KEYS)[NUMBERS].sum())
    told = as_numbers(measured(seed, "quarter").table.set_index(KEYS)[NUMBERS])
    for key in added.keys() | told.keys():
        if key[1] in COUNTS:
            assert added[key][0] == told[key][0]
            assert told[key][1] == 1
        else:
            assert added[key] == told[key], key


@few_examples
@given(SEEDS)
def test_law_services_do_not_influence_each_other(seed):
    data = random_data(seed)
    together = measured(seed)
    for service in SERVICES:
        alone = {name: rows[rows["service"].isin((service, BOTH_ENDS))] for name, rows in data.tables.items()}
        measures = compute(replace(data, tables=alone), as_of=AS_OF)
        for each in ("table", "apart", "between"):
            pd.testing.assert_frame_equal(
                of(service, getattr(measures, each)), of(service, getattr(together, each))
            )


def of(service: str, table: pd.DataFrame) -> pd.DataFrame:
    return table[table["service"] == service].reset_index(drop=True)


def test_the_random_tables_reach_every_indicator():
    reached = set()
    for seed in range(6):
        measures = measured(seed)
        for table in (measures.table, measures.apart, measures.between):
            reached |= set(table.loc[table["numerator"] > 0, "indicator"])
    assert {each.name for each in INDICATORS} - reached == set()
