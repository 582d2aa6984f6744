"""One notebook for one service, and how running it ended: both can be sent to another process or machine."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Kernel = Literal["warm", "plain"]
Wanted = Literal["auto", "warm", "plain"]

# No notebook of ours takes minutes; one that does has hung.
TIME_LIMIT_SECONDS = 600.0

# One notebook runs on one core: numerical libraries that start threads of their own would be in each other's way.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Task:
    """One notebook for one service.

    Parameters
    ----------
    service : str
        The service's full name; empty for a notebook about all of them.
    notebook : Path
        The notebook as shipped.
    folder : Path
        Where its pages go, absolute.
    data : str
        Absolute path of the data, and of the mapping file where there is one.
    kernel : {"warm", "plain"}
        Forked from a process that has everything loaded, or an ordinary kernel.
    seconds : float
        How long the notebook may take.
    """

    service: str
    notebook: Path
    folder: Path
    data: str
    kernel: Kernel = field(default="plain", compare=False)
    seconds: float = field(default=TIME_LIMIT_SECONDS, compare=False)

    @property
    def name(self) -> str:
        """The notebook's name without its ending."""
        return self.notebook.stem

    @property
    def about(self) -> str:
        """Whom it is about, for people."""
        return self.service or "All services"


@dataclass(frozen=True)
class Outcome:
    """How one task ended.

    Parameters
    ----------
    task : Task
        What was run.
    problem : str
        One sentence; empty when all is well. It may quote what stands in a cell: for a screen or the index, not
        for a log.
    kind : str
        What sort of problem, without any value: for a log.
    outputs : tuple of (str, str)
        Each file in the task's folder that was written, and its sha256.
    kept : bool
        Made by an earlier batch from the same data, and found as it was left.
    """

    task: Task
    problem: str = ""
    kind: str = ""
    outputs: tuple[tuple[str, str], ...] = ()
    kept: bool = False

    @property
    def well(self) -> bool:
        """Whether the notebook ran to its end."""
        return not self.problem
