"""One line of text on a sheet, without matplotlib's layout: that is half of what a chart costs to draw.

matplotlib lays every text out twice and renders each letter anew. Here its width comes from the font's own
table (`msp_qi.charts.text`), and pixels of words that were drawn before ("Apr", "25 %") are used again.
"""

import math
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from numpy.typing import NDArray

from msp_qi.charts.text import FAMILY, width

_BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}
_PADDING = 2  # pixels about the words, for letters that reach out of their own width
_SLACK = 1.1  # of the width; a machine may hint letters wider than their table says
_ABOVE, _BELOW = 1.25, 0.4  # of the type size, for accents and for what hangs below the line

_TYPES: dict[tuple[float, bool], FontProperties] = {}


def type_of(size: float, bold: bool) -> FontProperties:
    """One FontProperties for each size: matplotlib looks a font up by it."""
    key = (size, bold)
    if key not in _TYPES:
        _TYPES[key] = FontProperties(family=FAMILY, size=size, weight="bold" if bold else "normal")
    return _TYPES[key]


class Words(Text):
    """Upright text of one line, one size and one colour, placed by its left end, middle or right end."""

    def draw(self, renderer: Any) -> None:
        """Hand the words to the renderer where they belong."""
        words, bold = self.get_text(), self.get_fontweight() == "bold"
        x, y = self.get_transform().transform(self.get_unitless_position())
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        size = float(self.get_fontsize())
        wide = width(words, size, bold) * renderer.points_to_pixels(1.0)
        left = float(x) - wide * _BEFORE[self.get_horizontalalignment()]
        if isinstance(renderer, RendererAgg):
            _paste(renderer, words, size, bold, str(self.get_color()), left, float(y))
            return
        pen = renderer.new_gc()
        pen.set_foreground(self.get_color())
        renderer.draw_text(pen, left, float(y), words, self.get_fontproperties(), 0, ismath=False, mtext=self)
        pen.restore()


def _paste(renderer: Any, words: str, size: float, bold: bool, colour: str, left: float, foot: float) -> None:
    pixels, below = _pixels(words, size, bold, colour, renderer.dpi)
    pen = renderer.new_gc()
    high = renderer.get_canvas_width_height()[1]
    renderer.draw_image(pen, round(left) - _PADDING, round(high - foot) - below, pixels)
    pen.restore()


@lru_cache(maxsize=4096)
def _pixels(
    words: str, size: float, bold: bool, colour: str, dots_per_inch: float
) -> tuple[NDArray[np.uint8], int]:
    """The words in pixels, and how many rows of these lie below the line that the letters stand on."""
    dots = size * dots_per_inch / 72
    wide = math.ceil(_SLACK * width(words, dots, bold)) + 2 * _PADDING
    above, below = math.ceil(_ABOVE * dots), math.ceil(_BELOW * dots)
    sheet: Any = RendererAgg(wide, above + below, dots_per_inch)  # type: ignore[no-untyped-call]
    pen = sheet.new_gc()
    pen.set_foreground(colour)
    sheet.draw_text(pen, _PADDING, above, words, type_of(size, bold), 0)
    return np.asarray(sheet.buffer_rgba())[::-1].copy(), below
