"""Charts of protected figures: what is drawn, judged and said."""

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from msp_qi import (
    UserError,
    protect_series,
    protected_funnel,
    protected_run_chart,
    protected_small_multiples,
)
from msp_qi.charts.protected import judged
from msp_qi.disclosure.series import ProtectedSeries


def _series(met: list[int], of: list[int], service: str = "Ash") -> ProtectedSeries:
    return protect_series(_table(met, of, service))


def _table(met: list[int], of: list[int], service: str = "Ash") -> pd.DataFrame:
    months = pd.date_range("2025-01-01", periods=len(met), freq="MS")
    return pd.DataFrame({"service": service, "period": months, "numerator": met, "denominator": of})


def _words(chart) -> list[str]:
    return [str(text.text) for text in ElementTree.fromstring(chart.svg(title=False)).iter("text")]


def test_a_point_is_drawn_at_the_protected_value_beside_the_rounded_base():
    chart = protected_run_chart(_series([12] * 12, [23] * 12), n_label="cases read")
    assert chart.data["y"].tolist() == [0.5] * 12
    assert chart.data["n"].tolist() == [25.0] * 12
    assert "(n 25)" in chart.alt
    assert not re.search(r"\b(12|23|52)\b", re.sub("12 points", "", chart.alt + " ".join(_words(chart))))
    assert "n: cases read (to the nearest 5)" in _words(chart)


def test_a_share_of_fewer_than_ten_is_not_drawn():
    chart = protected_run_chart(_series([12] * 11 + [7], [23] * 11 + [9]))
    assert np.isnan(chart.data["y"].iloc[-1])
    assert np.isnan(chart.data["n"].iloc[-1])
    assert "1 without a value" in chart.alt


def test_a_large_improvement_is_a_signal_though_its_figures_are_hidden():
    # Half before; all but fewer than 5 of about 20 after: at least 14 of 18, all of it above the median.
    result = judged(_series([12] * 10 + [19] * 10, [24] * 10 + [20] * 10))
    assert bool(result.summary["runs_signal"].iloc[0])
    assert result.points["y"].tolist() == [0.5] * 10 + [pytest.approx(14 / 18)] * 10


def test_a_change_of_the_base_alone_is_no_signal():
    # All met throughout; fewer cases read later: the ranges grow, and nothing has changed.
    result = judged(_series([40] * 10 + [12] * 10, [40] * 10 + [12] * 10))
    assert not result.summary["runs_signal"].any()
    assert result.points["y"].isna().all()


def test_where_only_ranges_are_known_the_chart_says_so():
    chart = protected_run_chart(_series([19] * 12, [20] * 12))
    assert chart.title.startswith("Too few people behind each figure")
    assert "12 periods with too few people to show the figure, drawn as a bar" in chart.alt
    assert any(word.startswith("Grey bar") for word in _words(chart))
    assert "no values in these periods" not in _words(chart)


def test_the_last_hidden_figure_is_told_as_a_range():
    chart = protected_run_chart(_series([10] * 11 + [19], [20] * 11 + [20]))
    assert "Dec 2025: between 78 % and 100 %" in chart.alt
    assert "Last value" not in chart.alt


def test_small_charts_are_protected_too_and_stand_on_pages():
    table = pd.concat([_table([12] * 12, [23] * 12, f"House {number}") for number in range(7)])
    pages = protected_small_multiples(protect_series(table), rows=2)
    assert len(pages) == 2
    assert set(pages[0].data["y"]) == {0.5}


def _services(met: list[int], of: list[int]) -> ProtectedSeries:
    names = [f"House {number}" for number in range(len(met))]
    return protect_series(
        pd.DataFrame({"service": names, "period": "2026Q2", "numerator": met, "denominator": of})
    )


def test_a_service_is_outside_the_funnel_only_with_its_whole_range():
    # Fewer than 5 of about 60 lies at most at 4 of 58, far below; all but fewer than 5 of about 10 may be 6 of 10.
    chart = protected_funnel(_services([30] * 8 + [3, 10, 4], [50] * 8 + [60, 10, 8]))
    zones = chart.data["zone"].tolist()
    assert zones[8] == "low beyond 3 sigma"
    assert zones[9] == "within"
    assert pd.isna(zones[10])
    assert chart.data["value"].iloc[8] == pytest.approx(4 / 58)
    assert "House 8: at most 7 % (n 60), low, outside the 99.8 % limits" in chart.alt
    assert "numerator" not in chart.data
    chart.svg()


@pytest.mark.parametrize("draw", [protected_run_chart, protected_funnel])
def test_a_number_in_a_text_of_the_chart_is_refused(draw):
    with pytest.raises(UserError, match="holds the unprotected number 3"):
        draw(_series([12], [23]), title="3 people")
    with pytest.raises(UserError, match="holds the unprotected number 3"):
        draw(_series([12], [23]), n_label="of 3 teams")


def test_a_funnel_of_several_periods_or_of_counts_is_refused():
    with pytest.raises(UserError, match="one point for each service"):
        protected_funnel(_series([12, 12], [23, 23]))
    with pytest.raises(UserError, match="compares shares"):
        protected_funnel(protect_series(_table([12], [23]), kind="count"))


def test_counts_are_drawn_rounded_and_small_ones_as_a_bar():
    table = _table([23, 0, 3, 8, 23, 31, 12, 9, 7, 6, 14, 17], [0] * 12)
    chart = protected_run_chart(protect_series(table, kind="count"), title="Concerns raised")
    assert chart.data["y"].tolist()[:2] == [25, 0]
    assert not {"23", "31", "12", "14", "17"} & set(_words(chart))
