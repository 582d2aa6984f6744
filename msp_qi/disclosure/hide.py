"""Hide as little as leaves every small number its room."""

from dataclasses import dataclass

import numpy as np

from msp_qi.disclosure.cells import Counts
from msp_qi.disclosure.figures import Mask, Room, parts, room, room_hidden, small
from msp_qi.disclosure.paths import Costs, Path, Place, cheapest_path
from msp_qi.disclosure.rules import Rules


@dataclass(frozen=True)
class Wanted:
    """How far each figure must be able to move, up and down; 0 for those that need no protection."""

    up: Counts
    down: Counts

    def and_also(self, other: "Wanted") -> "Wanted":
        """What both want."""
        return Wanted(np.maximum(self.up, other.up), np.maximum(self.down, other.down))


def wanted(figures: Counts, rules: Rules) -> Wanted:
    """Every small figure could as well be any other number below k; a total at least one for each of its cells."""
    few = small(figures, rules)
    return Wanted(
        np.where(few, np.maximum(rules.k - 1 - figures, 0), 0), np.where(few, figures - parts(figures), 0)
    )


def hide(
    figures: Counts, rules: Rules, earlier: Room | None = None, also: Wanted | None = None
) -> Mask | None:
    """Which figures are shown as the symbol.

    Parameters
    ----------
    figures : array
        True counts with their totals.
    rules : Rules
        The settings.
    earlier : Room, optional
        The moves that tables already published leave open.
    also : Wanted, optional
        What the small numbers of those tables want.

    Returns
    -------
    array of bool or None
        None where what is published already lets a small number be worked out, whatever is hidden now.
    """
    want = wanted(figures, rules) if also is None else wanted(figures, rules).and_also(also)
    work = _Work.begin(figures, rules, earlier)
    for place in _in_order(want):
        up, down = int(want.up[place]), int(want.down[place])
        if _is_total(place, figures):
            up, down = down, up
        if not (work.let_rise(place, up) and work.turned().let_rise(place, down)):
            return None
    return work.hidden


def _in_order(want: Wanted) -> list[Place]:
    return [(row, column) for row, column in np.argwhere((want.up > 0) | (want.down > 0)).tolist()]


def _is_total(place: Place, figures: Counts) -> bool:
    last_row, last_column = figures.shape[0] - 1, figures.shape[1] - 1
    return bool((place[0] == last_row) != (place[1] == last_column))


def costs(figures: Counts, rules: Rules) -> Costs:
    """What hiding a figure costs: what would be shown for it; a total more than all cells, the grand total more still.

    The shown number and not the true one, so that the choice gives nothing away.
    """
    found = ((2 * figures + rules.base) // (2 * rules.base) * rules.base).astype(float)
    most = float(found[:-1, :-1].sum()) + 1
    found[:-1, -1] += most
    found[-1, :-1] += most
    found[-1, -1] += most * sum(found.shape)
    return found


@dataclass(frozen=True)
class _Work:
    """The state of the search: room as it is, room if a figure were hidden, and what that costs."""

    rise: Counts
    fall: Counts
    open_rise: Counts
    open_fall: Counts
    cost: Costs
    hidden: Mask

    @classmethod
    def begin(cls, figures: Counts, rules: Rules, earlier: Room | None) -> "_Work":
        hidden = small(figures, rules)
        now, opened = room(figures, hidden, rules), room_hidden(figures, rules)
        if earlier is not None:
            now, opened = now.within(earlier), opened.within(earlier)
        cost = np.where(hidden | (figures == 0), np.inf, costs(figures, rules))
        return cls(*now.signed(), *opened.signed(), cost, hidden)

    def turned(self) -> "_Work":
        """The same state (not a copy) with rising and falling exchanged."""
        return _Work(self.fall, self.rise, self.open_fall, self.open_rise, self.cost, self.hidden)

    def let_rise(self, place: Place, amount: int) -> bool:
        """Hide what must be hidden so that the figure can rise by the amount; False where nothing helps."""
        if not amount:
            return True
        if self.rise[place] < amount and not (
            np.isfinite(self.cost[place]) and self._hide(place, self.open_rise[place] >= amount)
        ):
            return False
        if self._in_one_step(place) >= amount:
            return True
        rise, fall = self.rise.copy(), self.fall.copy()
        while amount > 0:
            path = cheapest_path(
                place,
                self._price(rise, self.rise, self.open_rise),
                self._price(fall, self.fall, self.open_fall),
            )
            if path is None:
                return False
            self._open(path, rise, fall)
            step = min([amount, *(rise[at] for at in path.rising), *(fall[at] for at in path.falling)])
            for given, taken, places in ((rise, fall, path.rising), (fall, rise, path.falling)):
                for at in places:
                    given[at] -= step
                    taken[at] += step
            amount -= int(step)
        return True

    def _in_one_step(self, place: Place) -> int:
        """How far it can rise along the best single rectangle; the usual case, and the fast one."""
        row, column = place
        others, across = self.fall[:, column].copy(), self.fall[row].copy()
        others[row] = across[column] = 0
        return int(np.minimum(np.minimum(others[:, None], across), self.rise).max())

    def _price(self, left: Counts, now: Counts, opened: Counts) -> Costs:
        return np.where(left > 0, 0.0, np.where(opened > now, self.cost, np.inf))

    def _open(self, path: Path, rise: Counts, fall: Counts) -> None:
        """Hide the figures of the path that could not give way."""
        for left, places in ((rise, path.rising), (fall, path.falling)):
            for at in places:
                if left[at] <= 0:
                    rise[at] += self.open_rise[at] - self.rise[at]
                    fall[at] += self.open_fall[at] - self.fall[at]
                    self._hide(at, True)

    def _hide(self, place: Place, useful: bool) -> bool:
        if useful:
            self.rise[place], self.fall[place] = self.open_rise[place], self.open_fall[place]
            self.cost[place], self.hidden[place] = np.inf, True
        return useful
