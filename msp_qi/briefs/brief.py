"""A learning brief: its document, and what is kept of it when it goes out."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.briefs.document import Document
from msp_qi.learning.brief.kinds import KindName


@dataclass(frozen=True)
class Brief:
    """A learning brief, not yet looked through or saved.

    Parameters
    ----------
    document : Document
        What it says.
    id : str
        The same data and subject give the same id; goes into the sheet Briefings.
    kind : str
        The occasion.
    made_at : Timestamp
        When.
    quoted : bool
        Whether it holds the person's own words.
    """

    document: Document
    id: str
    kind: KindName
    made_at: pd.Timestamp
    quoted: bool

    def _repr_html_(self) -> str:
        """Its body, to look at in a notebook."""
        return self.document._repr_html_()
