"""A sheet measured in points, and a panel on it that places data: lines, words and boxes, nothing else.

No matplotlib Axes are made: an Axes with its ticks costs 30 ms a chart, four times what is drawn on it
(measured; benchmarks/drawing.py), and its margins move with the labels. Here each margin is set by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, overload

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from msp_qi.charts.style import COLOURS, TYPE
from msp_qi.charts.text import one_line
from msp_qi.charts.words import Words, type_of

Side = Literal["left", "center", "right"]
Dashes = Literal["solid", "dashed", "dotted", "dashdot"]
Numbers = Sequence[float] | NDArray[np.float64]
POINTS_PER_INCH = 72

_DASHES: dict[str, Any] = {
    "solid": "solid",
    "dashed": (0, (5, 3)),
    "dotted": (0, (1.2, 2.2)),
    "dashdot": (0, (7, 2.5, 1.5, 2.5)),
}


class Canvas:
    """Draws on a figure in points from its lower left corner.

    Parameters
    ----------
    figure : Figure
        Empty; it keeps what is drawn.
    up : float
        Where this canvas begins, for one that lies above another on the same figure.
    """

    def __init__(self, figure: Figure, up: float = 0.0) -> None:
        self.figure = figure
        self._points = Affine2D().translate(0, up).scale(1 / POINTS_PER_INCH) + figure.dpi_scale_trans

    def line(
        self,
        x: Numbers,
        y: Numbers,
        colour: str = COLOURS.ink,
        *,
        thickness: float = 1.0,
        dashes: Dashes = "solid",
        layer: float = 2,
        steps: bool = False,
    ) -> None:
        """A line through the points; not drawn where a value is NaN."""
        drawn = Line2D(
            x,
            y,
            color=colour,
            linewidth=thickness,
            linestyle=_DASHES[dashes],
            drawstyle="steps-mid" if steps else "default",
            marker="",
            zorder=layer,
            transform=self._points,
        )
        self.figure.add_artist(drawn)

    def marks(
        self,
        x: Numbers,
        y: Numbers,
        shape: str = "o",
        *,
        size: float = 5.0,
        fill: str = COLOURS.series,
        edge: str = COLOURS.series,
        layer: float = 4,
    ) -> None:
        """A mark at each point; ``fill`` white makes it hollow."""
        drawn = Line2D(
            x,
            y,
            linestyle="none",
            marker=shape,
            markersize=size,
            markerfacecolor=fill,
            markeredgecolor=edge,
            markeredgewidth=1.1,
            zorder=layer,
            transform=self._points,
        )
        self.figure.add_artist(drawn)

    def words(
        self,
        x: float,
        y: float,
        words: object,
        *,
        size: float = TYPE.label,
        colour: str = COLOURS.ink,
        side: Side = "left",
        bold: bool = False,
        layer: float = 6,
    ) -> None:
        """One line of text; ``y`` is where its letters stand, ``side`` which end of it is at ``x``."""
        drawn = Words(
            x,
            y,
            one_line(words),
            color=colour,
            fontproperties=type_of(size, bold),
            horizontalalignment=side,
            verticalalignment="baseline",
            parse_math=False,
            zorder=layer,
            transform=self._points,
        )
        self.figure.add_artist(drawn)

    def box(
        self,
        left: float,
        bottom: float,
        right: float,
        top: float,
        fill: str,
        *,
        edge: str = "none",
        hatch: str = "",
        layer: float = 1,
    ) -> None:
        """A filled rectangle."""
        drawn = Rectangle(
            (left, bottom),
            right - left,
            top - bottom,
            facecolor=fill,
            edgecolor=edge,
            linewidth=0.8 if edge != "none" else 0,
            hatch=hatch or None,
            zorder=layer,
            transform=self._points,
        )
        self.figure.add_artist(drawn)

    def area(self, x: Numbers, lower: Numbers, upper: Numbers, fill: str) -> None:
        """The band between two lines."""
        outline = np.column_stack(
            [np.concatenate([x, np.asarray(x)[::-1]]), np.concatenate([lower, np.asarray(upper)[::-1]])]
        )
        drawn = Polygon(outline, closed=True, facecolor=fill, linewidth=0, zorder=0.5, transform=self._points)
        self.figure.add_artist(drawn)

    def polygon(
        self,
        x: Numbers,
        y: Numbers,
        fill: str,
        *,
        edge: str = "none",
        thickness: float = 0.0,
        layer: float = 4,
    ) -> None:
        """A closed shape."""
        drawn = Polygon(
            np.column_stack([x, y]),
            closed=True,
            facecolor=fill,
            edgecolor=edge,
            linewidth=thickness,
            zorder=layer,
            transform=self._points,
        )
        self.figure.add_artist(drawn)


@dataclass(frozen=True)
class Panel:
    """A rectangle of the sheet (points) in which ``x_range`` and ``y_range`` of the data lie."""

    left: float
    bottom: float
    right: float
    top: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    @overload
    def x(self, value: float) -> float: ...
    @overload
    def x(self, value: NDArray[np.float64]) -> NDArray[np.float64]: ...
    def x(self, value: float | NDArray[np.float64]) -> float | NDArray[np.float64]:
        """Where a value lies across the sheet."""
        low, high = self.x_range
        return self.left + (value - low) / (high - low) * (self.right - self.left)

    @overload
    def y(self, value: float) -> float: ...
    @overload
    def y(self, value: NDArray[np.float64]) -> NDArray[np.float64]: ...
    def y(self, value: float | NDArray[np.float64]) -> float | NDArray[np.float64]:
        """Where a value lies up the sheet."""
        low, high = self.y_range
        return self.bottom + (value - low) / (high - low) * (self.top - self.bottom)
