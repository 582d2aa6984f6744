"""What is counted from the monthly audit of cases, counted by hand."""

from tests.unit.measures.by_hand.cases import (
    NOT_SHOWN,
    NOWHERE,
    SHOWN,
    Case,
    Row,
    case,
)
from tests.unit.measures.by_hand.items import AUDIT, RATED_AGAIN


def audited(words: str, expected: object, *others: Row, **answers: object) -> Case:
    """One case of the random core, drawn for April 2026 and read on the 20th, unless the answers say otherwise."""
    return case(words, expected, case_audits=[AUDIT | answers, *(AUDIT | other for other in others)])


def of_the_random_core(**good: object) -> tuple[Case, ...]:
    """What holds for every count of audited cases, told with answers that would be shown."""
    return (
        audited("targeted", NOWHERE, **good, sampled_as="targeted"),
        audited("how it was sampled is not known", NOWHERE, **good, sampled_as=None),
        audited("the month is not known", NOWHERE, **{**good, "audit_month": None}),
        audited("a month that is still to come", NOWHERE, **{**good, "audit_month": "2027-01-01"}),
        audited("the same case twice in a month counts once", SHOWN, good, **good),
        audited("the row further up counts", SHOWN, {}, **good),
        audited("two cases", {"2026-04": (2, 2)}, {**good, "case_id": "2"}, **good),
        audited(
            "the same case again in May",
            {"2026-04": (1, 1), "2026-05": (1, 1)},
            {**good, "audit_month": "2026-05-01", "audit_date": "2026-05-20"},
            **good,
        ),
    )


WORDS = {"a1_own_words": "met", "outcome_text": "I choose who visits.", "outcome_source": "person"}
MODERATED = RATED_AGAIN | {"rating_stage": "moderated", "a1_own_words": "partly"}
OWN_WORDS = (
    audited("from the person, and A1 met", SHOWN, **WORDS),
    audited("from a representative", SHOWN, **WORDS | {"outcome_source": "representative"}),
    audited("from staff", NOT_SHOWN, **WORDS | {"outcome_source": "staff"}),
    audited("whose words: not recorded", NOT_SHOWN, **WORDS | {"outcome_source": "not_recorded"}),
    audited("whose words: blank", NOT_SHOWN, **WORDS | {"outcome_source": None}),
    audited("no words", NOT_SHOWN, **WORDS | {"outcome_text": None}),
    audited("A1 partly", NOT_SHOWN, **WORDS | {"a1_own_words": "partly"}),
    audited("A1 cannot tell", NOT_SHOWN, **WORDS | {"a1_own_words": "cannot_tell"}),
    audited("A1 blank", NOT_SHOWN, **WORDS | {"a1_own_words": None}),
    audited("A1 not applicable", NOWHERE, **WORDS | {"a1_own_words": "na"}),
    audited("nothing answered", NOT_SHOWN),
    audited("drawn and never read", NOWHERE, audit_date=None),
    audited("read, the day forgotten", SHOWN, **WORDS, audit_date=None),
    case("agreed: partly", NOT_SHOWN, case_audits=[AUDIT | WORDS], second_ratings=[MODERATED]),
    *of_the_random_core(**WORDS),
)

STAGES = ("involved_concern", "involved_planning", "involved_review", "involved_closure")
INVOLVED = dict.fromkeys(STAGES, "involved")
NOT_REACHED = dict.fromkeys(STAGES, "not_reached")
EVERY_STAGE = (
    audited("involved four times", SHOWN, **INVOLVED),
    audited("led four times", SHOWN, **dict.fromkeys(STAGES, "led")),
    audited("led once, involved else", SHOWN, **INVOLVED | {"involved_concern": "led"}),
    audited("once informed only", NOT_SHOWN, **INVOLVED | {"involved_planning": "informed"}),
    audited("once not involved", NOT_SHOWN, **INVOLVED | {"involved_review": "not_involved"}),
    audited("one stage blank", NOT_SHOWN, **INVOLVED | {"involved_closure": None}),
    audited("all blank", NOT_SHOWN),
    audited("once not possible, with a reason", SHOWN, **INVOLVED | {"involved_concern": "not_possible"}),
    audited("closure not reached", SHOWN, **INVOLVED | {"involved_closure": "not_reached"}),
    audited("no stage reached", NOWHERE, **NOT_REACHED),
    audited("nowhere possible", NOWHERE, **dict.fromkeys(STAGES, "not_possible")),
    audited("only the concern reached, involved", SHOWN, **NOT_REACHED | {"involved_concern": "involved"}),
    audited(
        "only the concern reached, informed", NOT_SHOWN, **NOT_REACHED | {"involved_concern": "informed"}
    ),
    audited("only the concern reached, the rest blank", NOT_SHOWN, involved_concern="involved"),
    audited("drawn and never read", NOWHERE, audit_date=None),
    *of_the_random_core(**INVOLVED),
)

CAPACITY = (
    audited(
        "has capacity, evidence",
        SHOWN,
        capacity_statement="assessed_has",
        capacity_evidence="Four questions.",
    ),
    audited(
        "lacks capacity, evidence", SHOWN, capacity_statement="assessed_lacks", capacity_evidence="Questions."
    ),
    audited("lacks, a day", SHOWN, capacity_statement="assessed_lacks", capacity_assessed_date="2026-04-10"),
    audited("assumed, evidence", SHOWN, capacity_statement="assumed", capacity_evidence="Explained it back."),
    audited(
        "both",
        SHOWN,
        capacity_statement="assessed_has",
        capacity_evidence="Q.",
        capacity_assessed_date="2026-04-10",
    ),
    audited("assumed without evidence", NOT_SHOWN, capacity_statement="assumed"),
    audited("has, without evidence", NOT_SHOWN, capacity_statement="assessed_has"),
    audited("lacks, without evidence", NOT_SHOWN, capacity_statement="assessed_lacks"),
    audited("nothing recorded", NOWHERE, capacity_statement="not_recorded"),
    audited(
        "nothing recorded, yet evidence", NOWHERE, capacity_statement="not_recorded", capacity_evidence="Q."
    ),
    audited("blank, yet evidence", NOWHERE, capacity_evidence="Four questions."),
    audited("blank", NOWHERE),
    *of_the_random_core(capacity_statement="assumed", capacity_evidence="Explained it back."),
)

GIVEN = {"declined_action": "yes", "support_offered": "yes", "info_given": "yes", "options_explained": "yes"}
DECLINING = (
    audited("all three given", SHOWN, **GIVEN),
    audited("no support", NOT_SHOWN, **GIVEN | {"support_offered": "no"}),
    audited("no information", NOT_SHOWN, **GIVEN | {"info_given": "no"}),
    audited("no options", NOT_SHOWN, **GIVEN | {"options_explained": "no"}),
    audited("support blank", NOT_SHOWN, **GIVEN | {"support_offered": None}),
    audited("information blank", NOT_SHOWN, **GIVEN | {"info_given": None}),
    audited("options blank", NOT_SHOWN, **GIVEN | {"options_explained": None}),
    audited("all three blank", NOT_SHOWN, declined_action="yes"),
    audited("nothing declined", NOWHERE, **GIVEN | {"declined_action": "no"}),
    audited("does not say whether declined", NOWHERE, **GIVEN | {"declined_action": None}),
    *of_the_random_core(**GIVEN),
)

OFFERED = {"advocacy_offered_date": "2026-04-01"}
DIFFICULT = {"substantial_difficulty": "yes"}
LACKS = {"capacity_statement": "assessed_lacks"}
ADVOCACY_OFFERED = (
    audited("substantial difficulty, offered", SHOWN, **DIFFICULT, **OFFERED),
    audited("lacks capacity, offered", SHOWN, **LACKS, **OFFERED),
    audited("both, offered", SHOWN, **DIFFICULT, **LACKS, **OFFERED),
    audited(
        "no difficulty but lacks capacity, offered", SHOWN, substantial_difficulty="no", **LACKS, **OFFERED
    ),
    audited(
        "offered and declined was offered", SHOWN, **DIFFICULT, **OFFERED, advocacy_status="offered_declined"
    ),
    audited("difficulty, no offer", NOT_SHOWN, **DIFFICULT),
    audited("lacks capacity, no offer", NOT_SHOWN, **LACKS),
    audited("in place, without a date", NOT_SHOWN, **DIFFICULT, advocacy_status="in_place"),
    audited("started, without an offer's date", NOT_SHOWN, **DIFFICULT, advocacy_started_date="2026-04-03"),
    audited("called not needed in spite of difficulty", NOT_SHOWN, **DIFFICULT, advocacy_status="not_needed"),
    audited(
        "no difficulty, has capacity", NOWHERE, substantial_difficulty="no", capacity_statement="assessed_has"
    ),
    audited("no difficulty, offered all the same", NOWHERE, substantial_difficulty="no", **OFFERED),
    audited("capacity only assumed", NOWHERE, capacity_statement="assumed", **OFFERED),
    audited("blank", NOWHERE),
    *of_the_random_core(**DIFFICULT, **OFFERED),
)

# Offered on Wednesday 1 April 2026: with Good Friday and Easter Monday, the tenth working day is Friday the 17th.
STARTED = OFFERED | {"advocacy_started_date": "2026-04-17"}
LAST_DAYS = {"audit_month": "2026-12-01", "audit_date": "2026-12-30"}
ADVOCATE_IN_TIME = (
    audited("on the tenth working day", SHOWN, **STARTED),
    audited("on the day of the offer", SHOWN, **STARTED | {"advocacy_started_date": "2026-04-01"}),
    audited("on the Saturday after", NOT_SHOWN, **STARTED | {"advocacy_started_date": "2026-04-18"}),
    audited("on the next working day", NOT_SHOWN, **STARTED | {"advocacy_started_date": "2026-04-20"}),
    audited("still waiting", NOT_SHOWN, **OFFERED, advocacy_status="offered_waiting"),
    audited("in place without a day", NOT_SHOWN, **OFFERED, advocacy_status="in_place"),
    audited("status blank", NOT_SHOWN, **OFFERED),
    audited("declined", NOWHERE, **OFFERED, advocacy_status="offered_declined"),
    audited("not needed", NOWHERE, **OFFERED, advocacy_status="not_needed"),
    audited("no day of the offer", NOWHERE, advocacy_started_date="2026-04-17", advocacy_status="in_place"),
    # 14 December 2026 and ten working days, the 25th and the 28th being bank holidays: 30 December.
    audited("over yesterday", {"2026-12": (0, 1)}, **LAST_DAYS, advocacy_offered_date="2026-12-14"),
    audited("over tonight", NOWHERE, **LAST_DAYS, advocacy_offered_date="2026-12-15"),
    audited(
        "met early, time not over",
        NOWHERE,
        **LAST_DAYS,
        advocacy_offered_date="2026-12-21",
        advocacy_started_date="2026-12-22",
    ),
    *of_the_random_core(**STARTED),
)

ADJUSTED = {"communication_need": "yes", "adjustment_made": "yes"}
COMMUNICATION = (
    audited("adjusted", SHOWN, **ADJUSTED),
    audited("not adjusted", NOT_SHOWN, communication_need="yes", adjustment_made="no"),
    audited("blank", NOT_SHOWN, communication_need="yes"),
    audited(
        "the item met, the adjustment blank", NOT_SHOWN, communication_need="yes", a5_communication="met"
    ),
    audited("no need", NOWHERE, communication_need="no"),
    audited("no need, adjusted all the same", NOWHERE, communication_need="no", adjustment_made="yes"),
    audited("need not recorded", NOWHERE, adjustment_made="yes"),
    audited("nothing recorded", NOWHERE),
    *of_the_random_core(**ADJUSTED),
)


HELD = {"review_due": "2026-04-10", "review_held": "2026-04-10"}
REVIEWS = (
    audited("on the very day", SHOWN, **HELD),
    audited("earlier", SHOWN, **HELD | {"review_held": "2026-04-02"}),
    audited("the day after", NOT_SHOWN, **HELD | {"review_held": "2026-04-11"}),
    audited("due and not held", NOT_SHOWN, review_due="2026-04-10"),
    audited("due on the day of the audit, not held", NOT_SHOWN, review_due="2026-04-20"),
    audited("due on the day of the audit, held", SHOWN, review_due="2026-04-20", review_held="2026-04-20"),
    audited("due the day after the audit", NOWHERE, review_due="2026-04-21"),
    audited("due the day after the audit, held before", NOWHERE, review_due="2026-04-21", review_held="2026-04-19"),
    audited("held, the due day not recorded", NOWHERE, review_held="2026-04-19"),
    audited("no review", NOWHERE),
    audited("due long ago, not held", NOT_SHOWN, review_due="2025-11-10"),
    audited("read, the day forgotten: by the month's end", NOT_SHOWN, a2_revisited="met", audit_date=None,
            review_due="2026-04-30"),
    audited("read, the day forgotten: due in May", NOWHERE, a2_revisited="met", audit_date=None,
            review_due="2026-05-01"),
    *of_the_random_core(**HELD),
)  # fmt: skip

SECOND_ROLE = (
    audited("reviewed", SHOWN, second_role_reviewed="yes"),
    audited("not reviewed", NOT_SHOWN, second_role_reviewed="no"),
    audited("blank", NOT_SHOWN),
    audited("blank, whoever audited", NOT_SHOWN, auditor_role="Manager"),
    audited("drawn and never read", NOWHERE, audit_date=None),
    *of_the_random_core(second_role_reviewed="yes"),
)

CASES = {
    "outcome_in_own_words": OWN_WORDS,
    "involved_at_every_stage": EVERY_STAGE,
    "capacity_evidenced": CAPACITY,
    "supported_when_declining": DECLINING,
    "advocacy_offered": ADVOCACY_OFFERED,
    "advocate_met_in_time": ADVOCATE_IN_TIME,
    "communication_adjusted": COMMUNICATION,
    "reviews_on_time": REVIEWS,
    "second_role_reviewed": SECOND_ROLE,
}
