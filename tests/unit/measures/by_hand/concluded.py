"""What is counted of concerns that were concluded, counted by hand."""

from tests.unit.measures.by_hand.cases import NOT_SHOWN, NOWHERE, SHOWN, Case, Row
from tests.unit.measures.by_hand.concerns import concerns


def concluded(words: str, expected: object, *rows: Row) -> Case:
    """Concerns raised in March and concluded on 20 April 2026."""
    dated = {"date_raised": "2026-03-03", "date_concluded": "2026-04-20"}
    return concerns(words, expected, *(dated | row for row in rows))


def when_concluded(good: Row) -> tuple[Case, ...]:
    return (
        concluded("still open", NOWHERE, good | {"date_concluded": None}),
        concluded("to be concluded tomorrow", NOWHERE, good | {"date_concluded": "2027-01-01"}),
        concluded("concluded in May", {"2026-05": (1, 1)}, good | {"date_concluded": "2026-05-01"}),
        concluded("the same case twice counts once", SHOWN, good, good | {"case_id": "1"}),
        concluded("two", {"2026-04": (2, 2)}, good, good),
    )


ASKED_ALL = (
    concluded("asked, and said", SHOWN, {"outcomes_asked": "asked_expressed"}),
    concluded("asked, and said nothing", SHOWN, {"outcomes_asked": "asked_none"}),
    concluded("not asked", NOT_SHOWN, {"outcomes_asked": "not_asked"}),
    concluded("don't know", NOT_SHOWN, {"outcomes_asked": "dont_know"}),
    concluded("not recorded", NOT_SHOWN, {"outcomes_asked": "not_recorded"}),
    concluded("blank", NOT_SHOWN, {}),
    *when_concluded({"outcomes_asked": "asked_expressed"}),
)
ASKED_KNOWN = (
    concluded("asked, and said", SHOWN, {"outcomes_asked": "asked_expressed"}),
    concluded("asked, and said nothing", SHOWN, {"outcomes_asked": "asked_none"}),
    concluded("not asked", NOT_SHOWN, {"outcomes_asked": "not_asked"}),
    concluded("don't know", NOWHERE, {"outcomes_asked": "dont_know"}),
    concluded("not recorded", NOWHERE, {"outcomes_asked": "not_recorded"}),
    concluded("blank", NOWHERE, {}),
    *when_concluded({"outcomes_asked": "asked_none"}),
)
SAID = {"outcomes_asked": "asked_expressed"}
ACHIEVED = (
    concluded("fully", SHOWN, SAID | {"outcomes_achieved": "fully"}),
    concluded("partially", SHOWN, SAID | {"outcomes_achieved": "partially"}),
    concluded("not achieved", NOT_SHOWN, SAID | {"outcomes_achieved": "not_achieved"}),
    concluded("blank", NOT_SHOWN, SAID),
    concluded("said nothing", NOWHERE, {"outcomes_asked": "asked_none", "outcomes_achieved": "fully"}),
    concluded("not asked", NOWHERE, {"outcomes_asked": "not_asked", "outcomes_achieved": "fully"}),
    concluded("whether asked is blank", NOWHERE, {"outcomes_achieved": "fully"}),
    *when_concluded(SAID | {"outcomes_achieved": "partially"}),
)
IDENTIFIED = {"risk_assessment_outcome": "identified_action"}
REDUCED = (
    concluded("reduced", SHOWN, IDENTIFIED | {"risk_outcome": "reduced"}),
    concluded("removed", SHOWN, IDENTIFIED | {"risk_outcome": "removed"}),
    concluded("remained", NOT_SHOWN, IDENTIFIED | {"risk_outcome": "remained"}),
    concluded("blank", NOT_SHOWN, IDENTIFIED),
    concluded("no action, yet removed", SHOWN,
              {"risk_assessment_outcome": "identified_no_action", "risk_outcome": "removed"}),
    concluded("no action, blank", NOT_SHOWN, {"risk_assessment_outcome": "identified_no_action"}),
    concluded("inconclusive", NOWHERE, {"risk_assessment_outcome": "inconclusive_action", "risk_outcome": "reduced"}),
    concluded("none identified", NOWHERE, {"risk_assessment_outcome": "none_action", "risk_outcome": "removed"}),
    concluded("ceased", NOWHERE, {"risk_assessment_outcome": "ceased", "risk_outcome": "remained"}),
    concluded("what was found is blank", NOWHERE, {"risk_outcome": "reduced"}),
    *when_concluded(IDENTIFIED | {"risk_outcome": "reduced"}),
)  # fmt: skip
LACKED = {"lacked_capacity": "yes"}
ADVOCATE = (
    concluded("supported", SHOWN, LACKED | {"supported_by_advocate": "yes"}),
    concluded("not supported", NOT_SHOWN, LACKED | {"supported_by_advocate": "no"}),
    concluded("don't know", NOT_SHOWN, LACKED | {"supported_by_advocate": "dont_know"}),
    concluded("not recorded", NOT_SHOWN, LACKED | {"supported_by_advocate": "not_recorded"}),
    concluded("blank", NOT_SHOWN, LACKED),
    concluded("had capacity", NOWHERE, {"lacked_capacity": "no", "supported_by_advocate": "yes"}),
    concluded(
        "capacity not known", NOWHERE, {"lacked_capacity": "dont_know", "supported_by_advocate": "yes"}
    ),
    concluded("capacity blank", NOWHERE, {"supported_by_advocate": "yes"}),
    *when_concluded(LACKED | {"supported_by_advocate": "yes"}),
)

CASES = {
    "asked_over_all": ASKED_ALL,
    "asked_over_known": ASKED_KNOWN,
    "outcomes_achieved": ACHIEVED,
    "risk_reduced_or_removed": REDUCED,
    "advocate_where_capacity_lacked": ADVOCATE,
}
