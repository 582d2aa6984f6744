"""Where the data cannot answer: a result with its reason and the number needed, worked by hand."""

import math

import numpy as np
import pytest

from msp_qi.stats import (
    compare_paired_proportions,
    compare_paired_ratings,
    compare_person,
    compare_proportions,
    compare_rates,
    compare_ratings,
    compare_time_to,
    interrupted_series,
)


@pytest.mark.parametrize(
    ("refused", "needed", "words"),
    [
        (lambda: compare_proportions(0, 3, 3, 4), 8, "about 8 in each group are needed"),
        # (1.960 sqrt(2 x 5/12 x 7/12) + 0.842 sqrt(2/9 + 1/4))^2 / (1/6)^2 = 136.2, corrected for continuity 147.9.
        (lambda: compare_proportions(1, 3, 2, 4), 148, "about 148 in each group are needed"),
        # (1.960 sqrt(1/2) + 0.842 sqrt(1/4))^2 / (1/2)^2 = 13.06.
        (lambda: compare_paired_proportions(1, 0, 2, 1), 14, "about 14 cases are needed"),
        (lambda: compare_paired_proportions(2, 0, 0, 0), 5, "5 are needed."),
        # Six events, all on one side of two alike: 2 / 2^6 = 0.03; five: 0.06.
        (lambda: compare_rates(0, 10, 0, 10), 6, "at least 6 would be needed"),
        (lambda: compare_rates(0, 0, 4, 10), None, "nothing was watched before: there is no exposure."),
        # Four against four: 2 / 70 = 0.03; three: 2 / 20.
        (lambda: compare_ratings([], [1, 2, 3]), 4, "4 on each side could."),
        (lambda: compare_paired_ratings([1, 2, 3], [2, 3, 4]), 6, "and 6 could."),
        (lambda: interrupted_series([1, 2, 3], change=2), 8, "8 are needed on each side"),
        (lambda: compare_person([1, 2], [3, 4]), 3, "3 are needed in each"),
        (
            lambda: compare_time_to([1, 2], [1, 1], [1, 2], [1, 0]),
            5,
            "and 5 on each side, of which some have closed",
        ),
    ],
)
def test_a_refusal_has_its_reason_and_the_number_needed(refused, needed, words):
    result = refused()
    assert (result.verdict, result.n_needed) == ("cannot tell", needed)
    assert words in result.text
    assert math.isnan(result.p) and math.isnan(result.effect) and np.isnan(result.interval).all()
