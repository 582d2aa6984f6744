"""What is counted from weeks, breaches, journeys and triggers, counted by hand."""

from tests.unit.measures.by_hand.cases import NOT_SHOWN, NOWHERE, SHOWN, Case, Row, case, elsewhere

# Weeks start on Mondays: 6 and 13 April 2026.
MONDAY, NEXT = "2026-04-06", "2026-04-13"


def weeks(words: str, expected: object, *rows: Row) -> Case:
    fixed = {"person_id": "A", "week_starting": MONDAY}
    return case(words, expected, weekly_ratings=[fixed | row for row in rows])


def ratings(name: str) -> tuple[Case, ...]:
    """How a rating from 1 to 5 is told: sum and number of ratings, and the median, a person and a week."""

    def rated(value: int | None, **others: object) -> Row:
        return {name: value, **others}

    return (
        weeks("one rating", {("A", MONDAY): (4, 1, 4.0)}, rated(4)),
        weeks("the lowest", {("A", MONDAY): (1, 1, 1.0)}, rated(1)),
        weeks("blank is a gap, not a nought", NOWHERE, rated(None)),
        weeks("another rating says nothing of this one", NOWHERE, {"contacts": 3}),
        weeks("a week without between two with", {("A", MONDAY): (2, 1, 2.0), ("A", "2026-04-20"): (5, 1, 5.0)},
              rated(2), rated(None, week_starting=NEXT), rated(5, week_starting="2026-04-20")),
        weeks("two people are never pooled", {("A", MONDAY): (1, 1, 1.0), ("B", MONDAY): (5, 1, 5.0)},
              rated(1), rated(5, person_id="B")),
        weeks("two ratings in one week: the median", {("A", MONDAY): (7, 2, 3.5)}, rated(2),
              rated(5, week_starting="2026-04-08")),
        weeks("three ratings in one week: the middle one", {("A", MONDAY): (8, 3, 2.0)}, rated(1),
              rated(5, week_starting="2026-04-07"), rated(2, week_starting="2026-04-08")),
        weeks("a Sunday belongs to the week before", {("A", "2026-03-30"): (3, 1, 3.0)},
              rated(3, week_starting="2026-04-05")),
        weeks("the same week twice counts once", {("A", MONDAY): (2, 1, 2.0)}, rated(2), rated(5)),
        weeks("nobody's", NOWHERE, rated(4, person_id=None)),
        weeks("a week that is still to come", NOWHERE, rated(4, week_starting="2027-01-04")),
        weeks("the same code in another service", {("A", MONDAY): (2, 1, 2.0)}, rated(2), elsewhere(rated(5))),
    )  # fmt: skip


PRESSURED = (
    weeks("two of eight is 2.5 in ten", {("A", MONDAY): (2, 8, 2.5)}, {"contacts": 8, "pressured": 2}),
    weeks("none of five", {("A", MONDAY): (0, 5, 0.0)}, {"contacts": 5, "pressured": 0}),
    weeks("all of three", {("A", MONDAY): (3, 3, 10.0)}, {"contacts": 3, "pressured": 3}),
    weeks("no contact has no rate", {("A", MONDAY): (0, 0, None)}, {"contacts": 0, "pressured": 0}),
    weeks("pressured blank is a gap", NOWHERE, {"contacts": 5}),
    weeks("contacts blank is a gap", NOWHERE, {"pressured": 2}),
    weeks("both blank", NOWHERE, {"control": 3}),
    weeks("more pressured than all", NOWHERE, {"contacts": 2, "pressured": 3}),
    weeks("two people", {("A", MONDAY): (1, 4, 2.5), ("B", MONDAY): (3, 4, 7.5)}, {"contacts": 4, "pressured": 1},
          {"contacts": 4, "pressured": 3, "person_id": "B"}),
    weeks("two rows in one week are added", {("A", MONDAY): (3, 10, 3.0)}, {"contacts": 4, "pressured": 1},
          {"contacts": 6, "pressured": 2, "week_starting": "2026-04-09"}),
    weeks("two weeks", {("A", MONDAY): (1, 4, 2.5), ("A", NEXT): (0, 2, 0.0)}, {"contacts": 4, "pressured": 1},
          {"contacts": 2, "pressured": 0, "week_starting": NEXT}),
    weeks("the same week twice counts once", {("A", MONDAY): (1, 4, 2.5)}, {"contacts": 4, "pressured": 1},
          {"contacts": 6, "pressured": 6}),
    weeks("nobody's", NOWHERE, {"contacts": 4, "pressured": 1, "person_id": None}),
)  # fmt: skip


def breaches(words: str, expected: object, *rows: Row) -> Case:
    fixed = {"case_id": "1", "breach_at": "2026-04-10 22:00"}
    return case(words, expected, breaches=[fixed | row for row in rows])


BREACHES_REVIEWED = (
    breaches("the same night", SHOWN, {"reviewed_at": "2026-04-10 23:00"}),
    breaches("after 24 hours to the minute", SHOWN, {"reviewed_at": "2026-04-11 22:00"}),
    breaches("a minute later", NOT_SHOWN, {"reviewed_at": "2026-04-11 22:01"}),
    breaches("days later", NOT_SHOWN, {"reviewed_at": "2026-04-14 09:00"}),
    breaches("not reviewed", NOT_SHOWN, {}),
    breaches("reported outside, not reviewed", NOT_SHOWN, {"external_referral": "yes", "person_informed": "yes"}),
    breaches("on the last evening of the month", SHOWN,
             {"breach_at": "2026-04-30 23:30", "reviewed_at": "2026-05-01 08:00"}),
    breaches("today: its 24 hours are not over", NOWHERE, {"breach_at": "2026-12-31 10:00"}),
    breaches("two days ago: they are over", {"2026-12": (0, 1)}, {"breach_at": "2026-12-29 10:00"}),
    breaches("tomorrow", NOWHERE, {"breach_at": "2027-01-01 10:00"}),
    breaches("when is not known", NOWHERE, {"breach_at": None, "reviewed_at": "2026-04-10 23:00"}),
    breaches("the same breach twice counts once", NOT_SHOWN, {}, {"reviewed_at": "2026-04-10 23:00"}),
    breaches("two on one day, one reviewed", {"2026-04": (1, 2)}, {"reviewed_at": "2026-04-10 23:00"},
             {"breach_at": "2026-04-10 09:00"}),
    breaches("one in another service", SHOWN, {"reviewed_at": "2026-04-10 23:00"}, elsewhere({})),
)  # fmt: skip


def breached(words: str, expected: object, *times: str) -> Case:
    return breaches(words, expected, *({"breach_at": time} for time in times))


BETWEEN_BREACHES = (
    breached("none that can be dated", [], ""),
    breached("one has none before it", [("2026-04-10", None)], "2026-04-10 22:00"),
    breached("ten days", [("2026-04-10", None), ("2026-04-20", 10)], "2026-04-10 22:00", "2026-04-20 22:00"),
    breached("a day and a half", [("2026-04-10", None), ("2026-04-12", 1.5)], "2026-04-10 22:00", "2026-04-12 10:00"),
    breached("six hours", [("2026-04-10", None), ("2026-04-10", 0.25)], "2026-04-10 06:00", "2026-04-10 12:00"),
    breached("out of order", [("2026-04-01", None), ("2026-04-03", 2), ("2026-04-10", 7)], "2026-04-10 08:00",
             "2026-04-01 08:00", "2026-04-03 08:00"),
    breached("the same time twice is one", [("2026-04-10", None)], "2026-04-10 22:00", "2026-04-10 22:00"),
    breached("over the turn of the year", [("2025-12-31", None), ("2026-01-02", 2)], "2025-12-31 09:00",
             "2026-01-02 09:00"),
    breached("one that is still to come", [("2026-04-10", None)], "2026-04-10 22:00", "2027-04-10 22:00"),
    breaches("one of each of two people at one time", [("2026-04-10", None), ("2026-04-10", 0)], {}, {"case_id": "2"}),
    breaches("reviewed or not", [("2026-04-10", None), ("2026-04-11", 1)], {"reviewed_at": "2026-04-10 22:30"},
             {"breach_at": "2026-04-11 22:00"}),
    breaches("one in another service", [("2026-04-10", None), ("2026-04-14", 4)], {},
             elsewhere({"breach_at": "2026-04-12 22:00"}), {"breach_at": "2026-04-14 22:00"}),
)  # fmt: skip

TOLD = {
    "external_referral": "yes",
    "person_informed": "yes",
    "shared_what": "The visits.",
    "shared_why": "Pressure.",
}
TOLD_WHAT_AND_WHY = (
    breaches("told, with what and why", SHOWN, TOLD),
    breaches("not told", NOT_SHOWN, TOLD | {"person_informed": "no"}),
    breaches("told: blank", NOT_SHOWN, TOLD | {"person_informed": None}),
    breaches("what: blank", NOT_SHOWN, TOLD | {"shared_what": None}),
    breaches("why: blank", NOT_SHOWN, TOLD | {"shared_why": None}),
    breaches("nothing but the contact", NOT_SHOWN, {"external_referral": "yes"}),
    breaches("no contact outside", NOWHERE, TOLD | {"external_referral": "no"}),
    breaches("contact outside: blank", NOWHERE, TOLD | {"external_referral": None}),
    breaches("today", {"2026-12": (1, 1)}, TOLD | {"breach_at": "2026-12-31 23:00"}),
    breaches("tomorrow", NOWHERE, TOLD | {"breach_at": "2027-01-01 00:00"}),
    breaches("the same breach twice counts once", SHOWN, TOLD, {"external_referral": "yes"}),
    breaches("two, one told", {"2026-04": (1, 2)}, TOLD, {"case_id": "2", "external_referral": "yes"}),
)


def triggers(words: str, expected: object, *rows: Row) -> Case:
    """Triggers of Thursday 2 April 2026: the fifth working day, Easter left out, is Monday 13 April."""
    fixed = {"case_id": "1", "trigger_date": "2026-04-02", "trigger_type": "falls"}
    return case(words, expected, triggers=[fixed | row for row in rows])


TRIGGERS = (
    triggers("adjusted on the fifth working day", SHOWN, {"plan_adjusted_on": "2026-04-13"}),
    triggers("adjusted at once", SHOWN, {"plan_adjusted_on": "2026-04-02"}),
    triggers("adjusted on Easter Sunday", SHOWN, {"plan_adjusted_on": "2026-04-05"}),
    triggers("adjusted on the sixth working day", NOT_SHOWN, {"plan_adjusted_on": "2026-04-14"}),
    triggers("nothing", NOT_SHOWN, {}),
    triggers("decided in time to change nothing, with the reason", SHOWN,
             {"plan_adjusted_on": "2026-04-10", "no_change_reason": "Shoes bought."}),
    triggers("a reason for no change, no day of the decision", NOT_SHOWN, {"no_change_reason": "Shoes bought."}),
    triggers("decided too late to change nothing", NOT_SHOWN,
             {"plan_adjusted_on": "2026-04-14", "no_change_reason": "Shoes bought."}),
    triggers("a Saturday counts from the Monday", SHOWN, {"trigger_date": "2026-04-11",
                                                         "plan_adjusted_on": "2026-04-17"}),
    triggers("a Saturday, the Monday of the week after", NOT_SHOWN, {"trigger_date": "2026-04-11",
                                                                    "plan_adjusted_on": "2026-04-20"}),
    # The working days before 31 December 2026: 22, 23, 24, 29 and 30.
    triggers("time was over yesterday", {"2026-12": (0, 1)}, {"trigger_date": "2026-12-21"}),
    triggers("time is over tonight", NOWHERE, {"trigger_date": "2026-12-22"}),
    triggers("time is not over, adjusted", NOWHERE, {"trigger_date": "2026-12-22", "plan_adjusted_on": "2026-12-23"}),
    triggers("the same trigger twice counts once", NOT_SHOWN, {}, {"plan_adjusted_on": "2026-04-02"}),
    triggers("two kinds on one day", {"2026-04": (1, 2)}, {}, {"trigger_type": "targeting",
                                                              "plan_adjusted_on": "2026-04-02"}),
    triggers("counts by the day of the trigger", {"2026-04": (1, 1)}, {"trigger_date": "2026-04-30",
                                                                      "plan_adjusted_on": "2026-05-08"}),
)  # fmt: skip

CASES = {
    "weekly_control": ratings("control"),
    "weekly_distress": ratings("distress"),
    "weekly_confidence": ratings("confidence"),
    "pressured_contacts": PRESSURED,
    "breaches_reviewed": BREACHES_REVIEWED,
    "days_between_breaches": BETWEEN_BREACHES,
    "told_what_and_why": TOLD_WHAT_AND_WHY,
    "triggers_acted_on": TRIGGERS,
}
