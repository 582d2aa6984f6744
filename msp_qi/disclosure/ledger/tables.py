"""The history of one table: what may go out beside what went out before."""

import numpy as np

from msp_qi.disclosure.cells import Counts, Labelled
from msp_qi.disclosure.figures import Mask, Room, room, with_totals
from msp_qi.disclosure.hide import Wanted, hide, wanted
from msp_qi.disclosure.ledger.file import Contents, TableEntry, TableRelease
from msp_qi.disclosure.ledger.periods import span
from msp_qi.disclosure.ledger.standing import standing
from msp_qi.disclosure.rules import Rules
from msp_qi.errors import UserError

# The page says the rule, and never whether it was needed: that alone would tell of a small change.
FIRST = "These figures are published for the first time."
AGAIN = (
    "Where a count differs today by fewer than {k} from the one published before, the published one stands."
)
AS_COUNTED = "All figures are as counted today."
STOOD = (
    "{count} of {all} figures stand as published before: today's count differs from it by fewer than {k}, and the "
    "difference would be a small number."
)
ALL_STAND = (
    "The table stands as published before: beside it, today's would let a reader work out a small number."
)


def changed(last: TableRelease, made: TableRelease) -> bool:
    """Whether anything is shown otherwise than last time; the day alone is no new publication."""
    return (last.k, last.base, last.counts, last.hidden) != (made.k, made.base, made.counts, made.hidden)


def entry_of(contents: Contents, name: str, period: str, profile: str, given: Labelled) -> TableEntry:
    """The history of this table, new where it has none; refused where it cannot be compared."""
    days = span(period)
    rows, columns = [str(label) for label in given.rows], [str(label) for label in given.columns]
    for entry in (each for each in contents.tables if (each.name, each.profile) == (name, profile)):
        if span(entry.period) == days:
            if (entry.rows, entry.columns) != (rows, columns):
                raise UserError(
                    f"The table {name} of {period} was published with other rows or columns; give it the same, "
                    "with 0 where there is none, or a reader can subtract one from the other."
                )
            return entry
        if span(entry.period).overlaps(days):
            raise UserError(
                f"The table {name} of {period} overlaps that of {entry.period}, which is published: a reader could "
                "subtract one from the other; publish periods that do not overlap."
            )
    made = TableEntry(name, period, profile, rows, columns)
    contents.tables.append(made)
    return made


def next_release(entry: TableEntry, new: Counts, rules: Rules) -> tuple[Counts, Mask, str]:
    """Counts to publish, which figures are hidden, and what to say about it."""
    if not entry.releases:
        hidden = hide(with_totals(new), rules)
        assert hidden is not None  # the first publication can always be protected
        return new, hidden, AS_COUNTED
    last = entry.releases[-1]
    earlier, before = np.array(last.counts, dtype=np.int64), np.array(last.hidden, dtype=bool)
    kept = standing(new, earlier, max(rules.k, last.k))
    if (kept == earlier).all() and (rules.k, rules.base) == (last.k, last.base):
        return earlier, before, _said(new, earlier, rules)
    hidden = hide(with_totals(kept), rules, *_history(entry))
    if hidden is not None:
        return kept, hidden, _said(new, kept, rules)
    if (rules.k, rules.base) != (last.k, last.base):
        raise UserError(
            f"The table {entry.name} of {entry.period} was published with k {last.k} and base {last.base}; keep them, "
            "since both versions together would let a reader work out a small number."
        )
    return earlier, before, ALL_STAND


def _history(entry: TableEntry) -> tuple[Room, Wanted]:
    """The moves that all earlier publications leave open, and what their small numbers want."""
    rooms: list[Room] = []
    wants: list[Wanted] = []
    for release in entry.releases:
        rules, figures = Rules(release.k, release.base), with_totals(np.array(release.counts, dtype=np.int64))
        rooms.append(room(figures, np.array(release.hidden, dtype=bool), rules))
        wants.append(wanted(figures, rules))
    all_rooms, all_wants = rooms[0], wants[0]
    for each, want in zip(rooms[1:], wants[1:], strict=True):
        all_rooms, all_wants = all_rooms.within(each), all_wants.and_also(want)
    return all_rooms, all_wants


def _said(new: Counts, kept: Counts, rules: Rules) -> str:
    count = int((new != kept).sum())
    return STOOD.format(count=count, all=new.size, k=rules.k) if count else AS_COUNTED
