"""Save a page where the batch expects it, or say that it was not saved."""

from pathlib import Path

from msp_qi.briefs.document import Document
from msp_qi.briefs.formats import formats_of

NOT_SAVED = "Not saved: give a folder as output to save this page."


def save(document: Document, output: str, name: str, formats: str = "html") -> str:
    """Write a document as a self-contained page, and as Word or PDF where asked for.

    Parameters
    ----------
    document : Document
        What to write.
    output : str
        Folder; empty when a person only looks at the notebook.
    name : str
        File name without its ending.
    formats : str
        Of html, docx and pdf, separated by commas.

    Returns
    -------
    str
        A sentence that says what was done.
    """
    if not output:
        return NOT_SAVED
    names = [f"{name}.{each}" for each in formats_of(formats)]
    for each in names:
        document.save(Path(output) / each)
    return f"Saved {', '.join(names)}"
