"""One service's draw: a pure function of its frame, the seed and what was left out or replaced."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msp_qi.data.grid import one_line
from msp_qi.data.sampling.order import (
    SECOND_RATING,
    STRATUM,
    frame_hash,
    in_order,
    largest_remainder,
)
from msp_qi.errors import UserError

# At least this share of the random core is rated twice, and at least so many cases.
SECOND_RATING_SHARE = 0.10
SECOND_RATING_LEAST = 2


@dataclass(frozen=True)
class Reason:
    """A case that is left out of a draw or replaced in it, and why.

    Parameters
    ----------
    service, case_id : str
        Which case.
    reason : str
        Recorded on the certificate; a sentence without names.
    """

    service: str
    case_id: str
    reason: str

    def __post_init__(self) -> None:
        if not one_line(self.reason):
            raise UserError(
                f"Case {self.case_id} of {self.service} cannot be left out or replaced without a reason; give one."
            )


@dataclass(frozen=True)
class Replaced:
    """A drawn case that could not be read, and the next in order; nobody where the frame was used up."""

    case_id: str
    reason: str
    replaced_by: str | None


@dataclass(frozen=True)
class ServiceDraw:
    """What was drawn for one service, and from what.

    Parameters
    ----------
    service : str
        Full name.
    frame : mapping of str to str
        Case number to stratum (empty where the draw is not stratified), left-out cases included.
    core : tuple of str
        The random core: first drawn first, replacements last.
    rate_twice : tuple of str
        Cases of the core that a second auditor rates as well.
    excluded : tuple of Reason
        Left out before the draw.
    replaced : tuple of Replaced
        In the order in which they were.
    targeted : mapping of str to tuple of str
        Case number to the names of the reasons; none of the core.
    also_targeted : int
        Cases of the core for which there was such a reason as well.
    unplaced : int
        Rows that could not be drawn: no case number or no date.
    """

    service: str
    frame: Mapping[str, str]
    core: tuple[str, ...]
    rate_twice: tuple[str, ...]
    excluded: tuple[Reason, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    targeted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also_targeted: int = 0
    unplaced: int = 0

    @property
    def frame_hash(self) -> str:
        """The sha256 of the sorted frame."""
        return frame_hash(self.frame)


@dataclass(frozen=True)
class Plan:
    """What is asked for; together with a frame it fixes the draw.

    Parameters
    ----------
    month : str
        Such as ``"2026-10"``.
    size : int
        Cases of the random core for each service.
    seed : int
        Another seed, another draw.
    by : str, optional
        What the draw is stratified by, within a service.
    """

    month: str
    size: int
    seed: int
    by: str | None = None


def draw_core(
    plan: Plan, service: str, frame: Mapping[str, str], excluded: Sequence[str], replace: Sequence[Reason]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Replaced, ...]]:
    """Draw the random core of one service and mark who is rated twice.

    Parameters
    ----------
    plan : Plan
        What is asked for.
    service : str
        Full name.
    frame : mapping of str to str
        Case number to stratum.
    excluded : sequence of str
        Cases that are left out before the draw.
    replace : sequence of Reason
        Drawn cases that could not be read, in the order in which that was found.

    Returns
    -------
    core, rate_twice, replaced : tuple

    Raises
    ------
    UserError
        When a case to replace was not drawn.
    """
    names = (plan.seed, plan.month, service)
    eligible = {case: stratum for case, stratum in frame.items() if case not in excluded}
    waiting = in_order(eligible, *names)
    core = _first_core(plan, service, eligible, waiting)
    marked = _marks([], in_order(core, *names, salt=SECOND_RATING))
    replaced: list[Replaced] = []
    for wish in replace:
        if wish.case_id not in core:
            raise UserError(_not_drawn(wish, core, replaced))
        gone = {*core, *(done.case_id for done in replaced)}
        free = [case for case in waiting if case not in gone]
        alike = [case for case in free if eligible[case] == eligible[wish.case_id]]
        following = next(iter([*alike, *free]), None)
        core = [case for case in core if case != wish.case_id] + ([following] if following else [])
        replaced.append(Replaced(wish.case_id, one_line(wish.reason), following))
        marked = _marks(marked, in_order(core, *names, salt=SECOND_RATING))
    return tuple(core), tuple(marked), tuple(replaced)


def _marks(before: list[str], core: list[str]) -> list[str]:
    """Marks stay where they are; that of a replaced case goes to the next of the core."""
    kept = [case for case in before if case in core]
    return [*kept, *(case for case in core if case not in kept)][: second_ratings(len(core))]


def second_ratings(core: int) -> int:
    """How many cases of a core are rated twice.

    Examples
    --------
    >>> [second_ratings(size) for size in (0, 1, 8, 20, 21, 45)]
    [0, 1, 2, 2, 3, 5]
    """
    # A tenth of 30 is 3, whatever 0.1 is in binary.
    share = math.ceil(round(core * SECOND_RATING_SHARE, 6))
    return min(core, max(SECOND_RATING_LEAST, share))


def _first_core(plan: Plan, service: str, eligible: Mapping[str, str], waiting: list[str]) -> list[str]:
    if len(eligible) <= plan.size:
        return waiting
    sizes = dict.fromkeys(sorted(set(eligible.values())), 0)
    for stratum in eligible.values():
        sizes[stratum] += 1
    tied = in_order(sizes, plan.seed, plan.month, service, salt=STRATUM)
    places = largest_remainder(sizes, plan.size, tied)
    by_stratum = {name: [case for case in waiting if eligible[case] == name] for name in sizes}
    chosen = {case for name, cases in by_stratum.items() for case in cases[: places[name]]}
    return [case for case in waiting if case in chosen]


def _not_drawn(wish: Reason, core: list[str], replaced: list[Replaced]) -> str:
    if any(done.case_id == wish.case_id for done in replaced):
        return f"Case {wish.case_id} of {wish.service} is replaced twice; name it once."
    drawn = ", ".join(core) or "none"
    return (
        f"Case {wish.case_id} of {wish.service} was not drawn, so it cannot be replaced; drawn are: {drawn}. "
        "To leave a case out before the draw, exclude it."
    )
