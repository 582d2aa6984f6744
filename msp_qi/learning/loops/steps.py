"""The steps of a learning loop: what each is called, when it counts, and by when it is due."""

from dataclasses import dataclass

from msp_qi.settings import VERIFICATION_POINTS, timescale

FIRST_STEP = "Concern concluded"
HOLDS_FROM = VERIFICATION_POINTS[-1].earliest_days
PLAN, BRIEFED, VERIFIED, HOLDS = "plan", "briefed", "verified", "holds"


@dataclass(frozen=True)
class Step:
    """One step after the end of a concern.

    Parameters
    ----------
    name : str
        In code and in the names of columns.
    title : str
        In charts and tables.
    next_words : str
        What is to be done to reach it.
    verb : str
        Behind "half ... within 40 days".
    meaning : str
        When it counts as reached, in plain words.
    timescale : str
        Name of the timescale that says by when; its clock starts when the step before is reached.
    table : str
        The table that tells of it.
    fields : tuple of str
        The fields of that table without which it cannot be told.
    """

    name: str
    title: str
    next_words: str
    verb: str
    meaning: str
    timescale: str
    table: str
    fields: tuple[str, ...]

    @property
    def allowed(self) -> str:
        """By when it is due, in words."""
        found = timescale(self.timescale)
        return f"{found.words} {found.within}"


STEPS: tuple[Step, ...] = (
    Step(
        PLAN,
        "Plan changed, or reason why not",
        "Change the plan, or say why not",
        "had a changed plan, or a reason why not,",
        "The loop says what changed in the plan and on which day, or why nothing did.",
        "plan_change",
        "learning_loops",
        ("plan_change_text", "plan_change_date"),
    ),
    Step(
        BRIEFED,
        "Staff briefed",
        "Brief staff",
        "had staff briefed",
        "A briefing about this loop was given and reached at least one member of staff.",
        "loop_briefing",
        "briefings",
        ("loop_id", "issued_on"),
    ),
    Step(
        VERIFIED,
        "Verified by somebody else",
        "An independent look",
        "were verified by somebody else",
        "On the day of the briefing or later, somebody in another role than the owner found the change embedded, by "
        "more than records. If anybody finds it not embedded on that day or later, the loop is re-opened and counts "
        "as not verified until the next such look.",
        "first_verification",
        "verifications",
        ("verified_on", "method", "result", "verifier_role"),
    ),
    Step(
        HOLDS,
        f"Holds at {VERIFICATION_POINTS[-1].label}",
        f"A look at {VERIFICATION_POINTS[-1].label}",
        "held",
        f"Such a look {HOLDS_FROM} days or more after the briefing found it embedded, and no look on that day or "
        "later found it only partly or not embedded.",
        "verification",
        "verifications",
        ("verified_on", "method", "result", "verifier_role"),
    ),
)


def step(name: str) -> Step:
    """The step of that name.

    Examples
    --------
    >>> step("briefed").allowed
    '14 days of the change to the plan'
    """
    return next(found for found in STEPS if found.name == name)
