"""What is counted from consent and the sharing of information, counted by hand."""

from tests.unit.measures.by_hand.cases import NOT_SHOWN, NOWHERE, SHOWN, Case, Row, case, elsewhere


def consents(words: str, expected: object, *rows: Row, raised: str | None = None) -> Case:
    """Boundaries of one case, agreed on 10 April 2026; the concern was raised on the day given, if any."""
    fixed = {"case_id": "1", "recipient_role": "GP", "conversation_date": "2026-04-10"}
    others = {"concerns": [{"case_id": "1", "date_raised": raised}]} if raised else {}
    return case(words, expected, consent_boundaries=[fixed | row for row in rows], **others)


NO_DATE = {"conversation_date": None}


def dated(whole: Row, without_a_date: int) -> tuple[Case, ...]:
    """Where a consent counts, told with one that lacks nothing, and what it is worth without a date."""
    return (
        consents("no date: the month of the concern", {"2026-03": (without_a_date, 1)}, whole | NO_DATE,
                 raised="2026-03-20"),
        consents("no date and no concern: no month", NOWHERE, whole | NO_DATE),
        consents("no date, the concern is another case's", NOWHERE, whole | NO_DATE | {"case_id": "2"},
                 raised="2026-03-20"),
        case("no date, the concern is another service's", NOWHERE,
             consent_boundaries=[whole | NO_DATE | {"case_id": "1", "recipient_role": "GP"}],
             concerns=[elsewhere({"case_id": "1", "date_raised": "2026-03-20"})]),
        consents("a date counts before the concern's", SHOWN, whole, raised="2026-03-20"),
        consents("to be talked about tomorrow", NOWHERE, whole | {"conversation_date": "2027-01-01"}),
        consents("nobody named", NOWHERE, whole | {"recipient_role": None}),
        consents("the same boundary twice counts once", SHOWN, whole, {}),
        consents("two recipients", {"2026-04": (1, 2)}, whole, {"recipient_role": "Bank"}),
        consents("one in another service", SHOWN, whole, elsewhere({})),
    )  # fmt: skip


SCOPE = {"items": "The visits."}
CONVERSATION = (
    consents("a day and a scope", SHOWN, SCOPE),
    consents("no scope", NOT_SHOWN, {}),
    consents("a purpose is no scope", NOT_SHOWN, {"purpose": "Support."}),
    consents("whatever the person said", SHOWN, SCOPE | {"consented": "no"}),
    *dated(SCOPE, 0),
)

WHOLE = {"items": "The visits.", "purpose": "Support.", "consented": "yes"}
BOUNDARY = (
    consents("all four", SHOWN, WHOLE),
    consents("the person said no", SHOWN, WHOLE | {"consented": "no"}),
    consents("the person said partly", SHOWN, WHOLE | {"consented": "partly"}),
    consents("not what", NOT_SHOWN, WHOLE | {"items": None}),
    consents("not what for", NOT_SHOWN, WHOLE | {"purpose": None}),
    consents("not whether agreed", NOT_SHOWN, WHOLE | {"consented": None}),
    consents(
        "when it would be shared all the same is no part of the four", NOT_SHOWN, {"escalate_if": "Danger."}
    ),
    *dated(WHOLE, 1),
)


def shares(words: str, expected: object, *rows: Row) -> Case:
    """Shares of Wednesday 8 April 2026, numbered, unless a row says otherwise."""
    fixed = {"case_id": "1", "shared_on": "2026-04-08"}
    numbered = [fixed | {"share_id": str(number), **row} for number, row in enumerate(rows, start=1)]
    return case(words, expected, information_shares=numbered)


AGREED = {"within_boundary": "yes", "basis": "consent"}
BEYOND = {"within_boundary": "no", "basis": "consent"}
OUTSIDE = (
    shares("within, with consent", NOT_SHOWN, AGREED),
    shares("beyond", SHOWN, BEYOND),
    shares("without consent, the risk recorded", SHOWN, AGREED | {"basis": "override"}),
    shares("beyond and without consent is one", SHOWN, BEYOND | {"basis": "override"}),
    shares("whether within: blank", SHOWN, AGREED | {"within_boundary": None}),
    shares("both blank", SHOWN, {}),
    shares("within, with or without consent: blank", NOT_SHOWN, {"within_boundary": "yes"}),
    shares("reviewed and briefed, beyond all the same", SHOWN, BEYOND | {"review_on": "2026-04-09",
                                                                         "brief_issued_on": "2026-04-09"}),
    shares("today", {"2026-12": (1, 1)}, BEYOND | {"shared_on": "2026-12-31"}),
    shares("tomorrow", NOWHERE, BEYOND | {"shared_on": "2027-01-01"}),
    shares("the day is not known", NOWHERE, BEYOND | {"shared_on": None}),
    shares("the same share twice counts once", NOT_SHOWN, AGREED, BEYOND | {"share_id": "1"}),
    shares("three, one beyond", {"2026-04": (1, 3)}, AGREED, BEYOND, AGREED),
    shares("one in another service", NOT_SHOWN, AGREED, elsewhere(BEYOND)),
)  # fmt: skip


def beyond(*days: str) -> list[Row]:
    return [BEYOND | {"shared_on": day} for day in days]


BETWEEN = (
    shares("none", [], AGREED),
    shares("one has none before it", [("2026-04-08", None)], BEYOND),
    shares("a week", [("2026-04-08", None), ("2026-04-15", 7)], *beyond("2026-04-08", "2026-04-15")),
    shares("two on one day", [("2026-04-08", None), ("2026-04-08", 0)], BEYOND, BEYOND),
    shares("one within between them", [("2026-04-01", None), ("2026-04-21", 20)], *beyond("2026-04-01"), AGREED,
           *beyond("2026-04-21")),
    shares("without consent is one", [("2026-04-01", None), ("2026-04-08", 7)], *beyond("2026-04-01"),
           AGREED | {"basis": "override"}),
    shares("blank is one", [("2026-04-01", None), ("2026-04-08", 7)], *beyond("2026-04-01"), {"basis": "consent"}),
    shares("out of order", [("2026-02-28", None), ("2026-03-01", 1), ("2026-04-01", 31)],
           *beyond("2026-04-01", "2026-02-28", "2026-03-01")),
    shares("over the turn of the year", [("2025-12-25", None), ("2026-01-01", 7)], *beyond("2025-12-25", "2026-01-01")),
    shares("one that is still to come", [("2026-04-08", None)], *beyond("2026-04-08", "2027-01-08")),
    shares("the same share twice", [("2026-04-08", None)], BEYOND, BEYOND | {"share_id": "1",
                                                                           "shared_on": "2026-04-09"}),
    shares("one in another service", [("2026-04-01", None), ("2026-04-15", 14)], *beyond("2026-04-01"),
           elsewhere(BEYOND), *beyond("2026-04-15")),
)  # fmt: skip

# Five working days from Wednesday 8 April 2026: Wednesday the 15th. From Thursday the 2nd: Monday the 13th.
FOLLOWED = (
    shares("on the fifth working day", SHOWN, {"followup_on": "2026-04-15"}),
    shares("on the day itself", SHOWN, {"followup_on": "2026-04-08"}),
    shares("on the sixth working day", NOT_SHOWN, {"followup_on": "2026-04-16"}),
    shares("never", NOT_SHOWN, {}),
    shares("over Easter, in time", SHOWN, {"shared_on": "2026-04-02", "followup_on": "2026-04-13"}),
    shares("over Easter, late", NOT_SHOWN, {"shared_on": "2026-04-02", "followup_on": "2026-04-14"}),
    # 25 May and 31 August 2026 are bank holidays.
    shares("over the bank holiday in May", {"2026-05": (1, 1)}, {"shared_on": "2026-05-22",
                                                                "followup_on": "2026-06-01"}),
    shares("over the bank holiday in August", {"2026-08": (1, 1)}, {"shared_on": "2026-08-28",
                                                                   "followup_on": "2026-09-07"}),
    shares("over the bank holiday in August, late", {"2026-08": (0, 1)}, {"shared_on": "2026-08-28",
                                                                         "followup_on": "2026-09-08"}),
    shares("within consent or beyond it", {"2026-04": (1, 2)}, BEYOND | {"followup_on": "2026-04-09"}, AGREED),
    shares("time was over yesterday", {"2026-12": (0, 1)}, {"shared_on": "2026-12-21"}),
    shares("time is over tonight", NOWHERE, {"shared_on": "2026-12-22"}),
    shares("time is not over, followed up", NOWHERE, {"shared_on": "2026-12-22", "followup_on": "2026-12-22"}),
    shares("the same share twice counts once", NOT_SHOWN, {}, {"share_id": "1", "followup_on": "2026-04-08"}),
)  # fmt: skip

# Twenty working days from 8 April 2026, 4 May being off: Thursday 7 May.
CLOSED = BEYOND | {"review_on": "2026-05-07", "brief_issued_on": "2026-05-07"}
LOOP_CLOSED = (
    shares("both on the twentieth working day", SHOWN, CLOSED),
    shares("both at once", SHOWN, CLOSED | {"review_on": "2026-04-08", "brief_issued_on": "2026-04-08"}),
    shares("reviewed a day late", NOT_SHOWN, CLOSED | {"review_on": "2026-05-08"}),
    shares("briefed a day late", NOT_SHOWN, CLOSED | {"brief_issued_on": "2026-05-08"}),
    shares("not reviewed", NOT_SHOWN, CLOSED | {"review_on": None}),
    shares("not briefed", NOT_SHOWN, CLOSED | {"brief_issued_on": None}),
    shares("a briefing without its day", NOT_SHOWN, CLOSED | {"brief_issued_on": None, "brief_id": "B1"}),
    shares("neither", NOT_SHOWN, BEYOND),
    shares("without consent, closed", SHOWN, CLOSED | {"within_boundary": "yes", "basis": "override"}),
    shares("whether within: blank", NOT_SHOWN, {"basis": "consent"}),
    shares("within, with consent", NOWHERE, CLOSED | AGREED),
    # Twenty working days from 30 November 2026 end on 30 December, from the 1st on the 31st.
    shares("time was over yesterday", {"2026-11": (0, 1)}, BEYOND | {"shared_on": "2026-11-30"}),
    shares("time is over tonight", NOWHERE, CLOSED | {"shared_on": "2026-12-01"}),
    shares("the same share twice counts once", NOT_SHOWN, BEYOND, CLOSED | {"share_id": "1"}),
    shares("two, one closed", {"2026-04": (1, 2)}, BEYOND, CLOSED),
)

CASES = {
    "consent_conversation": CONVERSATION,
    "boundary_complete": BOUNDARY,
    "shared_outside_boundary": OUTSIDE,
    "days_between_deviations": BETWEEN,
    "followed_up": FOLLOWED,
    "deviation_loop_closed": LOOP_CLOSED,
}
