"""Points by kind, and icons: shape as well as colour, and words for each."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from msp_qi.charts.chart import Chart
from msp_qi.charts.icon_words import ASSURANCE, VARIATION
from msp_qi.charts.icons import icon_legend, icon_svg, shapes
from msp_qi.charts.run import run_chart_figure
from msp_qi.charts.small_multiples import small_multiples
from msp_qi.charts.style import COLOURS
from msp_qi.errors import UserError
from msp_qi.stats import making_data_count
from msp_qi.stats.icons import ASSURANCE_ICONS, VARIATION_ICONS

RISEN = [5.0, 6.0, 5.5] * 5 + [7.6, 9.5, 9.2, 9.4, 9.6, 9.1, 9.3]
EVERY = [("variation", name) for name in VARIATION_ICONS] + [("assurance", name) for name in ASSURANCE_ICONS]


def _words(chart: Chart) -> list[str]:
    return [str(text.text) for text in ElementTree.fromstring(chart.svg(title=False)).iter("text")]


def _drawn(improvement: str, values: list[float] = RISEN) -> Chart:
    result = making_data_count(values, improvement=improvement, baseline=15, target=8.0)  # type: ignore[arg-type]
    return run_chart_figure(result, unit="days")


@pytest.mark.parametrize(
    ("improvement", "values", "said", "icon"),
    [
        ("increase", RISEN, "special cause: improvement, high", "Improving, high values"),
        ("decrease", RISEN, "special cause: concern, high", "Of concern, high values"),
        ("neutral", RISEN, "special cause: high, neither good nor bad", "Unusually high"),
        ("increase", [-y for y in RISEN], "special cause: concern, low", "Of concern, low values"),
        ("decrease", [-y for y in RISEN], "special cause: improvement, low", "Improving, low values"),
        ("neutral", [-y for y in RISEN], "special cause: low, neither good nor bad", "Unusually low"),
    ],
)
def test_each_kind_of_point_is_explained_and_the_icon_says_the_same(
    improvement: str, values: list[float], said: str, icon: str
) -> None:
    words = _words(_drawn(improvement, values))
    assert {said, icon, "common cause"} <= set(words)
    assert sum(word.startswith("special cause") for word in words) == 1


def test_the_kinds_of_points_differ_in_shape() -> None:
    paths = {
        kind: re.findall(r'<path id="[^"]+" d="([^"]+)"', _drawn(kind).svg())
        for kind in ("increase", "decrease", "neutral")
    }
    special = {kind: {path for path in found if "C" not in path} for kind, found in paths.items()}
    assert all(special.values())
    assert len({frozenset(found) for found in special.values()}) == 3


def test_the_title_and_the_alt_text_say_what_the_icons_say() -> None:
    chart = _drawn("increase")
    assert chart.title.startswith("Improving, high values; consistently falls short of the target")
    assert "Improving, high values; consistently falls short of the target" in chart.alt


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_every_icon_is_named_for_a_screen_reader_and_has_its_own_ids(kind: str, name: str) -> None:
    root = ElementTree.fromstring(icon_svg(kind, name, salt="x"))
    title, description = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == {"variation": VARIATION, "assurance": ASSURANCE}[kind][name][0]
    assert title.get("id") != ElementTree.fromstring(icon_svg(kind, name, salt="y"))[0].get("id")


@pytest.mark.parametrize("kind", ["variation", "assurance"])
def test_no_two_icons_of_a_kind_differ_by_colour_alone(kind: str) -> None:
    outlines = [
        tuple((shape.points, shape.filled) for shape in shapes(of, name)) for of, name in EVERY if of == kind
    ]
    assert len(set(outlines)) == len(outlines)


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_icons_stay_inside_their_box(kind: str, name: str) -> None:
    for shape in shapes(kind, name):
        reach = np.array(shape.points)
        half = shape.thickness / 2 if shape.edge != "none" or not shape.filled else 0.0
        assert reach.min() - half >= 0 and reach.max() + half <= 24


def test_an_unknown_icon_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"^There is no assurance icon 'perhaps'; there are: pass, fail"):
        icon_svg("assurance", "perhaps")


def test_the_legend_shows_every_icon_with_its_meaning() -> None:
    chart = icon_legend()
    assert len(chart.data) == len(EVERY)
    assert {meaning.rstrip(".") for meaning in chart.data["meaning"]} <= set(_words(chart))


def test_small_charts_say_what_the_icons_say() -> None:
    steady = [5.0, 6.0, 5.5] * 7 + [5.2]
    chart = small_multiples(
        making_data_count([*RISEN, *steady], group=["up"] * 22 + ["steady"] * 22, baseline=15), unit="days"
    )
    assert chart.title == "1 improving: the last points of 2 series"
    assert "improving, high values" in " ".join(_words(chart))
    assert COLOURS.better in chart.svg()
