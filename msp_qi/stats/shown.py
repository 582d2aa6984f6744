"""A result as it shows in a notebook: its sentences, then its table. No colours, no scripts."""

import html

import pandas as pd

MOST_ROWS = 20


def shown(text: str, table: pd.DataFrame) -> str:
    """Sentences and table as HTML; everything from the data is escaped.

    Examples
    --------
    >>> print(shown("A < B.", pd.DataFrame({"n": [3]})).splitlines()[0])
    <div class="msp-qi-result"><p>A &lt; B.</p>
    """
    lines = text.split("\n")
    said = "".join(f"<p>{html.escape(line)}</p>" for line in lines[:MOST_ROWS])
    # Spaces let a heading wrap, so that the table fits the page.
    rows = table.head(MOST_ROWS).rename(columns=lambda name: str(name).replace("_", " "))
    drawn = rows.to_html(index=False, border=0, na_rep="", float_format=figure)
    return f'<div class="msp-qi-result">{said}\n{drawn}\n{_more(max(len(table), len(lines)))}</div>'


def figure(value: float) -> str:
    """A number to four figures.

    Examples
    --------
    >>> figure(0.123456), figure(12.0), figure(1234567.0)
    ('0.1235', '12', '1.235e+06')
    """
    return f"{value:.4g}"


def _more(rows: int) -> str:
    over = rows - MOST_ROWS
    return f"<p>{over} more rows are in the table itself.</p>" if over > 0 else ""
