import re
import threading
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.figure import Figure

from msp_qi.charts.canvas import Canvas
from msp_qi.charts.chart import Chart
from msp_qi.errors import UserError

HOSTILE = '<script>alert(1)</script> & "quotes" {{ 7*7 }} $x_1$ \x07\u202e 🌳'


def _draw(figure: Figure) -> None:
    canvas = Canvas(figure)
    canvas.line([10, 60], [10, 40])
    canvas.marks([10, 60], [10, 40])
    canvas.words(20, 60, HOSTILE)
    canvas.words(20, 80, "bold", bold=True)


CHART = Chart("What happened", "The finding in words.", pd.DataFrame({"y": [1]}), _draw)


def test_svg_is_an_image_named_and_described_by_its_own_elements() -> None:
    root = ElementTree.fromstring(CHART.svg())
    assert root.get("role") == "img"
    named = {element.get("id"): (element.tag, element.text) for element in root if element.get("id")}
    assert [named[key] for key in str(root.get("aria-labelledby")).split()] == [
        ("title", "What happened"),
        ("desc", "The finding in words."),
    ]


def test_svg_stands_inside_a_page_and_asks_for_nothing() -> None:
    svg = CHART.svg()
    assert svg.startswith("<svg ")
    for forbidden in ("<?xml", "<!DOCTYPE", "http", "<style", "<metadata", "@import", "xlink", "<script"):
        assert forbidden not in svg
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', svg))


def test_svg_keeps_text_as_text_and_escapes_it() -> None:
    words = [element.text for element in ElementTree.fromstring(CHART.svg()).iter("text")]
    assert '<script>alert(1)</script> & "quotes" {{ 7*7 }} $x_1$ 🌳' in words


def test_ids_of_different_charts_and_of_salted_copies_differ() -> None:
    other = replace(CHART, alt="Something else.")
    ids = [set(re.findall(r'id="([^"]+)"', svg)) for svg in (CHART.svg(), CHART.svg(salt="2"), other.svg())]
    assert all(ids)
    assert not ids[0] & ids[1]
    assert not ids[0] & ids[2]


def test_every_reference_inside_the_svg_leads_somewhere() -> None:
    svg = CHART.svg()
    ids = set(re.findall(r' id="([^"]+)"', svg))
    wanted = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
    assert wanted
    assert wanted <= ids


def test_the_same_chart_is_the_same_bytes() -> None:
    assert CHART.svg() == CHART.svg()
    assert CHART.png() == CHART.png()


def test_the_callers_settings_are_neither_used_nor_changed() -> None:
    plain = CHART.svg()
    with mpl.rc_context(
        {"svg.fonttype": "path", "font.size": 30, "text.usetex": True, "savefig.facecolor": "red"}
    ):
        before = dict(mpl.rcParams)
        assert CHART.svg() == plain
        assert dict(mpl.rcParams) == before


def test_charts_can_be_drawn_in_threads() -> None:
    plain, found = CHART.svg(), []
    threads = [threading.Thread(target=lambda: found.append(CHART.svg())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [plain] * 8


def test_a_long_title_is_wrapped_and_whole() -> None:
    title = "Outcomes asked in the person's own words: " + "more than before and still rising " * 6
    root = ElementTree.fromstring(replace(CHART, title=title).svg())
    drawn = " ".join(str(element.text) for element in root.iter("text"))
    assert title.strip() in drawn
    assert float(str(root.get("viewBox")).split()[3]) > 3.6 * 72


def test_figure_for_a_notebook_has_title_alt_and_drawing() -> None:
    html = replace(CHART, title="A < B")._repr_html_()
    assert html.startswith(
        '<figure class="chart"><figcaption><strong>A &lt; B</strong></figcaption><svg role="img"'
    )
    assert html.endswith("</figure>")
    assert "The finding in words.</desc>" in html


def test_png_has_the_asked_for_size() -> None:
    data = CHART.png(100, title=False)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (720, 360)


def test_saved_svg_is_a_file_of_its_own(tmp_path: Path) -> None:
    saved = CHART.save(tmp_path / "Chart.SVG")
    assert ElementTree.parse(saved).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    CHART.save(tmp_path / "chart.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Chart.SVG", "chart.png"]


def test_another_ending_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match=r"^A chart cannot be saved as chart\.jpg; end the name in \.svg or \.png\.$"
    ):
        CHART.save(tmp_path / "chart.jpg")
    assert not list(tmp_path.iterdir())
