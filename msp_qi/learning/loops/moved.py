"""Whether the indicators that a change was meant to improve moved, with what must not get worse beside them."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from msp_qi.errors import UserError
from msp_qi.learning.changes import WANTED, Change, ChangeEffect, changes_of, effects
from msp_qi.measures.catalogue import named
from msp_qi.measures.compute import Measures

MEANT, BALANCING = "meant to improve", "must not get worse"


@dataclass(frozen=True)
class Moved:
    """One change with what followed it.

    Parameters
    ----------
    change : Change
        What changed.
    effects : tuple of ChangeEffect
        The indicators of the requirement it was meant to improve, before and after.
    beside : tuple of ChangeEffect
        What must not get worse: the indicators of the balancing requirement, else those that the catalogue reads
        beside the first.
    not_compared : tuple of str
        Requirements whose numbers are not shares, so that they cannot be compared here.
    """

    change: Change
    effects: tuple[ChangeEffect, ...]
    beside: tuple[ChangeEffect, ...]
    not_compared: tuple[str, ...] = ()


def moved(measures: Measures, service: str) -> tuple[Moved, ...]:
    """Every recorded change of a service, before and after.

    Parameters
    ----------
    measures : Measures
        From ``msp_qi.measures.compute``.
    service : str
        Which service.

    Returns
    -------
    tuple of Moved
        Earliest first; empty where no change is recorded, or where all lie after the day of the report.
    """
    changes = [
        change for change in changes_of(measures.data, service) if change.date <= measures.context.as_of
    ]
    return tuple(_one(measures, change) for change in changes)


def _one(measures: Measures, change: Change) -> Moved:
    meant, failed = _compared(measures, change, change.requirement)
    beside: dict[str, ChangeEffect] = {}
    for requirement in _beside(measures, change, meant):
        found, wrong = _compared(measures, change, requirement)
        beside |= {effect.indicator.name: effect for effect in found}
        failed += wrong
    here = {effect.indicator.name for effect in meant}
    kept = tuple(effect for name, effect in beside.items() if name not in here)
    return Moved(change, meant, kept, tuple(dict.fromkeys(failed)))


def _beside(measures: Measures, change: Change, meant: tuple[ChangeEffect, ...]) -> list[str]:
    rows = measures.data.tables["changes"]
    here = (
        rows["service"].eq(change.service)
        & rows["title"].eq(change.title)
        & rows["change_date"].eq(change.date)
    )
    given = list(rows.loc[here, "balancing_requirement"].dropna().unique())
    if given:
        return [str(name) for name in given]
    names = [effect.indicator.balancing for effect in meant if effect.indicator.balancing]
    return list(dict.fromkeys(named(name).requirements[0] for name in names))


def _compared(
    measures: Measures, change: Change, requirement: str
) -> tuple[tuple[ChangeEffect, ...], tuple[str, ...]]:
    asked = Change(change.service, change.title, change.date, requirement)
    try:
        found = (each for each in effects(measures, asked) if each.role == WANTED)
        return tuple(each for each in found if each.indicator.kind == "proportion"), ()
    except UserError:
        # A rate is more than one thing a case, and is not compared as a share.
        return (), (requirement,)


def moved_words(found: Moved) -> str:
    """What happened after a change, how sure we are, and what not to conclude.

    Parameters
    ----------
    found : Moved
        One change.

    Returns
    -------
    str
    """
    if not found.effects:
        return "There is nothing to compare for what it was meant to improve."
    words = f"Meant to improve: {_counted(found.effects)}."
    words += (
        f" Must not get worse: {_counted(found.beside)}."
        if found.beside
        else " Nothing is named that must not get worse."
    )
    if len(found.effects) + len(found.beside) > 1:
        words += " With several numbers side by side, one may differ by chance."
    return f"{words} Something else may have changed at the same time, so this cannot prove that the change did it."


def _counted(compared: tuple[ChangeEffect, ...]) -> str:
    """How many ended in which verdict, e.g. "of 3 numbers, 2 improved, 1 shows no clear difference"."""
    verdicts = Counter(effect.comparison.verdict for effect in compared)
    said = ", ".join(f"{count} {_ended(verdict, count)}" for verdict, count in verdicts.most_common())
    return f"of {len(compared)} {'number' if len(compared) == 1 else 'numbers'}, {said}"


def _ended(verdict: str, count: int) -> str:
    if verdict == "no clear difference":
        return f"{'shows' if count == 1 else 'show'} {verdict}"
    return "cannot be told" if verdict == "cannot tell" else verdict


def moved_table(found: Moved) -> pd.DataFrame:
    """Before and after, side by side.

    Parameters
    ----------
    found : Moved
        One change.

    Returns
    -------
    DataFrame
        indicator, role (``MEANT`` or ``BALANCING``), before_n, before, after_n, after (0 to 1), verdict.
    """
    rows = [
        (effect.indicator.title, role, effect.comparison.n[0], effect.comparison.values[0], effect.comparison.n[1],
         effect.comparison.values[1], effect.comparison.verdict)
        for role, effects_ in ((MEANT, found.effects), (BALANCING, found.beside))
        for effect in effects_
    ]  # fmt: skip
    return pd.DataFrame(
        rows, columns=["indicator", "role", "before_n", "before", "after_n", "after", "verdict"]
    )
