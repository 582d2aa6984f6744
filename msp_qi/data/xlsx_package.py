"""The archive behind a workbook (xlsx or ods): everything that is checked before any sheet is read.

Read without openpyxl, which cannot tell a formula without a saved value from an empty cell in one pass, and
which makes every row up to a stray space in the last row of a sheet.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from xml.parsers import expat

from msp_qi.data.grid import MAX_FILE_BYTES
from msp_qi.data.xml_stream import OnStart, parse_xml
from msp_qi.errors import UserError

MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_PARTS = 5_000

_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,  # an unknown way of compressing
    RuntimeError,  # a part with a password
    ValueError,
    LookupError,
    OverflowError,
)

Kind = Literal["xlsx", "ods"]
_CALLED: Mapping[Kind, str] = {
    "xlsx": "an Excel workbook (.xlsx)",
    "ods": "an OpenDocument spreadsheet (.ods)",
}


class Package:
    """The parts of an opened workbook, found by name whatever their case.

    Parameters
    ----------
    archive : ZipFile
        Already checked by :func:`open_package`.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = {_part_key(info.filename): info for info in archive.infolist()}

    def has(self, part: str) -> bool:
        """Whether the workbook has such a part."""
        return _part_key(part) in self._parts

    def parse(
        self,
        part: str,
        start: OnStart,
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Stream one part through handlers that get names without namespaces."""
        with self._archive.open(self._parts[_part_key(part)]) as stream:
            parse_xml(stream, start, end, text)


@contextmanager
def open_package(path: Path, kind: Kind = "xlsx") -> Iterator[Package]:
    """Open a workbook after checking that it is one, and that it is safe to unpack.

    Raises
    ------
    UserError
        Not a file of that kind, protected by a password, broken, or too large once unpacked.
    """
    _refuse_what_is_no_archive(path, kind)
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_large_archive(path.name, archive)
            _refuse_locked(path.name, archive)
            names = [_part_key(part.filename) for part in archive.infolist() if not part.is_dir()]
            _refuse_other_kinds(path.name, set(names), kind)
            if len(names) > len(set(names)):
                raise ValueError("two parts of one name: nobody can tell which one a person has seen")
            yield Package(archive)
    except _BROKEN as error:
        raise UserError(
            f"{path.name} is damaged and cannot be read; open it in Excel and save it under a new name."
        ) from error


def _refuse_locked(name: str, archive: zipfile.ZipFile) -> None:
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise UserError(f"{name} is protected by a password; save a copy without the password and use that.")


def _refuse_what_is_no_archive(path: Path, kind: Kind) -> None:
    name, called = path.name, _CALLED[kind]
    if path.stat().st_size > MAX_FILE_BYTES:
        raise UserError(f"{name} is larger than {MAX_FILE_BYTES // 1024**2} MB; split it into smaller files.")
    with path.open("rb") as stream:
        head = stream.read(512)
        if head.startswith(_OLE_SIGNATURE):
            if _ENCRYPTED in head + stream.read():
                raise UserError(
                    f"{name} is protected by a password; save a copy without the password and use that."
                )
            raise UserError(
                f"{name} is an old Excel file (.xls); save it as an Excel workbook (.xlsx) and use that."
            )
    if not head:
        raise UserError(f"{name} is empty (0 bytes); save it again from Excel.")
    if zipfile.is_zipfile(path):
        return
    if head.startswith(b"PK"):
        raise UserError(f"{name} breaks off before its end; copy or download it again.")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise UserError(
            f"{name} is a web page or plain XML under the name of a workbook, as some systems export it; open it in "
            "Excel and save it as an Excel workbook (.xlsx)."
        )
    if b"\x00" not in head and not head.startswith(b"%PDF"):
        raise UserError(
            f"{name} is not {called} but plain text; if it is a csv file, give it the ending .csv and use that."
        )
    raise UserError(f"{name} is not {called}; open it in Excel and save it as one.")


def _refuse_large_archive(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES:
        raise UserError(
            f"{name} unpacks to {unpacked / 1024**2:,.0f} MB, more than the {MAX_UNPACKED_BYTES // 1024**2} MB "
            "that is safe to open; copy the filled rows into a fresh template."
        )
    if len(parts) > MAX_PARTS:
        raise UserError(
            f"{name} has {len(parts):,} parts inside, which no filled template has; use a fresh template."
        )


def _refuse_other_kinds(name: str, parts: set[str], kind: Kind) -> None:
    if kind == "ods":
        if "content.xml" not in parts:
            raise UserError(
                f"{name} is not an OpenDocument spreadsheet (.ods); give it its own ending, such as .xlsx."
            )
        return
    if "xl/workbook.bin" in parts:
        raise UserError(
            f"{name} is a binary Excel workbook (.xlsb); save it as an Excel workbook (.xlsx) and use that."
        )
    if "content.xml" in parts:
        raise UserError(f"{name} is an OpenDocument file; give it the ending .ods, or save it as .xlsx.")
    if not any(part.endswith("workbook.xml") for part in parts):
        raise UserError(f"{name} is not an Excel workbook (.xlsx); open it in Excel and save it as one.")


def _part_key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
