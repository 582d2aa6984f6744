"""What is to be run: one task for each service and notebook."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from msp_qi.briefs.slugs import slugs
from msp_qi.data.place import together
from msp_qi.errors import UserError


@dataclass(frozen=True)
class Task:
    """One notebook for one service.

    Parameters
    ----------
    service : str
        The service's full name.
    notebook : Path
        The notebook as shipped.
    folder : Path
        The service's folder, absolute.
    data : str
        Absolute path of the data, and of the mapping file where there is one.
    """

    service: str
    notebook: Path
    folder: Path
    data: str

    @property
    def name(self) -> str:
        """The notebook's name without its ending."""
        return self.notebook.stem


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
    data: Path,
    out: Path,
    services: tuple[str, ...],
    notebooks: tuple[Path, ...],
    mapping: Path | None = None,
) -> tuple[Task, ...]:
    """One task for each service and notebook, service by service.

    Parameters
    ----------
    data, out : Path
        Where the data are and where the reports go.
    services : tuple of str
        Full names.
    notebooks : tuple of Path
        As shipped.
    mapping : Path, optional
        How an export names its columns.

    Returns
    -------
    tuple of Task
    """
    folders = slugs(services)
    return tuple(
        Task(service, notebook, out.resolve() / folders[service], together(data, mapping))
        for service in services
        for notebook in notebooks
    )


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]
