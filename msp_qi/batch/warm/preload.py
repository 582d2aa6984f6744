"""What the process that kernels are forked from does once, so that no notebook has to."""

import builtins
import os
from importlib import import_module
from types import SimpleNamespace

# What a kernel, or a page of ours, imports only when it is first needed.
_LATER = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "sqlite3",
    "statsmodels.genmod.generalized_linear_model",
    "statsmodels.stats.contingency_tables",
    "statsmodels.stats.sandwich_covariance",
    "tornado.platform.asyncio",
)


def preload() -> None:
    """Import what notebooks import, as if in a kernel: pandas asks at its import whether it is in one."""
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    builtins.get_ipython = lambda: SimpleNamespace(kernel=True, config={"IPKernelApp": {}})  # type: ignore[attr-defined]
    try:
        for name in ("msp_qi.batch.warm.kernel", "msp_qi.public", *_LATER):
            import_module(name)
        _rehearse()
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]


def _rehearse() -> None:
    """Read the fonts, the templates and the bank holidays by making a page of nothing."""
    import pandas as pd

    from msp_qi.briefs.document import ChartBlock, Document, Provenance, TableBlock
    from msp_qi.charts.chart import Chart
    from msp_qi.measures.working_days import bank_holidays

    bank_holidays()
    chart = Chart("Nothing", "Nothing.", pd.DataFrame(), lambda figure: None, size=(2, 1))
    blocks = (ChartBlock(chart), TableBlock("Nothing", pd.DataFrame({"None": [""]})))
    page = Document("Nothing", "", blocks, Provenance((), "", ""))
    page.html()
    page._repr_html_()
