"""``msp-qi national``: figures of chosen areas from an official file, ready to stand beside local ones."""

from pathlib import Path

from msp_qi.data.national_file import national_entries
from msp_qi.schema.national_figures import FILE


def national_text(official: Path, areas: tuple[str, ...], measure: str) -> str:
    """The entries to add to ``national_figures.toml``, with what was left out as comments.

    Parameters
    ----------
    official : Path
        The csv file as published.
    areas : tuple of str
        Names as they stand in the file.
    measure : str
        What the file counts, where its columns do not tell.

    Returns
    -------
    str
    """
    found = national_entries(official, areas, measure)
    head = f"# {len(found.table)} figures from {official.name}, to add to {FILE}."
    return "\n".join([head, *(f"# Left out: {said}" for said in found.left_out), "", found.toml])
