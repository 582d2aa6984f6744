"""A claim is never worded more strongly than the true counts allow, and gives nobody away."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_qi.briefs.study import Study
from msp_qi.briefs.tender_page import tender_page
from msp_qi.data.validate import CheckResult
from msp_qi.disclosure.rates import protect_rate
from msp_qi.learning.tender.claims import CLAIMS
from msp_qi.learning.tender.evidence import (
    NOT_BORNE_OUT,
    NOT_COLLECTED,
    NOTHING,
    TOO_FEW,
    tender_evidence,
)
from msp_qi.learning.tender.strength import STRENGTHS, limits, strength
from msp_qi.measures.catalogue import named
from msp_qi.measures.compute import compute
from msp_qi.schema.requirements import REQUIREMENTS
from msp_qi.stats.intervals import wilson_interval
from tests.builders import audit, audit_data

# What the words mean, by hand.
LEAST = {"Nearly all of the": 0.9, "More than three quarters of the": 0.75, "More than half of the": 0.5}
counts = st.integers(10, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts)
def test_no_wording_is_stronger_than_the_interval_of_the_true_counts(count):
    met, of = count
    strong = strength(limits(protect_rate(met, of)))
    lower, _ = wilson_interval(met, of)
    assert strong is None or lower >= LEAST[strong.words]


@given(counts)
def test_the_interval_shown_holds_the_interval_of_the_true_counts(count):
    met, of = count
    found = limits(protect_rate(met, of))
    lower, upper = wilson_interval(met, of)
    assert found.lower <= lower + 1e-12 and found.upper >= upper - 1e-12
    shown = found.shown
    assert shown[0] <= 100 * found.lower + 1e-6 and shown[1] >= 100 * found.upper - 1e-6


@given(counts)
def test_two_counts_that_are_shown_alike_have_the_same_interval(count):
    met, of = count
    rate = protect_rate(met, of)
    for other in ((met + 1, of), (met, of + 1)):
        if other[0] <= other[1] and str(protect_rate(*other)) == str(rate):
            assert limits(protect_rate(*other)) == limits(rate)


def test_many_good_cases_are_nearly_all_and_half_is_no_claim():
    assert strength(limits(protect_rate(980, 1000))).words == "Nearly all of the"
    assert strength(limits(protect_rate(400, 480))).words == "More than three quarters of the"
    assert strength(limits(protect_rate(52, 100))) is None
    assert strength(limits(protect_rate(8, 9))) is None


def test_the_words_say_what_the_table_of_strengths_says():
    assert {each.words: each.above for each in STRENGTHS} == LEAST


def test_each_tender_point_has_two_to_four_claims_on_indicators_that_more_is_better_for():
    points = pd.Series([claim.point for claim in CLAIMS]).value_counts()
    assert set(points.index) == {"T1", "T2", "T3", "T4"} == {x.id for x in REQUIREMENTS if x.id[0] == "T"}
    assert points.between(2, 4).all()
    for claim in CLAIMS:
        indicator = named(claim.indicator)
        assert (indicator.kind, indicator.direction, indicator.lasting) == ("proportion", "up", 1)
        assert claim.says.endswith(".") and claim.sure.endswith(".") and claim.record.endswith(".")


def cases(met, of, month="2026-04-01"):
    start = {"audit_month": month, "audit_date": month[:8] + "20", "outcome_source": "person"}
    return [
        audit(
            case_id=f"{month}-{number}",
            **start,
            outcome_text="I want my keys",
            a1_own_words="met" if number < met else "not_met",
        )
        for number in range(of)
    ]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], NOT_COLLECTED),
        (cases(3, 4), TOO_FEW),
        (cases(20, 60), NOT_BORNE_OUT),
        (cases(60, 60, "2024-04-01") + cases(0, 0), ""),
    ],
)
def test_a_claim_without_evidence_is_left_out_with_its_reason(rows, why):
    data = (
        audit_data(case_audits=rows)
        if rows
        else audit_data(concerns=[{"service": "Ash House", "case_id": "1"}])
    )
    evidence = tender_evidence(compute(data, as_of="2026-05-31"))
    left_out = {each.claim.indicator: each.why for each in evidence.not_yet}
    assert left_out.get("outcome_in_own_words", "") == why


def test_a_claim_that_is_borne_out_has_its_figure_and_period():
    evidence = tender_evidence(compute(audit_data(case_audits=cases(58, 60)), as_of="2026-05-31"))
    (found,) = [each for each in evidence.evidenced if each.claim.indicator == "outcome_in_own_words"]
    assert found.statement.startswith("More than three quarters of the cases")
    assert str(found.rate) == "all but fewer than 5 (base about 60)"
    assert (evidence.first, evidence.last) == (pd.Timestamp("2025-05-01"), pd.Timestamp("2026-04-01"))


def test_the_month_that_is_not_over_does_not_count():
    evidence = tender_evidence(compute(audit_data(case_audits=cases(58, 60)), as_of="2026-04-28"))
    assert evidence.evidenced == () and {each.why for each in evidence.not_yet} <= {NOTHING, NOT_COLLECTED}


def test_the_page_shows_no_small_count_no_case_and_no_text():
    rows = cases(57, 60)
    for number, row in enumerate(rows):
        row |= {"case_id": f"CANARY-{number}", "outcome_text": "CANARY wants her keys"}
    study = Study(CheckResult(audit_data(case_audits=rows), ()), "Ash House", pd.Timestamp("2026-05-31"))
    page = tender_page(study)
    assert page.profile == "board" and "CANARY" not in page.html()
    assert "all but fewer than 5 (base about 60)" in page.html()
