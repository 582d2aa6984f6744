from dataclasses import replace

import pandas as pd
import pytest

from msp_qi.data.audit_data import Absence
from msp_qi.data.load import load
from msp_qi.errors import UserError
from msp_qi.measures.catalogue import INDICATORS, named
from msp_qi.measures.compute import compute
from msp_qi.measures.entries import EXPOSURE, LEFT_OUT, NOT_SHOWN, SHOWN
from msp_qi.schema.audit_items import AUDIT_ITEMS
from msp_qi.schema.fields import table as schema_table
from tests.builders import audit, audit_data, rows_behind
from tests.data_files import filled_starter

TODAY = "2026-11-01"
ITEMS = {item.name for item in AUDIT_ITEMS}


def count(table, service, month, indicator):
    row = table.set_index(["service", "period", "indicator"]).loc[(service, pd.Timestamp(month), indicator)]
    return row["numerator"], row["denominator"]


def test_counts_every_service_and_month_apart():
    data = audit_data(
        case_audits=[
            audit(a2_revisited="met"),
            audit(case_id="2", a2_revisited="not_met"),
            audit(service="Birch", a2_revisited="met"),
            audit(audit_month="2026-05-01", a2_revisited="met"),
        ]
    )
    table = compute(data, as_of=TODAY).table
    assert count(table, "Ash House", "2026-04-01", "outcome_revisited") == (1, 2)
    assert count(table, "Birch", "2026-04-01", "outcome_revisited") == (1, 1)
    assert count(table, "Ash House", "2026-05-01", "outcome_revisited") == (1, 1)


def test_a_month_without_cases_is_a_gap_and_not_a_zero():
    data = audit_data(case_audits=[audit(), audit(audit_month="2026-06-01")])
    series = compute(data, as_of=TODAY).series("Ash House")
    may = series[(series["period"] == "2026-05-01") & (series["indicator"] == "sample_completed")]
    assert may["denominator"].item() == 0
    assert pd.isna(may["value"].item())


CONCERN = {"service": "Cedar", "case_id": "9", "date_raised": "2026-04-03", "theme": "other"}
OF_AUDITS = [found for found in INDICATORS if set(found.needs_by_table) == {"case_audits"}]


def test_a_service_that_only_raised_concerns_stands_with_no_audit_counted():
    table = compute(audit_data(concerns=[CONCERN], case_audits=[audit()]), as_of=TODAY).table
    cedar = table[
        (table["service"] == "Cedar") & table["indicator"].isin([found.name for found in OF_AUDITS])
    ]
    assert cedar["denominator"].sum() == 0
    assert len(cedar) == len([found for found in OF_AUDITS if not found.apart])
    assert count(table, "Cedar", "2026-04-01", "concerns_raised") == (1, 1)


def test_an_absent_table_is_not_collected():
    measures = compute(audit_data(concerns=[CONCERN]), as_of=TODAY)
    needing_others = tuple(found.name for found in INDICATORS if set(found.needs_by_table) != {"concerns"})
    assert measures.not_collected == needing_others
    assert "outcome_in_own_words" in needing_others
    assert "concerns_raised" not in needing_others
    assert not set(measures.table["indicator"]) & set(needing_others)


def test_a_table_beside_the_own_one_that_another_service_fills_in_is_not_collected_for_this_one():
    loop = {"service": "Birch", "loop_id": "1", "case_id": "9", "no_change_reason": "The plan held."}
    ended = {"date_concluded": "2026-04-20"}
    concerns = [CONCERN | ended, CONCERN | ended | {"service": "Birch"}]
    measures = compute(audit_data(concerns=concerns, learning_loops=[loop]), as_of=TODAY)
    changed = measures.table[measures.table["indicator"] == "plan_changed"]
    assert set(changed["service"]) == {"Birch"}
    assert count(measures.table, "Birch", "2026-04-01", "plan_changed") == (1, 1)
    assert "plan_changed" in measures.lacking("Cedar")


def test_consents_are_counted_where_nobody_keeps_concerns():
    given = {"service": "Cedar", "case_id": "9", "recipient_role": "GP", "items": "The visits."}
    data = audit_data(consent_boundaries=[given | {"conversation_date": "2026-04-10"}, given])
    table = compute(data, as_of=TODAY).table
    assert count(table, "Cedar", "2026-04-01", "consent_conversation") == (1, 1)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.name)
def test_an_empty_table_counts_nothing(indicator):
    names = {*indicator.needs_by_table, "concerns", "case_audits"}
    measures = compute(audit_data(**{name: [] for name in names}), indicators=(indicator,), as_of=TODAY)
    assert measures.table.empty
    assert measures.apart.empty
    assert measures.between.empty


def test_a_restriction_in_force_adds_no_months_after_the_data_end():
    restriction = {"service": "Cedar", "case_id": "9", "restriction_id": "1", "start_date": "2026-04-20"}
    last = CONCERN | {"case_id": "10", "date_raised": "2026-06-03"}
    table = compute(audit_data(concerns=[CONCERN, last], restrictions=[restriction]), as_of=TODAY).table
    in_force = table[(table["indicator"] == "restrictions_reasoned") & (table["denominator"] > 0)]
    assert in_force["period"].dt.strftime("%Y-%m").tolist() == ["2026-04", "2026-05", "2026-06"]


def test_in_the_month_of_the_report_drift_is_told_of_its_day():
    restriction = {"service": "Cedar", "case_id": "9", "start_date": "2026-04-20", "review_due": "2026-06-14"}
    rows = [
        restriction | {"restriction_id": "past its review"},
        restriction | {"restriction_id": "due today", "review_due": "2026-06-15"},
        restriction | {"restriction_id": "ended today", "end_date": "2026-06-15"},
        restriction | {"restriction_id": "to end tomorrow", "end_date": "2026-06-16"},
    ]
    data = audit_data(
        concerns=[CONCERN, CONCERN | {"case_id": "10", "date_raised": "2026-06-03"}], restrictions=rows
    )
    table = compute(data, as_of="2026-06-15").table
    assert count(table, "Cedar", "2026-05-01", "restriction_drift") == (0, 4)
    assert count(table, "Cedar", "2026-06-01", "restriction_drift") == (2, 3)


def test_a_number_is_the_same_whatever_else_is_counted():
    restriction = {"service": "Cedar", "case_id": "9", "restriction_id": "1", "start_date": "2026-04-20"}
    data = audit_data(concerns=[CONCERN], restrictions=[restriction])
    for name in ("restrictions_reasoned", "restriction_drift", "stages_late"):
        alone = compute(data, indicators=(named(name),), as_of=TODAY).table.query("denominator > 0")
        among = compute(data, as_of=TODAY).table.query("denominator > 0 and indicator == @name")
        assert alone.to_numpy().tolist() == among.to_numpy().tolist()
        assert len(alone) > 0


def test_a_quarter_and_a_count_of_months():
    days = ["2026-01-05", "2026-03-31", "2026-04-01", "2026-10-01"]
    data = audit_data(concerns=[CONCERN | {"case_id": day, "date_raised": day} for day in days])
    raised = (named("concerns_raised"),)
    quarters = compute(data, indicators=raised, as_of=TODAY, every="quarter").table
    assert quarters["period"].dt.strftime("%Y-%m-%d").tolist() == [
        "2026-01-01",
        "2026-04-01",
        "2026-07-01",
        "2026-10-01",
    ]
    assert quarters["numerator"].tolist() == [2, 1, 0, 1]
    assert quarters["denominator"].tolist() == [1, 1, 1, 1]
    by_quarter = compute(data, indicators=raised, as_of=TODAY, every="quarter").rows_behind(
        "concerns_raised", "Cedar", "2026-02"
    )
    assert by_quarter["case_id"].tolist() == ["2026-01-05", "2026-03-31"]


def test_a_filled_starter_counts_its_items_and_says_not_collected_of_the_rest(tmp_path):
    measures = compute(load(filled_starter(tmp_path)), as_of=TODAY)
    items = {found.name for found in INDICATORS if found.needs[0] in ITEMS and len(found.needs) == 1}
    counted = {"outcome_in_own_words", "sample_completed", "concerns_raised", *items}
    # One concern and no year before it: collected, and none of it can be judged.
    without_history = {"repeat_concern", "repeat_concern_same_theme"}
    assert len(items) == len(AUDIT_ITEMS)
    assert set(measures.table["indicator"]) == counted | without_history
    assert set(measures.not_collected) == {found.name for found in INDICATORS} - counted - without_history
    assert measures.lacking("Ash House")["reviews_on_time"] == (
        "case_audits.review_due",
        "case_audits.review_held",
    )
    table = measures.table.set_index("indicator")
    assert table.loc[list(counted), ["numerator", "denominator"]].eq(1).all(axis=None)
    assert table.loc[list(without_history), "denominator"].eq(0).all()


def two_files(**birch):
    """Two services, of which the file of Ash House has no columns for reviews."""
    data = audit_data(case_audits=[audit(), audit(service="Birch", **birch)])
    rows = data.tables["case_audits"].assign(source_file=["ash.xlsx", "birch.xlsx"])
    gaps = frozenset(
        Absence("ash.xlsx", "Case audits", "case_audits", n) for n in ("review_due", "review_held")
    )
    return replace(data, tables={"case_audits": rows}, absent=gaps)


def test_a_column_that_only_one_services_file_lacks_is_not_collected_for_that_service():
    data = two_files(review_due="2026-04-10")
    measures = compute(data, as_of=TODAY)
    reviews = measures.table[measures.table["indicator"] == "reviews_on_time"]
    assert reviews[["service", "numerator", "denominator"]].to_numpy().tolist() == [["Birch", 0, 1]]
    assert "reviews_on_time" not in measures.not_collected
    assert "reviews_on_time" not in measures.lacking("Birch")
    assert set(measures.lacking("Ash House")) - set(measures.lacking("Birch")) == {"reviews_on_time"}
    sentence = "no file of Ash House has the column review_due or review_held in case_audits"
    with pytest.raises(UserError, match=sentence):
        rows_behind(data, named("reviews_on_time"), "Ash House", "2026-04")


def test_a_month_whose_file_lacks_the_column_is_a_gap_and_not_a_zero():
    data = two_files()
    rows = data.tables["case_audits"].assign(service="Ash House", review_due=pd.Timestamp("2026-04-10"))
    rows["audit_month"] = pd.to_datetime(["2026-04-01", "2026-05-01"])
    data = replace(data, tables={"case_audits": rows})
    series = compute(data, as_of=TODAY).series("Ash House").set_index(["indicator", "period"])
    counted = series.loc["reviews_on_time", "denominator"]
    assert counted.tolist() == [0, 1]
    behind = rows_behind(data, named("reviews_on_time"), "Ash House", "2026-04")
    assert behind["counted"].tolist() == [LEFT_OUT]


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.name)
def test_what_an_indicator_needs_are_columns_of_its_tables(indicator):
    assert indicator.needs
    for table, names in indicator.needs_by_table.items():
        assert names
        assert set(names) <= {field.name for field in schema_table(table).fields}


def test_rows_that_cannot_be_counted_are_named_with_the_reason():
    data = audit_data(
        case_audits=[
            audit(),
            audit(service=None),
            audit(audit_month=None),
            audit(case_id="2", sampled_as=None),
            audit(audit_month="2062-04-01"),
        ]
    )
    measures = compute(data, as_of=TODAY)
    assert measures.uncounted["source_row"].tolist() == [4, 5, 6, 7]
    assert measures.uncounted["reason"].tolist() == [
        "service is missing or cannot be read",
        "audit_month is missing or cannot be read",
        "sampled_as is missing or cannot be read",
        "the month lies in the future",
    ]
    assert measures.table["period"].max() == pd.Timestamp("2026-04-01")


def test_one_number_leads_to_its_rows():
    data = audit_data(
        case_audits=[
            audit(case_id="007", a2_revisited="met"),
            audit(case_id="008", a2_revisited="partly"),
            audit(case_id="009", a2_revisited="na"),
            audit(case_id="010", audit_month="2026-05-01", a2_revisited="met"),
        ]
    )
    rows = rows_behind(data, named("outcome_revisited"), "Ash House", "2026-04")
    assert rows["case_id"].tolist() == ["007", "008", "009"]
    assert rows["counted"].tolist() == [SHOWN, NOT_SHOWN, LEFT_OUT]
    assert rows["source_row"].tolist() == [3, 4, 5]
    assert rows["record"].tolist() == ["007", "008", "009"]
    assert rows[["numerator", "denominator"]].to_numpy().tolist() == [[1, 1], [0, 1], [0, 0]]


def test_the_exposure_of_a_rate_is_among_its_rows():
    restriction = {"service": "Cedar", "case_id": "9", "restriction_id": "R1", "start_date": "2026-04-20"}
    data = audit_data(concerns=[CONCERN], restrictions=[restriction])
    rows = rows_behind(data, "restrictions_introduced", "Cedar", "2026-04")
    assert rows[["counted", "numerator", "denominator"]].to_numpy().tolist() == [
        [SHOWN, 1, 0],
        [EXPOSURE, 0, 1],
    ]


def test_a_number_added_up_leads_to_what_each_row_adds():
    rows = [
        {"service": "Cedar", "brief_id": "B1", "issued_on": "2026-04-01", "staff_due": 8, "staff_reached": 5},
        {"service": "Cedar", "brief_id": "B2", "issued_on": "2026-04-09", "staff_due": 4},
    ]
    behind = rows_behind(audit_data(briefings=rows), "briefing_reach", "Cedar", "2026-04")
    assert behind["record"].tolist() == ["B1", "B2"]
    assert behind[["numerator", "denominator"]].to_numpy().tolist() == [[5, 8], [0, 4]]


def test_an_unknown_service_is_answered_with_those_that_there_are():
    with pytest.raises(UserError, match=r'no service "Ahs House" in the data; there are: Ash House'):
        rows_behind(audit_data(case_audits=[audit()]), named("outcome_revisited"), "Ahs House", "2026-04")
