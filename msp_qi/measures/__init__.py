"""Counting: indicators over services and months, each number traceable to its rows."""

from msp_qi.measures.catalogue import INDICATORS, indicator, serving
from msp_qi.measures.compute import Measures, compute, rows_behind
from msp_qi.measures.indicator import Indicator

__all__ = ["INDICATORS", "Indicator", "Measures", "compute", "indicator", "rows_behind", "serving"]
