"""Which reports stand from an earlier batch, and the note about each that is made now."""

from datetime import date
from pathlib import Path

from msp_qi import __version__
from msp_qi.batch.fingerprint import fingerprint, hash_of
from msp_qi.batch.manifest import Made, Manifest
from msp_qi.batch.task import Outcome, Task

_INDEX = ("", "index")


class Resume:
    """The earlier batches of a folder, looked at from today's data.

    Parameters
    ----------
    out : Path
        The folder of the reports.
    data : str
        The hash of the data.
    again : bool
        Nothing is kept.
    """

    def __init__(self, out: Path, data: str, again: bool = False) -> None:
        self._out, self._data, self._again = out, data, again
        self._manifest = Manifest(out)

    def kept(self, task: Task) -> Outcome | None:
        """The earlier outcome, where data, notebook and version are the same and every file is as it was left."""
        made = self._manifest.get(task.service, task.name)
        if (
            self._again
            or made is None
            or made.fingerprint != self._fingerprint(task)
            or not made.stands(self._out)
        ):
            return None
        return Outcome(task, outputs=tuple(made.outputs.items()), kept=True)

    def note(self, outcome: Outcome) -> None:
        """Note a report that has just been made; every file of it is on the disk."""
        if outcome.well:
            task = outcome.task
            self._add(
                task.service, task.name, task.folder.name, self._fingerprint(task), dict(outcome.outputs)
            )

    def oldest(self, outcomes: tuple[Outcome, ...]) -> str:
        """The day of the oldest of some reports, where that is before today; else empty."""
        found = (self._manifest.get(outcome.task.service, outcome.task.name) for outcome in outcomes)
        days = [
            made.made_on for made in found if made is not None and made.made_on < date.today().isoformat()
        ]
        return f"{date.fromisoformat(min(days)):%d/%m/%Y}" if days else ""

    def index_stands(self, outcomes: tuple[Outcome, ...]) -> bool:
        """Whether the index was made from the same outcomes and is as it was."""
        made = self._manifest.get(*_INDEX)
        same = made is not None and made.fingerprint == self._of_index(outcomes)
        return made is not None and same and not self._again and made.stands(self._out)

    def note_index(self, outcomes: tuple[Outcome, ...], name: str, digest: str) -> None:
        """Note the index, and leave one line a report."""
        self._add(*_INDEX, ".", self._of_index(outcomes), {name: digest})
        self._manifest.tidy()

    def _add(self, service: str, notebook: str, folder: str, of: str, outputs: dict[str, str]) -> None:
        today = date.today().isoformat()
        self._manifest.add(Made(service, notebook, folder, of, outputs, today, __version__))

    def _fingerprint(self, task: Task) -> str:
        return fingerprint(self._data, task.service, task.notebook)

    def _of_index(self, outcomes: tuple[Outcome, ...]) -> str:
        return hash_of([[self._fingerprint(one.task), one.problem, one.outputs] for one in outcomes])
