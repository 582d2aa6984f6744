"""Where each rule of a series marks it, and the words for it, all from the catalogue of signals."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from msp_qi.stats.signals import LIMITS, Signal, of_rules

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# Words that turn a stretch into a count of neighbours; without them the marked points are counted together.
_NEIGHBOURS = "{count}"
_TIMES = {0: "never", 1: "once", 2: "twice"}


@dataclass(frozen=True)
class Stretch:
    """Points that one rule marks, with the words for them.

    Parameters
    ----------
    rows : tuple of int
        Neighbours, or every marked point of a part on one side.
    above : bool
        Whether they lie above the line.
    words : str
        What the rule found.
    """

    rows: tuple[int, ...]
    above: bool
    words: str


def signals_of(rules: str, columns: pd.Index) -> tuple[Signal, ...]:
    """The catalogue's signals that a result can show: those of its rule set, and limits where these have none."""
    own = of_rules(rules)
    limits = () if any(signal.find is LIMITS.find for signal in own) else (LIMITS,)
    return tuple(signal for signal in (*limits, *own) if signal.name in columns)


def marks_of(signal: Signal, rows: pd.DataFrame, judged: Bools) -> Bools:
    """Which rows a rule marks: only what counts, and only where there are enough points to judge by it."""
    marks: Bools = rows[signal.name].to_numpy(dtype=bool) & rows["included"].to_numpy(dtype=bool)
    return marks if signal.few else np.asarray(marks & judged)


def whole_words(signals: tuple[Signal, ...], found: Mapping[str, object], line: str) -> str:
    """What the rules say of a part as a whole.

    Parameters
    ----------
    signals : tuple of Signal
    found : mapping
        A row of the summary.
    line : str
        ``"mean"`` or ``"median"``.
    """
    numbers = {name: _number(value) for name, value in found.items()}
    numbers["crossings"] = _times(numbers.get("crossings", ""))
    fired = [signal for signal in signals if signal.whole and found.get(f"{signal.name}_signal")]
    return "; ".join((s.drawn or s.label).format(**{**numbers, "line": line}) for s in fired)


def _number(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) and not np.isnan(value) else str(value)


def _times(count: str) -> str:
    return {str(number): words for number, words in _TIMES.items()}.get(count, f"{count} times")


def stretches(signal: Signal, rows: pd.DataFrame, marks: Bools, line: str) -> tuple[Stretch, ...]:
    """What one rule marks, in the order of time."""
    side = np.sign(rows["y"].to_numpy(dtype=float) - rows["cl"].to_numpy(dtype=float))
    counts = ~np.isnan(side) & (side != 0) & rows["included"].to_numpy(dtype=bool)
    part = rows["part"].to_numpy()
    neighbours = _NEIGHBOURS in (signal.drawn or signal.label)
    found: list[list[int]] = []
    before: int | None = None
    for row in (int(row) for row in np.flatnonzero(counts)):
        if marks[row]:
            last = None if before is None else (before if neighbours else _earlier(found, side, row))
            joins = (
                last is not None
                and bool(marks[last])
                and part[last] == part[row]
                and (signal.turns or side[last] == side[row])
            )
            home = next((at for at in reversed(found) if at[-1] == last), None) if joins else None
            if home is None:
                found.append([row])
            else:
                home.append(row)
        before = row
    return tuple(Stretch(tuple(at), bool(side[at[-1]] > 0), _words(signal, rows, at, line)) for at in found)


def _earlier(found: list[list[int]], side: Floats, row: int) -> int | None:
    """The last marked row on the same side of the line, wherever it stands."""
    return max((at[-1] for at in found if side[at[-1]] == side[row]), default=None)


def _words(signal: Signal, rows: pd.DataFrame, at: list[int], line: str) -> str:
    y, centre = (rows[name].to_numpy(dtype=float) for name in ("y", "cl"))
    return (signal.drawn or signal.label).format(
        count=len(at),
        points=f"{len(at)} point{'s' if len(at) != 1 else ''}",
        side="above" if y[at[-1]] > centre[at[-1]] else "below",
        heading="rising" if y[at[-1]] > y[at[0]] else "falling",
        line=line,
    )
