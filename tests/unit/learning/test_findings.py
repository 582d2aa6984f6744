import pandas as pd
import pytest

from msp_qi.data.audit_data import AuditData
from msp_qi.learning.changes import BALANCING, WANTED, Change, changes_of, effects
from msp_qi.learning.findings import findings, verdict_table
from msp_qi.learning.focus import strongest, weakest
from msp_qi.learning.themes import themes
from msp_qi.measures.compute import compute
from tests.builders import audit, audit_data

TODAY = "2026-12-31"
MONTHS = [f"2026-{number:02d}-01" for number in range(1, 13)]


def months_of(shown_a_month, of=4, item="a2_revisited"):
    """Audits in which the item is met so many times a month, out of ``of``."""
    return [
        audit(
            case_id=str(case),
            audit_month=month,
            audit_date=month,
            **{item: "met" if case < shown else "not_met"},
        )
        for month, shown in zip(MONTHS, shown_a_month, strict=True)
        for case in range(of)
    ]


def finding_of(shown_a_month):
    measures = compute(audit_data(case_audits=months_of(shown_a_month)), as_of=TODAY)
    return next(f for f in findings(measures, "Ash House") if f.indicator.name == "outcome_revisited")


@pytest.mark.parametrize(
    "shown,verdict",
    [
        ([0, 1, 0, 1, 0, 1, 3, 4, 3, 4, 3, 4], "improved"),
        ([3, 4, 3, 4, 3, 4, 0, 1, 0, 1, 0, 1], "worsened"),
        ([1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3], "no clear difference"),
        ([0, 1, 0, 3, 4, 3, 4, 3, 4, 0, 1, 0], "no clear difference"),
        ([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], "cannot tell"),
    ],
    ids=["rises", "falls", "swings", "up and down again", "constant"],
)
def test_the_verdict_needs_a_signal_and_a_clear_side(shown, verdict):
    assert finding_of(shown).verdict == verdict


def test_the_sentence_carries_its_n_and_says_what_cannot_be_said():
    assert finding_of([0, 1, 0, 1, 0, 1, 3, 4, 3, 4, 3, 4]).sentence == (
        "It has improved: 3 of 24 (13 %) in the earlier half of the months, 21 of 24 (88 %) in the later half. "
        "Chance alone would seldom do this; the chart cannot say why. In the last 6 months: 21 of 24 (88 %)."
    )
    assert finding_of([2] * 12).sentence.startswith(
        "Every month has the same value, so there is no change to judge."
    )
    few = compute(audit_data(case_audits=months_of([1, 3] * 6)[: 8 * 4]), as_of="2026-08-31")
    revisited = next(f for f in findings(few, "Ash House") if f.indicator.name == "outcome_revisited")
    assert revisited.sentence.startswith(
        "Too few months to judge a change: only 8 months have anything to count, and 10 are needed. "
        "That is no sign that all is well."
    )


def test_all_services_at_once_say_the_same_as_one_by_one():
    rows = months_of([0, 1, 0, 1, 0, 1, 3, 4, 3, 4, 3, 4])
    rows += [{**row, "service": "Birch\tCourt"} for row in months_of([3, 4, 3, 4, 3, 4, 0, 1, 0, 1, 0, 1])]
    measures = compute(audit_data(case_audits=rows), as_of=TODAY)
    table = verdict_table(measures).set_index(["service", "indicator"])["verdict"]
    for service in ("Ash House", "Birch\tCourt"):
        for finding in findings(measures, service):
            assert table[(service, finding.indicator.name)] == finding.verdict


def test_strong_and_weak_need_enough_cases_and_are_never_the_same():
    measures = compute(audit_data(case_audits=months_of([1] * 12)), as_of=TODAY)
    found = findings(measures, "Ash House")
    strong = {finding.indicator.name for finding in strongest(found)}
    weak = {finding.indicator.name for finding in weakest(found)}
    assert strong == {"sample_completed"}
    assert "involved_at_every_stage" in weak
    few = compute(
        audit_data(case_audits=[audit(case_id=str(case), a2_revisited="met") for case in range(4)]),
        as_of=TODAY,
    )
    assert strongest(findings(few, "Ash House")) == weakest(findings(few, "Ash House")) == ()


def change(date="2026-07-15", requirement="P2"):
    return Change("Ash House", "Ask first", pd.Timestamp(date), requirement)


def test_the_month_of_the_change_counts_as_after():
    measures = compute(audit_data(case_audits=months_of([1] * 6 + [3] * 6)), as_of=TODAY)
    effect, beside = effects(measures, change())
    assert (effect.role, beside.role, beside.indicator.name) == (WANTED, BALANCING, "reviews_on_time")
    assert effect.comparison.n == (24, 24)
    assert effect.comparison.values == (6 / 24, 18 / 24)
    assert effect.comparison.verdict == "improved"


def test_a_change_that_no_indicator_counts_has_no_effect_to_show():
    measures = compute(audit_data(case_audits=months_of([1] * 12)), as_of=TODAY)
    assert effects(measures, change(requirement="O1a")) == ()


def test_too_few_cases_before_are_refused_in_words():
    rows = months_of([1] * 12)[-6:]
    measures = compute(audit_data(case_audits=rows), as_of=TODAY)
    effect, _ = effects(measures, change("2026-12-01"))
    assert effect.comparison.verdict == "cannot tell"


def test_only_complete_changes_of_the_service_count_in_order():
    rows = [
        {"service": "Ash House", "change_date": "2026-07-01", "title": "Second", "requirement": "P1"},
        {"service": "Ash House", "change_date": "2026-03-01", "title": "First", "requirement": "P1"},
        {"service": "Ash House", "change_date": None, "title": "No date", "requirement": "P1"},
        {"service": "Birch", "change_date": "2026-03-01", "title": "Elsewhere", "requirement": "P1"},
    ]
    assert [found.title for found in changes_of(audit_data(changes=rows), "Ash House")] == ["First", "Second"]


def concern(**answers):
    return {"service": "Ash House", "date_raised": "2026-04-03", "theme": "financial", **answers}


def test_themes_count_concerns_and_people_who_came_back():
    rows = [
        concern(person_id="P1"),
        concern(person_id="P1"),
        concern(person_id="P2"),
        concern(theme="neglect", person_id="P1"),
        concern(date_raised="2025-04-03"),
        concern(service="Birch"),
    ]
    found = themes(audit_data(concerns=rows), "Ash House", months=6, as_of=pd.Timestamp(TODAY))
    assert found.table[["theme", "concerns", "people"]].to_numpy().tolist() == [
        ["financial", 3, 1],
        ["neglect", 1, 0],
    ]
    assert found.sentence == "Commonest theme of the last 6 months: financial pressure, 3 of 4 concerns."


def test_a_service_without_concerns_has_no_theme():
    found = themes(audit_data(concerns=[concern()]), "Birch", months=6, as_of=pd.Timestamp(TODAY))
    assert found.table.empty
    assert found.sentence == "No concern was recorded in the last 6 months."


def test_a_concern_dated_after_the_report_is_no_concern_of_the_latest_months():
    rows = [concern(), concern(date_raised="2062-04-03", theme="neglect")]
    found = themes(audit_data(concerns=rows), "Ash House", months=6, as_of=pd.Timestamp(TODAY))
    assert found.table[["theme", "concerns"]].to_numpy().tolist() == [["financial", 1]]


def test_without_the_table_of_concerns_there_is_no_theme():
    assert themes(AuditData({}, (), ()), "Ash House", months=6, as_of=pd.Timestamp(TODAY)).table.empty


def test_where_nothing_is_collected_there_is_no_verdict_and_no_traceback():
    concern = {"service": "Cedar", "case_id": "9", "date_raised": "2026-04-03", "theme": "other"}
    measures = compute(audit_data(concerns=[concern]), as_of=TODAY)
    assert set(verdict_table(measures)["verdict"]) == {"cannot tell"}
    assert {found.verdict for found in findings(measures, "Cedar")} == {"cannot tell"}


def test_what_is_in_force_month_after_month_is_told_for_one_month_and_never_added_up():
    rows = [
        {
            "service": "Ash House",
            "case_id": str(number),
            "restriction_id": str(number),
            "start_date": "2026-01-05",
            "rationale_text": "She asked for it" if number < 2 else None,
            "alternatives_tried": "Sensor first" if number < 2 else None,
        }
        for number in range(5)
    ]
    measures = compute(audit_data(restrictions=rows), as_of="2026-06-30")
    found = next(
        each for each in findings(measures, "Ash House") if each.indicator.name == "restrictions_reasoned"
    )
    assert found.recent == (2, 5)
    assert found.recent_words == "2 of 5 (40 %) in the latest month"
    assert found.sentence.endswith("In the latest month: 2 of 5 (40 %).")


def test_what_lasts_is_compared_at_the_last_month_of_each_side_and_never_added_up():
    months = pd.period_range("2026-01", "2026-10", freq="M").to_timestamp()
    concerns = [
        {"service": "Ash House", "case_id": str(n), "date_raised": f"{month:%Y-%m-%d}", "theme": "neglect"}
        for n, month in enumerate(months)
    ]
    restrictions = [
        {
            "service": "Ash House",
            "case_id": str(case),
            "restriction_id": f"{when}{case}",
            "start_date": start,
            "end_date": end,
            "rationale_text": reason,
            "alternatives_tried": "Asked first.",
        }
        for when, start, end, reason in (
            ("early", "2026-01-05", "2026-05-31", None),
            ("late", "2026-06-01", None, "Agreed."),
        )
        for case in range(6)
    ]
    measures = compute(audit_data(concerns=concerns, restrictions=restrictions), as_of="2026-10-31")
    found = effects(measures, change("2026-06-01", "P4"))
    effect = next(each for each in found if each.indicator.name == "restrictions_reasoned")
    # Six restrictions before and six after, not thirty: each lasted for five months.
    assert effect.comparison.n == (6, 6)
    assert effect.comparison.values == (0, 1)
