"""Synthetic concerns and case audits."""

import pandas as pd

from msp_qi.data.demo.dice import Dice, Row
from msp_qi.data.demo.planted import PlantedService
from msp_qi.schema import answers
from msp_qi.schema.audit_items import AUDIT_ITEMS
from msp_qi.schema.fields import table

STAGES = ("concern", "planning", "review", "closure")
COPIED = "To be kept safe and supported at all times by staff."

_WISHES = (
    "I want to decide when visits end", "I want to walk to the shop on my own", "I want my money to be mine again",
    "I want to see my family without being told what to say", "I want to know who is told what about me",
    "I want help at night without being checked on", "I want to choose who washes me", "I want my front door key back",
    "I want to say no and be heard", "I want to go to the market again", "I want to sleep without worrying",
    "I want to keep seeing my friend",
)  # fmt: skip
_DETAILS = (
    "and nobody to shout", "and to feel calm after", "even when it rains", "with somebody near if I ring",
    "and to be told the truth", "and to keep my Sundays", "as I did before the fall",
    "and to hold the papers myself",    "without a fuss", "and to be asked first",
)  # fmt: skip
# Which types of risk of the national collection a theme goes with; one that is not named, with any.
_TYPES = {
    "controlling": ("psychological", "domestic"),
    "financial": ("financial",),
    "neglect": ("neglect", "organisational"),
    "physical": ("physical", "domestic"),
    "self_neglect": ("self_neglect",),
    "restriction": ("organisational", "psychological"),
    "information": ("organisational",),
    "community": ("financial", "sexual_exploitation", "discriminatory"),
}
_HAS = (
    "Explained the risk back and weighed two options",
    "Asked about the decision",
)
_LACKS = "Could not keep the risk in mind"


def concern(
    dice: Dice, service: PlantedService, number: int, month: pd.Timestamp, count: int, chance: float
) -> Row:
    """One concern; in the service where concerns come back, mostly about the same few people and one theme."""
    repeats = service.truth == "repeats"
    themes = tuple(answer.code for answer in answers.THEME)
    raised = dice.always_later(month, 0, 11)
    danger = dice.yes_no(0.1)
    person = f"P{number:02d}{dice.between(1, 12 if repeats else 900):03d}"
    theme = dice.one_of(themes, tuple(8.0 if repeats and code == "financial" else 1.0 for code in themes))
    return {
        "service": service.name,
        "case_id": f"{number:02d}{month:%y%m}{count + 1:02d}",
        "person_id": person,
        "date_raised": raised,
        "theme": theme,
        "age_band": dice.one_of(_codes("age_band")),
        "immediate_danger": danger,
        **_danger_times(dice, raised, danger, chance),
        **_stages(dice, raised, chance),
        **_national(dice, chance, theme),
    }


def _danger_times(dice: Dice, raised: pd.Timestamp, danger: str, chance: float) -> Row:
    """In immediate danger somebody acts within the hour, late, or no time is written down."""
    if danger == "no":
        return {}
    aware = raised.replace(hour=dice.between(8, 17), minute=dice.between(0, 59))
    if dice.happens(chance):
        return {"aware_at": aware, "protective_action_at": aware + pd.Timedelta(minutes=dice.between(5, 55))}
    if dice.happens(0.5):
        return {"aware_at": aware, "protective_action_at": aware + pd.Timedelta(hours=dice.between(5, 30))}
    return {"aware_at": aware}


def _stages(dice: Dice, raised: pd.Timestamp, chance: float) -> Row:
    """The dates of the stages, in order; later where practice is weak."""
    slow = 0 if dice.happens(chance) else 10
    decided = dice.later(raised, 0, 2 + slow)
    started = dice.later(decided, 1, 5) if decided is not None else None
    agreed = dice.later(started, 3, 12 + slow) if started is not None else None
    concluded = dice.later(agreed, 7, 50) if agreed is not None else None
    dates = {"decided_on": decided, "enquiry_started_on": started, "plan_agreed_on": agreed}
    return {**dates, "date_concluded": concluded}


def _national(dice: Dice, chance: float, theme: str) -> Row:
    """The answers of the national collection."""
    found = dice.happens(0.85)
    lacked = dice.one_of(("yes", "no", "not_recorded"), (25, 65, 10))
    asked = ("asked_expressed", "asked_none", "not_asked", "not_recorded")
    expressed = dice.one_of(asked, (chance, 0.1, 1 - chance, 0.05))
    return {
        "risk_type": _type_of(theme, dice.one_of(_codes("risk_type"))),
        "risk_source": dice.one_of(_codes("risk_source")),
        "risk_location": dice.one_of(_codes("risk_location")),
        "risk_assessment_outcome": "identified_action" if found else "none_no_action",
        "risk_outcome": dice.one_of(("remained", "reduced", "removed"), (10, 60, 30)) if found else None,
        "lacked_capacity": lacked,
        "supported_by_advocate": dice.yes_no(chance) if lacked == "yes" else None,
        "outcomes_asked": expressed,
        "outcomes_achieved": dice.one_of(("fully", "partially", "not_achieved"), (chance, 0.5, 0.2))
        if expressed == "asked_expressed"
        else None,
    }


def _type_of(theme: str, rolled: str) -> str:
    """A type of risk that goes with the theme; the one that was rolled where any may."""
    types = _TYPES.get(theme)
    return types[_codes("risk_type").index(rolled) % len(types)] if types else rolled


def _codes(field: str) -> tuple[str, ...]:
    return table("concerns").field(field).codes


def audit(dice: Dice, case: Row, month: pd.Timestamp, service: PlantedService, chance: float) -> Row:
    """One case of the monthly random core; a few are drawn and never audited."""
    key: Row = {
        "service": case["service"],
        "case_id": case["case_id"],
        "audit_month": month,
        "sampled_as": "random",
    }
    if dice.happens(0.04):
        return key
    audit_date = dice.always_later(month, 18, 26)
    items: Row = {item.name: _answer(dice, chance) for item in AUDIT_ITEMS}
    facts = {
        **_words(dice, items["a1_own_words"] == "met", service.truth == "copies"),
        **_quote(case, str(items["a1_own_words"])),
        **_involvement(dice, chance),
        **_capacity_and_advocacy(dice, chance, case),
        **_review(dice, chance, audit_date),
        **_more_facts(dice, chance),
    }
    return {**key, "audit_date": audit_date, **facts, **items, **_not_applicable(dice), **_consistent(facts)}


def second_ratings(dice: Dice, first: Row) -> list[Row]:
    """What a second person answered, and what both then agreed on; they differ in about one item of eight."""
    key: Row = {name: first[name] for name in ("service", "case_id", "audit_month")}
    items = [item.name for item in AUDIT_ITEMS]
    second: Row = {name: _answer(dice, 0.5) if dice.happens(0.12) else first[name] for name in items}
    agreed: Row = {name: second[name] if dice.happens(0.5) else first[name] for name in items}
    role: Row = {"rater_role": "Registered manager", "rated_on": dice.later(first["audit_date"], 0, 3)}
    return [
        {**key, **role, "rating_stage": "second", **second},
        {**key, **role, "rating_stage": "moderated", **agreed},
    ]


def _answer(dice: Dice, chance: float) -> str:
    return "met" if dice.happens(chance) else dice.one_of(("partly", "not_met", "cannot_tell"), (5, 4, 1))


def _not_applicable(dice: Dice) -> Row:
    """Items that most cases do not call for."""
    rare = {"a10_immediate_danger": 0.85, "a11_declined_action": 0.7, "a12_least_restrictive": 0.5}
    rare |= {"a13_no_drift": 0.5, "a5_communication": 0.6}
    known = {item.name for item in AUDIT_ITEMS}
    return {name: "na" for name, chance in rare.items() if name in known and dice.happens(chance)}


def _consistent(facts: Row) -> Row:
    """The auditor's answers where the facts recorded beside them leave only one."""
    stages = [facts[f"involved_{stage}"] for stage in STAGES]
    involved = all(stage in ("led", "involved", "not_reached") for stage in stages)
    offered = {"not_needed": "na", "not_offered": "not_met"}.get(str(facts["advocacy_status"]), "met")
    return {
        "a3_involved": "met" if involved else "partly",
        "a4_advocacy": offered,
        "a8_capacity": "met" if facts.get("capacity_evidence") else "not_met",
    }


def _words(dice: Dice, found_good: bool, copied: bool) -> Row:
    if found_good:
        words = (
            COPIED if copied else f"{dice.one_of(_WISHES)} {dice.one_of(_DETAILS)}, {dice.wording.tail()}."
        )
        return {
            "outcome_text": words,
            "outcome_source": dice.one_of(("person", "representative", "staff"), (78, 14, 8)),
        }
    if dice.happens(0.5):
        return {"outcome_text": COPIED if copied else "To be safe.", "outcome_source": "staff"}
    return {"outcome_text": None, "outcome_source": "not_recorded"}


def _more_facts(dice: Dice, chance: float) -> Row:
    need, declined = dice.yes_no(0.4), dice.yes_no(0.25)
    facts: Row = {
        "communication_need": need,
        "declined_action": declined,
        "second_role_reviewed": dice.yes_no(chance),
        "team": dice.one_of(("T1", "T2")),
        "auditor_role": "Safeguarding lead",
    }
    if need == "yes":
        facts["adjustment_made"] = dice.yes_no(chance)
    if declined == "yes":
        facts |= {
            name: dice.yes_no(chance) for name in ("support_offered", "info_given", "options_explained")
        }
    return facts


def _quote(case: Row, own_words: str) -> Row:
    """Every third person whose words are recorded agreed to be quoted; without dice, so that nothing else changes."""
    return {"quote_consent": "yes" if own_words == "met" and int(str(case["case_id"])) % 3 == 0 else None}


def _involvement(dice: Dice, chance: float) -> Row:
    throughout = dice.happens(chance)
    levels: Row = {}
    for stage in STAGES:
        good = throughout or dice.happens(0.6)
        levels[f"involved_{stage}"] = dice.one_of(
            ("led", "involved") if good else ("informed", "not_involved")
        )
    return {**levels, "involved_closure": "not_reached"} if dice.happens(0.3) else levels


def _capacity_and_advocacy(dice: Dice, chance: float, case: Row) -> Row:
    capacity = _capacity(dice, chance, case["lacked_capacity"])
    if capacity["capacity_statement"] != "assessed_lacks" and dice.happens(0.6):
        return {**capacity, "substantial_difficulty": "no", "advocacy_status": "not_needed"}
    if not dice.happens(chance):
        return {**capacity, "substantial_difficulty": "yes", "advocacy_status": "not_offered"}
    status = dice.one_of(("in_place", "offered_declined", "offered_waiting"), (60, 25, 15))
    offered = dice.always_later(case["date_raised"], 1, 5)
    met = dice.later(offered, 1, 10) if dice.happens(chance) else dice.later(offered, 16, 25)
    return {
        **capacity,
        "substantial_difficulty": "yes",
        "advocacy_status": status,
        "advocacy_offered_date": offered,
        "advocacy_started_date": met if status == "in_place" else None,
    }


def _capacity(dice: Dice, chance: float, lacked: object) -> Row:
    """What the record says of capacity; never the opposite of what the concern says."""
    if lacked == "not_recorded" or dice.happens(0.05):
        return {"capacity_statement": "not_recorded"}
    if not dice.happens(chance):
        return {"capacity_statement": "assumed" if lacked == "no" else "not_recorded"}
    if lacked == "yes":
        return {"capacity_statement": "assessed_lacks", "capacity_evidence": dice.wording.capacity(_LACKS)}
    return {
        "capacity_statement": "assessed_has",
        "capacity_evidence": dice.wording.capacity(dice.one_of(_HAS)),
    }


def _review(dice: Dice, chance: float, audit_date: pd.Timestamp) -> Row:
    due = audit_date - pd.Timedelta(days=dice.between(1, 14))
    if dice.happens(chance):
        return {"review_due": due, "review_held": due - pd.Timedelta(days=dice.between(0, 3))}
    late = dice.always_later(due, 1, 29)
    return {"review_due": due, "review_held": late if late <= audit_date else None}
