"""What is to be run: one task for each service and notebook."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from msp_qi.batch.task import TIME_LIMIT_SECONDS, Task
from msp_qi.briefs.slugs import slugs
from msp_qi.errors import UserError

# No service's folder begins with an underscore.
ALL_SERVICES = "_all_services"


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
    notebooks: tuple[Path, ...],
    seconds: float = TIME_LIMIT_SECONDS,
) -> tuple[Task, ...]:
    """One task for each service and notebook, service by service, and one for each notebook about all services.

    Parameters
    ----------
    place : str
        Where the data are; see :func:`msp_qi.data.place.together`.
    out : Path
        Where the reports go.
    known : tuple of str
        Every service of the data: a service's folder has the same name whichever services are chosen.
    notebooks : tuple of Path
        As shipped.
    seconds : float
        How long one notebook may take.

    Returns
    -------
    tuple of Task
    """
    root, folders = out.resolve(), slugs(known)
    together = tuple(notebook for notebook in notebooks if about_all_services(notebook))
    return tuple(
        Task(service, notebook, root / folders[service], place, seconds=seconds)
        for service in known
        for notebook in notebooks
        if notebook not in together
    ) + tuple(Task("", notebook, root / ALL_SERVICES, place, seconds=seconds) for notebook in together)


@cache
def about_all_services(notebook: Path) -> bool:
    """Whether a notebook is run once and not for each service: its metadata say ``msp_qi: scope: organisation``."""
    metadata = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]
    return bool(metadata.get("msp_qi", {}).get("scope") == "organisation")


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]
