"""Dilemmas to talk about, chosen by what the audits found weak. No dilemma names a worker."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dilemma:
    """A question of autonomy against protection.

    Parameters
    ----------
    requirement : str
        The requirement whose weakness brings it up.
    question : str
        For the team or for supervision.
    """

    requirement: str
    question: str


DILEMMAS: tuple[Dilemma, ...] = (
    Dilemma(
        "P1", "The person's own words do not fit the form. Whose words do we write down, and who decides?"
    ),
    Dilemma(
        "P2",
        "The person changes what they want at the review. When do we change the plan, and when do we wait?",
    ),
    Dilemma(
        "P3",
        "A relative answers for the person. How do we hear the person without shutting the relative out?",
    ),
    Dilemma(
        "P4",
        "A restriction keeps somebody safe and makes them unhappy. What would we have to try to lift it?",
    ),
    Dilemma(
        "N3",
        "Somebody makes a choice that we think unwise. What would make us assess capacity, and what not?",
    ),
    Dilemma(
        "C2", "The person says no to an advocate and then says nothing at the meeting. What do we do next?"
    ),
    Dilemma(
        "G1", "We were too busy to audit every case we drew. What does that say about what we put first?"
    ),
    Dilemma(
        "R1", "We write 'wants to be safe' for everybody. What did this person say that only they would say?"
    ),
    Dilemma("R2", "There seems to be only one safe option. Did we offer a choice, or explain a decision?"),
    Dilemma(
        "R3", "The person understands the risk and accepts it; we do not. What would make us look again?"
    ),
    Dilemma("R4", "The plan works for the service, and the review is late. Who would notice, and when?"),
)


def dilemmas_for(requirements: tuple[str, ...], most: int = 3) -> tuple[Dilemma, ...]:
    """The dilemmas that belong to the requirements named, in that order, each once.

    Parameters
    ----------
    requirements : tuple of str
        Requirement ids, weakest first.
    most : int
        How many at the most.

    Returns
    -------
    tuple of Dilemma

    Examples
    --------
    >>> [found.requirement for found in dilemmas_for(("C2", "P1", "C2"))]
    ['C2', 'P1']
    """
    by_requirement = {dilemma.requirement: dilemma for dilemma in DILEMMAS}
    wanted = [name for name in dict.fromkeys(requirements) if name in by_requirement]
    return tuple(by_requirement[name] for name in wanted[:most])
