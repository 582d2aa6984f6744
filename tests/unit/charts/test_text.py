import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_qi.charts.text import clean, one_line, width, wrap


@pytest.mark.parametrize(
    "unwanted", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\ud800", "\uffff"]
)
def test_what_prints_as_nothing_or_turns_text_round_is_dropped(unwanted: str) -> None:
    assert clean(f"Elm{unwanted} View") == "Elm View"


@pytest.mark.parametrize("kept", ["بيت الأمل", "👩‍👩‍👧 home", "Café & 'Sons' <b>", "naïve"])
def test_other_alphabets_emoji_and_signs_are_kept(kept: str) -> None:
    assert clean(kept) == kept


def test_width_is_that_of_the_shipped_font() -> None:
    # DejaVu Sans: W is 2025 and space 651 of 2048 units wide.
    assert width("W W", 10) == pytest.approx(10 * (2025 + 651 + 2025) / 2048)


def test_bold_is_wider() -> None:
    assert width("signal", 9, bold=True) > width("signal", 9)


def test_a_percentage_stays_on_one_line() -> None:
    assert all("%" not in line or "62" in line for line in wrap("median of the year 62 %", 10, 95))


@given(st.text(max_size=300), st.floats(20, 400))
def test_wrapping_loses_no_letter_and_no_line_is_too_long(words: str, room: float) -> None:
    lines = wrap(words, 10, room)
    assert "".join("".join(lines).split()) == "".join(one_line(words).split())
    assert all(
        width(line, 10) <= room or len(line.strip()) <= 1 or _widest_only(line, room) for line in lines
    )


def _widest_only(line: str, room: float) -> bool:
    """One visible letter wider than the room, with marks of no width of its own."""
    return sum(width(letter, 10) > 0 for letter in line) <= 1
