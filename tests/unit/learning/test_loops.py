"""How far each loop got, with the answer beside the rows."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_qi.learning.loops.loop import NO_LOOPS, NO_TABLE
from msp_qi.learning.loops.steps import HOLDS_FROM, STEPS, step
from msp_qi.measures.context import context_of
from msp_qi.measures.views.learning import independent_looks
from tests.builders import audit_data
from tests.unit.learning.loop_builders import AS_OF, briefing, concern, follow, look, loop, row_of

# Briefed on 11 March: 6 May is day 56, the first that can show that it holds; the day before is day 55.
DAY_55, DAY_56 = "2026-05-05", "2026-05-06"


def counts(found, *names):
    return found.funnel.set_index("step")[list(names)]


def test_the_steps_counted_by_hand():
    # A holds; B verified in week 3 only; C briefed; D plan changed; E nothing; F a concern with no loop at all.
    found = follow(
        concerns=[concern(case) for case in "ABCDEF"],
        learning_loops=[
            *(loop(name, case_id=name) for name in "ABCD"),
            loop("E", changed=None, case_id="E"),
        ],
        briefings=[briefing(name) for name in "ABC"],
        verifications=[look("A", "2026-03-30"), look("A", DAY_56), look("B", "2026-03-30")],
    )
    table = counts(found, "reached", "missed", "waiting", "due", "due_reached", "before", "before_reached")
    assert table.loc["concluded", "reached"] == 6
    assert table.loc["plan"].tolist() == [4, 2, 0, 6, 4, 6, 4]
    assert table.loc["briefed"].tolist() == [3, 3, 0, 6, 3, 4, 3]
    assert table.loc["verified"].tolist() == [2, 4, 0, 6, 2, 3, 2]
    assert table.loc["holds"].tolist() == [1, 5, 0, 6, 1, 2, 1]
    assert found.sentence.startswith("Holds at 8 to 12 weeks: 1 of 6 concerns whose time is over (17 %). ")
    assert 'Most stop before "Plan changed, or reason why not": 2 of the 6' in found.sentence
    assert found.without_loop["case_id"].tolist() == ["F"]


@pytest.mark.parametrize(
    "looks,verified,holds",
    [
        ([look("A", "2026-03-30")], 1, 0),
        ([look("A", DAY_55)], 1, 0),
        ([look("A", DAY_56)], 1, 1),
        ([look("A", "2026-08-30")], 1, 1),
        ([look("A", "2026-03-30", by="Key worker")], 0, 0),
        ([look("A", "2026-03-30", by=" KEY  worker")], 0, 0),
        ([look("A", "2026-03-30", by=None)], 0, 0),
        ([look("A", "2026-03-30", method="record_check")], 0, 0),
        ([look("A", "2026-03-30", result="partly")], 0, 0),
        ([look("A", "2026-03-30", result=None)], 0, 0),
        ([look("A", "2026-03-10")], 0, 0),
        ([look("A", "2026-03-11")], 1, 0),
        ([look("A", "2026-09-02")], 0, 0),
        ([look("A", DAY_56), look("A", "2026-06-01", result="partly")], 1, 0),
        ([look("A", DAY_56), look("A", "2026-06-01", result="not_embedded")], 0, 0),
        ([look("A", DAY_56), look("A", "2026-06-01", result="not_embedded", by="Key worker")], 0, 0),
        ([look("A", DAY_56), look("A", DAY_56, result="not_embedded", method="staff_question")], 0, 0),
        ([look("A", "2026-03-30", result="not_embedded"), look("A", DAY_56)], 1, 1),
        ([look("A", DAY_56, result="partly"), look("A", "2026-05-30")], 1, 1),
    ],
    ids=[
        "in week 3", "day 55", "day 56", "much later", "by its owner", "by its owner, other spelling", "role missing",
        "records alone", "partly", "no result", "before the briefing", "on the day of it", "in the future",
        "partly later", "not embedded later", "the owner says not", "two on one day", "mended", "partly, then embedded",
    ],
)  # fmt: skip
def test_a_look_counts_when_it_is_somebody_else_after_the_briefing_by_more_than_records(
    looks, verified, holds
):
    found = follow(learning_loops=[loop("A")], briefings=[briefing("A")], verifications=looks)
    assert counts(found, "reached")["reached"].loc[["verified", "holds"]].tolist() == [verified, holds]


def test_a_missing_owner_means_that_nobody_can_be_somebody_else():
    found = follow(
        learning_loops=[loop("A", owner=None)], briefings=[briefing("A")], verifications=[look("A", DAY_56)]
    )
    assert counts(found, "reached")["reached"]["verified"] == 0
    assert row_of(found, "A")["to_note"] == (
        "Not verified: a role or the method is missing, so nobody can say that somebody else looked. "
        "The owner's role is not recorded."
    )


@pytest.mark.parametrize(
    "looks,words",
    [
        ([look("A", DAY_56, by="Key worker")], "Not verified: its owner alone found it embedded."),
        ([look("A", DAY_56, method="record_check")], "Not verified: records alone were checked."),
        (
            [look("A", DAY_55, by="Key worker"), look("A", DAY_56, method="record_check")],
            "Not verified: seen only by its owner or in records.",
        ),
        (
            [look("A", "2026-03-06")],
            "Not verified: the look came before the change was made and told to staff.",
        ),
        ([look("A", DAY_56, result="partly")], "Found only partly embedded."),
        ([look("A", DAY_56, result="not_embedded")], "Found not embedded."),
        ([look("A", DAY_56, result=None)], "Looked at, with no result written down."),
        ([look("A", DAY_55), look("A", DAY_56, result="partly")], "Lately found only partly embedded."),
        (
            [look("A", "2026-03-30"), look("A", "2026-06-02", result="not_embedded")],
            "Re-opened: found not embedded on 2 June 2026.",
        ),
    ],
)
def test_the_register_says_why_a_loop_is_not_closed(looks, words):
    found = follow(learning_loops=[loop("A")], briefings=[briefing("A")], verifications=looks)
    assert row_of(found, "A")["to_note"] == words


def test_too_young_is_not_yet_due_and_in_no_share():
    # Concluded 10 days before the report: even the plan has 14 days.
    found = follow(
        learning_loops=[loop("A", "2026-08-22", changed=None), loop("B", "2026-08-22", "2026-08-25")]
    )
    table = counts(found, "reached", "missed", "waiting", "due")
    assert table.loc["plan"].tolist() == [1, 0, 1, 0]
    assert found.sentence.startswith("No concern ended long enough ago to say how far its learning got. ")
    assert row_of(found, "A")["days_overdue"] == 0


@pytest.mark.parametrize("days_after,late", [(14, 0), (15, 1), (16, 2)])
def test_overdue_is_counted_from_the_day_after_the_last_in_time(days_after, late):
    day = pd.Timestamp("2026-03-01") + pd.Timedelta(days=days_after)
    found = follow(learning_loops=[loop("A", changed=None)], as_of=day)
    row = row_of(found, "A")
    assert row["due_by"] == pd.Timestamp("2026-03-15")
    assert row["days_overdue"] == late
    assert found.funnel.set_index("step").loc["plan", "missed"] == int(late > 0)


def test_each_clock_starts_with_the_step_before():
    # Changed 5 March, briefing due 19 March; briefed 11 March, seen by 22 April (42 days), holds by 3 June (84 days).
    only_changed = follow(learning_loops=[loop("A")], briefings=[briefing("B")])
    assert row_of(only_changed, "A")["due_by"] == pd.Timestamp("2026-03-19")
    told = follow(learning_loops=[loop("A")], briefings=[briefing("A")], verifications=[look("X", DAY_56)])
    assert row_of(told, "A")["due_by"] == pd.Timestamp("2026-04-22")
    seen = follow(
        learning_loops=[loop("A")], briefings=[briefing("A")], verifications=[look("A", "2026-03-30")]
    )
    assert row_of(seen, "A")["due_by"] == pd.Timestamp("2026-06-03")
    assert row_of(seen, "A")["next_step"] == "A look at 8 to 12 weeks"


def test_a_reopened_loop_is_due_again_six_weeks_after_it_was_found_out():
    looks = [look("A", "2026-03-30"), look("A", "2026-08-01", result="not_embedded")]
    found = follow(learning_loops=[loop("A")], briefings=[briefing("A")], verifications=looks)
    row = row_of(found, "A")
    assert (row["stands_at"], row["next_step"]) == ("Re-opened", "An independent look")
    assert row["due_by"] == pd.Timestamp("2026-09-12")
    assert found.overdue["loop_id"].tolist() == ["A"]
    assert counts(found, "waiting")["waiting"][["verified", "holds"]].tolist() == [1, 1]
    assert "1 is re-opened: found not embedded after all." in found.sentence


def test_a_reason_for_no_change_ends_the_loop_unless_somebody_was_briefed():
    reason = {"plan_change_text": None, "plan_change_date": None, "no_change_reason": "The plan had worked."}
    found = follow(
        learning_loops=[loop("A", **reason), loop("B", **reason)],
        briefings=[briefing("B")],
        verifications=[look("B", DAY_56)],
    )
    table = counts(found, "reached", "missed", "ended", "due")
    assert table.loc["plan"].tolist() == [2, 0, 0, 2]
    assert table.loc["briefed"].tolist() == [1, 0, 1, 1]
    assert table.loc["holds"].tolist() == [1, 0, 1, 1]
    assert row_of(found, "A")["stands_at"] == "Ended: nothing to change, with a reason"
    assert row_of(found, "A")["next_step"] == ""


@pytest.mark.parametrize(
    "row,note",
    [
        ({"plan_change_date": None}, "The change to the plan has no day."),
        ({"plan_change_text": None}, "No words say what changed."),
    ],
)
def test_a_change_needs_its_words_and_its_day(row, note):
    found = follow(learning_loops=[loop("A", **row)])
    assert counts(found, "reached")["reached"]["plan"] == 0
    assert row_of(found, "A")["to_note"] == note


def test_out_of_order_does_not_count_and_is_said():
    found = follow(
        learning_loops=[loop("A", changed=None)], briefings=[briefing("A")], verifications=[look("A", DAY_56)]
    )
    assert counts(found, "reached")["reached"].tolist() == [1, 0, 0, 0, 0]
    assert row_of(found, "A")["to_note"] == (
        "Not verified: the look came before the change was made and told to staff. "
        "Briefed, but the plan is not shown to have changed."
    )


def test_a_briefing_that_reached_nobody_is_no_briefing():
    for reached in (0, None):
        found = follow(learning_loops=[loop("A")], briefings=[briefing("A", reached=reached, passed=None)])
        assert counts(found, "reached")["reached"]["briefed"] == 0


def test_dates_before_the_conclusion_count_from_its_day():
    found = follow(
        learning_loops=[loop("A", changed="2026-02-20")],
        briefings=[briefing("A", "2026-02-22")],
        verifications=[look("A", "2026-02-25"), look("A", "2026-03-02")],
    )
    assert counts(found, "reached")["reached"]["verified"] == 1
    assert [each.times["days"].tolist() for each in found.times] == [[0.0], [0.0], [1.0], [184.0]]


def test_future_dates_have_not_happened_and_are_said():
    found = follow(
        learning_loops=[loop("A", changed="2026-10-01"), loop("Z", "2026-10-01", None)],
        briefings=[briefing("A", "2026-10-02")],
        verifications=[look("A", "2026-10-03")],
    )
    assert counts(found, "reached")["reached"].tolist() == [1, 0, 0, 0, 0]
    assert found.chain.notes == (
        "4 rows have a date after the day of this report, which has not happened and is left out.",
    )
    assert found.register["loop_id"].tolist() == ["A"]


def test_rows_that_belong_to_no_loop_are_said_and_counted_nowhere():
    found = follow(
        learning_loops=[loop("A")],
        briefings=[briefing("X"), briefing(None)],
        verifications=[look("X", DAY_56), look("Y", DAY_56)],
    )
    assert counts(found, "reached")["reached"].tolist() == [1, 1, 0, 0, 0]
    assert found.chain.notes == (
        "2 looks name a loop that is in no row of the sheet Learning loops.",
        "1 briefing names a loop that is in no row of the sheet Learning loops.",
        "1 briefing names no loop: counted for reach, not for a loop.",
    )


def test_the_same_loop_number_in_another_service_is_another_loop():
    found = follow(
        learning_loops=[loop("A"), loop("A", service="Birch")],
        briefings=[briefing("A", service="Birch")],
        verifications=[look("A", DAY_56, service="Birch")],
    )
    assert len(found.register) == 1
    assert counts(found, "reached", "collected").loc["plan"].tolist() == [1, True]
    assert not counts(found, "collected")["collected"]["briefed"]


def test_what_is_not_collected_is_no_zero_and_holds_nobody_up():
    found = follow(learning_loops=[loop("A")], verifications=[look("A", "2026-03-30")])
    table = counts(found, "collected", "reached")
    assert table.loc["briefed"].tolist() == [False, 0]
    assert table.loc["verified"].tolist() == [True, 1]
    assert table.loc["holds"].tolist() == [False, 0]
    assert [each.step.name for each in found.times] == ["plan", "verified"]


def test_no_table_and_no_loops_are_said_and_are_no_zero():
    nothing = follow(concerns=[concern("A")])
    assert nothing.missing == nothing.sentence == NO_TABLE
    assert "not collected, which is not a zero" in NO_TABLE
    elsewhere = follow(concerns=[concern("A")], learning_loops=[loop("A", service="Birch")])
    assert elsewhere.missing == NO_LOOPS
    assert len(elsewhere.register) == 0 and elsewhere.faster is None


def test_a_loop_without_any_day_is_due_and_cannot_be_timed():
    found = follow(learning_loops=[loop("A", None, None)])
    assert counts(found, "missed")["missed"]["plan"] == 1
    assert found.times[0].n == 0 and found.times[0].undated == 1
    assert row_of(found, "A")["to_note"] == "The end of the concern is not recorded."
    assert found.chain.notes == (
        "1 loop has no day to count from: nobody can say when a step was due, so each step counts as due.",
    )


def test_the_concern_says_when_it_ended_where_the_loop_does_not():
    found = follow(concerns=[concern("7", "2026-03-03")], learning_loops=[loop("A", None, case_id="7")])
    assert found.times[0].times["days"].tolist() == [2.0]
    assert found.without_loop.empty


def test_overdue_verifications_come_first_then_reopened_then_the_rest():
    looks = [look("R", "2026-03-30"), look("R", "2026-08-30", result="not_embedded"), look("H", DAY_56)]
    found = follow(
        learning_loops=[loop("H"), loop("N", "2026-08-25", None), loop("P", changed=None), loop("R"), loop("V"),
                        loop("W", "2026-02-01", "2026-02-03")],
        briefings=[briefing("H"), briefing("R"), briefing("V"), briefing("W", "2026-02-10")],
        verifications=looks,
    )  # fmt: skip
    assert found.register["loop_id"].tolist() == ["W", "V", "R", "P", "N", "H"]
    assert "2 wait for a look that is overdue, and 1 for a plan change or a briefing" in found.sentence


def test_a_theme_that_came_back_is_flagged_with_its_count():
    # Verified on 30 March. The concern of the loop itself and those before do not count as coming back.
    later = [concern(case, None, raised=day) for case, day in (("2", "2026-03-31"), ("3", "2026-08-01"))]
    found = follow(
        concerns=[concern("1"), concern("0", None, raised="2026-03-30"), *later,
                  concern("4", None, "neglect", "2026-08-01")],
        learning_loops=[loop("A", case_id="1")],
        briefings=[briefing("A")],
        verifications=[look("A", "2026-03-30")],
    )  # fmt: skip
    assert row_of(found, "A")["came_back"] == 2
    assert "Its theme came back: 2 concerns since it was verified." in row_of(found, "A")["to_note"]
    themes = found.themes.set_index("theme")
    assert themes.loc["financial", ["concerns", "recurring", "loops", "verified", "came_back"]].tolist() == [
        4,
        True,
        1,
        1,
        2,
    ]
    # 155 days lie between 30 March and the report; the data do not reach back so far before it.
    assert pd.isna(themes.loc["financial", "before"])
    assert themes.loc["financial", "verified_action"] == "not collected"
    assert themes.loc["neglect", "verified_action"] == ""


@pytest.mark.parametrize(
    "verifier,day,answer",
    [("Registered manager", "2026-05-01", "yes"), ("Key worker", "2026-05-01", "no"), (None, "2026-05-01", "no"),
     ("Registered manager", None, "no"), ("Registered manager", "2025-08-31", "no")],
)  # fmt: skip
def test_a_recurring_theme_needs_an_action_that_another_role_verified(verifier, day, answer):
    action = {"service": "Ash House", "action_id": "1", "theme": "financial", "owner_role": "Key worker",
              "verified_on": day, "verified_by_role": verifier}  # fmt: skip
    found = follow(
        concerns=[concern(case, None) for case in "123"], learning_loops=[loop("A")], actions=[action]
    )
    assert found.themes.set_index("theme").loc["financial", "verified_action"] == answer


DAYS = st.one_of(st.none(), st.integers(0, 250))


def a_day(number):
    return None if number is None else str((pd.Timestamp("2026-01-01") + pd.Timedelta(days=number)).date())


@given(
    st.lists(
        st.tuples(DAYS, DAYS, DAYS, DAYS, st.sampled_from(["embedded", "partly", "not_embedded", None])),
        max_size=8,
    )
)
def test_the_parts_make_the_whole_and_no_step_is_longer_than_the_one_before(drawn):
    rows = [(f"L{number}", *row) for number, row in enumerate(drawn)]
    found = follow(
        learning_loops=[loop(name, a_day(ended), a_day(changed)) for name, ended, changed, *_ in rows],
        briefings=[briefing(name, a_day(told)) for name, _, _, told, *_ in rows if told is not None],
        verifications=[
            look(name, a_day(seen), what) for name, _, _, _, seen, what in rows if seen is not None
        ],
    )
    table = found.funnel
    assert (table[["reached", "missed", "waiting", "ended"]].sum(axis=1) == table["reached"].iloc[0]).all()
    known = table[table["collected"]]
    assert known["reached"].is_monotonic_decreasing
    assert (table["due_reached"] <= table["due"]).all() and (table["before_reached"] <= table["before"]).all()
    assert ((found.register["days_overdue"] > 0) <= found.register["next_step"].ne("")).all()
    for each in found.times:
        assert each.closed + each.still_open == each.n
        assert (each.times["days"] >= 0).all()


def test_messages_are_built_from_the_timescales():
    assert step("holds").allowed == "84 days of the briefing"
    assert f"{HOLDS_FROM} days or more after the briefing" in step("holds").meaning
    assert [each.allowed for each in STEPS][:3] == [
        "14 days of the end of the concern", "14 days of the change to the plan", "42 days of the briefing",
    ]  # fmt: skip
    assert pd.Timestamp(AS_OF) - pd.Timestamp("2026-03-01") == pd.Timedelta(days=184)


def test_somebody_else_means_here_what_it_means_in_the_indicator():
    roles = ["Registered manager", "Key worker", "key  WORKER", None]
    looks = [
        look("A", f"2026-04-{number:02d}", by=role, method=method)
        for number, (role, method) in enumerate(
            [(role, method) for role in roles for method in ("observation", "record_check")], start=1
        )
    ]
    found = follow(learning_loops=[loop("A")], briefings=[briefing("A")], verifications=looks)
    data = audit_data(learning_loops=[loop("A")], verifications=looks)
    there = independent_looks(context_of(data, AS_OF)).sort_values("verified_on")["independent"]
    assert found.chain.looks.table["independent"].tolist() == there.tolist() == [True, *[False] * 7]
