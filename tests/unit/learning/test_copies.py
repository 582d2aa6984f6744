"""Copied wording: found for different people, not for one, and the same as comparing every pair."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from msp_qi.learning.voice import copies
from msp_qi.learning.voice.copies import ALIKE, copied

LONG = "To be kept safe and supported by the staff of the house at all times of the day."
SHORT = "To be kept safe at all times by staff."


def test_a_long_sentence_in_two_records_is_copied_and_a_short_one_needs_three():
    assert copied([LONG, LONG], ["a", "b"])["people"].tolist() == [2, 2]
    assert copied([SHORT, SHORT], ["a", "b"]).empty
    assert copied([SHORT, SHORT, SHORT], ["a", "b", "c"])["people"].tolist() == [3, 3, 3]


def test_the_same_words_twice_for_one_person_are_no_copy():
    assert copied([LONG, LONG, LONG], ["a", "a", "a"]).empty


def test_capitals_figures_punctuation_and_he_or_she_make_no_difference():
    one = "He is checked 4 times a night and his door stays open until the morning comes."
    other = "SHE IS CHECKED 12 TIMES A NIGHT, AND HER DOOR STAYS OPEN UNTIL THE MORNING COMES"
    assert len(copied([one, other], ["a", "b"])) == 2


def test_a_shared_sentence_is_found_within_longer_texts_and_is_what_is_shown():
    texts = [f"Likes tea. {LONG}", f"{LONG} Has a cat called Tom who sleeps on the chair by the door."]
    assert copied(texts, ["a", "b"])["words"].tolist() == [LONG, LONG]


def test_two_wordings_stand_in_two_groups():
    other = "I want my own front door and nobody to come through it without asking me first."
    found = copied([LONG, other, LONG, other], list("abcd"))
    assert found["group"].nunique() == 2 and found["people"].tolist() == [2, 2, 2, 2]


@pytest.mark.parametrize("texts", [[], [""], ["n/a"], ["I want to go home."] * 5])
def test_nothing_long_enough_gives_nothing(texts):
    assert copied(texts, range(len(texts))).empty


WORDS = st.lists(
    st.sampled_from(["the", "cat", "sat", "on", "mat", "with", "my", "hat", "and", "his", "bat", "flat"]),
    min_size=12,
    max_size=16,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS.map(" ".join), min_size=2, max_size=9))
def test_the_blocks_by_length_lose_no_pair_that_comparing_all_would_find(texts):
    plain = [copies._plain(text) for text in texts]
    alike = {place for pair in combinations(range(len(texts)), 2) for place in pair if _alike(plain, pair)}
    assert set(copied(texts, range(len(texts)))["row"]) == alike


def _alike(plain, pair):
    return fuzz.ratio(plain[pair[0]], plain[pair[1]]) >= ALIKE


def test_more_texts_than_one_block_are_compared_across_blocks(monkeypatch):
    monkeypatch.setattr(copies, "_ROWS_AT_ONCE", 2)
    texts = [f"{LONG[:-1]} {ending}" for ending in ("", "x", "yy", "zzz", "always")]
    assert copied(texts, range(5))["people"].tolist() == [5] * 5
