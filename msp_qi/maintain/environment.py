"""``environment.yml`` for conda users, generated from ``pyproject.toml``."""

import tomllib
from pathlib import Path

# The one package that conda-forge names differently.
_CONDA_NAMES = {"matplotlib": "matplotlib-base"}


def environment_yaml(root: Path) -> str:
    """The conda environment that matches the project's dependencies.

    Parameters
    ----------
    root : Path
        The repository.

    Returns
    -------
    str
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        "# Generated from pyproject.toml by `make generate`; do not edit.",
        "name: msp_qi",
        "channels:",
        "  - conda-forge",
        "  - nodefaults",
        "dependencies:",
        f'  - "python{project["requires-python"]},<3.14"',
        '  - "pip"',
        *(f'  - "{_conda(requirement)}"' for requirement in project["dependencies"]),
    ]
    return "\n".join(lines) + "\n"


def _conda(requirement: str) -> str:
    name, separator, version = requirement.partition(">=")
    return f"{_CONDA_NAMES.get(name, name)}{separator}{version}"
