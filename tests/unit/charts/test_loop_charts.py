"""The steps of a loop as bars, and times as a rising curve: what they say and where they draw it."""

from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from msp_qi.charts.chart import Chart
from msp_qi.charts.loop_funnel import loop_funnel_chart
from msp_qi.charts.time_to import time_to_chart
from msp_qi.errors import UserError

# 20 concerns; 12 had the plan changed (1 of them early), 5 are too young, 3 missed it; the last step is not collected.
STEPS = pd.DataFrame(
    {
        "title": ["Concern concluded", "Plan changed", "Holds"],
        "collected": [True, True, False],
        "reached": [20, 12, 0],
        "missed": [0, 3, 0],
        "waiting": [0, 5, 0],
        "ended": [0, 0, 0],
        "due": [20, 14, 0],
        "due_reached": [20, 11, 0],
        "before": [20, 14, 0],
        "before_reached": [20, 11, 0],
    }
)
TIMES = pd.DataFrame({"days": [2.0, 3.0, 5.0, 5.0, 80.0], "closed": [True, False, True, True, False]})
CURVE = pd.DataFrame(
    {"days": [2.0, 5.0], "share": [0.2, 11 / 15], "lower": [0.03, 0.3], "upper": [0.8, 0.99]}
)


def words(chart: Chart) -> list[str]:
    return [str(text.text) for text in ElementTree.fromstring(chart.svg(title=False)).iter("text")]


def test_a_bar_says_its_n_and_both_shares_with_theirs():
    said = words(loop_funnel_chart(STEPS, title="Most stop early"))
    assert "20 reached" in said
    assert "12 reached, 3 not reached, 5 not yet due" in said
    assert said.count("11 of 14 (79 %)") == 2
    assert "not collected, which is not a zero" in said
    assert "0 reached" not in said


def test_the_key_names_only_what_is_drawn():
    said = words(loop_funnel_chart(STEPS, title="t"))
    assert {"reached", "not reached, time is over", "not yet due"} <= set(said)
    assert "ended: nothing to change, with a reason" not in said
    ended = STEPS.assign(ended=[0, 5, 0], waiting=0)
    assert "ended: nothing to change, with a reason" in words(loop_funnel_chart(ended, title="t"))


def test_the_alt_text_of_the_steps_holds_every_number():
    assert loop_funnel_chart(STEPS, title="Most stop early.").alt == (
        "Bars of the number of concerns at each step: Most stop early. Concern concluded: 20 reached. Plan changed: "
        "12 reached, 3 not reached, 5 not yet due; 11 of 14 (79 %) of all that were due; 11 of 14 (79 %) of those at "
        "the step before. Holds: not collected, which is not a zero."
    )


def test_nothing_due_and_nobody_at_all_are_drawn_in_words():
    nobody = STEPS.assign(**dict.fromkeys(STEPS.columns[2:], 0))
    assert "none due" in words(loop_funnel_chart(nobody, title="t"))


def test_steps_without_a_column_are_refused_in_one_sentence():
    with pytest.raises(UserError, match=r"^A chart of steps needs the column due\.$"):
        loop_funnel_chart(STEPS.drop(columns="due"), title="t")
    with pytest.raises(UserError, match=r"^A chart of steps needs a row for each step\.$"):
        loop_funnel_chart(STEPS.head(0), title="t")


def test_a_curve_says_how_many_are_open_under_its_axis_and_where_half_got_there():
    chart = time_to_chart(TIMES, CURVE, title="Half within 5 days", median=5.0)
    said = words(chart)
    # Open when the day begins: 5 on day 0; the axis ends at 8, where the one of day 80 is still open.
    start = said.index("0")
    assert said[start : start + 2] == ["0", "5"]
    assert "half: 5 days" in said
    assert "1 loop has been open for more than 8 days." in said
    assert chart.data["open"].tolist() == [5, 3]


def test_the_alt_text_of_a_curve_gives_the_shares_with_their_n():
    chart = time_to_chart(TIMES, CURVE, title="Half within 5 days", median=5.0)
    assert chart.alt == (
        "Curve of the share that got there, day by day: Half within 5 days. 3 of 5 loops got there, 2 are still open. "
        "By day 2: 20 %, 5 still open. By day 4: 20 %, 3 still open. By day 6: 73 %, 1 still open. "
        "By day 8: 73 %, 1 still open."
    )


@pytest.mark.parametrize(
    "days,closed",
    [([], []), ([0.0], [False]), ([0.0], [True]), ([400.0], [False]), ([1.0] * 300, [True] * 300)],
)
def test_awkward_times_are_drawn(days, closed):
    times = pd.DataFrame({"days": days, "closed": np.array(closed, dtype=bool)})
    reached = [1.0] if any(closed) else []
    curve = pd.DataFrame(
        {"days": [days[0]] if reached else [], "share": reached, "lower": np.nan, "upper": np.nan}
    )
    chart = time_to_chart(times, curve, title="t")
    assert chart.svg().startswith("<svg") and len(chart.png()) > 500


def test_a_curve_without_a_column_is_refused_in_one_sentence():
    with pytest.raises(UserError, match=r"^A chart of times needs the column closed\.$"):
        time_to_chart(TIMES.drop(columns="closed"), CURVE, title="t")


def test_words_keep_to_the_sheet_with_large_numbers_and_a_hostile_title():
    large = STEPS.assign(reached=[12345, 12000, 0], due=[12345, 12000, 0], due_reached=[12345, 11999, 0],
                         before=[12345, 12000, 0], before_reached=[12345, 11999, 0])  # fmt: skip
    chart = loop_funnel_chart(large, title="<b>$x$</b> & more")
    ElementTree.fromstring(chart.svg())
    assert "11999 of 12000 (100 %)" in words(chart)
