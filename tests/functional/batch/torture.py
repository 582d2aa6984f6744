"""A notebook of everything that a kernel can do, and notebooks that end badly."""

import nbformat

# Each cell by what it tries.
CELLS = {
    "both streams": "import sys\nprint('out')\nprint('error', file=sys.stderr)\nprint('out again', flush=True)",
    "a result": "{'a': [1, 2, 3]}",
    "a table": "import pandas as pd\npd.DataFrame({'a': range(30), 'b': 'x'}).T",
    "rich display": (
        "from IPython.display import HTML, Markdown, display\n"
        "display(HTML('<b>bold</b>'), Markdown('*words*'), 3)\n"
        "display({'text/plain': 'raw'}, raw=True, metadata={'text/plain': {'kept': True}})"
    ),
    "an update": "handle = display('before', display_id='one')\nhandle.update('after')",
    "an update from a later cell": "handle.update('much later')",
    "cleared": "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('stays')",
    "cleared at the next output": "print('gone')\nclear_output(wait=True)\nprint('stays')",
    "a warning": "import warnings\nwarnings.warn('take care')",
    "a carriage return": "print('10 %', end='\\r')\nprint('20 %')",
    "an error": "def inner(x):\n    return 1 / x\n\ninner(0)",
    "a syntax error": "this is no python",
    "an error inside a chain": (
        "try:\n    int('x')\nexcept ValueError as error:\n    raise KeyError('no number') from error"
    ),
    "output of descriptor 1": "import os\nos.write(1, b'from the descriptor\\n')\nimport time\ntime.sleep(0.5)",
    "a command": "import subprocess\nsubprocess.run(['echo', 'from a command'], check=True)\ntime.sleep(0.5)",
    "a shell escape": "!echo from the shell",
    "a thread": (
        "import threading\nthread = threading.Thread(target=lambda: print('from a thread'))\n"
        "thread.start()\nthread.join()"
    ),
    "a process": (
        "import multiprocessing\ncontext = multiprocessing.get_context('fork')\n"
        "process = context.Process(target=print, args=('from a process',))\n"
        "process.start()\nprocess.join()\ntime.sleep(0.5)"
    ),
    "a question": "input('Who is there?')",
    "await": "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
    "inline figures": (
        "%matplotlib inline\nimport matplotlib.pyplot as plt\n"
        "figure = plt.figure(figsize=(2, 1))\nplt.plot([1, 2])\nplt.show()\nplt.get_backend()"
    ),
    "an exit that means well": "sys.exit(0)",
    "an exit that does not": "sys.exit('no more')",
    "the names of the kernel": "_, __name__, get_ipython().__class__.__name__, In[-2][:9], sys.stdout.isatty()",
    "who else is here": "threading.active_count() < 20, sorted(os.environ.get(n, '') for n in ('MPLBACKEND', 'TERM'))",
    "options of pandas": "pd.options.display.max_columns, pd.options.display.max_rows, os.getcwd()",
    "a magic": "%time 1 + 1;",
    "a cell magic": "%%capture caught\nprint('caught')",
    "what it caught": "caught.stdout",
    "long output": "print('x' * 3_000_000)",
    "unicode": "'ärger ✓ 🪶'",
    "a broken repr": "class Broken:\n    def _repr_html_(self):\n        raise ValueError('broken')\n\nBroken()",
    "nothing": "None",
}
_MAY_FAIL = {"tags": ["raises-exception"]}


def notebook(*sources: str, may_fail: bool = False) -> nbformat.NotebookNode:
    """Code cells as a notebook; ``may_fail`` lets it go on after an error."""
    cells = [nbformat.v4.new_code_cell(source, metadata=_MAY_FAIL if may_fail else {}) for source in sources]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
