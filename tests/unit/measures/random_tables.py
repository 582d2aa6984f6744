"""Random small tables of everything, to try laws on: small, many blanks, days close together."""

import random
from functools import cache

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.schema.audit_items import AUDIT_ITEMS
from msp_qi.schema.field import Field
from msp_qi.schema.fields import TABLES
from tests.builders import audit_data

AS_OF = "2026-06-30"
SERVICES = ("Ash House", "Birch Court")
BOTH_ENDS = "Both ends"
FIRST = pd.Timestamp("2025-01-01")
DAYS = 560
LINKS = ("person_id", "loop_id", "brief_id", "restriction_id", "reintroduced_of", "team")
BLANK = 0.15
# The first answer of an audit item is "met": often enough for a case to follow the method.
ITEMS, WEIGHT_OF_FIRST = {item.name for item in AUDIT_ITEMS}, 20


@cache
def random_data(seed: int) -> AuditData:
    """Every table with up to forty rows of two services, and a third with a row at both ends of the time."""
    dice = random.Random(seed)
    tables = {
        table.name: [_row(table.fields, dice) for _ in range(dice.randrange(10, 40))] for table in TABLES
    }
    for day in (FIRST, pd.Timestamp(AS_OF)):
        tables["concerns"].append({"service": BOTH_ENDS, "case_id": f"{day:%Y}", "date_raised": day})
    return audit_data(**tables)


def _row(fields: tuple[Field, ...], dice: random.Random) -> dict[str, object]:
    return {field.name: _value(field, dice) for field in fields}


def _value(field: Field, dice: random.Random) -> object:
    if dice.random() < BLANK * (0.2 if field.required else 1):
        return None
    if field.name == "service":
        return dice.choice(SERVICES)
    if field.name == "theme":
        return dice.choice(field.codes[:3])
    if field.answers:
        return dice.choice((*field.codes, *field.codes[:1] * (WEIGHT_OF_FIRST if field.name in ITEMS else 1)))
    if field.kind == "whole number":
        return dice.randrange(*(field.between or (0, 6)))
    if field.kind in ("date", "date and time", "month"):
        return _day(field, dice)
    if field.name == "case_id":
        return str(dice.randrange(15))
    return str(dice.randrange(4 if field.name in LINKS or field.name.endswith("_role") else 40))


def _day(field: Field, dice: random.Random) -> pd.Timestamp:
    day = FIRST + pd.Timedelta(days=dice.randrange(DAYS))
    if field.kind == "month":
        return day.to_period("M").to_timestamp()
    return day + pd.Timedelta(hours=dice.randrange(24)) if field.kind == "date and time" else day
