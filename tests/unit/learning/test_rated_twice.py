"""Whether enough cases a month were rated by two auditors: at least a tenth of the core, and at least two."""

import pandas as pd

from msp_qi.learning.rated_twice import rated_twice
from tests.builders import audit, audit_data

ITEM = "a1_own_words"


def month(number, core, twice, answer="met", sampled_as="random"):
    """Audits of a month of 2026, of which the first so many were rated again."""
    when = f"2026-{number:02}-01"
    first = [
        audit(case_id=str(case), audit_month=when, sampled_as=sampled_as, **{ITEM: "met"})
        for case in range(core)
    ]
    known = {"service": "Ash House", "audit_month": when, "rating_stage": "second", ITEM: answer}
    return first, [known | {"case_id": str(case)} for case in range(twice)]


def counted(*months, **more):
    first, second = ([row for found in months for row in found[part]] for part in (0, 1))
    return rated_twice(
        audit_data(case_audits=[*first, *more.get("more", ())], second_ratings=second), "Ash House"
    )


def test_a_tenth_and_at_least_two_are_asked_for_each_month():
    table = counted(month(1, 8, 2), month(2, 8, 1), month(3, 30, 2), month(4, 1, 1)).table
    assert table["core"].tolist() == [8, 8, 30, 1]
    assert table["rated_twice"].tolist() == [2, 1, 2, 1]
    assert table["needed"].tolist() == [2, 2, 3, 1]
    assert table["enough"].tolist() == [True, False, False, True]


def test_the_sentence_names_the_months_with_too_few():
    assert counted(month(1, 8, 2), month(2, 8, 1)).text == (
        "At least 10% of the random core, and at least 2 cases a month, should be rated by two auditors. That was so "
        "in 1 of 2 months; too few in Feb 2026 (1 of 2)."
    )
    assert counted(month(1, 8, 2)).text.endswith(
        "are rated by two auditors: that was so in each of 1 months."
    )


def test_many_months_with_too_few_are_counted_and_the_latest_named():
    text = counted(*[month(number, 8, 0) for number in range(1, 9)]).text
    assert text.endswith("Jul 2026 (0 of 2), Aug 2026 (0 of 2), and 2 months before.")
    assert "Feb 2026" not in text


def test_a_prepared_row_without_an_answer_is_no_second_rating():
    assert counted(month(1, 8, 2, answer=None)).table["rated_twice"].tolist() == [0]


def test_only_the_random_core_is_counted():
    assert counted(month(1, 8, 2, sampled_as="targeted")).table.empty
    assert (
        counted(month(1, 8, 2, sampled_as="targeted")).text == "No case of the random core has been read yet."
    )


def test_a_month_that_was_drawn_and_not_yet_read_is_not_held_against_anybody():
    drawn = audit(case_id="99", audit_month="2026-05-01", audit_date=None)
    assert counted(month(4, 8, 2), more=[drawn]).table["month"].tolist() == [pd.Timestamp("2026-04-01")]
