"""Synthetic sharing, feedback, supervision, staff checks and learning loops."""

from collections.abc import Iterator

import pandas as pd

from msp_qi.data.demo.dice import Dice, Row
from msp_qi.data.demo.plans import ROLES

_RATED = ("plan_recognised", "felt_informed", "felt_listened_to")
_SAID = ("q1_asked", "q4_listened_to", "q5_informed_involved", "q6_satisfied", "q7_feel_safer")
_RECIPIENTS = ("Social worker", "GP", "Police", "Bank")


def sharing_rows(dice: Dice, case: Row, chance: float) -> Iterator[tuple[str, Row]]:
    """What the person agreed to share, and what was shared."""
    if not dice.happens(0.35):
        return
    key: Row = {"service": case["service"], "case_id": case["case_id"]}
    talked = dice.later(case["date_raised"], 0, 5)
    if talked is None:
        return
    recipient = dice.one_of(_RECIPIENTS)
    whole = dice.happens(chance)
    yield (
        "consent_boundaries",
        {
            **key,
            "conversation_date": talked,
            "recipient_role": recipient,
            "items": "What happened and what is agreed",
            "purpose": "To agree the plan" if whole else None,
            "words_text": dice.wording.consent() if whole else None,
            "consented": dice.one_of(("yes", "partly", "no"), (7, 2, 1)),
            "escalate_if": "The risk rises" if whole else None,
        },
    )
    shared = dice.later(talked, 1, 14)
    if shared is not None:
        share = _share(dice, key, shared, recipient, chance)
        yield "information_shares", share
        if share.get("brief_id") is not None:
            yield "briefings", _deviation_brief(dice, share)


def _deviation_brief(dice: Dice, share: Row) -> Row:
    """The briefing after something was shared beyond what the person agreed."""
    due = dice.between(6, 14)
    reached = dice.between(due // 2, due)
    return {
        "service": share["service"],
        "brief_id": share["brief_id"],
        "issued_on": share["brief_issued_on"],
        "channel": "Team meeting",
        "staff_due": due,
        "staff_reached": reached,
        "check_passed": dice.between(0, reached),
    }


def _share(dice: Dice, key: Row, shared: pd.Timestamp, recipient: str, chance: float) -> Row:
    within = dice.happens(0.75 + 0.2 * chance)
    deviation: Row = {}
    if not within:
        closed = dice.happens(chance)
        briefed = dice.later(shared, 7, 14) if closed else None
        deviation = {
            "review_on": dice.later(shared, 1, 6) if closed else None,
            "brief_id": f"B{key['case_id']}S" if briefed is not None else None,
            "brief_issued_on": briefed,
        }
    return {
        **key,
        "share_id": f"S{key['case_id']}",
        "shared_on": shared,
        "recipient_role": recipient,
        "items": "What happened and what is agreed",
        "basis": "consent" if within else "override",
        "within_boundary": "yes" if within else "no",
        "authoriser_role": dice.one_of(ROLES),
        "response_text": "Read it and will ring the service" if within else None,
        "followup_on": dice.later(shared, 0, 3) if dice.happens(chance) else None,
        **deviation,
    }


def feedback_row(dice: Dice, case: Row, chance: float) -> Row | None:
    """One person asked; about half answer."""
    invited = dice.later(case["date_concluded"], 1, 7) if case["date_concluded"] is not None else None
    if invited is None:
        return None
    key: Row = {
        "service": case["service"],
        "feedback_id": f"F{case['case_id']}",
        "case_id": case["case_id"],
        "respondent": dice.one_of(("adult", "representative"), (7, 3)),
        "invited_on": invited,
    }
    answered = dice.later(invited, 1, 14)
    if answered is None or not dice.happens(0.55):
        return key
    ratings = {name: dice.rating(2 + 2.6 * chance) for name in _RATED}
    said = {name: dice.one_of(("yes", "partly", "no"), (0.2 + chance, 0.3, 1 - chance)) for name in _SAID}
    reached = {
        "q2_achieved": dice.one_of(("fully", "partially", "not_achieved"), (chance, 0.4, 0.3)),
        "q3_risk_result": dice.one_of(("removed", "reduced", "remained"), (30, 60, 10)),
    }
    return {**key, "answered_on": answered, **said, **reached, **ratings}


def month_rows(
    dice: Dice, service: str, number: int, month: pd.Timestamp, chance: float
) -> Iterator[tuple[str, Row]]:
    """Supervision and staff checks of one month."""
    for session in range(1, 4):
        due = dice.always_later(month, 5, 24)
        held = dice.later(due, -3, 3) if dice.happens(0.6 + 0.35 * chance) else None
        given: Row = {}
        if held is not None:
            explored = dice.happens(chance)
            given = {
                "topic": dice.one_of(
                    ("A risk the person accepts", "Who may be told", "A restriction", "When to escalate")
                ),
                "dilemma_explored": "yes" if explored else "no",
                "risk_negotiation_used": dice.yes_no(chance) if explored else "no",
            }
        key: Row = {"service": service, "session_id": f"V{number:02d}{month:%y%m}{session}"}
        yield "supervision", {**key, "due_on": due, "held_on": held, **given}
    for topic in ("escalation", "information_sharing"):
        checked = dice.between(4, 9)
        met = sum(dice.happens(chance) for _ in range(checked))
        day = dice.always_later(month, 8, 20)
        counts: Row = {"staff_checked": checked, "staff_meeting_standard": met}
        yield "staff_checks", {"service": service, "checked_on": day, "topic": topic, **counts}


def loop_rows(dice: Dice, case: Row, chance: float) -> Iterator[tuple[str, Row]]:
    """What changed after a concluded concern, how staff were briefed, and who saw that practice changed."""
    concluded = case["date_concluded"]
    if concluded is None or not dice.happens(0.6):
        return
    service: Row = {"service": case["service"]}
    loop, owner = f"L{case['case_id']}", dice.one_of(ROLES)
    changed = dice.later(concluded, 0, 14) if dice.happens(0.3 + 0.65 * chance) else None
    yield (
        "learning_loops",
        {
            **service,
            "loop_id": loop,
            "case_id": case["case_id"],
            "theme": case["theme"],
            "concluded_on": concluded,
            "plan_change_text": "Visit times and pause phrase on the first page"
            if changed is not None
            else None,
            "plan_change_date": changed,
            "owner_role": owner,
        },
    )
    issued = dice.later(changed, 2, 10) if changed is not None and dice.happens(0.4 + 0.5 * chance) else None
    if issued is None:
        return
    due = dice.between(6, 14)
    reached = sum(dice.happens(0.5 + 0.45 * chance) for _ in range(due))
    brief: Row = {"brief_id": f"B{case['case_id']}", "loop_id": loop, "issued_on": issued}
    brief |= {
        "channel": dice.one_of(("Handover", "Team meeting", "Email")),
        "staff_due": due,
        "staff_reached": reached,
    }
    yield "briefings", {**service, **brief, "check_passed": dice.between(0, reached)}
    yield from _verifications(dice, service, loop, owner, issued, chance)


def _verifications(
    dice: Dice, service: Row, loop: str, owner: str, issued: pd.Timestamp, chance: float
) -> Iterator[tuple[str, Row]]:
    others = tuple(role for role in ROLES if role != owner)
    for days, method in ((3, "staff_question"), (40, "observation"), (80, "person_feedback")):
        seen = dice.later(issued, days - 2, days)
        if seen is None or not dice.happens(0.3 + 0.6 * chance):
            continue
        yield (
            "verifications",
            {
                **service,
                "loop_id": loop,
                "verified_on": seen,
                "method": method if dice.happens(0.8) else "record_check",
                "result": dice.one_of(("embedded", "partly", "not_embedded"), (chance, 0.25, 0.1)),
                "verifier_role": dice.one_of(others),
            },
        )
