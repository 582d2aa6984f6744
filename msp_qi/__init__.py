"""msp_qi: prove that safeguarding is personal.

The notebooks call what is named in ``msp_qi.public`` and nothing else. It is imported when the first of its names is
asked for: the command line, and the processes that only hand out work, need none of pandas and its kind.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from msp_qi.public import *  # noqa: F403


def __getattr__(name: str) -> Any:
    """A public name, e.g. ``msp_qi.study``."""
    if name.startswith("__") and name != "__all__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    public = import_module("msp_qi.public")
    # What was imported on the way, such as msp_qi.stats, is an attribute of this package by now.
    found = {**vars(public), **globals()}
    if name not in found:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return found[name]


def __dir__() -> list[str]:
    """The public names."""
    return [*__getattr__("__all__"), "__version__"]
