"""How a batch ended, in words that say what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from msp_qi.batch.task import Outcome
from msp_qi.errors import EXIT_FAILED, EXIT_WELL

# More lines than this on a screen push the first ones out of sight; the index names every failure.
_MOST_FAILURES = 20


@dataclass(frozen=True)
class BatchResult:
    """How a batch ended.

    Parameters
    ----------
    outcomes : tuple of Outcome
        In the order of the plan.
    index : Path
        The page to open.
    bad_files : tuple of str
        A sentence for each file of the data with an error.
    earlier : str
        The day of the oldest report that was kept, where that is not today; else empty.
    """

    outcomes: tuple[Outcome, ...]
    index: Path
    bad_files: tuple[str, ...] = ()
    earlier: str = ""

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The tasks that did not run to their end."""
        return tuple(outcome for outcome in self.outcomes if not outcome.well)

    @property
    def kept(self) -> tuple[Outcome, ...]:
        """The tasks that an earlier batch had done."""
        return tuple(outcome for outcome in self.outcomes if outcome.kept)

    @property
    def exit_status(self) -> int:
        """0 when all is well, 1 when a notebook failed or a file of the data has an error."""
        return EXIT_FAILED if self.failed or self.bad_files else EXIT_WELL

    @property
    def text(self) -> str:
        """What was done, what failed by name, what to do next, and where to look."""
        return "\n".join(
            [self._done(), *self._failures(), *self._data(), *self._next(), f"Open {self.index}"]
        )

    def _done(self) -> str:
        done = len(self.outcomes) - len(self.failed)
        kept = f" ({len(self.kept)} of them were there already, from the same data)" if self.kept else ""
        return f"{done} of {len(self.outcomes)} notebooks are done{kept}."

    def _failures(self) -> Iterable[str]:
        for found in self.failed[:_MOST_FAILURES]:
            yield f"Failed: {found.task.about}, {found.task.name}: {found.problem}"
        more = len(self.failed) - _MOST_FAILURES
        if more > 0:
            yield f"Failed as well: {more} more; the page below names them all."

    def _data(self) -> Iterable[str]:
        yield from (f"Error in the data: {bad}" for bad in self.bad_files)

    def _next(self) -> Iterable[str]:
        if self.bad_files:
            yield "What is wrong in the data is left out of the reports: `msp-qi check` names every cell to mend."
        if self.failed:
            yield "Mend what is named above and run the same command again: it makes only what is missing."
        if self.earlier:
            yield (
                f"The oldest of the reports that were there already was made on {self.earlier}; since then more may "
                "have become overdue. With --again all are made anew."
            )
