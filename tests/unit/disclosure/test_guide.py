"""The guide for those who share figures: every example in it runs, it can be read, and what it admits is so."""

import doctest
import random
import re
from pathlib import Path

import numpy as np

from msp_qi import protect_table
from tests.readability import grade
from tests.unit.disclosure.attack import every_table, grid

GUIDE = Path(__file__).parents[3] / "docs" / "sharing-safely.md"
TABLES = 150


def test_every_example_of_the_guide_comes_out_as_printed():
    found = doctest.testfile(str(GUIDE), module_relative=False, encoding="utf-8")
    assert found.attempted >= 10
    assert not found.failed


def test_a_child_of_thirteen_can_read_the_guide():
    prose = re.sub(
        r"```.*?```|^\|.*$|^#.*$|`[^`]*`", "", GUIDE.read_text(encoding="utf-8"), flags=re.S | re.M
    )
    assert grade(prose.replace("**", "")) <= 8


def _left(cells: list[list[int]]) -> list[int]:
    """How many of 1 to 4 each small number can still be, for a reader who protects every table that could be meant."""
    shown, counts = grid(protect_table(cells)), np.array(cells)
    worlds = every_table(protect_table(cells), int(counts.max()) + 5)
    same = np.array([world for world in worlds if grid(protect_table(world)) == shown])
    return [
        len(set(same[:, *place].tolist()) & {1, 2, 3, 4})
        for place in np.argwhere((counts > 0) & (counts < 5))
    ]


def test_the_guide_says_how_often_a_reader_who_runs_the_program_backwards_succeeds():
    dice = random.Random(20)
    drawn = [[[dice.randrange(21) for _ in range(2)] for _ in range(2)] for _ in range(TABLES)]
    left = [_left(cells) for cells in drawn if any(0 < count < 5 for line in cells for count in line)]
    said = re.search(
        r"of (\d+)\s+tables of two rows.*?narrow one in (\d+), and in (\d+)",
        GUIDE.read_text(encoding="utf-8"),
        re.S,
    )
    measured = (len(left), sum(min(found) < 4 for found in left), sum(min(found) == 1 for found in left))
    assert said
    assert tuple(map(int, said.groups())) == measured
