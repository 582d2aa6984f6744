"""What ``msp-qi run`` and ``msp-qi demo`` do and say."""

from pathlib import Path
from typing import Any

import click

from msp_qi.batch.progress import Bar, Events, Progress, Quiet, tell_end
from msp_qi.batch.run import run
from msp_qi.batch.task import Wanted


def run_and_tell(data: Path, out: Path, kernel: Wanted, says: str | None, **asked: Any) -> int:
    """Run the batch, and say how it ended.

    Parameters
    ----------
    data, out : Path
        As for :func:`msp_qi.batch.run.run`.
    kernel : {"auto", "warm", "plain"}
        As for :func:`msp_qi.batch.run.run`.
    says : str, optional
        ``"quiet"``, ``"json"``, or a bar.
    **asked
        As for :func:`msp_qi.batch.run.run`.

    Returns
    -------
    int
        The exit status.
    """
    result = run(data, out, kernel=kernel, progress=_progress(says), **asked)
    if says == "json":
        done = len(result.outcomes) - len(result.failed)
        tell_end(result.exit_status, done, len(result.failed), result.bad_files, str(result.index))
    else:
        click.echo(result.text)
    return result.exit_status


def _progress(says: str | None) -> Progress:
    if says == "quiet":
        return Quiet()
    return Events() if says == "json" else Bar()
