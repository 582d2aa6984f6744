"""The command ``msp-qi``: says what it did in plain words, and mistakes in one sentence."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from msp_qi import __version__
from msp_qi.batch.task import TIME_LIMIT_SECONDS
from msp_qi.errors import EXIT_FAILED, UserError

HELP = """Prove that safeguarding is personal.

Start with `msp-qi demo`, then `msp-qi templates`, fill the workbook, `msp-qi check` it and `msp-qi run` it.
"""


@click.group(help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="msp-qi")
@click.option("--traceback", is_flag=True, help="Show where in the program an error came from.")
def commands(traceback: bool) -> None:
    """Hold the commands together; ``--traceback`` is read in ``main``."""


# Whether it can be opened is said by the reader, with what to do.
_PATH = click.Path(readable=False, path_type=Path)
_DATA = click.argument("data", type=_PATH)
_MAPPING = click.option(
    "--mapping",
    type=_PATH,
    default=None,
    help="How an export names its columns (see data_templates/mapping_example.toml).",
)
_JOBS = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=min(4, os.cpu_count() or 1),
    show_default=True,
    help="How many notebooks run at the same time.",
)
_AGAIN = click.option("--again", is_flag=True, help="Make every report anew, also those that stand.")
_KERNEL = click.option(
    "--kernel",
    type=click.Choice(["auto", "warm", "plain"]),
    default="auto",
    show_default=True,
    help="What notebooks run in: warm is faster, plain is an ordinary kernel; auto takes warm where it works.",
)
_TIME_LIMIT = click.option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(1),
    default=TIME_LIMIT_SECONDS,
    show_default=True,
    help="Seconds that one notebook may take.",
)
_QUIET = click.option("--quiet", "says", flag_value="quiet", help="No bar: only the result.")
_EVENTS = click.option("--json", "says", flag_value="json", help="For a scheduler: one json object a line.")


def _batch_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options of every command that runs notebooks."""
    for option in (_EVENTS, _QUIET, _TIME_LIMIT, _KERNEL, _AGAIN, _JOBS):
        command = option(command)
    return command


@commands.command()
@click.option("--out", type=_PATH, default=Path("reports"), show_default=True)
@click.option(
    "--services", type=click.IntRange(1, 2000), default=8, show_default=True, help="How many to make."
)
@click.option(
    "--months", type=click.IntRange(1, 120), default=24, show_default=True, help="How many to make."
)
@click.option(
    "--seed", type=click.IntRange(0), default=2026, show_default=True, help="Another seed, other rows."
)
@_batch_options
def demo(out: Path, services: int, months: int, seed: int, **asked: Any) -> int:
    """Make synthetic data for made-up services and run every notebook on them."""
    from msp_qi.cli.running import run_and_tell
    from msp_qi.data.demo_file import write_demo

    said = f"Making {months} synthetic months for {services} made-up services: nobody in them exists."
    click.echo(said, err=True)
    return run_and_tell(write_demo(out / "synthetic_data", seed, services, months), out, **asked)


@commands.command()
@_DATA
@_MAPPING
@click.option("--all", "every_one", is_flag=True, help="Tell every cell, not one line for many of a kind.")
@click.option("--json", "as_json", is_flag=True, help="For a program: places and words, no values of cells.")
@click.option("--no-copy", is_flag=True, help="Do not write the marked copy beside the file.")
def check(data: Path, mapping: Path | None, every_one: bool, as_json: bool, no_copy: bool) -> int:
    """Check a filled workbook, a csv file or a folder, and name every cell that needs mending."""
    from msp_qi.cli.checking import show_check

    return show_check(data, mapping, every_one, as_json, no_copy)


@commands.command()
@_DATA
@click.option("--out", type=_PATH, default=Path("reports"), show_default=True)
@click.option("--services", default="", help="Names, separated by commas. All when left out.")
@click.option("--notebooks", default="", help="Numbers or names, separated by commas. All when left out.")
@_MAPPING
@_batch_options
def run(data: Path, out: Path, **asked: Any) -> int:
    """Run the notebooks for every service and leave an index.html to start from.

    What was made before from the same data is kept. Exit status: 0 all is well, 1 a notebook failed or the data hold
    an error, 2 something was asked for that is not there, 3 another batch writes to the same folder.
    """
    from msp_qi.cli.running import run_and_tell

    return run_and_tell(data, out, **asked)


@commands.command()
@click.option("--out", type=_PATH, default=Path("data_templates"), show_default=True)
def templates(out: Path) -> int:
    """Write the empty workbook and the csv files to fill in."""
    from msp_qi.data.template import write_templates

    for path in write_templates(out):
        click.echo(f"Wrote {path}")
    return 0


@commands.command()
@_DATA
@click.option("--indicator", "name", required=True, help="Name of the indicator, e.g. outcome_in_own_words.")
@click.option("--service", required=True)
@click.option("--month", required=True, help="For example 2026-04, or a quarter: 2026Q2.")
@_MAPPING
def rows(data: Path, name: str, service: str, month: str, mapping: Path | None) -> int:
    """Show the rows behind one number: which case counted, and where it stands in the file."""
    from msp_qi.briefs.study import rows_behind
    from msp_qi.data.place import together

    found = rows_behind(name, service, month, together(data, mapping))
    click.echo(found.to_string(index=False) if len(found) else f"No row of {service} lies in {month}.")
    return 0


@commands.command()
@click.argument("requirement")
def trace(requirement: str) -> int:
    """Follow a requirement of the guide (P1 to T4) to its sentence, fields, indicators, charts and reports."""
    from msp_qi.briefs.traceability import trace as follow

    click.echo(follow(requirement).text)
    return 0


@commands.command()
@click.argument("official", type=click.Path(path_type=Path))
@click.option(
    "--area", "areas", multiple=True, default=("England",), show_default=True, help="Say it again for more."
)
@click.option("--measure", default="", help="What the file counts, where its columns do not tell.")
def national(official: Path, areas: tuple[str, ...], measure: str) -> int:
    """Take figures of some areas from an official ASCOF csv, to stand beside yours as context."""
    from msp_qi.cli.national import national_text

    click.echo(national_text(official, areas, measure))
    return 0


@commands.command()
@_DATA
@click.option("--month", default="", help="For example 2026-10. The last month that is over when left out.")
@click.option(
    "--size", type=int, default=8, show_default=True, help="Cases of the random core, each service."
)
@click.option("--seed", type=int, default=7, show_default=True, help="Another seed, another draw.")
@click.option("--service", default="", help="One service. All when left out.")
@click.option("--by", default=None, help="Stratify by theme, by stage or by another list of the concerns.")
@click.option("--out", type=_PATH, default=Path("samples"), show_default=True)
@click.option("--exclude", multiple=True, metavar="CASE=REASON", help="Leave a case out before the draw.")
@click.option("--replace", multiple=True, metavar="CASE=REASON", help="A drawn case that cannot be read.")
@click.option("--targeted/--no-targeted", default=True, help="List the cases to read on purpose as well.")
@_MAPPING
def sample(data: Path, **asked: Any) -> int:
    """Draw the cases to read this month; write the certificate and an audit sheet to fill in."""
    from msp_qi.cli.sample import draw_and_write

    status, said = draw_and_write(data, **asked)
    click.echo(said)
    return status


@commands.command()
@_DATA
@click.option("--service", required=True, help="Whose team the brief is for.")
@click.option("--case", default="", help="After one case: its number, which is never written in the brief.")
@click.option("--theme", default="", help="On a theme, e.g. financial. The commonest when both are left out.")
@click.option(
    "--kind", default="", help="concern, deviation or breach. Chosen by what is recorded when left out."
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("briefs"), show_default=True)
@click.option("--formats", default="html,docx,pdf", show_default=True, help="Separated by commas.")
@click.option(
    "--confirmed-by", default="", help="Your name, when you have read what was found and it may go out."
)
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    default=None,
    help="A text file of names, one a line, to look for.",
)
@_MAPPING
def brief(data: Path, **asked: Any) -> int:
    """Write the one-page learning brief for a team: after a case, or on a theme that comes back."""
    from msp_qi.cli.brief import write_brief

    status, said = write_brief(data, **asked)
    click.echo(said)
    return status


@commands.command("verify-sample")
@click.argument("certificate", type=_PATH)
@_DATA
@_MAPPING
def verify_sample(certificate: Path, data: Path, mapping: Path | None) -> int:
    """Draw again from a certificate, and say whether the same cases come out."""
    from msp_qi.data.load import load
    from msp_qi.data.sampling.verify import SAME, verify_certificate

    said = verify_certificate(certificate, load(data, mapping=mapping))
    click.echo(said)
    return 0 if said.startswith(SAME) else EXIT_FAILED


def main() -> None:
    """Run the command line; mistakes end in one sentence and an exit status."""
    try:
        status = commands.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(EXIT_FAILED)
    except UserError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_status)
    except OSError as error:
        if "--traceback" in sys.argv:
            raise
        click.echo(
            f"Something could not be read or written ({error.strerror or error}); is the disk full?", err=True
        )
        sys.exit(EXIT_FAILED)
    except Exception as error:
        if "--traceback" in sys.argv:
            raise
        click.echo(
            f"msp-qi went wrong inside ({type(error).__name__}: {error}). Run `msp-qi --traceback ...` and send us "
            "what it prints, without any row of your data.",
            err=True,
        )
        sys.exit(EXIT_FAILED)
    sys.exit(status or 0)
