"""How many cases give which precision."""

import numpy as np
import pytest

from msp_qi.learning.precision import precision_sentence, precision_table, precision_words, range_words


def test_four_of_four_is_not_100_per_cent():
    assert precision_sentence(4) == "4 of 4 is 40 to 100 %, not 100 %."


@pytest.mark.parametrize("cases", [4, 8, 20, 50])
def test_a_full_score_has_the_limit_that_can_be_worked_by_hand(cases):
    # All of n shown: the lower limit is the share p with p to the power n = 0.025 (Clopper and Pearson).
    row = precision_table([cases], [1.0]).iloc[0]
    assert row["lower"] == pytest.approx(0.025 ** (1 / cases)) and row["upper"] == 1


def test_half_of_ten_is_what_the_tables_of_clopper_and_pearson_say():
    row = precision_table([10], [0.5]).iloc[0]
    assert (round(row["lower"], 3), round(row["upper"], 3)) == (0.187, 0.813)


def test_the_table_has_every_size_from_4_to_50_at_every_share():
    table = precision_table()
    assert len(table) == 47 * 4
    assert table["cases"].min() == 4 and table["cases"].max() == 50
    assert ((table["lower"] <= table["share"]) & (table["share"] <= table["upper"])).all()
    full = table[table["wanted_share"] == 1]
    assert (np.diff(full["lower"]) > 0).all()


def test_halves_are_rounded_upwards_as_in_a_spreadsheet():
    assert precision_table([6], [0.75])["shown"].tolist() == [5]


def test_the_words_carry_count_and_range():
    words = precision_words([4])
    assert words.iloc[0].tolist() == ["4", "4 of 4: 40 to 100 %", "3 of 4: 19 to 99 %"]
    assert range_words(0, 4) == "0 to 60 %"
