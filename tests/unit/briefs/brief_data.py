"""A service in whose records names, numbers and places are planted in every column of free text."""

import pandas as pd

from msp_qi.briefs.study import Study
from msp_qi.data.audit_data import AuditData
from msp_qi.data.validate import CheckResult
from msp_qi.schema.fields import TABLES
from tests.builders import audit, audit_data

AS_OF = pd.Timestamp("2026-11-02 09:30")
SERVICE = "Ash House"
NAMES = ("Wilhelmina", "Thistlethwaite", "Bartholomew")
NHS_NUMBER, POSTCODE = "943 476 5919", "LS27 0AB"
# What no reader of a brief may learn, in whichever column somebody wrote it.
PLANTED = f"Mrs {NAMES[0]} {NAMES[1]}, her nephew {NAMES[2]}, {NHS_NUMBER}, {POSTCODE}, the blue heron flew"
SECRETS = (*NAMES, NHS_NUMBER, NHS_NUMBER.replace(" ", ""), POSTCODE, "heron", "P-SECRET")
QUOTE = "I want to shut my own door at night."
PLAIN, DEVIATION, BREACH, UNAUDITED, ELSEWHERE = "7731001", "7731002", "7731003", "7731004", "7739999"
DAYS = ("3 April", "2026-04-03", "03/04/2026", "3 Apr")


def full_of_names(table: str, **row: object) -> dict[str, object]:
    """A row with the planted text in every column of free text that it does not give itself."""
    fields = next(found for found in TABLES if found.name == table).fields
    kept = {"service", "title"}
    return {
        **{field.name: PLANTED for field in fields if field.kind == "text" and field.name not in kept},
        "service": SERVICE,
        **row,
    }


def concern(case: str, **more: object) -> dict[str, object]:
    return {
        "service": SERVICE, "case_id": case, "person_id": f"P-SECRET-{case}", "date_raised": "2026-04-03",
        "theme": "financial", "age_band": "95_over", "immediate_danger": "no", "decided_on": "2026-04-07",
        "date_concluded": "2026-05-20", "outcomes_achieved": "partially", **more,
    }  # fmt: skip


def planted_data(**replaced: object) -> AuditData:
    audits = [
        audit(case_id=case, outcome_text=PLANTED, outcome_source="person", a1_own_words="met",
              a6_options="not_met", a13_no_drift="partly", a16_recognises_plan="cannot_tell", auditor_role=PLANTED,
              capacity_evidence=PLANTED)
        for case in (PLAIN, DEVIATION, BREACH)
    ]  # fmt: skip
    tables: dict[str, object] = {
        "concerns": [concern(case) for case in (PLAIN, DEVIATION, BREACH, UNAUDITED)]
        + [concern(ELSEWHERE, service="Birch Court")],
        "case_audits": audits,
        "information_shares": [
            full_of_names("information_shares", share_id="S1", case_id=DEVIATION, shared_on="2026-04-03",
                          basis="override", within_boundary="no")
        ],
        "breaches": [
            full_of_names("breaches", case_id=BREACH, breach_at="2026-04-03 10:00", external_referral="yes",
                          reviewed_at="2026-04-03 12:00", person_informed="yes")
        ],
        "restrictions": [
            full_of_names("restrictions", case_id=PLAIN, restriction_id="R1", start_date="2026-04-03",
                          review_due="2026-04-20")
        ],
        "learning_loops": [full_of_names("learning_loops", case_id=PLAIN, loop_id="L1", theme="financial")],
        "actions": [full_of_names("actions", case_id=PLAIN, action_id="A1", theme="financial")],
        **replaced,
    }  # fmt: skip
    return audit_data(**tables)  # type: ignore[arg-type]


def a_study(data: AuditData | None = None, service: str = SERVICE) -> Study:
    return Study(CheckResult(data or planted_data(), ()), service, AS_OF)
