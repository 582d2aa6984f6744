"""Supervision prompts: a page for each service, from what the last quarter's audits found weak."""

from msp_qi.briefs.document import Blank, Block, Bullets, Document, Heading, Notice, Paragraph
from msp_qi.briefs.study import Study
from msp_qi.learning.supervision.bank import Prompt
from msp_qi.learning.supervision.gaps import MONTHS, Gaps, Talk, quarter_gaps
from msp_qi.settings import MINIMUM_CASES

TITLE = "Supervision prompts"
NO_CASE = "No case of the monthly sample has been read yet, so nothing can be called weak. Draw a sample and read it."
NO_GAP = "No audit item was weak: most cases showed each of them. Talk about a case that went well, and why it did."
FEW = "Only {cases} {were} read in these {months} months: take what follows as a reason to talk, and not as a measure."
# The guide's "What MSP does not mean".
NOT_MEANT = ("N1", "N2", "N3", "N4")
HOW = (
    "Pick one prompt. Talk about a real case, without writing down who it was about or who did what.",
    "Ask what the person wanted, what we feared, and what else we could have tried.",
    "Write the prompt's code into the column Prompt of the sheet Supervision.",
)


def supervision_page(study: Study) -> Document:
    """Up to five dilemmas for team or supervision, weakest practice first.

    Parameters
    ----------
    study : Study
        One service's data, counted.

    Returns
    -------
    Document
        It names no worker, no person and no case.
    """
    gaps = quarter_gaps(study.measures.context, study.service)
    blocks: list[Block] = [*_opening(gaps)]
    for gap in gaps.found:
        blocks += _prompt(gap)
    if gaps.found:
        blocks += [Heading("How to use them"), Bullets(HOW)]
    return study.document(TITLE, _stretch(gaps), blocks, prompts=gaps.version)


def _stretch(gaps: Gaps) -> str:
    if gaps.first is None or gaps.last is None:
        return "no audits yet"
    return f"audits of {gaps.first:%b %Y} to {gaps.last:%b %Y}"


def _opening(gaps: Gaps) -> tuple[Block, ...]:
    if not gaps.cases:
        return (Notice(NO_CASE),)
    cases = "1 case" if gaps.cases == 1 else f"{gaps.cases} cases"
    few = FEW.format(cases=cases, were="was" if gaps.cases == 1 else "were", months=MONTHS)
    warning = (Notice(few),) if gaps.cases < MINIMUM_CASES else ()
    if not gaps.found:
        return (*warning, Paragraph(f"{cases} read. {NO_GAP}"))
    things = "one thing" if len(gaps.found) == 1 else f"{len(gaps.found)} things"
    return (
        *warning,
        Paragraph(
            f"From {cases} read: {things} to talk about. Danger comes first, then what is weakest.",
            strong=True,
        ),
    )


def _prompt(gap: Talk) -> tuple[Block, ...]:
    prompt = gap.prompt
    principle = f" Care Act principle: {prompt.principle.lower()}." if prompt.principle else ""
    return (
        Heading(gap.title),
        Paragraph(prompt.words, strong=True),
        Bullets(
            (
                f"What the audits found: {gap.sentence[0].lower()}{gap.sentence[1:]}",
                f"What good looks like: {prompt.good[0].lower()}{prompt.good[1:]}",
                f"{_guide(prompt)}{principle}",
                f"Code for the sheet Supervision: {prompt.requirement}. {_used(gap.sessions)}",
            )
        ),
        Blank("What we will try, with the role that leads it", lines=1),
    )


def _guide(prompt: Prompt) -> str:
    opening = "The guide says what it does not mean" if prompt.requirement in NOT_MEANT else "The guide says"
    return f"{opening}: “{prompt.guide}”"


def _used(sessions: int) -> str:
    if sessions < 0:
        return "How often it was used is not collected."
    if not sessions:
        return "Not used in the last year."
    times = {1: "once", 2: "twice"}.get(sessions, f"{sessions} times")
    return f"Used {times} in the last year."
