"""What is counted from restrictions, counted by hand: month by month while they are in force."""

from tests.unit.measures.by_hand.cases import NOT_COLLECTED, NOWHERE, Case, Row, case, elsewhere, months

WHY = {"rationale_text": "Falls at night.", "alternatives_tried": "A lamp."}


def restrictions(words: str, expected: object, *rows: Row, **others: list[Row]) -> Case:
    """Restrictions that started on 10 April 2026 and ended on 20 June, unless a row says otherwise."""
    fixed = {"case_id": "1", "start_date": "2026-04-10", "end_date": "2026-06-20"}
    numbered = [fixed | {"restriction_id": str(number), **row} for number, row in enumerate(rows, start=1)]
    return case(words, expected, restrictions=numbered, **others)


REASONED = (
    restrictions("in each month from start to end", months("2026-04", "2026-06", (1, 1)), WHY),
    restrictions("no reason", months("2026-04", "2026-06", (0, 1)), WHY | {"rationale_text": None}),
    restrictions("no alternatives", months("2026-04", "2026-06", (0, 1)), WHY | {"alternatives_tried": None}),
    restrictions("neither", months("2026-04", "2026-06", (0, 1)), {}),
    restrictions("within a month", {"2026-04": (1, 1)}, WHY | {"end_date": "2026-04-12"}),
    restrictions("for a day", {"2026-04": (1, 1)}, WHY | {"end_date": "2026-04-10"}),
    restrictions("ended on the last day of a month", months("2026-04", "2026-05", (1, 1)),
                 WHY | {"end_date": "2026-05-31"}),
    restrictions("ended on the first day of a month", months("2026-04", "2026-06", (1, 1)),
                 WHY | {"end_date": "2026-06-01"}),
    restrictions("started on the last day of a month", months("2026-04", "2026-06", (1, 1)),
                 WHY | {"start_date": "2026-04-30"}),
    restrictions("still in force", months("2026-04", "2026-12", (1, 1)), WHY | {"end_date": None}),
    restrictions("started today", {"2026-12": (1, 1)}, WHY | {"start_date": "2026-12-31", "end_date": None}),
    restrictions("to start tomorrow", NOWHERE, WHY | {"start_date": "2027-01-01", "end_date": None}),
    restrictions("over the turn of the year", months("2025-11", "2026-02", (1, 1)),
                 WHY | {"start_date": "2025-11-30", "end_date": "2026-02-01"}),
    restrictions("the same restriction twice counts once", months("2026-04", "2026-06", (1, 1)), WHY,
                 {"restriction_id": "1"}),
    restrictions("two that overlap in May", {"2026-04": (1, 1), "2026-05": (1, 2), "2026-06": (1, 2)}, WHY,
                 {"start_date": "2026-05-05"}),
    restrictions("one in another service", months("2026-04", "2026-06", (1, 1)), WHY, elsewhere({})),
)  # fmt: skip

# At the end of April and of May it is in force; it ended before the end of June.
TWO_MONTHS_CALM = months("2026-04", "2026-05", (0, 1))
DUE = WHY | {"review_due": "2026-05-10"}
DRIFT = (
    restrictions("new, with a reason and no review due", TWO_MONTHS_CALM, WHY),
    restrictions("new, without a reason, is not drift", TWO_MONTHS_CALM, {}),
    restrictions("back without a reason", months("2026-04", "2026-05", (1, 1)), {"reintroduced_of": "R0"}),
    restrictions("back with a reason", TWO_MONTHS_CALM, WHY | {"reintroduced_of": "R0"}),
    restrictions("not reviewed when due", {"2026-04": (0, 1), "2026-05": (1, 1)}, DUE),
    restrictions("reviewed on the day", TWO_MONTHS_CALM, DUE | {"last_reviewed_on": "2026-05-10"}),
    restrictions("reviewed late, but within the month", TWO_MONTHS_CALM, DUE | {"last_reviewed_on": "2026-05-31"}),
    restrictions("reviewed after the month's end", {"2026-04": (0, 1), "2026-05": (1, 1)},
                 DUE | {"last_reviewed_on": "2026-06-01"}),
    restrictions("reviewed 7 days before it was due is that review, early", TWO_MONTHS_CALM,
                 DUE | {"last_reviewed_on": "2026-05-03"}),
    restrictions("reviewed 8 days before it was due is another review", {"2026-04": (0, 1), "2026-05": (1, 1)},
                 DUE | {"last_reviewed_on": "2026-05-02"}),
    restrictions("due on the last day of a month is not past on it", TWO_MONTHS_CALM,
                 WHY | {"review_due": "2026-05-31"}),
    restrictions("due on the day before the last", {"2026-04": (0, 1), "2026-05": (1, 1)},
                 WHY | {"review_due": "2026-05-30"}),
    restrictions("past its review, and back without a reason, is one", {"2026-04": (1, 1), "2026-05": (1, 1)},
                 DUE | {"rationale_text": None, "reintroduced_of": "R0"}),
    restrictions("ended within a month", NOWHERE, DUE | {"start_date": "2026-05-02", "end_date": "2026-05-30"}),
    restrictions("ended on the last day of a month is not in force at its end", NOWHERE,
                 DUE | {"start_date": "2026-05-02", "end_date": "2026-05-31"}),
    restrictions("ended on the first day of the next", {"2026-05": (1, 1)},
                 DUE | {"start_date": "2026-05-02", "end_date": "2026-06-01"}),
    restrictions("still in force, never reviewed", {"2026-04": (0, 1)} | months("2026-05", "2026-12", (1, 1)),
                 DUE | {"end_date": None}),
    restrictions("still in force, reviewed in August", months("2026-05", "2026-07", (1, 1)) | {"2026-04": (0, 1)}
                 | months("2026-08", "2026-12", (0, 1)), DUE | {"end_date": None, "last_reviewed_on": "2026-08-03"}),
    restrictions("the same restriction twice counts once", TWO_MONTHS_CALM, WHY, {"restriction_id": "1",
                                                                                 "reintroduced_of": "R0"}),
    restrictions("two, one drifted", {"2026-04": (1, 2), "2026-05": (1, 2)}, WHY, {"reintroduced_of": "1"}),
    restrictions("the same number in another service", TWO_MONTHS_CALM, WHY, elsewhere({"reintroduced_of": "R0"})),
)  # fmt: skip


def introduced(words: str, expected: object, starts: list[str], raised: list[str]) -> Case:
    """So many restrictions and concerns, on these days."""
    concerns: list[Row] = [{"case_id": str(number), "date_raised": day} for number, day in enumerate(raised)]
    return restrictions(words, expected, *({"start_date": day} for day in starts), concerns=concerns)


INTRODUCED = (
    introduced("one to five concerns is two in ten", {"2026-04": (1, 5, 2.0)}, ["2026-04-10"], ["2026-04-01"] * 5),
    introduced("as many as concerns", {"2026-04": (2, 2, 10.0)}, ["2026-04-10"] * 2, ["2026-04-01", "2026-04-30"]),
    introduced("more than concerns", {"2026-04": (3, 1, 30.0)}, ["2026-04-10"] * 3, ["2026-04-01"]),
    introduced("none in a month with concerns", {"2026-04": (1, 1, 10.0), "2026-05": (0, 2, 0.0)}, ["2026-04-10"],
               ["2026-04-10", "2026-05-01", "2026-05-31"]),
    introduced("a month without concerns has no rate", {"2026-04": (1, 0, None), "2026-05": (0, 1)}, ["2026-04-10"],
               ["2026-05-10"]),
    introduced("counts where it started, not while in force", {"2026-04": (1, 1), "2026-05": (0, 1), "2026-06": (0, 1)},
               ["2026-04-10"], ["2026-04-01", "2026-05-01", "2026-06-01"]),
    introduced("to start tomorrow", {"2026-04": (0, 1)}, ["2027-01-01"], ["2026-04-01"]),
    introduced("a concern of tomorrow", {"2026-04": (1, 0)}, ["2026-04-10"], ["2027-01-01"]),
    introduced("started today", {"2026-12": (1, 4, 2.5)}, ["2026-12-31"], ["2026-12-01"] * 4),
    restrictions("the same restriction twice, the same concern twice", {"2026-04": (1, 1)}, {}, {"restriction_id": "1"},
                 concerns=[{"case_id": "1", "date_raised": "2026-04-01"},
                           {"case_id": "1", "date_raised": "2026-04-02"}]),
    restrictions("concerns and restrictions in another service", {"2026-04": (1, 1)}, {}, elsewhere({}),
                 concerns=[{"case_id": "1", "date_raised": "2026-04-01"},
                           elsewhere({"case_id": "2", "date_raised": "2026-04-01"})]),
    restrictions("the day of the start is not known", {"2026-04": (0, 1)}, {"start_date": None},
                 concerns=[{"case_id": "1", "date_raised": "2026-04-01"}]),
    restrictions("back again is introduced again", {"2026-04": (1, 1), "2026-07": (1, 0)}, {},
                 {"start_date": "2026-07-01", "end_date": None, "reintroduced_of": "1"},
                 concerns=[{"case_id": "1", "date_raised": "2026-04-01"}]),
    restrictions("no concerns on file", NOT_COLLECTED, {}),
)  # fmt: skip

CASES = {"restrictions_reasoned": REASONED, "restriction_drift": DRIFT, "restrictions_introduced": INTRODUCED}
