"""What the data know beside the draw: cases read before, another draw of the month, and what the frame cannot know."""

from collections.abc import Sequence

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.data.sampling.draw import Plan, ServiceDraw
from msp_qi.data.sampling.month import month_words
from msp_qi.schema.fields import CONCERNS

CONCLUDED = CONCERNS.field("date_concluded")


def drawn_before(data: AuditData, plan: Plan, service: str) -> dict[str, str]:
    """Case number to the latest earlier month, such as ``"2026-08"``, for which it was drawn."""
    rows = _audits(data, service)
    earlier = rows[rows["audit_month"] < pd.Period(plan.month, freq="M").start_time]
    latest = earlier.groupby("case_id")["audit_month"].max()
    return {str(case): f"{month:%Y-%m}" for case, month in latest.items()}


def held_already(data: AuditData, plan: Plan, draws: Sequence[ServiceDraw]) -> str:
    """A warning where the data hold another random core for the month; empty where they do not."""
    found = [words for draw in draws if (words := _held(data, plan, draw))]
    if not found:
        return ""
    return (
        f"The data already hold other random-core cases for {month_words(plan.month)}: {'; '.join(found)}. If that "
        "month was drawn another way, keep that draw: two draws in one month are no random sample."
    )


def not_known(data: AuditData, plan: Plan, draws: Sequence[ServiceDraw], drawn_at: pd.Timestamp) -> list[str]:
    """What keeps a frame from being the cases of the month, in sentences; empty where nothing does.

    Parameters
    ----------
    data : AuditData
        Of today.
    plan : Plan
        What was asked for.
    draws : sequence of ServiceDraw
        What came out.
    drawn_at : Timestamp
        When.

    Returns
    -------
    list of str
    """
    month, words = pd.Period(plan.month, freq="M"), month_words(plan.month)
    said = []
    if drawn_at < (month + 1).start_time:
        said.append(
            f"{words} was not over when this was drawn: a case that is raised in the rest of the month can never be "
            "drawn for it. Draw when the month is over."
        )
    raised = data.tables[CONCERNS.name]["date_raised"]
    last = raised[raised <= drawn_at].max()
    if pd.notna(last) and last < month.start_time:
        said.append(
            f"The last concern in the data was raised in {last:%B %Y}: see that the data reach to the end of {words}."
        )
    without = [
        draw.service for draw in draws if not data.collected(CONCERNS.name, (CONCLUDED.name,), draw.service)
    ]
    if without:
        said.append(
            f"The data hold no column for the day a concern was concluded ({', '.join(without)}), so that cases "
            f"closed long ago may be drawn. Add the column {CONCLUDED.label}."
        )
    return said


def _held(data: AuditData, plan: Plan, draw: ServiceDraw) -> str:
    rows = _audits(data, draw.service)
    month = rows["audit_month"].dt.strftime("%Y-%m").eq(plan.month)
    held = set(rows[month & rows["sampled_as"].eq("random")]["case_id"].dropna().astype(str))
    if held <= set(draw.core):
        return ""
    return f"{draw.service} {len(held)}, of which {len(held & set(draw.core))} in this draw"


def _audits(data: AuditData, service: str) -> pd.DataFrame:
    columns = ["service", "case_id", "audit_month", "sampled_as"]
    if "case_audits" not in data.tables:
        empty = pd.DataFrame(columns=columns)
        return empty.astype({"audit_month": "datetime64[us]"})
    rows = data.tables["case_audits"][columns]
    return rows[rows["service"].eq(service)]
