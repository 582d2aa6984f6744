"""Concerns by theme, as the learning brief counts them."""

import pandas as pd

from msp_qi.learning.themes import themes
from tests.builders import audit_data


def concern(case, **more):
    return {"service": "Ash House", "case_id": case, "date_raised": "2026-04-03", "theme": "neglect", **more}


def test_a_concern_that_stands_there_twice_is_counted_once():
    data = audit_data(concerns=[concern("1"), concern("1"), concern("2")])
    assert themes(data, "Ash House", 6, pd.Timestamp("2026-06-01")).table["concerns"].tolist() == [2]


def test_two_concerns_without_a_number_are_not_taken_for_one():
    data = audit_data(concerns=[concern(None), concern(None)])
    assert themes(data, "Ash House", 6, pd.Timestamp("2026-06-01")).table["concerns"].tolist() == [2]
