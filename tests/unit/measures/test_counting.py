"""Which rating counts: the moderated one where there is one, else the first."""

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.measures.catalogue import named
from msp_qi.measures.compute import compute
from msp_qi.measures.counting import counting_ratings
from msp_qi.measures.entries import NOT_SHOWN
from tests.builders import audit, audit_data, rows_behind


def second_ratings(*rows):
    frame = pd.DataFrame(rows)
    return frame.assign(service="Ash House", audit_month=pd.Timestamp("2026-04-01"))


def with_second(audits, *rows):
    data = audit_data(case_audits=audits)
    return AuditData({**data.tables, "second_ratings": second_ratings(*rows)}, (), data.sources)


AUDITS = [
    audit(case_id="1", a1_own_words="met", a2_revisited="met"),
    audit(case_id="2", a1_own_words="met"),
    audit(case_id="1", audit_month="2026-05-01", a1_own_words="met"),
]


def row(stage, case="1", **items):
    return {"case_id": case, "rating_stage": stage, "a1_own_words": None, "a2_revisited": None} | items


def counted(data):
    return counting_ratings(data)[["a1_own_words", "a2_revisited"]].fillna("").values.tolist()


FIRST = [["met", "met"], ["met", ""], ["met", ""]]


def test_the_moderated_answer_counts_and_a_blank_one_keeps_the_first():
    data = with_second(AUDITS, row("moderated", a1_own_words="partly"))
    assert counted(data) == [["partly", "met"], ["met", ""], ["met", ""]]


def test_a_second_rating_alone_does_not_count():
    assert counted(with_second(AUDITS, row("second", a1_own_words="not_met"))) == FIRST


def test_two_moderated_ratings_of_one_case_contradict_each_other_and_the_first_counts():
    rows = (row("moderated", a1_own_words="partly"), row("moderated", a1_own_words="not_met"))
    assert counted(with_second(AUDITS, *rows)) == FIRST


def test_a_moderated_rating_of_a_case_that_nobody_audited_changes_nothing():
    assert counted(with_second(AUDITS, row("moderated", case="9", a1_own_words="partly"))) == FIRST


def test_without_the_table_the_first_rating_counts():
    assert counted(audit_data(case_audits=AUDITS)) == FIRST


def test_the_original_is_kept():
    data = with_second(AUDITS, row("moderated", a1_own_words="partly"))
    counting_ratings(data)
    assert data.tables["case_audits"]["a1_own_words"].tolist() == ["met", "met", "met"]
    assert list(counting_ratings(data).columns) == list(data.tables["case_audits"].columns)


def test_a_moderated_rating_is_what_is_counted_and_the_rows_say_so():
    data = with_second(AUDITS, row("moderated", a2_revisited="partly"))
    table = compute(data, as_of="2026-06-01").table.set_index(["indicator", "period"])
    april = table.loc[("outcome_revisited", pd.Timestamp("2026-04-01"))]
    assert (april["numerator"], april["denominator"]) == (0, 2)
    behind = rows_behind(data, named("outcome_revisited"), "Ash House")
    assert behind["rating"].tolist() == ["moderated", "first", "first"]
    assert behind["counted"].iloc[0] == NOT_SHOWN


def test_a_second_rating_alone_changes_no_number():
    data = with_second(AUDITS, row("second", a2_revisited="not_met"))
    counted_with = compute(data, as_of="2026-06-01").table
    pd.testing.assert_frame_equal(
        counted_with, compute(audit_data(case_audits=AUDITS), as_of="2026-06-01").table
    )
