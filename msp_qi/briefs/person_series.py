"""The parts of a person's page that are charts over time: weeks and journeys."""

import pandas as pd

from msp_qi.briefs.document import Block, ChartBlock, Heading, Notice, Paragraph, TableBlock
from msp_qi.briefs.wording import day, month, out_of
from msp_qi.charts.chart import Chart
from msp_qi.charts.events import Kind, events_chart
from msp_qi.charts.exposure import Bars, exposure_chart
from msp_qi.charts.overlap import overlap_chart
from msp_qi.charts.run import run_chart_figure
from msp_qi.charts.style import COLOURS
from msp_qi.learning.person.journeys import FEWER_IS_NOT_SAFER, Journeys
from msp_qi.learning.person.overlap import CAUTION, HOW_TO_READ, MarkedDay, Overlap, middles
from msp_qi.learning.person.series import COUNT, RATING, Series
from msp_qi.learning.person.weekly import PRESSURED
from msp_qi.stats.comparison import p_words

SAID = {
    "improved": "got better",
    "worsened": "got worse",
    "no clear difference": "no clear change",
    "cannot tell": "too few {every}s to judge",
}
WENT = {"improved": "went up", "worsened": "went down"}
SIZE = (7.2, 2.7)
NO_DAY = (
    "No day is marked on which a plan was agreed, and the service has recorded no change: there is no before and after "
    "to compare. Give a day as compare_from."
)


def verdict_words(series: Series) -> str:
    """The verdict as a title says it."""
    if series.measure.unit == COUNT and series.verdict in WENT:
        return WENT[series.verdict]
    return SAID[series.verdict].format(every=series.every) if not series.empty else "no answer recorded"


def weekly_blocks(
    found: tuple[Series, ...], marked: MarkedDay | None, overlaps: tuple[Overlap, ...]
) -> list[Block]:
    """A chart and a sentence for each weekly measure, then before and after.

    Parameters
    ----------
    found : tuple of Series
        The weekly measures.
    marked : MarkedDay or None
        The day to compare about.
    overlaps : tuple of Overlap
        Before and after that day.

    Returns
    -------
    list of Block
    """
    blocks = [block for series in found for block in _one(series, marked)]
    return [*blocks, Heading("Before and after", level=3), *_before_after(marked, overlaps)]


def _one(series: Series, marked: MarkedDay | None) -> list[Block]:
    if series.empty:
        return [Paragraph(f"{series.measure.title}: {series.sentence}"), *_notes(series)]
    return [ChartBlock(series_chart(series, marked), series.sentence), *_notes(series)]


def _notes(series: Series) -> list[Block]:
    return [Notice(note) for note in series.notes]


def series_chart(series: Series, marked: MarkedDay | None = None) -> Chart:
    """The run chart of one measure; a share has what it is out of below it."""
    changes = ((marked.day, marked.words),) if marked is not None else ()
    better = "higher" if series.measure.better == "increase" else "lower"
    title = f"{series.measure.title} ({better} is better): {verdict_words(series)}"
    if series.measure.unit == RATING:
        return run_chart_figure(series.spc, title=title, unit="number", changes=changes, size=SIZE)
    counted = series.measure.counted
    if series.measure == PRESSURED:
        rest = (series.table["n"] - series.table["numerator"]).tolist()
        layers = [
            Bars("pressured", series.table["numerator"].tolist(), COLOURS.signal),
            Bars("other contacts", rest),
        ]
    else:
        layers = [Bars(counted, series.table["n"].tolist())]
    return exposure_chart(series.spc, layers, title=title, below=counted, changes=changes, size=SIZE)


def _before_after(marked: MarkedDay | None, overlaps: tuple[Overlap, ...]) -> list[Block]:
    if marked is None:
        return [Notice(NO_DAY)]
    said = f"Weeks before {day(marked.day)} ({marked.words}) against that week and those after it."
    if not overlaps:
        return [Paragraph(said), Notice("No week has an answer, so there is nothing to compare.")]
    clear = [found for found in overlaps if found.comparison.verdict in ("improved", "worsened")]
    title = f"Before and after: {len(clear)} of {len(overlaps)} clearly differ"
    return [
        Paragraph(f"{said} {HOW_TO_READ}"),
        ChartBlock(overlap_chart(overlaps, title=title)),
        *[Paragraph(found.sentence) for found in overlaps],
        Paragraph(CAUTION),
        TableBlock("Before and after: the figures", _figures(overlaps)),
    ]


def _figures(overlaps: tuple[Overlap, ...]) -> pd.DataFrame:
    rows = []
    for found in overlaps:
        before, after = middles(found)
        tau = found.comparison.details.get("tau_u", float("nan"))
        rows.append(
            {
                "Measure": found.measure.title,
                "Middle week before": f"{before} ({found.comparison.n[0]} weeks)",
                "Middle week after": f"{after} ({found.comparison.n[1]} weeks)",
                "Permutation test": "none" if pd.isna(tau) else p_words(found.comparison.p),
                "Tau-U (trend before allowed for)": "none" if pd.isna(tau) else f"{round(tau, 2) + 0:+.2f}",
            }
        )
    return pd.DataFrame(rows)


def journey_blocks(journeys: Journeys, marked: MarkedDay | None) -> list[Block]:
    """Success with attempts below, what happened on the way, check-ins, and the months as a table.

    Parameters
    ----------
    journeys : Journeys
        One person's journeys.
    marked : MarkedDay or None
        Drawn on the charts.

    Returns
    -------
    list of Block
    """
    return [
        ChartBlock(_success_chart(journeys, marked), journeys.success.sentence),
        Paragraph(journeys.not_tried),
        Paragraph(f"Journeys tried: {journeys.attempts.sentence}"),
        *_notes(journeys.success),
        _events_block(journeys),
        Paragraph(FEWER_IS_NOT_SAFER),
        *_one(journeys.checkins, marked),
        TableBlock("Journeys month by month", _months(journeys), folded=True),
    ]


def _events_block(journeys: Journeys) -> Block:
    events = journeys.events
    return ChartBlock(_events_chart(journeys), events.sentence) if events.known else Notice(events.sentence)


def _success_chart(journeys: Journeys, marked: MarkedDay | None) -> Chart:
    table = journeys.table
    layers = [Bars("attempted", table["attempted"].tolist())]
    more = (
        ("not attempted: staff or service", "not_attempted_staff", COLOURS.signal_tint, "////"),
        ("not attempted: the person's choice", "not_attempted_person", COLOURS.paper, ""),
        ("how it went is not recorded", "not_recorded", COLOURS.band, "...."),
    )
    layers += [
        Bars(words, table[name].tolist(), fill, hatch)
        for words, name, fill, hatch in more
        if table[name].any()
    ]
    changes = ((marked.day, marked.words),) if marked is not None else ()
    title = f"Journeys completed: {verdict_words(journeys.success)}"
    return exposure_chart(
        journeys.success.spc, layers, title=title, below="journeys planned", changes=changes, size=SIZE
    )


def _events_chart(journeys: Journeys) -> Chart:
    table = journeys.events.table
    incidents, near, tried = (int(table[name].sum()) for name in ("incidents", "near_misses", "attempted"))
    title = (
        f"{incidents} incident{'' if incidents == 1 else 's'} and {near} near miss{'' if near == 1 else 'es'} "
        f"on {tried} attempted journey{'' if tried == 1 else 's'}"
    )
    kinds = [
        Kind("incident", table["incidents"].tolist(), "D", COLOURS.signal),
        Kind("near miss", table["near_misses"].tolist(), "^", COLOURS.better, hollow=True),
    ]
    return events_chart(
        table["period"].tolist(),
        table["attempted"].tolist(),
        kinds,
        title=title,
        counted="journeys attempted",
    )


def _months(journeys: Journeys) -> pd.DataFrame:
    table = journeys.table
    return pd.DataFrame(
        {
            "Month": table["period"].map(month),
            "Planned": table["planned"],
            "Completed": _shares(table["success"], table["attempted"]),
            "Not begun: staff, person": _pairs(table["not_attempted_staff"], table["not_attempted_person"]),
            "Incidents, near misses": _pairs(table["incidents"], table["near_misses"])
            if journeys.events.known
            else "not recorded",
            "Check-ins missed": _shares(table["checkins_missed"], table["checkins_due"]),
        }
    )


def _shares(numerator: pd.Series, n: pd.Series) -> list[str]:
    return [out_of(int(done), int(of)) for done, of in zip(numerator, n, strict=True)]


def _pairs(first: pd.Series, second: pd.Series) -> list[str]:
    return [f"{one}, {other}" for one, other in zip(first, second, strict=True)]
