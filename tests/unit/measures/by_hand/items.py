"""The seventeen audit items: met over everything but "not applicable", blank and "cannot tell" staying in."""

from tests.unit.measures.by_hand.cases import NOT_SHOWN, NOWHERE, SHOWN, Case, Row, case

ITEM_OF = {
    "direct_voice": "a1_own_words",
    "outcome_revisited": "a2_revisited",
    "involved_throughout": "a3_involved",
    "advocacy_considered": "a4_advocacy",
    "communication_need_met": "a5_communication",
    "options_explored": "a6_options",
    "risk_negotiated": "a7_risk_negotiation",
    "capacity_not_assumed": "a8_capacity",
    "consent_boundary_clear": "a9_consent_boundary",
    "danger_acted_on": "a10_immediate_danger",
    "still_supported": "a11_declined_action",
    "least_restrictive": "a12_least_restrictive",
    "no_drift": "a13_no_drift",
    "review_cadence": "a14_review_cadence",
    "escalation_recorded": "a15_escalation",
    "recognises_plan": "a16_recognises_plan",
    "changed_briefed_verified": "a17_changed_briefed_verified",
}

AUDIT = {"case_id": "1", "audit_month": "2026-04-01", "sampled_as": "random", "audit_date": "2026-04-20"}
RATED_AGAIN = {"case_id": "1", "audit_month": "2026-04-01"}


def item_cases(item: str) -> tuple[Case, ...]:
    """How one item is counted; the answer stands second."""
    other = "a2_revisited" if item != "a2_revisited" else "a1_own_words"

    def rated(words: str, expected: object, *again: Row, **answers: object) -> Case:
        if not again:
            return case(words, expected, case_audits=[AUDIT | answers])
        return case(words, expected, case_audits=[AUDIT | answers], second_ratings=list(again))

    met, partly = {item: "met"}, {item: "partly"}
    moderated = RATED_AGAIN | {"rating_stage": "moderated"}
    return (
        rated("met", SHOWN, **met),
        rated("partly met is not met", NOT_SHOWN, **partly),
        rated("not met", NOT_SHOWN, **{item: "not_met"}),
        rated("cannot tell stays as not met", NOT_SHOWN, **{item: "cannot_tell"}),
        rated("a blank stays as not met", NOT_SHOWN),
        rated("another item met says nothing of this one", NOT_SHOWN, **{other: "met"}),
        rated("not applicable leaves", NOWHERE, **{item: "na"}),
        rated("targeted cases feed briefs, not counts", NOWHERE, **met, sampled_as="targeted"),
        rated("how it was sampled is not known", NOWHERE, **met, sampled_as=None),
        rated("answered, the day of the audit forgotten", SHOWN, **met, audit_date=None),
        rated("drawn and never read", NOWHERE, audit_date=None),
        rated("a month that is still to come", NOWHERE, **met, audit_month="2027-02-01"),
        rated("a month typed as a day in it", SHOWN, **met, audit_month="2026-04-17"),
        rated("audited two days after the month drawn for", SHOWN, **met, audit_date="2026-05-02"),
        rated("agreed after discussion: partly", NOT_SHOWN, moderated | partly, **met),
        rated("agreed after discussion: met", SHOWN, moderated | met, **partly),
        rated("agreed after discussion: not applicable", NOWHERE, moderated | {item: "na"}, **met),
        rated(
            "a second rating alone changes nothing",
            SHOWN,
            moderated | partly | {"rating_stage": "second"},
            **met,
        ),
        rated("agreed for another month", SHOWN, moderated | partly | {"audit_month": "2026-05-01"}, **met),
        rated("agreed left blank keeps the first", SHOWN, moderated, **met),
        case("the same case twice in a month counts once", SHOWN, case_audits=[AUDIT | met, AUDIT | partly]),
        case(
            "two cases, and one of them again in May",
            {"2026-04": (1, 2), "2026-05": (1, 1)},
            case_audits=[
                AUDIT | met,
                AUDIT | partly | {"case_id": "2"},
                AUDIT | met | {"audit_month": "2026-05-01"},
            ],
        ),
    )


CASES = {name: item_cases(item) for name, item in ITEM_OF.items()}
