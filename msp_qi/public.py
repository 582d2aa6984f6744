"""Every name that notebooks call, from where it lives."""

from msp_qi.briefs.board import BoardChart, BoardTable, board_document
from msp_qi.briefs.brief import Brief
from msp_qi.briefs.brief_files import save_brief, screen_brief
from msp_qi.briefs.certificate_page import sample_page
from msp_qi.briefs.change_page import change_page
from msp_qi.briefs.check_page import check_page
from msp_qi.briefs.learning_brief import learning_brief
from msp_qi.briefs.loops_page import loops_page
from msp_qi.briefs.monthly_sample import monthly_sample
from msp_qi.briefs.people_page import save_people
from msp_qi.briefs.person_page import people, person_page
from msp_qi.briefs.practice_page import practice_page, summary_table
from msp_qi.briefs.recording_page import recording_page
from msp_qi.briefs.recurring_page import recurring, recurring_page, recurring_summary
from msp_qi.briefs.rows_page import rows_page
from msp_qi.briefs.sample_files import save_sample
from msp_qi.briefs.save import save
from msp_qi.briefs.study import Study, rows_behind, study
from msp_qi.briefs.supervision_page import supervision_page
from msp_qi.briefs.tender_page import tender_page, tender_summary
from msp_qi.briefs.traceability import trace
from msp_qi.charts.change import change_chart
from msp_qi.charts.chart import Chart
from msp_qi.charts.comparison import comparison_chart
from msp_qi.charts.funnel import funnel_chart
from msp_qi.charts.icons import icon_legend, icon_svg
from msp_qi.charts.pareto import pareto_chart
from msp_qi.charts.protected import (
    ProtectedChart,
    protected_funnel,
    protected_run_chart,
    protected_small_multiples,
)
from msp_qi.charts.rules import rules_chart
from msp_qi.charts.run import run_chart_figure
from msp_qi.charts.small_multiples import small_multiple_pages, small_multiples
from msp_qi.data.load import load
from msp_qi.data.sampling.sample import draw_sample
from msp_qi.data.sampling.verify import verify_certificate
from msp_qi.data.validate import check
from msp_qi.disclosure.identifying import read_roster, screen
from msp_qi.disclosure.ledger.ledger import ReleaseLedger
from msp_qi.disclosure.rates import ProtectedRate, ProtectedRates, protect_rate, protect_rates
from msp_qi.disclosure.series import ProtectedSeries, protect_series
from msp_qi.disclosure.table import ProtectedTable, protect_table
from msp_qi.disclosure.text import NotPeople, protect_count, protected_text
from msp_qi.errors import UserError
from msp_qi.learning.agreement import double_rating
from msp_qi.learning.loops.loop import loops
from msp_qi.learning.voice import RecordingQuality, recording_quality
from msp_qi.measures.catalogue import INDICATORS
from msp_qi.measures.compute import compute
from msp_qi.stats import (
    Change,
    ComparisonResult,
    SpcResult,
    adjust_for_many,
    agreement,
    change_verdict,
    compare,
    compare_paired_proportions,
    compare_paired_ratings,
    compare_person,
    compare_proportions,
    compare_rates,
    compare_ratings,
    compare_rules,
    compare_time_to,
    control_chart,
    funnel,
    interrupted_series,
    making_data_count,
    pooled_proportions,
    run_chart,
    suggest_chart,
)

__all__ = [
    "INDICATORS",
    "BoardChart",
    "BoardTable",
    "Brief",
    "Change",
    "Chart",
    "ComparisonResult",
    "NotPeople",
    "ProtectedChart",
    "ProtectedRate",
    "ProtectedRates",
    "ProtectedSeries",
    "ProtectedTable",
    "RecordingQuality",
    "ReleaseLedger",
    "SpcResult",
    "Study",
    "UserError",
    "adjust_for_many",
    "agreement",
    "board_document",
    "change_chart",
    "change_page",
    "change_verdict",
    "check",
    "check_page",
    "compare",
    "compare_paired_proportions",
    "compare_paired_ratings",
    "compare_person",
    "compare_proportions",
    "compare_rates",
    "compare_ratings",
    "compare_rules",
    "compare_time_to",
    "comparison_chart",
    "compute",
    "control_chart",
    "double_rating",
    "draw_sample",
    "funnel",
    "funnel_chart",
    "icon_legend",
    "icon_svg",
    "interrupted_series",
    "learning_brief",
    "load",
    "loops",
    "loops_page",
    "making_data_count",
    "monthly_sample",
    "pareto_chart",
    "people",
    "person_page",
    "pooled_proportions",
    "practice_page",
    "protect_count",
    "protect_rate",
    "protect_rates",
    "protect_series",
    "protect_table",
    "protected_funnel",
    "protected_run_chart",
    "protected_small_multiples",
    "protected_text",
    "read_roster",
    "recording_page",
    "recording_quality",
    "recurring",
    "recurring_page",
    "recurring_summary",
    "rows_behind",
    "rows_page",
    "rules_chart",
    "run_chart",
    "run_chart_figure",
    "sample_page",
    "save",
    "save_brief",
    "save_people",
    "save_sample",
    "screen",
    "screen_brief",
    "small_multiple_pages",
    "small_multiples",
    "study",
    "suggest_chart",
    "summary_table",
    "supervision_page",
    "tender_page",
    "tender_summary",
    "trace",
    "verify_certificate",
]
