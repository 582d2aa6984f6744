"""The concerns that a service raised or received, with the answers of the national collection."""

from dataclasses import replace

from msp_qi.schema import answers, national_answers
from msp_qi.schema.field import Table
from msp_qi.schema.fields.columns import CASE, PERSON, SERVICE, choice, day, in_starter, moment

CONCERNS = Table(
    name="concerns",
    sheet="Concerns",
    title="Safeguarding concerns",
    purpose="One row for each safeguarding concern that the service raised or received.",
    key=("service", "case_id"),
    required=True,
    fields=(
        *in_starter(
            SERVICE,
            CASE,
            replace(PERSON, serves=("G3a",)),
            day(
                "date_raised",
                "Date raised",
                "The day the concern was raised, day first: 03/04/2026 is 3 April.",
                "03/04/2026",
                required=True,
                serves=("G3a", "G3b"),
            ),
            choice(
                "theme",
                "Main theme",
                "What the concern was mainly about. The list is a fixed codebook: tell us if it lacks something.",
                answers.THEME,
                "financial",
                required=True,
                serves=("G3a",),
            ),
        ),
        choice(
            "age_band",
            "Age band",
            "Age in bands only: a date of birth does not belong here.",
            national_answers.AGE_BAND,
            "75_84",
        ),
        choice(
            "immediate_danger",
            "Immediate danger?",
            "Was the person in immediate danger when the concern was raised?",
            answers.YES_NO,
            "no",
            serves=("N1",),
        ),
        moment(
            "aware_at",
            "Service knew at",
            "The day and the time somebody in the service first knew. Needed where there was immediate danger.",
            "03/04/2026 09:15",
            serves=("N1",),
        ),
        moment(
            "protective_action_at",
            "First protection at",
            "The day and the time of the first protective action. Immediate danger without it counts as not met.",
            "03/04/2026 10:00",
            serves=("N1",),
        ),
        day(
            "decided_on",
            "Decision on",
            "The day it was decided what to do with the concern.",
            "04/04/2026",
            serves=("G3b",),
        ),
        day(
            "enquiry_started_on",
            "Enquiry started on",
            "The day the enquiry started. Empty where there was none.",
            "07/04/2026",
            serves=("G3b",),
        ),
        day(
            "plan_agreed_on",
            "Plan agreed on",
            "The day the protection plan was agreed with the person.",
            "14/04/2026",
            serves=("G3b",),
        ),
        # In the starter too: without it a case that was closed a year ago could still be drawn.
        *in_starter(
            day(
                "date_concluded",
                "Date concluded",
                "The day the concern was concluded. Leave empty while it is open.",
                "29/04/2026",
                serves=("G3b", "L1"),
            ),
        ),
        choice(
            "risk_type",
            "Type of risk",
            "The main type, in the words of the national collection.",
            national_answers.RISK_TYPE,
            "financial",
        ),
        choice(
            "risk_source",
            "Source of risk",
            "Where the risk came from, in the words of the national collection. No names.",
            national_answers.RISK_SOURCE,
            "known",
        ),
        choice(
            "risk_location",
            "Location of risk",
            "Where the risk was, in the words of the national collection. No addresses.",
            national_answers.RISK_LOCATION,
        ),
        choice(
            "risk_assessment_outcome",
            "Risk assessment outcome",
            "What the enquiry found and whether anything was done.",
            national_answers.RISK_ASSESSMENT,
        ),
        choice(
            "risk_outcome",
            "Risk at the end",
            "Where a risk was identified: what became of it. Leave empty where none was identified.",
            national_answers.RISK_OUTCOME,
            "reduced",
        ),
        choice(
            "lacked_capacity",
            "Lacked capacity?",
            "Did the person lack capacity for decisions about this enquiry?",
            national_answers.KNOWN_OR_NOT,
            "yes",
        ),
        choice(
            "supported_by_advocate",
            "Supported by advocate?",
            "Where the person lacked capacity: were they supported by an advocate, a relative or a friend?",
            national_answers.KNOWN_OR_NOT,
            "yes",
        ),
        choice(
            "outcomes_asked",
            "Asked about outcomes?",
            "Was the person, or their representative, asked what they want to happen?",
            national_answers.OUTCOMES_ASKED,
        ),
        choice(
            "outcomes_achieved",
            "Outcomes achieved?",
            "How far the outcomes that were expressed had been reached when the concern was concluded.",
            national_answers.OUTCOMES_ACHIEVED,
        ),
    ),
)
