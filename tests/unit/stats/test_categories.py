from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_qi.stats.categories import appeared, leading_p, rise_p, vanished


def share_of_orders(category, periods, last_period):
    """By writing out every order: how often all of the category fall into the first periods."""
    places = [period for period, size in enumerate(periods) for _ in range(size)]
    orders = list(combinations(range(len(places)), category))
    return sum(all(places[at] <= last_period for at in order) for order in orders) / len(orders)


@pytest.mark.parametrize(
    "counts,totals",
    [([2, 1, 0, 0], [3, 2, 2, 2]), ([3, 0, 0], [3, 3, 3]), ([0, 2, 0, 0], [1, 4, 2, 3])],
)
def test_the_chance_is_that_of_all_orders_written_out(counts, totals):
    turn = vanished(counts, totals)
    assert turn.p == pytest.approx(share_of_orders(sum(counts), totals, turn.position - 1))


def test_one_stray_does_not_hide_a_theme_that_went():
    # 20 of 100 in ten months, then 1 of 100: the old habit of one day.
    turn = vanished([2] * 10 + [0] * 9 + [1], [10] * 20)
    assert (turn.position, turn.before, turn.after) == (10, (20, 100), (1, 100))
    assert turn.p < 0.001


def test_fewer_than_ten_have_no_room_for_a_stray():
    # 3 of 3 among the first 4 of 8: 4 / 56; with the last one late there is no end.
    assert vanished([3, 0], [4, 4]).p == pytest.approx(4 / 56)
    assert vanished([2, 1], [4, 4]) is None


@pytest.mark.parametrize(
    "counts,totals",
    [([], []), ([0, 0], [3, 3]), ([4], [4]), ([2, 2], [2, 2]), ([1, 0, 0], [1, 0, 0])],
    ids=["no period", "none of it", "one period", "nothing else", "silence after it"],
)
def test_there_is_no_turn_where_nothing_could_show_one(counts, totals):
    assert vanished(counts, totals) is None
    assert appeared(counts[::-1], totals[::-1]) is None


pairs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6)), min_size=1, max_size=12)


@given(pairs)
def test_what_vanishes_forwards_appears_backwards(rows):
    counts, totals = [some for some, _ in rows], [some + others for some, others in rows]
    end, start = vanished(counts, totals), appeared(counts[::-1], totals[::-1])
    assert (end is None) == (start is None)
    if end is not None:
        assert (end.before, end.after, end.p) == (start.after, start.before, start.p)
        assert end.position + start.position == len(rows)


@given(pairs)
def test_before_and_after_are_all_there_is(rows):
    counts, totals = [some for some, _ in rows], [some + others for some, others in rows]
    turn = vanished(counts, totals)
    if turn is not None:
        assert 0 < turn.p <= 1
        assert turn.before[0] + turn.after[0] == sum(counts)
        assert turn.before[1] + turn.after[1] == sum(totals)


def test_the_test_holds_its_level_over_every_order():
    # 3 of 9 in nine periods of one: the chance of p at most 5 % over all 84 orders is at most 5 %.
    p = []
    for order in combinations(range(9), 3):
        turn = vanished([int(period in order) for period in range(9)], [1] * 9)
        p.append(1.0 if turn is None else turn.p)
    assert sum(value <= 0.05 for value in p) / len(p) <= 0.05
    assert min(p) == pytest.approx(1 / 84)


def test_leading_is_the_two_sided_sign_test():
    assert leading_p(9, 1) == pytest.approx(22 / 1024)
    assert leading_p(5, 5) == 1.0
    assert leading_p(0, 0) == 1.0


def test_a_rise_is_one_sided():
    # 0 of 10, then 5 of 10: C(10, 5) / C(20, 5)
    assert rise_p((0, 10), (5, 10)) == pytest.approx(252 / 15504)
    assert rise_p((5, 10), (0, 10)) == pytest.approx(1.0)
    assert rise_p((0, 0), (5, 10)) == pytest.approx(1.0)
