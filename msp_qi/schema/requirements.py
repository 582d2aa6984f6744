"""The guide as countable requirements, read from ``requirements.csv``: one row, one id (P1 ... T4)."""

import csv
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Requirement:
    """One sentence of the guide, made countable.

    Parameters
    ----------
    id : str
        ``"P1"`` to ``"T4"``.
    section, sentence : str
        Where the guide says it, and what it asks for.
    """

    id: str
    section: str
    sentence: str


def _read() -> tuple[Requirement, ...]:
    text = files("msp_qi.schema").joinpath("requirements.csv").read_text(encoding="utf-8")
    return tuple(
        Requirement(row["id"], row["seed_section"], row["seed_requirement"])
        for row in csv.DictReader(text.splitlines())
    )


REQUIREMENTS: tuple[Requirement, ...] = _read()


def requirement(id: str) -> Requirement:
    """The requirement of that id.

    Examples
    --------
    >>> requirement("P2").sentence
    'Outcome clarity: revisited during reviews'
    """
    return next(found for found in REQUIREMENTS if found.id == id)
