"""What a batch says while it runs: a bar for people, events for a scheduler, or nothing."""

import json
import sys
import time
from collections.abc import Sequence
from typing import Protocol

from tqdm import tqdm

from msp_qi.batch.task import Outcome, Task


class Progress(Protocol):
    """What is told as a batch goes on."""

    def begin(self, tasks: Sequence[Task], kept: int) -> None:
        """Tell what is to be run, and what was found made already."""

    def ended(self, outcome: Outcome) -> None:
        """Tell how one task ended."""

    def close(self) -> None:
        """Tell that there is no more to come."""


class Quiet:
    """Says nothing."""

    def begin(self, tasks: Sequence[Task], kept: int) -> None:
        """Nothing."""

    def ended(self, outcome: Outcome) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class _Tally:
    """Counts services: one is done when every notebook of it has ended."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.left: dict[str, int] = {}
        for task in tasks:
            self.left[task.service] = self.left.get(task.service, 0) + 1
        self.services, self.failed = sum(map(bool, self.left)), 0

    def add(self, outcome: Outcome) -> None:
        self.left[outcome.task.service] -= 1
        self.failed += not outcome.well

    @property
    def done(self) -> int:
        return sum(bool(service) and not left for service, left in self.left.items())


class Bar:
    """A bar with services done, notebooks failed and the time left."""

    def begin(self, tasks: Sequence[Task], kept: int) -> None:
        """Draw the bar."""
        self._tally = _Tally(tasks)
        self._bar = tqdm(
            total=len(tasks), unit="notebook", desc="Reports", file=sys.stderr, dynamic_ncols=True
        )
        self._say()

    def ended(self, outcome: Outcome) -> None:
        """Move the bar on."""
        self._tally.add(outcome)
        self._say()
        self._bar.update()

    def close(self) -> None:
        """Leave the bar as it is."""
        self._bar.close()

    def _say(self) -> None:
        services = f"{self._tally.done} of {self._tally.services} services"
        failed = f", {self._tally.failed} failed" if self._tally.failed else ""
        self._bar.set_postfix_str(services + failed, refresh=False)


class Events:
    """One json object a line on standard output; no value of any cell is in them."""

    def begin(self, tasks: Sequence[Task], kept: int) -> None:
        """Event ``begin``: notebooks to run, notebooks kept."""
        self._tally, self._total, self._count = _Tally(tasks), len(tasks), 0
        self._begun = time.monotonic()
        _tell(event="begin", notebooks=self._total, kept=kept, services=self._tally.services)

    def ended(self, outcome: Outcome) -> None:
        """Event ``ended``: which, whether it went well, and how far the batch is."""
        self._tally.add(outcome)
        self._count += 1
        passed = time.monotonic() - self._begun
        _tell(
            event="ended",
            service=outcome.task.about,
            notebook=outcome.task.name,
            well=outcome.well,
            problem=outcome.kind,
            done=self._count,
            failed=self._tally.failed,
            of=self._total,
            services_done=self._tally.done,
            seconds_left=round(passed / self._count * (self._total - self._count)),
        )

    def close(self) -> None:
        """Nothing: the result tells the end."""


def tell_end(exit_status: int, done: int, failed: int, bad_files: Sequence[str], index: str) -> None:
    """Event ``end``: the exit status, the files of the data with an error, and the page to open."""
    _tell(
        event="end",
        exit_status=exit_status,
        done=done,
        failed=failed,
        bad_files=list(bad_files),
        index=index,
    )


def _tell(**event: object) -> None:
    print(json.dumps(event, ensure_ascii=False), flush=True)
