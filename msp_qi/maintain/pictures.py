"""The pictures of the README, drawn from the synthetic years."""

from functools import cache

from msp_qi.briefs.study import Study, study
from msp_qi.charts.chart import Chart
from msp_qi.charts.indicators import indicator_chart
from msp_qi.data.demo import PLANTED

# A day after the synthetic years, so that the picture is the same whenever it is drawn.
AS_OF = "2026-11-01"


@cache
def _study() -> Study:
    return study("", PLANTED[0].name, as_of=AS_OF)


def run_chart_picture() -> Chart:
    """The first planted service, whose outcomes in own words improve after a change."""
    return indicator_chart(_study().findings[0], _study().changes)
