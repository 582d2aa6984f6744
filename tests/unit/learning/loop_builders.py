"""One service's loops by hand: every date can be counted on a calendar."""

from msp_qi.learning.loops.loop import Loops, loops
from msp_qi.measures.catalogue import named
from msp_qi.measures.compute import compute
from tests.builders import audit_data

HERE = {"service": "Ash House"}
# 1 March 2026 to the day of the report are 184 days: every step of a loop that ended in March was due.
AS_OF = "2026-09-01"


def concern(case, concluded="2026-03-01", theme="financial", raised="2026-02-01", **more):
    row = {"case_id": case, "date_raised": raised, "date_concluded": concluded, "theme": theme}
    return {**HERE, **row, **more}


def loop(name, concluded="2026-03-01", changed="2026-03-05", owner="Key worker", **more):
    row = {"loop_id": name, "concluded_on": concluded, "plan_change_date": changed, "owner_role": owner}
    text = "Visits end on the pause phrase" if changed else None
    return {**HERE, **row, "plan_change_text": text, "theme": "financial", **more}


def briefing(loop_id, issued="2026-03-11", due=10, reached=8, passed=6, **more):
    row = {"brief_id": f"B{loop_id}{issued}", "loop_id": loop_id, "issued_on": issued}
    return {**HERE, **row, "staff_due": due, "staff_reached": reached, "check_passed": passed, **more}


def look(loop_id, on, result="embedded", by="Registered manager", method="observation", **more):
    row = {"loop_id": loop_id, "verified_on": on, "result": result, "verifier_role": by, "method": method}
    return {**HERE, **row, **more}


def follow(service="Ash House", as_of=AS_OF, **tables) -> Loops:
    data = audit_data(**{name: rows for name, rows in tables.items() if rows})
    counted = (named("briefing_reach"), named("deviation_loop_closed"))
    return loops(compute(data, counted, as_of=as_of), service)


def row_of(found: Loops, name: str):
    """The row of the register."""
    register = found.register
    return register[register["loop_id"].eq(name)].iloc[0]
