"""Short ways to write a field, and the columns that many tables share."""

from dataclasses import replace
from typing import TypedDict, Unpack

from msp_qi.schema.field import Answer, Field

RATING = (1, 5)


class _More(TypedDict, total=False):
    required: bool
    serves: tuple[str, ...]
    ahead: bool


def text(name: str, label: str, help: str, example: str, **more: Unpack[_More]) -> Field:
    """A column of words."""
    return Field(name, label, "text", help, example, **more)


def code(name: str, label: str, help: str, example: str, **more: Unpack[_More]) -> Field:
    """A column of ids or pseudonyms; zeros in front are kept."""
    return Field(name, label, "id", help, example, **more)


def choice(
    name: str, label: str, help: str, answers: tuple[Answer, ...], example: str = "", **more: Unpack[_More]
) -> Field:
    """A column with a list to pick from; the example is a code, the first one if not given."""
    shown = next(answer.label for answer in answers if answer.code == (example or answers[0].code))
    return Field(name, label, "choice", help, shown, answers=answers, **more)


def day(name: str, label: str, help: str, example: str, **more: Unpack[_More]) -> Field:
    """A column of dates."""
    return Field(name, label, "date", help, example, **more)


def moment(name: str, label: str, help: str, example: str, **more: Unpack[_More]) -> Field:
    """A column of dates with the time of day."""
    return Field(name, label, "date and time", help, example, **more)


def count(name: str, label: str, help: str, example: str, **more: Unpack[_More]) -> Field:
    """A column of whole numbers."""
    return Field(name, label, "whole number", help, example, **more)


def rating(name: str, label: str, help: str, example: str, **more: Unpack[_More]) -> Field:
    """A column of ratings from 1 to 5."""
    return Field(name, label, "whole number", help, example, between=RATING, **more)


def in_starter(*fields: Field) -> tuple[Field, ...]:
    """The same fields, in the starter workbook as well."""
    return tuple(replace(field, starter=True) for field in fields)


SERVICE = text(
    "service",
    "Service",
    "The name of the service, written the same way every month.",
    "Example House",
    required=True,
)
CASE = code(
    "case_id",
    "Case number",
    "Your own number for the case. No names, no NHS number. Zeros in front are kept.",
    "0042",
    required=True,
)
PERSON = code(
    "person_id",
    "Person (pseudonym)",
    "A made-up code that stays the same for one person, so that a repeat concern can be seen. "
    "Never a name or an NHS number.",
    "P017",
)
OPTIONAL_CASE = replace(
    CASE,
    required=False,
    help="Your own number of the case this is about; empty where it is about no one case.",
)
REQUIRED_PERSON = replace(
    PERSON, required=True, help="The same made-up code as in the concerns. Never a name or an NHS number."
)
