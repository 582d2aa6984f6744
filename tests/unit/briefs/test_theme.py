import re

import pytest

from msp_qi.briefs.html import environment
from msp_qi.briefs.theme import READ, SEEN, THEME, contrast
from msp_qi.charts.style import COLOURS


def test_contrast_is_that_of_the_guidelines() -> None:
    # Published examples: #777777 on white just fails 4.5 to 1, #767676 just passes.
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(("ink", "paper"), READ)
def test_what_is_read_has_four_and_a_half_to_one(ink: str, paper: str) -> None:
    assert contrast(ink, paper) >= 4.5


@pytest.mark.parametrize(("mark", "paper"), SEEN)
def test_what_is_seen_has_three_to_one(mark: str, paper: str) -> None:
    assert contrast(mark, paper) >= 3


@pytest.mark.parametrize("ink", ["ink", "quiet", "signal", "target", "better"])
@pytest.mark.parametrize("paper", ["paper", "signal_tint", "band"])
def test_words_on_a_chart_have_four_and_a_half_to_one(ink: str, paper: str) -> None:
    assert contrast(getattr(COLOURS, ink), getattr(COLOURS, paper)) >= 4.5


@pytest.mark.parametrize("mark", ["series", "signal", "target", "better", "frame"])
def test_marks_on_a_chart_have_three_to_one(mark: str) -> None:
    assert contrast(getattr(COLOURS, mark), COLOURS.paper) >= 3


def _style(layout: str) -> str:
    parts = ("style.css.j2", "page.css.j2")
    return "".join(
        environment().get_template(part).render(layout=layout, mark="m", closeness=0) for part in parts
    )


@pytest.mark.parametrize("layout", ["report", "brief", "index"])
def test_a_page_uses_no_colour_outside_the_theme(layout: str) -> None:
    used = set(re.findall(r"#[0-9a-fA-F]{3,6}\b", _style(layout)))
    assert used - {"#000"} <= set(vars(THEME).values())
    assert used - {"#000"} <= {colour for pair in (*READ, *SEEN) for colour in pair} | {THEME.line}


def test_the_style_of_a_notebook_fragment_reaches_only_the_fragment() -> None:
    css = environment().get_template("style.css.j2").render()
    selectors = [part.strip() for rule in re.findall(r"([^{}]+)\{", css) for part in rule.split(",")]
    outside = [one for one in selectors if not one.startswith((".msp", "@media")) and "(" not in one]
    assert [one for one in outside if one not in ("td)",)] == []
