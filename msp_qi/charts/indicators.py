"""The run chart of one indicator in one service, with its title, its n and its changes."""

from msp_qi.charts.chart import Chart
from msp_qi.charts.run import run_chart_figure
from msp_qi.learning.changes import Change
from msp_qi.learning.findings import Finding

# Flat enough to stand in a brief of one page, with type that can still be read in print.
FLAT = (7.2, 2.1)
WHOLE = (7.2, 3.4)
UNITS = {"proportion": "percent"}


def indicator_chart(
    finding: Finding, changes: tuple[Change, ...] = (), size: tuple[float, float] = WHOLE
) -> Chart:
    """Draw one finding.

    Parameters
    ----------
    finding : Finding
        The series and its judgement.
    changes : tuple of Change
        Marked where they happened.
    size : tuple of float
        Width and height in inches.

    Returns
    -------
    Chart
    """
    return run_chart_figure(
        finding.spc,
        finding.indicator.name,
        title=title(finding),
        unit=UNITS.get(finding.indicator.kind, "number"),
        n=finding.series["denominator"],
        changes=tuple((change.date, change.title) for change in changes),
        size=size,
    )


def title(finding: Finding) -> str:
    """A title that says what happened.

    Parameters
    ----------
    finding : Finding
        The series and its judgement.

    Returns
    -------
    str
    """
    said = {
        "improved": "improved",
        "worsened": "got worse",
        "no clear difference": "no clear change",
        "cannot tell": "too few months to judge",
    }
    return f"{finding.indicator.title}: {said[finding.verdict]}"
