"""Draw the monthly sample: a seeded random core for each service, and the cases added on purpose."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.data.grid import counted, one_line
from msp_qi.data.sampling.certificate import Certificate
from msp_qi.data.sampling.draw import Plan, Reason, ServiceDraw, draw_core
from msp_qi.data.sampling.frame import Frames, frames
from msp_qi.data.sampling.month import begun, last_month, read_month
from msp_qi.data.sampling.targeted import TARGETED, targeted_cases, targeted_words
from msp_qi.data.sampling.words import draw_words
from msp_qi.errors import UserError

SIZE = 8
SEED = 7
COLUMNS = ("service", "case_id", "sampled_as", "place", "stratum", "rate_twice", "reason")


@dataclass(frozen=True)
class Sample:
    """The cases to read in a month.

    Parameters
    ----------
    table : DataFrame
        Columns ``COLUMNS``: sampled_as ``"random"`` or ``"targeted"``; place in the draw from 1 (missing where
        targeted); rate_twice; reason where targeted.
    frame : DataFrame
        service, case_id, stratum: what was drawn from.
    certificate : Certificate
        From which anybody can draw the same again.
    text : str
        What was done, a line for each service.
    """

    table: pd.DataFrame
    frame: pd.DataFrame
    certificate: Certificate
    text: str


def draw_sample(
    data: AuditData,
    month: str = "",
    size: int = SIZE,
    seed: int = SEED,
    *,
    by: str | None = None,
    services: Sequence[str] = (),
    targeted: bool = True,
    exclude: Sequence[Reason] = (),
    replace: Sequence[Reason] = (),
    drawn_at: pd.Timestamp | None = None,
) -> Sample:
    """Draw the sample of a month, service by service.

    Parameters
    ----------
    data : AuditData
        As loaded.
    month : str
        Such as ``"2026-10"``; empty for the last month of the data that is over.
    size : int
        Cases of the random core for each service.
    seed : int
        Not negative; another seed, another draw.
    by : str, optional
        Stratify within a service: ``"theme"``, ``"stage"`` or another choice field of the concerns.
    services : sequence of str
        Which services; all when empty. A service's draw does not depend on the others.
    targeted : bool
        Whether to list the cases to read on purpose.
    exclude, replace : sequence of Reason
        Cases left out before the draw; drawn cases that cannot be read, in the order in which that was found.
    drawn_at : Timestamp, optional
        Now by default.

    Returns
    -------
    Sample

    Raises
    ------
    UserError
        When something asked for cannot be; the sentence says what there is.
    """
    now = pd.Timestamp.now() if drawn_at is None else drawn_at
    wanted_month = begun(read_month(month), now) if month else last_month(data, now)
    plan = Plan(wanted_month, _size(size), _seed(seed), by)
    found = frames(data, plan.month, by)
    wanted = _services(data, services, [*exclude, *replace])
    on_purpose = targeted_cases(data, plan.month) if targeted else {}
    draws = tuple(_draw(plan, service, found, on_purpose, exclude, replace) for service in wanted)
    absent = tuple(rule.name for rule in TARGETED if not targeted or not rule.collected(data))
    return sample_of(
        Certificate(
            plan, draws, f"{now:%Y-%m-%d %H:%M}", _version(), data.sources, found.without_service, absent
        )
    )


def sample_of(certificate: Certificate) -> Sample:
    """The sample that a certificate records.

    Parameters
    ----------
    certificate : Certificate
        Just drawn, or read again.

    Returns
    -------
    Sample
    """
    lines = [draw_words(certificate.plan, draw) for draw in certificate.draws]
    if certificate.without_service:
        lines.append(
            f"{counted(certificate.without_service, 'row')} of the concerns without a service could not be drawn: run "
            "msp-qi check."
        )
    rows = [row for draw in certificate.draws for row in _rows(draw)]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"place": "Int64", "rate_twice": "bool"})
    framed = [
        (draw.service, case, draw.frame[case]) for draw in certificate.draws for case in sorted(draw.frame)
    ]
    frame = pd.DataFrame(framed, columns=["service", "case_id", "stratum"])
    return Sample(table, frame, certificate, "\n".join(lines))


def _draw(
    plan: Plan,
    service: str,
    found: Frames,
    on_purpose: dict[tuple[str, str], tuple[str, ...]],
    exclude: Sequence[Reason],
    replace: Sequence[Reason],
) -> ServiceDraw:
    frame = found.of(service)
    left_out = tuple(
        Reason(service, wish.case_id, one_line(wish.reason)) for wish in exclude if wish.service == service
    )
    for wish in left_out:
        if wish.case_id not in frame:
            raise UserError(
                f"Case {wish.case_id} of {service} is not in the frame of {plan.month}, so it cannot be left out; "
                "check the case number."
            )
    excluded = {wish.case_id for wish in left_out}
    wishes = [wish for wish in replace if wish.service == service]
    core, twice, replaced = draw_core(plan, service, frame, tuple(excluded), wishes)
    here = {case: names for (owner, case), names in on_purpose.items() if owner == service}
    unread = excluded | {done.case_id for done in replaced}
    apart = {case: here[case] for case in sorted(here) if case not in core and case not in unread}
    return ServiceDraw(
        service,
        frame,
        core,
        twice,
        left_out,
        replaced,
        apart,
        len(set(core) & set(here)),
        found.unplaced.get(service, 0),
    )


def _rows(draw: ServiceDraw) -> list[tuple[object, ...]]:
    core: list[tuple[object, ...]] = [
        (draw.service, case, "random", place, draw.frame[case], case in draw.rate_twice, "")
        for place, case in enumerate(draw.core, start=1)
    ]
    return core + [
        (draw.service, case, "targeted", pd.NA, draw.frame.get(case, ""), False, targeted_words(names))
        for case, names in draw.targeted.items()
    ]


def _services(data: AuditData, wanted: Sequence[str], wishes: Sequence[Reason]) -> tuple[str, ...]:
    known = data.services
    if not known:
        raise UserError("The data name no service: fill in the column Service.")
    for service in [*wanted, *(wish.service for wish in wishes)]:
        if service not in known:
            raise UserError(f'There is no service "{service}" in the data; there are: {", ".join(known)}.')
    for wish in wishes:
        if wanted and wish.service not in wanted:
            raise UserError(f"Case {wish.case_id} is of {wish.service}, and that service is not being drawn.")
    return tuple(service for service in known if not wanted or service in wanted)


def _size(size: int) -> int:
    if isinstance(size, bool) or not isinstance(size, int) or size < 1:
        raise UserError(f"The size is {size}; draw at least 1 case, for example {SIZE}.")
    return size


def _seed(seed: int) -> int:
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise UserError(f"The seed is {seed}; give a whole number, 0 or more, for example {SEED}.")
    return seed


def _version() -> str:
    try:
        return version("msp_qi")
    except PackageNotFoundError:  # a source tree that nobody has installed
        return "not installed"
