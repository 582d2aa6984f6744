"""Each indicator counted by hand: the rows are written out, and the answer beside each."""

import pandas as pd
import pytest

from msp_qi.measures.catalogue import INDICATORS, named
from msp_qi.measures.compute import Measures, compute
from tests.unit.measures.by_hand import (
    audited_with,
    audits,
    concerns,
    concluded,
    feedback,
    items,
    journeys,
    learning,
    living,
    plans,
    restrictions,
    sharing,
)
from tests.unit.measures.by_hand.cases import AS_OF, data_of, service_of

FEWEST = 10
FILES = (
    audits,
    audited_with,
    items,
    concerns,
    concluded,
    plans,
    restrictions,
    living,
    journeys,
    sharing,
    feedback,
    learning,
)
CASES = {name: cases for file in FILES for name, cases in file.CASES.items()}
NAMES = [indicator.name for indicator in INDICATORS]


def test_no_case_is_of_an_indicator_that_there_is_not_and_no_name_stands_twice():
    assert sum(len(file.CASES) for file in FILES) == len(CASES)
    assert set(CASES) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_indicator_has_ten_cases_written_by_hand(name):
    assert len(CASES.get(name, ())) >= FEWEST
    assert len({case.words for case in CASES[name]}) == len(CASES[name])


@pytest.mark.parametrize("name", NAMES)
def test_counts_what_a_person_counts(name):
    cases = CASES[name]
    measures = compute(data_of(cases), indicators=(named(name),), as_of=AS_OF)
    wrong = {}
    for number, case in enumerate(cases, start=1):
        found, right = counted(measures, name, service_of(number)), with_value(case.expected, named(name).per)
        if found != right:
            wrong[case.words] = {"found": found, "right": right}
    assert wrong == {}


def counted(measures: Measures, name: str, service: str) -> object:
    """What the engine found for one case, in the form in which a case states its answer."""
    if name in measures.lacking(service):
        return None
    if named(name).kind == "days between":
        return [
            (f"{row.period:%Y-%m-%d}", missing_as_none(row.value)) for row in of(measures.between, service)
        ]
    if named(name).apart:
        rows = of(measures.apart, service)
        return {(row.part, f"{row.period:%Y-%m-%d}"): numbers(row) for row in rows}
    rows = of(measures.table, service)
    return {f"{row.period:%Y-%m}": numbers(row) for row in rows if row.numerator or row.denominator}


def of(table: pd.DataFrame, service: str) -> list:
    return list(table[table["service"] == service].itertuples())


def numbers(row) -> tuple:
    return (row.numerator, row.denominator, missing_as_none(row.value))


def missing_as_none(value: float) -> float | None:
    return None if pd.isna(value) else pytest.approx(value)


def with_value(expected: object, per: int) -> object:
    """A case that states no value means the quotient."""
    if not isinstance(expected, dict):
        return expected
    return {
        when: (*of_it, quotient(*of_it, per))[:3] if len(of_it) == 2 else of_it
        for when, of_it in expected.items()
    }


def quotient(numerator: int, denominator: int, per: int) -> float | None:
    return numerator / denominator * per if denominator else None
