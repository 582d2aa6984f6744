"""msp_qi: prove that safeguarding is personal.

The notebooks call what is named here and nothing else.
"""

__version__ = "0.1.0"

from msp_qi.briefs.certificate_page import sample_page
from msp_qi.briefs.change_page import change_page
from msp_qi.briefs.check_page import check_page
from msp_qi.briefs.learning_brief import learning_brief
from msp_qi.briefs.loops_page import loops_page
from msp_qi.briefs.monthly_sample import monthly_sample
from msp_qi.briefs.practice_page import practice_page, summary_table
from msp_qi.briefs.rows_page import rows_page
from msp_qi.briefs.sample_files import save_sample
from msp_qi.briefs.save import save
from msp_qi.briefs.study import Study, study
from msp_qi.data.load import load
from msp_qi.data.sampling.sample import draw_sample
from msp_qi.data.sampling.verify import verify_certificate
from msp_qi.data.validate import check
from msp_qi.errors import UserError
from msp_qi.learning.agreement import double_rating
from msp_qi.learning.loops.loop import loops
from msp_qi.measures.catalogue import INDICATORS
from msp_qi.measures.compute import compute, rows_behind
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
    "Change",
    "ComparisonResult",
    "SpcResult",
    "Study",
    "UserError",
    "adjust_for_many",
    "agreement",
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
    "compute",
    "control_chart",
    "double_rating",
    "draw_sample",
    "funnel",
    "interrupted_series",
    "learning_brief",
    "load",
    "loops",
    "loops_page",
    "making_data_count",
    "monthly_sample",
    "pooled_proportions",
    "practice_page",
    "rows_behind",
    "rows_page",
    "run_chart",
    "sample_page",
    "save",
    "save_sample",
    "study",
    "suggest_chart",
    "summary_table",
    "verify_certificate",
]
