"""Time charts of many series in one call against a loop over the same series, in one run.

python benchmarks/spc.py            (10,000 series of 36 months)
python benchmarks/spc.py --series 1000
"""

import argparse
import statistics
import time
import tracemalloc
from collections.abc import Callable

import numpy as np

from msp_qi.stats import SpcResult, control_chart, making_data_count

MONTHS = 36
LOOPED = 100
REPEATS = 5
TARGET_SECONDS = 0.5
TARGET_RATIO = 100


def seconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Median wall time of some work, after one unmeasured turn."""
    work()
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def peak_megabytes(work: Callable[[], object]) -> float:
    """Most memory that the work holds at once, beyond what was there before."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def charts(series: int) -> dict[str, Callable[[slice], SpcResult]]:
    """The two charts that the target speaks of, over any stretch of the rows."""
    random = np.random.default_rng(1)
    size = random.integers(5, 40, series * MONTHS)
    met = random.binomial(size, 0.6)
    value = random.normal(size=series * MONTHS)
    group = np.repeat(np.arange(series), MONTHS)
    return {
        "p chart with Anhøj signals": lambda at: control_chart(met[at], size[at], chart="p", group=group[at]),
        "Making Data Count XmR": lambda at: making_data_count(value[at], group=group[at], target=1.0),
    }


def main() -> None:
    """Print seconds, the ratio to the loop, and memory at a quarter, a half and all of the series."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=10_000)
    series = parser.parse_args().series
    for name, chart in charts(series).items():
        together = seconds(lambda chart=chart: chart(slice(None)))
        alone = seconds(
            lambda chart=chart: [chart(slice(i * MONTHS, (i + 1) * MONTHS)) for i in range(LOOPED)], repeats=3
        )
        ratio = (alone / LOOPED) / (together / series)
        memory = [
            peak_megabytes(lambda chart=chart, k=k: chart(slice(0, series * MONTHS // k))) for k in (4, 2, 1)
        ]
        print(f"{name}: {series:,} series of {MONTHS} points")
        print(f"  one call     {together:.3f} s (target {TARGET_SECONDS} s)")
        print(
            f"  one by one   {1000 * alone / LOOPED:.2f} ms a series; the call is {ratio:.0f} times "
            f"as fast "
            f"(target {TARGET_RATIO})"
        )
        print(f"  memory       {', '.join(f'{used:.0f} MB' for used in memory)} at a quarter, a half, all")


if __name__ == "__main__":
    main()
