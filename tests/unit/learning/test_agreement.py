"""Double rating: what is compared, what is left out, and what is said."""

import numpy as np
import pandas as pd
import pytest

from msp_qi.data.audit_data import AuditData
from msp_qi.errors import UserError
from msp_qi.learning.agreement import agreement_words, double_rating
from tests.builders import audit, audit_data

ITEM = "a1_own_words"


def rated(pairs, moderated=(), service="Ash House"):
    """Data in which case i got the i-th (first, second) answer to one item."""
    audits = [
        audit(service=service, case_id=str(number), **{ITEM: one}) for number, (one, _) in enumerate(pairs)
    ]
    month = pd.Timestamp("2026-04-01")
    rows = [(service, str(number), month, "second", two) for number, (_, two) in enumerate(pairs)]
    rows += [(service, case, month, "moderated", answer) for case, answer in moderated]
    table = pd.DataFrame(rows, columns=["service", "case_id", "audit_month", "rating_stage", ITEM])
    table = table.assign(
        source_file="audit.xlsx", source_sheet="Second ratings", source_row=range(3, len(rows) + 3)
    )
    data = audit_data(case_audits=audits)
    return AuditData({**data.tables, "second_ratings": table}, (), data.sources)


def item(found, name=ITEM):
    return found.table.set_index("item").loc[name]


# Two psychiatrists, 200 patients, three diagnoses: Fleiss, Cohen & Everitt 1969, doi:10.1037/h0028106, table 1,
# whose unweighted kappa is .429. Rows the first, columns the second.
COUNTS = ((106, 10, 4), (22, 28, 10), (2, 12, 6))
SCALE = ("met", "partly", "not_met")
PSYCHIATRISTS = [
    (SCALE[one], SCALE[two]) for one in range(3) for two in range(3) for _ in range(COUNTS[one][two])
]


def test_weighted_kappa_and_ac1_of_a_table_from_the_literature_worked_by_hand():
    row = item(double_rating(rated(PSYCHIATRISTS)))
    assert (row["pairs"], row["alike"], row["agreement"]) == (200, 140, 0.70)
    # Linear weights 1, .5, 0. Seen: .70 + .5 x .27 = .835. Chance: .475 + .5 x .40 = .675. (.835 - .675) / .325.
    assert row["kappa"] == pytest.approx(0.16 / 0.325)
    # Mean use .625, .275, .10, 0, 0; chance (.234375 + .199375 + .09) / 4 = .1309375.
    assert row["ac1"] == pytest.approx((0.70 - 0.1309375) / (1 - 0.1309375))
    assert row["kappa_low"] < row["kappa"] < row["kappa_high"]
    assert row["ac1_low"] < row["ac1"] < row["ac1_high"]
    assert not row["descriptive_only"]


def test_the_table_of_the_test_is_the_published_one():
    from msp_qi.stats import agreement

    first, second = zip(*PSYCHIATRISTS, strict=True)
    assert round(agreement(first, second, categories=SCALE).kappa, 3) == 0.429


def test_not_applicable_and_cannot_tell_are_answers_but_stand_outside_the_order():
    pairs = (
        [("met", "met")] * 10 + [("na", "not_met")] * 3 + [("na", "na")] * 4 + [("cannot_tell", "met")] * 5
    )
    row = item(double_rating(rated(pairs)))
    assert (row["pairs"], row["alike"], row["kappa_pairs"]) == (22, 14, 10)


def test_a_blank_is_no_rating():
    row = item(double_rating(rated([("met", None), (None, "met"), ("met", "met")])))
    assert row["pairs"] == 1


def test_under_20_pairs_figures_are_descriptive_only():
    nineteen = double_rating(rated([("met", "met")] * 18 + [("met", "partly")]))
    twenty = double_rating(rated([("met", "met")] * 18 + [("met", "partly")] * 2))
    assert item(nineteen)["descriptive_only"] and np.isnan(item(nineteen)["ac1_low"])
    assert not item(twenty)["descriptive_only"] and not np.isnan(item(twenty)["ac1_low"])
    assert nineteen.text == (
        "Two auditors gave the same answer to 18 of 19 questions (95 %), in 19 cases: descriptive only, because 20 "
        "cases are needed to say more."
    )
    assert agreement_words(nineteen.table)["AC1"].tolist() == ["descriptive only"] * 2


def test_overall_one_case_is_one_unit_however_many_items_it_has():
    """Twice the items with the same answers say nothing new: the overall interval must not shrink."""
    pairs = [("met", "met")] * 18 + [("met", "partly")] * 6
    once = rated(pairs)
    twice = {name: table.assign(a2_revisited=table[ITEM]) for name, table in once.tables.items()}
    one, two = (item(double_rating(data), "overall") for data in (once, AuditData(twice, (), ())))
    assert (one["cases"], one["pairs"], two["cases"], two["pairs"]) == (24, 24, 24, 48)
    assert two["ac1_low"] == pytest.approx(one["ac1_low"])
    assert two["ac1_high"] == pytest.approx(one["ac1_high"])


def test_the_jackknife_of_ac1_is_near_its_large_sample_interval():
    found = double_rating(rated(PSYCHIATRISTS))
    whole, one = item(found, "overall"), item(found)
    assert whole["ac1_low"] == pytest.approx(one["ac1_low"], abs=0.01)
    assert whole["kappa_high"] == pytest.approx(one["kappa_high"], abs=0.01)


def test_all_alike_gives_no_interval_that_looks_like_certainty():
    words = agreement_words(double_rating(rated([("met", "met")] * 25)).table)
    assert words["AC1"].tolist() == ["1.00, no interval"] * 2
    assert words["Weighted kappa"].tolist() == ["cannot be computed"] * 2
    assert words["Alike"].tolist() == ["25 of 25 (100 %)"] * 2


def test_both_originals_and_the_moderated_rating_are_kept():
    found = double_rating(rated([("met", "not_met"), ("met", "met")], moderated=[("0", "partly")]))
    rows = found.ratings[found.ratings["item"] == ITEM].fillna("").values.tolist()
    assert [row[4:] for row in rows] == [["met", "not_met", "partly", "partly"], ["met", "met", "", "met"]]


def test_moderation_changes_what_counts_and_not_the_agreement():
    plain = double_rating(rated([("met", "not_met")] * 3))
    moderated = double_rating(rated([("met", "not_met")] * 3, moderated=[("0", "met")]))
    pd.testing.assert_frame_equal(plain.table, moderated.table)


def test_a_second_rating_without_a_first_is_no_pair():
    data = rated([("met", "met")])
    lonely = data.tables["second_ratings"].assign(case_id="99")
    found = double_rating(AuditData({**data.tables, "second_ratings": lonely}, (), ()))
    assert found.text == "No case has been rated by two auditors yet."


def test_without_the_table_it_is_not_collected():
    found = double_rating(audit_data(case_audits=[audit()]))
    assert found.text == "Double rating is not collected: the data hold no table second_ratings."
    assert agreement_words(found.table).empty


def test_one_service_is_not_mixed_with_another():
    ash, elm = rated([("met", "met")] * 2), rated([("met", "not_met")] * 3, service="Elm View")
    both = {name: pd.concat([ash.tables[name], elm.tables[name]], ignore_index=True) for name in ash.tables}
    data = AuditData(both, (), ())
    assert item(double_rating(data, "Ash House"))["alike"] == 2
    assert item(double_rating(data))["pairs"] == 5
    with pytest.raises(
        UserError, match='There is no service "Oak" in the data; there are: Ash House, Elm View'
    ):
        double_rating(data, "Oak")


def test_enough_cases_are_said_with_intervals_and_the_items_to_talk_about():
    text = double_rating(rated(PSYCHIATRISTS)).text
    assert text.startswith(
        "Two auditors gave the same answer to 140 of 200 questions (70 %), in 200 cases; AC1 0.65 ("
    )
    assert text.endswith("Least alike: A1 Own words.")
