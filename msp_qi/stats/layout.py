"""Which rows belong together: groups, parts, baseline and exclusions, laid out as long arrays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from msp_qi.errors import UserError
from msp_qi.stats.arguments import Labels, whole
from msp_qi.stats.grouped import Bools, Ints

ALL = "all"

# A number, several numbers, or one such entry for each group.
Positions = int | Iterable[int] | Mapping[object, int | Iterable[int]]


@dataclass(frozen=True)
class Layout:
    """Rows sorted so that each group lies together, in the order given within it.

    Parameters
    ----------
    order : array of int
        Position in the caller's rows of each sorted row.
    segment : array of int
        Group and part of each sorted row, counted from 0.
    position : array of int
        1-based position within the group.
    included, in_baseline : array of bool
        Counted at all; counted for the lines.
    names : Index
        The groups, in order of first appearance.
    group_of, part_of : array of int
        For each segment, its group (index into names) and its part (from 1).
    """

    order: Ints
    segment: Ints
    position: Ints
    included: Bools
    in_baseline: Bools
    names: pd.Index
    group_of: Ints
    part_of: Ints

    @property
    def count(self) -> int:
        """Number of segments."""
        return len(self.group_of)

    def back(self) -> Ints:
        """Where each of the caller's rows went."""
        place = np.empty(len(self.order), dtype=np.int64)
        place[self.order] = np.arange(len(self.order))
        return place


def lay_out(
    size: int,
    group: Labels | None = None,
    *,
    freeze: Positions | None = None,
    parts: Positions | None = None,
    exclude: Positions | None = None,
    starts: Bools | None = None,
    freeze_name: str = "freeze",
) -> Layout:
    """Sort the rows by group and mark part, baseline and exclusions; the caller's rows stay as they are.

    ``parts`` says where parts end, by position; ``starts`` marks, in the caller's rows, where they begin.
    ``freeze_name`` is what the caller calls ``freeze``, for the messages.
    """
    codes, names = _codes(size, group)
    order = np.argsort(codes, kind="stable").astype(np.int64)
    codes = codes[order]
    sizes = np.bincount(codes, minlength=len(names))
    first = np.cumsum(sizes) - sizes
    position = (np.arange(size) - first[codes] + 1).astype(np.int64)
    ends = _mark(parts, codes, position, names, first, sizes, "parts")
    out = _mark(exclude, codes, position, names, first, sizes, "exclude")
    begins = position == 1
    begins[1:] |= ends[:-1]
    if starts is not None:
        begins |= starts[order]
    segment = (np.cumsum(begins) - 1).astype(np.int64)
    opening = np.flatnonzero(begins)
    group_of = codes[opening]
    part_of = segment[opening] - segment[first[group_of]] + 1
    place = np.arange(size) - opening[segment] + 1
    return Layout(
        order=order,
        segment=segment,
        position=position,
        included=~out,
        in_baseline=~out & (place <= _frozen(freeze, names, freeze_name)[codes]),
        names=names,
        group_of=group_of,
        part_of=part_of,
    )


def _codes(size: int, group: Labels | None) -> tuple[Ints, pd.Index]:
    if group is None:
        return np.zeros(size, dtype=np.int64), pd.Index([ALL])
    codes, names = pd.factorize(pd.Series(group).reset_index(drop=True))
    if (codes < 0).any():
        raise UserError(
            f"group, row {int(np.argmax(codes < 0)) + 1}: no group; name it or leave the row out."
        )
    return codes.astype(np.int64), pd.Index(names)


def _frozen(freeze: Positions | None, names: pd.Index, name: str) -> Ints:
    """How many first points of a part set its lines, for each group."""
    everything = np.iinfo(np.int64).max
    if isinstance(freeze, Mapping):
        known(freeze, names, name)
        return np.array([whole(freeze[n], name, least=1) if n in freeze else everything for n in names])
    value = everything if freeze is None else whole(freeze, name, least=1)
    return np.full(len(names), value, dtype=np.int64)


def _mark(
    wanted: Positions | None,
    codes: Ints,
    position: Ints,
    names: pd.Index,
    first: Ints,
    sizes: Ints,
    name: str,
) -> Bools:
    """True at each wanted 1-based position within its group."""
    marked = np.zeros(len(codes), dtype=bool)
    if wanted is None:
        return marked
    if isinstance(wanted, Mapping):
        known(wanted, names, name)
        for label, places in wanted.items():
            at = int(names.get_loc(label))  # type: ignore[arg-type]
            marked[first[at] + np.array(_places(places, name, int(sizes[at])), dtype=np.int64) - 1] = True
        return marked
    return np.isin(position, _places(wanted, name, int(sizes.max(initial=0))))


def _places(wanted: object, name: str, longest: int) -> list[int]:
    places = [wanted] if not isinstance(wanted, Iterable) or isinstance(wanted, str) else list(wanted)
    found = [whole(place, name, least=1) for place in places]
    beyond = [place for place in found if place > longest]
    if beyond:
        raise UserError(f"{name}: position {beyond[0]} is beyond the last point ({longest}); count from 1.")
    return found


def known(wanted: Mapping[object, object], names: pd.Index, name: str) -> None:
    """Each group of the dictionary must be there."""
    strange = [label for label in wanted if label not in names]
    if strange:
        raise UserError(
            f"{name}: no group is called {strange[0]!r}; the groups are {', '.join(map(str, names))}."
        )
