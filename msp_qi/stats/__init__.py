"""Judging: run charts, control charts and before-after comparison. Arrays and dates in, results out."""

from msp_qi.stats.agreement import AgreementResult, agreement
from msp_qi.stats.change_verdict import ChangeVerdicts, change_verdict
from msp_qi.stats.changes import Change
from msp_qi.stats.charts import control_chart, run_chart
from msp_qi.stats.choose import ChartSuggestion, compare, suggest_chart
from msp_qi.stats.false_signals import false_signal_rate
from msp_qi.stats.funnel import FunnelResult, funnel
from msp_qi.stats.interrupted import interrupted_series
from msp_qi.stats.intervals import (
    exact_interval,
    exact_rate_interval,
    newcombe_interval,
    newcombe_paired_interval,
    wilson_interval,
)
from msp_qi.stats.making_data_count import making_data_count
from msp_qi.stats.many import adjust_for_many, pooled_proportions
from msp_qi.stats.paired_proportions import compare_paired_proportions, paired_counts
from msp_qi.stats.person import compare_person
from msp_qi.stats.proportions import compare_proportions
from msp_qi.stats.rates import compare_rates
from msp_qi.stats.ratings import compare_paired_ratings, compare_ratings
from msp_qi.stats.result import ComparisonResult, SpcResult
from msp_qi.stats.rule_sets import RuleSets, compare_rules
from msp_qi.stats.score_intervals import (
    koopman_interval,
    miettinen_nurminen_interval,
    miettinen_nurminen_ratio_interval,
)
from msp_qi.stats.signals import SIGNALS, Signal
from msp_qi.stats.time_to import compare_time_to

__all__ = [
    "SIGNALS",
    "AgreementResult",
    "Change",
    "ChangeVerdicts",
    "ChartSuggestion",
    "ComparisonResult",
    "FunnelResult",
    "RuleSets",
    "Signal",
    "SpcResult",
    "adjust_for_many",
    "agreement",
    "change_verdict",
    "compare",
    "compare_paired_proportions",
    "compare_paired_ratings",
    "compare_person",
    "compare_proportions",
    "compare_rates",
    "compare_ratings",
    "compare_rules",
    "compare_time_to",
    "control_chart",
    "exact_interval",
    "exact_rate_interval",
    "false_signal_rate",
    "funnel",
    "interrupted_series",
    "koopman_interval",
    "making_data_count",
    "miettinen_nurminen_interval",
    "miettinen_nurminen_ratio_interval",
    "newcombe_interval",
    "newcombe_paired_interval",
    "paired_counts",
    "pooled_proportions",
    "run_chart",
    "suggest_chart",
    "wilson_interval",
]
