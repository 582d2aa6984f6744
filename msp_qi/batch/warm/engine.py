"""The papermill engine ``msp-qi-warm``.

papermill loads every engine when it is imported: nothing of papermill may be imported here before it is asked for.
"""

from typing import Any

NAME = "msp-qi-warm"


class WarmEngine:
    """Runs a notebook in a forked kernel where there is a server, and in an ordinary one where there is none."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **asked: Any) -> Any:
        """Run a notebook; the arguments are papermill's own."""
        from msp_qi.batch.warm.managed import WarmNBClientEngine

        return WarmNBClientEngine.execute_notebook(nb, kernel_name, **asked)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> Any:
        """The kernel's name, as papermill finds it."""
        from papermill.utils import nb_kernel_name

        return nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> Any:
        """The language, as papermill finds it."""
        from papermill.utils import nb_language

        return nb_language(nb, language)
