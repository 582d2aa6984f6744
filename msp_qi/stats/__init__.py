"""Judging: run charts, control charts and before-after comparison. Arrays and dates in, results out."""

from msp_qi.stats.charts import control_chart, run_chart
from msp_qi.stats.intervals import (
    exact_interval,
    newcombe_interval,
    newcombe_paired_interval,
    wilson_interval,
)
from msp_qi.stats.making_data_count import making_data_count
from msp_qi.stats.proportions import compare_proportions
from msp_qi.stats.result import ComparisonResult, SpcResult

__all__ = [
    "ComparisonResult",
    "SpcResult",
    "compare_proportions",
    "control_chart",
    "exact_interval",
    "making_data_count",
    "newcombe_interval",
    "newcombe_paired_interval",
    "run_chart",
    "wilson_interval",
]
