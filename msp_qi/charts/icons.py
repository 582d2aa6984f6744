"""Making Data Count icons, drawn by us: own shapes for the published meanings, readable without colour.

Variation: a ring with a flat wave is common cause; a disc is improvement, a diamond is concern, a square is
neither; its arrow says high or low. Assurance: a disc with a tick passes, a diamond with a cross falls short, a
ring with points on both sides of a line hits and misses.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import pandas as pd
from matplotlib.figure import Figure

from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas
from msp_qi.charts.chart import Chart
from msp_qi.charts.icon_words import ASSURANCE, VARIATION
from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.errors import UserError
from msp_qi.stats.icons import ASSURANCE_ICONS, VARIATION_ICONS

BOX = 24.0
MIDDLE = BOX / 2
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Shape:
    """One shape in a box of 24, y upwards.

    Parameters
    ----------
    points : tuple of (float, float)
    colour : str
        Of the filling, or of the line.
    edge : str
        Colour of the outline of a filled shape.
    thickness : float
        Of the line or of the outline.
    filled : bool
        Whether it is closed and filled.
    """

    points: Points
    colour: str
    edge: str = "none"
    thickness: float = 0.0
    filled: bool = True


def _line(points: Points, colour: str, thickness: float = 2.2) -> Shape:
    return Shape(points, colour, thickness=thickness, filled=False)


def _circle(radius: float) -> Points:
    turn = 2 * math.pi / 40
    return tuple(
        (round(MIDDLE + radius * math.cos(k * turn), 2), round(MIDDLE + radius * math.sin(k * turn), 2))
        for k in range(40)
    )


DISC = 11.0
_DISC = _circle(DISC)
_RING = _circle(10.2)
_DIAMOND: Points = ((12, 0.4), (23.6, 12), (12, 23.6), (0.4, 12))
_SQUARE: Points = ((2.2, 2.2), (21.8, 2.2), (21.8, 21.8), (2.2, 21.8))
_WAVE: Points = tuple((4.5 + k, round(MIDDLE + 2.6 * math.sin(k * math.pi / 3.75), 2)) for k in range(16))
_TICK: Points = ((6.3, 11.8), (10.4, 7.6), (17.8, 16.2))


def _arrow(up: bool, colour: str) -> tuple[Shape, ...]:
    """A stem and a head; pointing up for high values."""

    def turned(points: Points) -> Points:
        return points if up else tuple((x, BOX - y) for x, y in points)

    return (
        _line(turned(((12, 6.2), (12, 16.8))), colour, 2.6),
        _line(turned(((7.6, 12.8), (12, 17.4), (16.4, 12.8))), colour, 2.6),
    )


def _about_a_line() -> tuple[Shape, ...]:
    """A target line, and points on either side of it."""
    dots = tuple(_dot(5.7 + 4.2 * k, 7.6 if k % 2 else 16.4, 1.8) for k in range(4))
    return (_line(((3.4, 12), (20.6, 12)), COLOURS.ink, 1.4), *dots)


def _dot(x: float, y: float, radius: float) -> Shape:
    part = radius / DISC
    return Shape(tuple((x + part * (a - MIDDLE), y + part * (b - MIDDLE)) for a, b in _DISC), COLOURS.quiet)


def _dots() -> tuple[Shape, ...]:
    return tuple(_dot(MIDDLE + at, MIDDLE, 1.5) for at in (-5.0, 0.0, 5.0))


def _cross() -> tuple[Shape, ...]:
    return (
        _line(((8.2, 8.2), (15.8, 15.8)), COLOURS.paper, 2.8),
        _line(((8.2, 15.8), (15.8, 8.2)), COLOURS.paper, 2.8),
    )


def _ring(colour: str, thickness: float = 1.8) -> Shape:
    return Shape(_RING, COLOURS.paper, colour, thickness)


_DRAWN: dict[tuple[str, str], Callable[[], tuple[Shape, ...]]] = {
    ("variation", "common_cause"): lambda: (_ring(COLOURS.common), _line(_WAVE, COLOURS.quiet)),
    ("variation", "improvement_high"): lambda: (Shape(_DISC, COLOURS.better), *_arrow(True, COLOURS.paper)),
    ("variation", "improvement_low"): lambda: (Shape(_DISC, COLOURS.better), *_arrow(False, COLOURS.paper)),
    ("variation", "concern_high"): lambda: (Shape(_DIAMOND, COLOURS.signal), *_arrow(True, COLOURS.paper)),
    ("variation", "concern_low"): lambda: (Shape(_DIAMOND, COLOURS.signal), *_arrow(False, COLOURS.paper)),
    ("variation", "neutral_high"): lambda: (
        Shape(_SQUARE, COLOURS.paper, COLOURS.neutral, 2.0), *_arrow(True, COLOURS.neutral),
    ),
    ("variation", "neutral_low"): lambda: (
        Shape(_SQUARE, COLOURS.paper, COLOURS.neutral, 2.0), *_arrow(False, COLOURS.neutral),
    ),
    ("variation", "too_few_points"): lambda: (_ring(COLOURS.common, 1.0), *_dots()),
    ("assurance", "pass"): lambda: (Shape(_DISC, COLOURS.better), _line(_TICK, COLOURS.paper, 2.8)),
    ("assurance", "fail"): lambda: (Shape(_DIAMOND, COLOURS.signal), *_cross()),
    ("assurance", "inconsistent"): lambda: (_ring(COLOURS.common), *_about_a_line()),
    ("assurance", "empty"): lambda: (_ring(COLOURS.common, 1.0),),
    ("assurance", "too_few_points"): lambda: (_ring(COLOURS.common, 1.0), *_dots()),
}  # fmt: skip
_WORDS = {"variation": VARIATION, "assurance": ASSURANCE}
_NAMES = {"variation": VARIATION_ICONS, "assurance": ASSURANCE_ICONS}


def shapes(kind: str, name: str) -> tuple[Shape, ...]:
    """The shapes of one icon.

    Parameters
    ----------
    kind : {"variation", "assurance"}
    name : str
        As in ``SpcResult.summary``, columns variation_icon and assurance_icon.

    Raises
    ------
    UserError
        Where there is no such icon.
    """
    if (kind, name) not in _DRAWN:
        known = ", ".join(_NAMES.get(kind, ())) or "of kind variation or assurance"
        raise UserError(f"There is no {kind} icon {name!r}; there are: {known}.")
    return _DRAWN[kind, name]()


def icon_svg(kind: str, name: str, size: int = 24, *, salt: str = "") -> str:
    """One icon as an inline ``<svg role="img">`` with its meaning as title and description.

    Parameters
    ----------
    kind : {"variation", "assurance"}
    name : str
        As in ``SpcResult.summary``, columns variation_icon and assurance_icon.
    size : int
        Width and height in pixels.
    salt : str
        Anything that differs between two equal icons on one page, so that their ids differ.

    Returns
    -------
    str

    Raises
    ------
    UserError
        Where there is no such icon.

    Examples
    --------
    >>> "Special cause of concern: low values." in icon_svg("variation", "concern_low")
    True
    """
    drawn = "".join(_svg_shape(shape) for shape in shapes(kind, name))
    short, full = _WORDS[kind][name]
    key = escape("-".join(part for part in ("icon", kind, name.replace("_", "-"), salt) if part), quote=True)
    return (
        f'<svg role="img" aria-labelledby="{key}-t {key}-d" viewBox="0 0 24 24" width="{size}" height="{size}">'
        f'<title id="{key}-t">{escape(short)}</title><desc id="{key}-d">{escape(full)}</desc>{drawn}</svg>'
    )


def _svg_shape(shape: Shape) -> str:
    points = " ".join(f"{x:g},{round(BOX - y, 2):g}" for x, y in shape.points)
    if not shape.filled:
        return (
            f'<polyline points="{points}" fill="none" stroke="{shape.colour}" stroke-width="{shape.thickness:g}" '
            'stroke-linecap="round" stroke-linejoin="round"/>'
        )
    edge = f' stroke="{shape.edge}" stroke-width="{shape.thickness:g}"' if shape.edge != "none" else ""
    return f'<polygon points="{points}" fill="{shape.colour}"{edge}/>'


def draw_icon(canvas: Canvas, kind: str, name: str, left: float, foot: float, size: float = BOX) -> None:
    """One icon on a sheet, in points from its lower left corner."""
    part = size / BOX
    for number, shape in enumerate(shapes(kind, name)):
        x, y = [left + part * x for x, _ in shape.points], [foot + part * y for _, y in shape.points]
        thickness, layer = part * shape.thickness, 7 + number / 100
        if shape.filled:
            canvas.polygon(x, y, shape.colour, edge=shape.edge, thickness=thickness, layer=layer)
        else:
            canvas.line(x, y, shape.colour, thickness=thickness, layer=layer)


ROW, LEFT, HEAD, WIDE = 34.0, 8.0, 22.0, 7.2 * POINTS_PER_INCH
HEADINGS = {"variation": "Variation: is it changing?", "assurance": "Assurance: will it meet the target?"}


def icon_legend() -> Chart:
    """Every icon with what it says, variation on the left and assurance on the right.

    Returns
    -------
    Chart
        ``data``: kind, icon, short, meaning, a row an icon.

    Examples
    --------
    >>> icon_legend().data["kind"].unique().tolist()
    ['variation', 'assurance']
    """
    high = HEAD + max(len(names) for names in _NAMES.values()) * ROW
    said = [f"{kind.capitalize()}: {' '.join(full for _, full in _WORDS[kind].values())}" for kind in _WORDS]
    rows = [(kind, name, *_WORDS[kind][name]) for kind in _WORDS for name in _NAMES[kind]]
    return Chart(
        title="What the icons say",
        alt=f"Legend of icons. {' '.join(said)}",
        data=pd.DataFrame(rows, columns=["kind", "icon", "short", "meaning"]),
        draw=lambda figure: _draw_legend(figure, high),
        size=(WIDE / POINTS_PER_INCH, high / POINTS_PER_INCH),
    )


def _draw_legend(figure: Figure, high: float) -> None:
    canvas = Canvas(figure)
    for column, (kind, names) in enumerate(_NAMES.items()):
        left = LEFT + column * (WIDE / 2 + 4)
        canvas.words(left, high - 12, HEADINGS[kind], size=TYPE.label, bold=True)
        for row, name in enumerate(names):
            foot = high - HEAD - (row + 1) * ROW + 6
            draw_icon(canvas, kind, name, left, foot)
            canvas.words(left + 34, foot + 9, _WORDS[kind][name][1].rstrip("."), size=TYPE.small)
