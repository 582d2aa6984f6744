"""A chart: the figure, the words for those who cannot see it, and the data behind it, in one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure


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
        Takes an empty matplotlib Figure of ``size`` and draws on it.
    size : tuple of float
        Width and height in inches.
    """

    title: str
    alt: str
    data: pd.DataFrame = field(repr=False)
    draw: Callable[[Figure], None] = field(repr=False)
    size: tuple[float, float] = (7.2, 3.6)

    def svg(self) -> str:
        """The chart as an inline ``<svg role="img">`` with its title and alt text inside."""
        raise NotImplementedError

    def png(self, dots_per_inch: int = 150) -> bytes:
        """The chart as the bytes of a PNG file."""
        raise NotImplementedError

    def save(self, path: str | Path) -> Path:
        """Write the chart; the ending of the name (.svg, .png) says how."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        """A ``<figure>`` with alt text and the title as its caption, for notebooks."""
        raise NotImplementedError
