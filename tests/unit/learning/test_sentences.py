"""Sentences are for a tired team leader: a reading age of about 12, that is grade 7."""

import numpy as np
import pytest

from msp_qi.briefs.study import study
from msp_qi.learning.changes import effects
from msp_qi.learning.danger import danger_misses
from msp_qi.learning.involvement import involvement
from tests.readability import grade, syllables

AGE_12 = 7.0


@pytest.mark.parametrize(
    "word,count", [("cat", 1), ("change", 1), ("better", 2), ("advocacy", 4), ("asked", 1)]
)
def test_the_measure_counts_syllables(word, count):
    assert syllables(word) == count


def test_the_measure_gives_the_grade_worked_by_hand():
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59.
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)


@pytest.fixture(scope="module")
def sentences(demo_study):
    found = demo_study
    said = [finding.sentence for finding in found.findings]
    said += [finding.indicator.question for finding in found.findings]
    said += [effect.comparison.text for effect in effects(found.measures, found.changes[0])]
    said += [involvement(found.measures, found.service).sentence]
    said += [danger_misses(found.measures, found.service).sentence]
    return list(dict.fromkeys(said))


@pytest.fixture(scope="module")
def demo_study():
    return study("", as_of="2026-11-15")


def test_what_the_pages_say_is_read_at_about_twelve(sentences):
    grades = np.array([grade(sentence) for sentence in sentences])
    hard = [sentence for sentence, found in zip(sentences, grades, strict=True) if found > AGE_12 + 4]
    assert len(sentences) > 50
    assert np.median(grades) <= AGE_12
    assert len(hard) <= len(sentences) // 10, hard
