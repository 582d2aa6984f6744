"""Triggers, breaches and restrictions by hand, on 30 June 2026 at nine in the morning."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_qi.learning.person import breaches, restrictions, triggers
from msp_qi.settings import REVIEW_EARLY_DAYS, timescale
from tests.unit.learning.person.people import person_of


def triggers_found(rows):
    found = triggers.triggers_of(person_of(triggers=rows))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("decided", "reason", "judgement", "look"),
    [
        (
            "2026-05-11",
            None,
            triggers.ADJUSTED,
            False,
        ),  # Monday: the 5th working day, 4 May was a bank holiday
        ("2026-05-12", None, triggers.LATE, True),
        ("2026-05-01", "Talked it through", triggers.KEPT, False),
        ("2026-05-12", "Talked it through", triggers.LATE, True),
        (None, "Talked it through", triggers.NO_DAY, True),
        (None, "  ", triggers.NOTHING, True),
        (None, None, triggers.NOTHING, True),
        ("2027-01-01", None, triggers.NOTHING, True),  # a day that lies ahead has not been
    ],
)
def test_a_trigger_of_the_first_of_may(decided, reason, judgement, look):
    assert timescale("trigger").words == "5 working days"
    row = {"trigger_date": "2026-05-01", "plan_adjusted_on": decided, "no_change_reason": reason}
    found = triggers_found([row])
    assert found.table["judgement"].tolist() == [judgement]
    assert found.table["look"].tolist() == [look]


def test_triggers_whose_time_runs_are_not_due():
    rows = [{"trigger_date": "2026-06-23"}, {"trigger_date": "2026-06-22"}]  # due today, and yesterday
    found = triggers_found(rows)
    assert found.table["judgement"].tolist() == [triggers.STILL_TIME, triggers.NOTHING]
    assert (found.met, found.due) == (0, 1)
    assert found.sentence == (
        "0 of 1 trigger were acted on within 5 working days. For 1 no day of a decision is recorded, which counts "
        "as not acted on."
    )


def test_no_trigger_is_asked_about_and_not_praised():
    assert (
        triggers_found([]).sentence
        == "No trigger is recorded. Either none came up, or nobody wrote it down: ask."
    )
    assert triggers.triggers_of(person_of(journeys=[{"journey_date": "2026-06-01"}])) is None


def breaches_found(rows):
    found = breaches.breaches_of(person_of(breaches=rows))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("reviewed", "judgement", "hours"),
    [
        ("2026-05-02 15:40", breaches.IN_TIME, 24.0),
        ("2026-05-02 15:41", breaches.LATE, 24 + 1 / 60),
        ("2026-05-01 15:39", breaches.EARLY, -1 / 60),
        (None, breaches.NEVER, None),
    ],
)
def test_a_breach_of_the_first_of_may_at_twenty_to_four(reviewed, judgement, hours):
    assert timescale("breach_review").words == "24 hours"
    found = breaches_found(
        [{"breach_at": "2026-05-01 15:40", "reviewed_at": reviewed, "external_referral": "no"}]
    )
    assert found.table["judgement"].tolist() == [judgement]
    assert found.met == (judgement == breaches.IN_TIME)
    assert found.due == 1  # without a review it counts as not met
    if hours is not None:
        assert found.table["hours"].tolist() == pytest.approx([hours])


def test_a_breach_of_this_morning_still_has_time():
    found = breaches_found([{"breach_at": "2026-06-30 08:00", "external_referral": "no"}])
    assert found.due == 0
    assert "with time still running" in found.sentence
    assert found.to_look_at.empty


@pytest.mark.parametrize(
    ("outside", "informed", "what", "why", "person"),
    [
        ("yes", "yes", "The plan", "Threshold", breaches.TOLD),
        ("yes", "yes", "The plan", None, breaches.NOT_TOLD),  # told, but the record does not say why
        ("yes", "no", "The plan", "Threshold", breaches.NOT_TOLD),
        ("yes", None, None, None, breaches.NOT_TOLD),
        ("no", None, None, None, breaches.NOBODY_OUTSIDE),
        (None, None, None, None, breaches.NOT_RECORDED),
    ],
)
def test_whether_the_person_was_told(outside, informed, what, why, person):
    row = {
        "breach_at": "2026-05-01 15:40",
        "reviewed_at": "2026-05-01 17:00",
        "external_referral": outside,
        "person_informed": informed,
        "shared_what": what,
        "shared_why": why,
    }
    assert breaches_found([row]).table["person"].tolist() == [person]


def restricted(**more: object) -> dict[str, object]:
    return {
        "restriction_id": "R1",
        "kind": "contact",
        "start_date": "2026-03-01",
        "rationale_text": "Pressure during visits",
        "review_due": "2026-07-15",
        **more,
    }


def restrictions_found(*rows):
    found = restrictions.restrictions_of(person_of(restrictions=list(rows)))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("row", "judgement"),
    [
        (restricted(), restrictions.IN_FORCE),
        (restricted(review_due="2026-06-30"), restrictions.IN_FORCE),  # due today
        (restricted(review_due="2026-06-29"), restrictions.OVERDUE),
        (
            restricted(review_due="2026-05-10", last_reviewed_on="2026-05-03"),
            restrictions.NEXT_MISSING,
        ),  # 7 days early
        (
            restricted(review_due="2026-05-10", last_reviewed_on="2026-05-02"),
            restrictions.OVERDUE,
        ),  # the review before
        (restricted(review_due="2026-05-10", last_reviewed_on="2026-06-20"), restrictions.NEXT_MISSING),
        (
            restricted(review_due="2026-05-10", last_reviewed_on="2027-06-20"),
            restrictions.OVERDUE,
        ),  # lies ahead
        (restricted(review_due=None), restrictions.NO_REVIEW_DAY),
        (restricted(reintroduced_of="R0"), restrictions.IN_FORCE),  # brought back, with its reason
        (restricted(reintroduced_of="R0", rationale_text=" "), restrictions.NO_REASON),
        (restricted(reintroduced_of="R0", rationale_text=None, review_due="2026-05-10"), restrictions.BOTH),
        (restricted(end_date="2026-05-01", review_due="2026-04-01"), restrictions.ENDED),
        (restricted(end_date="2026-07-20"), restrictions.IN_FORCE),  # its end lies ahead
        (
            restricted(end_date="2026-05-01", reintroduced_of="R0", rationale_text=None),
            restrictions.ENDED_NO_REASON,
        ),
    ],
)
def test_a_restriction_since_march(row, judgement):
    assert REVIEW_EARLY_DAYS == 7
    found = restrictions_found(row)
    assert found.table["judgement"].tolist() == [judgement]
    assert found.drifted == (judgement in restrictions.DRIFT)


def test_every_drifted_restriction_is_counted_and_said():
    found = restrictions_found(
        restricted(),
        restricted(restriction_id="R2", review_due="2026-05-10"),
        restricted(restriction_id="R3", reintroduced_of="R1", rationale_text=None),
        restricted(restriction_id="R4", end_date="2026-05-01"),
        restricted(restriction_id="R5", review_due=None),
    )
    assert (found.in_force, found.drifted, found.met, found.due) == (4, 2, 2, 4)
    assert found.to_look_at["restriction_id"].tolist() == ["R2", "R3", "R5"]
    assert found.sentence == (
        "4 restrictions are in force, and 2 of them have drifted. 1 was brought back without a reason. "
        "1 was left in force past the review day without a review. "
        "For 1 no review day lies ahead: set one with the person."
    )


@pytest.mark.parametrize(
    "row, words",
    [
        ({"restriction_id": "R1"}, "it has not drifted."),
        (
            {"reintroduced_of": "R0", "rationale_text": None, "review_due": "2026-05-10"},
            "it has drifted. It was brought back without a reason and left in force past the review day without a "
            "review.",
        ),
        ({"review_due": None}, "it has not drifted. No review day lies ahead: set one with the person."),
    ],
)
def test_one_restriction_is_spoken_of_as_one(row, words):
    assert restrictions_found(restricted(**row)).sentence == f"1 restriction is in force, and {words}"


def test_no_restriction_and_none_in_force():
    assert restrictions_found().sentence.startswith("No restriction is recorded.")
    ended = restrictions_found(restricted(end_date="2026-05-01"))
    assert ended.sentence == "None of 1 restriction is in force."


days = st.one_of(st.none(), st.integers(-300, 300))


def _day(offset: int | None) -> str | None:
    return None if offset is None else f"{pd.Timestamp('2026-06-30') + pd.Timedelta(days=offset):%Y-%m-%d}"


@given(st.integers(-300, 0), days, days, days, st.booleans(), st.booleans())
@settings(max_examples=80)
def test_law_what_has_ended_never_drifts_and_what_has_a_reason_and_a_review_ahead_never_does(
    start, end, due, reviewed, back, reason
):
    row = restricted(
        start_date=_day(start),
        end_date=_day(end),
        review_due=_day(due),
        last_reviewed_on=_day(reviewed),
        reintroduced_of="R0" if back else None,
        rationale_text="Because" if reason else None,
    )
    found = restrictions_found(row)
    if end is not None and end <= 0:
        assert found.drifted == found.in_force == 0
    if reason and due is not None and due >= 0:
        assert found.drifted == 0
    assert found.drifted <= found.in_force <= 1
