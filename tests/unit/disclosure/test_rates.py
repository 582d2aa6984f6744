"""Shares, counts and sentences that leave the service: exact words, and what can be worked out from them."""

import re
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_qi import UserError, protect_rate, protect_rates, protect_series
from msp_qi.disclosure.frame import ProtectedFrame
from msp_qi.disclosure.text import NotPeople, ProtectedText, numbers_in, protect_count, protected_text
from tests.unit.disclosure.attack import shown_as

WORDS = [
    # The examples of the promise.
    (18, 20, "all but fewer than 5 (base about 20)"),
    (7, 9, "too few to report"),
    (12, 23, "50 % (base about 25)"),
    # Each edge, by hand.
    (0, 0, "too few to report"),
    (0, 10, "fewer than 5 (base about 10)"),
    (4, 10, "fewer than 5 (base about 10)"),
    (5, 10, "50 % (base about 10)"),
    (6, 10, "all but fewer than 5 (base about 10)"),
    (10, 10, "all but fewer than 5 (base about 10)"),
    (9, 40, "25 % (base about 40)"),  # 22.5 % is half-way: up
    (8, 40, "20 % (base about 40)"),
    (31, 40, "80 % (base about 40)"),  # 77.5 %
    (5, 1000, "0 % (base about 1000)"),
]


@pytest.mark.parametrize(("met", "of", "words"), WORDS)
def test_the_words_of_a_share_are_exact(met, of, words):
    assert str(protect_rate(met, of)) == words


def test_the_strict_setting_says_fewer_than_eight():
    assert str(protect_rate(7, 40, k=8)) == "fewer than 8 (base about 40)"
    assert str(protect_rate(33, 40, k=8)) == "all but fewer than 8 (base about 40)"


def test_where_both_sides_could_be_small_nothing_is_reported():
    assert str(protect_rate(7, 15, k=8)) == "too few to report"
    assert str(protect_rate(7, 16, k=8)) == "fewer than 8 (base about 15)"


@given(st.integers(0, 120), st.integers(0, 120), st.sampled_from([(5, 5), (8, 5), (5, 10), (3, 2)]))
@settings(max_examples=500)
def test_every_share_follows_the_rules(met, rest, rule):
    k, base = rule
    rate = protect_rate(met, met + rest, k, base)
    about = shown_as(met + rest, 1, base)
    if met + rest < max(10, 2 * k):
        assert (rate.kind, rate.base) == ("too few", None)
    elif met < k:
        assert (rate.kind, rate.base) == ("few", about)
    elif rest < k:
        assert (rate.kind, rate.base) == ("nearly all", about)
    else:
        exact = Fraction(100 * met, met + rest)
        assert (rate.kind, rate.base) == ("percentage", about)
        assert rate.percent % 5 == 0
        assert Fraction(-5, 2) <= exact - rate.percent < Fraction(5, 2)
    if rate.kind != "too few":
        assert rate.least - 0.025 <= met / (met + rest) <= rate.most + 0.025


def _reader(k: int) -> dict[str, list[tuple[int, int]]]:
    """Every share that would be told in the same words."""
    found: dict[str, list[tuple[int, int]]] = {}
    for of in range(80):
        for met in range(of + 1):
            found.setdefault(str(protect_rate(met, of, k, min(5, 2 * k))), []).append((met, of - met))
    return found


@pytest.mark.parametrize("k", [2, 3, 5, 8])
def test_no_words_pin_down_a_small_numerator_or_a_small_rest(k):
    for worlds in _reader(k).values():
        for side in (0, 1):
            small = {pair[side] for pair in worlds} & set(range(1, k))
            assert small in (set(), set(range(1, k)))


def test_many_shares_are_the_same_as_one_by_one():
    random = np.random.default_rng(5)
    of = random.integers(0, 60, 500)
    met = random.binomial(of, 0.5)
    one_by_one = tuple(protect_rate(int(a), int(b)) for a, b in zip(met, of, strict=True))
    assert repr(protect_rates(met, of).rates) == repr(one_by_one)


@pytest.mark.parametrize(
    ("met", "of", "words"),
    [
        ([5, 9], [10, 8], "Row 2: the numerator 9 is above its denominator 8; correct it."),
        ([5], [10, 8], "There are 1 numerators and 2 denominators"),
        ([-1], [10], "cannot be below 0"),
        ([5], [None], "Row 1, column denominator has no count"),
        ([0.5], [10], "not a whole number"),
    ],
)
def test_counts_that_cannot_be_are_refused(met, of, words):
    with pytest.raises(UserError, match=re.escape(words)):
        protect_rates(met, of)


def test_shares_stand_in_a_table_of_services_by_indicators():
    table = protect_rates([18, 12, 12], [20, 23, 23]).by(
        ["Ash", "Ash", "Elm"], ["asked", "met", "met"], "service"
    )
    assert isinstance(table, ProtectedFrame)
    assert table.to_numpy().tolist() == [
        ["Ash", "all but fewer than 5 (base about 20)", "50 % (base about 25)"],
        ["Elm", "no figure", "50 % (base about 25)"],
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [(["Ash"] * 2, "Ash has two shares for met; give one."), (["Ash"], "There are 2 shares and")],
)
def test_labels_that_do_not_fit_are_refused(rows, words):
    with pytest.raises(UserError, match=words):
        protect_rates([18, 12], [20, 23]).by(rows, ["met"] * len(rows))


def test_a_series_has_points_only_where_they_may_be_drawn():
    table = pd.DataFrame(
        {
            "service": "Ash",
            "period": list("abcd"),
            "numerator": [12, 7, 3, 18],
            "denominator": [23, 9, 30, 20],
        }
    )
    points = protect_series(table).points
    assert points["value"].fillna(-1).tolist() == [0.5, -1, -1, -1]
    assert points["base"].fillna(-1).tolist() == [25, -1, 30, 20]
    # By hand: about 30 is 28 to 32, so at most 4 of 28; about 20 is 18 to 22, so at least 14 of 18.
    assert points["least"].fillna(-1).round(4).tolist() == [-1, -1, 0, 0.7778]
    assert points["most"].fillna(-1).round(4).tolist() == [-1, -1, 0.1429, 1]
    assert "numerator" not in points


def test_a_series_of_counts_is_rounded_and_a_small_count_is_a_range():
    points = protect_series(
        pd.DataFrame({"service": "Ash", "period": [1, 2, 3], "numerator": [0, 3, 8]}), kind="count"
    ).points
    assert points["shown"].tolist() == ["0", "c", "10"]
    assert points[["value", "least", "most"]].fillna(-1).values.tolist() == [
        [0, -1, -1],
        [-1, 1, 4],
        [10, -1, -1],
    ]


def test_a_series_without_its_columns_is_refused():
    with pytest.raises(
        UserError, match="The table has no column denominator; its columns are service, period, numerator"
    ):
        protect_series(pd.DataFrame({"service": [], "period": [], "numerator": []}))
    assert protect_series(
        pd.DataFrame({"service": [], "period": [], "numerator": [], "denominator": []})
    ).points.empty


def test_a_sentence_takes_protected_parts_only():
    said = protected_text(
        "{} cases, {} met, in {} homes in May 2026.", protect_count(23), protect_rate(12, 23), NotPeople(3)
    )
    assert said == "About 25 cases, 50 % (base about 25) met, in 3 homes in May 2026."
    assert isinstance(said, ProtectedText)
    assert not isinstance(said + " 3 more", ProtectedText)
    with pytest.raises(UserError, match="3 is not protected; use protect_count"):
        protected_text("{} cases.", 3)
    with pytest.raises(UserError, match="The sentence holds the unprotected number 3;"):
        protected_text(f"{3} cases.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 concerns", ("3",)),
        ("Between 2 April 2026 and 30 September 2026", ()),
        ("April to June 2026, 2025/26, 2026-04, 2026-04-01, 30/09/2026, Q2, quarter 3, at 14:05", ()),
        ("2026 cases and 3 of them", ("3",)),
        ("12.5 %", ("12.5",)),
        ("3/4 of them", ("3", "4")),
        ("Q9 and 4May", ("9", "4")),
        ("2 Mayor", ("2",)),
        ("20261", ("20261",)),
        ("one\u20093", ("3",)),
    ],
)
def test_numbers_that_are_no_dates_are_found(text, found):
    assert numbers_in(text) == found
