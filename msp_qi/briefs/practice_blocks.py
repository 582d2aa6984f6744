"""The pieces of the practice page: one indicator, involvement by stage, misses on immediate danger."""

import pandas as pd

from msp_qi.briefs.document import Block, ChartBlock, Heading, Paragraph, TableBlock
from msp_qi.briefs.rows_page import PAGE as ROWS_PAGE
from msp_qi.briefs.rows_page import anchor
from msp_qi.briefs.study import Study
from msp_qi.briefs.wording import day, month, out_of
from msp_qi.charts.heat import heat_table
from msp_qi.charts.indicators import indicator_chart
from msp_qi.charts.run import run_chart_figure
from msp_qi.learning.danger import danger_misses
from msp_qi.learning.days_between import DaysBetween, days_between
from msp_qi.learning.findings import Finding
from msp_qi.learning.involvement import STAGE_NAMES, involvement
from msp_qi.learning.teams import INDICATOR, teams
from msp_qi.learning.teams import MONTHS as TEAM_MONTHS
from msp_qi.measures.catalogue import named
from msp_qi.stats.comparison import per_cent


def indicator_blocks(study: Study, finding: Finding) -> list[Block]:
    """One indicator: its question, its chart with a sentence, how it is counted, and its months.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.
    finding : Finding
        The indicator.

    Returns
    -------
    list of Block
    """
    found = finding.indicator
    return [
        Heading(found.title, level=3, anchor=found.name),
        Paragraph(found.question),
        ChartBlock(indicator_chart(finding, study.changes), finding.sentence),
        Paragraph(
            f"{found.definition}{_beside(study, finding)} Serves "
            f"{', '.join(found.requirements)}; Care Act principle: {found.principle.lower()}; CQC quality statement: "
            f"{found.quality_statement}."
        ),
        _months(finding),
    ]


def _beside(study: Study, finding: Finding) -> str:
    """The indicator to be read beside it, with its latest count."""
    balancing = finding.indicator.balancing
    other = next((each for each in study.findings if each.indicator.name == balancing), None)
    return f" Read it beside: {other.indicator.title}, {other.recent_words}." if other else ""


def _months(finding: Finding) -> TableBlock:
    series = finding.series
    is_share = finding.indicator.kind == "proportion"
    values = [
        "none" if pd.isna(value) else per_cent(value) if is_share else f"{value:.1f}"
        for value in series["value"]
    ]
    table = pd.DataFrame(
        {
            "Month": [month(period) for period in series["period"]],
            "Shown": series["numerator"].astype(str),
            "Counted": series["denominator"].astype(str),
            "Share" if is_share else f"Per {finding.indicator.per}": values,
        }
    )
    links = {
        (row, "Counted"): f"{ROWS_PAGE}.html#{anchor(finding.indicator.name, period)}"
        for row, period in enumerate(series["period"])
    }
    caption = f"{finding.indicator.title}: month by month (follow a count to the rows behind it)"
    return TableBlock(caption, table, links=links, folded=True)


def involvement_blocks(study: Study) -> list[Block]:
    """Who took part at each stage, month by month; nothing where it is not collected.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    list of Block
    """
    found = involvement(study.measures, study.service)
    if found is None:
        return []
    chart = heat_table(found.table, list(STAGE_NAMES.values()), title="Led or involved, by stage and month")
    return [Heading("Involvement, stage by stage", level=3), ChartBlock(chart, found.sentence)]


def danger_blocks(study: Study) -> list[Block]:
    """Every miss on immediate danger, and the days between; nothing where it is not collected.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    list of Block
    """
    found = danger_misses(study.measures, study.service)
    if found is None:
        return []
    blocks: list[Block] = [
        Heading("Immediate danger: every miss", level=3),
        Paragraph(found.sentence, strong=True),
    ]
    if found.between is not None:
        blocks += _between(found.between)
    if len(found.table):
        blocks.append(
            TableBlock("Concerns where nobody is shown to have acted in time", _misses(found.table))
        )
    return blocks


def _between(found: DaysBetween) -> list[Block]:
    if found.spc is None:
        return []
    chart = run_chart_figure(found.spc, title=found.indicator.title, unit="days")
    return [ChartBlock(chart, found.sentence)]


def rare_blocks(study: Study, name: str) -> list[Block]:
    """The days between the events of one indicator; nothing where it is not collected.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.
    name : str
        A "days between" indicator.

    Returns
    -------
    list of Block
    """
    found = days_between(study.measures, study.service, name)
    if found is None:
        return []
    heading = Heading(found.indicator.title, level=3)
    return [heading, *(_between(found) or [Paragraph(found.sentence)])]


def team_blocks(study: Study) -> list[Block]:
    """The teams of the service beside each other, by name and never by value; nothing where no team is recorded.

    Parameters
    ----------
    study : Study
        One service's data, counted and judged.

    Returns
    -------
    list of Block
    """
    found = teams(study.measures, study.service)
    if found is None:
        return []
    rows = found.table
    follows = [
        out_of(int(shown), int(n)) for shown, n in zip(rows["numerator"], rows["denominator"], strict=True)
    ]
    table = pd.DataFrame(
        {
            "Team": rows["team"],
            "Follow the method": follows,
            "95 % interval": [
                f"{per_cent(low).removesuffix(' %')} to {per_cent(high)}"
                for low, high in zip(rows["lower"], rows["upper"], strict=True)
            ],
        }
    )
    caption = f"Cases read in the last {TEAM_MONTHS} months, team by team (never shown outside the service)"
    return [
        Heading(named(INDICATOR).title, level=3),
        Paragraph(found.sentence, strong=True),
        TableBlock(caption, table),
    ]


def _misses(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Case": table["case_id"],
            "Raised": [day(date) for date in table["date_raised"]],
            "Service knew": [_moment(at) for at in table["aware_at"]],
            "First protection": [_moment(at) for at in table["protective_action_at"]],
            "Hours": [f"{hours:.1f}" if pd.notna(hours) else "not known" for hours in table["hours"]],
            "Row": table["source_row"].astype(str),
        }
    )


def _moment(at: pd.Timestamp) -> str:
    return f"{day(at)}, {at:%H:%M}" if pd.notna(at) else "not recorded"
