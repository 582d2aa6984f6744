"""One text that says where the data are and, for an export, which mapping file goes with them."""

from pathlib import Path

# No file name on Windows may hold the bar; a notebook's one parameter carries both paths, readable for a person.
MAPPED_BY = " | mapped by "


def together(data: Path, mapping: Path | None) -> str:
    """The place of the data and of the mapping file in one text, both absolute.

    Examples
    --------
    >>> apart(together(Path("exports"), Path("our.toml")))[1].endswith("our.toml")
    True
    """
    return str(data.resolve()) + (f"{MAPPED_BY}{mapping.resolve()}" if mapping is not None else "")


def apart(place: str) -> tuple[str, str | None]:
    """The place of the data and, where there is one, of the mapping file.

    Examples
    --------
    >>> apart("exports | mapped by our.toml"), apart("audit.xlsx")
    (('exports', 'our.toml'), ('audit.xlsx', None))
    """
    data, mapped, mapping = place.partition(MAPPED_BY)
    return data, mapping if mapped else None
