"""The charts of one person's page: what they say, and that no words leave the sheet."""

from xml.etree import ElementTree

import pandas as pd
import pytest

from msp_qi.charts.chart import Chart
from msp_qi.charts.events import Kind, events_chart
from msp_qi.charts.exposure import Bars, exposure_chart
from msp_qi.charts.goal_ladder import goal_ladder
from msp_qi.charts.marks import Mark
from msp_qi.charts.overlap import overlap_chart
from msp_qi.charts.style import COLOURS
from msp_qi.charts.text import width
from msp_qi.charts.timeline import Moment, TimeRow, timeline_chart
from msp_qi.errors import UserError
from msp_qi.learning.person.goals import ladders_of
from msp_qi.learning.person.overlap import MarkedDay, overlaps
from tests.unit.charts.conftest import make_series
from tests.unit.learning.person.people import mondays, person_of

TODAY = pd.Timestamp("2026-06-30 09:00")
LONG = "I want to walk to the shop and to the market and back again without anybody behind me " * 4


def words(chart: Chart) -> list[str]:
    return [str(text.text) for text in ElementTree.fromstring(chart.svg(title=False)).iter("text")]


def inside(chart: Chart) -> bool:
    root = ElementTree.fromstring(chart.svg(title=False))
    _, _, wide, high = (float(part) for part in root.get("viewBox", "").split())
    for text in root.iter("text"):
        style = str(text.get("style"))
        size = float(style.split("font-size: ")[1].split("px")[0])
        long = width(str(text.text), size, bold="700" in style)
        start = {"start": 0.0, "middle": 0.5, "end": 1.0}[style.split("text-anchor: ")[1].split(";")[0]]
        left, foot = float(str(text.get("x"))) - long * start, float(str(text.get("y")))
        if left < 0 or left + long > wide or not 0 <= foot <= high:
            return False
    return True


def test_bars_of_exposure_stand_below_and_are_said():
    series = make_series([0.5, 1.0, 0.25], enough=False)
    layers = [Bars("attempted", [2, 4, 4]), Bars("not attempted", [1, 0, 3], COLOURS.paper)]
    chart = exposure_chart(series, layers, title="Journeys completed", below="journeys planned")
    assert chart.alt.endswith("Bars below, journeys planned: attempted 10; not attempted 4 in all.")
    assert {"journeys planned", "attempted", "not attempted", "7"} <= set(words(chart))  # 7: the highest bar
    assert list(chart.data["attempted"]) == [2, 4, 4]
    assert inside(chart)


def test_a_layer_must_have_a_value_for_each_point():
    with pytest.raises(UserError, match="attempted: 2 values are given and the series has 3 points"):
        exposure_chart(make_series([0.5, 1.0, 0.25]), [Bars("attempted", [2, 4])])


def test_events_stand_above_their_exposure_and_are_said_with_it():
    months = pd.date_range("2026-01-01", periods=3, freq="MS").tolist()
    kinds = [
        Kind("incident", [1, 0, 9], "D", COLOURS.signal),
        Kind("near miss", [0, 2, 1], "^", COLOURS.better),
    ]
    chart = events_chart(months, [4, 0, 12], kinds, title="10 incidents", counted="journeys attempted")
    assert chart.alt == (
        "Bars with marks: 10 incidents. 3 periods, journeys attempted 16 in all; incident 10; near miss 3."
    )
    assert "9" in words(chart)  # too many marks for one bar become a number
    assert inside(chart)


def test_events_without_a_single_try_are_drawn():
    chart = events_chart([pd.Timestamp("2026-01-01")], [0], [], title="Nothing", counted="journeys")
    assert inside(chart) and chart.png().startswith(b"\x89PNG")


def test_events_need_a_value_for_each_period():
    with pytest.raises(UserError, match="There are 1 periods"):
        events_chart([pd.Timestamp("2026-01-01")], [0, 1], [], title="x", counted="journeys")


def ladder(*steps: dict[str, object]):
    return ladders_of(person_of(risk_enablement=list(steps)))[0]


def test_a_ladder_says_each_step_and_how_it_stands():
    chart = goal_ladder(
        ladder(
            {
                "step_no": 1,
                "goal_text": "With staff",
                "planned_date": "2026-05-01",
                "achieved_date": "2026-05-02",
            },
            {"step_no": 2, "goal_text": "Alone", "planned_date": "2026-06-01"},
        )
    )
    assert chart.title == "Alone: 1 of 2 steps due are reached"
    assert chart.alt == (
        "Goal ladder: Alone: 1 of 2 steps due are reached. "
        "Step 1, With staff: Reached, 1 day after the day planned; planned 1 May 2026, reached 2 May 2026. "
        "Step 2, Alone: Not reached, 29 days after the day planned; planned 1 Jun 2026."
    )
    assert {"1", "2", "With staff", "Alone"} <= set(words(chart))


@pytest.mark.parametrize("goal", [LONG, None, "x" * 300])
def test_a_ladder_keeps_any_words_on_the_sheet(goal):
    chart = goal_ladder(ladder({"step_no": 1, "goal_text": goal}, {"step_no": None, "goal_text": goal}))
    assert inside(chart)


def test_a_timeline_says_at_the_right_what_is_wrong():
    due = Mark("o", COLOURS.paper, COLOURS.ink, 0.5, "review due")
    rows = [
        TimeRow(
            "R1 contact",
            pd.Timestamp("2026-01-01"),
            pd.NaT,
            (Moment(pd.Timestamp("2026-02-01"), due),),
            "drifted",
            True,
        ),
        TimeRow("R2 money", pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-01"), words="ended"),
    ]
    chart = timeline_chart(rows, TODAY, title="1 drifted", alt="Timeline: 1 drifted.", data=pd.DataFrame())
    shown = set(words(chart))
    assert {
        "R1 contact",
        "drifted",
        "ended",
        "review due",
        "in force",
        "in force, and to be looked at",
    } <= shown
    assert inside(chart)


@pytest.mark.parametrize("years", [0, 1, 40])
def test_a_timeline_of_any_length_and_words_stays_on_the_sheet(years):
    start = TODAY.normalize() - pd.DateOffset(years=years)
    chart = timeline_chart([TimeRow(LONG, start, words=LONG)], TODAY, title="x", alt="x", data=pd.DataFrame())
    assert inside(chart)


def test_before_and_after_is_drawn_for_each_measure_also_where_it_cannot_be_told():
    rows = [
        {"week_starting": day, "control": control, "distress": distress}
        for day, control, distress in zip(
            mondays(6), [1, 1, 1, 5, 5, 5], [3, None, None, 3, 3, 3], strict=True
        )
    ]
    found = overlaps(person_of(weekly_ratings=rows), MarkedDay(pd.Timestamp(mondays(4)[3]), "x"))
    chart = overlap_chart(found, title="Before and after")
    assert list(chart.data["better_of_100"].round(3).fillna(-1)) == [100, -1]
    assert "cannot tell" in words(chart)
    assert "Distress: cannot tell. 1 week before and 3 weeks after have an answer" in chart.alt
    assert inside(chart)
