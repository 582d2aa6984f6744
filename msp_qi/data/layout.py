"""What the templates and the loader must agree on: names of sheets and the mark of the example row."""

import re

from msp_qi.data.grid import one_line

COVER_SHEET = "Read me first"
DICTIONARY_SHEET = "Dictionary"
LISTS_SHEET = "Lists"
HELP_SHEETS = (COVER_SHEET, DICTIONARY_SHEET, LISTS_SHEET)

# Stands in the first column of the example row. A row that starts with these two words is never loaded.
EXAMPLE_MARK = "EXAMPLE ROW: never counted"
_EXAMPLE = re.compile(r"\W*example\W+row\b", re.IGNORECASE)


def is_example_mark(text: str) -> bool:
    """Whether a first cell marks its row as the example, whatever its case.

    Examples
    --------
    >>> is_example_mark("Example row - do not delete"), is_example_mark("Example House")
    (True, False)
    """
    return _EXAMPLE.match(one_line(text)) is not None
