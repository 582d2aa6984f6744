"""The exact audit against a reader who tries every table, and against integer programming."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_qi.disclosure.figures import small, with_totals
from msp_qi.disclosure.rules import Rules
from msp_qi.disclosure.table import ProtectedTable, protect_table, protected
from msp_qi.settings import STRICT_K
from tests.unit.disclosure.attack import every_table, solved

SHAPES = [(1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2)]


def _cells(shape: tuple[int, int], counts: st.SearchStrategy[int]) -> st.SearchStrategy[np.ndarray]:
    size = shape[0] * shape[1]
    return st.lists(counts, min_size=size, max_size=size).map(lambda found: np.array(found).reshape(shape))


def _tables(most: int) -> st.SearchStrategy[np.ndarray]:
    """Mostly small numbers and zeros: these are what can go wrong."""
    counts = st.one_of(st.just(0), st.integers(1, 4), st.integers(0, most))
    return st.sampled_from(SHAPES).flatmap(lambda shape: _cells(shape, counts))


def _bare(cells: np.ndarray, k: int, base: int) -> ProtectedTable:
    """With its small numbers hidden and nothing beside them."""
    rules, figures = Rules(k, base), with_totals(cells)
    labels = tuple(range(cells.shape[0])), tuple(range(cells.shape[1]))
    return protected(figures, small(figures, rules), rules, *labels)


def _reached(table: ProtectedTable, cells: np.ndarray) -> dict[tuple[int, int], set[int]]:
    """Of 1 to k - 1, what each small cell can still be; a shift of k - 2 reaches all of it along any way."""
    worlds = every_table(table, int(cells.max()) + table.k)
    small_ = [(int(row), int(column)) for row, column in np.argwhere((cells > 0) & (cells < table.k))]
    return {place: set(worlds[:, *place].tolist()) & set(range(1, table.k)) for place in small_}


@given(_tables(9), st.sampled_from([(3, 3), (3, 1), (4, 3), (3, 5), (2, 1)]))
@settings(max_examples=2000)
def test_a_reader_who_tries_every_table_finds_every_small_number_possible(cells, rule):
    k, base = rule
    table = protect_table(cells, k, base)
    for place, values in _reached(table, cells).items():
        assert values == set(range(1, k)), place
    assert table.audit().holds


@given(st.sampled_from([(1, 2), (2, 2)]).flatmap(lambda shape: _cells(shape, st.integers(0, 14))))
@settings(max_examples=300)
def test_the_same_with_the_settings_of_the_board(cells):
    for place, values in _reached(protect_table(cells), cells).items():
        assert values == {1, 2, 3, 4}, place


@given(_cells((2, 2), st.integers(0, 12)))
@settings(max_examples=100)
def test_the_same_with_the_strict_settings(cells):
    table = protect_table(cells, k=STRICT_K)
    for place, values in _reached(table, cells).items():
        assert values == set(range(1, STRICT_K)), place


@given(_tables(9), st.sampled_from([(3, 3), (3, 1), (4, 3), (3, 5)]))
@settings(max_examples=1000)
def test_the_audit_finds_exactly_the_tables_that_give_a_number_away(cells, rule):
    table = _bare(cells, *rule)
    audit = table.audit()
    safe = [values == set(range(1, rule[0])) for values in _reached(table, cells).values()]
    assert audit.table["holds"].tolist() == safe
    assert audit.holds == all(safe)
    assert ("Do not publish" in audit.text) == (not all(safe))


@given(
    st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
        lambda shape: _cells(shape, st.one_of(st.integers(0, 6), st.integers(0, 40)))
    ),
    st.booleans(),
)
@settings(max_examples=150)
def test_every_end_of_every_interval_is_that_of_integer_programming(cells, hide):
    table = protect_table(cells) if hide else _bare(cells, 5, 5)
    for place, row in zip(table._small, table.audit().table.itertuples(), strict=True):
        assert row.lowest == solved(table, *place, 1)
        assert row.highest == solved(table, *place, -1)


@pytest.mark.parametrize(
    ("cells", "lowest", "highest"),
    [
        # By hand: row 22 is shown as 20, so 18 to 22, and 20 at least 18 of it; two hidden cells share at most 4.
        ([[1, 1, 20], [10, 10, 10]], [1, 1], [3, 3]),
        # Column 13 as 15: 13 to 17; 9 as 10: 8 to 12; so 1 to 9.
        ([[4, 0, 0], [9, 11, 7]], [1], [9]),
    ],
)
def test_intervals_worked_out_by_hand(cells, lowest, highest):
    table = _bare(np.array(cells), 5, 5).audit().table
    assert table["lowest"].tolist() == lowest
    assert table["highest"].tolist() == highest
