"""What the person agreed may be shared, and what was."""

from msp_qi.schema import answers
from msp_qi.schema.field import Table
from msp_qi.schema.fields.columns import CASE, SERVICE, choice, code, day, text

CONSENT_BOUNDARIES = Table(
    name="consent_boundaries",
    sheet="Consent boundaries",
    title="Consent boundaries",
    purpose="One row for each recipient that was talked about: who may know what, and for what purpose.",
    key=("service", "case_id", "conversation_date", "recipient_role"),
    fields=(
        SERVICE,
        CASE,
        day(
            "conversation_date",
            "Date of conversation",
            "The day consent was talked about with the person.",
            "08/04/2026",
            serves=("N4",),
        ),
        text(
            "recipient_role",
            "Who may know",
            "The role or organisation that may be told. Never a name.",
            "Social worker",
            required=True,
            serves=("N4", "O3a"),
        ),
        text("items", "What they may know", "What may be shared.", "Dates of visits", serves=("N4", "O3a")),
        text(
            "purpose",
            "For what purpose",
            "What it is for.",
            "To plan safe visits",
            serves=("O3a",),
        ),
        text(
            "words_text",
            "In the person's words",
            "What the person said about it, in their words. No names.",
            "Tell her when they visit, nothing about my bank.",
            serves=("N4",),
        ),
        choice(
            "consented", "Consented?", "What the person agreed to.", answers.CONSENTED, serves=("N4", "O3a")
        ),
        text(
            "escalate_if",
            "Shared anyway if",
            "What would be shared without consent, and when; the person was told so.",
            "If money is taken again.",
            serves=("O3a",),
        ),
    ),
)

INFORMATION_SHARES = Table(
    name="information_shares",
    sheet="Information shares",
    title="Information shared",
    purpose="One row for each time that something was shared with somebody outside the service.",
    key=("service", "share_id"),
    fields=(
        SERVICE,
        code("share_id", "Share number", "Your own number for this sharing.", "S07", required=True),
        CASE,
        day("shared_on", "Shared on", "The day it was shared.", "15/04/2026", required=True, serves=("O3b",)),
        text(
            "recipient_role",
            "Shared with (role)",
            "The role or organisation that was told. Never a name.",
            "Social worker",
            serves=("O3b",),
        ),
        text("items", "What was shared", "What they were told.", "Dates of visits", serves=("O3b",)),
        choice("basis", "Basis", "With consent, or without it.", answers.SHARE_BASIS, serves=("O3b", "O3f")),
        choice(
            "within_boundary",
            "Within the boundary?",
            "Was it only what the person had agreed to?",
            answers.YES_NO,
            serves=("O3b", "O3f"),
        ),
        text(
            "authoriser_role",
            "Authorised by (role)",
            "The role that decided to share. Never a name.",
            "Registered manager",
            serves=("O3b",),
        ),
        text(
            "response_text",
            "What came back",
            "What they answered or did. Empty while there is no answer. No names.",
            "Will visit on 20 April.",
            serves=("O3e",),
        ),
        day(
            "followup_on",
            "Follow-up talk on",
            "The day somebody told the person what was shared and what came of it.",
            "16/04/2026",
            serves=("O3e",),
        ),
        day(
            "review_on",
            "Manager's review on",
            "Where it went beyond the boundary: the day a manager reviewed it.",
            "17/04/2026",
            serves=("O3f",),
        ),
        code("brief_id", "Briefing number", "The briefing that came of it.", "B04", serves=("O3f",)),
        day("brief_issued_on", "Briefing issued on", "The day it was issued.", "24/04/2026", serves=("O3f",)),
    ),
)
