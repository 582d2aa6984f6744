"""Themes that vanished or appeared, and whether one took the other's place: was it renamed?"""

from dataclasses import dataclass

import pandas as pd

from msp_qi.learning.recurring.history import LABELS
from msp_qi.learning.recurring.wording import month
from msp_qi.settings import FALSE_DISCOVERY, RECURRING_CONCERNS
from msp_qi.stats.categories import Turn, appeared, rise_p, vanished
from msp_qi.stats.constants import LEVEL
from msp_qi.stats.many import benjamini_hochberg

VANISHED, APPEARED = "vanished", "appeared"


@dataclass(frozen=True)
class ThemeTurn:
    """One theme that may have vanished or appeared.

    Parameters
    ----------
    theme : str
        Code of the theme.
    kind : {"vanished", "appeared"}
        Which of the two.
    turn : Turn
        Where, with counts out of all concerns before and after.
    last, first : Timestamp
        The last month before the turn and the first after it.
    """

    theme: str
    kind: str
    turn: Turn
    last: pd.Timestamp
    first: pd.Timestamp

    @property
    def key(self) -> str:
        """Its name among everything that was looked at."""
        return f"{self.theme} {self.kind}"


@dataclass(frozen=True)
class Pair:
    """A theme that took another's place.

    Parameters
    ----------
    found : ThemeTurn
        The one that vanished or appeared.
    other : str
        The theme that rose most as it vanished, or fell most as it appeared; empty where none did by itself.
    sure : bool
        Whether the other still stands out after allowing for all the themes it was picked from.
    other_before, other_after : tuple of int
        How many of the other, out of all concerns but those of the first, before and after the turn.
    """

    found: ThemeTurn
    other: str
    sure: bool = False
    other_before: tuple[int, int] = (0, 0)
    other_after: tuple[int, int] = (0, 0)


def turns(counts: pd.DataFrame) -> tuple[ThemeTurn, ...]:
    """Look at each theme's last and first month.

    Parameters
    ----------
    counts : DataFrame
        Index month, a column a theme: concerns.

    Returns
    -------
    tuple of ThemeTurn
        Two for each theme with at least ``RECURRING_CONCERNS`` concerns, less those that were named to the end, or
        from the beginning.
    """
    totals = counts.sum(axis=1).tolist()
    found = []
    for theme in counts.columns[counts.sum() >= RECURRING_CONCERNS]:
        for kind, look in ((VANISHED, vanished), (APPEARED, appeared)):
            turn = look(counts[theme].tolist(), totals)
            if turn is not None:
                last, first = counts.index[turn.position - 1], counts.index[turn.position]
                found.append(ThemeTurn(str(theme), kind, turn, last, first))
    return tuple(found)


def looked_at(counts: pd.DataFrame) -> int:
    """How many looks `turns` takes."""
    return 2 * int((counts.sum() >= RECURRING_CONCERNS).sum())


def pairs(counts: pd.DataFrame, clear: tuple[ThemeTurn, ...]) -> tuple[Pair, ...]:
    """For each clear turn, the theme that took the other's place; a pair is named once.

    Parameters
    ----------
    counts : DataFrame
        Index month, a column a theme: concerns.
    clear : tuple of ThemeTurn
        Turns that outlast the number of looks.

    Returns
    -------
    tuple of Pair
    """
    made: list[Pair] = []
    # The vanished come first: what took their place is then not told a second time as new.
    for found in sorted(clear, key=lambda turn: (turn.kind != VANISHED, turn.turn.p)):
        if all(pair.other != found.theme or not pair.sure for pair in made):
            made.append(_pair(counts, found))
    return tuple(made)


def _pair(counts: pd.DataFrame, found: ThemeTurn) -> Pair:
    """The other theme's share of the rest, so that a theme that goes for good lifts nobody else's."""
    others = counts.drop(columns=found.theme)
    position = found.turn.position
    before, after = others[:position].sum(), others[position:].sum()
    sides = {
        str(theme): ((int(before[theme]), int(before.sum())), (int(after[theme]), int(after.sum())))
        for theme in others.columns
    }
    if not sides:
        return Pair(found, "")
    p = [
        rise_p(*(side if found.kind == VANISHED else side[::-1]))
        if before.sum() and after.sum()
        else _lone(side)
        for side in sides.values()
    ]
    adjusted = dict(zip(sides, benjamini_hochberg(p), strict=True))
    other = min(zip(p, sides, strict=True))[1]
    if min(p) > LEVEL:
        return Pair(found, "")
    return Pair(found, other, adjusted[other] <= FALSE_DISCOVERY, *sides[other])


def _lone(side: tuple[tuple[int, int], tuple[int, int]]) -> float:
    """Where one side held nothing but the theme itself, all that stands on the other took its place."""
    (k_1, n_1), (k_2, n_2) = side
    return 0.0 if k_1 + k_2 and k_1 + k_2 == n_1 + n_2 else 1.0


def pair_sentence(pair: Pair) -> str:
    """What happened, how sure that is, and what not to conclude.

    Parameters
    ----------
    pair : Pair
        A clear turn and what took its place.

    Returns
    -------
    str
    """
    turn, name = pair.found.turn, LABELS[pair.found.theme]
    (k_1, n_1), (k_2, n_2) = turn.before, turn.after
    if pair.found.kind == VANISHED:
        gone = "vanished" if not k_2 else "nearly vanished"
        what = (
            f"{name} has {gone}: {k_1} of {n_1} concerns up to {month(pair.found.last)}, {k_2} of {n_2} since. "
            f"{_chance(turn.p)}"
        )
        none = "No other theme clearly took its place. Ask whether it is now written down under another name"
        end = "before you call it an improvement."
    else:
        new = "new" if not k_1 else "nearly new"
        what = (
            f"{name} is {new}: {k_1} of {n_1} concerns up to {month(pair.found.last)}, {k_2} of {n_2} since. "
            f"{_chance(turn.p)}"
        )
        none = "No other theme clearly made room for it. Ask whether it had another name until then"
        end = "before you call it a new risk. One event can bring several concerns."
    if not pair.other:
        return f"{what} Was it renamed? {none}, {end}"
    (a_1, m_1), (a_2, m_2) = pair.other_before, pair.other_after
    moved = "rose" if pair.found.kind == VANISHED else "fell"
    sure = "" if pair.sure else "; that may be chance, with so many themes to pick from"
    return (
        f"{what} Was it renamed? {LABELS[pair.other]} {moved} at the same time, from {a_1} of {m_1} other concerns to "
        f"{a_2} of {m_2}{sure}. Read the cases of both {end}"
    )


def _chance(p: float) -> str:
    times = round(1 / p) if p > 0 else 1_000_000
    size = "fewer than 1 time in 1,000" if times > 1000 else f"about 1 time in {max(times, 2):,}"
    return f"Chance alone would do this {size}."
