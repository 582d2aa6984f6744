"""Checks within one row: dates in their order, numbers that fit, answers that go together."""

from collections.abc import Iterator

from msp_qi.data.rules.rule import Context, Hit, hits
from msp_qi.schema import answers

OFFERED = ("offered_declined", "offered_waiting")
NOT_OFFERED = ("not_offered", "not_needed")
ADVOCATE_RECORDED = ("in_place", *OFFERED)
SOMEBODYS_WORDS = ("person", "representative", "staff")
NO_RISK_FOUND = ("none_action", "none_no_action")
NOT_TAKING_PART = ("informed", "not_involved")
STAGES = ("involved_concern", "involved_planning", "involved_review", "involved_closure")

# Table, what comes first, what cannot come before it.
IN_ORDER = (
    ("concerns", "aware_at", "protective_action_at"),
    ("concerns", "date_raised", "decided_on"),
    ("concerns", "date_raised", "enquiry_started_on"),
    ("concerns", "date_raised", "plan_agreed_on"),
    ("case_audits", "advocacy_offered_date", "advocacy_started_date"),
    ("actions", "opened_on", "completed_on"),
    ("actions", "completed_on", "verified_on"),
    ("restrictions", "start_date", "end_date"),
    ("restrictions", "start_date", "last_reviewed_on"),
    ("breaches", "breach_at", "reviewed_at"),
    ("triggers", "trigger_date", "plan_adjusted_on"),
    ("information_shares", "shared_on", "followup_on"),
    ("information_shares", "shared_on", "review_on"),
    ("feedback", "invited_on", "answered_on"),
)
# Table, the part, the whole of which it is a part.
PART_OF = (
    ("weekly_ratings", "pressured", "contacts"),
    ("journeys", "checkins_made", "checkins_due"),
    ("briefings", "staff_reached", "staff_due"),
    ("briefings", "check_passed", "staff_reached"),
    ("staff_checks", "staff_meeting_standard", "staff_checked"),
)


def concluded_before_raised(context: Context) -> list[Hit]:
    """Concerns that were concluded before they were raised."""
    concerns = context.frames["concerns"]
    return hits("concerns", concerns, concerns["date_concluded"] < concerns["date_raised"], "date_concluded")


def held_without_due_date(context: Context) -> list[Hit]:
    """Reviews that were held and never due."""
    audits = context.frames["case_audits"]
    return hits(
        "case_audits", audits, audits["review_held"].notna() & audits["review_due"].isna(), "review_due"
    )


def offered_and_not_offered(context: Context) -> list[Hit]:
    """A date on which advocacy was offered, beside a status that says it was not."""
    audits = context.frames["case_audits"]
    mask = audits["advocacy_offered_date"].notna() & audits["advocacy_status"].isin(NOT_OFFERED)
    return hits("case_audits", audits, mask, "advocacy_status")


def offered_without_date(context: Context) -> list[Hit]:
    """Advocacy that was offered on no recorded day."""
    audits = context.frames["case_audits"]
    mask = audits["advocacy_offered_date"].isna() & audits["advocacy_status"].isin(OFFERED)
    return hits("case_audits", audits, mask, "advocacy_offered_date")


def item_left_blank(context: Context) -> Iterator[Hit]:
    """Audit items without an answer in a case that was audited."""
    audits = context.frames["case_audits"]
    for item in audit_items(context):
        yield from hits("case_audits", audits, audits["audit_date"].notna() & audits[item].isna(), item)


def answered_without_audit_date(context: Context) -> list[Hit]:
    """Cases with answers that nobody is said to have audited."""
    audits = context.frames["case_audits"]
    answered = audits[audit_items(context)].notna().any(axis=1)
    return hits("case_audits", audits, audits["audit_date"].isna() & answered, "audit_date")


def capacity_met_without_evidence(context: Context) -> list[Hit]:
    """Capacity that is assumed, with neither evidence nor the day of an assessment, and still rated as evidenced."""
    audits = context.frames["case_audits"]
    bare = (audits["capacity_statement"] == "assumed") & audits["capacity_evidence"].isna()
    if "capacity_assessed_date" in audits:
        bare &= audits["capacity_assessed_date"].isna()
    return hits("case_audits", audits, bare & (audits["a8_capacity"] == "met"), "a8_capacity")


def source_without_outcome(context: Context) -> list[Hit]:
    """Somebody is said to have given the outcome, and there is none."""
    audits = context.frames["case_audits"]
    mask = audits["outcome_source"].isin(SOMEBODYS_WORDS) & audits["outcome_text"].isna()
    return hits("case_audits", audits, mask, "outcome_text")


def out_of_order(context: Context) -> Iterator[Hit]:
    """What happened before that which it follows."""
    tables = {table.name: table for table in context.tables}
    for name, first, then in IN_ORDER:
        if context.has(name, first, then):
            frame = context.frames[name]
            yield from hits(name, frame, frame[then] < frame[first], then, tables[name].field(first).label)


def part_above_whole(context: Context) -> Iterator[Hit]:
    """A part that is larger than the whole of which it is a part."""
    tables = {table.name: table for table in context.tables}
    for name, part, whole in PART_OF:
        if context.has(name, part, whole):
            frame = context.frames[name]
            yield from hits(name, frame, frame[part] > frame[whole], part, tables[name].field(whole).label)


def risk_result_without_risk(context: Context) -> list[Hit]:
    """What became of a risk, where none was identified."""
    concerns = context.frames["concerns"]
    mask = concerns["risk_outcome"].notna() & concerns["risk_assessment_outcome"].isin(NO_RISK_FOUND)
    return hits("concerns", concerns, mask, "risk_outcome")


def supported_although_capable(context: Context) -> list[Hit]:
    """Support by an advocate, which is recorded for those who lack capacity, for somebody who has it."""
    concerns = context.frames["concerns"]
    mask = concerns["supported_by_advocate"].eq("yes") & concerns["lacked_capacity"].eq("no")
    return hits("concerns", concerns, mask, "supported_by_advocate")


def advocate_without_need(context: Context) -> list[Hit]:
    """An advocate for somebody who is said to have capacity and no substantial difficulty."""
    audits = context.frames["case_audits"]
    capable = audits["capacity_statement"].eq("assessed_has") & audits["substantial_difficulty"].eq("no")
    return hits(
        "case_audits", audits, capable & audits["advocacy_status"].isin(ADVOCATE_RECORDED), "advocacy_status"
    )


def involved_met_against_stages(context: Context) -> list[Hit]:
    """Involvement rated as met although a stage says that the person was informed only, or not involved."""
    audits = context.frames["case_audits"]
    left_out = audits[list(STAGES)].isin(NOT_TAKING_PART).any(axis=1)
    return hits("case_audits", audits, audits["a3_involved"].eq("met") & left_out, "a3_involved")


def advocacy_met_without_offer(context: Context) -> list[Hit]:
    """Advocacy rated as met although it was needed and no day of an offer is recorded."""
    audits = context.frames["case_audits"]
    needed = audits["substantial_difficulty"].eq("yes") | audits["capacity_statement"].eq("assessed_lacks")
    bare = needed & audits["advocacy_offered_date"].isna()
    return hits("case_audits", audits, audits["a4_advocacy"].eq("met") & bare, "a4_advocacy")


def verified_by_the_owner(context: Context) -> list[Hit]:
    """Actions that the role which owns them is said to have verified."""
    actions = context.frames["actions"]
    same = context.role(actions["verified_by_role"]).eq(context.role(actions["owner_role"]))
    return hits("actions", actions, same & actions["verified_by_role"].notna(), "verified_by_role")


def audit_items(context: Context) -> list[str]:
    """Names of the audit items, whatever the schema holds."""
    table = next(table for table in context.tables if table.name == "case_audits")
    return [field.name for field in table.fields if field.answers == answers.AUDIT]
