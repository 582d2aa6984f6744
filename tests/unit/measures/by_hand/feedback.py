"""What people say themselves, counted by hand: the adult and a representative each alone."""

from tests.unit.measures.by_hand.cases import NOT_SHOWN, NOWHERE, SHOWN, Case, Row, case, elsewhere

ADULT, REPRESENTATIVE = "adult", "representative"
OTHER = {ADULT: REPRESENTATIVE, REPRESENTATIVE: ADULT}


def asked(respondent: str, words: str, expected: object, *rows: Row) -> Case:
    """Answers of one kind of respondent, invited on 30 March and answered on 10 April 2026."""
    fixed = {"respondent": respondent, "invited_on": "2026-03-30", "answered_on": "2026-04-10"}
    numbered = [fixed | {"feedback_id": str(number), **row} for number, row in enumerate(rows, start=1)]
    return case(words, expected, feedback=numbered)


def common(respondent: str, question: str, good: object) -> tuple[Case, ...]:
    """What holds for every question, told with a good answer."""
    said: Row = {question: good}
    return (
        asked(respondent, "blank", NOWHERE, {}),
        asked(respondent, "the day of the answer is not known", NOWHERE, said | {"answered_on": None}),
        asked(respondent, "answered today", {"2026-12": (1, 1)}, said | {"answered_on": "2026-12-31"}),
        asked(respondent, "answered tomorrow", NOWHERE, said | {"answered_on": "2027-01-01"}),
        asked(respondent, "the other kind of respondent", NOWHERE, said | {"respondent": OTHER[respondent]}),
        asked(respondent, "who answered is not known", NOWHERE, said | {"respondent": None}),
        asked(respondent, "never pooled", SHOWN, said, {"respondent": OTHER[respondent], question: good}),
        asked(respondent, "the same answer twice counts once", SHOWN, said, said | {"feedback_id": "1"}),
        asked(respondent, "two months", {"2026-04": (1, 1), "2026-05": (1, 1)}, said,
              said | {"answered_on": "2026-05-01"}),
        asked(respondent, "one in another service", SHOWN, said, elsewhere(said)),
    )  # fmt: skip


def scale(respondent: str, question: str) -> tuple[Case, ...]:
    """A statement agreed to from 1 to 5: 4 and 5 agree."""
    return (
        *(asked(respondent, f"{given} of 5", NOT_SHOWN, {question: given}) for given in (1, 2, 3)),
        *(asked(respondent, f"{given} of 5", SHOWN, {question: given}) for given in (4, 5)),
        asked(respondent, "one of each, and a blank", {"2026-04": (2, 5)}, *({question: n} for n in range(1, 6)), {}),
        *common(respondent, question, 5),
    )  # fmt: skip


def chosen(respondent: str, question: str, good: tuple[str, ...], other: tuple[str, ...]) -> tuple[Case, ...]:
    """A question with set answers: the good ones, the other ones, and "don't know"."""
    mixed: list[Row] = [{question: answer} for answer in (*good, *other, "dont_know")]
    return (
        *(asked(respondent, answer, SHOWN, {question: answer}) for answer in good),
        *(asked(respondent, answer, NOT_SHOWN, {question: answer}) for answer in other),
        asked(respondent, "does not know", NOWHERE, {question: "dont_know"}),
        asked(respondent, "every answer once", {"2026-04": (len(good), len(good) + len(other))}, *mixed, {}),
        *common(respondent, question, good[0]),
    )


INVITED = {"invited_on": "2026-04-02"}


def response_rate(respondent: str) -> tuple[Case, ...]:
    """Everybody who was invited counts, in the month of the invitation."""
    return (
        asked(respondent, "answered", SHOWN, INVITED),
        asked(respondent, "did not answer", NOT_SHOWN, INVITED | {"answered_on": None}),
        asked(respondent, "answered in another month", SHOWN, INVITED | {"answered_on": "2026-06-01"}),
        asked(respondent, "answered on the same day", SHOWN, INVITED | {"answered_on": "2026-04-02"}),
        asked(respondent, "answered, every question blank or not", {"2026-04": (2, 2)}, INVITED | {"q1_asked": "yes"},
              INVITED),
        asked(respondent, "questions filled in, no day", NOT_SHOWN, INVITED | {"answered_on": None, "q1_asked": "yes"}),
        asked(respondent, "invited today", {"2026-12": (0, 1)}, {"invited_on": "2026-12-31", "answered_on": None}),
        asked(respondent, "to be invited tomorrow", NOWHERE, {"invited_on": "2027-01-01", "answered_on": None}),
        asked(respondent, "the day of the invitation is not known", NOWHERE, {"invited_on": None}),
        asked(respondent, "the other kind of respondent", NOWHERE, INVITED | {"respondent": OTHER[respondent]}),
        asked(respondent, "who was invited is not known", NOWHERE, INVITED | {"respondent": None}),
        asked(respondent, "the same invitation twice counts once", NOT_SHOWN, INVITED | {"answered_on": None},
              INVITED | {"feedback_id": "1"}),
        asked(respondent, "three invited, one answered", {"2026-04": (1, 3)}, INVITED, INVITED | {"answered_on": None},
              INVITED | {"answered_on": None}),
        asked(respondent, "one in another service", SHOWN, INVITED, elsewhere(INVITED)),
    )  # fmt: skip


YES, SHORT_OF_YES = ("yes",), ("partly", "no")


def cases_of(respondent: str) -> dict[str, tuple[Case, ...]]:
    return {
        f"response_rate_{respondent}": response_rate(respondent),
        f"plan_recognised_{respondent}": scale(respondent, "plan_recognised"),
        f"felt_informed_{respondent}": scale(respondent, "felt_informed"),
        f"felt_listened_to_{respondent}": scale(respondent, "felt_listened_to"),
        f"q1_asked_{respondent}": chosen(respondent, "q1_asked", YES, SHORT_OF_YES),
        f"q2_achieved_{respondent}": chosen(
            respondent, "q2_achieved", ("fully", "partially"), ("not_achieved",)
        ),
        f"q3_risk_result_{respondent}": chosen(
            respondent, "q3_risk_result", ("reduced", "removed"), ("remained",)
        ),
        f"q4_listened_to_{respondent}": chosen(respondent, "q4_listened_to", YES, SHORT_OF_YES),
        f"q5_informed_involved_{respondent}": chosen(respondent, "q5_informed_involved", YES, SHORT_OF_YES),
        f"q6_satisfied_{respondent}": chosen(respondent, "q6_satisfied", YES, SHORT_OF_YES),
        f"q7_feel_safer_{respondent}": chosen(respondent, "q7_feel_safer", YES, SHORT_OF_YES),
    }


CASES = cases_of(ADULT) | cases_of(REPRESENTATIVE)
