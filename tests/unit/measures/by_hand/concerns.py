"""What is counted from concerns, counted by hand."""

from tests.unit.measures.by_hand.cases import NOT_SHOWN, NOWHERE, SHOWN, Case, Row, case, elsewhere

CONCERN = {"case_id": "1", "date_raised": "2026-04-08", "theme": "neglect"}


def concerns(words: str, expected: object, *rows: Row) -> Case:
    """Concerns raised on 8 April 2026 (a Wednesday) with case ids 1, 2 ..., unless a row says otherwise."""
    numbered = [{**CONCERN, "case_id": str(number), **row} for number, row in enumerate(rows, start=1)]
    return case(words, expected, concerns=numbered)


DANGER = {
    "immediate_danger": "yes",
    "aware_at": "2026-04-08 09:30",
    "protective_action_at": "2026-04-08 10:00",
}
DANGER_IN_TIME = (
    concerns("within the hour", SHOWN, DANGER),
    concerns("after 24 hours to the minute", SHOWN, DANGER | {"protective_action_at": "2026-04-09 09:30"}),
    concerns("a minute later", NOT_SHOWN, DANGER | {"protective_action_at": "2026-04-09 09:31"}),
    concerns(
        "hours run through Easter",
        NOT_SHOWN,
        DANGER | {"aware_at": "2026-04-03 09:00", "protective_action_at": "2026-04-07 09:00"},
    ),
    concerns("no time of the action", NOT_SHOWN, DANGER | {"protective_action_at": None}),
    concerns("no time of knowing", NOT_SHOWN, DANGER | {"aware_at": None}),
    concerns("no times", NOT_SHOWN, {"immediate_danger": "yes"}),
    concerns("no danger", NOWHERE, DANGER | {"immediate_danger": "no"}),
    concerns("danger blank", NOWHERE, DANGER | {"immediate_danger": None}),
    concerns("the day raised is not known", NOWHERE, DANGER | {"date_raised": None}),
    concerns("a day that is still to come", NOWHERE, DANGER | {"date_raised": "2027-01-01"}),
    concerns("counts by the day it was raised", {"2026-05": (1, 1)}, DANGER | {"date_raised": "2026-05-01"}),
    concerns("known today: its 24 hours are not over", NOWHERE,
             {"date_raised": "2026-12-31", "immediate_danger": "yes", "aware_at": "2026-12-31 08:00"}),
    concerns("known two days ago: they are over", {"2026-12": (0, 1)},
             {"date_raised": "2026-12-29", "immediate_danger": "yes", "aware_at": "2026-12-29 08:00"}),
    concerns("the same case twice counts once", SHOWN, DANGER, {"case_id": "1", "immediate_danger": "yes"}),
    concerns("one in time, one not, one without danger", {"2026-04": (1, 2)}, DANGER, {"immediate_danger": "yes"}, {}),
)  # fmt: skip


def missed(*days: str) -> list[Row]:
    return [{"date_raised": day, "immediate_danger": "yes"} for day in days]


DANGER_MISSES = (
    concerns("none", [], DANGER),
    concerns("no danger, no times", [], {"immediate_danger": "no"}, {}),
    concerns("one has none before it", [("2026-04-08", None)], *missed("2026-04-08")),
    concerns(
        "ten days apart", [("2026-04-08", None), ("2026-04-18", 10)], *missed("2026-04-08", "2026-04-18")
    ),
    concerns(
        "two on one day", [("2026-04-08", None), ("2026-04-08", 0)], *missed("2026-04-08", "2026-04-08")
    ),
    concerns(
        "over the end of February",
        [("2026-02-27", None), ("2026-03-01", 2)],
        *missed("2026-02-27", "2026-03-01"),
    ),
    concerns(
        "a whole year", [("2025-04-08", None), ("2026-04-08", 365)], *missed("2025-04-08", "2026-04-08")
    ),
    concerns(
        "rows out of order",
        [("2026-03-01", None), ("2026-03-31", 30), ("2026-04-01", 1)],
        *missed("2026-03-31", "2026-04-01", "2026-03-01"),
    ),
    concerns(
        "one in time between two misses ends nothing",
        [("2026-04-01", None), ("2026-04-21", 20)],
        *missed("2026-04-01"),
        DANGER,
        *missed("2026-04-21"),
    ),
    concerns("late is a miss", [("2026-04-08", None)], DANGER | {"protective_action_at": "2026-04-09 09:31"}),
    concerns("no time of knowing is a miss", [("2026-04-08", None)], DANGER | {"aware_at": None}),
    concerns(
        "the same case twice", [("2026-04-08", None)], *missed("2026-04-08"), {"case_id": "1", **DANGER}
    ),
    concerns("one that is still to come", [("2026-04-08", None)], *missed("2026-04-08", "2027-04-08")),
    concerns(
        "one in another service",
        [("2026-04-01", None), ("2026-04-11", 10)],
        *missed("2026-04-01", "2026-04-11"),
        elsewhere({"date_raised": "2026-04-06", "immediate_danger": "yes"}),
    ),
)

# The service's first concern: nobody's, so that it is itself left out.
SINCE_2025 = {"date_raised": "2025-01-01", "theme": "other"}


def raised(person: str | None, day: str, theme: str | None = "neglect") -> Row:
    return {"person_id": person, "date_raised": day, "theme": theme}


REPEATS = (
    concerns("nobody before", NOT_SHOWN, SINCE_2025, raised("A", "2026-04-10")),
    concerns("somebody else before", NOT_SHOWN, SINCE_2025, raised("B", "2025-12-01"), raised("A", "2026-04-10")),
    concerns("365 days before", SHOWN, SINCE_2025, raised("A", "2025-04-10"), raised("A", "2026-04-10")),
    concerns("366 days before", NOT_SHOWN, SINCE_2025, raised("A", "2025-04-09"), raised("A", "2026-04-10")),
    concerns(
        "the day before",
        {"2026-04": (1, 2)},
        SINCE_2025,
        raised("A", "2026-04-09"),
        raised("A", "2026-04-10"),
    ),
    concerns("on the same day", {"2026-04": (0, 2)}, SINCE_2025, raised("A", "2026-04-10"), raised("A", "2026-04-10")),
    concerns(
        "on the same day, and one before",
        {"2026-04": (2, 2)},
        SINCE_2025,
        raised("A", "2025-06-01"),
        raised("A", "2026-04-10"),
        raised("A", "2026-04-10"),
    ),
    concerns("later, not earlier", NOT_SHOWN | {"2026-05": (1, 1)}, SINCE_2025, raised("A", "2026-05-10"),
             raised("A", "2026-04-10")),
    concerns("no pseudonym", NOWHERE, SINCE_2025, raised(None, "2026-04-10")),
    concerns("two without a pseudonym are not one person", NOWHERE, SINCE_2025, raised(None, "2026-03-10"),
             raised(None, "2026-04-10")),
    concerns("365 days of history", NOT_SHOWN, raised("B", "2025-04-10"), raised("A", "2026-04-10")),
    concerns("364 days of history", NOWHERE, raised("B", "2025-04-11"), raised("A", "2026-04-10")),
    concerns("364 days of history, though a repeat", NOWHERE, raised("A", "2025-04-11"), raised("A", "2026-04-10")),
    concerns("a history elsewhere is not its own", NOWHERE, elsewhere(SINCE_2025), raised("A", "2026-04-10")),
    concerns("the same code in another service", NOT_SHOWN, SINCE_2025, elsewhere(raised("A", "2026-03-10")),
             raised("A", "2026-04-10")),
    concerns("another theme is a repeat too", SHOWN, SINCE_2025, raised("A", "2025-12-01", "financial"),
             raised("A", "2026-04-10")),
    concerns("the same case typed twice is no repeat", NOT_SHOWN, SINCE_2025,
             {**raised("A", "2026-04-10"), "case_id": "9"}, {**raised("A", "2026-04-12"), "case_id": "9"}),
    concerns("three in a row", {"2026-02": (0, 1), "2026-03": (1, 1), "2026-04": (1, 1)}, SINCE_2025,
             raised("A", "2026-02-01"), raised("A", "2026-03-01"), raised("A", "2026-04-01")),
)  # fmt: skip

SAME_THEME = (
    concerns("nobody before", NOT_SHOWN, SINCE_2025, raised("A", "2026-04-10")),
    concerns("same theme, 365 days before", SHOWN, SINCE_2025, raised("A", "2025-04-10"), raised("A", "2026-04-10")),
    concerns("same theme, 366 days before", NOT_SHOWN, SINCE_2025, raised("A", "2025-04-09"),
             raised("A", "2026-04-10")),
    concerns("another theme before", NOT_SHOWN, SINCE_2025, raised("A", "2025-12-01", "financial"),
             raised("A", "2026-04-10")),
    concerns("the theme before, another between", NOT_SHOWN | {"2026-05": (1, 1)}, SINCE_2025,
             raised("A", "2025-12-01"), raised("A", "2026-04-10", "financial"), raised("A", "2026-05-10")),
    concerns("somebody else, same theme", NOT_SHOWN, SINCE_2025, raised("B", "2025-12-01"), raised("A", "2026-04-10")),
    concerns("on the same day", {"2026-04": (0, 2)}, SINCE_2025, raised("A", "2026-04-10"), raised("A", "2026-04-10")),
    concerns("no theme", NOWHERE, SINCE_2025, raised("A", "2025-12-01", None), raised("A", "2026-04-10", None)),
    concerns("the one before has no theme", NOT_SHOWN, SINCE_2025, raised("A", "2025-12-01", None),
             raised("A", "2026-04-10")),
    concerns("no pseudonym", NOWHERE, SINCE_2025, raised(None, "2025-12-01"), raised(None, "2026-04-10")),
    concerns("364 days of history", NOWHERE, raised("A", "2025-04-11"), raised("A", "2026-04-10")),
    concerns("365 days of history", SHOWN, raised("A", "2025-04-10"), raised("A", "2026-04-10")),
    concerns("in another service", NOT_SHOWN, SINCE_2025, elsewhere(raised("A", "2026-03-10")),
             raised("A", "2026-04-10")),
)  # fmt: skip

RAISED = (
    concerns("one", {"2026-04": (1, 1)}, {}),
    concerns("three in a month", {"2026-04": (3, 1, 3.0)}, {}, {}, {}),
    concerns(
        "a month without one, between two with, is a true nought",
        {"2026-04": (1, 1), "2026-05": (0, 1, 0.0), "2026-06": (2, 1)},
        {},
        {"date_raised": "2026-06-01"},
        {"date_raised": "2026-06-30"},
    ),
    concerns("before the first and after the last is silence", {"2026-07": (1, 1)}, {"date_raised": "2026-07-31"}),
    concerns("without a theme or a person", {"2026-04": (1, 1)}, {"theme": None}),
    concerns("on the day of the report", {"2026-12": (1, 1)}, {"date_raised": "2026-12-31"}),
    concerns("tomorrow", NOWHERE, {"date_raised": "2027-01-01"}),
    concerns("the day is not known", NOWHERE, {"date_raised": None}),
    concerns("the same case twice counts once", {"2026-04": (1, 1)}, {}, {"case_id": "1", "date_raised": "2026-05-01"}),
    concerns("the last day of a month and the first of the next", {"2026-04": (1, 1), "2026-05": (1, 1)},
             {"date_raised": "2026-04-30"}, {"date_raised": "2026-05-01"}),
    concerns("over the turn of the year", {"2025-12": (1, 1), "2026-01": (0, 1), "2026-02": (1, 1)},
             {"date_raised": "2025-12-31"}, {"date_raised": "2026-02-01"}),
    concerns("in another service", {"2026-04": (1, 1)}, {}, elsewhere({}), elsewhere({"date_raised": "2026-05-01"})),
    concerns("concluded or not", {"2026-04": (2, 1)}, {"date_concluded": "2026-05-01"}, {}),
)  # fmt: skip

# Raised on Wednesday 8 April 2026: to be decided by Thursday the 9th, to be concluded by Friday 3 July, the sixtieth
# working day (16 left of April, 19 in May with its two bank holidays, 22 in June, 3 in July).
OPEN = {"2026-07": (1, 1)}
DONE = {"2026-07": (0, 1)}
CLOSED = {"date_concluded": "2026-07-03"}
DECIDED = {"decided_on": "2026-04-09"} | CLOSED
# Decided on the 9th: the enquiry to start by Thursday the 16th. Started then: the plan by Friday 15 May (4 May is off).
ENQUIRY = DECIDED | {"enquiry_started_on": "2026-04-16"}
PLAN = ENQUIRY | {"plan_agreed_on": "2026-05-15"}
STAGES_LATE = (
    concerns("decided and concluded on the last day", {"2026-04": (0, 1)} | DONE, DECIDED),
    concerns("decided at once", {"2026-04": (0, 1)} | DONE, DECIDED | {"decided_on": "2026-04-08"}),
    concerns("decided a day late", {"2026-04": (1, 1)} | DONE, DECIDED | {"decided_on": "2026-04-10"}),
    concerns("not decided, concluded", {"2026-04": (1, 1)} | DONE, CLOSED),
    concerns("nothing but raised", {"2026-04": (1, 1)} | OPEN, {}),
    concerns("concluded on the Monday after", {"2026-04": (0, 1)} | OPEN, DECIDED | {"date_concluded": "2026-07-06"}),
    concerns("enquiry started on the last day", {"2026-04": (0, 2), "2026-05": (0, 1)} | DONE, PLAN),
    concerns("enquiry started a day late, so the plan has until Monday", {"2026-04": (1, 2), "2026-05": (0, 1)} | DONE,
             PLAN | {"enquiry_started_on": "2026-04-17", "plan_agreed_on": "2026-05-18"}),
    concerns("plan agreed on the Monday after", {"2026-04": (0, 2), "2026-05": (1, 1)} | DONE,
             PLAN | {"plan_agreed_on": "2026-05-18"}),
    concerns("enquiry did not start", {"2026-04": (0, 1)} | DONE, DECIDED | {"plan_agreed_on": None}),
    concerns("enquiry on, no plan yet, still open", {"2026-04": (0, 2), "2026-05": (1, 1)} | OPEN,
             ENQUIRY | {"date_concluded": None}),
    concerns("enquiry on, concluded without a plan", {"2026-04": (0, 2)} | DONE, ENQUIRY),
    concerns("enquiry on, the decision forgotten", {"2026-04": (1, 1), "2026-05": (0, 1)} | DONE,
             PLAN | {"decided_on": None}),
    concerns("raised on a Saturday: decided on Monday", {"2026-04": (0, 1)} | DONE,
             DECIDED | {"date_raised": "2026-04-11", "decided_on": "2026-04-13"}),
    concerns("raised on Maundy Thursday: decided on Tuesday", {"2026-04": (0, 1), "2026-07": (0, 1)},
             {"date_raised": "2026-04-02", "decided_on": "2026-04-07", "date_concluded": "2026-06-20"}),
    concerns("raised on Maundy Thursday: decided on Wednesday", {"2026-04": (1, 1), "2026-07": (0, 1)},
             {"date_raised": "2026-04-02", "decided_on": "2026-04-08", "date_concluded": "2026-06-20"}),
    # 24 December 2025 is a Wednesday: the 25th and 26th are off, then a weekend. Sixty working days end in March.
    concerns("raised on Christmas Eve 2025: decided on the 29th", {"2025-12": (0, 1), "2026-03": (0, 1)},
             {"date_raised": "2025-12-24", "decided_on": "2025-12-29", "date_concluded": "2026-02-02"}),
    concerns("raised on New Year's Eve 2025: decided on 2 January", {"2026-01": (0, 1), "2026-03": (0, 1)},
             {"date_raised": "2025-12-31", "decided_on": "2026-01-02", "date_concluded": "2026-02-02"}),
    # In 2026 Boxing Day is a Saturday, and Monday the 28th is off in its place.
    concerns("raised on Christmas Eve 2026: decided on the 29th", {"2026-12": (0, 1)},
             {"date_raised": "2026-12-24", "decided_on": "2026-12-29"}),
    concerns("raised on Christmas Eve 2026: decided on the 30th", {"2026-12": (1, 1)},
             {"date_raised": "2026-12-24", "decided_on": "2026-12-30"}),
    concerns("raised yesterday or today: nothing is due", NOWHERE, {"date_raised": "2026-12-31"}),
    concerns("the same case twice counts once", {"2026-04": (0, 1)} | DONE, DECIDED, {"case_id": "1"}),
)  # fmt: skip

CASES = {
    "danger_acted_on_in_time": DANGER_IN_TIME,
    "days_between_danger_misses": DANGER_MISSES,
    "repeat_concern": REPEATS,
    "repeat_concern_same_theme": SAME_THEME,
    "concerns_raised": RAISED,
    "stages_late": STAGES_LATE,
}
