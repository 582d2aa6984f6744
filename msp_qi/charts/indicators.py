"""The run chart of one indicator in one service, with its title, its n and its changes."""

import pandas as pd

from msp_qi.charts.chart import Chart
from msp_qi.charts.run import run_chart_figure
from msp_qi.charts.small_multiples import small_multiples
from msp_qi.learning.changes import Change
from msp_qi.learning.findings import Finding
from msp_qi.learning.one_sided import judged_run_chart

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


def small_charts(found: tuple[Finding, ...], name: str) -> Chart | None:
    """Draw the shares among some findings of one service, each small.

    Parameters
    ----------
    found : tuple of Finding
        Of one service.
    name : str
        What they have in common.

    Returns
    -------
    Chart or None
        None where fewer than two are shares with a case.
    """
    shares = [
        each for each in found if each.indicator.kind == "proportion" and each.series["value"].notna().any()
    ]
    if len(shares) < 2:
        return None
    points = pd.concat([each.series for each in shares])
    spc = judged_run_chart(points["value"], points["period"], points["indicator"])
    moved = sum(each.verdict in ("improved", "worsened") for each in shares)
    return small_multiples(
        spc,
        names={each.indicator.name: each.indicator.title for each in shares},
        title=f"{name}: {moved} of {len(shares)} changed",
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
    return f"{finding.indicator.title}: {finding.verdict_words}"
