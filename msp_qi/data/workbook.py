"""Read an Excel workbook as text: every sheet, where it is hidden, and what its numbers look like."""

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from msp_qi.data.grid import MAX_CELLS, MAX_ROWS, Grid, shown
from msp_qi.data.xlsx_package import Package, open_package
from msp_qi.data.xlsx_sheet import Look, Looks, SheetReader, unescape
from msp_qi.data.xml_stream import Attributes

# Built-in number formats that show a day (14 to 17, 22 and the East Asian ones) or a time.
_BUILT_IN_DATES = frozenset((*range(14, 18), 22, *range(27, 32), *range(34, 37), *range(50, 59)))
_BUILT_IN_TIMES = frozenset((18, 19, 20, 21, 32, 33, 45, 46, 47))
# A format that a person wrote is shorter than this; Excel allows this many formats for cells.
MAX_FORMAT_LENGTH = 500
MAX_LOOKS = 65_490
MAX_SHARED = 2 * MAX_CELLS
_NOT_A_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[[hms]+\]")
_ZEROS = re.compile("0{2,}")
# What a format puts beside the digits; and formats that add nothing but separators and a percentage.
_MARKS_ADDED = re.compile(r'"[^"]+"|\\.')
_AMOUNT = re.compile(r"[#,]*0?(?:\.[0#]+)?%?(?:e[+-]?0+)?")


@dataclass(frozen=True)
class _Sheet:
    name: str
    part: str
    hidden: bool


def read_workbook(path: Path, max_rows: int = MAX_ROWS) -> tuple[Grid, ...]:
    """Every worksheet as a grid of text.

    Parameters
    ----------
    path : Path
        An xlsx or xlsm file.
    max_rows : int
        A sheet with more filled rows is refused.

    Returns
    -------
    tuple of Grid
        In the order of the sheets.

    Raises
    ------
    UserError
        The file is no workbook, is damaged, protected or too large; the sentence says which, and the fix.
    """
    with open_package(path) as package:
        workbook = _workbook_part(package)
        targets = _relations(package, workbook)
        sheets, from_1904 = _sheets(package, workbook, targets)
        look = Look(_strings(package, targets), _looks(package, targets), from_1904)
        return tuple(_grid(package, path.name, sheet, look, max_rows) for sheet in sheets)


def _grid(package: Package, file: str, sheet: _Sheet, look: Look, max_rows: int) -> Grid:
    reader = SheetReader(look, f"{file}, sheet {sheet.name},", max_rows)
    reader.read(package, sheet.part)
    rows = {row: reader.rows[row] for row in sorted(reader.rows)}
    return Grid(
        file,
        sheet.name,
        rows,
        tuple(reader.merged),
        sheet.hidden,
        tuple(reader.hidden_rows),
        tuple(reader.hidden_columns),
    )


def _workbook_part(package: Package) -> str:
    found: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes["Target"].lstrip("/"))

    if package.has("_rels/.rels"):
        package.parse("_rels/.rels", start)
    return found[0] if found else "xl/workbook.xml"


def _relations(package: Package, workbook: str) -> dict[str, str]:
    """Relation id to part name; what occurs once (strings, styles) also by the last word of its type."""
    folder, name = posixpath.split(workbook)
    targets: dict[str, str] = {}

    def start(element: str, attributes: Attributes) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, attributes["Target"])).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            targets[attributes["Id"]] = target if kind == "worksheet" else ""
            targets.setdefault(f"type {kind}", target)

    package.parse(f"{folder}/_rels/{name}.rels", start)
    return targets


def _sheets(package: Package, workbook: str, targets: dict[str, str]) -> tuple[list[_Sheet], bool]:
    sheets: list[_Sheet] = []
    counted_from_1904 = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal counted_from_1904
        if name == "workbookPr":
            counted_from_1904 = attributes.get("date1904") in ("1", "true")
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            if part := targets[relation]:
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(_Sheet(shown(attributes["name"]), part, hidden))

    package.parse(workbook, start)
    return sheets, counted_from_1904


def _strings(package: Package, targets: dict[str, str]) -> list[str]:
    """The shared texts: pieces of one text joined, Japanese reading aids left out."""
    strings: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "aid": False}

    def start(name: str, attributes: Attributes) -> None:
        if name == "si":
            pieces.clear()
        elif name == "rPh":
            state["aid"] = True
        elif name == "t":
            state["text"] = not state["aid"]

    def end(name: str) -> None:
        if name == "si":
            strings.append(unescape("".join(pieces)))
            if len(strings) > MAX_SHARED:
                raise ValueError("more texts than all cells together could show")
        elif name == "rPh":
            state["aid"] = False
        elif name == "t":
            state["text"] = False

    def text(piece: str) -> None:
        if state["text"]:
            pieces.append(piece)

    part = targets.get("type sharedStrings", "")
    if part and package.has(part):
        package.parse(part, start, end, text)
    return strings


def _looks(package: Package, targets: dict[str, str]) -> list[Looks]:
    """For each cell style, whether its number is a date, a time, or is padded with zeros."""
    codes: dict[int, str] = {}
    looks: list[Looks] = []
    inside = {"cellXfs": False}

    def start(name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[:MAX_FORMAT_LENGTH]
        elif name == "cellXfs":
            inside["cellXfs"] = True
        elif name == "xf" and inside["cellXfs"]:
            looks.append(_look(int(attributes.get("numFmtId", "0")), codes))
            if len(looks) > MAX_LOOKS:
                raise ValueError("more cell formats than Excel allows")

    def end(name: str) -> None:
        if name == "cellXfs":
            inside["cellXfs"] = False

    part = targets.get("type styles", "")
    if part and package.has(part):
        package.parse(part, start, end)
    return looks


def _look(number: int, codes: dict[int, str]) -> Looks:
    if number not in codes:
        return "date" if number in _BUILT_IN_DATES else "time" if number in _BUILT_IN_TIMES else "number"
    code = _NOT_A_CODE.sub("", codes[number]).split(";")[0].casefold()
    if _ZEROS.fullmatch(code) and not _MARKS_ADDED.search(codes[number]):
        return len(code)
    if code in ("general", "standard", "@"):
        return "own" if _MARKS_ADDED.search(codes[number]) else "number"
    if set("yd") & set(code):
        return "date"
    if set("hs") & set(code) or _ELAPSED.search(codes[number].casefold()):
        return "time"
    if "m" in code:
        return "date"
    return "number" if _AMOUNT.fullmatch(code) and not _MARKS_ADDED.search(codes[number]) else "own"
