"""One look for every chart: colours, type sizes, and settings that touch nobody else's figures."""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl

from msp_qi.charts.text import FAMILY

# What a browser shows: Windows, macOS, Linux, then the font that the layout was measured with.
FONT_STACK = "'Segoe UI','Helvetica Neue',Arial,'Liberation Sans','DejaVu Sans',sans-serif"


@dataclass(frozen=True)
class Palette:
    """Colours that stay apart for colour-blind eyes and, by their darkness, on a black and white printer.

    Words are drawn only in ``ink``, ``quiet``, ``signal``, ``target``, ``better`` and ``neutral``: each has a contrast
    of at least 4.5 to 1 on white (WCAG 2.2, 1.4.3). Marks have at least 3 to 1 (1.4.11).
    """

    ink: str = "#1b1b1b"
    quiet: str = "#4a4f55"
    paper: str = "#ffffff"
    grid: str = "#dfe3e6"
    frame: str = "#767c82"
    series: str = "#1f4e79"
    signal: str = "#b03a00"
    signal_tint: str = "#fbe9de"
    target: str = "#00664f"
    better: str = "#00558c"
    band: str = "#eef1f4"
    period: str = "#9cc3dd"
    common: str = "#6d737a"
    neutral: str = "#5e3c99"


COLOURS = Palette()


@dataclass(frozen=True)
class TypeSizes:
    """Type sizes in points, at the chart's own size."""

    title: float = 11.5
    label: float = 9.0
    small: float = 8.0


TYPE = TypeSizes()

# Everything of matplotlib's settings that our drawing reads; set for the moment of drawing only.
SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "msp_qi",
    "svg.id": None,
    "svg.image_inline": True,
    "font.family": [FAMILY],
    "text.usetex": False,
    "text.parse_math": False,
    # Letters keep the widths that the layout was measured with.
    "text.hinting": "none",
    "text.antialiased": True,
    "path.simplify": False,
    "path.sketch": None,
    "path.effects": [],
    "path.snap": True,
    "lines.antialiased": True,
    "lines.dash_capstyle": "butt",
    "lines.solid_capstyle": "round",
    "lines.dash_joinstyle": "round",
    "lines.solid_joinstyle": "round",
    "lines.scale_dashes": True,
    "patch.antialiased": True,
    "agg.path.chunksize": 0,
}

# matplotlib's settings are one for the whole process: one chart draws at a time.
_ONE_AT_A_TIME = threading.RLock()


def _known() -> Any:
    """The settings that this version of matplotlib has."""
    return {name: value for name, value in SETTINGS.items() if name in mpl.rcParams}


@contextmanager
def drawing() -> Iterator[None]:
    """Our settings inside the block, the caller's after it; a missing letter raises no warning."""
    with _ONE_AT_A_TIME, mpl.rc_context(_known()), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield
