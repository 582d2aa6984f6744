"""papermill's own engine and client, with a forked kernel."""

from typing import Any

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from papermill.log import logger
from papermill.utils import remove_args

from msp_qi.batch.warm.client import WarmManager

# What papermill or its caller says that has no meaning without Jupyter's sockets.
_NOT_HERE = ["input_path", "config"]


class WarmNBClientEngine(NBClientEngine):  # type: ignore[misc]
    """As papermill's, but for where the kernel comes from; without a server it is papermill's."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        start_timeout: float = 60,
        execution_timeout: float | None = None,
        **asked: Any,
    ) -> Any:
        """Run the notebook; the arguments are papermill's own."""
        try:
            manager = WarmManager()
        except OSError:
            limits = {"start_timeout": start_timeout, "execution_timeout": execution_timeout}
            return super().execute_managed_notebook(nb_man, kernel_name, **limits, **asked)
        client = PapermillNotebookClient(
            nb_man,
            km=manager,
            kernel_name=kernel_name,
            startup_timeout=start_timeout,
            timeout=execution_timeout,
            log=logger,
            **remove_args(_NOT_HERE, **asked),
        )
        return client.execute(cleanup_kc=True)
