"""A chart: the figure, the words for those who cannot see it, and the data behind it, in one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from msp_qi.charts import svg as svg_text
from msp_qi.charts.canvas import POINTS_PER_INCH, Canvas
from msp_qi.charts.png import png_bytes
from msp_qi.charts.style import COLOURS, TYPE, drawing
from msp_qi.charts.text import one_line, wrap
from msp_qi.data.atomic import write_whole
from msp_qi.errors import UserError

TITLE_LINE = 15.0
TITLE_MARGIN = 8.0


@dataclass(frozen=True)
class Chart:
    """A figure that is drawn when it is asked for.

    Parameters
    ----------
    title : str
        Says what happened, not what was measured.
    alt : str
        The finding in words, for a screen reader.
    data : DataFrame
        The rows that are drawn.
    draw : callable
        Takes an empty matplotlib Figure and draws on the lowest ``size`` of it; the title is put above that.
    size : tuple of float
        Width and height in inches, without the title.

    Examples
    --------
    >>> chart = Chart("Nothing yet", "An empty chart.", pd.DataFrame(), lambda figure: None, size=(2, 1))
    >>> chart.svg().startswith('<svg role="img" aria-labelledby=')
    True
    """

    title: str
    alt: str
    data: pd.DataFrame = field(repr=False)
    draw: Callable[[Figure], None] = field(repr=False)
    size: tuple[float, float] = (7.2, 3.6)

    def svg(self, *, title: bool = True, salt: str = "") -> str:
        """The chart as an inline ``<svg role="img">`` with its title and alt text inside.

        Parameters
        ----------
        title : bool
            Whether the title is drawn too; a page that prints it as text says False.
        salt : str
            Anything that differs between two equal charts on one page, so that their ids differ.

        Returns
        -------
        str
            No prologue, no external reference; the same chart gives the same text.
        """
        if title not in self._drawings:
            self._drawings[title] = self._drawn(title)
        raw, size = self._drawings[title]
        return svg_text.inline(raw, title=self.title, alt=self.alt, size=size, salt=salt)

    def png(self, dots_per_inch: int = 150, *, title: bool = True) -> bytes:
        """The chart as the bytes of a PNG file."""
        with drawing():
            canvas: Any = FigureCanvasAgg(self._figure(dots_per_inch, title))
            canvas.draw()
            return png_bytes(np.asarray(canvas.buffer_rgba()), dots_per_inch)

    def save(self, path: str | Path) -> Path:
        """Write the chart; the ending of the name (.svg, .png) says how.

        Raises
        ------
        UserError
            Where the name ends in anything else.
        """
        path = Path(path)
        ending = path.suffix.lower()
        if ending == ".svg":
            return write_whole(path, svg_text.standalone(self.svg()).encode("utf-8"))
        if ending == ".png":
            return write_whole(path, self.png())
        raise UserError(f"A chart cannot be saved as {path.name}; end the name in .svg or .png.")

    def html(self, *, sentence: str = "", salt: str = "") -> str:
        """A ``<figure>``: the title as its caption, the drawing, and a sentence below it."""
        below = f"<p>{escape(one_line(sentence))}</p>" if sentence else ""
        caption = f"<figcaption><strong>{escape(one_line(self.title))}</strong></figcaption>"
        return f'<figure class="chart">{caption}{self.svg(title=False, salt=salt)}{below}</figure>'

    def _repr_html_(self) -> str:
        """A ``<figure>`` with alt text and the title as its caption, for notebooks."""
        return self.html()

    @cached_property
    def _drawings(self) -> dict[bool, tuple[str, tuple[float, float]]]:
        """With and without its title: a notebook shows a page and saves it, and nothing is drawn twice."""
        return {}

    def _drawn(self, title: bool) -> tuple[str, tuple[float, float]]:
        """What matplotlib writes, and the width and height in points."""
        written = StringIO()
        with drawing():
            figure = self._figure(POINTS_PER_INCH, title)
            FigureCanvasSVG(figure).print_svg(written, metadata={"Date": None})  # type: ignore[no-untyped-call]
        wide, high = (float(inches) * POINTS_PER_INCH for inches in figure.get_size_inches())
        return written.getvalue(), (wide, high)

    def _figure(self, dots_per_inch: float, title: bool) -> Figure:
        wide, high = self.size
        lines = (
            wrap(self.title, TYPE.title, wide * POINTS_PER_INCH - 2 * TITLE_MARGIN, bold=True)
            if title
            else ()
        )
        strip = len(lines) * TITLE_LINE + TITLE_MARGIN if lines else 0.0
        figure = Figure(
            (wide, high + strip / POINTS_PER_INCH),
            dpi=dots_per_inch,
            facecolor=COLOURS.paper,
            edgecolor="none",
            linewidth=0,
        )
        canvas = Canvas(figure)
        for number, line in enumerate(lines, start=1):
            y = high * POINTS_PER_INCH + strip - number * TITLE_LINE
            canvas.words(TITLE_MARGIN, y, line, size=TYPE.title, bold=True)
        self.draw(figure)
        return figure
