"""Lists of allowed answers, each written once."""

from msp_qi.schema.field import Answer

YES_NO = (
    Answer("yes", "Yes", also=("Y", "true")),
    Answer("no", "No", also=("N", "false")),
)

AUDIT = (
    Answer("met", "Met"),
    Answer("partly", "Partly met", also=("partially met", "partial")),
    Answer("not_met", "Not met", also=("not",)),
    Answer("na", "Not applicable", also=("NA", "N/A", "n.a.")),
    Answer("cannot_tell", "Cannot tell", also=("can't tell", "unclear")),
)

SAMPLED_AS = (
    Answer("random", "Random core"),
    Answer("targeted", "Targeted"),
)

OUTCOME_SOURCE = (
    Answer("person", "The person"),
    Answer("representative", "A representative"),
    Answer("staff", "Staff"),
    Answer("not_recorded", "Not recorded"),
)

INVOLVEMENT = (
    Answer("led", "Led by the person"),
    Answer("involved", "Involved"),
    Answer("informed", "Informed only"),
    Answer("not_involved", "Not involved"),
    Answer("not_possible", "Not possible (reason recorded)"),
    Answer("not_reached", "Stage not reached yet"),
)

CAPACITY_STATEMENT = (
    Answer("assumed", "Capacity assumed"),
    Answer("assessed_has", "Assessed: has capacity"),
    Answer("assessed_lacks", "Assessed: lacks capacity"),
    Answer("not_recorded", "Nothing recorded"),
)

ADVOCACY = (
    Answer("in_place", "In place"),
    Answer("offered_declined", "Offered, declined"),
    Answer("offered_waiting", "Offered, waiting"),
    Answer("not_offered", "Not offered"),
    Answer("not_needed", "Not needed"),
)

RATING_STAGE = (
    Answer("second", "Second rating"),
    Answer("moderated", "Agreed after discussion"),
)

REVISITED = (
    *YES_NO,
    Answer("not_recorded", "Not recorded"),
)

ACTION_KIND = (
    Answer("person", "For a person"),
    Answer("practice", "To improve practice"),
)

OPTION_DECISION = (
    Answer("accepted", "Accepted"),
    Answer("declined", "Declined"),
    Answer("undecided", "Not decided yet"),
)

RESTRICTION_KIND = (
    Answer("supervision", "Watched or accompanied"),
    Answer("movement", "Limits on going out or moving about"),
    Answer("contact", "Limits on contact with others"),
    Answer("money", "Limits on money or belongings"),
    Answer("phone_internet", "Limits on telephone or internet"),
    Answer("physical", "Physical or mechanical restraint"),
    Answer("medication", "Medication to restrain"),
    Answer("seclusion", "Kept apart from others"),
    Answer("other", "Other"),
)

JOURNEY_OUTCOME = (
    Answer("success", "Completed"),
    Answer("stopped", "Started and stopped"),
    Answer("not_attempted_staff", "Not attempted: staff or service"),
    Answer("not_attempted_person", "Not attempted: the person's choice"),
)

JOURNEY_EVENT = (
    Answer("none", "Nothing happened"),
    Answer("near_miss", "Near miss"),
    Answer("incident", "Incident"),
)

TRIGGER_TYPE = (
    Answer("missed_checkin", "Missed check-in"),
    Answer("falls", "Increased risk of falls"),
    Answer("targeting", "Signs of targeting"),
    Answer("other", "Other"),
)

CONSENTED = (
    *YES_NO,
    Answer("partly", "Partly"),
)

SHARE_BASIS = (
    Answer("consent", "With consent"),
    Answer("override", "Without consent, risk recorded"),
)

RESPONDENT = (
    Answer("adult", "The adult"),
    Answer("representative", "A representative"),
)

FELT = (
    Answer("yes", "Yes", also=("Y",)),
    Answer("partly", "Partly"),
    Answer("no", "No", also=("N",)),
    Answer("dont_know", "Don't know", also=("do not know", "not sure")),
)

STAFF_CHECK_TOPIC = (
    Answer("escalation", "Escalation"),
    Answer("information_sharing", "Information sharing"),
)

VERIFICATION_METHOD = (
    Answer("observation", "Observation"),
    Answer("record_check", "Check of records"),
    Answer("staff_question", "Question to staff"),
    Answer("person_feedback", "Feedback from the person"),
)

VERIFICATION_RESULT = (
    Answer("embedded", "Embedded"),
    Answer("partly", "Partly embedded"),
    Answer("not_embedded", "Not embedded"),
)

# The codebook is versioned, so that a renamed theme cannot look like an improvement.
THEME_CODEBOOK_VERSION = "2026-1"
THEME = (
    Answer("controlling", "Controlling or coercive behaviour"),
    Answer("financial", "Financial pressure"),
    Answer("neglect", "Neglect or missed care"),
    Answer("physical", "Physical harm"),
    Answer("self_neglect", "Self-neglect"),
    Answer("restriction", "Unjustified restriction"),
    Answer("information", "Information shared beyond consent"),
    Answer("community", "Risk in the community"),
    Answer("other", "Other"),
)
