from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_qi.data.audit_data import Absence
from msp_qi.data.load import load
from msp_qi.errors import UserError
from msp_qi.measures.catalogue import INDICATORS, named
from msp_qi.measures.compute import LEFT_OUT, NOT_SHOWN, SHOWN, compute, rows_behind
from msp_qi.schema.fields import table as schema_table
from tests.builders import audit, audit_data
from tests.data_files import filled_starter

TODAY = "2026-11-01"


def count(table, service, month, indicator):
    row = table.set_index(["service", "period", "indicator"]).loc[(service, pd.Timestamp(month), indicator)]
    return row["numerator"], row["denominator"]


def test_counts_every_service_and_month_apart():
    data = audit_data(
        case_audits=[
            audit(a2_revisited="met"),
            audit(a2_revisited="not_met"),
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


def test_a_service_that_only_raised_concerns_stands_with_nothing_counted():
    concern = {"service": "Cedar", "case_id": "9", "date_raised": "2026-04-03", "theme": "other"}
    table = compute(audit_data(concerns=[concern], case_audits=[audit()]), as_of=TODAY).table
    assert table.loc[table["service"] == "Cedar", "denominator"].sum() == 0
    assert len(table[table["service"] == "Cedar"]) == len(INDICATORS)


def test_an_absent_table_is_not_collected():
    concern = {"service": "Cedar", "case_id": "9", "date_raised": "2026-04-03", "theme": "other"}
    measures = compute(audit_data(concerns=[concern]), as_of=TODAY)
    assert measures.not_collected == tuple(found.name for found in INDICATORS)
    assert measures.table.empty


COLUMNS_BEHIND_EVERY_COUNT = {"service", "case_id", "audit_month", "sampled_as", "audit_date"}


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.name)
def test_an_indicator_is_counted_from_the_fields_it_names_and_from_no_other(indicator):
    rows = audit_data(case_audits=[audit()]).tables["case_audits"]
    enough = rows[[name for name in rows if name in COLUMNS_BEHIND_EVERY_COUNT | set(indicator.needs)]]
    indicator.in_denominator(enough)
    indicator.in_numerator(enough)
    for need in indicator.needs:
        with pytest.raises(KeyError):
            fewer = enough.drop(columns=need)
            indicator.in_denominator(fewer)
            indicator.in_numerator(fewer)


def test_a_filled_starter_counts_its_items_and_says_not_collected_of_the_rest(tmp_path):
    measures = compute(load(filled_starter(tmp_path)), as_of=TODAY)
    assert set(measures.not_collected) == {
        "involved_at_every_stage",
        "reviews_on_time",
        "capacity_evidenced",
        "advocacy_offered",
    }
    assert measures.lacking("Ash House")["reviews_on_time"] == ("review_due", "review_held")
    counted = measures.table.set_index("indicator")
    assert set(counted.index) == {found.name for found in INDICATORS} - set(measures.not_collected)
    assert counted["denominator"].eq(1).all()
    assert counted["numerator"].eq(1).all()


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
    assert measures.not_collected == ()
    assert measures.lacking("Birch") == {}
    assert list(measures.lacking("Ash House")) == ["reviews_on_time"]
    with pytest.raises(UserError, match="no file of Ash House has the column review_due or review_held"):
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
def test_what_an_indicator_needs_are_optional_columns_of_its_table(indicator):
    assert indicator.needs
    for name in indicator.needs:
        assert not schema_table(indicator.table).field(name).required


def test_rows_that_cannot_be_counted_are_named_with_the_reason():
    data = audit_data(
        case_audits=[
            audit(),
            audit(service=None),
            audit(audit_month=None),
            audit(sampled_as=None),
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


def test_an_unknown_service_is_answered_with_those_that_there_are():
    with pytest.raises(UserError, match=r'no service "Ahs House" in the data; there are: Ash House'):
        rows_behind(audit_data(case_audits=[audit()]), named("outcome_revisited"), "Ahs House", "2026-04")


ANSWERS = st.sampled_from(["met", "partly", "not_met", "na", "cannot_tell", None])
ROWS = st.lists(
    st.builds(
        lambda answer, month, sampled: audit(a2_revisited=answer, audit_month=month, sampled_as=sampled),
        ANSWERS,
        st.sampled_from(["2026-03-01", "2026-04-01", "2026-06-01"]),
        st.sampled_from(["random", "targeted"]),
    ),
    min_size=1,
    max_size=30,
)


@given(ROWS)
def test_law_the_rows_behind_a_number_add_up_to_it(rows):
    data = audit_data(case_audits=rows)
    for _, number in compute(data, as_of=TODAY).table.iterrows():
        behind = rows_behind(data, named(number["indicator"]), number["service"], number["period"])
        assert behind["counted"].eq(SHOWN).sum() == number["numerator"]
        assert behind["counted"].ne(LEFT_OUT).sum() == number["denominator"]


@given(ROWS)
def test_law_a_numerator_never_exceeds_its_denominator_and_nothing_is_mutated(rows):
    data = audit_data(case_audits=rows)
    before = data.tables["case_audits"].copy()
    table = compute(data, as_of=TODAY).table
    assert (table["numerator"] <= table["denominator"]).all()
    pd.testing.assert_frame_equal(data.tables["case_audits"], before)
