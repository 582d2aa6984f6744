"""What a caller may pass, checked once, with a sentence that lists the options."""

from collections.abc import Iterable, Sequence, Set
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from msp_qi.errors import UserError

Floats = NDArray[np.float64]
# One value a row, in whatever a caller holds: list, array, Series or index.
Column = ArrayLike | Iterable[object]
NO_NUMBERS = {"M": "dates", "m": "durations", "c": "complex numbers"}
Labels: TypeAlias = Sequence[Any] | NDArray[Any] | pd.Series | pd.Index


def numbers(values: ArrayLike | Iterable[object], name: str) -> Floats:
    """The values as floats, missing as NaN; a UserError where one is not a finite number.

    Examples
    --------
    >>> numbers([1, None, 2.5], "y")
    array([1. , nan, 2.5])
    """
    column = _one_column(values, name)
    found = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan).copy()
    wrong = (np.isnan(found) & column.notna().to_numpy(dtype=bool)) | np.isinf(found)
    if wrong.any():
        row = int(np.argmax(wrong))
        seen = column[row].item() if isinstance(column[row], np.generic) else column[row]
        raise UserError(
            f"{name}, row {row + 1}: {seen!r} is not a number; give a number or leave it missing."
        )
    return found


def _one_column(values: ArrayLike | Iterable[object], name: str) -> "pd.Series[Any]":
    try:
        column: pd.Series[Any] = pd.Series(values).reset_index(drop=True)  # type: ignore[call-overload, unused-ignore]
    except (TypeError, ValueError) as wrong:
        raise UserError(f"{name} is not one column; give a list, an array or a Series.") from wrong
    # Dates and durations would turn into counts of nanoseconds, and complex numbers would lose a half.
    if column.dtype.kind in NO_NUMBERS:
        raise UserError(f"{name} holds {NO_NUMBERS[column.dtype.kind]}; give plain numbers.")
    return column


def number(value: object, name: str) -> float:
    """``value`` as one finite number above 0."""
    plain = isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)
    if not plain or not 0 < float(value) < np.inf:  # type: ignore[arg-type]
        raise UserError(f"{name} is {value!r}; give a number above 0.")
    return float(value)  # type: ignore[arg-type]


def same_length(size: int, **columns: Labels | Floats | None) -> None:
    """Each column given must have ``size`` rows."""
    for name, column in columns.items():
        if column is None:
            continue
        one = hasattr(column, "__len__") and not isinstance(column, (str, bytes, Set))
        if not one or getattr(column, "ndim", 1) != 1:
            raise UserError(f"{name} is not one column; give a list, an array or a Series.")
        if len(column) != size:
            raise UserError(f"{name} has {len(column)} rows and y has {size}; they must match row by row.")


def one_of(value: str, options: Sequence[str], name: str) -> str:
    """``value``, if it is one of the options."""
    if value not in options:
        raise UserError(f"{name} is {value!r}; it must be one of {', '.join(map(repr, options))}.")
    return value


def whole(value: object, name: str, *, least: int = 0) -> int:
    """``value`` as a whole number of at least ``least``."""
    if isinstance(value, (bool, str)) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise UserError(f"{name} is {value!r}; give a whole number of {least} or more.")
    if not np.isfinite(value) or value != int(value) or value < least:
        raise UserError(f"{name} is {value}; give a whole number of {least} or more.")
    return int(value)
