"""What is counted from audited cases with their options, notes and teams, and of the sample, counted by hand."""

from tests.unit.measures.by_hand.audits import audited
from tests.unit.measures.by_hand.cases import (
    NOT_COLLECTED,
    NOT_SHOWN,
    NOWHERE,
    SHOWN,
    Case,
    Row,
    case,
    elsewhere,
)
from tests.unit.measures.by_hand.items import AUDIT, ITEM_OF


def with_rows(table: str, words: str, expected: object, *rows: Row, **answers: object) -> Case:
    here = [{"case_id": "1", **row} for row in rows]
    return case(words, expected, case_audits=[AUDIT | answers], **{table: here})


def options(words: str, expected: object, *rows: Row, **answers: object) -> Case:
    return with_rows("options", words, expected, *rows, **answers)


STAY = {"option_text": "Stay at home", "decision": "accepted", "reason": "My cat."}
MOVE = {"option_text": "Move for a while", "decision": "declined", "reason": "Too far."}
OPTIONS_LOG = (
    options("two, each with decision and reason", SHOWN, STAY, MOVE),
    options("three", SHOWN, STAY, MOVE, STAY | {"option_text": "A visitor"}),
    options("one only", NOT_SHOWN, STAY),
    options("one without a reason", NOT_SHOWN, STAY, MOVE | {"reason": None}),
    options("one without a decision", NOT_SHOWN, STAY, MOVE | {"decision": None}),
    options("one not decided yet", NOT_SHOWN, STAY, MOVE | {"decision": "undecided"}),
    options(
        "a third without a reason",
        NOT_SHOWN,
        STAY,
        MOVE,
        {"option_text": "A visitor", "decision": "declined"},
    ),
    options("the same option twice is one", NOT_SHOWN, STAY, STAY),
    options("of another case", NOT_SHOWN, STAY | {"case_id": "2"}, MOVE | {"case_id": "2"}),
    options("the second in another service", NOT_SHOWN, STAY, elsewhere(MOVE)),
    options("targeted", NOWHERE, STAY, MOVE, sampled_as="targeted"),
    options("drawn and never read", NOWHERE, STAY, MOVE, audit_date=None),
    options("A6 not applicable does not leave", SHOWN, STAY, MOVE, a6_options="na"),
    audited("no service's sheet of options", NOT_COLLECTED),
    case(
        "one case with a log, one without",
        {"2026-04": (1, 2)},
        case_audits=[AUDIT, AUDIT | {"case_id": "2"}],
        options=[{"case_id": "1", **STAY}, {"case_id": "1", **MOVE}],
    ),
)


def notes(words: str, expected: object, *rows: Row, **answers: object) -> Case:
    return with_rows(
        "risk_notes", words, expected, *({"noted_on": "2026-04-08", **row} for row in rows), **answers
    )


NOTE = {"understanding_text": "Falls at night.", "support_text": "A lamp.", "review_trigger_text": "A fall."}
RISK_NOTES = (
    notes("all three", SHOWN, NOTE),
    notes("no understanding", NOT_SHOWN, NOTE | {"understanding_text": None}),
    notes("no support", NOT_SHOWN, NOTE | {"support_text": None}),
    notes("no trigger", NOT_SHOWN, NOTE | {"review_trigger_text": None}),
    notes("nothing in it", NOT_SHOWN, {}),
    notes(
        "all three over two notes", SHOWN, NOTE | {"support_text": None}, {**NOTE, "noted_on": "2026-04-09"}
    ),
    notes(
        "each in a note of its own",
        SHOWN,
        {"understanding_text": "Falls."},
        {"support_text": "A lamp.", "noted_on": "2026-04-09"},
        {"review_trigger_text": "A fall.", "noted_on": "2026-04-10"},
    ),
    notes(
        "two notes that both lack the trigger",
        NOT_SHOWN,
        {"understanding_text": "Falls."},
        {"support_text": "L."},
    ),
    notes("of another case", NOT_SHOWN, NOTE | {"case_id": "2"}),
    notes("in another service", NOT_SHOWN, {}, elsewhere(NOTE)),
    notes("targeted", NOWHERE, NOTE, sampled_as="targeted"),
    notes("drawn and never read", NOWHERE, NOTE, audit_date=None),
    notes("A7 met, the note is not there", NOT_SHOWN, {"case_id": "2"}, a7_risk_negotiation="met"),
    audited("no service's sheet of notes", NOT_COLLECTED),
)

ITEMS = tuple(ITEM_OF.values())


def team(words: str, expected: object, *others: Row, **answers: object) -> Case:
    return audited(words, expected, *others, **{"team": "T1", **answers})


def met(number: int, rest: str | None = None) -> Row:
    """So many of the seventeen items met, the others as said."""
    return {item: "met" if place < number else rest for place, item in enumerate(ITEMS)}


FOLLOWED = {("T1", "2026-04-01"): (1, 1, 1.0)}
NOT_FOLLOWED = {("T1", "2026-04-01"): (0, 1, 0.0)}
BY_TEAM = (
    team("all seventeen met", FOLLOWED, **met(17)),
    team("14 of 17 is 82%", FOLLOWED, **met(14, "not_met")),
    team("13 of 17 is 76%", NOT_FOLLOWED, **met(13, "partly")),
    team("4 of the 5 that apply is 80% exactly", FOLLOWED, **met(4, "na") | {ITEMS[4]: "partly"}),
    team("3 of the 4 that apply", NOT_FOLLOWED, **met(3, "na") | {ITEMS[3]: "not_met"}),
    team("4 met and 13 left blank: a blank applies", NOT_FOLLOWED, **met(4)),
    team("13 met and 4 cannot tell", NOT_FOLLOWED, **met(13, "cannot_tell")),
    team("all blank", NOT_FOLLOWED),
    team("no item applies", NOWHERE, **met(0, "na")),
    team("no team", NOWHERE, **met(17), team=None),
    team("targeted", NOWHERE, **met(17), sampled_as="targeted"),
    team("drawn and never read", NOWHERE, audit_date=None),
    team(
        "two teams are two numbers",
        {("T1", "2026-04-01"): (1, 2, 0.5), ("T2", "2026-04-01"): (1, 1, 1.0)},
        {**met(3), "team": "T1", "case_id": "2"},
        {**met(17), "team": "T2", "case_id": "3"},
        **met(17),
    ),
    team(
        "two months are two numbers",
        FOLLOWED | {("T1", "2026-05-01"): (0, 1, 0.0)},
        {"team": "T1", "audit_month": "2026-05-01"},
        **met(17),
    ),
)

SAMPLE = (
    audited("read", SHOWN),
    audited("not read", NOT_SHOWN, audit_date=None),
    audited("answered, the day forgotten", NOT_SHOWN, audit_date=None, a2_revisited="met"),
    audited("read after the month", SHOWN, audit_date="2026-05-04"),
    audited("targeted", NOWHERE, sampled_as="targeted"),
    audited("how it was sampled is not known", NOWHERE, sampled_as=None),
    audited("the month is not known", NOWHERE, audit_month=None),
    audited("a month that is still to come", NOWHERE, audit_month="2027-01-01"),
    audited("the same case twice in a month counts once", SHOWN, {"audit_date": None}),
    audited("two drawn, one read", {"2026-04": (1, 2)}, {"case_id": "2", "audit_date": None}),
    audited(
        "drawn in two months",
        {"2026-04": (1, 1), "2026-05": (0, 1)},
        {"audit_month": "2026-05-01", "audit_date": None},
    ),
)

CASES = {
    "options_log_complete": OPTIONS_LOG,
    "risk_notes_complete": RISK_NOTES,
    "method_by_team": BY_TEAM,
    "sample_completed": SAMPLE,
}
