"""What is counted from journeys, counted by hand."""

from tests.unit.measures.by_hand.cases import NOT_SHOWN, NOWHERE, SHOWN, Case, Row, case, elsewhere


def journeys(words: str, expected: object, *rows: Row) -> Case:
    """Journeys of one person on 10 April 2026, numbered, unless a row says otherwise."""
    fixed = {"person_id": "A", "journey_date": "2026-04-10"}
    return case(
        words, expected, journeys=[fixed | {"journey_no": n} | row for n, row in enumerate(rows, start=1)]
    )


SUCCESS, STOPPED = {"outcome": "success"}, {"outcome": "stopped"}
BY_STAFF, BY_PERSON = {"outcome": "not_attempted_staff"}, {"outcome": "not_attempted_person"}

SUCCESSFUL = (
    journeys("completed", SHOWN, SUCCESS),
    journeys("started and stopped", NOT_SHOWN, STOPPED),
    journeys("not attempted by staff", NOWHERE, BY_STAFF),
    journeys("not attempted by choice", NOWHERE, BY_PERSON),
    journeys("outcome blank", NOWHERE, {}),
    journeys("one of each", {"2026-04": (1, 2)}, SUCCESS, STOPPED, BY_STAFF, BY_PERSON, {}),
    journeys("completed with a near miss", SHOWN, SUCCESS | {"event": "near_miss"}),
    journeys("completed with an incident", SHOWN, SUCCESS | {"event": "incident"}),
    journeys("today", {"2026-12": (1, 1)}, SUCCESS | {"journey_date": "2026-12-31"}),
    journeys("tomorrow", NOWHERE, SUCCESS | {"journey_date": "2027-01-01"}),
    journeys("the same journey twice counts once", SHOWN, SUCCESS, STOPPED | {"journey_no": 1}),
    journeys("two without a number are two", {"2026-04": (1, 2)}, SUCCESS | {"journey_no": None},
             STOPPED | {"journey_no": None}),
    journeys("the first journey of two people", {"2026-04": (1, 2)}, SUCCESS, STOPPED | {"person_id": "B",
                                                                                        "journey_no": 1}),
    journeys("one in another service", SHOWN, SUCCESS, elsewhere(STOPPED)),
)  # fmt: skip

ATTEMPTED = (
    journeys("completed", SHOWN, SUCCESS),
    journeys("stopped was attempted", SHOWN, STOPPED),
    journeys("not attempted by staff", NOT_SHOWN, BY_STAFF),
    journeys("not attempted by choice", NOT_SHOWN, BY_PERSON),
    journeys("outcome blank", NOWHERE, {}),
    journeys("outcome blank, with an incident", NOWHERE, {"event": "incident"}),
    journeys("one of each", {"2026-04": (2, 4)}, SUCCESS, STOPPED, BY_STAFF, BY_PERSON, {}),
    journeys("today", {"2026-12": (0, 1)}, BY_STAFF | {"journey_date": "2026-12-31"}),
    journeys("tomorrow", NOWHERE, SUCCESS | {"journey_date": "2027-01-01"}),
    journeys("the day is not known", NOWHERE, SUCCESS | {"journey_date": None}),
    journeys("the same journey twice counts once", NOT_SHOWN, BY_STAFF, SUCCESS | {"journey_no": 1}),
    journeys(
        "two months",
        {"2026-04": (1, 1), "2026-05": (0, 1)},
        SUCCESS,
        BY_STAFF | {"journey_date": "2026-05-01"},
    ),
    journeys("one in another service", SHOWN, SUCCESS, elsewhere(BY_STAFF)),
)


def events(event: str, other: str) -> tuple[Case, ...]:
    """How incidents, and how near misses, are counted over the journeys attempted."""
    happened, else_happened, nothing = {"event": event}, {"event": other}, {"event": "none"}
    return (
        journeys("one in one", {"2026-04": (1, 1, 10.0)}, SUCCESS | happened),
        journeys("one in four is 2.5 in ten", {"2026-04": (1, 4, 2.5)}, STOPPED | happened, SUCCESS, SUCCESS, STOPPED),
        journeys("none in two", {"2026-04": (0, 2, 0.0)}, SUCCESS | nothing, STOPPED | nothing),
        journeys("blank is none told", {"2026-04": (0, 1, 0.0)}, SUCCESS),
        journeys("the other kind does not count", {"2026-04": (0, 1, 0.0)}, SUCCESS | else_happened),
        journeys("journeys not attempted are no exposure", {"2026-04": (1, 1, 10.0)}, SUCCESS | happened, BY_STAFF,
                 BY_PERSON),
        journeys("nothing is left out, not even on a journey not attempted", {"2026-04": (1, 0, None)},
                 BY_PERSON | happened),
        journeys("nor on one without an outcome", {"2026-04": (1, 1, 10.0)}, happened, SUCCESS),
        journeys("no journey attempted and nothing happened", NOWHERE, BY_STAFF | nothing),
        journeys("three in two", {"2026-04": (3, 2, 15.0)}, SUCCESS | happened, STOPPED | happened,
                 BY_STAFF | happened),
        journeys("tomorrow", NOWHERE, SUCCESS | happened | {"journey_date": "2027-01-01"}),
        journeys("the same journey twice counts once", {"2026-04": (1, 1)}, SUCCESS | happened,
                 SUCCESS | happened | {"journey_no": 1}),
        journeys("two months", {"2026-04": (1, 1), "2026-05": (0, 1)}, SUCCESS | happened,
                 SUCCESS | {"journey_date": "2026-05-31"}),
        journeys("one in another service", {"2026-04": (1, 1)}, SUCCESS | happened, elsewhere(SUCCESS | happened)),
    )  # fmt: skip


CHECKINS = (
    journeys("all three made", {"2026-04": (0, 3, 0.0)}, {"checkins_due": 3, "checkins_made": 3}),
    journeys("one of three missed", {"2026-04": (1, 3)}, {"checkins_due": 3, "checkins_made": 2}),
    journeys("all missed", {"2026-04": (2, 2, 1.0)}, {"checkins_due": 2, "checkins_made": 0}),
    journeys("made: blank counts as none", {"2026-04": (3, 3)}, {"checkins_due": 3}),
    journeys("due: blank", NOWHERE, {"checkins_made": 2}),
    journeys("none agreed", NOWHERE, {"checkins_due": 0, "checkins_made": 0}),
    journeys("nothing about check-ins", NOWHERE, SUCCESS),
    journeys("more made than were due are no debt of others", {"2026-04": (2, 4)}, {"checkins_due": 2,
             "checkins_made": 3}, {"checkins_due": 2, "checkins_made": 0}),
    journeys("journeys are added up", {"2026-04": (2, 7)}, {"checkins_due": 3, "checkins_made": 2},
             {"checkins_due": 4, "checkins_made": 3}),
    journeys("one without agreed check-ins beside", {"2026-04": (1, 2)}, {"checkins_due": 2, "checkins_made": 1}, {}),
    journeys("whatever became of the journey", {"2026-04": (1, 2)}, STOPPED | {"checkins_due": 2, "checkins_made": 1}),
    journeys("tomorrow", NOWHERE, {"checkins_due": 2, "journey_date": "2027-01-01"}),
    journeys("the same journey twice counts once", {"2026-04": (1, 2)}, {"checkins_due": 2, "checkins_made": 1},
             {"checkins_due": 2, "journey_no": 1}),
)  # fmt: skip

CASES = {
    "journeys_successful": SUCCESSFUL,
    "journeys_attempted": ATTEMPTED,
    "incidents_per_journey": events("incident", "near_miss"),
    "near_misses_per_journey": events("near_miss", "incident"),
    "missed_checkins": CHECKINS,
}
