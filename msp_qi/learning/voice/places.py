"""Where free text stands, what is asked of it there, and which text is never read."""

from typing import NamedTuple

from msp_qi.schema.field import Field, Table
from msp_qi.schema.fields import TABLES
from msp_qi.schema.fields.columns import SERVICE


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


MORE_ASKED: tuple[Place, ...] = (
    Place("case_audits", "outcome_text", own_words=True, whole=True, this_case=True),
    Place("case_audits", "capacity_evidence", whole=True, this_case=True),
    Place("reviews", "success_text", own_words=True, whole=True, this_case=True),
    Place("options", "reason", this_case=True),
    Place("risk_notes", "understanding_text", whole=True, this_case=True),
    Place("risk_notes", "support_text", this_case=True),
    Place("restrictions", "rationale_text", whole=True, this_case=True),
    Place("restrictions", "alternatives_tried", this_case=True),
    Place("triggers", "no_change_reason", this_case=True),
    Place("consent_boundaries", "words_text", own_words=True, this_case=True),
    Place("learning_loops", "no_change_reason", this_case=True),
)


def _is_read(table: Table, field: Field) -> bool:
    """Text about a case is read; who worked, or which service or organisation it was, is looked at nowhere."""
    about_a_case = any(other.name == "case_id" for other in table.fields)
    return (
        about_a_case
        and field.kind == "text"
        and field.name != SERVICE.name
        and not field.name.endswith("_role")
    )


# Every text about a case, so that a new one in the schema is read by itself; above stand those of which more is asked.
FREE_TEXT: tuple[Place, ...] = tuple(
    next(
        (place for place in MORE_ASKED if place[:2] == (table.name, field.name)),
        Place(table.name, field.name),
    )
    for table in TABLES
    for field in table.fields
    if _is_read(table, field)
)
