"""What ``msp-qi check`` shows, and the marked copy that it leaves beside the file."""

import textwrap
from collections.abc import Sequence
from pathlib import Path

import click

from msp_qi.cli.issue_table import WIDTH, as_json, issue_table
from msp_qi.data.annotated import annotated_copies
from msp_qi.data.atomic import write_whole
from msp_qi.data.load import known_tables
from msp_qi.data.validate import CheckResult, check
from msp_qi.errors import EXIT_FAILED, EXIT_WELL
from msp_qi.schema.field import Table


def show_check(data: Path, mapping: Path | None, every_one: bool, json: bool, no_copy: bool) -> int:
    """Check, say what was found, and write the marked copies.

    Parameters
    ----------
    data, mapping : Path
        What to check, and how an export names its columns.
    every_one : bool
        Tell every cell.
    json : bool
        Json instead of words, and nothing else on the screen.
    no_copy : bool
        Leave no copy.

    Returns
    -------
    int
        The exit status: 1 where there is an error.
    """
    result = check(data, mapping=mapping)
    words = (issue_table(result.issues, every_one), textwrap.fill(result.text, WIDTH))
    click.echo(as_json(result) if json else "\n".join(filter(None, words)))
    if not no_copy:
        for path, problem in _write_copies(data, result, known_tables(data, mapping)):
            failed = f"{path.name} could not be written ({problem}); close it, or use --no-copy."
            done = f"The cells are marked in {path.name}, beside your file; mend them in your own."
            click.echo(textwrap.fill(failed if problem else done, WIDTH), err=json)
    return EXIT_WELL if result.ok else EXIT_FAILED


def _write_copies(data: Path, result: CheckResult, tables: Sequence[Table]) -> list[tuple[Path, str]]:
    """Each copy with the reason why it could not be written, empty where it was."""
    written = []
    for path, content in annotated_copies(data, result.issues, tables).items():
        try:
            write_whole(path, content)
            written.append((path, ""))
        except OSError as error:
            written.append((path, error.strerror or str(error)))
    return written
