"""``docs/charts.md``: one picture of each kind of chart, from synthetic series, with how to read it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from msp_qi.charts.change import change_chart
from msp_qi.charts.chart import Chart
from msp_qi.charts.comparison import comparison_chart
from msp_qi.charts.funnel import funnel_chart
from msp_qi.charts.icons import icon_legend
from msp_qi.charts.pareto import pareto_chart
from msp_qi.charts.rules import rules_chart
from msp_qi.charts.run import run_chart_figure
from msp_qi.charts.small_multiples import small_multiples
from msp_qi.stats import (
    Change,
    change_verdict,
    compare_proportions,
    compare_rules,
    control_chart,
    funnel,
    interrupted_series,
    making_data_count,
    run_chart,
)

MONTHS = tuple(pd.date_range("2024-10-01", periods=24, freq="MS"))
CASES = np.array([12, 10, 11, 9, 13, 12, 10, 8, 11, 12, 10, 9, 11, 13, 10, 12, 9, 11, 12, 10, 13, 11, 9, 12])
ASKED = np.array([5, 4, 6, 3, 5, 6, 4, 4, 5, 4, 5, 4, 8, 10, 7, 9, 8, 8, 10, 7, 11, 9, 7, 10])
DAYS = np.array(
    [14, 12, 15, 13, 11, 14, 16, 13, 12, 15, 13, 14, 11, 13, 12, 9, 8, 9, 10, 8, 9, 7, 9, 8], dtype=float
)
CHANGE = Change("2025-10-01", "Outcome asked at first contact")
SERVICES = ("Ash", "Beech", "Birch", "Elm", "Hazel", "Maple", "Oak", "Pine", "Rowan", "Willow")
OF = "cases read"


@dataclass(frozen=True)
class Picture:
    """One picture of the gallery.

    Parameters
    ----------
    file : str
        Its name in docs/pictures.
    heading, reading : str
        What it is, and in one sentence how to read it.
    call : str
        The function that draws it.
    draw : callable
        Draws it.
    """

    file: str
    heading: str
    reading: str
    call: str
    draw: Callable[[], Chart]


def _run() -> Chart:
    spc = run_chart(ASKED / CASES, MONTHS, freeze=12)
    return run_chart_figure(spc, n=CASES, n_label=OF, changes=[(CHANGE.date, CHANGE.label)])


def _control() -> Chart:
    return run_chart_figure(control_chart(ASKED, CASES, MONTHS, chart="p", freeze=12, target=0.8), n_label=OF)


def _making_data_count() -> Chart:
    spc = making_data_count(DAYS, MONTHS, improvement="decrease", baseline=13, target=10)
    return run_chart_figure(spc, unit="days")


def _change() -> Chart:
    verdict = change_verdict(ASKED, CASES, MONTHS, change=CHANGE, kind="proportion")
    return change_chart(
        run_chart(ASKED / CASES, MONTHS, freeze=12),
        next(iter(verdict.comparisons.values())),
        CHANGE,
        interrupted=interrupted_series(ASKED / CASES, MONTHS, change=CHANGE.date),
        verdict=verdict,
        n=CASES,
        n_label=OF,
    )


def _comparison() -> Chart:
    return comparison_chart(compare_proportions(48, 80, 56, 70, question="Was the outcome asked more often?"))


def _small() -> Chart:
    names = SERVICES[:6]
    turned = [np.roll(ASKED[:12], place) for place in range(len(names) - 1)]
    asked = np.concatenate([ASKED, *(np.concatenate([turn, turn[::-1]]) for turn in turned)])
    cases = np.concatenate([CASES, *(np.full(24, 10) for _ in turned)])
    return small_multiples(
        run_chart(asked / cases, list(MONTHS) * len(names), group=np.repeat(names, len(MONTHS)), freeze=12)
    )


def _funnel() -> Chart:
    read = [22, 35, 48, 60, 74, 88, 105, 120, 36, 64]
    met = [15, 24, 20, 43, 50, 63, 75, 82, 25, 45]
    return funnel_chart(funnel(met, read, SERVICES), n_label=OF)


def _rules() -> Chart:
    return rules_chart(
        compare_rules([3, 5, 4, 6, 5, 3, 6, 4, 5, 6, 3, 4, 4.5, 5, 5.5, 6, 6.5], MONTHS[:17]), unit="days"
    )


def _pareto() -> Chart:
    names = [
        "Delay in review",
        "No desired outcome recorded",
        "Restriction without end date",
        "No advocate offered",
    ]
    return pareto_chart(names, [14, 9, 4, 2], counted="findings")


GALLERY: tuple[Picture, ...] = (
    Picture(
        "gallery_run.svg", "Run chart",
        "Look for points that stay on one side of the line: diamonds and the words above them say where chance no "
        "longer explains that; the line is dashed where earlier months set it.",
        "msp_qi.charts.run.run_chart_figure", _run,
    ),
    Picture(
        "gallery_control.svg", "Control chart",
        "The shaded band is where points lie by chance, narrower in months with more cases; a point outside it, or "
        "a long stay on one side of the line, asks for a reason.",
        "msp_qi.charts.run.run_chart_figure", _control,
    ),
    Picture(
        "gallery_making_data_count.svg", "Making Data Count",
        "The icons give the answer (is it changing, will it meet the target), and the shape of each point says "
        "whether it is usual variation, improvement or concern.",
        "msp_qi.charts.run.run_chart_figure", _making_data_count,
    ),
    Picture(
        "gallery_icons.svg", "The icons",
        "A disc is good, a diamond is a concern, a square is neither and a ring is usual variation, so they can be "
        "told apart without colour.",
        "msp_qi.charts.icons.icon_legend, icon_svg", icon_legend,
    ),
    Picture(
        "gallery_change.svg", "Did the change work?",
        "Compare the broad line after the mark with the dashed one that carries the earlier months on; the effect "
        "below is clear when its interval stays off nought.",
        "msp_qi.charts.change.change_chart", _change,
    ),
    Picture(
        "gallery_comparison.svg", "Before and after",
        "Each side has its 95 % interval and its n; the difference is clear when its interval stays off the dashed "
        "line.",
        "msp_qi.charts.comparison.comparison_chart", _comparison,
    ),
    Picture(
        "gallery_small_multiples.svg", "Many services",
        "All charts share one scale; read the words under each name first, and mind how many would signal by chance.",
        "msp_qi.charts.small_multiples.small_multiples, small_multiple_pages", _small,
    ),
    Picture(
        "gallery_funnel.svg", "Funnel",
        "A service outside the funnel differs by more than its size explains and is a reason to ask, not a place in a "
        "table.",
        "msp_qi.charts.funnel.funnel_chart", _funnel,
    ),
    Picture(
        "gallery_rules.svg", "Rule sets side by side",
        "The same series read three ways; where they disagree, the small print says which convention differs.",
        "msp_qi.charts.rules.rules_chart", _rules,
    ),
    Picture(
        "gallery_pareto.svg", "Pareto",
        "The full bars together make up the first four fifths: start there.",
        "msp_qi.charts.pareto.pareto_chart", _pareto,
    ),
)  # fmt: skip


def gallery_page() -> str:
    """The page as markdown."""
    lines = [
        "# Charts and how to read them",
        "",
        "Generated by `make generate` from synthetic series; do not edit. Every chart says its finding in its title "
        "and, for those who cannot see it, in its alt text; nothing is said by colour alone.",
    ]
    for picture in GALLERY:
        chart = picture.draw()
        lines += [
            "",
            f"## {picture.heading}",
            "",
            picture.reading,
            "",
            f"![{chart.alt}](pictures/{picture.file})",
        ]
        lines += ["", f"Drawn by `{picture.call}`."]
    return "\n".join(lines) + "\n"
