"""Checks of the codes that stand for a case or a person: one for each, and never a name or an NHS number."""

import re
from collections.abc import Iterator

from msp_qi.data.grid import one_line
from msp_qi.data.rules.rule import Context, Hit, label_of

_NUMBER = re.compile(r"[0-9]+")
_FLOAT = re.compile(r"(?<=[0-9])\.0+$")
_NHS_NUMBER = re.compile(r"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}")
_TITLE_AND_NAME = re.compile(r"(mr|mrs|ms|miss|mx|dr|sir|lady|rev)\.? [a-z'’-]{2,}.*", re.IGNORECASE)
NHS_NUMBER, NAME = "an NHS number", "a name"


def case_with_two_numbers(context: Context) -> Iterator[Hit]:
    """Case numbers of one service that differ only by case or by zeros in front: the later one, which counts twice."""
    usual: dict[tuple[str, str], str] = {}
    for row in context.frames["concerns"][["service", "case_id"]].dropna().itertuples():
        case = str(row.case_id)
        first = usual.setdefault((str(row.service), _without_zeros(case)), case)
        if first != case:
            yield Hit("concerns", label_of(row.Index), "case_id", first)


def person_named(context: Context) -> Iterator[Hit]:
    """Pseudonyms that are an NHS number or a title with a name: the first row of each in each table."""
    for table, frame in context.loaded():
        if context.has(table.name, "person_id"):
            for index, person in frame["person_id"].dropna().drop_duplicates().items():
                if kind := _identity(one_line(str(person))):
                    yield Hit(table.name, label_of(index), "person_id", kind)


def _identity(text: str) -> str:
    """What kind of identity a pseudonym shows, empty where it shows none."""
    if _NHS_NUMBER.fullmatch(text) and is_nhs_number(re.sub("[ -]", "", text)):
        return NHS_NUMBER
    return NAME if _TITLE_AND_NAME.fullmatch(text) else ""


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits end in their own check digit, modulus 11 (NHS Data Dictionary, NHS NUMBER).

    Examples
    --------
    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918")
    (True, False)
    """
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    check = (11 - total % 11) % 11
    return check != 10 and check == int(digits[9])


def _without_zeros(case: str) -> str:
    """A case number without case, a ``.0`` at its end, and the zeros in front of each of its numbers."""
    plain = _FLOAT.sub("", one_line(case).casefold())
    return _NUMBER.sub(lambda found: found[0].lstrip("0") or "0", plain)
