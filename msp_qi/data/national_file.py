"""Entries for ``national_figures.toml`` from an official ASCOF file that a person points at."""

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from msp_qi.data.load import load
from msp_qi.data.published import CONTROL, FEEL_SAFE, RISK_REDUCED
from msp_qi.errors import UserError
from msp_qi.schema.field import Table
from msp_qi.schema.national_figures import MEASURES

SOURCE = "ascof_2024_25"
ENGLAND = "England"
# As many as are published; the file itself holds some as 94.19999999999999.
DECIMALS = 1


@dataclass(frozen=True)
class Official:
    """An official table that can be read, and what its columns are called.

    Parameters
    ----------
    table : Table
        As it is published.
    measure : str
        The measure in ``national_figures.toml``.
    of, margin : str
        The columns of the n and of the margin of error; empty for none.
    above : str
        The column that can never be above the n; empty for none.
    """

    table: Table
    measure: str
    of: str
    margin: str = ""
    above: str = ""


OFFICIAL: tuple[Official, ...] = (
    Official(RISK_REDUCED, "risk_reduced_or_removed", "denominator", above="numerator"),
    Official(FEEL_SAFE, "feel_safe", "respondents", "margin"),
    Official(CONTROL, "control_over_daily_life", "respondents", "margin"),
)


@dataclass(frozen=True)
class NationalEntries:
    """What an official file says about the areas that were asked for.

    Parameters
    ----------
    table : DataFrame
        area, year, value, of, margin; a row for each published figure.
    toml : str
        The same as ``[[figure]]`` entries.
    left_out : tuple of str
        A sentence for each row without a usable figure.
    """

    table: pd.DataFrame
    toml: str
    left_out: tuple[str, ...]


def national_entries(
    path: str | Path, areas: tuple[str, ...] = (ENGLAND,), measure: str = ""
) -> NationalEntries:
    """Read an official ASCOF file (4A, 4B or 3A) and take the figures of some areas.

    Parameters
    ----------
    path : str or Path
        The csv file as published: la_code, area, ons_code, year, and outcome, with numerator and denominator or with
        margin of error and number of respondents.
    areas : tuple of str
        Names as they stand in the file.
    measure : str
        What the file counts; needed where its columns do not tell, as for the two survey questions.

    Returns
    -------
    NationalEntries

    Raises
    ------
    UserError
        The file is none of these tables, or has no such area.
    """
    place = Path(path)
    official, rows = _read(place, measure)
    known = rows["area"].astype(str)
    for area in areas:
        if not known.eq(area).any():
            near = [name for name in dict.fromkeys(known) if area.lower() in name.lower()][:3]
            hint = f"; do you mean {' or '.join(near)}?" if near else "; copy the name from its column area."
            raise UserError(f'{place.name} has no area "{area}"{hint}')
    found, left_out = [], []
    for row in rows[known.isin(areas)].to_dict("records"):
        entry, why = _entry({str(key): said for key, said in row.items()}, official)
        found += [entry] if entry else []
        left_out += [f"{row['area']}, {row['year']}: {why}."] if why else []
    table = pd.DataFrame(found, columns=["area", "year", "value", "of", "margin"])
    return NationalEntries(table, _as_toml(official.measure, table), tuple(left_out))


def _read(place: Path, measure: str) -> tuple[Official, pd.DataFrame]:
    """The table, known by its columns; the two survey questions have the same ones, and none is guessed."""
    measures = [official.measure for official in OFFICIAL]
    if measure and measure not in measures:
        raise UserError(f'There is no official table for "{measure}"; there are: {", ".join(measures)}.')
    fitting = [
        (official, rows)
        for official in OFFICIAL
        if (rows := _rows(place, official)) is not None and measure in ("", official.measure)
    ]
    if not fitting:
        titles = "; ".join(f"{official.measure} ({official.table.title})" for official in OFFICIAL)
        raise UserError(
            f"{place.name} is not an official table of {measure or titles}; download its csv again."
        )
    if len(fitting) > 1:
        names = " or ".join(f"--measure {official.measure}" for official, _ in fitting)
        raise UserError(f"The columns of {place.name} do not say what was asked; add {names}.")
    return fitting[0]


def _rows(place: Path, official: Official) -> pd.DataFrame | None:
    rows = load(place, (official.table,)).tables.get(official.table.name)
    fits = rows is not None and rows["outcome"].notna().any() and rows[official.of].notna().any()
    return rows if fits else None


def _entry(row: dict[str, object], official: Official) -> tuple[dict[str, object] | None, str]:
    value, of = _figure(row["outcome"]), _figure(row[official.of])
    value = None if value is None else round(value, DECIMALS)
    if value is None:
        return None, "suppressed or not published"
    above = _figure(row[official.above]) if official.above else None
    if above is not None and of is not None and above > of:
        return None, f"published with {above:g} of {of:g}, which cannot be"
    if value > 100:
        return None, f"published as {value:g} %, which cannot be"
    margin = _figure(row[official.margin]) if official.margin else None
    return {
        "area": str(row["area"]),
        "year": _year(str(row["year"])),
        "value": value,
        "of": of,
        "margin": margin,
    }, ""


def _figure(said: object) -> float | None:
    found = pd.to_numeric(pd.Series([said]), errors="coerce").iloc[0]
    return None if pd.isna(found) else float(found)


def _year(said: str) -> str:
    """``"2024 to 2025"`` as ``"2024-25"``."""
    first, _, last = said.partition(" to ")
    return f"{first}-{last[-2:]}" if last else said


def _as_toml(measure: str, table: pd.DataFrame) -> str:
    blocks = []
    for row in table.to_dict("records"):
        lines = ["[[figure]]", f'measure = "{MEASURES[measure].name}"']
        lines += [f"{part} = {json.dumps(row[part], ensure_ascii=False)}" for part in ("area", "year")]
        lines.append(f"value = {row['value']}")
        lines += [] if pd.isna(row["of"]) else [f"of = {row['of']:.0f}"]
        lines += [] if pd.isna(row["margin"]) else [f"margin = {row['margin']:g}"]
        blocks.append("\n".join([*lines, f'source = "{SOURCE}"']))
    return "\n\n".join(blocks) + "\n" if blocks else ""
