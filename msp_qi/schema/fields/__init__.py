"""Every table and field: the single source of templates, dictionary, loader and checks.

To add a field, add one line such as ``day(...)`` to its table here. To add an answer, see ``answers.py`` or,
for the answers of the national collection, ``national_answers.py``.
"""

from msp_qi.schema.field import Table
from msp_qi.schema.fields.audits import CASE_AUDITS, SECOND_RATINGS
from msp_qi.schema.fields.concerns import CONCERNS
from msp_qi.schema.fields.feedback import FEEDBACK
from msp_qi.schema.fields.learning import BRIEFINGS, CHANGES, LEARNING_LOOPS, VERIFICATIONS
from msp_qi.schema.fields.plans import ACTIONS, OPTIONS, REVIEWS, RISK_NOTES
from msp_qi.schema.fields.risks import RESTRICTIONS, RISK_ENABLEMENT
from msp_qi.schema.fields.sharing import CONSENT_BOUNDARIES, INFORMATION_SHARES
from msp_qi.schema.fields.staff import STAFF_CHECKS, SUPERVISION
from msp_qi.schema.fields.weekly import BREACHES, JOURNEYS, TRIGGERS, WEEKLY_RATINGS

__all__ = ["CASE_AUDITS", "CHANGES", "CONCERNS", "STARTER_TABLES", "TABLES", "table"]

TABLES: tuple[Table, ...] = (
    CONCERNS,
    CASE_AUDITS,
    SECOND_RATINGS,
    REVIEWS,
    ACTIONS,
    OPTIONS,
    RISK_NOTES,
    RESTRICTIONS,
    RISK_ENABLEMENT,
    WEEKLY_RATINGS,
    BREACHES,
    JOURNEYS,
    TRIGGERS,
    CONSENT_BOUNDARIES,
    INFORMATION_SHARES,
    FEEDBACK,
    SUPERVISION,
    STAFF_CHECKS,
    LEARNING_LOOPS,
    BRIEFINGS,
    VERIFICATIONS,
    CHANGES,
)

# What stands in the small starter workbook: the core tables with their starter fields only.
STARTER_TABLES: tuple[Table, ...] = tuple(
    cut for cut in (found.starter for found in TABLES) if cut is not None
)


def table(name: str) -> Table:
    """The table of that name.

    Examples
    --------
    >>> table("concerns").sheet
    'Concerns'
    """
    return next(found for found in TABLES if found.name == name)
