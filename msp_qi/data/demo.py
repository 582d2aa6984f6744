"""A synthetic year for eight made-up services, seeded, with known truths planted. Nobody in it exists."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from msp_qi.schema import answers, national_answers
from msp_qi.schema.audit_items import AUDIT_ITEMS

LABEL = "(synthetic)"
FIRST_MONTH = "2025-11"
MONTHS = 12
STAGES = ("concern", "planning", "review", "closure")


@dataclass(frozen=True)
class PlantedService:
    """A made-up service and the truth planted in it.

    Parameters
    ----------
    name : str
        Always ends in ``LABEL``.
    truth : str
        What a careful reader should find, in a sentence.
    before, after : float
        Chance (0 to 1) that an audit item is met before and after ``turns_at``.
    turns_at : int
        Month (0 is the first) in which the chance changes.
    cases : int
        Random-core cases drawn a month.
    change : str
        A change to practice recorded in that month; empty for none.
    stops_at : int
        Month from which nothing is reported any more.
    """

    name: str
    truth: str
    before: float
    after: float
    turns_at: int = 6
    cases: int = 8
    change: str = ""
    stops_at: int = MONTHS


PLANTED: tuple[PlantedService, ...] = (
    PlantedService(
        f"Ash House {LABEL}",
        "improves after the change in its seventh month",
        0.40,
        0.88,
        change="Outcome asked first at every visit",
    ),
    PlantedService(f"Birch Court {LABEL}", "is good and steady: nothing to find", 0.86, 0.86),
    PlantedService(f"Cedar Lodge {LABEL}", "drifts down from its sixth month", 0.85, 0.42, turns_at=5),
    PlantedService(
        f"Damson Road {LABEL}",
        "made a change that made no difference",
        0.60,
        0.60,
        change="New recording form",
    ),
    PlantedService(f"Elder Cottage {LABEL}", "is tiny: too few cases to judge", 0.70, 0.70, cases=1),
    PlantedService(f"Fir Grove {LABEL}", "stops reporting after its ninth month", 0.72, 0.72, stops_at=9),
    PlantedService(f"Gorse View {LABEL}", "is middling and steady: nothing to find", 0.62, 0.62, cases=10),
    PlantedService(f"Hazel Mews {LABEL}", "is steady, with the same concern coming back", 0.70, 0.70),
)

_OUTCOMES = (
    "I want to decide when my visits end.",
    "I want to feel safe walking to the shop on my own.",
    "I want my money to be mine again.",
    "I want to see my family without being told what to say.",
    "I want to know who is told what about me.",
    "I want help at night without being checked on every hour.",
)
_EVIDENCE = (
    "Explained the risk back in own words and weighed two options.",
    "Asked four questions about the decision; answers recorded.",
    "Understood the risk, could not keep it in mind; best interests meeting recorded.",
)


def demo_tables(seed: int = 2026, services: tuple[PlantedService, ...] = PLANTED) -> dict[str, pd.DataFrame]:
    """Make the synthetic tables.

    Parameters
    ----------
    seed : int
        The same seed makes the same tables.
    services : tuple of PlantedService
        What to make.

    Returns
    -------
    dict of str to DataFrame
        ``concerns``, ``case_audits`` and ``changes`` with the columns of the schema.

    Examples
    --------
    >>> sorted(demo_tables())
    ['case_audits', 'changes', 'concerns']
    """
    generator = np.random.default_rng(seed)
    months = pd.period_range(FIRST_MONTH, periods=MONTHS, freq="M").to_timestamp()
    concerns: list[dict[str, object]] = []
    audits: list[dict[str, object]] = []
    for number, service in enumerate(services, start=1):
        for position, month in enumerate(months[: service.stops_at]):
            chance = service.before if position < service.turns_at else service.after
            drawn = [_case(generator, service, number, month, count) for count in range(service.cases + 1)]
            concerns += drawn
            audits += [_audit(generator, case, month, chance) for case in drawn[: service.cases]]
    return {
        "concerns": pd.DataFrame(concerns),
        "case_audits": pd.DataFrame(audits),
        "changes": _changes(services, months),
    }


def _case(
    generator: np.random.Generator, service: PlantedService, number: int, month: pd.Timestamp, count: int
) -> dict[str, object]:
    repeats = service.truth.endswith("coming back")
    themes = [answer.code for answer in answers.THEME]
    weights = np.array([8 if repeats and code == "financial" else 1 for code in themes], dtype=float)
    raised = month + pd.Timedelta(days=int(generator.integers(0, 12)))
    last_day = pd.Period(FIRST_MONTH, freq="M").to_timestamp() + pd.DateOffset(months=MONTHS, days=-1)
    concluded = raised + pd.Timedelta(days=int(generator.integers(10, 70)))
    return {
        "service": service.name,
        "case_id": f"{number:02d}{month:%y%m}{count + 1:02d}",
        "person_id": f"P{number:02d}{int(generator.integers(1, 12 if repeats else 60)):03d}",
        "date_raised": raised,
        "theme": str(generator.choice(themes, p=weights / weights.sum())),
        "age_band": str(generator.choice([answer.code for answer in national_answers.AGE_BAND])),
        "immediate_danger": _yes(generator, 0.1),
        "date_concluded": concluded if concluded <= last_day else None,
    }


def _audit(
    generator: np.random.Generator, case: dict[str, object], month: pd.Timestamp, chance: float
) -> dict[str, object]:
    key = {
        "service": case["service"],
        "case_id": case["case_id"],
        "audit_month": month,
        "sampled_as": "random",
    }
    if generator.random() < 0.04:
        return key
    audit_date = month + pd.Timedelta(days=int(generator.integers(18, 27)))
    items: dict[str, object] = {item.name: _answer(generator, chance) for item in AUDIT_ITEMS}
    if generator.random() < 0.5:
        items["a12_least_restrictive"] = "na"
    answers_given = {
        **_words(generator, items["a1_own_words"] == "met"),
        **_involvement(generator, chance),
        **_capacity_and_advocacy(generator, chance, case),
        **_review(generator, chance, audit_date),
    }
    return {**key, "audit_date": audit_date, **answers_given, **items, **_consistent(answers_given)}


def _consistent(given: dict[str, object]) -> dict[str, object]:
    """The auditor's answers where the facts recorded beside them leave only one."""
    stages = [given[f"involved_{stage}"] for stage in STAGES]
    involved = all(stage in ("led", "involved", "not_reached") for stage in stages)
    offered = {"not_needed": "na", "not_offered": "not_met"}.get(str(given["advocacy_status"]), "met")
    return {
        "a3_involved": "met" if involved else "partly",
        "a4_advocacy": offered,
        "a8_capacity": "met" if given["capacity_evidence"] else "not_met",
    }


def _answer(generator: np.random.Generator, chance: float) -> str:
    if generator.random() < chance:
        return "met"
    return str(generator.choice(["partly", "not_met", "cannot_tell"], p=[0.5, 0.4, 0.1]))


def _yes(generator: np.random.Generator, chance: float) -> str:
    return "yes" if generator.random() < chance else "no"


def _words(generator: np.random.Generator, found_good: bool) -> dict[str, object]:
    if found_good:
        source = str(generator.choice(["person", "representative", "staff"], p=[0.78, 0.14, 0.08]))
        return {"outcome_text": str(generator.choice(_OUTCOMES)), "outcome_source": source}
    if generator.random() < 0.5:
        return {"outcome_text": "To be kept safe.", "outcome_source": "staff"}
    return {"outcome_text": None, "outcome_source": "not_recorded"}


def _involvement(generator: np.random.Generator, chance: float) -> dict[str, object]:
    involved_throughout = generator.random() < chance
    levels: dict[str, object] = {}
    for stage in STAGES:
        good = involved_throughout or generator.random() < 0.6
        choices = ["led", "involved"] if good else ["informed", "not_involved"]
        levels[f"involved_{stage}"] = str(generator.choice(choices))
    if generator.random() < 0.3:
        levels["involved_closure"] = "not_reached"
    return levels


def _capacity_and_advocacy(
    generator: np.random.Generator, chance: float, case: dict[str, object]
) -> dict[str, object]:
    capacity = _capacity(generator, chance)
    lacks = capacity["capacity_statement"] == "assessed_lacks"
    advocacy: dict[str, object]
    if not lacks and generator.random() < 0.6:
        advocacy = {
            "substantial_difficulty": "no",
            "advocacy_status": "not_needed",
            "advocacy_offered_date": None,
        }
    elif generator.random() >= chance:
        advocacy = {
            "substantial_difficulty": "yes",
            "advocacy_status": "not_offered",
            "advocacy_offered_date": None,
        }
    else:
        advocacy = {"substantial_difficulty": "yes", **_offer(generator, case)}
    return {**advocacy, **capacity}


def _offer(generator: np.random.Generator, case: dict[str, object]) -> dict[str, object]:
    offered = pd.Timestamp(str(case["date_raised"])) + pd.Timedelta(days=int(generator.integers(1, 6)))
    status = str(generator.choice(["in_place", "offered_declined", "offered_waiting"], p=[0.6, 0.25, 0.15]))
    return {"advocacy_status": status, "advocacy_offered_date": offered}


def _capacity(generator: np.random.Generator, chance: float) -> dict[str, object]:
    if generator.random() < 0.1:
        return {"capacity_statement": "not_recorded", "capacity_evidence": None}
    if generator.random() < chance:
        evidence = int(generator.choice(len(_EVIDENCE), p=[0.45, 0.4, 0.15]))
        statement = "assessed_lacks" if evidence == 2 else "assessed_has"
        return {"capacity_statement": statement, "capacity_evidence": _EVIDENCE[evidence]}
    return {"capacity_statement": "assumed", "capacity_evidence": None}


def _review(generator: np.random.Generator, chance: float, audit_date: pd.Timestamp) -> dict[str, object]:
    due = audit_date - pd.Timedelta(days=int(generator.integers(1, 15)))
    if generator.random() < chance:
        return {"review_due": due, "review_held": due - pd.Timedelta(days=int(generator.integers(0, 4)))}
    late = due + pd.Timedelta(days=int(generator.integers(1, 30)))
    return {"review_due": due, "review_held": late if late <= audit_date else None}


def _changes(services: tuple[PlantedService, ...], months: pd.DatetimeIndex) -> pd.DataFrame:
    rows = [
        {
            "service": service.name,
            "change_date": months[service.turns_at],
            "title": service.change,
            "requirement": "P1",
        }
        for service in services
        if service.change
    ]
    return pd.DataFrame(rows, columns=["service", "change_date", "title", "requirement"])
