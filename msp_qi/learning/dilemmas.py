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
    Dilemma("N1", "Acting at once takes the choice from the person. What must be done now, what can wait?"),
    Dilemma("N2", "The person says no to our help. How do we stay close without taking over?"),
    Dilemma(
        "N3",
        "Somebody makes a choice that we think unwise. What would make us assess capacity, and what not?",
    ),
    Dilemma("N4", "The person wants nobody to know; we think somebody must. What stays private?"),
    Dilemma(
        "C2", "The person says no to an advocate and then says nothing at the meeting. What do we do next?"
    ),
    Dilemma(
        "Q1",
        "The plan is safe on paper, and the person does not see themselves in it. What would they change?",
    ),
    Dilemma("Q3", "We are unsure whether to escalate, and the person asks us not to. Where is the line?"),
    Dilemma("Q4", "We changed the plan after the concern. Did it make the person safer, or us more at ease?"),
    Dilemma("R1", "We write 'wants to be safe'. Did the person say so? What do they want that worries us?"),
    Dilemma("R2", "There seems to be only one safe option. Did we offer a choice, or explain a decision?"),
    Dilemma(
        "R3", "The person understands the risk and accepts it; we do not. What would make us look again?"
    ),
    Dilemma(
        "R4", "The plan keeps things quiet, and the review is late. Is the person safer, or only quieter?"
    ),
    Dilemma("T2", "We did not wait for help to communicate because it felt urgent. What could have waited?"),
    Dilemma("O1d", "A boundary was broken, and the person still wants the contact. What do we tighten?"),
    Dilemma("O2g", "A limit came back because a shift was worried. What would the person choose?"),
    Dilemma("O3f", "We shared more than was agreed, to keep somebody safe. When is that right?"),
    Dilemma("G3a", "The same concern comes back. Do we add a rule, or ask what the person would try?"),
    Dilemma("G3b", "The person needs more time, and the agreed time is over. Do we wait, or go on?"),
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
