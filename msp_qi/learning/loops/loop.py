"""Did the learning stick? Every learning loop of one service, counted, timed and listed."""

from dataclasses import dataclass, field

import pandas as pd

from msp_qi.learning.loops.chain import Chain, chain_of
from msp_qi.learning.loops.deviations import deviation_words
from msp_qi.learning.loops.funnel import funnel_sentence, funnel_table, funnel_title
from msp_qi.learning.loops.moved import Moved, moved
from msp_qi.learning.loops.reach import Reach, reach
from msp_qi.learning.loops.recurrence import came_back, recurrence_table
from msp_qi.learning.loops.register import in_words, register_table
from msp_qi.learning.loops.steps import FIRST_STEP
from msp_qi.learning.loops.times import Faster, StepTime, faster, step_times
from msp_qi.measures.compute import Measures
from msp_qi.stats.shown import shown

SHEETS = "Learning loops, Briefings and Verifications"
NO_TABLE = (
    f"Learning loops are not collected, which is not a zero: no file that was read has a row in the sheet Learning "
    f"loops. Fill in {SHEETS}, and this page follows each loop."
)
NO_LOOPS = (
    "No learning loop is recorded for this service. That may mean that none was opened, or that they are kept "
    "elsewhere: it is not a zero."
)


@dataclass(frozen=True)
class Loops:
    """The learning loops of one service on the day of the report.

    Parameters
    ----------
    service : str
        Where.
    as_of : Timestamp
        The day of the report.
    missing : str
        Why there is nothing to follow, in words; empty where there is.
    chain : Chain
        Each loop and how far it got.
    funnel : DataFrame
        Loops at each step, see :func:`~msp_qi.learning.loops.funnel.funnel_table`.
    times : tuple of StepTime
        Time from the end of the concern to each step.
    faster : Faster or None
        Whether changes are verified sooner than before.
    register : DataFrame
        Every loop, overdue verifications first, see :func:`~msp_qi.learning.loops.register.register_table`.
    without_loop : DataFrame
        Concluded concerns that no loop names: case_id, theme, concluded_on.
    reach : Reach
        Whom the briefings reached.
    themes : DataFrame
        Each theme and whether it came back, see :func:`~msp_qi.learning.loops.recurrence.recurrence_table`.
    moved : tuple of Moved
        Recorded changes with what followed.
    deviations : str
        The loop after sharing beyond what was agreed, in words.
    sentence : str
        The whole in two sentences.
    """

    service: str
    as_of: pd.Timestamp
    missing: str
    chain: Chain = field(repr=False)
    funnel: pd.DataFrame = field(repr=False)
    times: tuple[StepTime, ...] = field(repr=False)
    faster: Faster | None = field(repr=False)
    register: pd.DataFrame = field(repr=False)
    without_loop: pd.DataFrame = field(repr=False)
    reach: Reach = field(repr=False)
    themes: pd.DataFrame = field(repr=False)
    moved: tuple[Moved, ...] = field(repr=False)
    deviations: str
    sentence: str

    @property
    def overdue(self) -> pd.DataFrame:
        """The rows of the register that somebody must see to: overdue or re-opened."""
        waiting = (self.register["days_overdue"] > 0) | self.register["reopened"]
        return self.register[waiting].reset_index(drop=True)

    def _repr_html_(self) -> str:
        """The sentence and the first loops of the register, for a notebook."""
        return shown(self.sentence, self.register)


def loops(measures: Measures, service: str) -> Loops:
    """Follow the learning loops of one service.

    A step counts only when the steps before it were reached, and a loop too young to have reached a step is not a
    failure: it is not yet due. What is found not embedded after all is re-opened.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.compute``.
    service : str
        Which service.

    Returns
    -------
    Loops
        Where nothing is recorded, ``missing`` says so and the tables are empty.
    """
    chain, as_of = chain_of(measures, service), measures.context.as_of
    rows = chain.table
    bare = rows.loc[~rows["has_loop"], ["case_id", "theme", "concluded_on"]]
    funnel, times = funnel_table(chain), step_times(chain, as_of)
    register = register_table(chain, came_back(chain, measures.context, service), as_of)
    missing = _missing(measures, register)
    return Loops(
        service,
        as_of,
        missing,
        chain,
        funnel,
        times,
        faster(times),
        register,
        bare.sort_values("concluded_on", ascending=False, ignore_index=True),
        reach(measures, service),
        recurrence_table(chain, measures.context, service),
        moved(measures, service),
        deviation_words(measures, service),
        missing
        or f"{funnel_title(funnel)}. {funnel_sentence(funnel)}\n{in_words(register)}{_bare(len(bare))}",
    )


def _missing(measures: Measures, register: pd.DataFrame) -> str:
    if "learning_loops" not in measures.data.tables:
        return NO_TABLE
    return NO_LOOPS if register.empty else ""


def _bare(number: int) -> str:
    if not number:
        return ""
    concerns = "1 concern" if number == 1 else f"{number} concerns"
    return f' {concerns} ended without a learning loop: in the counts, they stop at "{FIRST_STEP}".'
