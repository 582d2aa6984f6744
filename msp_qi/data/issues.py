"""An issue: one thing that is wrong in a file, with the place and the fix."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that a person should look at.

    Parameters
    ----------
    severity : str
        ``"error"``: the cell or row cannot be used; ``"warning"``: it is used, and it is probably wrong;
        ``"note"``: worth knowing.
    file : str
        Name of the file (no folder).
    sheet : str
        Name of the sheet; empty for a csv file.
    row : int or None
        Row as a person counts it in the file, headings being row 1; None where the issue is the whole file's.
    column : str
        Heading as it stands in the file; empty where the issue is the whole row's.
    value : str
        What was found there.
    expected : str
        What was expected instead.
    fix : str
        What to do, as a sentence.
    quoted : str
        The part of the fix that stands in a cell of the file, such as another spelling of a pseudonym.
    """

    severity: Severity
    file: str
    sheet: str
    row: int | None
    column: str
    value: str
    expected: str
    fix: str
    quoted: str = ""

    @property
    def place(self) -> str:
        """Where it is: file, sheet, row and column.

        Examples
        --------
        >>> Issue("error", "audit.xlsx", "Concerns", 4, "Date raised", "31/02/2026", "a date", "Mend.").place
        'audit.xlsx, sheet Concerns, row 4, column Date raised'
        """
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    @property
    def kept_fix(self) -> str:
        """The fix without what stands in a cell, for what is kept.

        Examples
        --------
        >>> Issue("warning", "a.csv", "", 4, "", "rose", "one code", 'It looks like "Rose".', "Rose").kept_fix
        'It looks like "…".'
        """
        return self.fix.replace(self.quoted, "…") if self.quoted else self.fix

    @property
    def sentence(self) -> str:
        """The whole issue in one line."""
        found = f'found "{self.value}", ' if self.value else ""
        return f"{self.severity.capitalize()}: {self.place}: {found}expected {self.expected}. {self.fix}"
