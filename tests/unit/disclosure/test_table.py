"""Tables that leave the service: the published examples, the refusals, and what must never be in them."""

import pickle
import re
from itertools import chain

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_qi import UserError, protect_table
from msp_qi.settings import STRICT_K
from tests.unit.disclosure.attack import grid, shown_as

EXAMPLES = [
    (
        [[12, 3, 7], [9, 6, 5], [6, 8, 10]],
        ((10, "c", 5), (10, 5, 5), (5, 10, 10)),
        (20, 20, 25),
        (25, 15, 20),
        65,
    ),
    ([[1, 1, 20], [10, 10, 10]], (("c", "c", "c"), (10, 10, 10)), (20, 30), (10, 10, 30), 50),
    ([[4, 0, 0], [9, 11, 7]], (("c", 0, 0), (10, 10, 5)), ("c", 25), (15, 10, 5), 30),
]
WRONG = [
    ([[1, -4]], "Row 1, column 2 holds -4, and a count cannot be below 0; correct it."),
    ([[1.5]], "Row 1, column 1 holds 1.5, which is not a whole number; protect counts, not shares."),
    ([[float("inf")]], "not a whole number"),
    ([[1, None]], "Row 1, column 2 has no count; write 0 where there was none, or leave the row out."),
    ([[1, float("nan")]], "Row 1, column 2 has no count"),
    ([[1, "c"]], "Row 1, column 2 holds 'c', which is not a number"),
    ([[True]], "which is not a number"),
    ([], "The table has no cell"),
    ([[]], "The table has no cell"),
    (pd.DataFrame(), "The table has no cell"),
    ([[1, 2], [3]], "make them equal"),
    ([1, 2], "not a table"),
    ("12", "not a table"),
    ([[10**12]], "cannot be a table of people"),
    (pd.DataFrame({"asked": [2, -1]}, index=["Ash", "Elm"]), "Row Elm, column asked holds -1"),
]
tables = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 30), min_size=columns, max_size=columns), min_size=1, max_size=4
    )
)
rules = st.tuples(st.integers(2, 9), st.integers(1, 10)).filter(lambda found: found[1] <= 2 * found[0])


@pytest.mark.parametrize(("cells", "shown", "rows", "columns", "every"), EXAMPLES)
def test_the_examples_of_the_promise_come_out_exactly(cells, shown, rows, columns, every):
    for given_as in (cells, np.array(cells), pd.DataFrame(cells), np.array(cells, dtype=float)):
        table = protect_table(given_as)
        assert (table.cells, table.row_totals, table.column_totals, table.grand_total) == (
            shown,
            rows,
            columns,
            every,
        )
        assert table.audit().holds


@pytest.mark.parametrize(("cells", "words"), WRONG)
def test_a_table_that_holds_no_counts_is_refused_in_a_sentence(cells, words):
    with pytest.raises(UserError, match=re.escape(words)) as refused:
        protect_table(cells)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("k", "base", "words"),
    [
        (1, 5, "k is 1; give a whole number of 2 or more."),
        (5, 0, "base is 0; give a whole number of 1 or more."),
        (2.5, 5, "k is 2.5"),
        (True, 5, "k is True"),
        (5, 11, "With base 11 a count of 5 would be shown as 0"),
    ],
)
def test_settings_that_protect_nothing_are_refused(k, base, words):
    with pytest.raises(UserError, match=re.escape(words)):
        protect_table([[12]], k, base)


def test_a_labelled_table_keeps_its_labels_and_is_not_changed():
    cells = pd.DataFrame({"asked": [12, 3], "met": [9, 6]}, index=["Ash", "Elm"])
    before = cells.copy()
    table = protect_table(cells)
    pd.testing.assert_frame_equal(cells, before)
    assert (table.rows, table.columns) == (("Ash", "Elm"), ("asked", "met"))
    frame = table.frame("service")
    assert frame.columns.tolist() == ["service", "asked", "met", "All"]
    assert frame["service"].tolist() == ["Ash", "Elm", "All"]
    assert table.audit().table[["row", "column"]].values.tolist() == [["Elm", "asked"]]


@given(tables, rules)
@settings(max_examples=300)
def test_what_is_shown_is_the_rounded_count_or_the_symbol_and_a_zero_is_always_shown(cells, rule):
    table = protect_table(cells, *rule)
    counts = np.array(cells)
    wide = np.hstack([counts, counts.sum(axis=1, keepdims=True)])
    figures = np.vstack([wide, wide.sum(axis=0, keepdims=True)]).tolist()
    for true, seen in zip(chain(*figures), chain(*grid(table)), strict=True):
        honest = shown_as(true, *rule)
        assert seen == honest or (seen == "c" and true >= rule[0])


@given(tables)
@settings(max_examples=100)
def test_the_same_table_is_always_shown_alike(cells):
    assert protect_table(cells) == protect_table(np.array(cells))


def test_totals_are_hidden_only_where_no_cell_can_help():
    table = protect_table([[1, 5]])
    assert grid(table) == [["c", "c", 5], ["c", "c", 5]]
    assert table.audit().holds


def test_the_strict_setting_hides_up_to_seven():
    table = protect_table([[7, 30], [30, 30]], k=STRICT_K)
    assert table.cells[0][0] == "c"
    assert table.audit().table[["lowest", "highest"]].values.tolist()[0][0] == 1


def test_a_small_total_of_several_cells_is_named_with_what_to_do():
    table = protect_table(pd.DataFrame([[1, 2, 0], [20, 30, 9]], index=["Ash", "Elm"], columns=list("xyz")))
    assert table.warnings == (
        "Row Ash holds fewer than 5 in all, spread over several cells: a reader who guesses that its hidden total is "
        "small can narrow them; join it with another before you share the table.",
    )


@pytest.mark.parametrize(
    "seen", [repr, str, lambda table: table._repr_html_(), lambda table: table.audit()._repr_html_()]
)
def test_nothing_that_is_printed_of_it_says_which_cells_are_small(seen):
    shown = seen(protect_table([[1, 1, 20], [10, 10, 10]]))
    other = seen(protect_table([[20, 1, 1], [10, 10, 10]]))
    assert "_small" not in shown
    assert not re.search(
        r"(?<!\d)[1-4](?!\d)",
        re.sub(r"1 to 4|rows=\([^)]*\)|columns=\([^)]*\)|<th>\d</th>|<td>[12]</td>", "", shown),
    )
    assert len(shown) == len(other)


def test_a_warning_is_not_printed_with_the_table():
    table = protect_table([[1, 2, 0], [20, 30, 9]])
    assert table.warnings
    assert "fewer than" not in repr(table) + table._repr_html_()


def test_the_true_counts_are_nowhere_in_it():
    assert pickle.dumps(protect_table([[42, 3], [17, 23]])) == pickle.dumps(
        protect_table([[42, 2], [17, 24]])
    )
