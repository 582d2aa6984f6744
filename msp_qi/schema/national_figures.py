"""Published figures to stand beside local ones: read from ``national_figures.toml``, or a file like it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Literal, TypeVar, get_args

from msp_qi.errors import UserError

FILE = "national_figures.toml"
NEVER_A_TARGET = "Context, not a target"
Kind = TypeVar("Kind")
Unit = Literal["count", "per cent"]


@dataclass(frozen=True)
class Publication:
    """Where a figure was published.

    Parameters
    ----------
    title, publisher, licence : str
        As they are cited.
    published : date or None
        The day of publication, where it was noted.
    """

    title: str
    publisher: str
    licence: str
    published: date | None = None

    @property
    def words(self) -> str:
        """The source in one line."""
        day = f", {self.published.day} {self.published:%B %Y}" if self.published else ""
        return f"{self.publisher}: {self.title}{day} ({self.licence})"


@dataclass(frozen=True)
class Measure:
    """What is counted.

    Parameters
    ----------
    name, title : str
        In code and in words.
    unit : {"count", "per cent"}
        What the value is.
    compare : str
        Why a local figure may differ, in a sentence.
    indicator : str
        The indicator that counts the nearest thing; empty for none.
    """

    name: str
    title: str
    unit: Unit
    compare: str
    indicator: str = ""


@dataclass(frozen=True)
class NationalFigure:
    """One published figure.

    Parameters
    ----------
    measure : Measure
        What is counted.
    area, year : str
        E.g. ``"England"``, ``"2024-25"`` (April to March).
    value : float
        A count, or a percentage from 0 to 100.
    source : Publication
        Where it was published.
    of : int or None
        How many the percentage is of.
    margin : float or None
        Half the width of the published 95 % interval of a survey, in percentage points.
    """

    measure: Measure
    area: str
    year: str
    value: float
    source: Publication
    of: int | None = None
    margin: float | None = None

    @property
    def words(self) -> str:
        """The value with its n.

        Examples
        --------
        >>> england("risk_reduced_or_removed").words
        '91.2 % of 143,210'
        >>> england("concerns").words
        '640,240'
        """
        if self.measure.unit == "count":
            return f"{self.value:,.0f}"
        give = f" (give or take {self.margin:g})" if self.margin else ""
        return f"{self.value:.1f} %{give}" + (f" of {self.of:,}" if self.of else "")

    @property
    def sentence(self) -> str:
        """The figure, its year, and that it is no target."""
        return (
            f"{self.area}, {self.year}: {self.words}. {NEVER_A_TARGET}. {self.measure.compare} "
            f"Source: {self.source.words}."
        )


def read_national(text: str, name: str = FILE) -> tuple[NationalFigure, ...]:
    """The figures in a text such as ``national_figures.toml``.

    Parameters
    ----------
    text : str
        In TOML.
    name : str
        Name of the file, for messages.

    Returns
    -------
    tuple of NationalFigure
        In the order of the file.

    Raises
    ------
    UserError
        The text is no TOML, or an entry is incomplete or names a measure or source that is not there.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{name} cannot be read ({error}); mend that line.") from error
    sources = {key: _source(key, said, name) for key, said in _tables(found, "sources", name).items()}
    measures = {key: _measure(key, said, name) for key, said in _tables(found, "measures", name).items()}
    figures = found.get("figure", [])
    if not isinstance(figures, list):
        raise UserError(f"{name} must hold its figures as [[figure]]; write the heading with two brackets.")
    return tuple(
        _figure(number, said, measures, sources, name) for number, said in enumerate(figures, start=1)
    )


def latest(figures: tuple[NationalFigure, ...], measure: str, area: str = "England") -> NationalFigure | None:
    """The figure of the latest year, or None.

    Parameters
    ----------
    figures : tuple of NationalFigure
        As read.
    measure, area : str
        Which.
    """
    found = [figure for figure in figures if figure.measure.name == measure and figure.area == area]
    return max(found, key=lambda figure: figure.year, default=None)


def england(measure: str) -> NationalFigure:
    """The latest figure for England that comes with the product."""
    found = latest(NATIONAL, measure)
    if found is None:
        raise UserError(f"There is no figure {measure}; there are: {', '.join(sorted(MEASURES))}.")
    return found


def _tables(found: Mapping[str, Any], key: str, name: str) -> Mapping[str, Any]:
    tables = found.get(key, {})
    if isinstance(tables, Mapping) and all(isinstance(said, Mapping) for said in tables.values()):
        return tables
    raise UserError(f"{name} must hold {key} as [{key}.NAME]; mend that heading.")


def _source(key: str, said: Mapping[str, Any], name: str) -> Publication:
    where = f"[sources.{key}] in {name}"
    published = said.get("published")
    if published is not None and not isinstance(published, date):
        raise UserError(f"{where} needs the day of publication as 2025-11-27, without quotation marks.")
    title, publisher, licence = (_text(said, part, where) for part in ("title", "publisher", "licence"))
    return Publication(title, publisher, licence, published)


def _measure(key: str, said: Mapping[str, Any], name: str) -> Measure:
    where = f"[measures.{key}] in {name}"
    unit: Unit | None = next((known for known in get_args(Unit) if known == said.get("unit")), None)
    if unit is None:
        raise UserError(f"{where} needs a unit; write one of: {', '.join(get_args(Unit))}.")
    indicator = str(said.get("indicator", ""))
    return Measure(key, _text(said, "title", where), unit, _text(said, "compare", where), indicator)


def _figure(
    number: int,
    said: object,
    measures: Mapping[str, Measure],
    sources: Mapping[str, Publication],
    name: str,
) -> NationalFigure:
    where = f"[[figure]] number {number} in {name}"
    if not isinstance(said, Mapping):
        raise UserError(f"{where} is not a table; write one line for each of its parts.")
    measure = _named(said, "measure", measures, where)
    source = _named(said, "source", sources, where)
    value = _number(said, "value", where)
    if value is None:
        raise UserError(f"{where} needs a value; write it as a number.")
    if measure.unit == "per cent" and value > 100:
        raise UserError(f"{where} has {value:g} %, and a percentage cannot be above 100; correct it.")
    of = _number(said, "of", where)
    return NationalFigure(
        measure,
        _text(said, "area", where),
        _text(said, "year", where),
        value,
        source,
        None if of is None else int(of),
        _number(said, "margin", where),
    )


def _named(said: Mapping[str, Any], part: str, known: Mapping[str, Kind], where: str) -> Kind:
    wanted = _text(said, part, where)
    if wanted not in known:
        raise UserError(f'{where} names the {part} "{wanted}"; there are: {", ".join(known)}.')
    return known[wanted]


def _text(said: Mapping[str, Any], part: str, where: str) -> str:
    found = said.get(part)
    if isinstance(found, str) and found.strip():
        return found
    raise UserError(f"{where} has no {part}; write it in quotation marks.")


def _number(said: Mapping[str, Any], part: str, where: str) -> float | None:
    found = said.get(part)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, (int, float)) or not 0 <= found < float("inf"):
        raise UserError(f"{where} has no number of 0 or more as {part}; write it without quotation marks.")
    return float(found)


NATIONAL = read_national(files("msp_qi.schema").joinpath(FILE).read_text(encoding="utf-8"))
MEASURES: dict[str, Measure] = {figure.measure.name: figure.measure for figure in NATIONAL}
