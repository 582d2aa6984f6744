"""What the audits of the last quarter found weak, each with a prompt to talk about."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.learning.brief.audits import AuditFacts, audited, many_cases
from msp_qi.learning.brief.said import Gap
from msp_qi.learning.supervision.bank import BANK, Prompt, PromptBank
from msp_qi.measures.context import Context

MONTHS = 3
MOST_PROMPTS = 5
DANGER = "danger_acted_on"


@dataclass(frozen=True)
class Talk:
    """One thing to talk about, because the audits found it weak.

    Parameters
    ----------
    title : str
        What it is about, in a few words.
    sentence : str
        What was found, with how many cases of how many.
    prompt : Prompt
        What to talk about.
    sessions : int
        In how many supervision sessions of the year before the prompt was used; -1 where it is not collected.
    """

    title: str
    sentence: str
    prompt: Prompt
    sessions: int


@dataclass(frozen=True)
class Gaps:
    """What the last quarter's audits say.

    Parameters
    ----------
    cases : int
        Cases of the random core that were read.
    first, last : Timestamp or None
        First day of the first and of the last month; None where no case was ever read.
    found : tuple of Talk
        Immediate danger before all else, then the weakest, then what fewer than ``MINIMUM_CASES`` cases say; each
        prompt once, ``MOST_PROMPTS`` at the most.
    version : str
        Of the prompt bank.
    """

    cases: int
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    found: tuple[Talk, ...]
    version: str


def quarter_gaps(context: Context, service: str, bank: PromptBank = BANK) -> Gaps:
    """What was weak in the last ``MONTHS`` months, up to the latest month in which cases were read.

    Parameters
    ----------
    context : Context
        The tables as they were counted, and the day.
    service : str
        Which service.
    bank : PromptBank
        The prompts.

    Returns
    -------
    Gaps
        Of the random core alone: cases that were read on purpose would make the service look weaker than it is.
    """
    rows = audited(context, service)
    if rows.empty:
        return Gaps(0, None, None, (), bank.version)
    rows = rows[rows["core"] & (rows["audit_month"] <= context.as_of)]
    if rows.empty:
        return Gaps(0, None, None, (), bank.version)
    last = rows["audit_month"].max()
    first = last - pd.DateOffset(months=MONTHS - 1)
    quarter = rows[rows["audit_month"] >= first]
    sure, facts = many_cases(quarter), many_cases(quarter, least=1)
    sessions = _sessions(context, service)
    found: dict[str, Talk] = {}
    for gap in sorted(facts.gaps, key=lambda gap: _weight(gap, sure)):
        for prompt in bank.chosen(gap.requirements, most=1):
            used = -1 if sessions is None else int(sessions.eq(prompt.requirement).sum())
            found.setdefault(prompt.requirement, Talk(gap.about, gap.sentence, prompt, used))
    return Gaps(facts.cases, first, last, tuple(found.values())[:MOST_PROMPTS], bank.version)


def _weight(gap: Gap, sure: AuditFacts) -> int:
    """Danger before all else; what few cases say comes last."""
    return 0 if gap.indicator == DANGER else 1 if gap in sure.gaps else 2


def _sessions(context: Context, service: str) -> "pd.Series[str] | None":
    """The prompts used in the sessions of the last year; None where that is not collected."""
    rows = context.tables.get("supervision")
    if rows is None or not {"prompt_id", "held_on"} <= set(rows):
        return None
    rows = rows[rows["service"].eq(service)]
    if rows.empty:
        return None
    since = context.as_of - pd.DateOffset(years=1)
    return rows.loc[rows["held_on"].between(since, context.as_of), "prompt_id"].astype("str").str.strip()
