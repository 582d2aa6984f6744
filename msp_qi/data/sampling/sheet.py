"""The audit sheet: rows for the drawn cases, ready to be filled in and loaded again."""

from collections.abc import Sequence

import pandas as pd

from msp_qi.data.sampling.certificate import Certificate
from msp_qi.data.sampling.sample import sample_of
from msp_qi.schema.field import Table
from msp_qi.schema.fields import TABLES

AUDITS = "case_audits"
SECOND_RATINGS = "second_ratings"


ROW = ("service", "case_id", "sampled_as")
Rows = set[tuple[str, str, str]]


def audit_sheet(
    certificate: Certificate, only: Rows | None = None, tables: Sequence[Table] = TABLES
) -> dict[str, pd.DataFrame]:
    """The rows to fill in, for :func:`msp_qi.data.template.write_workbook`.

    Parameters
    ----------
    certificate : Certificate
        What was drawn.
    only : set of tuple, optional
        Values of ``ROW``: these rows alone.
    tables : sequence of Table
        Where there is a table of second ratings, the cases to rate twice get a row in it too.

    Returns
    -------
    dict of str to DataFrame
        ``case_audits`` with service, case_id, audit_month and sampled_as; no row of any other table.
    """
    table = sample_of(certificate).table
    if only is not None:
        wanted = [row in only for row in table[list(ROW)].itertuples(index=False, name=None)]
        table = table[wanted].reset_index(drop=True)
    month = pd.Period(certificate.plan.month, freq="M").start_time
    rows = table[["service", "case_id"]].assign(audit_month=month, sampled_as=table["sampled_as"])
    sheets = {AUDITS: rows}
    if any(found.name == SECOND_RATINGS for found in tables):
        twice = rows[table["rate_twice"]].drop(columns="sampled_as")
        sheets[SECOND_RATINGS] = twice.assign(rating_stage="second")
    return sheets
