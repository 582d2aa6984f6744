"""A signal that the same points would give in any order is no signal."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_qi.learning.person.chance import RARE, SHUFFLES, believed
from msp_qi.stats import run_chart

# Quiet ratings: half of them 4, nearly all the others 5.
QUIET = [4, 5, 4, 5, 4, 5, 5, 4, 4, 5, 5, 4, 5, 4, 5, 4, 4, 5, 4, 5, 5, 4, 4, 5, 4, 5, 4, 4, 5, 4, 3, 4]


def test_the_rules_alone_signal_on_quiet_ratings_and_are_not_believed():
    raw = run_chart(QUIET)
    assert bool(raw.summary["runs_signal"].iloc[0])  # every useful point but one lies above the median of 4
    kept = believed(raw)
    assert not bool(kept.summary["runs_signal"].iloc[0])
    assert not kept.points["long_run"].any()


def test_a_step_is_believed():
    step = [2, 3, 2, 2, 3, 2, 3, 2, 2, 3, 4, 5, 4, 4, 5, 4, 5, 4, 4, 5]
    kept = believed(run_chart(step))
    assert bool(kept.summary["runs_signal"].iloc[0])


def test_the_result_given_is_not_changed():
    raw = run_chart(QUIET)
    before = raw.points.copy(), raw.summary.copy()
    believed(raw)
    assert raw.points.equals(before[0]) and raw.summary.equals(before[1])


@pytest.mark.parametrize("values", [[], [3.0], [np.nan] * 20, [3.0] * 40])
def test_nothing_to_judge_stays_as_it_is(values):
    raw = run_chart(values)
    assert believed(raw) is raw


def test_the_seeded_answer_is_the_same_every_time():
    first, second = (believed(run_chart(QUIET)).summary for _ in range(2))
    assert first.equals(second)


def test_enough_shuffles_to_tell_what_is_rare():
    assert SHUFFLES * RARE >= 10


@given(st.lists(st.integers(1, 5), min_size=1, max_size=40))
@settings(max_examples=30)
def test_law_believing_never_adds_a_signal(values):
    raw = run_chart([float(value) for value in values])
    kept = believed(raw)
    assert not (kept.points["long_run"] & ~raw.points["long_run"]).any()
    assert bool(kept.summary["runs_signal"].iloc[0]) <= bool(raw.summary["runs_signal"].iloc[0])


def test_quiet_ratings_rarely_signal():
    """Quiet ratings about 4.4: the rules alone signal in very many series, believed signals are rare."""
    dice = np.random.default_rng(7)
    raw = [run_chart(np.clip(np.round(dice.normal(4.4, 0.8, 60)), 1, 5)) for _ in range(120)]
    alone = sum(bool(found.summary["runs_signal"].iloc[0]) for found in raw)
    kept = sum(bool(believed(found).summary["runs_signal"].iloc[0]) for found in raw)
    assert alone > 40
    # 120 series at one in twenty: 6 expected; 15 or more would come about in fewer than one of a thousand tries.
    assert kept < 15
