"""What was done, in plain words: built from the constants that the draw uses."""

from msp_qi.data.grid import counted
from msp_qi.data.sampling.draw import SECOND_RATING_LEAST, SECOND_RATING_SHARE, Plan, ServiceDraw
from msp_qi.data.sampling.frame import FRAME_RULE, STAGE, STAGE_WORDS
from msp_qi.data.sampling.month import month_words
from msp_qi.data.sampling.order import SECOND_RATING, SEPARATOR, STRATUM
from msp_qi.schema.fields import TABLES

MAY_RECUR = (
    "A case that was read in an earlier month may be drawn again: the core must stand for every case current in this "
    "month, and a case that is open for long must not drop out of sight."
)
TARGETED_APART = "Cases added on purpose are marked Targeted in the audit sheet and never count in a chart."


def recipe_words(plan: Plan) -> tuple[str, ...]:
    """The recipe as somebody without msp_qi can follow it."""
    name = SEPARATOR.join((str(plan.seed), plan.month, "service", "case number"))
    steps = [
        FRAME_RULE + " Take out the excluded cases.",
        f"For each case write the text {name}, with the full name of the service and the case number, and take its "
        "sha256 in hexadecimal digits. In R: digest::digest(text, algo = 'sha256', serialize = FALSE).",
        f"Sort by these digits. The first {plan.size} cases of a service are its random core; a smaller frame is "
        "drawn whole.",
        *_strata_words(plan),
        "A drawn case that cannot be read is replaced by the next in this order"
        + (f" of its {by_words(plan.by)}." if plan.by else "."),
        f"Rated twice: {SECOND_RATING_SHARE * 100:.0f} % of the core, at least {SECOND_RATING_LEAST} cases. "
        f"Sort the core by the sha256 of {name}{SEPARATOR}{SECOND_RATING}, take the first; a lost mark moves on.",
        "Hash of the frame: the case numbers"
        + (f", each followed by {SEPARATOR} and its {by_words(plan.by)}," if plan.by else "")
        + " sorted character by character, one a line, joined by line feeds, sha256 of the whole.",
    ]
    return tuple(steps)


def _strata_words(plan: Plan) -> tuple[str, ...]:
    if plan.by is None:
        return ()
    tie = SEPARATOR.join((str(plan.seed), plan.month, "service", by_words(plan.by), STRATUM))
    return (
        f"Stratified by {by_words(plan.by)}: each gets its share of the {plan.size} places by number of cases; whole "
        f"places first, then one each to the largest remainders (of two equal ones, the smaller sha256 of {tie}).",
    )


def by_words(by: str | None) -> str:
    """What the draw is stratified by, as a person says it."""
    concerns = next(table for table in TABLES if table.name == "concerns")
    labels = {field.name: field.label.lower() for field in concerns.fields}
    return labels.get(by or "", by or "")


def stratum_words(by: str | None, code: str) -> str:
    """A stratum as a person reads it.

    Examples
    --------
    >>> stratum_words("theme", "neglect"), stratum_words("stage", "open")
    ('Neglect or missed care', 'open from before')
    """
    concerns = next(table for table in TABLES if table.name == "concerns")
    labels = {
        answer.code: answer.label for field in concerns.fields if field.name == by for answer in field.answers
    }
    return (labels | STAGE_WORDS if by == STAGE else labels).get(code, code.replace("_", " "))


def draw_words(plan: Plan, draw: ServiceDraw) -> str:
    """What was drawn for one service, in a few sentences."""
    said = [_core_words(plan, draw)]
    if plan.by and (without := _without_place(plan, draw)):
        said.append(f"Too few cases for a place in the core: {'; '.join(without)}.")
    if draw.excluded:
        said.append(f"Left out before the draw: {counted(len(draw.excluded), 'case')}, with the reason.")
    said += [
        f"Case {found.case_id} was drawn and could not be read; "
        + (
            f"case {found.replaced_by} replaces it."
            if found.replaced_by
            else "no case is left to replace it."
        )
        for found in draw.replaced
    ]
    if draw.rate_twice:
        said.append(f"To be rated twice: {', '.join(draw.rate_twice)}.")
    if draw.targeted:
        said.append(f"Added on purpose: {counted(len(draw.targeted), 'case')}, listed apart.")
    if draw.unplaced:
        said.append(
            f"{counted(draw.unplaced, 'row')} without a case number or a date that can be read could not be drawn: "
            "run msp-qi check."
        )
    return " ".join(said)


def _core_words(plan: Plan, draw: ServiceDraw) -> str:
    month, frame = month_words(plan.month), len(draw.frame)
    eligible = frame - len(draw.excluded)
    if not frame:
        return f"{draw.service}: no case was current in {month}, so there is nothing to draw."
    if not eligible:
        return f"{draw.service}: all of the {counted(frame, 'case')} current in {month} are left out."
    if eligible <= plan.size:
        few = "the only case is" if eligible == 1 else f"all {eligible} cases are"
        smaller = "" if eligible == plan.size else f", fewer than the {plan.size} asked for"
        return f"{draw.service}: {few} drawn for {month}{smaller}."
    return f"{draw.service}: {len(draw.core)} of {counted(frame, 'case')} current in {month} are drawn at random."


def _without_place(plan: Plan, draw: ServiceDraw) -> list[str]:
    drawn = {draw.frame[case] for case in (*draw.core, *(done.case_id for done in draw.replaced))}
    left_out = {wish.case_id for wish in draw.excluded}
    others = [name for case, name in draw.frame.items() if name not in drawn and case not in left_out]
    return [
        f"{stratum_words(plan.by, name)} ({counted(others.count(name), 'case')})"
        for name in sorted(set(others))
    ]
