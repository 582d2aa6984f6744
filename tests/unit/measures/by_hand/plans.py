"""What is counted from plans, but for restrictions, counted by hand: reviews, actions, steps of risk-taking."""

from tests.unit.measures.by_hand.cases import NOT_SHOWN, NOWHERE, SHOWN, Case, Row, case, elsewhere


def rows(table: str, words: str, expected: object, fixed: Row, *given: Row) -> Case:
    return case(words, expected, **{table: [fixed | row for row in given]})


def reviews(words: str, expected: object, *given: Row) -> Case:
    return rows("reviews", words, expected, {"case_id": "1", "review_due": "2026-04-10"}, *given)


ASKED = {"review_held": "2026-04-10", "outcome_revisited": "yes"}
REVISITED = (
    reviews("asked", SHOWN, ASKED),
    reviews("not asked", NOT_SHOWN, ASKED | {"outcome_revisited": "no"}),
    reviews("not recorded", NOT_SHOWN, ASKED | {"outcome_revisited": "not_recorded"}),
    reviews("blank", NOT_SHOWN, ASKED | {"outcome_revisited": None}),
    reviews("not held", NOWHERE, {}),
    reviews("not held, yet asked", NOWHERE, {"outcome_revisited": "yes"}),
    reviews("held late counts where it was held", {"2026-05": (1, 1)}, ASKED | {"review_held": "2026-05-04"}),
    reviews("held before its month", {"2026-03": (1, 1)}, ASKED | {"review_held": "2026-03-31"}),
    reviews("held today", {"2026-12": (1, 1)}, ASKED | {"review_held": "2026-12-31"}),
    reviews("held tomorrow", NOWHERE, ASKED | {"review_held": "2027-01-01"}),
    reviews("the same review twice counts once", SHOWN, ASKED, ASKED | {"outcome_revisited": "no"}),
    reviews("two reviews of one case", {"2026-04": (1, 2)}, ASKED, {"review_due": "2026-04-24",
                                                                     "review_held": "2026-04-24"}),
    reviews("one in another service", SHOWN, ASKED, elsewhere({"review_held": "2026-04-10"})),
)  # fmt: skip

PLANNED = (
    reviews("on the very day", SHOWN, {"review_held": "2026-04-10"}),
    reviews("before", SHOWN, {"review_held": "2026-04-01"}),
    reviews("before, in the month before", SHOWN, {"review_held": "2026-03-31"}),
    reviews("the day after", NOT_SHOWN, {"review_held": "2026-04-11"}),
    reviews("months later counts where it was due", NOT_SHOWN, {"review_held": "2026-08-11"}),
    reviews("due and not held", NOT_SHOWN, {}),
    reviews("due and not held, though asked about", NOT_SHOWN, {"outcome_revisited": "yes"}),
    reviews(
        "due today, held", {"2026-12": (1, 1)}, {"review_due": "2026-12-31", "review_held": "2026-12-31"}
    ),
    reviews("due today, not held", {"2026-12": (0, 1)}, {"review_due": "2026-12-31"}),
    reviews("due tomorrow", NOWHERE, {"review_due": "2027-01-01"}),
    reviews("due tomorrow, held already", NOWHERE, {"review_due": "2027-01-01", "review_held": "2026-12-15"}),
    reviews("the due day is not known", NOWHERE, {"review_due": None, "review_held": "2026-04-10"}),
    reviews("the same review twice counts once", NOT_SHOWN, {}, {"review_held": "2026-04-10"}),
    reviews(
        "two, one held", {"2026-04": (1, 2)}, {"review_held": "2026-04-10"}, {"review_due": "2026-04-30"}
    ),
)


def actions(words: str, expected: object, *given: Row) -> Case:
    numbered = [
        {"action_id": str(number), "kind": "person", **row} for number, row in enumerate(given, start=1)
    ]
    return case(words, expected, actions=numbered)


WHOLE = {
    "opened_on": "2026-04-08",
    "due_on": "2026-05-08",
    "owner_role": "Manager",
    "measure_of_success": "She says so.",
}
COMPLETE = (
    actions("all three", SHOWN, WHOLE),
    actions("to improve practice", SHOWN, WHOLE | {"kind": "practice"}),
    actions("no date", NOT_SHOWN, WHOLE | {"due_on": None}),
    actions("no owner", NOT_SHOWN, WHOLE | {"owner_role": None}),
    actions("no measure", NOT_SHOWN, WHOLE | {"measure_of_success": None}),
    actions("none of them", NOT_SHOWN, {"opened_on": "2026-04-08"}),
    actions("done makes up for nothing", NOT_SHOWN, WHOLE | {"due_on": None, "completed_on": "2026-04-10"}),
    actions("opened on a day not known", NOWHERE, WHOLE | {"opened_on": None}),
    actions("to be opened tomorrow", NOWHERE, WHOLE | {"opened_on": "2027-01-01"}),
    actions("opened today", {"2026-12": (1, 1)}, WHOLE | {"opened_on": "2026-12-31", "due_on": "2027-02-01"}),
    actions("the same action twice counts once", SHOWN, WHOLE, {"action_id": "1", "opened_on": "2026-04-08"}),
    actions("two, one complete", {"2026-04": (1, 2)}, WHOLE, {"opened_on": "2026-04-30"}),
    actions("one in another service", SHOWN, WHOLE, elsewhere({"opened_on": "2026-04-08"})),
)

DUE = {"opened_on": "2026-03-02", "due_on": "2026-04-10"}
ACTIONS_ON_TIME = (
    actions("on the very day", SHOWN, DUE | {"completed_on": "2026-04-10"}),
    actions("before", SHOWN, DUE | {"completed_on": "2026-03-02"}),
    actions("the day after", NOT_SHOWN, DUE | {"completed_on": "2026-04-11"}),
    actions("open and overdue", NOT_SHOWN, DUE),
    actions("due on Good Friday, done on the Tuesday", NOT_SHOWN, {"due_on": "2026-04-03",
                                                                  "completed_on": "2026-04-07"}),
    actions("no due day", NOWHERE, {"completed_on": "2026-04-10"}),
    actions("due today, open", {"2026-12": (0, 1)}, {"due_on": "2026-12-31"}),
    actions("due today, done", {"2026-12": (1, 1)}, {"due_on": "2026-12-31", "completed_on": "2026-12-31"}),
    actions("due tomorrow, open", NOWHERE, {"due_on": "2027-01-01"}),
    actions("due tomorrow, done", NOWHERE, {"due_on": "2027-01-01", "completed_on": "2026-12-01"}),
    actions("the same action twice counts once", NOT_SHOWN, DUE, DUE | {"action_id": "1",
                                                                       "completed_on": "2026-04-01"}),
    actions("three, one on time", {"2026-04": (1, 3)}, DUE, DUE | {"completed_on": "2026-04-09"},
            DUE | {"completed_on": "2026-06-01"}),
    actions("counts where it was due", {"2026-05": (1, 1)}, {"due_on": "2026-05-01", "completed_on": "2026-04-09"}),
)  # fmt: skip


def steps(words: str, expected: object, *given: Row) -> Case:
    fixed = {"case_id": "1", "goal_text": "Walk to the shop"}
    numbered = [fixed | {"step_no": number, **row} for number, row in enumerate(given, start=1)]
    return case(words, expected, risk_enablement=numbered)


LOOKED = {"review_due": "2026-04-10"}
STEPS_REVIEWED = (
    steps("on the very day", SHOWN, LOOKED | {"reviewed_on": "2026-04-10"}),
    steps("before", SHOWN, LOOKED | {"reviewed_on": "2026-04-02"}),
    steps("the day after", NOT_SHOWN, LOOKED | {"reviewed_on": "2026-04-11"}),
    steps("not reviewed", NOT_SHOWN, LOOKED),
    steps("not reviewed, though achieved", NOT_SHOWN, LOOKED | {"achieved_date": "2026-04-09"}),
    steps("no review due", NOWHERE, {"reviewed_on": "2026-04-10"}),
    steps("due today, not reviewed", {"2026-12": (0, 1)}, {"review_due": "2026-12-31"}),
    steps("due tomorrow", NOWHERE, {"review_due": "2027-01-01"}),
    steps("due tomorrow, reviewed", NOWHERE, {"review_due": "2027-01-01", "reviewed_on": "2026-12-30"}),
    steps("the same step twice counts once", NOT_SHOWN, LOOKED, LOOKED | {"step_no": 1, "reviewed_on": "2026-04-09"}),
    steps("two steps, one reviewed", {"2026-04": (1, 2)}, LOOKED, LOOKED | {"reviewed_on": "2026-04-09"}),
    steps("steps of two goals", {"2026-04": (1, 2)}, LOOKED,
          LOOKED | {"step_no": 1, "goal_text": "Swim", "reviewed_on": "2026-04-09"}),
)  # fmt: skip

STEP = {"planned_date": "2026-04-10"}
STEPS_ACHIEVED = (
    steps("on the very day", SHOWN, STEP | {"achieved_date": "2026-04-10"}),
    steps("before", SHOWN, STEP | {"achieved_date": "2026-03-10"}),
    steps("later", SHOWN, STEP | {"achieved_date": "2026-09-10"}),
    steps("not achieved", NOT_SHOWN, STEP),
    steps("not achieved, reviewed", NOT_SHOWN, STEP | {"review_due": "2026-04-10", "reviewed_on": "2026-04-10"}),
    steps("achieved, never planned", NOWHERE, {"achieved_date": "2026-04-10"}),
    steps("planned for today", {"2026-12": (0, 1)}, {"planned_date": "2026-12-31"}),
    steps("planned for tomorrow", NOWHERE, {"planned_date": "2027-01-01"}),
    steps("planned for tomorrow, achieved", NOWHERE, {"planned_date": "2027-01-01", "achieved_date": "2026-12-01"}),
    steps("the same step twice counts once", NOT_SHOWN, STEP, STEP | {"step_no": 1, "achieved_date": "2026-04-10"}),
    steps("three steps, two achieved", {"2026-04": (2, 3)}, STEP | {"achieved_date": "2026-04-01"},
          STEP | {"achieved_date": "2026-04-20"}, STEP),
    steps("one step a month", {"2026-04": (1, 1), "2026-05": (0, 1)}, STEP | {"achieved_date": "2026-04-01"},
          {"planned_date": "2026-05-01"}),
)  # fmt: skip

CASES = {
    "reviews_revisit_outcome": REVISITED,
    "planned_reviews_on_time": PLANNED,
    "actions_complete": COMPLETE,
    "actions_on_time": ACTIONS_ON_TIME,
    "risk_steps_reviewed": STEPS_REVIEWED,
    "goal_steps_achieved": STEPS_ACHIEVED,
}
