"""The text of a csv file: its encoding and its separator, found strictly or refused by name."""

import codecs
from collections.abc import Callable
from pathlib import Path

from msp_qi.data.grid import MAX_FILE_BYTES, counted
from msp_qi.errors import UserError

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "an Excel workbook or another zip file", "give it its own ending, such as .xlsx"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file", "save it as an Excel workbook (.xlsx)"),
    (b"%PDF", "a PDF", "save the table itself as csv or xlsx"),
    (b"PAR1", "a Parquet file", "give it the ending .parquet"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
)


def read_text(path: Path) -> tuple[str, str]:
    """The text of a csv file and the encoding that it was in.

    Returns
    -------
    tuple of str and str
        Text with ``\\n`` line ends; encoding as a person knows it, such as ``"Windows-1252"``.

    Raises
    ------
    UserError
        The file is too large, is no text, or is in no encoding that can be told for certain.
    """
    if path.stat().st_size > MAX_FILE_BYTES:
        raise UserError(
            f"{path.name} is larger than {MAX_FILE_BYTES // 1024**2} MB; split it into smaller files."
        )
    raw = path.read_bytes()
    for signature, what, fix in _OTHER_FILES:
        if raw.startswith(signature):
            raise UserError(f"{path.name} is not a csv file but {what}; {fix}.")
    text, encoding = _decode(path.name, raw)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decode(name: str, raw: bytes) -> tuple[str, str]:
    for mark, codec, spoken in _MARKS:
        if raw.startswith(mark):
            return _decode_strictly(name, raw, codec, spoken), spoken
    if b"\x00" in raw:
        return _decode_wide(name, raw)
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _decode_strictly(name, raw, "cp1252", "Windows-1252"), "Windows-1252"


def _decode_wide(name: str, raw: bytes) -> tuple[str, str]:
    """UTF-16 without its mark shows as a zero byte beside nearly every letter."""
    for codec, zeros in (("utf-16-le", raw[1::2]), ("utf-16-be", raw[0::2])):
        if zeros and zeros.count(0) > 0.8 * len(zeros) and len(raw) % 2 == 0:
            return _decode_strictly(name, raw, codec, "UTF-16"), "UTF-16"
    raise UserError(f"{name} holds zero bytes, so it is not a csv file; save it again as csv (UTF-8).")


def _decode_strictly(name: str, raw: bytes, codec: str, spoken: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        problem = (
            "is neither UTF-8 nor Windows-1252 text"
            if codec == "cp1252"
            else f"starts as {spoken} and is not"
        )
        raise UserError(f"{name} {problem}; save it again as csv (UTF-8) from Excel.") from None


def find_separator(name: str, text: str, known_headings: Callable[[list[str]], int]) -> str:
    """The separator with which the first lines hold the most known headings.

    Parameters
    ----------
    name : str
        File name, for messages.
    text : str
        The whole text.
    known_headings : callable
        How many of some cells are headings that some table knows.

    Raises
    ------
    UserError
        None of the separators gives a single known heading.
    """
    lines = [line for line in text[:100_000].split("\n") if line.strip()][:10]
    if not lines:
        raise UserError(f"{name} is empty; fill in a csv template and try again.")

    def most(separator: str) -> int:
        return max(
            known_headings([cell.strip().strip('"') for cell in line.split(separator)]) for line in lines
        )

    best = max(SEPARATORS, key=most)
    if most(best) == 0:
        names = ", ".join(SEPARATORS.values())
        raise UserError(
            f"{name} has no heading of any template in its first {counted(len(lines), 'line')} (columns separated by "
            f"{names}); put the headings of the template into row 1."
        )
    return best
