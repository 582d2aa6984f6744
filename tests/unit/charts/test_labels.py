from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_qi.charts.labels import Flag, place, row_heights, spread

LEFT, RIGHT = 46.0, 510.0
WORDS = st.text(alphabet=st.characters(codec="ascii", categories=["L", "Zs"]), max_size=90)
MARKS = st.lists(st.tuples(st.floats(46, 422), WORDS), max_size=8)


def _run_through(line: Flag, words: Flag) -> bool:
    """Whether a line that rises to its own words passes the words of another, lower label."""
    return words.level < line.level and words.left < line.at < words.right


def _share_a_place(one: Flag, other: Flag) -> bool:
    return one.level == other.level and one.left < other.right and other.left < one.right


@given(MARKS)
def test_no_words_meet_and_no_line_runs_through_words(marks: list[tuple[float, str]]) -> None:
    flags = place(marks, LEFT, RIGHT, 8, 170).flags
    for number, one in enumerate(flags):
        for other in flags[number + 1 :]:
            assert not _share_a_place(one, other)
            assert not _run_through(one, other)
            assert not _run_through(other, one)


@given(MARKS)
def test_words_stay_on_the_sheet_and_none_are_lost(marks: list[tuple[float, str]]) -> None:
    placed = place(marks, LEFT, RIGHT, 8, 170)
    assert all(flag.left >= LEFT - 0.1 and flag.right <= RIGHT + 0.1 for flag in placed.flags)
    said = "".join(line for flag in placed.flags for line in flag.lines) + "".join(placed.key)
    for _, words in marks:
        assert "".join(words.split()) in "".join(said.split())


def test_two_changes_a_month_apart_stand_on_either_side() -> None:
    first, second = place([(200, "Weekly huddle"), (212, "New template")], LEFT, RIGHT, 8, 170).flags
    assert first.level == second.level == 0
    assert first.right == 200
    assert second.left == 212


def test_more_than_four_changes_become_letters_with_a_key() -> None:
    placed = place([(50.0 + 40 * number, f"change {number}") for number in range(5)], LEFT, RIGHT, 8, 170)
    assert [flag.lines for flag in placed.flags] == [("A",), ("B",), ("C",), ("D",), ("E",)]
    assert placed.key[4] == "E: change 4"


def test_two_changes_at_one_place_share_a_line() -> None:
    (flag,) = place([(200, "Huddle"), (201, "Template")], LEFT, RIGHT, 8, 170).flags
    assert flag.lines == ("Huddle; Template",)


def test_rows_are_as_high_as_their_words() -> None:
    flags = (Flag(1, 1, 2, ("one", "two"), 0), Flag(1, 1, 2, ("three",), 1))
    assert row_heights(flags, 10) == (0.0, 22.0, 34.0)


@given(st.lists(st.tuples(st.floats(-50, 250), st.floats(5, 30)), max_size=6))
def test_spread_blocks_do_not_overlap_and_stay_between_the_ends(blocks: list[tuple[float, float]]) -> None:
    places, heights = [place for place, _ in blocks], [height for _, height in blocks]
    middles = spread(places, heights, 0, 200)
    spans = sorted(
        (middle - tall / 2, middle + tall / 2) for middle, tall in zip(middles, heights, strict=True)
    )
    assert all(above[0] >= below[1] - 1e-6 for below, above in pairwise(spans))
    assert all(low >= -1e-6 and high <= 200 + 1e-6 for low, high in spans)


def test_blocks_that_do_not_meet_stay_where_they_were() -> None:
    assert spread([20, 100], [10, 10], 0, 200) == pytest.approx((20, 100))
