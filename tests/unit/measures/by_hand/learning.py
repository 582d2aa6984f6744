"""What is counted from supervision, checks of staff and learning loops, counted by hand."""

from tests.unit.measures.by_hand.cases import (
    NOT_COLLECTED,
    NOT_SHOWN,
    NOWHERE,
    SHOWN,
    Case,
    Row,
    case,
    elsewhere,
    months,
)


def sessions(words: str, expected: object, *rows: Row) -> Case:
    numbered = [
        {"session_id": str(number), "due_on": "2026-04-10", **row} for number, row in enumerate(rows, start=1)
    ]
    return case(words, expected, supervision=numbered)


SUPERVISION = (
    sessions("on the day", SHOWN, {"held_on": "2026-04-10"}),
    sessions("before", SHOWN, {"held_on": "2026-03-31"}),
    sessions("later than planned", SHOWN, {"held_on": "2026-06-10"}),
    sessions("not held", NOT_SHOWN, {}),
    sessions("not held, a topic noted", NOT_SHOWN, {"topic": "Autonomy", "dilemma_explored": "yes"}),
    sessions("held, never planned", NOWHERE, {"due_on": None, "held_on": "2026-04-10"}),
    sessions("due today", {"2026-12": (0, 1)}, {"due_on": "2026-12-31"}),
    sessions("due today, held", {"2026-12": (1, 1)}, {"due_on": "2026-12-31", "held_on": "2026-12-31"}),
    sessions("due tomorrow", NOWHERE, {"due_on": "2027-01-01"}),
    sessions("due tomorrow, held", NOWHERE, {"due_on": "2027-01-01", "held_on": "2026-12-20"}),
    sessions(
        "the same session twice counts once", NOT_SHOWN, {}, {"session_id": "1", "held_on": "2026-04-10"}
    ),
    sessions(
        "three due, two held", {"2026-04": (2, 3)}, {"held_on": "2026-04-10"}, {"held_on": "2026-05-10"}, {}
    ),
    sessions("one in another service", SHOWN, {"held_on": "2026-04-10"}, elsewhere({})),
)

BOTH = {"held_on": "2026-04-10", "dilemma_explored": "yes", "risk_negotiation_used": "yes"}
DILEMMA = (
    sessions("both", SHOWN, BOTH),
    sessions("no dilemma", NOT_SHOWN, BOTH | {"dilemma_explored": "no"}),
    sessions("no negotiation", NOT_SHOWN, BOTH | {"risk_negotiation_used": "no"}),
    sessions("dilemma blank", NOT_SHOWN, BOTH | {"dilemma_explored": None}),
    sessions("negotiation blank", NOT_SHOWN, BOTH | {"risk_negotiation_used": None}),
    sessions("both blank", NOT_SHOWN, {"held_on": "2026-04-10"}),
    sessions("not held", NOWHERE, BOTH | {"held_on": None}),
    sessions("never planned, held", SHOWN, BOTH | {"due_on": None}),
    sessions("held in May", {"2026-05": (1, 1)}, BOTH | {"held_on": "2026-05-01"}),
    sessions("held today", {"2026-12": (1, 1)}, BOTH | {"held_on": "2026-12-31"}),
    sessions("to be held tomorrow", NOWHERE, BOTH | {"held_on": "2027-01-01"}),
    sessions("the same session twice counts once", SHOWN, BOTH, {"session_id": "1", "held_on": "2026-04-10"}),
    sessions("two, one with both", {"2026-04": (1, 2)}, BOTH, {"held_on": "2026-04-30"}),
)


def checks(words: str, expected: object, *rows: Row) -> Case:
    fixed = {"checked_on": "2026-04-10", "topic": "escalation"}
    return case(words, expected, staff_checks=[fixed | row for row in rows])


STAFF = (
    checks("eight of ten", {"2026-04": (8, 10, 0.8)}, {"staff_checked": 10, "staff_meeting_standard": 8}),
    checks("all", {"2026-04": (4, 4)}, {"staff_checked": 4, "staff_meeting_standard": 4}),
    checks("none", {"2026-04": (0, 4)}, {"staff_checked": 4, "staff_meeting_standard": 0}),
    checks("how many knew: blank counts as none", {"2026-04": (0, 4)}, {"staff_checked": 4}),
    checks("how many were asked: blank", NOWHERE, {"staff_meeting_standard": 4}),
    checks("nobody asked", NOWHERE, {"staff_checked": 0, "staff_meeting_standard": 0}),
    checks("more knew than were asked", NOWHERE, {"staff_checked": 4, "staff_meeting_standard": 5}),
    checks("two topics are added, not averaged", {"2026-04": (11, 30)},
           {"staff_checked": 10, "staff_meeting_standard": 10},
           {"staff_checked": 20, "staff_meeting_standard": 1, "topic": "information_sharing"}),
    checks("one blank beside another", {"2026-04": (3, 9)}, {"staff_checked": 5},
           {"staff_checked": 4, "staff_meeting_standard": 3, "checked_on": "2026-04-30"}),
    checks("two months", {"2026-04": (1, 2), "2026-05": (2, 2)}, {"staff_checked": 2, "staff_meeting_standard": 1},
           {"staff_checked": 2, "staff_meeting_standard": 2, "checked_on": "2026-05-01"}),
    checks("today", {"2026-12": (1, 2)}, {"staff_checked": 2, "staff_meeting_standard": 1, "checked_on": "2026-12-31"}),
    checks("tomorrow", NOWHERE, {"staff_checked": 2, "staff_meeting_standard": 1, "checked_on": "2027-01-01"}),
    checks("the same check twice counts once", {"2026-04": (1, 2)}, {"staff_checked": 2, "staff_meeting_standard": 1},
           {"staff_checked": 9, "staff_meeting_standard": 9}),
    checks("one in another service", {"2026-04": (1, 2)}, {"staff_checked": 2, "staff_meeting_standard": 1},
           elsewhere({"staff_checked": 9, "staff_meeting_standard": 9})),
)  # fmt: skip

# The service's first concern, of a theme that never comes back: a year of data before every month from March 2026.
FIRST = {"date_raised": "2025-03-01", "theme": "other"}


def themes(words: str, expected: object, raised: list[Row], *actions: Row) -> Case:
    """Concerns about neglect on these days, and the actions on it."""
    concerns = [
        {"case_id": str(number), "theme": "neglect", **row} for number, row in enumerate([FIRST, *raised])
    ]
    fixed = {"kind": "practice", "theme": "neglect"}
    numbered = [fixed | {"action_id": str(number), **row} for number, row in enumerate(actions, start=1)]
    return case(words, expected, concerns=concerns, actions=numbered)


def on(*days: str) -> list[Row]:
    return [{"date_raised": day} for day in days]


# Three concerns in April and May 2026: the theme recurs from May to the day of the report.
THREE = on("2026-04-08", "2026-04-20", "2026-05-04")
RECURS, NEVER_DONE = months("2026-05", "2026-12", (1, 1)), months("2026-05", "2026-12", (0, 1))
VERIFIED = {"owner_role": "Manager", "verified_by_role": "Lead", "verified_on": "2026-02-02"}
THEMES = (
    themes("verified by another role", RECURS, THREE, VERIFIED),
    themes("verified in July counts from July",
           months("2026-05", "2026-06", (0, 1)) | months("2026-07", "2026-12", (1, 1)), THREE,
           VERIFIED | {"verified_on": "2026-07-31"}),
    themes("verified before the year up to the end of May says nothing of it", NEVER_DONE, THREE,
           VERIFIED | {"verified_on": "2025-05-31"}),
    themes("verified on the first day of that year", {"2026-05": (1, 1)} | months("2026-06", "2026-12", (0, 1)), THREE,
           VERIFIED | {"verified_on": "2025-06-01"}),
    themes("verified by the owner", NEVER_DONE, THREE, VERIFIED | {"verified_by_role": "Manager"}),
    themes("verified by the owner in small letters", NEVER_DONE, THREE, VERIFIED | {"verified_by_role": "manager"}),
    themes("by whom: blank", NEVER_DONE, THREE, VERIFIED | {"verified_by_role": None}),
    themes("whose action: blank", NEVER_DONE, THREE, VERIFIED | {"owner_role": None}),
    themes("when: blank", NEVER_DONE, THREE, VERIFIED | {"verified_on": None}),
    themes("done and not verified", NEVER_DONE, THREE, {"owner_role": "Manager", "completed_on": "2026-05-05"}),
    themes("an action on another theme", NEVER_DONE, THREE, VERIFIED | {"theme": "financial"}),
    themes("an action on no theme", NEVER_DONE, THREE, VERIFIED | {"theme": None}),
    themes("an action in another service", NEVER_DONE, THREE, {"owner_role": "Manager"}, elsewhere(VERIFIED)),
    themes("two actions, one verified", RECURS, THREE, {"owner_role": "Manager"}, VERIFIED),
    themes("two concerns are no theme that comes back", NOWHERE, THREE[:2], VERIFIED),
    themes("the third in another service", NOWHERE, [*THREE[:2], elsewhere(THREE[2])], VERIFIED),
    themes("concerns without a theme are none together", NOWHERE, [row | {"theme": None} for row in THREE], VERIFIED),
    themes("the same case twice is no third", NOWHERE, [*THREE[:2], THREE[1] | {"case_id": "2"}], VERIFIED),
    # The year up to the end of April 2026 starts on 1 May 2025.
    themes("the first on the first day of the year", {"2026-04": (1, 1)},
           on("2025-05-01", "2025-05-02", "2026-04-08"), VERIFIED),
    themes("the first on the day before the year", NOWHERE, on("2025-04-30", "2025-05-02", "2026-04-08"), VERIFIED),
    themes("a first year says nothing", NOWHERE, on("2025-03-02", "2025-03-03", "2025-03-04"), VERIFIED),
    themes("two themes", months("2026-05", "2026-12", (1, 2)),
           [*THREE, *(row | {"theme": "financial"} for row in THREE)], VERIFIED),
    case("no actions on file", NOT_COLLECTED, concerns=[{"case_id": "1", "theme": "neglect",
                                                         "date_raised": "2026-04-08"}]),
)  # fmt: skip

CONCLUDED = {"case_id": "1", "date_raised": "2026-03-02", "date_concluded": "2026-04-20"}


def loops(words: str, expected: object, *rows: Row, concern: Row | None = None) -> Case:
    """One concern, concluded on 20 April 2026, and its learning loops."""
    numbered = [{"loop_id": str(number), "case_id": "1", **row} for number, row in enumerate(rows, start=1)]
    return case(words, expected, concerns=[CONCLUDED | (concern or {})], learning_loops=numbered)


CHANGED = {"plan_change_text": "A phrase to pause a visit.", "plan_change_date": "2026-04-22"}
PLAN_CHANGED = (
    loops("what and when", SHOWN, CHANGED),
    loops("why nothing", SHOWN, {"no_change_reason": "The plan held."}),
    loops("what, not when", NOT_SHOWN, CHANGED | {"plan_change_date": None}),
    loops("when, not what", NOT_SHOWN, CHANGED | {"plan_change_text": None}),
    loops("nothing", NOT_SHOWN, {}),
    loops("a loop of another case", NOT_SHOWN, CHANGED | {"case_id": "2"}),
    loops("a loop of no case", NOT_SHOWN, CHANGED | {"case_id": None, "theme": "neglect"}),
    loops("the case's loop is in another service", NOT_SHOWN, {}, elsewhere(CHANGED)),
    loops("two loops, one says it", SHOWN, {}, CHANGED),
    loops("what in one loop and when in another", NOT_SHOWN, CHANGED | {"plan_change_date": None},
          CHANGED | {"plan_change_text": None}),
    loops("the same loop twice: the row further up", NOT_SHOWN, {}, CHANGED | {"loop_id": "1"}),
    loops("still open", NOWHERE, CHANGED, concern={"date_concluded": None}),
    loops("concluded on the day of the report", {"2026-12": (0, 1)}, {}, concern={"date_concluded": "2026-12-31"}),
    loops("to be concluded tomorrow", NOWHERE, CHANGED, concern={"date_concluded": "2027-01-01"}),
    case("two concerns, one with a loop", {"2026-04": (1, 2)}, concerns=[CONCLUDED, CONCLUDED | {"case_id": "2"}],
         learning_loops=[CHANGED | {"loop_id": "1", "case_id": "2"}]),
    case("no loops on file", NOT_COLLECTED, concerns=[CONCLUDED]),
)  # fmt: skip


def briefings(words: str, expected: object, *rows: Row) -> Case:
    numbered = [
        {"brief_id": str(number), "issued_on": "2026-04-10", **row}
        for number, row in enumerate(rows, start=1)
    ]
    return case(words, expected, briefings=numbered)


REACH = (
    briefings("eight of ten", {"2026-04": (8, 10, 0.8)}, {"staff_due": 10, "staff_reached": 8}),
    briefings("all", {"2026-04": (6, 6)}, {"staff_due": 6, "staff_reached": 6}),
    briefings("none", {"2026-04": (0, 6)}, {"staff_due": 6, "staff_reached": 0}),
    briefings("reached: blank counts as none", {"2026-04": (0, 6)}, {"staff_due": 6}),
    briefings("due: blank", NOWHERE, {"staff_reached": 6}),
    briefings("nobody due", NOWHERE, {"staff_due": 0, "staff_reached": 0}),
    briefings("more reached than due", NOWHERE, {"staff_due": 4, "staff_reached": 5}),
    briefings("two are added, not averaged", {"2026-04": (12, 40)}, {"staff_due": 10, "staff_reached": 10},
              {"staff_due": 30, "staff_reached": 2}),
    briefings("one blank beside another", {"2026-04": (2, 9)}, {"staff_due": 5}, {"staff_due": 4, "staff_reached": 2}),
    briefings("one that does not say how many, beside another", {"2026-04": (2, 4)}, {"staff_reached": 5},
              {"staff_due": 4, "staff_reached": 2}),
    briefings("how many passed a check is another matter", {"2026-04": (2, 4)},
              {"staff_due": 4, "staff_reached": 2, "check_passed": 1}),
    briefings("two months", {"2026-04": (1, 2), "2026-05": (2, 2)}, {"staff_due": 2, "staff_reached": 1},
              {"staff_due": 2, "staff_reached": 2, "issued_on": "2026-05-01"}),
    briefings("tomorrow", NOWHERE, {"staff_due": 2, "staff_reached": 1, "issued_on": "2027-01-01"}),
    briefings("the same briefing twice counts once", {"2026-04": (1, 2)}, {"staff_due": 2, "staff_reached": 1},
              {"brief_id": "1", "staff_due": 9, "staff_reached": 9}),
    briefings("one in another service", {"2026-04": (1, 2)}, {"staff_due": 2, "staff_reached": 1},
              elsewhere({"staff_due": 9})),
)  # fmt: skip

# Briefed on 8 April 2026: 84 days later is 1 July.
LOOP, BRIEFED = (
    {"loop_id": "1", "owner_role": "Manager"},
    {"brief_id": "1", "loop_id": "1", "issued_on": "2026-04-08"},
)
SEEN = {
    "loop_id": "1",
    "verified_on": "2026-06-24",
    "method": "observation",
    "result": "embedded",
    "verifier_role": "Lead",
}


def verified(
    words: str, expected: object, *looks: Row, loop: Row | None = None, briefs: list[Row] | None = None
) -> Case:
    """One learning loop, its briefings and the looks at it."""
    made = [BRIEFED] if briefs is None else briefs
    rows = [SEEN | look for look in looks]
    return case(words, expected, learning_loops=[LOOP | (loop or {})], briefings=made, verifications=rows)


IN_JULY, NOT_IN_JULY = {"2026-07": (1, 1)}, {"2026-07": (0, 1)}
SOMEBODY_ELSE = (
    verified("seen by another role", IN_JULY, {}),
    verified("staff were asked", IN_JULY, {"method": "staff_question"}),
    verified("the person said so", IN_JULY, {"method": "person_feedback"}),
    verified("records alone", NOT_IN_JULY, {"method": "record_check"}),
    verified("records, and seen", IN_JULY, {"method": "record_check"}, {}),
    verified("by the owner", NOT_IN_JULY, {"verifier_role": "Manager"}),
    verified("by the owner in capitals", NOT_IN_JULY, {"verifier_role": "MANAGER"}),
    verified("by whom: blank", NOT_IN_JULY, {"verifier_role": None}),
    verified("whose loop: blank", NOT_IN_JULY, {}, loop={"owner_role": None}),
    verified("partly embedded", NOT_IN_JULY, {"result": "partly"}),
    verified("not embedded", NOT_IN_JULY, {"result": "not_embedded"}),
    verified("what was found: blank", NOT_IN_JULY, {"result": None}),
    verified("seen by the owner, records by another: neither is both", NOT_IN_JULY, {"verifier_role": "Manager"},
             {"method": "record_check"}),
    verified("nobody looked at this loop", NOT_IN_JULY, {"loop_id": "2"}),
    verified("somebody looked in another service", NOT_IN_JULY, {"loop_id": "2"}, elsewhere({})),
    verified("the first briefing counts", IN_JULY, {}, briefs=[BRIEFED | {"brief_id": "2", "issued_on": "2026-05-08"},
                                                              BRIEFED]),
    verified("not briefed: from the change of plan", NOT_IN_JULY, {"result": "partly"}, briefs=[],
             loop={"plan_change_date": "2026-04-08", "concluded_on": "2026-02-08"}),
    verified("not briefed, no change: from the end of the concern", IN_JULY, {}, briefs=[],
             loop={"concluded_on": "2026-04-08"}),
    verified("briefed: from the briefing, whatever the other days", IN_JULY, {},
             loop={"plan_change_date": "2026-02-08", "concluded_on": "2026-02-08"}),
    verified("to be seen tomorrow", NOT_IN_JULY, {"verified_on": "2027-01-01"}),
    verified("none of these days", NOWHERE, {}, briefs=[BRIEFED | {"loop_id": "2"}]),
    verified("briefed in another service", NOWHERE, {}, briefs=[BRIEFED | {"loop_id": "2"}, elsewhere(BRIEFED)]),
    # 84 days from 7 October 2026 is 30 December, from the 8th the day of the report.
    verified("time was over yesterday", {"2026-12": (1, 1)}, {}, briefs=[BRIEFED | {"issued_on": "2026-10-07"}]),
    verified("time is over tonight", NOWHERE, {}, briefs=[BRIEFED | {"issued_on": "2026-10-08"}]),
    case("no looks on file", NOT_COLLECTED, learning_loops=[LOOP], briefings=[BRIEFED]),
)  # fmt: skip

CASES = {
    "supervision_held": SUPERVISION,
    "dilemma_explored": DILEMMA,
    "staff_know": STAFF,
    "theme_with_verified_action": THEMES,
    "plan_changed": PLAN_CHANGED,
    "briefing_reach": REACH,
    "verified_by_somebody_else": SOMEBODY_ELSE,
}
