"""Judging: run charts, control charts and before-after comparison. Arrays and dates in, results out."""

from msp_qi.stats.charts import control_chart, run_chart
from msp_qi.stats.result import ComparisonResult, SpcResult

__all__ = ["ComparisonResult", "SpcResult", "control_chart", "run_chart"]
