"""What is to be run: one task for each service and notebook."""

from importlib.resources import files
from pathlib import Path

from msp_qi.batch.task import TIME_LIMIT_SECONDS, Task
from msp_qi.briefs.slugs import slugs
from msp_qi.errors import UserError

# Run once for a batch: they look at all services at once.
ORGANISATION_NOTEBOOKS = ("10_tender_evidence",)
# No service's folder has an underscore in its name.
ORGANISATION_FOLDER = "all_services"


def shipped_notebooks() -> tuple[Path, ...]:
    """The notebooks in order of number: beside the source, or inside the installed package."""
    package = Path(str(files("msp_qi")))
    for folder in (package / "_notebooks", package.parent / "notebooks"):
        found = tuple(sorted(folder.glob("[0-9][0-9]_*.ipynb")))
        if found:
            return found
    raise UserError("The notebooks are missing from this installation; install msp_qi again.")


def choose_notebooks(wanted: str) -> tuple[Path, ...]:
    """The notebooks named by number or name, e.g. ``"03,08"``; all of them when empty.

    Raises
    ------
    UserError
        When a number or name is not among them.
    """
    shipped = shipped_notebooks()
    names = _split(wanted)
    chosen = tuple(path for path in shipped if not names or path.stem in names or path.stem[:2] in names)
    known = {path.stem for path in shipped} | {path.stem[:2] for path in shipped}
    unknown = [name for name in names if name not in known]
    if unknown:
        options = ", ".join(path.stem for path in shipped)
        raise UserError(f"There is no notebook {unknown[0]}; there are: {options}.")
    return chosen


def choose_services(known: tuple[str, ...], wanted: str) -> tuple[str, ...]:
    """The services named, separated by commas; all of them when empty.

    Raises
    ------
    UserError
        When the data name no such service.
    """
    if wanted in known:
        return (wanted,)
    names = _split(wanted)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UserError(f'There is no service "{unknown[0]}" in the data; there are: {", ".join(known)}.')
    return tuple(service for service in known if not names or service in names)


def plan(
    place: str,
    out: Path,
    known: tuple[str, ...],
    services: tuple[str, ...],
    notebooks: tuple[Path, ...],
    seconds: float = TIME_LIMIT_SECONDS,
) -> tuple[Task, ...]:
    """One task for each service and notebook, service by service, then one for each that looks at all services.

    Parameters
    ----------
    place : str
        Where the data are; see :func:`msp_qi.data.place.together`.
    out : Path
        Where the reports go.
    known : tuple of str
        Every service of the data: a service's folder has the same name whichever services are chosen.
    services : tuple of str
        Those that are chosen.
    notebooks : tuple of Path
        As shipped.
    seconds : float
        How long one notebook may take.

    Returns
    -------
    tuple of Task
    """
    folders = slugs(known)
    whole = [notebook for notebook in notebooks if notebook.stem in ORGANISATION_NOTEBOOKS]
    pairs = [(service, each) for service in services for each in notebooks if each not in whole]
    pairs += [("", notebook) for notebook in whole]
    return tuple(
        Task(
            service,
            notebook,
            out.resolve() / folders.get(service, ORGANISATION_FOLDER),
            place,
            seconds=seconds,
        )
        for service, notebook in pairs
    )


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]
