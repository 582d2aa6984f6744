"""Read an OpenDocument spreadsheet (LibreOffice) as text: every sheet, with what is hidden or merged."""

from pathlib import Path

from msp_qi.data.grid import MAX_ROWS, Grid
from msp_qi.data.ods_sheet import OdsReader
from msp_qi.data.xlsx_package import open_package
from msp_qi.data.xml_stream import Attributes
from msp_qi.errors import UserError

MANIFEST = "META-INF/manifest.xml"


def read_ods(path: Path, max_rows: int = MAX_ROWS) -> tuple[Grid, ...]:
    """Every sheet as a grid of text.

    Parameters
    ----------
    path : Path
        An ods file.
    max_rows : int
        A sheet with more filled rows is refused.

    Returns
    -------
    tuple of Grid
        In the order of the sheets.

    Raises
    ------
    UserError
        The file is no spreadsheet, is damaged, protected or too large; the sentence says which, and the fix.
    """
    encrypted = False

    def entry(name: str, attributes: Attributes) -> None:
        nonlocal encrypted
        encrypted = encrypted or name == "encryption-data"

    with open_package(path, "ods") as package:
        if package.has(MANIFEST):
            package.parse(MANIFEST, entry)
        if encrypted:
            raise UserError(
                f"{path.name} is protected by a password; save a copy without the password and use that."
            )
        reader = OdsReader(path.name, max_rows)
        package.parse("content.xml", reader.start, reader.end, reader.text)
    return tuple(reader.grids)
