"""The text of a csv file: its encoding and its separator, found strictly or refused by name."""

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from msp_qi.data.grid import counted
from msp_qi.errors import UserError

# One letter outside the usual ones makes a text four times as large in memory.
MAX_CSV_BYTES = 50 * 1024 * 1024
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


# An accented letter, or a curly mark, as UTF-8 writes it; Windows-1252 would show "Ã©" or "â€™", which nobody types.
_MULTIBYTE = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x90-\xaf]")


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
    if path.stat().st_size > MAX_CSV_BYTES:
        raise UserError(
            f"{path.name} is larger than {MAX_CSV_BYTES // 1024**2} MB; split it into smaller files in one folder."
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
    if codec := _wide(raw):
        return _decode_strictly(name, raw, codec, "UTF-16"), "UTF-16"
    if b"\x00" in raw:
        line = _line(raw, raw.index(b"\x00"))
        raise UserError(
            f"{name} holds zero bytes, the first in line {line:,}, which no text has; save it again as csv (UTF-8)."
        )
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        if mixed := _MULTIBYTE.search(raw):
            first, other = sorted(_line(raw, place) for place in (error.start, mixed.start()))
            raise UserError(
                f"{name} mixes UTF-8 and Windows-1252 text (look at lines {first:,} and {other:,}), so letters with "
                "accents cannot be told; save it again as csv (UTF-8) from Excel."
            ) from None
        return _decode_strictly(name, raw, "cp1252", "Windows-1252"), "Windows-1252"


def _line(raw: bytes, place: int) -> int:
    return raw.count(b"\n", 0, place) + 1


def _wide(raw: bytes) -> str:
    """The codec of UTF-16 without its mark: a zero byte beside nearly every letter, and none in its place."""
    for codec, zeros, letters in (("utf-16-le", raw[1::2], raw[0::2]), ("utf-16-be", raw[0::2], raw[1::2])):
        if zeros.count(0) > 0.8 * len(zeros) and 0 not in letters:
            return codec
    return ""


def _decode_strictly(name: str, raw: bytes, codec: str, spoken: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        problem = (
            f"is neither UTF-8 nor Windows-1252 text in line {_line(raw, error.start):,}"
            if codec == "cp1252"
            else f"starts as {spoken} and is not"
        )
        raise UserError(f"{name} {problem}; save it again as csv (UTF-8) from Excel.") from None


def find_separator(
    name: str,
    text: str,
    known_headings: Callable[[list[str]], int],
    near_headings: Callable[[list[list[str]]], int],
) -> str:
    """The separator with which the first lines hold the most known headings, or else the most near ones.

    Parameters
    ----------
    name : str
        File name, for messages.
    text : str
        The whole text.
    known_headings : callable
        How many of some cells are headings that some table knows.
    near_headings : callable
        How many cells of some rows only look like headings of one table.

    Raises
    ------
    UserError
        None of the separators gives a known heading, nor anything that looks like some.
    """
    lines = [line for line in text[:100_000].split("\n") if line.strip()][:10]
    if not lines:
        raise UserError(f"{name} is empty; fill in a csv template and try again.")

    def rows(separator: str) -> list[list[str]]:
        return [[cell.strip().strip('"') for cell in line.split(separator)] for line in lines]

    known = {separator: max(map(known_headings, rows(separator))) for separator in SEPARATORS}
    if not any(known.values()):
        known = {separator: near_headings(rows(separator)) for separator in SEPARATORS}
    if not any(known.values()):
        names = ", ".join(SEPARATORS.values())
        raise UserError(
            f"{name} has no heading of any template in its first {counted(len(lines), 'line')} (columns separated by "
            f"{names}); put the headings of the template into row 1."
        )
    return max(known, key=lambda separator: known[separator])
