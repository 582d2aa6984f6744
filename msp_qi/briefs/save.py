"""Save a page where the batch expects it, or say that it was not saved."""

from pathlib import Path

from msp_qi.briefs.document import Document

NOT_SAVED = "Not saved: give a folder as output to save this page."


def save(document: Document, output: str, name: str) -> str:
    """Write a document as a self-contained html page.

    Parameters
    ----------
    document : Document
        What to write.
    output : str
        Folder; empty when a person only looks at the notebook.
    name : str
        File name without its ending.

    Returns
    -------
    str
        A sentence that says what was done.
    """
    if not output:
        return NOT_SAVED
    document.save(Path(output) / f"{name}.html")
    return f"Saved {name}.html"
