"""Synthetic plans: reviews, actions, options, risk notes, restrictions, risk enablement, triggers, breaches."""

from collections.abc import Iterator

from msp_qi.data.demo.dice import Dice, Row

ROLES = ("Safeguarding lead", "Team leader", "Key worker", "Registered manager")
_OPTIONS = (
    "Visits in a shared room", "A pause phrase", "A friend at visits", "Visits at set times", "A walk with a phone",
    "A bus pass and a route card", "A bank card with a limit", "A meeting with an advocate",
)  # fmt: skip
_GOAL = "Walk to the shop on my own"
_STEPS = (
    "Walk the route with staff",
    "Walk with staff behind",
    "Walk alone with a call at the shop",
    "Walk alone",
)
_RESTRICTIONS = ("contact", "movement", "money", "phone_internet", "supervision", "physical")


def plan_rows(dice: Dice, case: Row, chance: float, drifting: bool) -> Iterator[tuple[str, Row]]:
    """Everything that is recorded about the plan of one case."""
    key: Row = {"service": case["service"], "case_id": case["case_id"]}
    raised = case["date_raised"]
    yield from _reviews(dice, key, raised, chance)
    yield from _options(dice, key, chance)
    yield from _actions(dice, key, case, chance)
    if dice.happens(0.7):
        yield "risk_notes", _risk_note(dice, key, raised, chance)
    if dice.happens(0.35):
        yield from _restrictions(dice, key, raised, chance, drifting)
    if dice.happens(0.25):
        yield from _enablement(dice, key, raised, chance)
        yield from _triggers(dice, key, raised, chance)
    if dice.happens(0.06):
        yield "breaches", _breach(dice, key, raised, chance)


def _reviews(dice: Dice, key: Row, raised: object, chance: float) -> Iterator[tuple[str, Row]]:
    for due_in in (28, 70):
        due = dice.always_later(raised, due_in, due_in + 7)
        on_time = dice.happens(chance)
        held = dice.later(due, -4, 0) if on_time else dice.later(due, 1, 25)
        given: Row = {"review_due": due, "review_held": held}
        if held is not None:
            given |= {
                "reviewer_role": dice.one_of(ROLES),
                "outcome_revisited": dice.yes_no(chance),
                "success_text": dice.wording.success() if dice.happens(chance) else None,
            }
        yield "reviews", {**key, **given}


def _options(dice: Dice, key: Row, chance: float) -> Iterator[tuple[str, Row]]:
    first = dice.between(0, len(_OPTIONS) - 1)
    for number in range(2 if dice.happens(chance) else 1):
        taken = number == 0
        yield (
            "options",
            {
                **key,
                "option_text": _OPTIONS[(first + number) % len(_OPTIONS)],
                "decision": "accepted" if taken else "declined",
                "reason": ("Keeps the visits going" if taken else "Felt watched")
                if dice.happens(0.95)
                else None,
            },
        )


def _actions(dice: Dice, key: Row, case: Row, chance: float) -> Iterator[tuple[str, Row]]:
    opened = dice.later(case["date_raised"], 1, 6)
    if opened is None:
        return
    due = dice.always_later(opened, 7, 28)
    completed = dice.later(due, -5, 0) if dice.happens(chance) else dice.later(due, 1, 40)
    complete = dice.happens(chance)
    verified = dice.later(completed, 14, 40) if completed is not None and dice.happens(0.5 * chance) else None
    owner = dice.one_of(ROLES)
    yield (
        "actions",
        {
            **key,
            "action_id": f"A{case['case_id']}",
            "kind": "practice" if dice.happens(0.3) else "person",
            "theme": case["theme"],
            "action_text": "Agree visit times and write them on the plan",
            "owner_role": owner if complete else None,
            "opened_on": opened,
            "due_on": due,
            "completed_on": completed,
            "measure_of_success": "The person says the visits feel calm" if complete else None,
            "verified_on": verified,
            "verified_by_role": _other_role(dice, owner) if verified is not None else None,
        },
    )


def _other_role(dice: Dice, owner: str) -> str:
    return dice.one_of(tuple(role for role in ROLES if role != owner))


def _risk_note(dice: Dice, key: Row, raised: object, chance: float) -> Row:
    def said(text: str) -> str | None:
        return text if dice.happens(chance + (1 - chance) / 2) else None

    return {
        **key,
        "noted_on": dice.later(raised, 1, 10),
        "understanding_text": said(dice.wording.understanding()),
        "support_text": said(dice.wording.support()),
        "review_trigger_text": said("A second loud visit within a month"),
    }


def _restrictions(
    dice: Dice, key: Row, raised: object, chance: float, drifting: bool
) -> Iterator[tuple[str, Row]]:
    started = dice.later(raised, 0, 6)
    if started is None:
        return
    number = f"R{key['case_id']}"
    ended = dice.later(started, 14, 60) if dice.happens(0.7) else None
    due = dice.always_later(started, 28, 28)
    good = dice.happens(chance)
    kind = dice.one_of(_RESTRICTIONS)
    yield (
        "restrictions",
        {
            **key,
            "restriction_id": f"{number}1",
            "kind": kind,
            "start_date": started,
            "end_date": ended,
            "rationale_text": dice.wording.rationale() if good else None,
            "alternatives_tried": dice.wording.alternatives() if good else None,
            "review_due": due,
            "last_reviewed_on": dice.later(due, -7, 0) if dice.happens(chance) else None,
        },
    )
    back = dice.later(ended, 7, 21) if ended is not None else None
    if drifting and back is not None and dice.happens(0.8):
        again: Row = {
            "restriction_id": f"{number}2",
            "kind": kind,
            "start_date": back,
            "reintroduced_of": f"{number}1",
        }
        yield "restrictions", {**key, **again, "review_due": dice.always_later(back, 28, 28)}


def _enablement(dice: Dice, key: Row, raised: object, chance: float) -> Iterator[tuple[str, Row]]:
    agreed = dice.day_after(raised, 10)
    for step, words in enumerate(_STEPS, start=1):
        planned = dice.always_later(raised, 14 * step, 14 * step + 5)
        due = dice.always_later(planned, 7, 14)
        yield (
            "risk_enablement",
            {
                **key,
                "goal_text": _GOAL,
                "agreed_on": agreed,
                "step_no": step,
                "step_text": words,
                "planned_date": planned,
                "achieved_date": dice.later(planned, 0, 10) if dice.happens(0.3 + 0.6 * chance) else None,
                "review_trigger": "A missed call at the shop" if dice.happens(chance) else None,
                "review_due": due,
                "reviewed_on": dice.later(due, -5, 0) if dice.happens(chance) else dice.later(due, 2, 20),
                "owner_role": dice.one_of(ROLES),
            },
        )


def _triggers(dice: Dice, key: Row, raised: object, chance: float) -> Iterator[tuple[str, Row]]:
    for first, last in ((14, 45), (46, 80))[: dice.between(0, 2)]:
        seen = dice.later(raised, first, last)
        if seen is None:
            continue
        acted = dice.happens(chance)
        left = not acted and not dice.happens(0.6)
        yield (
            "triggers",
            {
                **key,
                "trigger_date": seen,
                "trigger_type": dice.one_of(("missed_checkin", "falls", "targeting"), (6, 3, 1)),
                "plan_adjusted_on": dice.later(seen, 0, 5) if acted or left else None,
                "no_change_reason": dice.wording.no_change() if left else None,
            },
        )


def _breach(dice: Dice, key: Row, raised: object, chance: float) -> Row:
    day = dice.later(raised, 5, 60) or dice.last_day
    at = day.replace(hour=dice.between(8, 20), minute=0)
    reviewed = at.replace(hour=at.hour + dice.between(1, 3)) if dice.happens(chance) else None
    referred = dice.happens(0.4)
    informed: Row = {"external_referral": "no"}
    if referred:
        informed = {
            "external_referral": "yes",
            "shared_what": "What happened at the visit",
            "shared_why": "To keep the person safe",
            "person_informed": dice.yes_no(chance),
        }
    return {**key, "breach_at": at, "reviewed_at": reviewed, **informed}
