"""Every indicator. To add one, add one ``Indicator(...)`` to the file of its kind, with the ids it serves."""

from dataclasses import dataclass

from msp_qi.errors import UserError
from msp_qi.measures.catalogue.audits import AUDITS
from msp_qi.measures.catalogue.concerns import CONCERNS
from msp_qi.measures.catalogue.feedback import FEEDBACK
from msp_qi.measures.catalogue.items import ITEM_INDICATORS
from msp_qi.measures.catalogue.learning import LEARNING
from msp_qi.measures.catalogue.living import LIVING
from msp_qi.measures.catalogue.plans import PLANS
from msp_qi.measures.catalogue.sharing import SHARING
from msp_qi.measures.indicator import Indicator

INDICATORS: tuple[Indicator, ...] = (
    *AUDITS, *CONCERNS, *PLANS, *LIVING, *SHARING, *FEEDBACK, *LEARNING, *ITEM_INDICATORS,
)  # fmt: skip


@dataclass(frozen=True)
class Composition:
    """A requirement that repeats others: it is told by their indicators together.

    Parameters
    ----------
    requirement : str
        Its id.
    title : str
        What it is called.
    of : tuple of str
        The requirements it is made of.
    adds : str
        What is added to their indicators; empty for nothing.
    """

    requirement: str
    title: str
    of: tuple[str, ...]
    adds: str = ""


COMPOSITIONS: tuple[Composition, ...] = (
    Composition("Q2", "Restrictions justified and reviewed", ("P4", "O2g", "G3c")),
    Composition("Q4", "Learning after concerns", ("L1", "L2", "L3", "L4")),
    Composition(
        "L4",
        "Did it work",
        (),
        "each recorded change: the indicators of the requirement it was meant to improve, before and after, with the "
        "requirement that must not get worse beside them",
    ),
    Composition("T1", "Outcomes in the person's own words", ("P1", "P2", "R1")),
    Composition("T2", "Advocacy and communication needs", ("C2",)),
    Composition(
        "T3",
        "Positive risk-taking with triggers and oversight",
        ("P5", "R3", "O2a", "O2b", "O2c", "O2d", "O2e", "O2f", "O2g"),
    ),
    Composition(
        "T4", "Recording: voice, options, proportionality, measurable outcomes", ("R1", "R2", "P4", "R4")
    ),
)


def named(name: str) -> Indicator:
    """The indicator of that name.

    Raises
    ------
    UserError
        When there is none, with the names that there are.

    Examples
    --------
    >>> named("outcome_in_own_words").requirements
    ('P1',)
    """
    for found in INDICATORS:
        if found.name == name:
            return found
    raise UserError(
        f'There is no indicator "{name}"; there are: {", ".join(found.name for found in INDICATORS)}.'
    )


def serving(requirement_id: str) -> tuple[Indicator, ...]:
    """The indicators that serve a requirement, directly or by composition, in catalogue order.

    Examples
    --------
    >>> [found.name for found in serving("P5")]
    ['risk_steps_reviewed']
    """
    parts = {requirement_id}
    for composition in COMPOSITIONS:
        if composition.requirement in parts:
            parts.update(composition.of)
    return tuple(found for found in INDICATORS if parts & set(found.requirements))
