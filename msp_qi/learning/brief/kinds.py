"""The occasions for a learning brief."""

from dataclasses import dataclass
from typing import Literal

from msp_qi.errors import UserError

KindName = Literal["concern", "deviation", "breach", "theme"]


@dataclass(frozen=True)
class BriefKind:
    """One occasion.

    Parameters
    ----------
    name : str
        In code and on the command line.
    title : str
        Opens the title of the brief.
    dilemmas : tuple of str
        Requirements whose dilemma belongs to it, whatever the audits found.
    indicators : tuple of str
        What its chart shows: the first of these with enough months.
    """

    name: KindName
    title: str
    dilemmas: tuple[str, ...]
    indicators: tuple[str, ...] = ()


CONCERN = BriefKind("concern", "Learning brief after a concern", ())
DEVIATION = BriefKind(
    "deviation",
    "Learning brief after sharing beyond consent",
    ("O3f", "N4"),
    ("deviation_loop_closed", "shared_outside_boundary"),
)
BREACH = BriefKind(
    "breach", "Learning brief after a broken boundary", ("O1d",), ("breaches_reviewed", "told_what_and_why")
)
THEME = BriefKind("theme", "Learning brief on a theme", ("G3a",))

KINDS: tuple[BriefKind, ...] = (CONCERN, DEVIATION, BREACH, THEME)


def kind_named(name: str) -> BriefKind:
    """The kind of that name.

    Raises
    ------
    UserError
        When there is none.
    """
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise UserError(
        f'There is no kind of brief "{name}"; there are: {", ".join(kind.name for kind in KINDS)}.'
    )
