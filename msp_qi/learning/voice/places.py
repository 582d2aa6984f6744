"""Where free text stands, what is asked of it there, and which text is never read."""

from typing import NamedTuple


class Place(NamedTuple):
    """A field of free text.

    Parameters
    ----------
    table, field : str
        As in the schema.
    own_words : bool
        The person's own words are asked for.
    whole : bool
        A word or two cannot answer it.
    this_case : bool
        Says something of one person only, so that the same words in another case are worth a look. Steps, options
        and triggers are not such: a standard wording is good there.
    """

    table: str
    field: str
    own_words: bool = False
    whole: bool = False
    this_case: bool = False


FREE_TEXT: tuple[Place, ...] = (
    Place("case_audits", "outcome_text", own_words=True, whole=True, this_case=True),
    Place("case_audits", "capacity_evidence", whole=True, this_case=True),
    Place("reviews", "success_text", own_words=True, whole=True, this_case=True),
    Place("actions", "action_text"),
    Place("actions", "measure_of_success"),
    Place("options", "option_text"),
    Place("options", "reason", this_case=True),
    Place("risk_notes", "understanding_text", whole=True, this_case=True),
    Place("risk_notes", "support_text", this_case=True),
    Place("risk_notes", "review_trigger_text"),
    Place("restrictions", "rationale_text", whole=True, this_case=True),
    Place("restrictions", "alternatives_tried", this_case=True),
    Place("risk_enablement", "goal_text"),
    Place("risk_enablement", "review_trigger"),
    Place("breaches", "shared_what"),
    Place("breaches", "shared_why"),
    Place("triggers", "no_change_reason", this_case=True),
    Place("consent_boundaries", "items"),
    Place("consent_boundaries", "purpose"),
    Place("consent_boundaries", "escalate_if"),
    Place("information_shares", "items"),
    Place("learning_loops", "plan_change_text"),
    Place("learning_loops", "no_change_reason", this_case=True),
)

# A text field of the schema stands either above or here; a test fails for one that stands in neither.
NOT_READ: dict[str, str] = {
    "service": "names the service",
    "auditor_role": "says who worked, and no worker is looked at",
    "rater_role": "says who worked, and no worker is looked at",
    "reviewer_role": "says who worked, and no worker is looked at",
    "owner_role": "says who worked, and no worker is looked at",
    "verified_by_role": "says who worked, and no worker is looked at",
    "verifier_role": "says who worked, and no worker is looked at",
    "authoriser_role": "says who worked, and no worker is looked at",
    "recipient_role": "names a role or an organisation",
    "topic": "is about no one case",
    "channel": "is about no one case",
    "title": "is about no one case",
}
