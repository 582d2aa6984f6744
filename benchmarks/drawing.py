"""What a run chart costs as SVG and as PNG when many are drawn, against matplotlib's plain way, in one run.

python benchmarks/drawing.py              (1,000 run charts of 36 months)
python benchmarks/drawing.py --charts 100
"""

import argparse
import time
from collections.abc import Callable
from io import BytesIO

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from msp_qi.charts.run import run_chart_figure
from msp_qi.stats import run_chart

MONTHS = 36
PLAIN = 50  # plain charts take several times as long; fewer of them give the same mean
TARGET = 40.0
DOTS_PER_INCH = 150
SIZE = (7.2, 3.4)


def milliseconds(work: Callable[[int], object], turns: int) -> float:
    """Mean CPU time of one turn, after one unmeasured turn."""
    work(0)
    start = time.process_time()
    for turn in range(turns):
        work(turn)
    return 1000 * (time.process_time() - start) / turns


def plain(x: list[pd.Timestamp], y: np.ndarray, kind: str) -> bytes:
    """The same points, line, labels and title the way matplotlib's guide does it, with a tight bounding box."""
    figure = Figure(SIZE)
    axes = figure.add_subplot()
    axes.plot(x, y, marker="o")
    axes.axhline(float(np.median(y)))
    axes.set_title("A run chart")
    axes.set_ylim(0, 1)
    figure.tight_layout()
    written = BytesIO()
    canvas = FigureCanvasSVG(figure) if kind == "svg" else FigureCanvasAgg(figure)
    canvas.print_figure(written, format=kind, dpi=DOTS_PER_INCH, bbox_inches="tight")
    return written.getvalue()


def main() -> None:
    """Print CPU milliseconds a chart, the ratio to the plain way, and the size of the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--charts", type=int, default=1000)
    charts = parser.parse_args().charts
    random = np.random.default_rng(1)
    months = list(pd.date_range("2023-04-01", periods=MONTHS, freq="MS"))
    cases = random.integers(5, 40, (charts, MONTHS))
    values = random.binomial(cases, 0.6) / cases
    spc = run_chart(values.ravel(), months * charts, group=np.repeat(np.arange(charts), MONTHS))
    for kind in ("svg", "png"):
        ours = milliseconds(lambda k, kind=kind: _ours(spc, k, cases[k], kind), charts)
        theirs = milliseconds(
            lambda k, kind=kind: plain(months, values[k % charts], kind), min(PLAIN, charts)
        )
        size = len(_ours(spc, 0, cases[0], kind)) / 1024
        print(
            f"{kind}: {ours:.1f} ms a chart of {MONTHS} points with its words (target {TARGET:.0f} ms, {charts:,} "
            f"drawn, {size:.0f} KB); matplotlib's plain way {theirs:.1f} ms, {theirs / ours:.1f} times as long"
        )


def _ours(spc: object, group: int, n: np.ndarray, kind: str) -> str | bytes:
    chart = run_chart_figure(spc, group, title=f"Service {group}", n=n)  # type: ignore[arg-type]
    return chart.svg() if kind == "svg" else chart.png(DOTS_PER_INCH)


if __name__ == "__main__":
    main()
