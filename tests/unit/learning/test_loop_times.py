"""Times, reach, deviations and changes of learning loops, with the answer beside the rows."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from msp_qi.learning.loops.moved import moved, moved_table, moved_words
from msp_qi.learning.loops.steps import step
from msp_qi.learning.loops.times import StepTime, curve_of
from msp_qi.measures.compute import compute
from msp_qi.stats.time_to import kaplan_meier_median
from tests.builders import audit, audit_data
from tests.unit.learning.loop_builders import HERE, briefing, follow, look, loop

# Weeks in remission on 6-MP (Freireich et al. 1963, Blood 21:699; the curve as in Kalbfleisch and Prentice 2002).
CLOSED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
OPEN = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PUBLISHED = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}


def timed(days, closed, undated=0):
    days, closed = np.array(days, dtype=float), np.array(closed, dtype=float)
    median, interval = kaplan_meier_median(days, closed)
    times = pd.DataFrame({"days": days, "closed": closed == 1})
    return StepTime(step("verified"), times, median, interval, curve_of(days, closed), undated)


def test_the_curve_is_the_published_one():
    curve = curve_of(np.array([*CLOSED, *OPEN], dtype=float), np.array([1] * len(CLOSED) + [0] * len(OPEN)))
    assert dict(zip(curve["days"], (1 - curve["share"]).round(3), strict=True)) == PUBLISHED
    assert curve["open_before"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve["got_there"].tolist() == [3, 1, 1, 1, 1, 1, 1]


def test_the_curve_and_its_band_by_hand():
    # 5 loops: one closes on day 2, so 4/5 are open; two of the 3 left close on day 5: 4/5 x 1/3 = 4/15.
    curve = curve_of(np.array([2.0, 3.0, 5.0, 5.0, 8.0]), np.array([1, 0, 1, 1, 0]))
    assert curve["share"].tolist() == pytest.approx([1 / 5, 11 / 15])
    # log-log on day 2: 0.8 to the power exp(+-1.95996 x sqrt(1 / 20) / ln 1.25), that is 7.1291 and 0.14027.
    assert curve.loc[0, "lower"] == pytest.approx(1 - 0.8**0.14027, abs=1e-4)
    assert curve.loc[0, "upper"] == pytest.approx(1 - 0.8**7.1291, abs=1e-4)


@pytest.mark.parametrize("days,closed", [([], []), ([4.0, 9.0], [0, 0])])
def test_where_nothing_closed_there_is_no_curve(days, closed):
    assert curve_of(np.array(days), np.array(closed)).empty


def test_where_all_closed_the_band_ends_and_the_share_is_whole():
    curve = curve_of(np.array([1.0, 2.0]), np.array([1, 1]))
    assert curve["share"].tolist() == [0.5, 1.0]
    assert np.isnan(curve.loc[1, "lower"])


def test_the_sentence_says_half_how_sure_and_what_not_to_conclude():
    assert timed([10, 20, 40, 50, 60, 70], [1, 1, 1, 1, 0, 0]).sentence == (
        "Half of 6 loops were verified by somebody else within 45 days (95 % sure: 10 days or more): 4 got there; "
        "2 are still open. Open ones count for as long as they have been watched: open does not mean failed, and the "
        "line does not say why they wait."
    )
    assert timed([9, 20, 30, 30, 30, 30], [1, 1, 0, 0, 0, 0], undated=1).sentence == (
        "Fewer than half of 6 loops were verified by somebody else by the day of the report: 2 got there; 4 are "
        "still open. A quarter did within 20 days. Open ones count for as long as they have been watched: open does "
        "not mean failed, and the line does not say why they wait. 1 has no day for it and cannot be timed."
    )
    assert timed([9] * 5, [0] * 5).sentence == (
        "None of 5 loops has got there yet. That is no proof that it will not happen: some are young."
    )
    assert timed([9, 9], [1, 0]).sentence == (
        "1 of 2 was verified by somebody else: too few to say how long it takes."
    )
    assert timed([], []).sentence == "No loop has a day to count from."


def test_times_run_from_the_end_of_the_concern_and_open_ones_to_the_day_of_the_report():
    # 1 March to 5 March is 4 days, to 11 March 10, to 6 May 66; to the report on 1 September 184.
    found = follow(
        learning_loops=[loop("A"), loop("B", changed=None)],
        briefings=[briefing("A")],
        verifications=[look("A", "2026-03-30"), look("A", "2026-05-06")],
    )
    by_step = {each.step.name: each.times for each in found.times}
    assert by_step["plan"]["days"].tolist() == [4, 184]
    assert by_step["briefed"]["days"].tolist() == [10, 184]
    assert by_step["verified"]["days"].tolist() == [29, 184]
    assert by_step["holds"]["days"].tolist() == [66, 184]
    assert all(times["closed"].tolist() == [True, False] for times in by_step.values())


def test_a_reopened_loop_had_been_verified_once():
    found = follow(
        learning_loops=[loop("A")],
        briefings=[briefing("A")],
        verifications=[look("A", "2026-03-30"), look("A", "2026-08-01", "not_embedded")],
    )
    verified = next(each for each in found.times if each.step.name == "verified")
    assert verified.times[["days", "closed"]].to_numpy().tolist() == [[29.0, True]]


def many(days_to_look):
    """Loops that end a day apart, each briefed on its day and verified so many days later (None: never)."""
    loops, briefings, looks = [], [], []
    for number, days in enumerate(days_to_look):
        end = pd.Timestamp("2025-06-01") + pd.Timedelta(days=10 * number)
        loops.append(loop(f"L{number:02d}", str(end.date()), str(end.date())))
        briefings.append(briefing(f"L{number:02d}", str(end.date())))
        if days is not None:
            looks.append(look(f"L{number:02d}", str((end + pd.Timedelta(days=days)).date())))
    return follow(learning_loops=loops, briefings=briefings, verifications=looks)


def test_quicker_slower_and_no_different_are_told_apart():
    slow, quick = [60, 70, 80, 90, 100, 110], [5, 6, 7, 8, 9, 10]
    assert many(slow + quick).faster.sentence.startswith(
        "Changes are verified sooner than before, by more than chance would do. "
    )
    assert "half within 85 days (6 of 6 loops verified); from then on: half within 7.5 days (6 of 6)." in (
        many(slow + quick).faster.sentence
    )
    assert many(quick + slow).faster.sentence.startswith("Changes are verified later than before")
    assert many(quick + quick).faster.sentence.startswith("No clear difference")
    assert many([5, 6, 7]).faster.sentence.endswith("Too few to say whether it is quicker now.")


def test_reach_adds_up_and_never_passes_the_whole():
    found = follow(
        learning_loops=[loop("A")],
        briefings=[
            briefing("A", due=10, reached=8, passed=6),
            briefing("A", "2026-03-12", due=5, reached=7, passed=9),
            briefing("A", "2026-03-13", due=5, reached=None, passed=None),
            briefing("A", "2026-03-14", due=None, reached=3, passed=None),
            briefing("A", "2026-10-01", due=100, reached=100, passed=100),
        ],
    )
    reach = found.reach
    # 8 + 5 (not 7) + 0 of 10 + 5 + 5; could say: 6 + 5 of 8 + 5.
    assert (reach.reached, reach.due, reach.could_say, reach.asked) == (13, 20, 11, 13)
    assert reach.sentence.startswith(
        "4 briefings: 13 of 20 (65 %) staff who were due were reached. 11 of 13 (85 %) who were reached could say "
        "afterwards what changed (2 of the briefings say so)."
    )
    assert reach.sentence.endswith(
        "1 briefing says it reached more than were due: counted as all who were due."
    )
    assert follow(learning_loops=[loop("A")]).reach.sentence == "No briefing is recorded."


def share(name, on="2026-03-02", inside="no", review="2026-03-05", brief="2026-03-06"):
    row = {"share_id": name, "shared_on": on, "basis": "consent", "within_boundary": inside}
    return {**HERE, "case_id": "1", **row, "review_on": review, "brief_issued_on": brief}


def test_deviations_are_reviewed_and_briefed_in_time_or_not():
    # 20 working days from 2 March end on 30 March; a share on 28 August is not due by 1 September.
    rows = [
        share("1"), share("2", review=None), share("3", brief="2026-03-31"), share("4", inside="yes"),
        share("5", on="2026-08-28", review=None, brief=None), share("6", inside=None),
    ]  # fmt: skip
    assert follow(information_shares=rows).deviations.startswith(
        "Shared beyond what the person agreed, or not shown to be within it: 5 times. 2 of the 4 whose time is over "
        "(50 %) were both reviewed by a manager and briefed within 20 working days; early or late, 3 were reviewed "
        "and 4 briefed."
    )
    assert follow(information_shares=[share("1", inside="yes")]).deviations == (
        "No sharing beyond what the person agreed is recorded."
    )
    assert follow(learning_loops=[loop("A")]).deviations.endswith(
        "is not collected for this service, which is not a zero."
    )
    young = follow(information_shares=[share("1", on="2026-08-28", review=None, brief=None)]).deviations
    assert young.endswith("None is 20 working days old yet, so none is late.")


def change(requirement, balancing=None, date="2026-07-01"):
    row = {"change_date": date, "title": "Ask first", "requirement": requirement}
    return {**HERE, **row, "balancing_requirement": balancing}


def changed(*rows):
    audits = [
        audit(case_id=f"{month}{case}", audit_month=f"2026-{month:02d}-01", audit_date=f"2026-{month:02d}-20",
              a2_revisited="met" if month > 6 else "not_met", a5_reviewed="met")
        for month in range(1, 13) for case in range(2)
    ]  # fmt: skip
    data = audit_data(case_audits=audits, changes=rows)
    return moved(compute(data, as_of="2026-12-31"), "Ash House")


def test_the_linked_indicator_stands_beside_what_must_not_get_worse():
    (found,) = changed(change("P2", "P1"))
    table = moved_table(found)
    meant = table[table["indicator"] == "Outcome revisited at reviews"].iloc[0]
    assert meant[["role", "before_n", "before", "after_n", "after", "verdict"]].tolist() == [
        "meant to improve", 12, 0.0, 12, 1.0, "improved",
    ]  # fmt: skip
    assert set(table["role"]) == {"meant to improve", "must not get worse"}
    assert moved_words(found).startswith("Meant to improve: of 1 number, 1 improved. Must not get worse: ")
    assert moved_words(found).endswith("so this cannot prove that the change did it.")


def test_a_change_in_the_future_is_not_compared():
    assert changed(change("P2", date="2027-02-01")) == ()


def test_where_nothing_must_not_get_worse_that_is_said():
    (found,) = changed(change("P2"))
    assert moved_words(replace(found, beside=(), not_compared=())) == (
        "Meant to improve: of 1 number, 1 improved. Nothing is named that must not get worse. Something else may have "
        "changed at the same time, so this cannot prove that the change did it."
    )
